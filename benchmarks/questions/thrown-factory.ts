import Fastify from 'fastify'
import errorsPlugin, { errors } from 'fastify-error-replies'
import { startLimit } from '../limit.js'
import { listen, type Question } from '../question.js'

export const question: Question = {
  title: 'A factory, thrown: `throw errors.notFound()`',
  target: 1.15,
  servers: {
    limit: () => startLimit(404, '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}'),
    plugin: async () => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      fastify.get('/', () => { throw errors.notFound() })
      return listen(fastify)
    }
  }
}
