import { types } from 'node:util'
import { isObject } from '../util/check-option.js'
import { isChallenge, isFraming, isHeaderValue, isToken } from '../http/header-values.js'
import { cutText, MAX_KEY, MAX_TEXT, toJsonMembers } from '../util/json-values.js'
import { isErrorCode } from './error-code.js'
import { describeInvalid, readList } from './invalid-argument.js'
import type { ErrorHeaders, ErrorParts } from './error-reply.js'

/** Options that any helper or factory takes after its message. */
export interface ErrorInit {
  /** Machine code in place of the status's own, `/^[A-Z][A-Z0-9_]*$/`. */
  code?: string | undefined
  /** Structured members of this occurrence; sent as plain JSON. */
  detail?: Record<string, unknown> | undefined
  /** Headers of this reply. Those that frame the message (`content-length`, `transfer-encoding` …) are refused. */
  headers?: Record<string, string | number | readonly string[]> | undefined
  /** Cause of this error; logged, never sent. */
  cause?: unknown
  /** Further members: of the body in `problem`, of `error.detail` in `envelope`. */
  extensions?: Record<string, unknown> | undefined
}

/** {@link ErrorInit} of the statuses that must carry a challenge. */
export interface ChallengeInit extends ErrorInit {
  /** One challenge or several, each `scheme param="value", …` (RFC 9110 section 11.6.1); each gets its own line. */
  challenge?: string | readonly string[] | undefined
}

/** Names of the members of {@link ChallengeInit}. */
export const INIT_MEMBERS: readonly string[] = ['code', 'detail', 'headers', 'cause', 'extensions', 'challenge']

/**
 * Reads `(message?, init?)`, the form that every helper and factory takes.
 *
 * `statusCode` decides which header a challenge is sent in. A member that is not one of `members` is reported.
 */
export function readPlainArguments (message: unknown, init: unknown, statusCode: number, members = INIT_MEMBERS): ErrorParts {
  const parts: ErrorParts = {}
  if (typeof message === 'string') {
    if (message !== '') parts.message = cutText(message, MAX_TEXT)
  } else if (isError(message)) {
    parts.cause = message
    parts.causeMessage = true
  } else if (message !== undefined && message !== null) {
    parts.invalidArgument = describeInvalid('message', 'a string', message)
  }
  if (init === undefined) return parts
  if (!isObject(init)) {
    parts.invalidArgument = describeInvalid('init', 'an object', init)
    return parts
  }
  const { code, detail, extensions, headers, challenge, cause } = init as ChallengeInit
  parts.invalidArgument = describeUnknownMember(init, members) ?? parts.invalidArgument
  if (code !== undefined) {
    if (isErrorCode(code)) parts.code = code
    else parts.invalidArgument = describeInvalid('code', 'in upper snake case', code)
  }
  if (detail !== undefined) {
    if (isObject(detail)) parts.detail = toJsonMembers(detail)
    else parts.invalidArgument = describeInvalid('detail', 'an object', detail)
  }
  if (extensions !== undefined) {
    if (isObject(extensions)) parts.extensions = toJsonMembers(extensions)
    else parts.invalidArgument = describeInvalid('extensions', 'an object', extensions)
  }
  if (headers !== undefined) {
    if (isObject(headers)) readHeaders(headers, parts)
    else parts.invalidArgument = describeInvalid('headers', 'an object', headers)
  }
  if (challenge !== undefined) {
    const { members: challenges, wrong } = readList('challenge', Array.isArray(challenge) ? challenge : [challenge], isChallenge, 'challenges, such as Bearer realm="api"')
    parts.invalidArgument ??= wrong
    const name = statusCode === 407 ? 'proxy-authenticate' : 'www-authenticate'
    if (challenges.length > 0) parts.headers = { ...parts.headers, [name]: single(challenges) }
  }
  if (cause !== undefined) parts.cause = cause
  return parts
}

/** What is wrong with the names of the members of `init`, for the log. */
export function describeUnknownMember (init: object, members: readonly string[]): string | undefined {
  const name = Object.keys(init).find((name) => !members.includes(name))
  return name === undefined ? undefined : `init has no member '${cutText(name, MAX_KEY)}', its members are ${members.join(', ')}`
}

// Also that of another realm
function isError (value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value)
}

function readHeaders (headers: object, parts: ErrorParts): void {
  const read: ErrorHeaders = {}
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase()
    const values = (Array.isArray(value) ? value : [value]).map((item) => typeof item === 'number' ? String(item) : item)
    if (!isToken(name) || isFraming(key) || !values.every((item) => isHeaderValue(key, item))) {
      parts.invalidArgument = `header '${cutText(name, MAX_KEY)}' cannot be sent with an error`
    } else {
      read[key] = single(values as string[])
    }
  }
  parts.headers = read
}

function single (values: string[]): string | string[] {
  return values.length === 1 ? values[0] as string : values
}
