import { isObject } from '../util/check-option.js'
import { isErrorCode } from './error-code.js'
import {
  formatRetryAfter, isChallenge, isHeaderValue, isMediaRange, isProtocol, isToken, type RetryAfter
} from '../http/header-values.js'
import { cutText, MAX_KEY, MAX_TEXT, toJsonMembers, toJsonValue } from '../util/json-values.js'
import type { ErrorHeaders, ErrorParts, Issue } from './error-reply.js'
import type { IssueLocation } from '../../schemas/details.js'

/** What any helper or factory takes after its message. */
export interface ErrorInit {
  /** Machine code in place of the status's own, `/^[A-Z][A-Z0-9_]*$/`. */
  code?: string | undefined
  /** Structured members of this occurrence; sent as plain JSON. */
  detail?: Record<string, unknown> | undefined
  /** Headers of this reply. Those that frame the message (`content-length`, `transfer-encoding` …) are refused. */
  headers?: Record<string, string | number | readonly string[]> | undefined
  /** What led to this error; logged, never sent. */
  cause?: unknown
  /** Further members: of the body in `problem`, of `error.detail` in `envelope`. */
  extensions?: Record<string, unknown> | undefined
}

/** {@link ErrorInit} of the statuses that must carry a challenge. */
export interface ChallengeInit extends ErrorInit {
  /** One challenge or several, each `scheme param="value", …` (RFC 9110 section 11.6.1); each gets its own line. */
  challenge?: string | readonly string[] | undefined
}

/** How a helper reads the arguments that are its own, those in front of `(message?, init?)`. */
export interface HelperArguments {
  /** As the README shows them. */
  readonly signature: string
  /** How many arguments stand in front of the message. */
  readonly count: number
  matches (args: readonly unknown[]): boolean
  read (args: readonly unknown[]): ErrorParts
}

export const conflictArguments: HelperArguments = {
  signature: 'field, originalValue, newValue',
  count: 3,
  matches: (args) => args.length >= 3,
  read: ([field, originalValue, newValue]) => ({
    misuse: typeof field === 'string' ? undefined : misuse('field', 'a string', field),
    detail: {
      conflictField: cutText(typeof field === 'string' ? field : '', MAX_KEY),
      originalValue: toJsonValue(originalValue),
      newValue: toJsonValue(newValue)
    }
  })
}

export const methodArguments: HelperArguments = {
  signature: 'allowedMethods',
  count: 1,
  matches: isListOrSet,
  read: ([allowedMethods]) => {
    const [methods, wrong] = readList('allowedMethods', allowedMethods, isToken)
    return { misuse: wrong, detail: { allowedMethods: methods }, headers: { allow: methods.join(', ') } }
  }
}

export const availableTypeArguments: HelperArguments = {
  signature: 'mediaTypes',
  count: 1,
  matches: isListOrSet,
  read: ([mediaTypes]) => {
    const [types, wrong] = readList('mediaTypes', mediaTypes, isMediaRange)
    return { misuse: wrong, detail: { mediaTypes: types } }
  }
}

export const acceptedTypeArguments: HelperArguments = {
  signature: 'mediaTypes',
  count: 1,
  matches: isListOrSet,
  read: ([mediaTypes]) => {
    const [types, wrong] = readList('mediaTypes', mediaTypes, isMediaRange)
    return { misuse: wrong, headers: types.length === 0 ? undefined : { accept: types.join(', ') } }
  }
}

export const protocolArguments: HelperArguments = {
  signature: 'protocols',
  count: 1,
  matches: isListOrSet,
  read: ([protocols]) => {
    const [names, wrong] = readList('protocols', protocols, isProtocol)
    return { misuse: wrong, headers: names.length === 0 ? undefined : { upgrade: names.join(', ') } }
  }
}

export const retryArguments: HelperArguments = {
  signature: 'retryAfter',
  count: 1,
  matches: ([retryAfter]) => isRetryAfter(retryAfter),
  read: ([retryAfter]) => ({ headers: retryHeaders(retryAfter) })
}

export const limitArguments: HelperArguments = {
  signature: 'limit?, retryAfter?',
  count: 2,
  matches: ([limit, retryAfter]) => typeof limit === 'number' || (limit === undefined && isRetryAfter(retryAfter)),
  read: ([limit, retryAfter]) => ({
    misuse: limit === undefined || isSize(limit) ? undefined : misuse('limit', 'a whole number of bytes', limit),
    detail: isSize(limit) ? { limit } : undefined,
    headers: isRetryAfter(retryAfter) ? retryHeaders(retryAfter) : undefined
  })
}

export const sizeArguments: HelperArguments = {
  signature: 'size',
  count: 1,
  matches: ([size]) => typeof size === 'number',
  read: ([size]) => isSize(size)
    ? { headers: { 'content-range': `bytes */${size}` } }
    : { misuse: misuse('size', 'a whole number of bytes', size) }
}

export const blockedByArguments: HelperArguments = {
  signature: 'blockedBy',
  count: 1,
  // A message is no absolute URI: it has blanks, or no scheme
  matches: ([blockedBy]) => blockedBy instanceof URL ||
    (typeof blockedBy === 'string' && !/\s/.test(blockedBy) && URL.canParse(blockedBy)),
  // The URL parser leaves no character that could end the reference early (RFC 8288 section 3)
  read: ([blockedBy]) => ({
    headers: { link: `<${new URL(blockedBy as string).href.replace(/[<>]/g, encodeURIComponent)}>; rel="blocked-by"` }
  })
}

