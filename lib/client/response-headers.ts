import { attempt } from './values.js'

// Milliseconds, 23 days: a timer that takes more than 31 bits would fire at once, also with the jitter on top
const MAX_DELAY = 2_000_000_000

/** One challenge of `WWW-Authenticate` (RFC 9110 section 11.6.1). */
export interface Challenge {
  readonly scheme: string
  /** By name in lower case; a challenge with a single token has it as `token68`. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Headers as clients have them: of `fetch`, of axios, or the plain object of Node. */
export type HeadersLike = Iterable<readonly [string, string]> | object

/** Value of a header, `''` without it. */
export type GetHeader = (name: string) => string

/** Any headers as those of `fetch`; names and values that these refuse are left out, such as `:status` of HTTP/2. */
export function toHeaders (source: any): Headers {
  if (source instanceof Headers) return source
  const headers = new Headers()
  // An array becomes a list with commas, which is equivalent
  for (const [name, value] of source?.[Symbol.iterator] ? source : Object.entries(source ?? {})) attempt(() => value == null || headers.append(name, value))
  return headers
}

/**
 * Milliseconds after which to try again, `undefined` where no header says it.
 *
 * `Retry-After` in seconds or as an HTTP date (RFC 9110 section 10.2.3), which is measured against `Date` so that a wrong
 * clock of the client does not matter; else `t` of `RateLimit`, the longest where there are several.
 */
export function readRetryAfter (get: GetHeader): number | undefined {
  const value = get('retry-after')
  let delay = Number(value || NaN) * 1000
  if (value && isNaN(delay)) delay = Date.parse(value) - (Date.parse(get('date')) || Date.now())
  if (!value) for (const [, seconds] of get('ratelimit').matchAll(/[;,]\s*t=(\d+)/g)) delay = Math.max(delay || 0, Number(seconds) * 1000)
  return isNaN(delay) ? undefined : Math.min(Math.max(delay, 0), MAX_DELAY)
}

// A name with a value, quoted or not; or a scheme or token68, the equals signs and the comma after it. No two parts of
// it can match the same character, and a quoted string need not end, so no text makes it go back
const CHALLENGE = /([^\s,="]+)(?:\s*=\s*("(?:[^"\\]|\\.)*"?|[^\s,="]+)|(=*)\s*(,?))/g

/** The challenges of `WWW-Authenticate`; what cannot be read is left out. */
export function readChallenges (get: GetHeader): Challenge[] {
  const challenges: Challenge[] = []
  let parameters: Record<string, string> = {} // of no scheme
  let isOpen = false // after a scheme comes its token68, if it has one
  for (const [, name = '', value, equals, comma] of get('www-authenticate').slice(0, 8192).matchAll(CHALLENGE)) {
    if (value) parameters[name.toLowerCase()] = value.replace(/^"|"$|\\(.)/g, '$1')
    else if (isOpen) parameters['token68'] = name + equals
    else challenges.push({ scheme: name, parameters: parameters = Object.create(null) })
    isOpen = !value && !isOpen && !comma
  }
  return challenges
}
