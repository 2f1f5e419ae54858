import { resolveOptions, type ErrorRepliesOptions, type ResolvedOptions } from '../options.js'
import { buildErrorHandler } from '../pipeline.js'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Options of {@link errorHandler}: those of the plugin that concern an error and its reply. */
export type ErrorHandlerOptions = Omit<ErrorRepliesOptions, 'notFound' | 'sensible' | 'openapi'>

/** The result of {@link errorHandler}; it neither throws nor returns a value. */
export type ErrorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void

/**
 * Builds an error handler that works without the plugin: for the `errorHandler` of a route, for hosts that have a
 * setting for it, and for exception filters.
 *
 * It has its own options, not those of the plugin, and adds neither helpers nor a not-found handler.
 *
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 */
export function errorHandler (options: ErrorHandlerOptions = {}): ErrorHandler {
  return buildErrorHandler(resolveOptions(options), { formats: true, routes: true })
}

let defaults: ResolvedOptions | undefined

/** The options of a server without the plugin. */
export function defaultSettings (): ResolvedOptions {
  defaults ??= resolveOptions()
  return defaults
}
