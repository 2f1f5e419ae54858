import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * Methods that the router has for the path of a request, in the order of `fastify.supportedMethods`.
 *
 * Empty when the path is unknown, is reached by a wildcard only, or is known under the method of the request itself.
 * For those who keep their own not-found handler: `reply.methodNotAllowed(allowedMethods(request))`.
 */
export function allowedMethods (request: FastifyRequest): string[] {
  const methods = routedMethods(request)
  return methods.includes(request.method) ? [] : methods
}

/** The same, with the method of the request when the router has it. */
export function routedMethods (request: FastifyRequest): string[] {
  const fastify = request.server
  const url = pathOf(request)
  const constraints = readConstraints(fastify, request)
  return fastify.supportedMethods.filter((method) => isRouted(fastify, method, url, constraints))
}

type Constraints = { host?: string | undefined, version?: string | undefined }

function isRouted (fastify: FastifyInstance, method: string, url: string, constraints: Constraints | undefined): boolean {
  let route
  try {
    route = fastify.findRoute({ method, url, constraints } as Parameters<FastifyInstance['findRoute']>[0]) as
      { params: Record<string, unknown>, searchParams?: unknown } | null
  } catch {
    return false // a custom constraint strategy that cannot do without its own value
  }
  // What the router finds for a bad URL has no search params; a wildcard (files, CORS preflight) takes any path, so
  // it says nothing about this one
  return route !== null && route.searchParams !== undefined && !Object.hasOwn(route.params, '*')
}

// The query is no part of the path, and the router would look for it in the last parameter
function pathOf (request: FastifyRequest): string {
  const url = request.raw.url as string
  const end = url.search(/[?#]/)
  return end === -1 ? url : url.slice(0, end)
}

// `undefined` unless a route is constrained: with constraints the router leaves its fast path
function readConstraints (fastify: FastifyInstance, request: FastifyRequest): Constraints | undefined {
  const host = fastify.hasConstraintStrategy('host')
  const version = fastify.hasConstraintStrategy('version')
  if (!host && !version) return undefined
  return { host: request.headers.host, version: request.headers['accept-version'] as string | undefined }
}
