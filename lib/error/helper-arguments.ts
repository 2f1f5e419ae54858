import { formatRetryAfter, isMediaRange, isProtocol, isToken, type RetryAfter } from '../http/header-values.js'
import { isObject } from '../util/check-option.js'
import { cutText, isDropped, MAX_KEY, MAX_TEXT, toJsonValue } from '../util/json-values.js'
import { buildPointer } from '../util/json-pointer.js'
import { readProperty } from '../util/read-property.js'
import { describeInvalid, readList } from './invalid-argument.js'
import type { ErrorHeaders, ErrorParts, Issue } from './error-reply.js'
import type { IssueLocation } from './issue-parameters.js'

/** How a helper reads its own arguments, those in front of `(message?, init?)`. */
export interface HelperArguments<Own extends readonly unknown[] = any, Required extends boolean = boolean> {
  /** Names of the arguments, for the docs. */
  readonly signature: string
  /** What they become, to follow "Sends 409 Conflict" in the docs. */
  readonly description: string
  /** How many arguments stand in front of the message. */
  readonly count: number
  /** Whether the helper cannot be called with a message alone. */
  readonly required: Required
  matches (args: readonly unknown[]): boolean
  read (args: readonly unknown[]): ErrorParts
  /** Their types; there is no such property. */
  readonly types?: Own
}

// Code units of paths and messages: with escapes and what formats repeat, most replies stay below 64 kB
const MAX_FIELDS = 16_384

type Optional<Own extends readonly unknown[]> = HelperArguments<Own, false>
type Required<Own extends readonly unknown[]> = HelperArguments<Own, true>

export const conflictArguments: Optional<[field: string, originalValue: unknown, newValue: unknown]> = {
  signature: 'field, originalValue, newValue',
  description: 'with the field and both values; a `Date` is sent as its ISO string, other values as JSON',
  count: 3,
  required: false,
  matches: (args) => args.length >= 3,
  read: ([field, originalValue, newValue]) => ({
    invalidArgument: typeof field === 'string' ? undefined : describeInvalid('field', 'a string', field),
    detail: {
      conflictField: cutText(typeof field === 'string' ? field : '', MAX_KEY),
      originalValue: toJsonValue(originalValue),
      newValue: toJsonValue(newValue)
    }
  })
}

export const methodArguments: Optional<[allowedMethods: readonly string[]]> = {
  signature: 'allowedMethods',
  description: 'with `Allow` and `detail.allowedMethods`, both in the given order; without a list, with the methods that the router has for the path',
  count: 1,
  required: false,
  matches: isListOrSet,
  read: ([allowedMethods]) => {
    const { members: methods, wrong, isCut } = readList('allowedMethods', allowedMethods, isToken, 'methods')
    return { invalidArgument: wrong, detail: { allowedMethods: methods }, extensions: truncated(isCut), headers: { allow: methods.join(', ') } }
  }
}

export const availableTypeArguments: Optional<[mediaTypes: readonly string[]]> = {
  signature: 'mediaTypes',
  description: 'with the media types that are available, as `detail.mediaTypes` (RFC 9110 section 15.5.7)',
  count: 1,
  required: false,
  matches: isListOrSet,
  read: ([mediaTypes]) => {
    const { members: types, wrong, isCut } = readList('mediaTypes', mediaTypes, isMediaRange, 'media types')
    return { invalidArgument: wrong, detail: { mediaTypes: types }, extensions: truncated(isCut) }
  }
}

export const acceptedTypeArguments: Optional<[mediaTypes: readonly string[]]> = {
  signature: 'mediaTypes',
  description: 'with `Accept`, on PATCH also `Accept-Patch` (RFC 9110 section 15.5.16); without a list, with the media types that the route parses',
  count: 1,
  required: false,
  matches: isListOrSet,
  read: ([mediaTypes]) => {
    const { members: types, wrong } = readList('mediaTypes', mediaTypes, isMediaRange, 'media types')
    return { invalidArgument: wrong, headers: types.length === 0 ? undefined : { accept: types.join(', ') } }
  }
}

export const protocolArguments: Optional<[protocols: readonly string[]]> = {
  signature: 'protocols',
  description: 'with `Upgrade` (RFC 9110 section 15.5.22)',
  count: 1,
  required: false,
  matches: isListOrSet,
  read: ([protocols]) => {
    const { members: names, wrong } = readList('protocols', protocols, isProtocol, 'protocols')
    return { invalidArgument: wrong, headers: names.length === 0 ? undefined : { upgrade: names.join(', ') } }
  }
}

export const retryArguments: Optional<[retryAfter: RetryAfter]> = {
  signature: 'retryAfter',
  description: 'with `Retry-After`: seconds, or a `Date`',
  count: 1,
  required: false,
  matches: ([retryAfter]) => isRetryAfter(retryAfter),
  read: ([retryAfter]) => ({ headers: retryHeaders(retryAfter) })
}

