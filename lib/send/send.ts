import { isSendable } from '../http/header-values.js'
import { readReplyHeaders, removeHeader } from '../util/fastify-internals.js'
import { readNames, readProperty } from '../util/read-property.js'
import { publishReply } from './diagnostics.js'
import { BASELINE, buildHeaders, type ReplyFormat } from './headers.js'
import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { ErrorHeaders, ErrorReply } from '../error/error-reply.js'

const kReady = Symbol('fastify-error-replies.ready')

// Fields of a body that is not sent: representation, framing and caching (RFC 9110 section 8, RFC 9111 section 5)
const STALE = new Set([
  'accept-ranges', 'cache-control', 'content-digest', 'content-disposition', 'content-encoding',
  'content-length', 'content-location', 'content-md5', 'content-range', 'digest', 'etag', 'expires', 'last-modified',
  'location', 'repr-digest', 'trailer', 'transfer-encoding'
])

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
  /** The thrown value. */
  readonly thrown: unknown
}

interface GuardedReply extends FastifyReply {
  [kReady]?: ReadyReply
  send: any
}

/**
 * Sends the body of an error, under the status that the reply has: the only place that writes one.
 *
 * The body goes out as a finished string through an identity serializer, so neither a response schema of the route
 * nor a serializer of the reply can reshape it (fastify#4881).
 */
export function sendReply (ready: ReadyReply, reply: FastifyReply): void {
  writeHeaders(ready, reply)
  reply.serializer(identity)
  // An onSend hook that fails on this reply too would end in Fastify's own body, and one that rejects with a
  // non-Error in a crash. What Fastify then sends is handled by sendAgain.
  const guarded: GuardedReply = reply
  const send = guarded.send
  guarded[kReady] = ready
  guarded.send = sendAgain
  // Before any byte leaves: what ends with the reply, such as a span, is still there
  publishReply(ready.error, ready.format, ready.thrown, reply.request)
  send.call(reply, ready.body === '' ? undefined : ready.body)
}

/** Whether an error reply is being sent already: what is thrown now comes from a hook that it passes. */
export function isBeingSent (reply: FastifyReply): boolean {
  return (reply as GuardedReply)[kReady] !== undefined
}

/** Writes the reply that is being sent, without the remaining hooks; `failure` is what a hook threw. */
export function sendPastHooks (reply: FastifyReply, failure: unknown): void {
  const ready = (reply as GuardedReply)[kReady] as ReadyReply
  const { raw } = reply
  if (reply.sent || raw.headersSent) return
  // Fastify's default error handler has put the headers of the failure on the reply
  for (const name of readNames(readProperty(failure, 'headers'))) removeHeader(reply, name)
  writeHeaders(ready, reply)
  removeHeader(reply, 'content-length')
  reply.hijack()
  raw.writeHead(ready.error.statusCode, { ...reply.getHeaders(), 'content-length': Buffer.byteLength(ready.body) } as OutgoingHttpHeaders)
  raw.end(ready.body)
}

function sendAgain (this: FastifyReply, payload: unknown): FastifyReply {
  sendPastHooks(this, payload)
  return this
}

function writeHeaders ({ error, format, body, headers, vary }: ReadyReply, reply: FastifyReply): void {
  const { request } = reply
  // A hook that makes ETags would answer a matching condition with an empty 304
  if (request.raw.headers['if-none-match'] !== undefined) request.raw.headers['if-none-match'] = undefined
  const isBare = hasNoHeaders(reply)
  if (!isBare) removeStaleHeaders(reply, error.statusCode)
  if (body === '') removeHeader(reply, 'content-type')
  else reply.header('content-type', format.contentType)
  reply.headers(BASELINE)
  if (vary !== undefined) {
    if (isBare) reply.header('vary', vary)
    else addVary(vary, reply)
  }
  if (format.headers !== undefined) reply.headers(format.headers)
  if (headers !== undefined) reply.headers(headers)
  // HTTP/2 and later have no such field (RFC 9113 section 8.2.2)
  if (error.statusCode === 426 && request.raw.httpVersionMajor >= 2) removeHeader(reply, 'upgrade')
}

function addVary (added: string, reply: FastifyReply): void {
  const vary = reply.getHeader('vary')
  if (vary === undefined) {
    reply.header('vary', added)
    return
  }
  const fields = String(vary).split(',').map((field) => field.trim().toLowerCase())
  if (fields.includes('*')) return
  const missing = added.split(', ').filter((field) => !fields.includes(field.toLowerCase()))
  if (missing.length > 0) reply.header('vary', [vary, ...missing].join(', '))
}

function removeStaleHeaders (reply: FastifyReply, statusCode: number): void {
  const headers = reply.getHeaders()
  for (const name in headers) {
    if (STALE.has(name) ? name !== 'content-range' || statusCode !== 416 : !isSendable(name, headers[name])) {
      removeHeader(reply, name)
    }
  }
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
export function sendLastResort (reply: FastifyReply, { error, format, body, headers }: LastResort, thrown: unknown): void {
  const { raw } = reply
  try {
    for (const name of raw.getHeaderNames()) raw.removeHeader(name)
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
