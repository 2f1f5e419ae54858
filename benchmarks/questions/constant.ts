import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { startLimit } from '../limit.js'
import { listen, type Question } from '../question.js'
import { notFound } from '../replies.js'

export const question: Question = {
  title: 'A helper that says nothing more: `reply.notFound()`',
  target: 1.06,
  servers: {
    limit: (setup) => startLimit(notFound, setup),
    plugin: async (setup) => {
      const fastify = Fastify(setup)
      await fastify.register(errorsPlugin)
      fastify.get('/', (_request, reply) => { reply.notFound() })
      return listen(fastify)
    }
  }
}
