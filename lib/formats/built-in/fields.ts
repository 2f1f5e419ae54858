import serializeFields from '../generated/fields.js'
import type { Fields } from '../../../schemas/fields.js'
import type { ErrorReply } from '../../error/error-reply.js'
import type { Format } from '../format.js'

/** A message, and the messages of each field that is wrong. */
export function fields (): Format<Fields> {
  return {
    name: 'fields',
    contentType: 'application/json; charset=utf-8',
    validationStatusCode: 422,
    body: (error, { debug, requestId, traceId }) => ({
      message: error.message,
      errors: buildErrors(error),
      requestId,
      traceId,
      debug
    }),
    serialize: serializeFields
  }
}

function buildErrors ({ issues, detail, message }: ErrorReply): Record<string, string[]> | undefined {
  if (issues === undefined) {
    const field = detail?.['conflictField']
    if (typeof field !== 'string' || field === '') return undefined
    const fields = detail?.['conflictFields']
    return Object.fromEntries((Array.isArray(fields) ? fields : [field]).map((name) => [name, [message]]))
  }
  const errors: Record<string, string[]> = Object.create(null) // a field may be called __proto__
  for (const issue of issues) (errors[issue.path === '' ? 'base' : issue.path] ??= []).push(issue.message)
  return errors
}
