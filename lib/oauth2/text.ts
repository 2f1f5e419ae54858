import { isWebReference } from '../http/uri-schemes.js'

const MAX_DESCRIPTION = 500
const MAX_URI = 2048 // characters, percent-encoded

/**
 * Text as `error_description` may hold it (RFC 6749 appendix A.8: %x20-21 / %x23-5B / %x5D-7E).
 *
 * Quotes become apostrophes, backslashes slashes, line breaks and tabs spaces, any other character a question mark;
 * at most 500 characters, `undefined` when nothing is left.
 */
export function cleanDescription (text: string): string | undefined {
  const cleaned = text.slice(0, MAX_DESCRIPTION)
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replace(/[\r\n\t]/g, ' ')
    .replace(/[^\x20-\x7e]/gu, '?')
    .trim()
  return cleaned === '' ? undefined : cleaned
}

/**
 * A reference as `error_uri` may hold it (RFC 6749 appendix A.9: %x21 / %x23-5B / %x5D-7E), the rest percent-encoded.
 *
 * `undefined` for a value that is longer than 2,048 characters or is not the URL of a web page: a client may make a link of it, so scripts are refused.
 */
export function cleanUri (value: unknown): string | undefined {
  const text = value instanceof URL ? value.href : value
  if (typeof text !== 'string' || text === '' || !isWebReference(text)) return undefined
  const clean = text.length > MAX_URI ? text : text.toWellFormed().replace(/[^\x21\x23-\x5b\x5d-\x7e]/gu, encodeURIComponent)
  return clean.length > MAX_URI ? undefined : clean
}

// scope-token = 1*NQCHAR, NQCHAR = %x21 / %x23-5B / %x5D-7E (RFC 6749 appendix A.4), also that of a DPoP nonce
const NQCHARS = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/** Whether a value is visible ASCII without quotes, backslashes and blanks, as a scope or a nonce is. */
export const isNqchars = (value: unknown): value is string => typeof value === 'string' && NQCHARS.test(value)

/** The members of a list, given as an array or divided by blanks, each once; `undefined` when one of them is invalid. */
export function readTokens (value: unknown): string | undefined {
  const members = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/\s+/).filter((item) => item !== '') : []
  return members.length > 0 && members.every(isNqchars) ? [...new Set(members)].join(' ') : undefined
}
