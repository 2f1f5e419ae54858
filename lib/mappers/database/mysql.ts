import { readProperty, readText } from '../../util/read-property.js'
import { defineMapper } from './define-mapper.js'
import { SOCKET_CODES } from './query-builders.js'
import { fieldsOfEntry } from './sent-fields.js'
import type { FastifyRequest } from 'fastify'
import type { DatabaseFailure } from './replies.js'

const KINDS = new Map<unknown, DatabaseFailure['kind']>(([
  // ER_DUP_ENTRY, ER_DUP_ENTRY_WITH_KEY_NAME
  ['duplicate', 1062, 1586],
  // ER_ROW_IS_REFERENCED, ER_ROW_IS_REFERENCED_2
  ['referenced', 1217, 1451],
  // ER_NO_REFERENCED_ROW, ER_NO_REFERENCED_ROW_2, ER_BAD_NULL_ERROR, ER_NO_DEFAULT_FOR_FIELD, check constraints of
  // MySQL and of MariaDB
  ['refused', 1216, 1452, 1048, 1364, 3819, 4025],
  // Out of range, truncated, wrong date or number, wrong value of its type, too long, invalid JSON
  ['invalid', 1264, 1265, 1292, 1366, 1406, 3140],
  // Connections, shutdown, read-only, lock wait, deadlock, killed, interrupted, NOWAIT, statement timeout
  ['unavailable', 1040, 1203, 1053, 1290, 1792, 1836, 1205, 1213, 1927, 1317, 1020, 3572, 3024, 1969]
] as const).flatMap(([kind, ...numbers]) => numbers.map((number) => [number, kind] as const)))

/**
 * Maps the errors of a MySQL or MariaDB driver (`mysql2`, `mariadb`), also inside those of an ORM or a query builder.
 *
 * A duplicate entry becomes 409, as does deleting a row that others refer to; another foreign key, check or not-null
 * violation 422; a value that its column cannot have 400; a deadlock, a timeout, a server that is full, read-only,
 * shutting down or out of reach 503 with `Retry-After`. No text, table, key, column or value of the database is sent; a
 * field is named where the client itself sent it.
 */
export const mysql = defineMapper('mysql', (error, request) => {
  const state = readText(error, 'sqlState')
  const kind = state === '' ? undefined : KINDS.get(readProperty(error, 'errno'))
  if (kind === undefined) return isConnectionError(error, state) ? { kind: 'unavailable' } : undefined
  const message = readText(error, 'sqlMessage').slice(0, 2048)
  return kind === 'duplicate' ? readDuplicate(message, request) : { kind, columns: readColumns(message), constraints: readConstraint(message) }
})

// `Duplicate entry 'a-b' for key 'users.users_email_key'`, whatever the language of the server: the columns are not in
// it, the values are. MariaDB leaves out the table.
function readDuplicate (message: string, request: FastifyRequest): DatabaseFailure {
  const [, entry = '', key = ''] = /^[^']*'([^]*)'[^']*'([^']*)'[^']*$/.exec(message) ?? []
  return { kind: 'duplicate', columns: fieldsOfEntry(request, entry), constraints: [key, key.slice(key.indexOf('.') + 1)] }
}

// Behind the values: `Data too long for column 'name' at row 1`, in MariaDB also `for column `db`.`table`.`name``.
// In front of any: `Column 'name' cannot be null`, `Field 'name' doesn't have a default value`.
function readColumns (message: string): readonly string[] {
  const key = /FOREIGN KEY \(([^)]*)\)/.exec(message)?.[1]
  if (key !== undefined) return [...key.matchAll(/[^`, ]+/g)].map(([name]) => name)
  const column = /['`]([^'`]*)['`] at row \d+$/.exec(message) ?? /^(?:Column|Field) '([^']*)'/.exec(message)
  return column === null ? [] : [column[1] as string]
}

// `CONSTRAINT `name` FOREIGN KEY …`, `CONSTRAINT `name` failed for …`, `Check constraint 'name' is violated.`
function readConstraint (message: string): string[] {
  const found = /CONSTRAINT [`']([^`']*)[`']/i.exec(message)
  return found === null ? [] : [found[1] as string]
}

// mysql2 pools
const DRIVER_MESSAGE = /^(?:Queue limit reached\.|No connections available\.|Pool is closed\.|Can't add new command when connection is in closed state)$/
const DRIVER_CODES = new Set(['PROTOCOL_CONNECTION_LOST', 'PROTOCOL_SEQUENCE_TIMEOUT', 'POOL_CLOSED'])

// Class 08 of SQLSTATE, which `mariadb` has for what it reports itself; `mysql2` marks a socket error as fatal
function isConnectionError (error: unknown, state: string): boolean {
  const code = readText(error, 'code')
  return state.startsWith('08') || DRIVER_CODES.has(code) || DRIVER_MESSAGE.test(readText(error, 'message')) ||
    (SOCKET_CODES.has(code) && readProperty(error, 'fatal') === true)
}
