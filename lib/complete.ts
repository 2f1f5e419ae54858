import { routedMethods } from './allowed-methods.js'
import { ErrorReply } from './error-reply.js'
import { isToken } from './header-values.js'
import { kDefaultMessage, kDefinition, kMisuse } from './symbols.js'
import type { FastifyRequest } from 'fastify'

/**
 * Adds to an error reply what only the request can tell: the method and the allowed methods of a 405.
 *
 * An error may be thrown more than once, so it is copied, never changed.
 */
export function completeReply (error: ErrorReply, request: FastifyRequest): ErrorReply {
  if (error.statusCode !== 405) return error
  const allow = error.headers?.['allow']
  const methods = typeof allow === 'string' ? splitMethods(allow) : routedMethods(request).filter((method) => method !== request.method)
  return new ErrorReply(error[kDefinition], {
    code: error.code,
    message: error[kDefaultMessage] ? `Invalid request method ${request.method}.` : error.message,
    detail: { allowedMethods: methods, ...error.detail },
    extensions: error.extensions,
    headers: { ...error.headers, allow: methods.join(', ') },
    cause: error.cause,
    misuse: error[kMisuse]
  })
}

function splitMethods (allow: string): string[] {
  return allow.split(',').map((method) => method.trim()).filter(isToken)
}
