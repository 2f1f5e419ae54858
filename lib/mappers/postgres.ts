import { causeChain } from './cause-chain.js'
import { readText } from '../util/read-property.js'
import { buildDuplicateReply, buildRefusedReply, buildRetryReply } from './violations.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'

/**
 * Maps the errors of a PostgreSQL driver (`pg`, `postgres`, PGlite), also below a query builder's own as `cause`.
 *
 * By SQLSTATE: a unique or exclusion violation becomes 409, a foreign key, check or not-null violation 422, a
 * serialization failure or a deadlock 503 with `Retry-After`. Of the database's text nothing is told: no table,
 * constraint, column or value. The field is named where the client itself sent one that the column stands for.
 */
export function postgres (error: unknown, request: FastifyRequest): ErrorReply | undefined {
  for (const link of causeChain(error)) {
    switch (readText(link, 'code')) {
      case '23505': // unique_violation
      case '23P01': // exclusion_violation
        return buildDuplicateReply(request, readColumns(link), error)
      case '23502': // not_null_violation
      case '23503': // foreign_key_violation
      case '23514': // check_violation
        return buildRefusedReply(request, readColumns(link), error)
      case '40001': // serialization_failure
      case '40P01': // deadlock_detected
        return buildRetryReply(error)
    }
  }
  return undefined
}

// A not-null violation has its column in a field of its own. The others have theirs in the detail, in front of the
// values: `Key (tenant, lower(email))=(…) already exists.`, whatever the language of the server. Functions and casts
// are taken for columns as well, which does no harm: only a field that the client sent is ever named.
function readColumns (error: unknown): string[] {
  const column = readText(error, 'column') || readText(error, 'column_name')
  if (column !== '') return [column]
  const list = /^[^(]*\((.*?)\)=\(/s.exec(readText(error, 'detail').slice(0, 1024))?.[1]
  return list?.match(/[\p{L}\p{N}_$]+/gu) ?? []
}
