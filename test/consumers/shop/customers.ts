import { Type, type Static } from '@sinclair/typebox'
import { requireClerk } from './authenticate.js'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'

const Address = Type.Object({ street: Type.String(), city: Type.String(), zip: Type.String({ pattern: '^[0-9]{5}$' }), country: Type.String({ minLength: 2, maxLength: 2 }) })
const NewCustomer = Type.Object({
  name: Type.String({ minLength: 1 }),
  email: Type.String({ format: 'email' }),
  birthday: Type.Optional(Type.String({ format: 'date' })),
  addresses: Type.Array(Address, { minItems: 1 }),
  newsletter: Type.Boolean({ default: false })
})
const Customer = Type.Composite([Type.Object({ id: Type.Integer(), since: Type.String({ format: 'date-time' }) }), NewCustomer])
const Key = Type.Object({ id: Type.Integer() })

export const customerRoutes: FastifyPluginAsyncTypebox = async (fastify) => {
  const customers: Static<typeof Customer>[] = []
  fastify.addHook('onRequest', requireClerk)

  fastify.get('/', { schema: { querystring: Type.Object({ email: Type.Optional(Type.String()) }), response: { 200: Type.Array(Customer) } } }, async ({ query: { email } }) =>
    email === undefined ? customers : customers.filter((customer) => customer.email === email))

  fastify.get('/:id', { schema: { params: Key, response: { 200: Customer } } }, async (request, reply) => {
    const customer = customers.find(({ id }) => id === request.params.id)
    return customer ?? reply.notFound()
  })

  fastify.post('/', { schema: { body: NewCustomer, response: { 201: Customer } } }, async (request, reply) => {
    const { email } = request.body
    if (customers.some((customer) => customer.email === email)) return reply.conflict()
    const customer = { ...request.body, id: customers.length + 1, since: new Date().toISOString() }
    customers.push(customer)
    request.log.info({ id: customer.id }, 'new customer')
    return reply.code(201).header('location', `/customers/${customer.id}`).send(customer)
  })

  fastify.put('/:id/addresses/:index', {
    schema: { params: Type.Object({ id: Type.Integer(), index: Type.Integer({ minimum: 0 }) }), body: Address, response: { 200: Address } }
  }, async (request, reply) => {
    const { id, index } = request.params
    const customer = customers.find((customer) => customer.id === id)
    if (customer?.addresses[index] === undefined) return reply.notFound()
    customer.addresses[index] = request.body
    return request.body
  })

  fastify.setErrorHandler((error, request, reply) => {
    request.log.warn(error)
    return reply.send(error)
  })
}
