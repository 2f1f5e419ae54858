import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { sendFinished, startLimit } from '../limit.js'
import { listen, type Question } from '../question.js'
import { unknownError } from '../replies.js'

export const question: Question = {
  title: 'An unexpected error, thrown: `throw new Error(…)`',
  comparisons: [{ base: 'own error handler', target: 1.05 }],
  servers: {
    limit: (setup) => startLimit(unknownError, setup),
    plugin: async (setup) => {
      const fastify = Fastify(setup)
      await fastify.register(errorsPlugin)
      fastify.get('/', () => { throw new Error('the database is away') })
      return listen(fastify)
    },
    // What the Error itself costs: its stack is collected by any handler
    'own error handler': (setup) => {
      const fastify = Fastify(setup)
      fastify.setErrorHandler((_error, _request, reply) => { sendFinished(reply, unknownError) })
      fastify.get('/', () => { throw new Error('the database is away') })
      return listen(fastify)
    }
  }
}
