// An application of a usual size: what the types of this package add to its type check is measured by
// benchmarks/types.ts and limited by test/package/declarations.test.ts.
import sensible from '@fastify/sensible'
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import { authenticate } from './authenticate.js'
import { customerRoutes } from './customers.js'
import { orderRoutes } from './orders.js'
import { productRoutes } from './products.js'

export function create () {
  return Fastify({ logger: true }).setValidatorCompiler(TypeBoxValidatorCompiler).withTypeProvider<TypeBoxTypeProvider>()
}

export async function addRoutes (fastify: ReturnType<typeof create>): Promise<void> {
  await fastify.register(authenticate)
  await fastify.register(productRoutes, { prefix: '/products' })
  await fastify.register(customerRoutes, { prefix: '/customers' })
  await fastify.register(orderRoutes, { prefix: '/orders' })
  fastify.get('/health', async () => ({ uptime: process.uptime() }))
}

export { sensible }
