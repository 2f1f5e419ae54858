import { readProperty, readText } from '../../util/read-property.js'

/** Codes of a socket that fails, and of the DNS. */
export const SOCKET_CODES: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT'])

// A pool that is full, a query that takes too long, a server out of reach; no driver has errors of these names
const NAMES = new Set([
  'KnexTimeoutError', 'SequelizeConnectionAcquireTimeoutError', 'SequelizeConnectionRefusedError', 'SequelizeConnectionTimedOutError',
  'SequelizeHostNotFoundError', 'SequelizeHostNotReachableError'
])
// Knex, after destroy(); MikroORM 6 has it from there
const NO_POOL = 'Unable to acquire a connection'

/** Whether one of these errors says that a query builder or an ORM has not reached its database, or not in time. */
export function isUnreached (links: readonly unknown[]): boolean {
  return links.some((link) => NAMES.has(readText(link, 'name')) || readText(link, 'message') === NO_POOL) ||
    (links.some(isDrizzle) && links.some((link) => SOCKET_CODES.has(readText(link, 'code'))))
}

// What drizzle wraps comes from its driver, and from no other server
function isDrizzle (link: unknown): boolean {
  return readText(link, 'message').startsWith('Failed query: ') && typeof readProperty(link, 'query') === 'string' && Array.isArray(readProperty(link, 'params'))
}
