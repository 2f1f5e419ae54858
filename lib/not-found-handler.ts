import { allowedMethods } from './allowed-methods.js'
import { errors } from './factories.js'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReplyHandler } from './error-handler.js'
import type { ResolvedOptions } from './options.js'

/** Builds the not-found handler of a context: 405 with `Allow` where the path has other methods, else 404. */
export function buildNotFoundHandler (options: ResolvedOptions, handle: ReplyHandler) {
  return function notFoundHandler (request: FastifyRequest, reply: FastifyReply): void {
    const methods = options.methodNotAllowed ? allowedMethods(request) : []
    handle(methods.length === 0 ? errors.notFound() : errors.methodNotAllowed(methods), request, reply)
  }
}
