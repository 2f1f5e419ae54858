import { FST_REPLIES_WRN_HANDLER_REPLACED, FST_REPLIES_WRN_LATE, FST_REPLIES_WRN_NO_ROUTES } from '../util/boot-warnings.js'
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
 * Warns, when the server is ready, of what keeps errors of a context from the plugin.
 *
 * A route that was defined before the plugin was loaded keeps Fastify's error handler. No public method of
 * Fastify lists such routes; what it prints shows whether there are any.
 *
 * @param early whether there may be such routes, so that no other server pays for the search
 * @param isAlone whether no parent has the plugin, so that in a context without routes it has no effect
 * @param choices what the routes of the context use
 */
export function checkWhenReady (fastify: FastifyInstance, early: boolean, isAlone: boolean, choices: { readonly routes: boolean }): void {
  const { errorHandler } = fastify
  fastify.addHook('onReady', async () => {
    if (fastify.errorHandler !== errorHandler) FST_REPLIES_WRN_HANDLER_REPLACED(fastify.prefix || '/')
    // @fastify/autoload gives each file its own context, unless it is wrapped
    if (isAlone && !isRoot(fastify) && !choices.routes) FST_REPLIES_WRN_NO_ROUTES()
    if (early && keepsDefaultHandler(fastify)) FST_REPLIES_WRN_LATE()
  })
}

// By method, without OPTIONS: the preflight route of @fastify/cors sends no errors
function keepsDefaultHandler (fastify: FastifyInstance): boolean {
  return fastify.supportedMethods.some((method) => method !== 'OPTIONS' &&
    fastify.printRoutes({ method: method as 'GET', includeMeta: ['errorHandler'] }).includes('(errorHandler) "defaultErrorHandler()"'))
}
