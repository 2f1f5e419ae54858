import { isSendable, isUnsatisfiedRange } from '../http/header-values.js'
import { removeHeader } from '../util/fastify-internals.js'
import type { FastifyReply } from 'fastify'

// Fields of a body that is not sent: representation, framing and caching (RFC 9110 section 8, RFC 9111 section 5), and
// what has a proxy or a browser do something else in its place
const STALE = new Set([
  'accept-ranges', 'age', 'cache-control', 'content-digest', 'content-disposition', 'content-encoding',
  'content-length', 'content-location', 'content-md5', 'content-range', 'digest', 'etag', 'expires',
  'last-modified', 'location', 'pragma', 'refresh', 'repr-digest', 'surrogate-control', 'trailer', 'transfer-encoding',
  'x-lighttpd-send-file', 'x-sendfile'
])
// `X-Accel-Redirect` and others of nginx; targeted cache control such as `CDN-Cache-Control` (RFC 9213)
const STALE_FAMILY = /^x-accel-|-cache-control$/

// What describes one connection is malformed over HTTP/2 and later (RFC 9113 section 8.2.2)
const CONNECTION_SPECIFIC = ['connection', 'http2-settings', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade']

/** Removes the headers of the body that the failed handler had set, and every header that Node would refuse to write. */
export function removeStaleHeaders (reply: FastifyReply, statusCode: number): void {
  const headers = reply.getHeaders()
  for (const name in headers) {
    // The range of a 206 that has failed is not the size of a 416
    const isSize = name === 'content-range' && statusCode === 416 && isUnsatisfiedRange(headers[name])
    const isStale = STALE.has(name) ? !isSize : STALE_FAMILY.test(name)
    if (isStale || !isSendable(name, headers[name])) removeHeader(reply, name)
  }
}

/**
 * Makes the headers of a reply fit its connection: over HTTP/2 without those of one connection, over HTTP/1.1 with the
 * `Connection` that `Upgrade` needs (RFC 9110 section 7.8).
 */
export function fitConnection (reply: FastifyReply, statusCode: number): void {
  if (reply.request.raw.httpVersionMajor >= 2) for (const name of CONNECTION_SPECIFIC) removeHeader(reply, name)
  else if (statusCode === 426 && reply.hasHeader('upgrade')) reply.header('connection', buildConnection(reply))
}

// Node keeps a connection open for any `Connection` without `close`, regardless of the request (RFC 9112 section 9.6)
function buildConnection (reply: FastifyReply): string {
  const raw: FastifyReply['raw'] & { maxRequestsOnConnectionReached?: boolean } = reply.raw
  const members = String(reply.getHeader('connection') ?? '').split(',').map((member) => member.trim())
    .filter((member) => member !== '' && !/^(?:close|upgrade)$/i.test(member))
  const closes = !raw.shouldKeepAlive || raw.maxRequestsOnConnectionReached === true || /\bclose\b/i.test(String(reply.getHeader('connection')))
  return [...closes ? ['close'] : [], 'Upgrade', ...members].join(', ')
}
