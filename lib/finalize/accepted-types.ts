import { readParserTypes } from '../util/fastify-internals.js'
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

// Where Fastify does not show its parsers, the two types that every server parses, unless they were removed
function readParsers (fastify: FastifyInstance): readonly string[] {
  const list = readParserTypes(fastify) ?? ['application/json', 'text/plain']
  return list.filter((type) => fastify.hasContentTypeParser(type))
}
