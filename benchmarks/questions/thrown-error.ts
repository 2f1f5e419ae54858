import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { startLimit } from '../limit.js'
import { listen, type Question } from '../question.js'

const body = '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}'

export const question: Question = {
  title: 'An unexpected error, thrown: `throw new Error(…)`',
  servers: {
    limit: () => startLimit(500, body),
    plugin: async () => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      fastify.get('/', () => { throw new Error('the database is away') })
      return listen(fastify)
    },
    // What the Error itself costs: its stack is collected whoever answers
    'own error handler': () => {
      const fastify = Fastify()
      fastify.setErrorHandler((_error, _request, reply) => {
        reply
          .code(500)
          .header('content-type', 'application/json; charset=utf-8')
          .header('cache-control', 'no-store')
          .header('x-content-type-options', 'nosniff')
          .header('vary', 'Accept')
          .send(body)
      })
      fastify.get('/', () => { throw new Error('the database is away') })
      return listen(fastify)
    }
  }
}
