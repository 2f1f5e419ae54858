// An application of a usual size, with and without this package: errors.ts is the only file that imports it. See
// benchmarks/types.ts.
import sensible from '@fastify/sensible'
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import { authenticate } from './authenticate.js'
import { customerRoutes } from './customers.js'
import { orderRoutes } from './orders.js'
import { productRoutes } from './products.js'

export async function build () {
  const fastify = Fastify({ logger: true }).setValidatorCompiler(TypeBoxValidatorCompiler).withTypeProvider<TypeBoxTypeProvider>()
  await fastify.register(sensible)
  await fastify.register(authenticate)
  await fastify.register(productRoutes, { prefix: '/products' })
  await fastify.register(customerRoutes, { prefix: '/customers' })
  await fastify.register(orderRoutes, { prefix: '/orders' })
  fastify.get('/health', { schema: { hide: true } as object }, async () => ({ uptime: process.uptime() }))
  return fastify
}
