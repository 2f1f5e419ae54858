import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { startLimit } from '../limit.js'
import { listen, type Question } from '../question.js'

const stored = '2015-11-21T12:34:45Z'
const sent = '2015-11-21T12:45:56Z'

export const question: Question = {
  title: 'A helper with a detail: `reply.conflict(field, stored, sent)`',
  target: 1.08,
  servers: {
    limit: () => startLimit(409, '{"type":["Error"],"error":{"code":"CONFLICT","message":"Update conflict. Resolve the conflict and try again.","detail":{"conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}},"debug":{}}'),
    plugin: async () => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      fastify.get('/', (_request, reply) => { reply.conflict('meta.updated', stored, sent) })
      return listen(fastify)
    }
  }
}
