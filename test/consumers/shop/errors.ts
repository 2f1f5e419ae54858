import errorsPlugin from 'fastify-error-replies'
import type { FastifyInstance } from 'fastify'

export async function registerErrors (fastify: FastifyInstance): Promise<void> {
  await fastify.register(errorsPlugin)
}
