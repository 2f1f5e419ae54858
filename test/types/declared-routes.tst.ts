import '@fastify/cookie'
import '@fastify/sensible'
import '@fastify/swagger'
import '@fastify/websocket'
import Fastify, { type FastifyReply, type RouteGenericInterface } from 'fastify'
import { Type } from '@sinclair/typebox'
import { expect, test } from 'tstyche'
import { z } from 'zod'
import { declaredRoutes, defineError, errors, type ErrorReply, type ReplyHelper } from 'fastify-error-replies'
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
const shopClosed = defineError({ code: 'SHOP_CLOSED', statusCode: 503, title: 'Closed', message: 'Closed.', helper: 'shopClosed' })

declare module 'fastify' {
  interface FastifyReply<RouteGeneric> {
    shopClosed: ReplyHelper<typeof shopClosed, RouteGeneric>
  }
}

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
    expect(reply.fail).type.toBeCallableWith(errors.contentTooLarge, 5)
    expect(reply.fail).type.not.toBeCallableWith('notFound')
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

test('a reply helper of the application may have that check too', () => {
  routes.get('/', { errors: [errors.notFound] }, async (_request, reply) => expect(reply.shopClosed).type.toBe<never>())
  routes.get('/', { errors: [errors.notFound, shopClosed] }, async (_request, reply) => reply.shopClosed({ message: 'Back soon.' }))
  routes.get('/', { errors: [shopClosed()] }, async (_request, reply) => reply.shopClosed())
  fastify.get('/', async (_request, reply) => reply.shopClosed())
})

test('an empty list allows none', () => {
  routes.get('/', { errors: [] }, async (_request, reply) => {
    expect(reply.notFound).type.toBe<never>()
    expect(reply.fail).type.not.toBeCallableWith(404)
  })
})

