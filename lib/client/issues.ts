import { isObject, MAX_ISSUES, readText, type Members } from './values.js'

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

const issue = (where: string, keys: string[], message: unknown, kind?: unknown, path = keys.join('.')): ApiIssue =>
  ({ in: where, path, keys, message: readText(message) ?? 'is invalid', kind: readText(kind) })

const dotted = (path: unknown): string[] => typeof path === 'string' && path !== '' ? path.slice(0, 4096).split('.') : []

/** `detail` of the envelope: all issues, the path of the one that it has, or the field of a conflict. */
export function readDetailIssues (detail: unknown, code: string | undefined, message: unknown): ApiIssue[] {
  if (!isObject(detail)) return []
  const { issues, path, conflictField, conflictFields } = detail
  if (Array.isArray(issues)) {
    return members(issues).map((member) => issue(readText(member['in']) ?? 'body', dotted(member['path']), member['message'], member['kind']))
  }
  if (code === 'INVALID_BODY' && typeof path === 'string') return [issue('body', dotted(path), message)]
  if (Array.isArray(conflictFields)) return conflictFields.slice(0, MAX_ISSUES).map((field) => issue('body', dotted(field), message))
  return readText(conflictField) === undefined ? [] : [issue('body', dotted(conflictField), message)]
}

/** `errors` of a problem (RFC 9457), and of JSON:API, whose members have their place in `source`. */
export function readProblemIssues (errors: unknown): ApiIssue[] {
  if (!Array.isArray(errors)) return []
  return members(errors).map((member) => {
    const { pointer, parameter, header } = isObject(member['source']) ? member['source'] : member
    const message = readText(member['detail']) ?? readText(member['message']) ?? member['title']
    const kind = member['code'] ?? member['title']
    if (typeof pointer === 'string') return issue('body', pointerKeys(pointer), message, kind)
    if (typeof header === 'string') return issue('headers', [header], message, kind)
    // A problem says which of the two only in its sentence, which starts with the place
    const where = parameter === undefined ? 'body' : String(message).startsWith('`params') ? 'params' : 'querystring'
    return issue(where, dotted(parameter), message, kind)
  })
}

/** `errors` of the `fields` format: messages by dotted path. */
export function readFieldIssues (errors: unknown): ApiIssue[] {
  if (!isObject(errors)) return []
  const issues: ApiIssue[] = []
  for (const path of Object.keys(errors)) {
    for (const message of [errors[path]].flat()) {
      if (issues.length < MAX_ISSUES) issues.push(issue('body', path === 'base' ? [] : dotted(path), message))
    }
  }
  return issues
}

/** Messages by dotted path. */
export function groupByField (issues: readonly ApiIssue[]): Record<string, string[]> {
  const fields: Record<string, string[]> = Object.create(null) // a field may be called __proto__
  for (const { path, message } of issues) (fields[path] ??= []).push(message)
  return fields
}

const members = (list: unknown[]): Members[] => list.slice(0, MAX_ISSUES).filter(isObject)

// JSON Pointer (RFC 6901), with or without the number sign and the percent-encoding of a fragment
function pointerKeys (pointer: string): string[] {
  return pointer.slice(0, 4096).split('/').slice(1).map((part) => {
    let key = part
    try {
      if (pointer[0] === '#') key = decodeURIComponent(part)
    } catch {} // no percent-encoding: as it is
    return key.replaceAll('~1', '/').replaceAll('~0', '~')
  })
}
