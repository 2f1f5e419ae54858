import { isSendable } from '../http/header-values.js'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

// Fields of one connection, not of the message (RFC 9110 section 7.6.1); `proxy-*` and `upgrade` are meant for the next hop
const HOP_BY_HOP = new Set([
  'connection', 'http2-settings', 'keep-alive', 'proxy-authenticate', 'proxy-authentication-info',
  'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'
])

const NEVER_FORWARDED = new Set(['accept-encoding', 'expect', 'host'])

/** Whether a part may carry this header of the batch request: not one of its connection, nor of a body and its coding. */
export function isForwardable (name: string): boolean {
  return !HOP_BY_HOP.has(name) && !name.startsWith('content-') && !name.startsWith(':') && !NEVER_FORWARDED.has(name)
}

/**
 * The headers that the parts of a batch carry.
 *
 * @param patterns lower-case names; one may end in `*`
 */
export function forwardedHeaders (headers: IncomingHttpHeaders, patterns: readonly string[]): IncomingHttpHeaders {
  // `Connection` of the batch is not read: a part has no connection, and a client could drop x-forwarded-for with it.
  // A compressed body cannot be part of JSON; it is the batch reply that may be compressed
  const forwarded: IncomingHttpHeaders = { 'accept-encoding': 'identity' }
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && isForwardable(name) && patterns.some((pattern) => matches(pattern, name))) {
      forwarded[name] = value
    }
  }
  // HTTP/2 has it as a pseudo-header (RFC 9113 section 8.3.1)
  const host = headers.host ?? headers[':authority']
  if (host !== undefined) forwarded.host = host as string
  return forwarded
}

/** The lines of headers; without those that `fastify.inject` lets through but HTTP cannot send. */
export function serializeHeaders (headers: IncomingHttpHeaders): string {
  let lines = ''
  for (const [name, value] of Object.entries(headers)) {
    if (isSendable(name, value)) for (const line of [value].flat()) lines += `${name}: ${line}\r\n`
  }
  return lines
}

/** The headers of a part's reply and, apart from them, the cookies that no script may read. */
export interface PartHeaders {
  /** `undefined` without any. */
  readonly headers: Record<string, string> | undefined
  readonly httpOnlyCookies: readonly string[]
}

/**
 * The headers of a reply that its part shows.
 *
 * Without those of the connection, the date, the length and a content type of `application/json`; a suffix type such
 * as `application/problem+json` says what the document is and stays. The lines of a repeated header are joined with a
 * comma (RFC 9110 section 5.3), those of Set-Cookie, whose values contain commas, with a line feed.
 */
export function readPartHeaders (headers: OutgoingHttpHeaders): PartHeaders {
  const named = listMembers(headers['connection'] as string | undefined)
  const shown: Record<string, string> = {}
  let httpOnlyCookies: string[] = []
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase()
    if (value === undefined || HOP_BY_HOP.has(key) || named.includes(key) || key === 'date' || key === 'content-length') continue
    let lines = Array.isArray(value) ? value : [String(value)]
    if (key === 'content-type' && isPlainJson(lines[0])) continue
    if (key === 'set-cookie') {
      httpOnlyCookies = lines.filter(isHttpOnly)
      lines = lines.filter((line) => !isHttpOnly(line))
    }
    if (lines.length > 0) shown[key] = lines.join(key === 'set-cookie' ? '\n' : ', ')
  }
  return { headers: Object.keys(shown).length === 0 ? undefined : shown, httpOnlyCookies }
}

function matches (pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}

function listMembers (value: string | undefined): string[] {
  return value === undefined ? [] : value.toLowerCase().split(',').map((member) => member.trim())
}

function isPlainJson (contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json[\t ]*(?:;|$)/i.test(contentType)
}

// cookie-av of RFC 6265 section 4.1.1; its name is compared without regard to case (section 5.2)
function isHttpOnly (line: string): boolean {
  return /;[\t ]*httponly[\t ]*(?:;|=|$)/i.test(line)
}
