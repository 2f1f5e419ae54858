import { readProperty } from '../../util/read-property.js'

const MAX_LINKS = 8

// Where the error of the driver is: `cause` (drizzle, Sequelize 7, PGlite), TypeORM, Objection, Sequelize 6. Knex and
// Kysely pass it on as it is, MikroORM copies its properties.
const WRAPPERS = ['cause', 'driverError', 'nativeError', 'original', 'parent']

/** A thrown value and the errors that it wraps, at most eight of them; never throws. */
export function driverErrors (error: unknown): unknown[] {
  const links: unknown[] = []
  const open = [error]
  while (open.length > 0 && links.length < MAX_LINKS) {
    const link = open.shift()
    if (typeof link !== 'object' || link === null || links.includes(link)) continue
    links.push(link)
    for (const name of WRAPPERS) open.push(readProperty(link, name))
    // Both addresses of `localhost` refuse: Node collects the two errors
    const several = readProperty(link, 'errors')
    if (Array.isArray(several)) open.push(several[0])
  }
  return links
}
