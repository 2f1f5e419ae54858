import { isObject, isText, readText } from './values.js'

/** Format that a body was read as. */
export type ClientFormat = 'envelope' | 'problem' | 'fields' | 'description' | 'oauth2' | 'fastify' | 'json-rpc' | 'other'

/** The parts of a body; a member of another type counts as missing. */
export interface BodyParts {
  format?: string | undefined
  /** Upper snake case, at most 64 characters. */
  code?: string | undefined
  message?: string | undefined
  title?: string | undefined
  detail?: object | undefined
  /** List of `{ in, path, message, kind }`, or messages by dotted path. */
  issues?: readonly object[] | Readonly<Record<string, string | readonly string[]>> | undefined
  type?: string | undefined
  oauth2Error?: string | undefined
  requestId?: string | undefined
  traceId?: string | undefined
  /** Whether the same request may succeed later, if it is not the status that says it. */
  retryable?: boolean | undefined
}

/** Finds the parts of a JSON value by its shape; the media type decides only where two formats share one. */
export function readShape (body: unknown, contentType: string): BodyParts {
  if (!isObject(body)) return { message: body as string }
  const { type, title, status, detail, instance, code, errors, requestId, traceId, debug, ...more } = body as Record<string, any>
  const { error, message, description, error_description: text } = more
  const inner = (isObject(error) ? more['jsonrpc'] ? { message: error['message'], ...error['data'] as object } : error : {}) as Record<string, any>
  const parts: BodyParts = {
    code: inner['code'] ?? code ?? errors?.[0]?.code,
    message: readText(detail, description, inner['message'], message, title, text, error),
    title,
    detail: inner['detail'],
    type,
    requestId: requestId ?? inner['requestId'] ?? debug?.requestId,
    traceId: traceId ?? inner['traceId'] ?? debug?.traceId
  }
  if (isObject(error)) {
    if (Array.isArray(type)) parts.format = 'envelope'
    if (more['jsonrpc']) parts.format = 'json-rpc'
  } else if (contentType.includes('problem+json') || (title && isText(detail))) {
    parts.format = 'problem'
    if (Object.keys(more)[0]) parts.detail = more
  } else if (isText(error)) {
    if (more['statusCode']) {
      parts.format = 'fastify'
      parts.title = error
    } else if (!message && /^[a-z_]+$/.test(error)) {
      parts.format = 'oauth2'
      parts.message = text
      parts.oauth2Error = error
    }
  } else if (isText(message)) {
    if (description) {
      parts.format = 'description'
      parts.title = message.split(':').pop()
    } else if (!Object.keys(more)[1] && !code && !type && !status) parts.format = 'fields'
  }
  const { issues, path, conflictField, conflictFields = [conflictField] } = (parts.detail ?? {}) as Record<string, any>
  const fields = [parts.code === 'INVALID_BODY' ? path : conflictFields].flat().filter(isText)
  parts.issues = errors ?? inner['issues'] ?? issues ?? fields.map((field) => ({ path: field, message: parts.message }))
  return parts
}

/** The message of a body that is not JSON: the title of a page, or a short text. */
export function readPlainText (text: string): string | undefined {
  if (text[0] === '<') return /<title[^<>]*>([^<]*)/i.exec(text)?.[1]
  return text.length > 500 || /^[[{]|[\0\uFFFD]/.test(text) ? undefined : text
}
