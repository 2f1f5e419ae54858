// An application that has the types of @fastify/sensible beside those of this package, and its plugin in another context.
import sensible from '@fastify/sensible'
import Fastify, { type FastifyReply } from 'fastify'
import errorsPlugin, { errors } from 'fastify-error-replies'

const fastify = Fastify()
await fastify.register(async (child) => {
  await child.register(errorsPlugin, { format: 'problem' })
  child.get('/', { errors: [errors.conflict] }, async (_request, reply) => reply.conflict('name', 'Ada', 'Grace'))
  child.get('/utilities', async (_request, reply) => {
    reply.cacheControl('max-age', 60)
    throw child.httpErrors.notFound('None.')
  })
})
await fastify.register(async (child) => {
  await child.register(sensible)
  child.get('/legacy', async (_request, reply) => reply.notFound('No such document.'))
}, { prefix: '/legacy' })

export const both = (reply: FastifyReply): FastifyReply[] => [reply.conflict(), reply.conflict('Message.'), reply.conflict('name', 1, 2), reply.imateapot()]
