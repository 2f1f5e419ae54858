/** One challenge of `WWW-Authenticate` (RFC 9110 section 11.6.1). */
export interface Challenge {
  readonly scheme: string
  /** By name in lower case; a challenge with a single token has it as `token68`. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Headers as clients have them: of `fetch`, of axios, or the plain object of Node. */
export type HeadersLike = Iterable<readonly [string, string]> | object

/** Any headers as those of `fetch`; names and values that these refuse are left out. */
export function toHeaders (source: unknown): Headers {
  if (source instanceof Headers) return source
  const headers = new Headers()
  const entries: Iterable<unknown> = Symbol.iterator in Object(source) ? source as Iterable<unknown> : Object.entries(Object(source))
  for (const [name, values] of entries as Iterable<[string, unknown]>) {
    for (const value of [values].flat()) {
      try {
        if (value != null) headers.append(name, String(value))
      } catch {} // `:status` of HTTP/2
    }
  }
  return headers
}

// A longer delay would fire at once: timers take 31 bits
const MAX_DELAY = 2_147_483_647

/**
 * Milliseconds after which to try again, `undefined` where no header says it.
 *
 * `Retry-After` in seconds or as an HTTP date (RFC 9110 section 10.2.3), which is measured against `Date` so that a wrong
 * clock of the client does not matter; else `t` of `RateLimit`, the longest where there are several.
 */
export function readRetryAfter (headers: Headers): number | undefined {
  const value = (headers.get('retry-after') ?? '').trim()
  let delay = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - (Date.parse(headers.get('date') ?? '') || Date.now())
  if (value === '') {
    for (const part of (headers.get('ratelimit') ?? '').split(/[;,]/)) {
      const [name, seconds = ''] = part.trim().split('=')
      if (name === 't' && /^\d+$/.test(seconds)) delay = Math.max(delay || 0, Number(seconds) * 1000)
    }
  }
  return delay === delay ? Math.min(Math.max(delay, 0), MAX_DELAY) : undefined // eslint-disable-line no-self-compare
}

/** The challenges of `WWW-Authenticate`; what cannot be read is left out. */
export function readChallenges (headers: Headers): Challenge[] {
  const challenges: { scheme: string, parameters: Record<string, string> }[] = []
  for (const item of splitList((headers.get('www-authenticate') ?? '').slice(0, 8192))) {
    let text = item
    const space = text.indexOf(' ')
    const equals = text.indexOf('=')
    if (equals < 0 || (space > 0 && space < equals && text.slice(space).trim()[0] !== '=')) {
      const scheme = space < 0 ? text : text.slice(0, space)
      challenges.push({ scheme, parameters: Object.create(null) })
      text = space < 0 ? '' : text.slice(space).trim()
    }
    const last = challenges.at(-1)
    if (text === '' || last === undefined) continue
    const [name = ''] = text.split('=', 1)
    const value = text.slice(name.length + 1).trim()
    const isToken = value.replaceAll('=', '') === '' // token68, which may end in equals signs
    last.parameters[isToken ? 'token68' : name.trim().toLowerCase()] = isToken
      ? text
      : value[0] === '"' ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value
  }
  return challenges
}

// At commas that are in no quoted string; without regular expression, which would have to look ahead
function splitList (text: string): string[] {
  const items: string[] = []
  let start = 0
  let isQuoted = false
  for (let i = 0; i <= text.length; i++) {
    if (isQuoted && text[i] === '\\') i++
    else if (text[i] === '"') isQuoted = !isQuoted
    else if (i === text.length || (text[i] === ',' && !isQuoted)) {
      const item = text.slice(start, i).trim()
      if (item !== '') items.push(item)
      start = i + 1
    }
  }
  return items
}
