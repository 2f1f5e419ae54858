import fastifyPlugin from 'fastify-plugin'
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface Customer {
  readonly id: number
  readonly name: string
  readonly roles: readonly ('clerk' | 'buyer')[]
}

declare module 'fastify' {
  interface FastifyRequest {
    customer: Customer | null
  }
  interface FastifyInstance {
    findCustomer (token: string): Promise<Customer | undefined>
  }
}

export const authenticate = fastifyPlugin(async (fastify) => {
  const tokens = new Map<string, Customer>([['a', { id: 1, name: 'Ada', roles: ['buyer'] }], ['g', { id: 2, name: 'Grace', roles: ['clerk'] }]])
  fastify.decorateRequest('customer', null)
  fastify.decorate('findCustomer', async (token: string) => tokens.get(token))
  fastify.addHook('onRequest', async (request, reply) => {
    const [scheme, token] = request.headers.authorization?.split(' ') ?? []
    if (scheme !== 'Bearer' || token === undefined) return
    request.customer = await fastify.findCustomer(token) ?? null
    if (request.customer === null) return reply.unauthorized('The token is not known.')
  })
}, { name: 'authenticate' })

export async function requireClerk (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  if (request.customer === null) return reply.unauthorized()
  if (!request.customer.roles.includes('clerk')) return reply.forbidden('For clerks only.')
}
