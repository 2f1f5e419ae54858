import Fastify, { type FastifyInstance } from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { sendFinished } from './limit.js'
import { listen, type Question } from './question.js'

/** Builds the question what a 405 costs on a server with that many routes. */
export function askMethodNotAllowed (routes: number): Question {
  return {
    title: `405: the path has other methods, ${routes.toLocaleString('en')} routes`,
    target: 1.15,
    request: { method: 'POST', path: `/resources-${routes / 2}/1` },
    servers: {
      limit: (setup) => {
        const fastify = Fastify(setup)
        fastify.setNotFoundHandler((_request, reply) => {
          sendFinished(reply, {
            statusCode: 405,
            line: { code: 'INVALID_REQUEST_METHOD', message: 'Invalid request method POST.' },
            body: '{"type":["Error"],"error":{"code":"INVALID_REQUEST_METHOD","message":"Invalid request method POST.","detail":{"allowedMethods":["GET","HEAD"]}},"debug":{}}',
            headers: { allow: 'GET, HEAD' }
          })
        })
        addRoutes(fastify, routes)
        return listen(fastify)
      },
      plugin: async (setup) => {
        const fastify = Fastify(setup)
        await fastify.register(errorsPlugin)
        addRoutes(fastify, routes)
        return listen(fastify)
      }
    }
  }
}

function addRoutes (fastify: FastifyInstance, count: number): void {
  for (let i = 0; i < count; i++) fastify.get(`/resources-${i}/:id`, () => 'fine')
}
