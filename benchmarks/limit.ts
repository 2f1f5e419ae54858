import Fastify from 'fastify'
import { listen } from './question.js'

/**
 * Starts the limit: a route whose handler sends a finished string, with the headers of every error where `Accept` may choose the format.
 *
 * This is the least that Fastify can do for such a reply; nothing is read, decided or serialized.
 */
export function startLimit (statusCode: number, body: string): Promise<number> {
  const fastify = Fastify()
  fastify.get('/', (_request, reply) => {
    reply
      .code(statusCode)
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .header('vary', 'Accept')
      .send(body)
  })
  return listen(fastify)
}
