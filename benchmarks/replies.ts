import type { FinishedReply } from './limit.js'

// The finished replies that more than one question asks for

export const notFound: FinishedReply = {
  statusCode: 404,
  line: { code: 'NOT_FOUND', message: 'There is nothing at this address.' },
  body: '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}'
}

export const conflict: FinishedReply = {
  statusCode: 409,
  line: { code: 'CONFLICT', message: 'Update conflict. Resolve the conflict and try again.' },
  body: '{"type":["Error"],"error":{"code":"CONFLICT","message":"Update conflict. Resolve the conflict and try again.","detail":{"conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}},"debug":{}}'
}

export const conflictProblem: FinishedReply = {
  statusCode: 409,
  line: { code: 'CONFLICT', message: 'Update conflict. Resolve the conflict and try again.' },
  contentType: 'application/problem+json',
  body: '{"title":"Conflict","status":409,"detail":"Update conflict. Resolve the conflict and try again.","code":"CONFLICT","conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}'
}

export const unknownError: FinishedReply = {
  statusCode: 500,
  line: { code: 'UNKNOWN_ERROR', message: 'An unknown error has occurred.' },
  body: '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}'
}

/** Arguments of `reply.conflict` that make {@link conflict} and {@link conflictProblem}. */
export const conflictValues = ['meta.updated', '2015-11-21T12:34:45Z', '2015-11-21T12:45:56Z'] as const
