import { definitionOf } from '../../error/catalog.js'
import { ErrorReply } from '../../error/error-reply.js'
import { buildKeyed, type MessageKey } from '../../error/messages.js'
import { errors } from '../../helpers/index.js'
import { buildValidationReply } from '../../normalize/index.js'
import { sentFields, type SentValue } from './sent-fields.js'
import type { FastifyRequest } from 'fastify'

// A transaction that lost a race can be run again at once; a second keeps a crowd of clients from trying in step
const RETRY_AFTER = 1 // second

/** Errors of databases in terms of HTTP. */
export type DatabaseFailure = {
  /** Names of the constraint, the most precise one first, for the mapper's `with`. */
  readonly constraints?: readonly string[]
  /** Columns that it is about; a name is only ever sent where the client sent it itself. */
  readonly columns?: readonly unknown[]
} & (
  /** A value that must be unique exists: 409. An entry that is still referred to cannot be deleted: 409. */
  | { readonly kind: 'duplicate' | 'referenced' }
  /** Data that a constraint refuses: 422. */
  | { readonly kind: 'refused' }
  /** A value that is not one of its column's type, or too long or too large for it: 400. */
  | { readonly kind: 'invalid', readonly sent?: SentValue | undefined }
  /** The database is busy, closed or read-only, or the transaction lost a race: 503 with `Retry-After`. */
  | { readonly kind: 'unavailable' }
  /** A record that is not there: 404. */
  | { readonly kind: 'missing' }
)

/** The reply of a failure, without any text, name or value of the database. */
export function buildDatabaseReply (failure: DatabaseFailure, request: FastifyRequest, cause: unknown): ErrorReply {
  const fields = sentFields(request, failure.columns ?? [])
  switch (failure.kind) {
    case 'duplicate': return buildConflict('duplicate_entry', fields, cause)
    case 'referenced': return buildConflict('referenced_entry', fields, cause)
    case 'refused': return fields.length === 0
      ? errors.unprocessableEntity(undefined, { cause })
      : errors.unprocessableEntity(Object.fromEntries(fields.map((field) => [field, ['is invalid']])), undefined, { cause })
    case 'invalid': return buildInvalid(failure.sent, fields, request, cause)
    case 'unavailable': return errors.serviceUnavailable(RETRY_AFTER, undefined, { cause })
    case 'missing': return errors.notFound(undefined, { cause })
  }
}

function buildConflict (key: MessageKey, fields: readonly string[], cause: unknown): ErrorReply {
  const [conflictField] = fields
  return buildKeyed(409, key, {
    detail: conflictField === undefined ? undefined : { conflictField, ...(fields.length > 1 && { conflictFields: fields }) },
    cause
  })
}

function buildInvalid (sent: SentValue | undefined, fields: readonly string[], request: FastifyRequest, cause: unknown): ErrorReply {
  const where = sent?.where ?? 'body'
  const names = sent === undefined ? fields : [sent.field]
  if (names.length === 0) return new ErrorReply(definitionOf(400), { cause })
  const failures = names.map((name) => ({ instancePath: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, message: 'is invalid' }))
  return buildValidationReply({ where, failures, cause, statusCode: 400, maxIssues: names.length }, request)
}
