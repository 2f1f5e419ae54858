import { readProperty, readText } from '../../util/read-property.js'
import { defineMapper } from './define-mapper.js'
import { SOCKET_CODES } from './query-builders.js'
import { sentValues, type SentValue } from './sent-fields.js'
import type { FastifyRequest } from 'fastify'
import type { DatabaseFailure } from './replies.js'

/**
 * Maps the errors of a PostgreSQL driver (`pg`, `postgres`, PGlite), also inside those of an ORM or a query builder.
 *
 * By SQLSTATE: a unique or exclusion violation becomes 409, as does deleting a row that others refer to; another foreign
 * key, check or not-null violation 422; a value that its column cannot have 400; a serialization failure, a deadlock, a
 * timeout, a server that is full, read-only, shutting down or out of reach 503 with `Retry-After`. No text, table,
 * constraint, column or value of the database is sent; a field is named where the client itself sent it.
 */
export const postgres = defineMapper('postgres', (error, request) => {
  const code = readText(error, 'code')
  const kind = readKind(code, error)
  if (kind === undefined) return isConnectionError(error, code) ? { kind: 'unavailable' } : undefined
  const constraint = readText(error, 'constraint') || readText(error, 'constraint_name')
  const failure = { constraints: [constraint], columns: readColumns(error) }
  return kind === 'invalid' ? { kind, ...failure, sent: readSent(code, readText(error, 'message').slice(-MAX_MESSAGE), request) } : { kind, ...failure }
})

function readKind (code: string, error: unknown): DatabaseFailure['kind'] | undefined {
  switch (code) {
    case '23505': // unique_violation
    case '23P01': // exclusion_violation
      return 'duplicate'
    case '23001': // restrict_violation
      return 'referenced'
    case '23503': // foreign_key_violation
      return isStillReferenced(error) ? 'referenced' : 'refused'
    case '23502': // not_null_violation
    case '23514': // check_violation
      return 'refused'
    case '22P02': // invalid_text_representation
    case '22001': // string_data_right_truncation
    case '22003': // numeric_value_out_of_range
    case '22007': // invalid_datetime_format
    case '22008': // datetime_field_overflow
    case '22021': // character_not_in_repertoire: a NUL in a text
    case '22P05': // untranslatable_character: a NUL in JSON
      return 'invalid'
    case '40001': // serialization_failure
    case '40P01': // deadlock_detected
    case '55P03': // lock_not_available
    case '57014': // query_canceled: statement_timeout
    case '25006': // read_only_sql_transaction: a replica after a failover
    case '25P03': // idle_in_transaction_session_timeout
    case '25P04': // transaction_timeout
    case '53300': // too_many_connections
    case '57P01': // admin_shutdown
    case '57P02': // crash_shutdown
    case '57P03': // cannot_connect_now
    case '57P05': // idle_session_timeout
      return 'unavailable'
  }
  // connection_exception
  return /^08[0-9A-Z]{3}$/.test(code) && readText(error, 'severity') !== '' ? 'unavailable' : undefined
}

// `update or delete on table "a" violates foreign key constraint "c" on table "b"` has three names and ends with those of
// the constraint and its table; `insert or update on table "b" violates foreign key constraint "c"` has two. Chinese and
// Japanese end with the constraint. Query builders put the query in front, MikroORM the detail behind.
function isStillReferenced (error: unknown): boolean {
  const [table, constraint] = [readText(error, 'table') || readText(error, 'table_name'), readText(error, 'constraint') || readText(error, 'constraint_name')]
  const message = readText(error, 'message')
  const detail = `\n - detail: ${readText(error, 'detail')}`
  const parts = (message.endsWith(detail) ? message.slice(0, -detail.length) : message).split(QUOTE).map((part) => part.trim())
  const [beforeLast, , last] = parts.slice(-4)
  return constraint !== '' && ((beforeLast === constraint && last === table) || (parts.length === 7 && last === constraint && !message.includes(' - ')))
}

const QUOTE = /["»„«“]/

// A not-null violation has its column in a separate field. The others have theirs in the detail, in front of the
// values: `Key (tenant, lower(email))=(…) already exists.`, whatever the language of the server. Functions and casts
// are taken for columns as well, which does no harm: only a field that the client sent is ever named.
function readColumns (error: unknown): string[] {
  const column = readText(error, 'column') || readText(error, 'column_name')
  if (column !== '') return [column]
  const list = /^[^(]*\((.*?)\)=\(/s.exec(readText(error, 'detail').slice(0, 1024))?.[1]
  return list?.match(/[\p{L}\p{N}_$]+/gu) ?? []
}

const MAX_MESSAGE = 4096 // characters that are searched

// A value that its column cannot have comes without the column, but the message ends with the value in quotes, or with
// the longest length: the field is the one that was sent with it, if there is only one
function readSent (code: string, message: string, request: FastifyRequest): SentValue | undefined {
  const limit = Number(/\((\d+)\)\D*$/.exec(message)?.[1])
  const head = (/^([^]*)["«“»]/.exec(message)?.[1] ?? '').replace(/\u00a0$/, '') // « of French »
  const found = sentValues(request).filter(({ value }) => code === '22001'
    ? [...value].length > limit
    : code === '22021' ? value.includes('\0') : head.endsWith(value) && OPENING.test(head.slice(0, head.length - value.length)))
  return found.length === 1 ? found[0] : undefined
}

const OPENING = /["»„«]\u00a0?$/
// postgres.js
const DRIVER_CODES = new Set(['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED'])
// pg and pg-pool: errors with a message only
const DRIVER_MESSAGE = /^(?:Cannot use a pool after calling end on the pool|Connection terminated(?: unexpectedly| due to connection timeout)?|Client has encountered a connection error and is not queryable|timeout exceeded when trying to connect|timeout expired|Query read timeout)$/
const DEFAULT_PORT = 5432
const DRIVER_STACK = /[\\/]node_modules[\\/](?:pg|pg-pool|postgres|@mikro-orm[\\/]postgresql)[\\/]/

// A socket that fails is the database's if it leads to PostgreSQL's port or socket, or comes through a driver
function isConnectionError (error: unknown, code: string): boolean {
  if (SOCKET_CODES.has(code)) {
    return readProperty(error, 'port') === DEFAULT_PORT || readText(error, 'address').includes('.s.PGSQL.') || DRIVER_STACK.test(readText(error, 'stack'))
  }
  return DRIVER_CODES.has(code) || DRIVER_MESSAGE.test(readText(error, 'message'))
}
