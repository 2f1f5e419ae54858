import { joinVary } from '../http/header-values.js'
import { hasErrorHandlerRun, hasOnSendHooks, readReplyHeaders, removeHeader, removeTrailers, setNextErrorHandler, type NextErrorHandler } from '../util/fastify-internals.js'
import { reportFailure } from '../util/report-failure.js'
import { publishReply } from './diagnostics.js'
import { fitReply } from './header-budget.js'
import { BASELINE, buildHeaders, type ReplyFormat } from './headers.js'
import { copyForLog } from './log-copy.js'
import { fitConnection, removeStaleHeaders } from './stale-headers.js'
import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { ErrorHeaders, ErrorReply } from '../error/error-reply.js'
import type { ThrownRecord } from '../error/thrown.js'

const kReady = Symbol('fastify-error-replies.ready')
const kHeaders = Symbol('fastify-error-replies.headers')

/** A reply that is ready to be sent. */
export interface ReadyReply {
  readonly error: ErrorReply
  readonly format: ReplyFormat
  /** Empty for a redirect. */
  readonly body: string
  /** The headers of the error, those included that HTTP requires. */
  readonly headers: ErrorHeaders | undefined
  /** Fields of the request that were read, for `Vary`. */
  readonly vary: string | undefined
  readonly thrown: ThrownRecord
}

interface GuardedReply extends FastifyReply {
  [kReady]?: ReadyReply
  /** Headers before the hooks, where a hook that fails may add to them. */
  [kHeaders]?: ReturnType<FastifyReply['getHeaders']>
  send: any
}

/**
 * Sends the body of an error, under the status that the reply has: the only place that writes one.
 *
 * The body goes out as a finished string through an identity serializer, so neither a response schema of the route
 * nor a serializer of the reply can reshape it (fastify#4881).
 *
 * @param failed gets what an onSend hook throws and calls {@link sendPastHooks}
 */
export function sendReply (ready: ReadyReply, reply: FastifyReply, failed: NextErrorHandler): void {
  writeHeaders(ready, reply)
  reply.serializer(identity)
  const guarded: GuardedReply = reply
  const send = guarded.send
  guarded[kReady] = ready
  guarded.send = sendAgain
  const hasHooks = hasOnSendHooks(reply.request)
  // An onSend hook that fails on this reply too would end in Fastify's own body with the headers of the failure, and
  // one that rejects with a non-Error in a crash
  if (hasHooks && !setNextErrorHandler(reply, failed)) guarded[kHeaders] = reply.getHeaders()
  if (hasHooks) watchHead(reply, ready)
  // Before any byte leaves: what ends with the reply, such as a span, is still there
  publishReply(ready.error, ready.format, ready.thrown, reply.request)
  send.call(reply, ready.body === '' ? undefined : ready.body)
}

/** Whether an error reply is being sent already: what is thrown now comes from a hook that it passes. */
export function isBeingSent (reply: FastifyReply): boolean {
  return (reply as GuardedReply)[kReady] !== undefined
}

/** Writes the reply that is being sent, without the remaining hooks. */
export function sendPastHooks (reply: FastifyReply): void {
  const ready = (reply as GuardedReply)[kReady] as ReadyReply
  const { raw } = reply
  if (reply.sent) return
  if (raw.headersSent) {
    // A hook has written them: what the client waits for cannot follow any more
    raw.destroy()
    return
  }
  writeHeaders(ready, reply)
  reply.hijack()
  raw.writeHead(ready.error.statusCode, { ...reply.getHeaders(), 'content-length': Buffer.byteLength(ready.body) } as OutgoingHttpHeaders)
  raw.end(ready.body)
}

// Called while the hooks run: by a handler that sends twice or returns no reply, which changes nothing, or by an error
// handler that is not of this package and got what a hook threw
function sendAgain (this: GuardedReply, payload: unknown): FastifyReply {
  const headers = this[kHeaders]
  const ready = (this as GuardedReply)[kReady] as ReadyReply
  if (headers !== undefined && hasErrorHandlerRun(this)) {
    for (const name in this.getHeaders()) this.removeHeader(name)
    this.headers(headers)
    sendPastHooks(this)
  } else if (payload !== undefined) {
    this.code(ready.error.statusCode) // a helper has set its own
    reportFailure(this.log, 'warn', 'reply.send was called while an error was being sent', payload instanceof Error ? copyForLog(payload, true) : undefined)
  }
  return this
}

