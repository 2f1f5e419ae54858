import { readText } from '../../util/read-property.js'
import { readPath } from '../cause-chain.js'
import { defineMapper } from './define-mapper.js'
import type { DatabaseFailure } from './replies.js'

const KINDS: Readonly<Record<string, DatabaseFailure['kind']>> = {
  P2001: 'missing',
  P2025: 'missing',
  P2002: 'duplicate',
  P2003: 'refused',
  P2004: 'refused',
  P2011: 'refused',
  P2024: 'unavailable',
  P2034: 'unavailable'
}

/**
 * Maps the known request errors of Prisma.
 *
 * A record that is not there (P2001, P2025) becomes 404, a unique violation (P2002) 409, a foreign key, constraint or
 * null violation (P2003, P2004, P2011) 422, a write conflict or deadlock (P2034) and an exhausted pool (P2024) 503
 * with `Retry-After`. Model, constraint and value are never sent; the field of P2002 is named where the client itself
 * sent it.
 */
export const prisma = defineMapper('prisma', (error) => {
  if (readText(error, 'name') !== 'PrismaClientKnownRequestError') return undefined
  const code = readText(error, 'code')
  const kind = Object.hasOwn(KINDS, code) ? KINDS[code] : undefined
  if (kind === undefined) return undefined
  const names = readNames(error)
  // Where the fields are depends on engine and version: a list, one name, or what a driver adapter found. A constraint
  // may stand in the same places.
  return { kind, columns: names, constraints: names.filter((name) => typeof name === 'string') }
})

function readNames (error: unknown): unknown[] {
  const found = [
    readPath(error, 'meta', 'target'),
    readPath(error, 'meta', 'field_name'),
    readPath(error, 'meta', 'constraint'),
    readPath(error, 'meta', 'driverAdapterError', 'cause', 'constraint', 'index'),
    readPath(error, 'meta', 'driverAdapterError', 'cause', 'constraint', 'fields')
  ]
  return found.flatMap((names) => Array.isArray(names) ? names.slice(0, 32) : [names])
}
