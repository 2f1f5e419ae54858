import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { listen, type Question } from '../question.js'

export const question: Question = {
  title: 'No error: a success on a server with the plugin, beside one without',
  logged: false,
  target: 1.00,
  servers: {
    limit: (setup) => {
      const fastify = Fastify(setup)
      fastify.get('/', () => ({ fine: true }))
      return listen(fastify)
    },
    plugin: async (setup) => {
      const fastify = Fastify(setup)
      await fastify.register(errorsPlugin)
      fastify.get('/', () => ({ fine: true }))
      return listen(fastify)
    }
  }
}
