import { isDeepStrictEqual } from 'node:util'
import { copyText } from './copy-text.js'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * Methods that the router has for the path of a request, in the order of `fastify.supportedMethods`.
 *
 * Empty when the path is unknown, is reached by a wildcard only, or is routed under the method of the request itself:
 * then the route itself called `reply.callNotFound()`. For a path that a route names, also what
 * wildcards and routes with other constraints than those of the request take there (RFC 9110 section 10.2.1); a route
 * of another host is another resource. For a custom not-found handler:
 * `reply.methodNotAllowed(allowedMethods(request))`.
 */
export function allowedMethods (request: FastifyRequest): string[] {
  return findMethods(request, pathOf(request), readConstraints(request))
}

/** Result of the router for a method and a path. */
interface Known {
  readonly method: string
  readonly methods: readonly string[]
}

const MAX_KNOWN = 256 // paths
const MAX_PATH = 256 // characters; longer ones are not kept
const MAX_CONSTRAINTS = 16 // different ones; each is another question to the router

/** Cached facts of a server. */
export interface KnownRoutes {
  /** Results of the router, by path. */
  readonly paths: Map<string, Known>
  /** Constraints of its routes, without hosts. */
  readonly constraints: object[]
}

const servers = new WeakMap<object, KnownRoutes>()

/** Cached facts of the server of an instance; all contexts of a server have one router. */
export function known ({ server }: FastifyInstance): KnownRoutes {
  let routes = servers.get(server)
  if (routes === undefined) {
    routes = { paths: new Map(), constraints: [] }
    servers.set(server, routes)
  }
  return routes
}

/** Remembers the constraints of a route, so that its methods are found from outside. */
export function noteConstraints (fastify: FastifyInstance, constraints: object | undefined): void {
  // A route of another host is another resource
  const { host, ...own }: Record<string, unknown> = { ...constraints }
  const noted = known(fastify).constraints
  if (Object.keys(own).length > 0 && noted.length < MAX_CONSTRAINTS && !noted.some((other) => isDeepStrictEqual(other, own))) noted.push(own)
}

/**
 * The same, remembered: routes do not change once a server is ready, and asking the router for each method costs
 * 3 µs (Node 20).
 */
export function knownMethods (request: FastifyRequest): readonly string[] {
  const path = pathOf(request)
  const constraints = readConstraints(request)
  // Then the path alone does not decide
  if (constraints !== undefined) return findMethods(request, path, constraints)
  const { paths } = known(request.server)
  const found = paths.get(path)
  if (found?.method === request.method) return found.methods
  // An option of the application may get hold of the list
  const methods = Object.freeze(findMethods(request, path, undefined))
  // Unknown paths are not cached
  if (methods.length > 0 && path.length <= MAX_PATH) {
    if (paths.size === MAX_KNOWN) paths.clear()
    // A slice would keep alive the address that it was cut from, with a query of any length
    paths.set(copyText(path), { method: request.method, methods })
  }
  return methods
}

/**
 * Methods that a route which refuses its own may name: the others that the router has for its path.
 *
 * GET and HEAD are one: a HEAD without its GET means nothing (RFC 9110 section 9.3.2).
 */
export function otherMethods (request: FastifyRequest): string[] {
  const refused = request.method === 'GET' || request.method === 'HEAD' ? ['GET', 'HEAD'] : [request.method]
  return takenMethods(request, pathOf(request), readConstraints(request)).filter((method) => !refused.includes(method))
}

function findMethods (request: FastifyRequest, path: string, constraints: Constraints | undefined): string[] {
  const { method: asked, server } = request
  const match = buildMatcher(server, path, constraints)
  if (match(asked) !== 'none' || !server.supportedMethods.some((method) => match(method) === 'path')) return []
  return takenMethods(request, path, constraints).filter((method) => method !== asked)
}

function takenMethods ({ server }: FastifyRequest, path: string, constraints: Constraints | undefined): string[] {
  const matchers = [constraints, ...(known(server).constraints.map((own) => ({ ...constraints, ...own })))]
    .map((tried) => buildMatcher(server, path, tried))
  return server.supportedMethods.filter((method) => matchers.some((match) => match(method) !== 'none'))
}

/** Whether a route names the path, takes any path (files, CORS preflight), or does not exist. */
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

// Without the query: it is not a part of the path, and a query parser of the application's need not run for every method
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
