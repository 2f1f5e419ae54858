import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { listen, type Question } from '../question.js'

export const question: Question = {
  title: 'No error: a success on a server with the plugin, beside one without',
  target: 1.01,
  servers: {
    limit: () => {
      const fastify = Fastify()
      fastify.get('/', () => ({ fine: true }))
      return listen(fastify)
    },
    plugin: async () => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      fastify.get('/', () => ({ fine: true }))
      return listen(fastify)
    }
  }
}
