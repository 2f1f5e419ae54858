import { allowedMethods } from './allowed-methods.js'
import { errors } from './factories.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from './error-reply.js'
import type { ResolvedOptions } from './options.js'

/** What a request that no route takes is answered with: 405 where the path has other methods, else 404. */
export function buildNotFoundReply (request: FastifyRequest, options: ResolvedOptions): ErrorReply {
  const methods = options.methodNotAllowed ? allowedMethods(request) : []
  return methods.length === 0 ? errors.notFound() : errors.methodNotAllowed(methods)
}
