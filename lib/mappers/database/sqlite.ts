import { readProperty, readText } from '../../util/read-property.js'
import { readPath } from '../cause-chain.js'
import { defineMapper } from './define-mapper.js'
import type { FastifyRequest } from 'fastify'
import type { DatabaseFailure } from './replies.js'

// Result codes by name and number: better-sqlite3 and libsql have the name, node:sqlite and node-sqlite3 the number. The
// lowest byte of an extended code is the primary one.
const CODES = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_READONLY', 'SQLITE_INTERRUPT', 'SQLITE_TOOBIG', 'SQLITE_MISMATCH'] as const
const NUMBERS = new Map<number, typeof CODES[number]>([
  [5, 'SQLITE_BUSY'], [6, 'SQLITE_LOCKED'], [8, 'SQLITE_READONLY'], [9, 'SQLITE_INTERRUPT'], [18, 'SQLITE_TOOBIG'], [20, 'SQLITE_MISMATCH']
])

// The message of SQLite itself, in front of which node-sqlite3 and libsql put the code. It is never translated.
const TEXT = '(?:SQLITE_\\w+: )*(?:SQLite error: |sqlite error: )?(?:(UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed(?:: (.*?))?|cannot store \\w+ value in \\w+ column (\\S+))(?:: SQLITE_CONSTRAINT.*)?$'
const MESSAGE = new RegExp(`^(?:D1_ERROR: )?${TEXT}`, 's')
// Behind the query, where Knex and MikroORM put it: only with the code of a constraint, as the query has values of the client
const MESSAGE_OF_QUERY = new RegExp(`^.* - ${TEXT}`, 's')
const CONSTRAINT_CODE = /^(?:SQLITE_CONSTRAINT|UNKNOWN_SQLITE_ERROR_3091$|ERR_SQLITE_ERROR$)/
const MAX_MESSAGE = 1024 // characters that are searched

/**
 * Maps the errors of an SQLite driver (`node:sqlite`, `better-sqlite3`, `libsql`, `sqlite3`, `sql.js`), also inside
 * those of an ORM or a query builder.
 *
 * A unique violation becomes 409; a foreign key violation 409 in a DELETE request and 422 in any other, as SQLite does
 * not report which of both it was; a check or not-null violation 422; a value that its column cannot have 400; a
 * database that is busy, locked, read-only, interrupted or out of reach 503 with `Retry-After`. No text, table, column or value of
 * the database is sent; a field is named where the client itself sent it.
 *
 * SQLite does not report the names of unique constraints: in `with`, use their columns instead, such as
 * `'users.tenant, users.email'`, and `"index 'name'"` for an index on an expression.
 */
export const sqlite = defineMapper('sqlite', (error, request) => {
  const [, constraint, subject = '', column] = readMessage(error) ?? []
  if (column !== undefined) return { kind: 'invalid', columns: readColumns(column) }
  if (constraint !== undefined) return { kind: readKind(constraint, request), columns: constraint === 'CHECK' ? [] : readColumns(subject), constraints: [subject] }
  if (isUnreachedLibsql(error)) return { kind: 'unavailable' }
  switch (readCode(error)) {
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
    case 'SQLITE_READONLY':
    case 'SQLITE_INTERRUPT':
      return { kind: 'unavailable' }
    case 'SQLITE_TOOBIG':
    case 'SQLITE_MISMATCH':
      return { kind: 'invalid' }
  }
  return undefined
})

function readMessage (error: unknown): RegExpExecArray | null {
  const message = readText(error, 'message')
  return MESSAGE.exec(message.slice(0, MAX_MESSAGE)) ?? (CONSTRAINT_CODE.test(readText(error, 'code')) ? MESSAGE_OF_QUERY.exec(message.slice(-MAX_MESSAGE)) : null)
}

// A database behind `libsql:`, `wss:` or `https:`. Over HTTP, a failed connection is an error of `fetch`, which has no mark.
function isUnreachedLibsql (error: unknown): boolean {
  if (!readText(error, 'name').startsWith('Libsql')) return false
  const code = readText(error, 'code')
  const status = readPath(error, 'cause', 'status')
  return code === 'HRANA_WEBSOCKET_ERROR' || code === 'HRANA_CLOSED_ERROR' || (code === 'SERVER_ERROR' && (status === 429 || Number(status) >= 500))
}

function readKind (constraint: string, request: FastifyRequest): DatabaseFailure['kind'] {
  if (constraint === 'UNIQUE') return 'duplicate'
  return constraint === 'FOREIGN KEY' && readProperty(request, 'method') === 'DELETE' ? 'referenced' : 'refused'
}

// `users.tenant, users.email`
function readColumns (subject: string): string[] {
  return subject.split(', ').map((name) => name.slice(name.lastIndexOf('.') + 1))
}

function readCode (error: unknown): typeof CODES[number] | undefined {
  const name = readText(error, 'code')
  if (name === 'ERR_SQLITE_ERROR') return NUMBERS.get(Number(readProperty(error, 'errcode')) & 0xff)
  return CODES.find((code) => name === code || name.startsWith(`${code}_`))
}
