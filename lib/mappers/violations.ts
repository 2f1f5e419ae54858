import { errors } from '../helpers/index.js'
import { sentField } from './sent-field.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'

// A transaction that lost a race can be run again at once; a second keeps a crowd of clients from trying in step
const RETRY_AFTER = 1 // second

/** A value that must be unique exists: 409, with the field where the client sent it, never with a value. */
export function buildDuplicateReply (request: FastifyRequest, columns: readonly unknown[], cause: unknown): ErrorReply {
  const conflictField = sentField(request, columns)
  return errors.conflict('Another entry has this value already.', {
    detail: conflictField === undefined ? undefined : { conflictField },
    cause
  })
}

/** Data that the database refuses: 422, with the field where the client sent it. */
export function buildRefusedReply (request: FastifyRequest, columns: readonly unknown[], cause: unknown): ErrorReply {
  const field = sentField(request, columns)
  return field === undefined
    ? errors.unprocessableEntity(undefined, { cause })
    : errors.unprocessableEntity({ [field]: ['is invalid'] }, undefined, { cause })
}

/** A transaction that may succeed when it is run again: 503 with `Retry-After`. */
export function buildRetryReply (cause: unknown): ErrorReply {
  return errors.serviceUnavailable(RETRY_AFTER, undefined, { cause })
}
