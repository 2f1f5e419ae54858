import { knownMethods } from '../http/allowed-methods.js'
import { definitionOf } from '../error/catalog.js'
import { ErrorReply } from '../error/error-reply.js'
import { errors } from '../helpers/factories.js'
import { isMalformed } from '../util/fastify-internals.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { methodMessage } from '../error/method-message.js'
import type { FastifyRequest } from 'fastify'
import type { ResolvedOptions } from '../options.js'

/** What a request that no route takes is answered with: 405 where the path has other methods, else 404. */
export function buildNotFoundReply (request: FastifyRequest, options: ResolvedOptions): ErrorReply {
  const methods = options.methodNotAllowed ? knownMethods(request) : []
  if (methods.length > 0) {
    return new ErrorReply(definitionOf(405), {
      message: methodMessage(request),
      customMessage: false,
      detail: { allowedMethods: methods },
      headers: { allow: methods.join(', ') }
    })
  }
  if (options.expose !== 'all' && isMalformed(request)) return errors.badRequest()
  // What Fastify itself says, of which the address is the client's own words
  return options.expose === 'all'
    ? new ErrorReply(definitionOf(404), { message: cutText(`Route ${request.method}:${request.url} not found`, MAX_TEXT), foreign: true })
    : errors.notFound()
}
