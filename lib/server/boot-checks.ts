import { FST_REPLIES_WRN_HANDLER_REPLACED, FST_REPLIES_WRN_LATE } from '../util/boot-warnings.js'
import type { FastifyInstance } from 'fastify'

/** Whether a context is the server itself, not a child of it. */
export function isRoot (fastify: FastifyInstance): boolean {
  return Object.getPrototypeOf(fastify) === Object.prototype
}

/** Whether the router has a route already. */
export function hasRoutes (fastify: FastifyInstance): boolean {
  return fastify.printRoutes().trim() !== '(empty tree)'
}

/**
 * Warns, when the server is ready, of what took the errors of a context elsewhere.
 *
 * A route takes over the error handler of its context when it is defined: one that came first keeps Fastify's for
 * ever. `early` says that there may be such routes, so that no other server pays for the search.
 */
export function checkWhenReady (fastify: FastifyInstance, early: boolean): void {
  const { errorHandler } = fastify
  fastify.addHook('onReady', async () => {
    if (fastify.errorHandler !== errorHandler) FST_REPLIES_WRN_HANDLER_REPLACED(fastify.prefix || '/')
    if (!early) return
    const routes = routesWithoutHandler(fastify)
    if (routes.length > 0) FST_REPLIES_WRN_LATE(routes.slice(0, MAX_ROUTES).join(', ') + (routes.length > MAX_ROUTES ? ` and ${routes.length - MAX_ROUTES} more` : ''))
  })
}

const MAX_ROUTES = 20

// The router prints its tree with four characters of indentation per level, and below each route who handles its
// errors. The same path is printed once for each set of methods that share a handler.
const NODE = /^((?:[│ ] {3})*)[├└]── (.*?)(?: \(([A-Z, -]+)\))?$/
const DEFAULT_HANDLER = /^[│ ]*• \(errorHandler\) "defaultErrorHandler\(\)"$/

function routesWithoutHandler (fastify: FastifyInstance): string[] {
  const routes: string[] = []
  const segments: string[] = []
  let methods: string | undefined
  for (const line of fastify.printRoutes({ commonPrefix: false, includeMeta: ['errorHandler'] }).split('\n')) {
    const node = NODE.exec(line)
    if (node !== null) {
      segments.length = (node[1] as string).length / 4
      segments.push(node[2] as string)
      methods = node[3]
    } else if (methods !== undefined && DEFAULT_HANDLER.test(line)) {
      routes.push(`${methods.replaceAll(', ', '|')} ${segments.join('')}`)
    }
  }
  return routes
}
