import { validateHeaderName, validateHeaderValue } from 'node:http'

/**
 * Seconds or a moment after which the client may try again.
 *
 * A number is rounded up to whole seconds and never below 0; a `Date` becomes an IMF-fixdate
 * (RFC 9110 section 10.2.3). NaN and infinities send no header.
 */
export type RetryAfter = number | Date

// token = 1*tchar (RFC 9110 section 5.6.2)
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
// media-range = ( "*/*" / ( type "/" "*" ) / ( type "/" subtype ) ) parameters (RFC 9110 section 12.5.1); the
// parameters are taken as they come when they hold no comma and no control character
const MEDIA_RANGE = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?:[ \t]*;[^,\p{Cc}]*)?$/u
// protocol = protocol-name ["/" protocol-version], both tokens (RFC 9110 section 7.8)
const PROTOCOL = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?:\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+)?$/
// challenge = auth-scheme [ 1*SP ( token68 / #auth-param ) ] (RFC 9110 section 11.3); several of them make a list
const TCHAR = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]"
const PARAM = `${TCHAR}+[ \\t]*=[ \\t]*(?:${TCHAR}+|"(?:[ !\\x23-\\x5b\\x5d-\\x7e]|\\\\[ -~])*")`
const ONE_CHALLENGE = `${TCHAR}+(?: +(?:[A-Za-z0-9\\-._~+/]+=*(?=[ \\t]*(?:,|$))|${PARAM}(?:[ \\t]*,[ \\t]*${PARAM})*))?`
const CHALLENGE = new RegExp(`^${ONE_CHALLENGE}(?:[ \\t]*,[ \\t]*${ONE_CHALLENGE})*$`)
const MAX_CHALLENGE = 4096 // characters, half of what the headers of a reply may have
// unsatisfied-range = "*/" complete-length, behind the unit (RFC 9110 section 14.4)
const UNSATISFIED_RANGE = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+ \*\/\d+$/

export const isToken = (value: unknown): value is string => typeof value === 'string' && TOKEN.test(value)
export const isMediaRange = (value: unknown): value is string => typeof value === 'string' && MEDIA_RANGE.test(value)
export const isProtocol = (value: unknown): value is string => typeof value === 'string' && PROTOCOL.test(value)
export const isChallenge = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_CHALLENGE && CHALLENGE.test(value)

/** Whether a value of `Content-Range` says how long a resource is of which no range can be sent. */
export const isUnsatisfiedRange = (value: unknown): boolean => typeof value === 'string' && UNSATISFIED_RANGE.test(value)

// field-value of visible characters and blanks (RFC 9110 section 5.5), which a reason phrase must be too
const TEXT = /^[\x21-\x7e](?:[\x20-\x7e]{0,254}[\x21-\x7e])?$/

/** Whether a text is short, visible and fit for a header. */
export const isHeaderText = (value: unknown): value is string => typeof value === 'string' && TEXT.test(value)

/** Whether Node would send this as the value of a header. */
export function isHeaderValue (name: string, value: unknown): value is string {
  try {
    validateHeaderValue(name, value as string)
    return typeof value === 'string'
  } catch {
    return false
  }
}

/** Whether Node would send a header with one line or several: it throws on an invalid one, and on every further attempt. */
export function isSendable (name: string, value: unknown): boolean {
  try {
    validateHeaderName(name)
    for (const line of Array.isArray(value) ? value : [value]) validateHeaderValue(name, line as string)
    return true
  } catch {
    return false
  }
}

/** Whether a header has something to say: a value, or a line, that is not empty. */
export function isPresent (value: unknown): boolean {
  return (Array.isArray(value) ? value : [value]).some((line) => line !== undefined && line !== '')
}

// Fields that frame the message or describe its body: the reply sets them, not the error
const FRAMING = new Set([
  'connection', 'content-encoding', 'content-length', 'content-type', 'date', 'keep-alive', 'trailer',
  'transfer-encoding'
])

/** Whether no error may have a header, in any case of letters: it frames the message or describes its body. */
export const isFraming = (name: string): boolean => FRAMING.has(name.toLowerCase())

/** Bytes of a header with its name and what divides it from others, for each of its lines; values may be Latin-1, one byte a character. */
export function headerSize (name: string, value: unknown): number {
  if (typeof value === 'string') return name.length + value.length + 4
  return Array.isArray(value) ? value.reduce((size: number, line) => size + headerSize(name, line), 0) : headerSize(name, String(value))
}

/** The members of `Vary` of several values, each once. */
export function joinVary (...values: unknown[]): string {
  const fields = new Map<string, string>()
  for (const field of values.flat().flatMap((value) => value === undefined ? [] : String(value).split(','))) {
    const name = field.trim()
    if (name !== '' && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), name)
  }
  return fields.has('*') ? '*' : [...fields.values()].join(', ')
}

/** Value of `Retry-After`, `undefined` where none is sent. */
export function formatRetryAfter (retryAfter: RetryAfter): string | undefined {
  if (retryAfter instanceof Date) {
    return Number.isNaN(retryAfter.getTime()) ? undefined : retryAfter.toUTCString()
  }
  if (!Number.isFinite(retryAfter)) return undefined
  return String(Math.min(Math.max(Math.ceil(retryAfter), 0), Number.MAX_SAFE_INTEGER))
}
