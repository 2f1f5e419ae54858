import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { sendFinished } from '../limit.js'
import { listen, type Question } from '../question.js'
import { notFound } from '../replies.js'

export const question: Question = {
  title: '404: no route has the path',
  target: 1.08,
  request: { path: '/nowhere' },
  servers: {
    limit: (setup) => {
      const fastify = Fastify(setup)
      fastify.setNotFoundHandler((_request, reply) => { sendFinished(reply, notFound) })
      fastify.get('/', () => 'fine')
      return listen(fastify)
    },
    plugin: async (setup) => {
      const fastify = Fastify(setup)
      await fastify.register(errorsPlugin)
      fastify.get('/', () => 'fine')
      return listen(fastify)
    },
    // What a flood of 404s costs where nobody reads their lines
    "plugin, log: { 404: 'silent' }": async (setup) => {
      const fastify = Fastify(setup)
      await fastify.register(errorsPlugin, { log: { 404: 'silent' } })
      fastify.get('/', () => 'fine')
      return listen(fastify)
    },
    'Fastify alone': (setup) => {
      const fastify = Fastify(setup)
      fastify.get('/', () => 'fine')
      return listen(fastify)
    }
  }
}
