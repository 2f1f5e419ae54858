import { definitionOf } from '../error/catalog.js'
import { ErrorReply } from '../error/error-reply.js'
import { methodMessage } from '../error/method-message.js'
import { knownMethods } from '../http/allowed-methods.js'
import { isMalformed } from '../util/fastify-internals.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import type { FastifyRequest } from 'fastify'
import type { NormalizeSettings } from './options.js'

/** The error of a request without a route: 405 if the path has a route for another method, else 404. */
export function buildNotFoundReply (request: FastifyRequest, { methodNotAllowed, expose }: Pick<NormalizeSettings, 'methodNotAllowed' | 'expose'>): ErrorReply {
  const methods = methodNotAllowed ? knownMethods(request) : []
  if (methods.length > 0) {
    return new ErrorReply(definitionOf(405), {
      message: methodMessage(request),
      customMessage: false,
      detail: { allowedMethods: methods },
      headers: { allow: methods.join(', ') }
    })
  }
  if (expose !== 'all') return new ErrorReply(definitionOf(isMalformed(request) ? 400 : 404), {})
  // Fastify's own message, which contains the address that the client sent
  return new ErrorReply(definitionOf(404), { message: cutText(`Route ${request.method}:${request.url} not found`, MAX_TEXT), foreign: true })
}