export const limitArguments: Optional<[limit: number | undefined, retryAfter?: RetryAfter]> = {
  signature: 'limit?, retryAfter?',
  description: 'with the limit in bytes as `detail.limit`, and `Retry-After` where the condition is temporary',
  count: 2,
  required: false,
  matches: ([limit, retryAfter]) => typeof limit === 'number' || (limit === undefined && isRetryAfter(retryAfter)),
  read: ([limit, retryAfter]) => ({
    invalidArgument: limit === undefined || isSize(limit) ? undefined : describeInvalid('limit', 'a whole number of bytes', limit),
    detail: isSize(limit) ? { limit } : undefined,
    headers: isRetryAfter(retryAfter) ? retryHeaders(retryAfter) : undefined
  })
}

export const sizeArguments: Optional<[size: number]> = {
  signature: 'size',
  description: 'with `Content-Range`, from the size in bytes (RFC 9110 section 14.4)',
  count: 1,
  required: false,
  matches: ([size]) => typeof size === 'number',
  read: ([size]) => isSize(size)
    ? { headers: { 'content-range': `bytes */${size}` } }
    : { invalidArgument: describeInvalid('size', 'a whole number of bytes', size) }
}

export const blockedByArguments: Optional<[blockedBy: URL | string]> = {
  signature: 'blockedBy',
  description: 'with a `Link` to who blocks the resource, an absolute URI (RFC 7725 section 4)',
  count: 1,
  required: false,
  // A message is not an absolute URI: it has blanks, or no scheme
  matches: ([blockedBy]) => blockedBy instanceof URL ||
    (typeof blockedBy === 'string' && !/\s/.test(blockedBy) && URL.canParse(blockedBy)),
  // The URL parser leaves no character that could end the reference early (RFC 8288 section 3)
  read: ([blockedBy]) => ({
    headers: { link: `<${new URL(blockedBy as string).href.replace(/[<>]/g, encodeURIComponent)}>; rel="blocked-by"` }
  })
}

export const fieldArguments: Optional<[fields: Readonly<Record<string, readonly string[]>>]> = {
  signature: 'fields',
  description: 'with messages by dotted field path; those about the whole object under `base`',
  count: 1,
  required: false,
  matches: ([fields]) => isObject(fields),
  read: ([fields]) => {
    const issues: Issue[] = []
    let wrong: string | undefined
    let room = MAX_FIELDS
    for (const field of Object.keys(fields as object)) {
      if (room < 0) break
      if (isDropped(field)) continue
      const value = readProperty(fields, field)
      const texts = (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string')
      if (texts.length === 0) wrong = describeInvalid(`fields.${cutText(field, MAX_KEY)}`, 'an array of strings', value)
      for (const text of texts) {
        const issue = customIssue(field === 'base' ? '' : cutText(field, MAX_KEY), 'body', text)
        room -= 64 + 2 * issue.path.length + issue.message.length
        if (room < 0) break
        issues.push(issue)
      }
    }
    return { invalidArgument: wrong, issues: issues.length === 0 ? undefined : issues, extensions: truncated(room < 0) }
  }
}

export const pathArguments: Required<[path: string]> = {
  signature: 'path',
  description: "with the dotted path to the invalid part of the body, `''` for all of it",
  count: 1,
  required: true,
  matches: ([path]) => path !== undefined,
  read: ([path]) => ({
    invalidArgument: typeof path === 'string' ? undefined : describeInvalid('path', 'a string', path),
    issues: [customIssue(typeof path === 'string' ? path : '', 'body', 'is invalid')]
  })
}

export const nameArguments: Required<[name: string]> = {
  signature: 'name',
  description: 'with a message that names the parameter',
  count: 1,
  required: true,
  matches: ([name]) => name !== undefined,
  read: ([name]) => {
    if (typeof name !== 'string' || name === '') return { invalidArgument: describeInvalid('name', 'a string', name) }
    return {
      message: `Invalid parameter value for ${cutText(name, MAX_KEY)}.`,
      translatable: true,
      issues: [customIssue(name, 'querystring', 'is invalid')]
    }
  }
}

// How a format reports it: `truncated` in `envelope` and `problem`
function truncated (isCut: boolean): Record<string, unknown> | undefined {
  return isCut ? { truncated: true } : undefined
}

function customIssue (path: string, where: IssueLocation, message: string): Issue {
  const short = cutText(path, MAX_TEXT)
  const keys = short === '' ? [] : short.split('.')
  return {
    path: short,
    keys,
    in: where,
    kind: 'custom',
    message: cutText(message, MAX_TEXT),
    pointer: buildPointer(keys)
  }
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
