import { definitionOf } from './error/catalog.js'
import { completeReply } from './finalize/finalize.js'
import { buildDebug } from './finalize/debug.js'
import { ErrorReply } from './error/error-reply.js'
import { noExtras, type BodyExtras } from './formats/format.js'
import { logReply } from './send/log.js'
import { normalize } from './normalize/normalize.js'
import { renderReply } from './formats/render.js'
import { reportFailure } from './util/report-failure.js'
import { isOnItsWay, sendLastResort, sendPastHooks, sendReply } from './send/send.js'
import { enforceDeclared } from './finalize/strict-errors.js'
import { kDefinition } from './error/symbols.js'
import { readTraceId } from './finalize/trace-id.js'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CompiledFormat } from './formats/compile-format.js'
import type { ResolvedOptions } from './options.js'

export type ReplyHandler = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => void

/** What routes of a context asked for, collected while they are defined. */
export interface RouteChoices {
  /** Whether any route has `config.errorFormat`: reading it costs an object per request. */
  formats: boolean
}

/**
 * Builds the error handler of a context.
 *
 * It is synchronous and total: whatever is thrown, it neither throws nor returns a value.
 */
export function buildErrorHandler (options: ResolvedOptions, choices: RouteChoices): ReplyHandler {
  const { formats } = options
  const unknownError = new ErrorReply(definitionOf(500), {})
  const lastResort = { error: unknownError, ...renderReply(formats.default, unknownError, noExtras) }

  return function errorHandler (thrown, request, reply) {
    try {
      if (isOnItsWay(reply)) {
        logReply(normalize(thrown, request, reply, formats.default, options), thrown, request, reply, options)
        sendPastHooks(reply, thrown)
        return
      }
      const asked = choices.formats ? routeFormat(request, options) : undefined
      const chosen = asked ?? (formats.negotiated ? formats.negotiate(request.headers.accept) : formats.default)
      let error = completeReply(normalize(thrown, request, reply, chosen, options), request, options)
      if (options.strictErrors !== false) {
        const told = enforceDeclared(error, thrown, request, options)
        if (told !== thrown) {
          thrown = told
          error = completeReply(normalize(told, request, reply, chosen, options), request, options)
        }
      }
      const own = errorFormat(error, options)
      const format = own ?? chosen
      if (reply.raw.headersSent) {
        // Too late to tell the client: what it has is cut off, so that it cannot take it for whole
        logReply(error, thrown, request, reply, options)
        reply.raw.destroy()
        return
      }
      const rendered = renderReply(format, error, buildExtras(format, thrown, request, options), request.log)
      reply.code(error.statusCode)
      logReply(error, thrown, request, reply, options)
      const varies = own === undefined && asked === undefined && formats.negotiated
      sendReply({ error, format: rendered.format, body: rendered.body, varies, options, thrown }, reply)
    } catch (failure) {
      reportFailure(request.log, 'error', 'an error could not be sent', failure)
      sendLastResort(reply, lastResort, thrown)
    }
  }
}

// OAuth2 clients read OAuth2 errors, whatever the rest of an API speaks
function errorFormat (error: ErrorReply, { formats }: ResolvedOptions): CompiledFormat | undefined {
  const name = error[kDefinition].format
  return name === undefined ? undefined : formats.byName(name)
}

function routeFormat (request: FastifyRequest, { formats }: ResolvedOptions): CompiledFormat | undefined {
  const name = request.routeOptions.config.errorFormat
  return name === undefined ? undefined : formats.byName(name)
}

function buildExtras (format: CompiledFormat, thrown: unknown, request: FastifyRequest, options: ResolvedOptions): BodyExtras {
  const debug = buildDebug(thrown, request, options)
  const traceId = options.traceId === undefined ? undefined : readTraceId(options.traceId, request)
  if (debug === undefined && traceId === undefined && !options.requestId && format.needsRequest !== true) return noExtras
  return { request, debug, requestId: options.requestId ? String(request.id) : undefined, traceId }
}