// What hooks have made of the reply: one that makes ETags sends an empty 304 for a matching condition, any may add headers
function watchHead (reply: FastifyReply, { headers }: ReadyReply): void {
  const { raw } = reply
  const { write, writeHead } = raw
  // Of a stream: Node would write its first chunk even where the head has ended the reply
  raw.write = (...chunk: any[]) => {
    raw.writeHead(raw.statusCode)
    return raw.write(...chunk as [chunk: unknown])
  }
  raw.writeHead = (statusCode: number, ...rest: any[]) => {
    raw.write = write
    raw.writeHead = writeHead
    if (statusCode !== 304) {
      fitConnection(reply, statusCode)
      // A message whose bytes Fastify has counted is not chunked (RFC 9112 section 6.2)
      if (reply.hasHeader('content-length')) removeHeader(reply, 'transfer-encoding')
      fitReply(reply, headers)
      return raw.writeHead(statusCode, ...rest)
    }
    sendPastHooks(reply)
    // What hooks have put in place of the body; before Fastify 5.10.0 an empty one is written too
    raw.write = () => true
    raw.end = () => raw
    return raw
  }
}

function writeHeaders ({ error, format, body, headers, vary: read }: ReadyReply, reply: FastifyReply): void {
  const isBare = hasNoHeaders(reply)
  if (!isBare) removeStaleHeaders(reply, error.statusCode)
  removeTrailers(reply)
  allowBody(reply)
  if (body === '') removeHeader(reply, 'content-type')
  else reply.header('content-type', format.contentType)
  reply.headers(BASELINE)
  const vary = isBare ? undefined : reply.getHeader('vary')
  if (format.headers !== undefined) reply.headers(format.headers)
  if (headers !== undefined) reply.headers(headers)
  // Members of `Vary` that are set already stay
  const own = headers?.['vary']
  if (vary === undefined && own === undefined) {
    if (read !== undefined) reply.header('vary', read)
  } else {
    reply.header('vary', joinVary(vary, own, read))
  }
  fitConnection(reply, error.statusCode)
  if (!isBare || format.headers !== undefined) fitReply(reply, headers)
}

// Node remembers of a 204 or 304 that it has no body, even where it refuses to write its headers: the body of the error
// would be left out, and the client would wait for it
function allowBody ({ raw, request }: FastifyReply): void {
  const response: FastifyReply['raw'] & { _hasBody?: boolean } = raw
  if (response._hasBody === false && request.raw.method !== 'HEAD') response._hasBody = true
}

// Most errors come before any header: 0.5 µs less than reply.getHeaders(), which copies both sets (Node 20)
function hasNoHeaders (reply: FastifyReply): boolean {
  const own = readReplyHeaders(reply)
  return own !== undefined && Object.keys(own).length === 0 && reply.raw.getHeaderNames().length === 0
}

function identity (body: string): string {
  return body
}

/** A reply for when everything else has failed. */
export type LastResort = Pick<ReadyReply, 'error' | 'format' | 'body' | 'headers'>

/** Ends a reply that cannot be sent any other way: no hooks, no headers of others, a constant body. */
export function sendLastResort (reply: FastifyReply, { error, format, body, headers }: LastResort, thrown: ThrownRecord): void {
  const { raw } = reply
  try {
    for (const name of raw.getHeaderNames()) raw.removeHeader(name)
    allowBody(reply)
    const isFirst = !isBeingSent(reply)
    reply.hijack()
    raw.writeHead(500, buildHeaders(format, body, headers))
    if (isFirst) publishReply(error, format, thrown, reply.request)
    raw.end(body)
  } catch {
    // Too late for any reply
    raw.destroy()
  }
}
