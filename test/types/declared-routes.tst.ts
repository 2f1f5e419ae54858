import '@fastify/cookie'
import '@fastify/sensible'
import '@fastify/swagger'
import '@fastify/websocket'
import Fastify, { type FastifyReply, type RouteGenericInterface } from 'fastify'
import { Type } from '@sinclair/typebox'
import { expect, test } from 'tstyche'
import { z } from 'zod'
import { declaredRoutes, defineError, errors, type DefinedReply, type ErrorReply, type ReplyHelper } from 'fastify-error-replies'
import type { FastifyPluginAsyncTypebox, TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { JsonSchemaToTsProvider } from '@fastify/type-provider-json-schema-to-ts'
import type { FastifyPluginAsyncZod, ZodTypeProvider } from 'fastify-type-provider-zod'

const outOfStock = defineError({
  code: 'OUT_OF_STOCK',
  statusCode: 409,
  title: 'Out of stock',
  message: ({ left }) => `${left} left.`,
  detail: Type.Object({ left: Type.Integer() })
})
const shopClosed = defineError({ code: 'SHOP_CLOSED', statusCode: 503, title: 'Closed', message: 'Closed.' })

const fastify = Fastify()
const routes = declaredRoutes(fastify)

test('a handler sends the errors of its route alone', () => {
  routes.get('/', { errors: [outOfStock, errors.notFound, errors.contentTooLarge] }, async (request, reply) => {
    expect(request.params).type.toBe<unknown>()
    expect(reply.notFound).type.toBeCallableWith('None.')
    expect(reply.payloadTooLarge).type.toBeCallableWith(5)
    expect(reply.contentTooLarge).type.toBeCallableWith(5)
    expect(reply.gone).type.toBe<never>()
    expect(reply.oauthError).type.toBe<never>()
    expect(reply.bearerError).type.toBe<never>()
    expect(reply.code(404).header('x-a', '1').gone).type.toBe<never>()
    expect(reply.cookie).type.toBeCallableWith('a', '1')
    return reply.notFound()
  })
})

test('reply.fail takes the errors of the route alone', () => {
  routes.get('/', { errors: [outOfStock, errors.notFound, errors.contentTooLarge] }, async (_request, reply) => {
    expect(reply.fail).type.toBeCallableWith(outOfStock, { left: 1 })
    expect(reply.fail).type.toBeCallableWith(outOfStock, { left: 1 }, { message: 'None.' })
    expect(reply.fail).type.toBeCallableWith(outOfStock({ left: 1 }))
    expect(reply.fail).type.toBeCallableWith(errors.notFound, 'None.')
    expect(reply.fail).type.toBeCallableWith(errors.notFound('None.'))
    expect(reply.fail).type.toBeCallableWith('notFound', 'None.')
    expect(reply.fail).type.toBeCallableWith('contentTooLarge', 5)
    expect(reply.fail).type.not.toBeCallableWith(outOfStock)
    expect(reply.fail).type.not.toBeCallableWith(outOfStock, { left: '1' })
    expect(reply.fail).type.not.toBeCallableWith(shopClosed)
    expect(reply.fail).type.not.toBeCallableWith(shopClosed())
    expect(reply.fail).type.not.toBeCallableWith(errors.gone)
    expect(reply.fail).type.not.toBeCallableWith(errors.gone())
    expect(reply.fail).type.not.toBeCallableWith('gone')
    expect(reply.fail).type.not.toBeCallableWith(410)
  })
})

test('an example of an error declares it', () => {
  routes.get('/', { errors: [errors.conflict('Taken.', { code: 'NAME_TAKEN' }), errors.oauthError('invalid_grant'), outOfStock({ left: 1 })] }, async (_request, reply) => {
    expect(reply.conflict).type.toBeCallableWith('Taken.', { code: 'NAME_TAKEN' })
    expect(reply.oauthError).type.toBeCallableWith('invalid_grant')
    expect(reply.oauthRedirect).type.toBeCallableWith('https://shop.example/', 'access_denied')
    expect(reply.bearerError).type.toBe<never>()
    expect(reply.notFound).type.toBe<never>()
    expect(reply.fail).type.toBeCallableWith(errors.conflict, 'Taken.')
    expect(reply.fail).type.toBeCallableWith(outOfStock({ left: 1 }))
    expect(reply.fail).type.not.toBeCallableWith(errors.notFound)
  })
  routes.get('/', { errors: [errors.bearerError('invalid_token')] }, async (_request, reply) => {
    expect(reply.bearerError).type.toBeCallableWith('invalid_token')
    expect(reply.oauthError).type.toBe<never>()
  })
})

test('an empty list allows none', () => {
  routes.get('/', { errors: [] }, async (_request, reply) => {
    expect(reply.notFound).type.toBe<never>()
    expect(reply.fail).type.not.toBeCallableWith(404)
  })
})

test('a list with an error of unknown kind has no such check', () => {
  routes.get('/', { errors: [errors.fail(418), errors.notFound] }, async (_request, reply) => {
    expect(reply.gone).type.toBeCallableWith()
    expect(reply.fail).type.toBeCallableWith(418)
  })
})

test('route and handler in options', () => {
  routes.get('/', {
    errors: [errors.notFound],
    handler: async (_request, reply) => {
      expect(reply.gone).type.toBe<never>()
      return reply.notFound()
    }
  })
  routes.route({
    method: 'GET',
    url: '/',
    errors: [errors.notFound],
    handler: async (_request, reply) => {
      expect(reply.gone).type.toBe<never>()
      return reply.notFound()
    }
  }).get('/other', { errors: [errors.gone] }, async (_request, reply) => reply.gone())
})
