import { readDetailIssues, readFieldIssues, readProblemIssues, type ApiIssue } from './issues.js'
import { isObject, readCode, readText, type Members } from './values.js'

/** Format that a body was read as. */
export type ClientFormat = 'envelope' | 'problem' | 'fields' | 'description' | 'oauth2' | 'fastify' | 'other'

/** What a body says. */
export interface BodyParts {
  format?: string | undefined
  code?: string | undefined
  message?: string | undefined
  title?: string | undefined
  detail?: unknown
  issues?: readonly ApiIssue[] | undefined
  type?: string | undefined
  oauth2Error?: string | undefined
  requestId?: string | undefined
  traceId?: string | undefined
}

const PROBLEM = 'type,title,status,detail,instance,code,errors,requestId,traceId,debug'.split(',')
const FIELDS = 'message,errors,requestId,traceId,debug'.split(',')

/** Reads a JSON value by its shape; the media type decides only where two formats share one. */
export function readShape (body: unknown, contentType: string): BodyParts {
  if (!isObject(body)) return { message: readText(body) }
  const { code, debug, detail, error, errors, message, title } = body
  const parts: BodyParts = {
    format: 'other',
    message: readText(message) ?? readText(error) ?? readText(detail) ?? readText(title),
    requestId: readText(body['requestId'] ?? body['request_id']),
    traceId: readText(body['traceId'] ?? body['trace_id'])
  }
  if (isObject(error)) {
    parts.message = readText(error['message'])
    parts.code = readCode(error['code'])
    parts.issues = readDetailIssues(error['detail'], parts.code, error['message'])
    parts.detail = error['detail']
    if (Array.isArray(body['type'])) {
      parts.format = 'envelope'
      if (isObject(debug)) {
        parts.requestId = readText(debug['requestId'])
        parts.traceId = readText(debug['traceId'])
      }
    }
  } else if (contentType.includes('problem+json') || (typeof title === 'string' && typeof detail === 'string')) {
    parts.format = 'problem'
    parts.message = readText(detail) ?? readText(title)
    parts.title = readText(title)
    parts.type = readText(body['type'])
    parts.code = readCode(code)
    parts.detail = readExtensions(body)
    parts.issues = errors === undefined ? readDetailIssues(parts.detail, undefined, detail) : readProblemIssues(errors)
  } else if (typeof body['statusCode'] === 'number' && typeof error === 'string') {
    parts.format = 'fastify'
    parts.code = readCode(code)
    parts.title = readText(error)
  } else if (typeof message === 'string' && typeof body['description'] === 'string') {
    parts.format = 'description'
    parts.message = readText(body['description'])
    parts.title = readText(message.slice(message.indexOf(':') + 1))
  } else if (typeof error === 'string' && /^[a-z_]+$/.test(error) && message === undefined) {
    parts.format = 'oauth2'
    parts.message = readText(body['error_description'])
    parts.oauth2Error = error.slice(0, 64)
  } else if (Array.isArray(errors)) { // JSON:API, GraphQL
    parts.issues = readProblemIssues(errors)
    parts.message ??= parts.issues[0]?.message
    parts.code = isObject(errors[0]) ? readCode(errors[0]['code']) : undefined
  } else if (typeof message === 'string' && Object.keys(body).every((name) => FIELDS.includes(name))) {
    parts.format = 'fields'
    parts.issues = readFieldIssues(errors)
  }
  return parts
}

/** The message of a body that is no JSON: of a page its title, of a short text all of it. */
export function readPlainText (text: string): string | undefined {
  const start = text.trimStart()
  if (start[0] !== '<') return start[0] === '{' || start[0] === '[' || start.length > 500 || /[\0\uFFFD]/.test(start) ? undefined : readText(text)
  const open = text.search(/<title/i)
  if (open < 0) return undefined
  const [title = ''] = text.slice(text.indexOf('>', open) + 1).split('<', 1)
  return readText(title)
}

function readExtensions (body: Members): Members | undefined {
  const names = Object.keys(body).filter((name) => !PROBLEM.includes(name))
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, body[name]]))
}
