import { Type, type Static } from '@sinclair/typebox'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'

const Line = Type.Object({ sku: Type.String(), quantity: Type.Integer({ minimum: 1, maximum: 99 }) })
const orderSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  customer: Type.Integer(),
  lines: Type.Array(Line),
  state: Type.Union([Type.Literal('open'), Type.Literal('paid'), Type.Literal('sent'), Type.Literal('cancelled')]),
  payment: Type.Union([
    Type.Object({ kind: Type.Literal('card'), last4: Type.String() }),
    Type.Object({ kind: Type.Literal('invoice'), due: Type.String({ format: 'date' }) })
  ])
})
type Order = Static<typeof orderSchema>
const Key = Type.Pick(orderSchema, ['id'])

export const orderRoutes: FastifyPluginAsyncTypebox = async (fastify) => {
  const orders = new Map<string, Order>()

  fastify.addHook('preHandler', async (request, reply) => {
    if (request.customer === null) return reply.unauthorized()
  })

  fastify.get('/:id', { schema: { params: Key, response: { 200: orderSchema } } }, async (request, reply) => {
    const order = orders.get(request.params.id)
    if (order === undefined) return reply.notFound()
    if (order.customer !== request.customer?.id) return reply.forbidden()
    return order
  })

  fastify.post('/', { schema: { body: Type.Omit(orderSchema, ['id', 'state', 'customer']), response: { 201: orderSchema } } }, async (request, reply) => {
    const { lines, payment } = request.body
    if (lines.length === 0) return reply.badRequest('An order has a line.')
    if (new Set(lines.map(({ sku }) => sku)).size < lines.length) throw fastify.httpErrors.unprocessableEntity('A product comes once.')
    const order: Order = { id: crypto.randomUUID(), customer: request.customer?.id ?? 0, lines, payment, state: 'open' }
    orders.set(order.id, order)
    return reply.code(201).send(order)
  })

  fastify.post('/:id/payment', { schema: { params: Key, body: Type.Index(orderSchema, ['payment']), response: { 200: orderSchema } } }, async (request, reply) => {
    const order = orders.get(request.params.id)
    if (order === undefined) return reply.notFound()
    if (order.state !== 'open') return reply.conflict()
    const [error, answer] = await fastify.to(fetch('https://payments.example/', { method: 'POST', body: JSON.stringify(request.body) }))
    if (error !== null && answer === undefined) return reply.badGateway()
    if (answer?.status === 429) return reply.serviceUnavailable()
    const paid: Order = { ...order, state: 'paid', payment: request.body }
    orders.set(order.id, paid)
    return paid
  })

  fastify.route({
    method: 'DELETE',
    url: '/:id',
    schema: { params: Key, response: { 204: Type.Null() } },
    handler: async (request, reply) => {
      const order = orders.get(request.params.id)
      if (order === undefined) return reply.notFound()
      if (order.state === 'sent') return reply.gone('The order is on its way.')
      orders.set(order.id, { ...order, state: 'cancelled' })
      return reply.code(204).send(null)
    }
  })
}
