import { noExtras } from './error/body-extras.js'
import { definitionOf } from './error/catalog.js'
import { ErrorReply } from './error/error-reply.js'
import { kDefinition } from './error/symbols.js'
import { ThrownRecord } from './error/thrown.js'
import { buildExtras, enforceDeclared, finalize, linkedPage, requiredHeaders } from './finalize/index.js'
import { renderReply, type CompiledFormat } from './formats/index.js'
import { normalize } from './normalize/index.js'
import { buildRawReply, isBeingSent, logRawReply, logReply, publishReply, sendLastResort, sendPastHooks, sendReply, type RawReply } from './send/index.js'
import { reportFailure } from './util/report-failure.js'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import type { ResolvedOptions } from './options.js'

export type ReplyHandler = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => void

/** What the routes of a context use, collected while they are defined. */
export interface RouteChoices {
  /** Whether any route has `config.errorFormat`: reading it costs an object per request. */
  formats: boolean
}

/**
 * Builds the error handler of a context: normalize, finalize, format, send.
 *
 * It is synchronous and total: whatever is thrown, it neither throws nor returns a value.
 */
export function buildErrorHandler (options: ResolvedOptions, choices: RouteChoices): ReplyHandler {
  const { formats } = options
  const unknownError = new ErrorReply(definitionOf(500), {})
  // With extras of its own, so that the body is not kept: a catalogue that is registered later may add its address
  const lastResort = { error: unknownError, ...renderReply(formats.default, unknownError, { ...noExtras }) }

  return function errorHandler (value, request, reply) {
    try {
      let thrown = new ThrownRecord(value)
      if (isBeingSent(reply)) {
        logReply(normalize(thrown, request, reply, formats.default.validationStatusCode, options), thrown, request, reply, options)
        sendPastHooks(reply, value)
        return
      }
      const routeFormat = choices.formats ? readRouteFormat(request, options) : undefined
      const chosen = routeFormat ?? (formats.negotiated ? formats.negotiate(request.headers.accept) : formats.default)
      let error = finalize(normalize(thrown, request, reply, chosen.validationStatusCode, options), request, options)
      const undeclared = options.strictErrors === false ? undefined : enforceDeclared(error, thrown, request, options)
      if (undeclared !== undefined) {
        thrown = new ThrownRecord(undeclared)
        error = finalize(normalize(thrown, request, reply, chosen.validationStatusCode, options), request, options)
      }
      const ownFormat = readErrorFormat(error, options)
      const format = ownFormat ?? chosen
      if (reply.raw.headersSent) {
        // Too late for an error: what the client has is cut off, so that it does not take it for the whole
        logReply(error, thrown, request, reply, options)
        reply.raw.destroy()
        return
      }
      const rendered = renderReply(format, error, buildExtras(thrown, request, format.needsRequest === true, options), request.log)
      const headers = requiredHeaders(error, request, (name) => reply.getHeader(name), options, linkedPage(error, format, options.pages))
      reply.code(error.statusCode)
      logReply(error, thrown, request, reply, options)
      const varies = ownFormat === undefined && routeFormat === undefined && formats.negotiated
      sendReply({ error, format: rendered.format, body: rendered.body, headers, varies, thrown: thrown.value }, reply)
    } catch (failure) {
      reportFailure(request.log, 'error', 'an error could not be sent', failure)
      sendLastResort(reply, lastResort, value)
    }
  }
}

/** Where an error without a Fastify reply comes from. */
export interface RawSource {
  /** What caused it, for the log and the diagnostics channel. */
  readonly thrown: unknown
  readonly log: FastifyBaseLogger
  /** The request that it belongs to, such as that of a batch; `undefined` for malformed HTTP. */
  readonly request?: FastifyRequest | undefined
  /** Node's code of the failure. */
  readonly reason?: unknown
}

/** An error without a Fastify reply: finalized, formatted and logged; `publish` is called when it is sent. */
export function buildRaw (error: ErrorReply, { thrown, log, request, reason }: RawSource, options: ResolvedOptions): RawReply & { publish: () => void } {
  const { formats } = options
  const complete = finalize(error, request, options)
  const chosen = request !== undefined && formats.negotiated ? formats.negotiate(request.headers.accept) : formats.default
  const { format, body } = renderReply(chosen, complete, noExtras, log)
  const headers = requiredHeaders(complete, request, () => undefined, options, linkedPage(complete, format, options.pages))
  logRawReply(complete, reason, log, options)
  return {
    ...buildRawReply(complete, format, body, request !== undefined && formats.negotiated ? { vary: 'Accept', ...headers } : headers),
    publish: () => publishReply(complete, format, thrown, request)
  }
}

// OAuth2 clients read OAuth2 errors, whatever format the rest of an API has
function readErrorFormat (error: ErrorReply, { formats }: ResolvedOptions): CompiledFormat | undefined {
  const name = error[kDefinition].format
  return name === undefined ? undefined : formats.byName(name)
}

function readRouteFormat (request: FastifyRequest, { formats }: ResolvedOptions): CompiledFormat | undefined {
  const name = request.routeOptions.config.errorFormat
  return name === undefined ? undefined : formats.byName(name)
}
