import { readProperty, readText } from '../../util/read-property.js'
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
const MESSAGE = /^(?:SQLITE_\w+: (?:SQLite error: |sqlite error: )?|D1_ERROR: )?(?:(UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed(?:: (.*?))?|cannot store \w+ value in \w+ column (\S+))(?:: SQLITE_CONSTRAINT.*)?$/s

/**
 * Maps the errors of an SQLite driver (`node:sqlite`, `better-sqlite3`, `libsql`, `sqlite3`, `sql.js`), also inside
 * those of an ORM or a query builder.
 *
 * A unique violation becomes 409; a foreign key violation 409 in a DELETE request and 422 in any other, as SQLite does
 * not report which of both it was; a check or not-null violation 422; a value that its column cannot have 400; a
 * database that is busy, locked, read-only or interrupted 503 with `Retry-After`. No text, table, column or value of
 * the database is sent; a field is named where the client itself sent it.
 *
 * SQLite does not report the names of unique constraints: in `with`, use their columns instead, such as
 * `'users.tenant, users.email'`, and `"index 'name'"` for an index on an expression.
 */
export const sqlite = defineMapper('sqlite', (error, request) => {
  const [, constraint, subject = '', column] = MESSAGE.exec(readText(error, 'message').slice(0, 1024)) ?? []
  if (column !== undefined) return { kind: 'invalid', columns: readColumns(column) }
  if (constraint !== undefined) return { kind: readKind(constraint, request), columns: constraint === 'CHECK' ? [] : readColumns(subject), constraints: [subject] }
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
