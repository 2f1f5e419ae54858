import bearerAuth, { type FastifyBearerAuthOptions } from '@fastify/bearer-auth'
import rateLimit, { type RateLimitOptions, type RateLimitPluginOptions, type errorResponseBuilderContext } from '@fastify/rate-limit'
import Fastify from 'fastify'
import { expect, test } from 'tstyche'
import { bearerAuthErrorResponse, rateLimitErrorResponseBuilder, type ErrorReply } from 'fastify-error-replies'

const fastify = Fastify()

test('errorResponseBuilder is an option of @fastify/rate-limit', () => {
  expect(rateLimitErrorResponseBuilder).type.toBeAssignableTo<NonNullable<RateLimitPluginOptions['errorResponseBuilder']>>()
  expect(rateLimitErrorResponseBuilder).type.toBeAssignableTo<NonNullable<RateLimitOptions['errorResponseBuilder']>>()
  expect<Parameters<typeof rateLimitErrorResponseBuilder>[1]>().type.toBeAssignableFrom<errorResponseBuilderContext>()
  expect(fastify.register).type.toBeCallableWith(rateLimit, { max: 1, errorResponseBuilder: rateLimitErrorResponseBuilder })
  expect(fastify.get).type.toBeCallableWith('/', { config: { rateLimit: { max: 1, errorResponseBuilder: rateLimitErrorResponseBuilder } } }, async () => 'ok')
  expect(rateLimitErrorResponseBuilder({}, { ban: false, ttl: 1 })).type.toBe<ErrorReply>()
  expect(rateLimitErrorResponseBuilder).type.not.toBeCallableWith({}, { ban: false })
})

test('errorResponse is an option of @fastify/bearer-auth', () => {
  expect(bearerAuthErrorResponse).type.toBeAssignableTo<NonNullable<FastifyBearerAuthOptions['errorResponse']>>()
  expect(fastify.register).type.toBeCallableWith(bearerAuth, { keys: ['key'], errorResponse: bearerAuthErrorResponse })
  expect(bearerAuthErrorResponse(new Error('text'))).type.toBeAssignableTo<Error>()
  expect(bearerAuthErrorResponse).type.not.toBeCallableWith('text')
})
