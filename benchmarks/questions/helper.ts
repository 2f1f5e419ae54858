import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { startLimit } from '../limit.js'
import { listen, type Question } from '../question.js'
import { conflict, conflictValues } from '../replies.js'

export const question: Question = {
  title: 'A helper with a detail: `reply.conflict(field, stored, sent)`',
  target: 1.06,
  servers: {
    limit: (setup) => startLimit(conflict, setup),
    plugin: async (setup) => {
      const fastify = Fastify(setup)
      await fastify.register(errorsPlugin)
      fastify.get('/', (_request, reply) => { reply.conflict(...conflictValues) })
      return listen(fastify)
    }
  }
}
