import { buildDebug } from './debug.js'
import { completeReply } from './complete.js'
import { definitionOf } from './catalog.js'
import { ErrorReply } from './error-reply.js'
import { logReply } from './log.js'
import { normalize } from './normalize.js'
import { compileConstants } from './constants.js'
import { sendLastResort, sendReply } from './send.js'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ResolvedOptions } from './options.js'

export type ReplyHandler = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => void

/**
 * Builds the error handler of a context.
 *
 * It is synchronous and total: whatever is thrown, it neither throws nor returns a value.
 */
export function buildErrorHandler (options: ResolvedOptions): ReplyHandler {
  const { format } = options
  const constantBody = compileConstants(format)
  const lastResort = constantBody(new ErrorReply(definitionOf(500), {})) as string

  return function errorHandler (thrown, request, reply) {
    try {
      const error = completeReply(normalize(thrown, request, reply, options), request)
      if (reply.raw.headersSent) {
        // Too late to tell the client: what it has is cut off, so that it cannot take it for whole
        logReply(error, thrown, request, reply, options)
        reply.raw.destroy()
        return
      }
      const debug = buildDebug(thrown, request, options)
      const body = (debug === undefined ? constantBody(error) : undefined) ?? format.serialize(format.body(error, { debug }))
      reply.code(error.statusCode)
      logReply(error, thrown, request, reply, options)
      sendReply(error, format.contentType, body, request, reply, options)
    } catch (failure) {
      request.log.error({ err: failure }, 'fastify-error-replies could not send an error')
      sendLastResort(reply, format.contentType, lastResort)
    }
  }
}
