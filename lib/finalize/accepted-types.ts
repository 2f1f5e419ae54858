import type { FastifyInstance, FastifyRequest } from 'fastify'

const cache = new WeakMap<FastifyInstance, readonly string[]>()

/**
 * Media types that a request body may have on this route.
 *
 * Those of `schema.body.content` where the route has it, else those that the context has a parser for.
 */
export function acceptedTypes (request: FastifyRequest): readonly string[] {
  const body = request.routeOptions.schema?.body as { content?: Record<string, unknown> } | undefined
  if (body?.content !== undefined) return Object.keys(body.content)
  const fastify = request.server
  let types = cache.get(fastify)
  if (types === undefined) {
    types = readParsers(fastify)
    cache.set(fastify, types)
  }
  return types
}

// Fastify tells whether it has a parser for a type, not which ones it has; the list is behind a symbol. Should that
// symbol go, what remains is the two types that every server parses, unless they were removed.
function readParsers (fastify: FastifyInstance): readonly string[] {
  const symbol = Object.getOwnPropertySymbols(fastify).find(({ description }) => description === 'fastify.contentTypeParser')
  const parser = symbol === undefined ? undefined : (fastify as unknown as Record<symbol, { parserList?: unknown }>)[symbol]
  const list = Array.isArray(parser?.parserList) ? parser.parserList as string[] : ['application/json', 'text/plain']
  return list.filter((type) => fastify.hasContentTypeParser(type))
}
