import { attempt, isObject, readText, type Members } from './values.js'

/** One validation failure. */
export interface ApiIssue {
  /** Part of the request; `'body'` where the format does not say it. */
  readonly in: string
  /** Dotted path, `''` for the whole part. */
  readonly path: string
  /** Names and indexes of the same path. */
  readonly keys: readonly string[]
  /** What is wrong, for a person. */
  readonly message: string
  /** Machine code such as `invalid_type`, where the format has one. */
  readonly kind?: string | undefined
}

const MAX_ISSUES = 1000
const MAX_PATH = 4096

/** Issues from a list of the envelope, a problem (RFC 9457) or JSON:API, or from messages by dotted path. */
export function readIssues (errors: unknown): ApiIssue[] {
  const list = isObject(errors)
    ? Object.entries(errors).slice(0, MAX_ISSUES).flatMap(([path, messages]) => [messages].flat().map((message) => ({ path: path === 'base' ? '' : path, message })))
    : [errors].flat()
  return list.slice(0, MAX_ISSUES).filter(isObject).map(readIssue)
}

// The place is in `path`, `pointer`, `parameter` or `header`, or in `source` with one of these
function readIssue (member: Members): ApiIssue {
  const { pointer, parameter, header, path = pointer ?? parameter ?? header } = isObject(member['source']) ? member['source'] : member
  const message = readText(member['detail'], member['message'], member['title']) ?? 'is invalid'
  const place = typeof path === 'string' ? path.slice(0, MAX_PATH) : ''
  const keys = pointer && pointer === path ? readPointer(place) : place ? place.split('.') : []
  return {
    // A problem says only in its sentence, which starts with the place, whether it is a parameter of the path
    in: readText(member['in']) ?? (header ? 'headers' : !parameter ? 'body' : message.startsWith('`params') ? 'params' : 'querystring'),
    path: keys.join('.'),
    keys,
    message,
    kind: readText(member['kind'], member['code'], member['title'])
  }
}

// JSON Pointer (RFC 6901); as a fragment it is decoded before it is split (section 6)
const readPointer = (pointer: string): string[] =>
  (pointer[0] === '#' ? attempt(() => decodeURIComponent(pointer)) ?? pointer : pointer)
    .split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
