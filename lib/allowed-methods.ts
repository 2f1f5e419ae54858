import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * Methods that the router has for the path of a request, in the order of `fastify.supportedMethods`.
 *
 * Empty when the path is unknown, is reached by a wildcard only, or is routed under the method of the request itself:
 * then it was the route that said there is nothing (`reply.callNotFound()`). A route with a custom constraint is not
 * seen, its value cannot be had from outside the router. For those who keep their own not-found handler:
 * `reply.methodNotAllowed(allowedMethods(request))`.
 */
export function allowedMethods (request: FastifyRequest): string[] {
  const match = buildMatcher(request)
  return match(request.method) === 'none' ? request.server.supportedMethods.filter((method) => match(method) === 'path') : []
}

/** The same, with the method of the request when the router has it. */
export function routedMethods (request: FastifyRequest): string[] {
  const match = buildMatcher(request)
  return request.server.supportedMethods.filter((method) => match(method) === 'path')
}

/** Whether a route names the path, takes any path (files, CORS preflight), or there is none. */
type Match = 'path' | 'wildcard' | 'none'

function buildMatcher (request: FastifyRequest): (method: string) => Match {
  const fastify = request.server
  const url = pathOf(request)
  // The whole server (RFC 9110 section 9.3.7), not a path that could have methods
  if (url === '*') return () => 'none'
  const constraints = readConstraints(fastify, request)
  return (method) => {
    try {
      const route = fastify.findRoute({ method, url, constraints } as Parameters<FastifyInstance['findRoute']>[0]) as
        { params: Record<string, unknown>, searchParams?: unknown } | null
      // What the router finds for a bad URL or an over-long parameter has no search params
      if (route === null || route.searchParams === undefined) return 'none'
      return Object.hasOwn(route.params, '*') ? 'wildcard' : 'path'
    } catch {
      return 'none' // a custom constraint strategy that cannot do without its own value
    }
  }
}

// Without the query: it is no part of the path, and a query parser of the application's need not run for every method
function pathOf (request: FastifyRequest): string {
  const url = request.raw.url as string
  const end = url.search(/[?#]/)
  return end === -1 ? url : url.slice(0, end)
}

type Constraints = { host?: string | undefined, version?: string | undefined }

// As the router derives them. `undefined` unless a route is constrained: with constraints it leaves its fast path.
function readConstraints (fastify: FastifyInstance, { headers }: FastifyRequest): Constraints | undefined {
  const host = fastify.hasConstraintStrategy('host')
  const version = fastify.hasConstraintStrategy('version')
  if (!host && !version) return undefined
  return {
    // HTTP/2 has the host in a pseudo-header
    host: headers.host ?? headers[':authority'] as string | undefined,
    version: headers['accept-version'] as string | undefined
  }
}
