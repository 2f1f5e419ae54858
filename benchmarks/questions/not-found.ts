import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { sendFinished } from '../limit.js'
import { listen, type Question } from '../question.js'
import { notFound } from '../replies.js'

export const question: Question = {
  title: '404: no route has the path',
  target: 1.10,
  request: { path: '/nowhere' },
  servers: {
    limit: () => {
      const fastify = Fastify()
      fastify.setNotFoundHandler((_request, reply) => { sendFinished(reply, notFound) })
      fastify.get('/', () => 'fine')
      return listen(fastify)
    },
    plugin: async () => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      fastify.get('/', () => 'fine')
      return listen(fastify)
    },
    'Fastify alone': () => {
      const fastify = Fastify()
      fastify.get('/', () => 'fine')
      return listen(fastify)
    }
  }
}
