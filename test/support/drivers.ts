// Drivers without types
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

interface PostgresClient {
  connect (): Promise<unknown>
  query (sql: string, values?: unknown[]): Promise<unknown>
  end (): Promise<void>
}

export const pg = require('pg') as Record<'Client' | 'Pool', new (options: object) => PostgresClient>

/** Loads SQLite as WebAssembly. */
export const initSqlJs = require('sql.js') as () => Promise<{ Database: new () => { exec (sql: string): unknown, close (): void } }>