test('a route that is not documented has all helpers', () => {
  routes.get('/', { errors: false }, async (_request, reply) => {
    expect(reply.gone).type.toBeCallableWith()
    expect(reply.oauthError).type.toBeCallableWith('invalid_grant')
    return reply.fail(418)
  })
  routes.get('/', { errors: false, handler: async (_request, reply) => reply.gone() })
  routes.route({ method: 'GET', url: '/', errors: false, handler: async (_request, reply) => reply.gone() })
  fastify.get<{ Errors: false }>('/', { errors: false }, async (_request, reply) => reply.gone())
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

test('routes inferred by TypeBox', () => {
  const typed = declaredRoutes(fastify.withTypeProvider<TypeBoxTypeProvider>())
  typed.post('/orders/:id', {
    schema: {
      params: Type.Object({ id: Type.Integer() }),
      body: Type.Object({ sku: Type.String() }),
      response: { 201: Type.Object({ order: Type.String() }) }
    },
    errors: [outOfStock, errors.notFound]
  }, async (request, reply) => {
    expect(request.params).type.toBe<{ id: number }>()
    expect(request.body.sku).type.toBe<string>()
    expect(reply.gone).type.toBe<never>()
    expect(reply.code(201).gone).type.toBe<never>()
    expect(reply.send).type.toBeCallableWith({ order: 'a' })
    expect(reply.send).type.not.toBeCallableWith({ order: 1 })
    if (request.params.id === 1) return reply.notFound()
    if (request.params.id === 2) return reply.fail(outOfStock, { left: 1 })
    return { order: 'a' }
  })
  // @ts-expect-error is not assignable to type
  typed.get('/', { schema: { response: { 200: Type.Object({ order: Type.String() }) } }, errors: [errors.notFound] }, async () => ({ order: 1 }))
  const plugin: FastifyPluginAsyncTypebox = async (instance) => {
    declaredRoutes(instance).get('/', { schema: { querystring: Type.Object({ page: Type.Integer() }) }, errors: [errors.gone] }, async (request, reply) => {
      expect(request.query.page).type.toBe<number>()
      expect(reply.notFound).type.toBe<never>()
      return reply.gone()
    })
  }
  expect(fastify.register).type.toBeCallableWith(plugin)
})

test('routes inferred by zod', () => {
  const typed = declaredRoutes(fastify.withTypeProvider<ZodTypeProvider>())
  typed.post('/orders/:id', {
    schema: {
      params: z.object({ id: z.coerce.number() }),
      body: z.object({ sku: z.string() }),
      response: { 201: z.object({ order: z.string() }) }
    },
    errors: [outOfStock, errors.notFound]
  }, async (request, reply) => {
    expect(request.params).type.toBe<{ id: number }>()
    expect(request.body.sku).type.toBe<string>()
    expect(reply.gone).type.toBe<never>()
    expect(reply.code(201).gone).type.toBe<never>()
    expect(reply.send).type.toBeCallableWith({ order: 'a' })
    expect(reply.send).type.not.toBeCallableWith({ order: 1 })
    if (request.params.id === 1) return reply.notFound()
    if (request.params.id === 2) return reply.fail(outOfStock, { left: 1 })
    return { order: 'a' }
  })
  // @ts-expect-error is not assignable to type
  typed.get('/', { schema: { response: { 200: z.object({ order: z.string() }) } }, errors: [errors.notFound] }, async () => ({ order: 1 }))
  const plugin: FastifyPluginAsyncZod = async (instance) => {
    declaredRoutes(instance).get('/', { schema: { querystring: z.object({ page: z.number() }) }, errors: [errors.gone] }, async (request, reply) => {
      expect(request.query.page).type.toBe<number>()
      expect(reply.notFound).type.toBe<never>()
      return reply.gone()
    })
  }
  expect(fastify.register).type.toBeCallableWith(plugin)
})

test('routes inferred by json-schema-to-ts', () => {
  const typed = declaredRoutes(fastify.withTypeProvider<JsonSchemaToTsProvider>())
  typed.post('/orders/:id', {
    schema: {
      params: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'], additionalProperties: false },
      body: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] },
      response: { 201: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'], additionalProperties: false } }
    },
    errors: [outOfStock, errors.notFound]
  }, async (request, reply) => {
    expect(request.params).type.toBe<{ id: number }>()
    expect(request.body.sku).type.toBe<string>()
    expect(reply.gone).type.toBe<never>()
    expect(reply.code(201).gone).type.toBe<never>()
    expect(reply.send).type.toBeCallableWith({ order: 'a' })
    expect(reply.send).type.not.toBeCallableWith({ order: 1 })
    if (request.params.id === 1) return reply.notFound()
    if (request.params.id === 2) return reply.fail(outOfStock, { left: 1 })
    return { order: 'a' }
  })
  typed.get('/', {
    schema: { response: { 200: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'], additionalProperties: false } } },
    errors: [errors.notFound]
  // @ts-expect-error is not assignable to type
  }, async () => ({ order: 1 }))
})

test('a route generic names the errors of a route', () => {
  fastify.get<{ Params: { id: string }, Reply: { order: string }, Errors: [typeof outOfStock, typeof errors.notFound] }>('/:id', { errors: [outOfStock, errors.notFound] }, async (request, reply) => {
    expect(request.params.id).type.toBe<string>()
    expect(reply.gone).type.toBe<never>()
    if (request.params.id === '1') return reply.fail(outOfStock, { left: 1 })
    if (request.params.id === '2') return reply.notFound()
    return { order: 'a' }
  })
})

test('other routes are as before', () => {
  fastify.get<{ Params: { id: string } }>('/:id', { errors: [errors.notFound] }, async (_request, reply) => {
    await authorize(reply)
    return reply.gone()
  })
  fastify.get('/', { errors: [outOfStock] }, async (_request, reply) => reply.gone())
  fastify.get('/', { errors: false }, async (_request, reply) => reply.fail(418))
  fastify.get('/socket', { websocket: true }, (socket) => socket.close())
})

test('a reply with declared errors is a reply', () => {
  routes.get('/', { errors: [errors.notFound] }, async (_request, reply) => {
    await authorize(reply)
    return reply
  })
  routes.get('/', { errors: [errors.notFound] }, handle)
  expect(routes.get).type.not.toBeCallableWith('/', {}, handle)
  expect(routes.get).type.not.toBeCallableWith('/', { errors: [404] }, handle)
  expect(routes.get).type.not.toBeCallableWith('/', { errors: true }, handle)
})

test('a factory and what it returns are still errors', () => {
  expect(errors.notFound()).type.toBeAssignableTo<ErrorReply>()
  expect(errors.oauthError('invalid_grant')).type.toBeAssignableTo<ErrorReply>()
})

async function authorize (reply: FastifyReply): Promise<void> {
  if (reply.getHeader('x-user') === undefined) await reply.unauthorized()
}

async function handle<RouteGeneric extends RouteGenericInterface> (_request: unknown, reply: FastifyReply<RouteGeneric>): Promise<void> {
  await reply.notFound()
}
