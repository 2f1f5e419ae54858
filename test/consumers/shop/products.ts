import { Type, type Static } from '@sinclair/typebox'
import { requireClerk } from './authenticate.js'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'

const productSchema = Type.Object({
  sku: Type.String({ pattern: '^[A-Z]{3}-[0-9]{4}$' }),
  title: Type.String({ minLength: 1, maxLength: 200 }),
  price: Type.Object({ amount: Type.Integer({ minimum: 0 }), currency: Type.Union([Type.Literal('EUR'), Type.Literal('USD')]) }),
  tags: Type.Array(Type.String(), { maxItems: 20 }),
  stock: Type.Integer({ minimum: 0 }),
  description: Type.Optional(Type.String())
})
type Product = Static<typeof productSchema>

const Key = Type.Pick(productSchema, ['sku'])
const Filter = Type.Object({
  tag: Type.Optional(Type.String()),
  minimum: Type.Optional(Type.Integer()),
  maximum: Type.Optional(Type.Integer()),
  sort: Type.Optional(Type.Union([Type.Literal('price'), Type.Literal('title')])),
  page: Type.Integer({ minimum: 1, default: 1 })
})

export const productRoutes: FastifyPluginAsyncTypebox = async (fastify) => {
  const products = new Map<string, Product>()

  fastify.get('/', { schema: { querystring: Filter, response: { 200: Type.Array(productSchema) } } }, async (request, reply) => {
    const { tag, minimum = 0, maximum = Infinity, sort = 'title', page } = request.query
    const found = [...products.values()]
      .filter(({ tags, price }) => (tag === undefined || tags.includes(tag)) && price.amount >= minimum && price.amount <= maximum)
      .sort((a, b) => sort === 'title' ? a.title.localeCompare(b.title) : a.price.amount - b.price.amount)
    reply.cacheControl('max-age', 60)
    return found.slice((page - 1) * 20, page * 20)
  })

  fastify.get('/:sku', { schema: { params: Key, response: { 200: productSchema } } }, async (request, reply) => {
    const product = products.get(request.params.sku)
    if (product === undefined) return reply.notFound(`No product ${request.params.sku}.`)
    return product
  })

  fastify.post('/', { preHandler: requireClerk, schema: { body: productSchema, response: { 201: productSchema } } }, async (request, reply) => {
    if (products.has(request.body.sku)) return reply.conflict()
    products.set(request.body.sku, request.body)
    return reply.code(201).send(request.body)
  })

  fastify.patch('/:sku', { preHandler: requireClerk, schema: { params: Key, body: Type.Partial(Type.Omit(productSchema, ['sku'])), response: { 200: productSchema } } }, async (request, reply) => {
    const product = products.get(request.params.sku)
    if (product === undefined) return reply.notFound()
    const changed = { ...product, ...request.body }
    if (changed.price.currency !== product.price.currency) throw fastify.httpErrors.unprocessableEntity('The currency stays.')
    products.set(product.sku, changed)
    return changed
  })

  fastify.delete('/:sku', { preHandler: requireClerk, schema: { params: Key, response: { 204: Type.Null() } } }, async (request, reply) => {
    if (!products.delete(request.params.sku)) return reply.notFound()
    return reply.code(204).send(null)
  })
}
