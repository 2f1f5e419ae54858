import type { FastifyInstance } from 'fastify'
import type { ResolvedResource } from '../oauth2/resource.js'

/**
 * Serves the metadata of a protected resource (RFC 9728 section 3) to GET and HEAD, cacheable for an hour.
 *
 * Its path is fixed by the RFC, so the route belongs to the server, whatever prefix the context has.
 */
export function serveWellKnown (fastify: FastifyInstance, wellKnown: ResolvedResource['wellKnown']): void {
  if (wellKnown === undefined) return
  const { path, body } = wellKnown
  rootOf(fastify).route({
    method: 'GET',
    url: path.replaceAll(':', '::'), // a colon would begin a parameter
    exposeHeadRoute: true,
    handler: (_request, reply) => reply.header('cache-control', 'public, max-age=3600').type('application/json').send(body)
  })
}

function rootOf (fastify: FastifyInstance): FastifyInstance {
  let instance = fastify
  for (let parent = Object.getPrototypeOf(instance); parent !== Object.prototype; parent = Object.getPrototypeOf(instance)) instance = parent
  return instance
}