export const fieldArguments: HelperArguments = {
  signature: 'fields',
  count: 1,
  matches: ([fields]) => isObject(fields),
  read: ([fields]) => {
    const issues: Issue[] = []
    let wrong: string | undefined
    for (const [field, value] of Object.entries(toJsonMembers(fields as Record<string, unknown>))) {
      const texts = (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string')
      if (texts.length === 0) wrong = misuse(`fields.${field}`, 'an array of strings', value)
      for (const text of texts) issues.push(customIssue(field === 'base' ? '' : field, 'body', text))
    }
    return { misuse: wrong, issues: issues.length === 0 ? undefined : issues }
  }
}

export const pathArguments: HelperArguments = {
  signature: 'path',
  count: 1,
  matches: ([path]) => path !== undefined,
  read: ([path]) => ({
    misuse: typeof path === 'string' ? undefined : misuse('path', 'a string', path),
    issues: [customIssue(typeof path === 'string' ? path : '', 'body', 'is invalid')]
  })
}

export const nameArguments: HelperArguments = {
  signature: 'name',
  count: 1,
  matches: ([name]) => name !== undefined,
  read: ([name]) => {
    if (typeof name !== 'string' || name === '') return { misuse: misuse('name', 'a string', name) }
    return {
      message: `Invalid parameter value for ${cutText(name, MAX_KEY)}.`,
      issues: [customIssue(name, 'querystring', 'is invalid')]
    }
  }
}

function customIssue (path: string, where: IssueLocation, message: string): Issue {
  const short = cutText(path, MAX_TEXT)
  return {
    path: short,
    keys: short === '' ? [] : short.split('.'),
    in: where,
    kind: 'custom',
    message: cutText(message, MAX_TEXT),
    pointer: ''
  }
}

// Fields that frame the message or speak of its body: the reply's own, whatever an error says
const FRAMING = new Set([
  'connection', 'content-encoding', 'content-length', 'content-type', 'date', 'keep-alive', 'trailer',
  'transfer-encoding'
])

/**
 * Reads `(message?, init?)`, the form that every helper and factory takes.
 *
 * `statusCode` tells which header a challenge belongs to.
 */
export function readPlainArguments (message: unknown, init: unknown, statusCode: number): ErrorParts {
  const parts: ErrorParts = {}
  if (typeof message === 'string') {
    if (message !== '') parts.message = cutText(message, MAX_TEXT)
  } else if (message !== undefined && message !== null) {
    parts.misuse = misuse('message', 'a string', message)
  }
  if (init === undefined) return parts
  if (!isObject(init)) {
    parts.misuse = misuse('init', 'an object', init)
    return parts
  }
  const { code, detail, extensions, headers, challenge, cause } = init as ChallengeInit
  if (code !== undefined) {
    if (isErrorCode(code)) parts.code = code
    else parts.misuse = misuse('code', 'in upper snake case', code)
  }
  if (detail !== undefined) {
    if (isObject(detail)) parts.detail = toJsonMembers(detail)
    else parts.misuse = misuse('detail', 'an object', detail)
  }
  if (extensions !== undefined) {
    if (isObject(extensions)) parts.extensions = toJsonMembers(extensions)
    else parts.misuse = misuse('extensions', 'an object', extensions)
  }
  if (headers !== undefined) {
    if (isObject(headers)) readHeaders(headers, parts)
    else parts.misuse = misuse('headers', 'an object', headers)
  }
  if (challenge !== undefined) {
    const [challenges, wrong] = readList('challenge', Array.isArray(challenge) ? challenge : [challenge], isChallenge)
    parts.misuse ??= wrong
    const name = statusCode === 407 ? 'proxy-authenticate' : 'www-authenticate'
    if (challenges.length > 0) parts.headers = { ...parts.headers, [name]: single(challenges) }
  }
  if (cause !== undefined) parts.cause = cause
  return parts
}

function readHeaders (headers: object, parts: ErrorParts): void {
  const read: ErrorHeaders = {}
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase()
    const values = (Array.isArray(value) ? value : [value]).map((item) => typeof item === 'number' ? String(item) : item)
    if (!isToken(name) || FRAMING.has(key) || !values.every((item) => isHeaderValue(key, item))) {
      parts.misuse = `header '${cutText(name, MAX_KEY)}' cannot be sent with an error`
    } else {
      read[key] = single(values as string[])
    }
  }
  parts.headers = read
}

function single (values: string[]): string | string[] {
  return values.length === 1 ? values[0] as string : values
}

function misuse (argument: string, expected: string, actual: unknown): string {
  return `${argument} should be ${expected}, instead got '${describe(actual)}'`
}

function describe (value: unknown): string {
  return typeof value === 'object' ? Object.prototype.toString.call(value) : cutText(String(value), 64)
}

function readList (name: string, value: unknown, isMember: (item: unknown) => item is string): [string[], string?] {
  const members = new Set<string>()
  let wrong: string | undefined
  for (const item of value as Iterable<unknown>) {
    if (isMember(item)) members.add(item)
    else wrong ??= misuse(name, 'a list of valid names', item)
  }
  return [[...members], wrong]
}

function retryHeaders (retryAfter: unknown): ErrorHeaders | undefined {
  const value = formatRetryAfter(retryAfter as RetryAfter)
  return value === undefined ? undefined : { 'retry-after': value }
}

function isListOrSet ([value]: readonly unknown[]): boolean {
  return Array.isArray(value) || value instanceof Set
}

function isRetryAfter (value: unknown): value is RetryAfter {
  return typeof value === 'number' || value instanceof Date
}

function isSize (value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
