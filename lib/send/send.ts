import { validateHeaderName, validateHeaderValue, type OutgoingHttpHeaders } from 'node:http'
import { acceptedTypes } from '../finalize/accepted-types.js'
import { publishReply } from './diagnostics.js'
import { removeHeader } from '../util/fastify-internals.js'
import { isHeaderValue } from '../http/header-values.js'
import { readProperty } from '../util/read-property.js'
import type { FastifyReply } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'
import type { Format } from '../formats/format.js'
import type { ResolvedOptions } from '../options.js'

const kReady = Symbol('fastify-error-replies.ready')

// Said of a body that is not sent: representation, framing and caching (RFC 9110 section 8, RFC 9111 section 5)
const STALE = new Set([
  'accept-ranges', 'cache-control', 'content-digest', 'content-disposition', 'content-encoding', 'content-language',
  'content-length', 'content-location', 'content-md5', 'content-range', 'digest', 'etag', 'expires', 'last-modified',
  'location', 'repr-digest', 'trailer', 'transfer-encoding'
])

/** A reply that is ready to be sent. */
export interface ReadyReply {
  readonly error: ErrorReply
  readonly format: Format
  /** Empty for a redirect. */
  readonly body: string
  /** Whether `Accept` was looked at. */
  readonly varies: boolean
  readonly options: ResolvedOptions
  /** What it is the reply to. */
  readonly thrown: unknown
}

interface GuardedReply extends FastifyReply {
  [kReady]?: ReadyReply
  send: any
}

/**
 * Sends a body as the reply of an error, under the status that the reply has: the only place that writes one.
 *
 * The body goes out as a finished string through an identity serializer, so neither a response schema of the route
 * nor a serializer of the reply can reshape it (fastify#4881).
 */
export function sendReply (ready: ReadyReply, reply: FastifyReply): void {
  writeHeaders(ready, reply)
  reply.serializer(identity)
  // An onSend hook that fails on this reply too would end in Fastify's own body, and one that rejects with a
  // non-Error in a crash. What Fastify then sends comes here instead.
  const guarded: GuardedReply = reply
  const send = guarded.send
  guarded[kReady] = ready
  guarded.send = sendAgain
  // Before any byte leaves: what ends with the reply, a span for one, is still there
  publishReply(ready.error, ready.format, ready.thrown, reply.request)
  send.call(reply, ready.body === '' ? undefined : ready.body)
}

/** Whether an error reply is on its way already: what is thrown now comes from a hook that it went through. */
export function isOnItsWay (reply: FastifyReply): boolean {
  return (reply as GuardedReply)[kReady] !== undefined
}

/** Writes the reply that is on its way past all hooks; `failure` is what stopped it. */
export function sendPastHooks (reply: FastifyReply, failure: unknown): void {
  const ready = (reply as GuardedReply)[kReady] as ReadyReply
  const { raw } = reply
  if (reply.sent || raw.headersSent) return
  // Fastify's default error handler has put the headers of the failure on the reply
  const headers = readProperty(failure, 'headers')
  if (typeof headers === 'object' && headers !== null) for (const name of Object.keys(headers)) removeHeader(reply, name)
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

function writeHeaders ({ error, format, body, varies, options }: ReadyReply, reply: FastifyReply): void {
  const { request } = reply
  // A hook that makes ETags would answer a matching condition with an empty 304
  if (request.raw.headers['if-none-match'] !== undefined) request.raw.headers['if-none-match'] = undefined
  const isBare = hasNoHeaders(reply)
  if (!isBare) removeStaleHeaders(reply, error.statusCode)
  if (body === '') removeHeader(reply, 'content-type')
  else reply.header('content-type', format.contentType)
  // 404, 405, 410, 414, 451 and 501 may be cached unless told otherwise (RFC 9110 section 15.1)
  reply.header('cache-control', 'no-store')
  reply.header('x-content-type-options', 'nosniff')
  if (varies) {
    if (isBare) reply.header('vary', 'Accept')
    else addVary(reply)
  }
  if (format.headers !== undefined) reply.headers(format.headers)
  if (error.headers !== undefined) reply.headers(error.headers)
  if (options.requestId) setDefault(reply, 'x-request-id', String(request.id))
  addRequired(reply, error.statusCode, options)
}

function addVary (reply: FastifyReply): void {
  const vary = reply.getHeader('vary')
  if (vary === undefined) {
    reply.header('vary', 'Accept')
    return
  }
  const fields = String(vary).split(',').map((field) => field.trim().toLowerCase())
  if (!fields.includes('accept') && !fields.includes('*')) reply.header('vary', `${String(vary)}, Accept`)
}

// What HTTP requires with a status, where the error does not bring it
function addRequired (reply: FastifyReply, statusCode: number, { challenge }: ResolvedOptions): void {
  switch (statusCode) {
    case 401: setDefault(reply, 'www-authenticate', challenge); break
    case 407: setDefault(reply, 'proxy-authenticate', challenge); break
    case 415: addAccept(reply); break
    case 426: addUpgrade(reply)
  }
}

function addAccept (reply: FastifyReply): void {
  const { request } = reply
  if (!reply.hasHeader('accept')) {
    const types = acceptedTypes(request)
    if (types.length > 0) reply.header('accept', types.join(', '))
  }
  // RFC 5789 section 2.2
  if (request.method === 'PATCH' && reply.hasHeader('accept')) reply.header('accept-patch', reply.getHeader('accept'))
}

function addUpgrade (reply: FastifyReply): void {
  // HTTP/2 and later have neither field (RFC 9113 section 8.2.2)
  if (reply.request.raw.httpVersionMajor >= 2) removeHeader(reply, 'upgrade')
  else if (reply.hasHeader('upgrade')) reply.header('connection', 'Upgrade')
}

function setDefault (reply: FastifyReply, name: string, value: string): void {
  if (!reply.hasHeader(name) && isHeaderValue(name, value)) reply.header(name, value)
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
  const own = readOwnHeaders(reply)
  return own !== undefined && Object.keys(own).length === 0 && reply.raw.getHeaderNames().length === 0
}

let kReplyHeaders: symbol | undefined

// The headers of the reply alone are behind a symbol; should it go, getHeaders() tells
function readOwnHeaders (reply: FastifyReply): object | undefined {
  kReplyHeaders ??= Object.getOwnPropertySymbols(reply).find(({ description }) => description === 'fastify.reply.headers')
  return (reply as unknown as Record<symbol, object | undefined>)[kReplyHeaders as symbol]
}

// Node throws on writing an invalid header, and on every further attempt
function isSendable (name: string, value: OutgoingHttpHeaders[string]): boolean {
  try {
    validateHeaderName(name)
    for (const item of Array.isArray(value) ? value : [value]) validateHeaderValue(name, item as string)
    return true
  } catch {
    return false
  }
}

function identity (body: string): string {
  return body
}

/** What is left to say when everything else has failed. */
export type LastResort = Pick<ReadyReply, 'error' | 'format' | 'body'>

/** Ends a reply that cannot be sent any other way: no hooks, no headers of others, a constant body. */
export function sendLastResort (reply: FastifyReply, { error, format, body }: LastResort, thrown: unknown): void {
  const { raw } = reply
  try {
    for (const name of raw.getHeaderNames()) raw.removeHeader(name)
    const isFirst = !isOnItsWay(reply)
    reply.hijack()
    raw.writeHead(500, {
      'content-type': format.contentType,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff'
    })
    if (isFirst) publishReply(error, format, thrown, reply.request)
    raw.end(body)
  } catch {
    // Too late for any answer
    raw.destroy()
  }
}
