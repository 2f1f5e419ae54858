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
  return findMethods(request, pathOf(request), readConstraints(request))
}

/** What the router said to a method and a path. */
interface Known {
  readonly method: string
  readonly methods: readonly string[]
}

const MAX_KNOWN = 256 // paths
const MAX_PATH = 256 // characters; longer ones are not kept
const known = new WeakMap<FastifyInstance, Map<string, Known>>()

/**
 * The same, remembered: routes do not change once a server is ready, and asking the router for each method costs
 * 3 µs (Node 20).
 */
export function knownMethods (request: FastifyRequest): readonly string[] {
  const path = pathOf(request)
  const constraints = readConstraints(request)
  // Then the path alone does not tell
  if (constraints !== undefined) return findMethods(request, path, constraints)
  let paths = known.get(request.server)
  if (paths === undefined) {
    paths = new Map()
    known.set(request.server, paths)
  }
  const found = paths.get(path)
  if (found?.method === request.method) return found.methods
  // An option of the application may get hold of the list
  const methods = Object.freeze(findMethods(request, path, undefined))
  // A flood of unknown paths leaves nothing behind
  if (methods.length > 0 && path.length <= MAX_PATH) {
    if (paths.size === MAX_KNOWN) paths.clear()
    paths.set(path, { method: request.method, methods })
  }
  return methods
}

/** The same, with the method of the request when the router has it. */
export function routedMethods (request: FastifyRequest): string[] {
  const match = buildMatcher(request.server, pathOf(request), readConstraints(request))
  return request.server.supportedMethods.filter((method) => match(method) === 'path')
}

function findMethods ({ method: asked, server }: FastifyRequest, path: string, constraints: Constraints | undefined): string[] {
  const match = buildMatcher(server, path, constraints)
  return match(asked) === 'none' ? server.supportedMethods.filter((method) => match(method) === 'path') : []
}

/** Whether a route names the path, takes any path (files, CORS preflight), or there is none. */
type Match = 'path' | 'wildcard' | 'none'

function buildMatcher (fastify: FastifyInstance, url: string, constraints: Constraints | undefined): (method: string) => Match {
  // The whole server (RFC 9110 section 9.3.7), not a path that could have methods
  if (url === '*') return () => 'none'
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
function readConstraints ({ server: fastify, headers }: FastifyRequest): Constraints | undefined {
  const host = fastify.hasConstraintStrategy('host')
  const version = fastify.hasConstraintStrategy('version')
  if (!host && !version) return undefined
  return {
    // HTTP/2 has the host in a pseudo-header
    host: headers.host ?? headers[':authority'] as string | undefined,
    version: headers['accept-version'] as string | undefined
  }
}
