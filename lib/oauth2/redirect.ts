import { unsafeScheme } from '../http/uri-schemes.js'
import { FST_ERR_REPLIES_REDIRECT_URI } from '../util/boot-errors.js'
import type { RedirectMode } from '../error/oauth2-parts.js'

// scheme ":" and only characters that a URI may have (RFC 3986 section 2): none that a browser drops or turns into
// another before it reads the scheme and the host, such as tabs and backslashes
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/

/**
 * Checks the address that a client is registered with.
 *
 * @throws FST_ERR_REPLIES_REDIRECT_URI unless it is absolute, of a scheme that leads to a client, and without fragment
 * (RFC 6749 section 3.1.2) and user info; the message does not have the address in it
 */
export function checkRedirectUri (uri: unknown): asserts uri is string {
  const rule = brokenRule(uri)
  if (rule !== undefined) throw FST_ERR_REPLIES_REDIRECT_URI(rule)
}

function brokenRule (uri: unknown): string | undefined {
  if (typeof uri !== 'string') return 'be a string'
  const unsafe = unsafeScheme(uri)
  if (unsafe !== undefined) return `not have the scheme '${unsafe}'`
  if (!URI.test(uri) || !URL.canParse(uri)) return 'be an absolute URI'
  if (/^https?:/i.test(uri) && !/^\w+:\/\/[^/?#]/.test(uri)) return 'be an absolute URI'
  if (uri.includes('#')) return 'have no fragment'
  if (/^[^:]+:\/\/[^/?]*@/.test(uri)) return 'have no user info'
  return undefined
}

/**
 * The address that a redirect leads to: the registered one, unchanged, followed by the parameters.
 *
 * Parameters are `application/x-www-form-urlencoded` already, those that are `undefined` are left out.
 */
export function buildLocation (registeredUri: string, parameters: Readonly<Record<string, string | undefined>>, mode: RedirectMode): string {
  const text = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return registeredUri + separator(registeredUri, mode) + text
}

function separator (uri: string, mode: RedirectMode): string {
  if (mode === 'fragment') return '#'
  if (!uri.includes('?')) return '?'
  return /[?&]$/.test(uri) ? '' : '&'
}

/** A value in `application/x-www-form-urlencoded`. */
export function encodeFormValue (value: string): string
export function encodeFormValue (value: string | undefined): string | undefined
export function encodeFormValue (value: string | undefined): string | undefined {
  // URLSearchParams writes "name=value"; a lone surrogate, which no URL can hold, becomes U+FFFD
  return value === undefined ? undefined : new URLSearchParams([['', value]]).toString().slice(1)
}

/**
 * `state` in the form it came in, where the request has it in its query, else encoded anew.
 *
 * A client may have sent bytes that are no UTF-8, which a decoded value no longer has; it gets the same ones back.
 */
export function encodeState (state: string | undefined, url: string): string | undefined {
  if (state === undefined) return undefined
  const sent = queryValues(url, 'state')
  const [raw] = sent
  return sent.length === 1 && raw !== undefined && isFormText(raw) && decodeFormValue(raw) === state
    ? raw
    : encodeFormValue(state)
}

function queryValues (url: string, name: string): string[] {
  const start = url.indexOf('?')
  if (start === -1) return []
  return url.slice(start + 1).split('&').filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1))
}

function isFormText (text: string): boolean {
  return /^[\w\-.~!*'(),;:@/?=+%$[\]]*$/.test(text)
}

// As Fastify reads a query: what cannot be decoded stays as it is
function decodeFormValue (raw: string): string {
  const text = raw.replaceAll('+', ' ')
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
