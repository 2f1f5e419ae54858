import Fastify from 'fastify'
import errorsPlugin, { errors } from 'fastify-error-replies'
import { sendFinished, startLimit } from '../limit.js'
import { listen, type Question } from '../question.js'
import { notFound } from '../replies.js'

export const question: Question = {
  title: 'A factory, thrown by a handler: `throw errors.notFound()`',
  target: 1.12,
  servers: {
    limit: (setup) => startLimit(notFound, setup),
    plugin: async (setup) => {
      const fastify = Fastify(setup)
      await fastify.register(errorsPlugin)
      fastify.get('/', () => { throw errors.notFound() })
      return listen(fastify)
    },
    // What the way from `throw` to an error handler costs, with any handler
    'own error handler': (setup) => {
      const fastify = Fastify(setup)
      fastify.setErrorHandler((_error, _request, reply) => { sendFinished(reply, notFound) })
      fastify.get('/', () => { throw errors.notFound() })
      return listen(fastify)
    }
  }
}
