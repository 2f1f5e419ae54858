import { noExtras } from './error/body-extras.js'
import { definitionOf } from './error/catalog.js'
import { ErrorReply } from './error/error-reply.js'
import { kDefinition } from './error/symbols.js'
import { ThrownRecord } from './error/thrown.js'
import { buildExtras, enforceDeclared, finalize, linkedPage, requiredHeaders, translate, type TranslatedReply } from './finalize/index.js'
import { renderReply, type CompiledFormat } from './formats/index.js'
import { joinVary } from './http/header-values.js'
import { noteRefusedStatus } from './http/refused-status.js'
import { normalize } from './normalize/index.js'
import { buildRawReply, formatEvent, isBeingSent, isEventStream, logRawReply, logReply, publishReply, sendLastResort, sendPastHooks, sendReply, type RawReply } from './send/index.js'
import { reportFailure } from './util/report-failure.js'
import type { NextErrorHandler } from './util/fastify-internals.js'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import type { ResolvedOptions } from './options.js'

export type ReplyHandler = (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => void

/** Features that the routes of a context use, collected while they are defined. */
export interface RouteChoices {
  /** Whether any route has `config.errorFormat`: reading it costs an object per request. */
  formats: boolean
  /** Whether there is any. */
  routes: boolean
}

/**
 * Builds the error handler of a context: normalize, finalize, format, send.
 *
 * It is synchronous and handles any thrown value; it neither throws nor returns a value.
 */
export function buildErrorHandler (options: ResolvedOptions, choices: RouteChoices): ReplyHandler {
  const { formats } = options
  const unknownError = new ErrorReply(definitionOf(500), {})
  const lastText = translate(unknownError, { request: undefined, header: undefined, onlyAscii: formats.default.onlyAscii === true }, options)
  // With its own extras, so that the body is not kept: a catalogue that is registered later may add its address
  const lastResort = {
    error: unknownError,
    ...renderReply(formats.default, lastText?.error ?? unknownError, { ...noExtras }),
    headers: requiredHeaders(unknownError, undefined, () => undefined, options, lastText)
  }
  const next: NextErrorHandler = Object.assign(Object.create(null), { func: errorHandler })

  return errorHandler

  function errorHandler (value: unknown, request: FastifyRequest, reply: FastifyReply): void {
    try {
      let thrown = new ThrownRecord(value)
      if (isBeingSent(reply)) {
        reply.code(500) // of the hook, for the log; that of the error is written
        logReply(normalize(thrown, request, reply, formats.default.validationStatusCode, options), thrown, request, reply, options)
        sendPastHooks(reply)
        return
      }
      noteRefusedStatus(reply.raw, thrown.code)
      const routeFormat = choices.formats ? readRouteFormat(request, options) : undefined
      const chosen = routeFormat ?? (formats.negotiated ? formats.negotiate(request.headers.accept) : formats.default)
      let error = finalize(normalize(thrown, request, reply, chosen.validationStatusCode, options), request, options)
      const undeclared = options.strictErrors === false ? undefined : enforceDeclared(error, thrown, request, options.validationStatusCode ?? chosen.validationStatusCode, options)
      if (undeclared !== undefined) {
        thrown = new ThrownRecord(undeclared)
        error = finalize(normalize(thrown, request, reply, chosen.validationStatusCode, options), request, options)
      }
      const ownFormat = readErrorFormat(error, options)
      const format = ownFormat ?? chosen
      if (reply.raw.headersSent) {
        // Too late for a reply: an event stream gets one more event, anything else is cut off, so that the client does
        // not take it for the whole
        logReply(error, thrown, request, reply, options)
        if (!isEventStream(reply.raw)) reply.raw.destroy()
        else if (!reply.raw.writableEnded) {
          const rendered = renderPart(error, thrown, format, request, options)
          publishReply(error, rendered.format, thrown, request)
          // The blank lines end an event that was cut off
          reply.raw.end(`\n\n${formatEvent(rendered.body)}`)
        }
        return
      }
      const translated = options.languages === undefined
        ? undefined
        : translate(error, { request, header: request.headers['accept-language'], onlyAscii: format.onlyAscii === true, log: request.log }, options)
      const rendered = renderReply(format, translated?.error ?? error, buildExtras(thrown, request, format.needsRequest === true, options), request.log)
      const headers = requiredHeaders(error, request, (name) => reply.getHeader(name), options, translated, linkedPage(error, format, options.pages))
      reply.code(error.statusCode)
      logReply(error, thrown, request, reply, options)
      const vary = varyBy(ownFormat === undefined && routeFormat === undefined && formats.negotiated, translated)
      sendReply({ error, format: rendered.format, body: rendered.body, headers, vary, thrown }, reply, next)
    } catch (failure) {
      reportFailure(request.log, 'error', 'an error could not be sent', failure)
      sendLastResort(reply, lastResort, new ThrownRecord(value))
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
  /** `Accept-Language` where there is no request. */
  readonly acceptLanguage?: string | undefined
  /** Node's code of the failure. */
  readonly reason?: unknown
}

/** An error without a Fastify reply: finalized, formatted and logged; `publish` is called when it is sent. */
export function buildRaw (error: ErrorReply, { thrown, log, request, reason, acceptLanguage }: RawSource, options: ResolvedOptions): RawReply & { publish: () => void } {
  const { formats } = options
  const complete = finalize(error, request, options)
  const chosen = request !== undefined && formats.negotiated ? formats.negotiate(request.headers.accept) : formats.default
  const header = request === undefined ? acceptLanguage : request.headers['accept-language']
  const translated = translate(complete, { request, header, onlyAscii: chosen.onlyAscii === true, log }, options)
  const { format, body } = renderReply(chosen, translated?.error ?? complete, noExtras, log)
  const headers = requiredHeaders(complete, request, () => undefined, options, translated, linkedPage(complete, format, options.pages))
  const vary = varyBy(request !== undefined && formats.negotiated, (request ?? acceptLanguage) === undefined ? undefined : translated)
  logRawReply(complete, reason, log, options)
  return {
    ...buildRawReply(complete, format, body, vary === undefined ? headers : { ...headers, vary: joinVary(headers?.['vary'], vary) }),
    publish: () => publishReply(complete, format, new ThrownRecord(thrown), request)
  }
}

/** An error that is sent inside something else, such as an event of a stream: finalized, formatted, logged and published. */
export function buildPart (value: unknown, request: FastifyRequest, options: ResolvedOptions): { error: ErrorReply, body: string } {
  const thrown = new ThrownRecord(value)
  const format = readRouteFormat(request, options) ?? options.formats.default
  const error = finalize(normalize(thrown, request, NO_REPLY, format.validationStatusCode, options), request, options)
  const rendered = renderPart(error, thrown, format, request, options)
  logReply(error, thrown, request, undefined, options)
  publishReply(error, rendered.format, thrown, request)
  return { error, body: rendered.body }
}

// A body without its own headers
function renderPart (error: ErrorReply, thrown: ThrownRecord, format: CompiledFormat, request: FastifyRequest, options: ResolvedOptions): ReturnType<typeof renderReply> {
  const header = request.headers['accept-language']
  const translated = translate(error, { request, header, onlyAscii: format.onlyAscii === true, log: request.log }, options)
  return renderReply(format, translated?.error ?? error, buildExtras(thrown, request, format.needsRequest === true, options), request.log)
}

// Only a status that is an error's would count
const NO_REPLY = { statusCode: 200 } as FastifyReply

// Fields of the request that decided how the reply looks (RFC 9110 section 12.5.5)
function varyBy (format: boolean, translated: TranslatedReply | undefined): string | undefined {
  const language = translated?.varies === true
  return format ? (language ? 'Accept, Accept-Language' : 'Accept') : language ? 'Accept-Language' : undefined
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
