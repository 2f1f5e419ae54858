import swagger from '@fastify/swagger'
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import { Type as Type1 } from 'typebox'
import errorsPlugin, { defineError, errors, openapiOptions, type ErrorRepliesOptions } from '../../lib/index.js'

export const outOfStock = defineError({
  code: 'OUT_OF_STOCK',
  statusCode: 409,
  title: 'Out of stock',
  message: ({ sku, left }) => `Only ${left} of ${sku} left`,
  detail: Type.Object({ sku: Type.String({ examples: ['chair-1'] }), left: Type.Integer({ minimum: 0 }) })
})
export const shopClosed = defineError({
  code: 'SHOP_CLOSED',
  statusCode: 503,
  title: 'Shop closed',
  message: 'The shop opens at nine.',
  headers: ({ reason }) => ({ 'x-reason': reason }),
  detail: Type1.Object({ reason: Type1.Union([Type1.Literal('night'), Type1.Literal('holiday')]), until: Type1.Optional(Type1.String({ format: 'date-time' })) })
})

const order = Type.Object({ sku: Type.String(), count: Type.Integer() })

export interface ServerChoices {
  openapi?: '3.0.3' | '3.1.0' | undefined
  swaggerFirst?: boolean | undefined
  components?: boolean | undefined
  convertConstToEnum?: boolean | undefined
}

/** A shop with every kind of route that is documented differently. */
export async function buildShop (options: ErrorRepliesOptions = {}, { openapi = '3.1.0', swaggerFirst = false, components = true, ...more }: ServerChoices = {}) {
  const fastify = Fastify().withTypeProvider<TypeBoxTypeProvider>()
  const addSwagger = async () => {
    await fastify.register(swagger, {
      openapi: {
        openapi,
        info: { title: 'Shop', version: '1.0.0', license: { name: 'MIT', url: 'https://example.com/license' } },
        servers: [{ url: 'https://shop.example' }],
        security: []
      },
      ...(components ? openapiOptions() : {}),
      ...more
    })
  }
  if (swaggerFirst) await addSwagger()
  await fastify.register(errorsPlugin, { errors: [outOfStock, shopClosed], ...options })
  if (!swaggerFirst) await addSwagger()

  const describe = (operationId: string) => ({ operationId, summary: operationId })
  fastify.post('/orders', {
    schema: { ...describe('order'), body: order, response: { 201: order } },
    errors: [outOfStock, errors.conflict, errors.unauthorized, errors.tooManyRequests, shopClosed]
  }, async ({ body }, reply) => {
    if (body.count > 2) throw outOfStock({ sku: body.sku, left: 2 })
    return reply.code(201).send(body)
  })
  fastify.get('/orders/:id', {
    schema: { ...describe('readOrder'), params: Type.Object({ id: Type.Integer() }), response: { 200: order, 404: Type.Object({ gone: Type.Boolean() }) } },
    errors: [errors.notFound, errors.gone]
  }, async (_request, reply) => reply.gone())
  fastify.get('/orders/:id/lines', { schema: describe('readLines'), errors: [errors.gone] }, async (_request, reply) => reply.gone())
  fastify.get('/plain', { schema: describe('plain') }, async () => 'fine')
  fastify.get('/silent', { schema: describe('silent'), errors: false }, async () => 'fine')
  fastify.get('/fields', {
    schema: { ...describe('fields'), querystring: Type.Object({ page: Type.Integer() }) },
    config: { errorFormat: 'fields' },
    errors: [errors.methodNotAllowed]
  }, async (_request, reply) => reply.methodNotAllowed(['GET']))
  fastify.route({ method: ['PUT', 'DELETE'], url: '/both', schema: { summary: 'both' }, errors: [outOfStock], handler: async () => 'fine' })
  return fastify
}

/** The OpenAPI document of that shop, as JSON. */
export async function documentOf (options: ErrorRepliesOptions = {}, choices: ServerChoices = {}): Promise<any> {
  const fastify = await buildShop(options, choices)
  await fastify.ready()
  return JSON.parse(JSON.stringify(fastify.swagger()))
}

/** Every combination of what changes the whole document. */
export const serverChoices: readonly ServerChoices[] = (['3.0.3', '3.1.0'] as const).flatMap((openapi) =>
  [true, false].flatMap((components) => [true, false].map((swaggerFirst) => ({ openapi, components, swaggerFirst }))))

export const nameOf = ({ openapi, components, swaggerFirst }: ServerChoices): string =>
  `OpenAPI ${openapi}, ${components ? 'components' : 'inline'}, swagger ${swaggerFirst ? 'first' : 'last'}`
