import bearerAuth, { type FastifyBearerAuthOptions } from '@fastify/bearer-auth'
import rateLimit, { type RateLimitOptions, type RateLimitPluginOptions, type errorResponseBuilderContext } from '@fastify/rate-limit'
import Fastify from 'fastify'
import { expect, test } from 'tstyche'
import { errorResponse, errorResponseBuilder, type ErrorReply } from 'fastify-error-replies'

const fastify = Fastify()

test('errorResponseBuilder is an option of @fastify/rate-limit', () => {
  expect(errorResponseBuilder).type.toBeAssignableTo<NonNullable<RateLimitPluginOptions['errorResponseBuilder']>>()
  expect(errorResponseBuilder).type.toBeAssignableTo<NonNullable<RateLimitOptions['errorResponseBuilder']>>()
  expect<Parameters<typeof errorResponseBuilder>[1]>().type.toBeAssignableFrom<errorResponseBuilderContext>()
  expect(fastify.register).type.toBeCallableWith(rateLimit, { max: 1, errorResponseBuilder })
  expect(fastify.get).type.toBeCallableWith('/', { config: { rateLimit: { max: 1, errorResponseBuilder } } }, async () => 'ok')
  expect(errorResponseBuilder({}, { ban: false, ttl: 1 })).type.toBe<ErrorReply>()
  expect(errorResponseBuilder).type.not.toBeCallableWith({}, { ban: false })
})

test('errorResponse is an option of @fastify/bearer-auth', () => {
  expect(errorResponse).type.toBeAssignableTo<NonNullable<FastifyBearerAuthOptions['errorResponse']>>()
  expect(fastify.register).type.toBeCallableWith(bearerAuth, { keys: ['key'], errorResponse })
  expect(errorResponse(new Error('text'))).type.toBeAssignableTo<Error>()
  expect(errorResponse).type.not.toBeCallableWith('text')
})
