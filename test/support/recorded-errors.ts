import { mysql, postgres, sqlite, type DatabaseMapper } from '../../lib/mappers/index.js'
import { invalidField, referenced, refused, taken, unavailable, unknown } from './mapped.js'
import type { buildEnvelope } from './expect-reply.js'

/** An error as it was thrown, without members that no mapper reads; of stacks, the first lines. */
export interface RecordedError {
  readonly name: string
  readonly message: string
  readonly cause?: RecordedError
  readonly [property: string]: unknown
}

interface Recording {
  readonly mapper: DatabaseMapper
  /** By what failed: the error, its reply, and what the client had sent. */
  readonly failures: Readonly<Record<string, { readonly error: RecordedError, readonly reply: Parameters<typeof buildEnvelope>[0], readonly sent?: object }>>
}

/** Errors of packages that are not installed here, recorded on Node 20 with PostgreSQL 15, MariaDB 10.11 and SQLite 3. */
export const recordings: Readonly<Record<string, Recording>> = {
  'MikroORM 6.6.16, pg 8.20.0': {
    mapper: postgres,
    failures: {
      unique: {
        error: { name: 'UniqueConstraintViolationException', message: 'insert into "vault" ("id", "email") values (2, \'stored@secret.example\') - duplicate key value violates unique constraint "vault_email_key"\n - detail: Key (email)=(stored@secret.example) already exists.', code: '23505', detail: 'Key (email)=(stored@secret.example) already exists.', table: 'vault', constraint: 'vault_email_key' },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      },
      'foreign key': {
        error: { name: 'ForeignKeyConstraintViolationException', message: 'insert into "vault" ("id", "email", "boss") values (2, \'z\', 99) - insert or update on table "vault" violates foreign key constraint "vault_boss"\n - detail: Key (boss)=(99) is not present in table "vault".', code: '23503', detail: 'Key (boss)=(99) is not present in table "vault".', table: 'vault', constraint: 'vault_boss' },
        reply: refused('boss'),
        sent: { boss: 99 }
      },
      delete: {
        error: { name: 'ForeignKeyConstraintViolationException', message: 'delete from "vault" where "id" = 50 - update or delete on table "vault" violates foreign key constraint "vault_boss" on table "vault"\n - detail: Key (id)=(50) is still referenced from table "vault".', code: '23503', detail: 'Key (id)=(50) is still referenced from table "vault".', table: 'vault', constraint: 'vault_boss' },
        reply: referenced()
      },
      type: {
        error: { name: 'DriverException', message: 'select "v0".* from "vault" as "v0" where "v0"."age" = \'abc\' - invalid input syntax for type integer: "abc"', code: '22P02' },
        reply: invalidField('age'),
        sent: { age: 'abc' }
      },
      'too long': {
        error: { name: 'DriverException', message: 'insert into "vault" ("id", "email") values (2, \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\') - value too long for type character varying(30)', code: '22001' },
        reply: invalidField('email'),
        sent: { email: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }
      },
      refused: {
        error: { name: 'DriverException', message: 'connect ECONNREFUSED 127.0.0.1:1', code: 'ECONNREFUSED', address: '127.0.0.1', port: 1, stack: 'DriverException: connect ECONNREFUSED 127.0.0.1:1\n    at PostgreSqlExceptionConverter.convertException (/app/node_modules/@mikro-orm/core/platforms/ExceptionConverter.js:8:16)\n    at PostgreSqlExceptionConverter.convertException (/app/node_modules/@mikro-orm/postgresql/PostgreSqlExceptionConverter.js:48:22)' },
        reply: unavailable
      }
    }
  },
  'drizzle-orm 0.45.4, pg 8.23.1': {
    mapper: postgres,
    failures: {
      unique: {
        error: { name: 'Error', message: 'Failed query: insert into vault (id, email) values (2, $1)\nparams: stored@secret.example', query: 'insert into vault (id, email) values (2, $1)', params: ['stored@secret.example'], cause: { name: 'error', message: 'duplicate key value violates unique constraint "vault_email_key"', code: '23505', detail: 'Key (email)=(stored@secret.example) already exists.', table: 'vault', constraint: 'vault_email_key' } },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      },
      'foreign key': {
        error: { name: 'Error', message: "Failed query: insert into vault (id, email, boss) values (2, 'z', 99)\nparams: ", query: "insert into vault (id, email, boss) values (2, 'z', 99)", params: [], cause: { name: 'error', message: 'insert or update on table "vault" violates foreign key constraint "vault_boss"', code: '23503', detail: 'Key (boss)=(99) is not present in table "vault".', table: 'vault', constraint: 'vault_boss' } },
        reply: refused('boss'),
        sent: { boss: 99 }
      },
      type: {
        error: { name: 'Error', message: "Failed query: insert into vault (id, email, age) values (2, 'z', $1)\nparams: abc", query: "insert into vault (id, email, age) values (2, 'z', $1)", params: ['abc'], cause: { name: 'error', message: 'invalid input syntax for type integer: "abc"', code: '22P02' } },
        reply: invalidField('age'),
        sent: { age: 'abc' }
      }
    }
  },
  'drizzle-orm 0.45.4, postgres 3.4.9': {
    mapper: postgres,
    failures: {
      unique: {
        error: { name: 'Error', message: 'Failed query: insert into vault (id, email) values (2, $1)\nparams: stored@secret.example', query: 'insert into vault (id, email) values (2, $1)', params: ['stored@secret.example'], cause: { name: 'PostgresError', message: 'duplicate key value violates unique constraint "vault_email_key"', code: '23505', detail: 'Key (email)=(stored@secret.example) already exists.', table_name: 'vault', constraint_name: 'vault_email_key' } },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      },
      delete: {
        error: { name: 'Error', message: 'Failed query: delete from vault where id = 50\nparams: ', query: 'delete from vault where id = 50', params: [], cause: { name: 'PostgresError', message: 'update or delete on table "vault" violates foreign key constraint "vault_boss" on table "vault"', code: '23503', detail: 'Key (id)=(50) is still referenced from table "vault".', table_name: 'vault', constraint_name: 'vault_boss' } },
        reply: referenced()
      },
      refused: {
        error: { name: 'Error', message: 'Failed query: select 1\nparams: ', query: 'select 1', params: [], cause: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:1', code: 'ECONNREFUSED', address: '127.0.0.1', port: 1 } },
        reply: unavailable
      }
    }
  },
  'MikroORM 6.6.16, mysql2 3.20.0': {
    mapper: mysql,
    failures: {
      unique: {
        error: { name: 'UniqueConstraintViolationException', message: "insert into `vault` (`id`, `email`) values (2, 'stored@secret.example') - Duplicate entry 'stored@secret.example' for key 'vault_email_key'", code: 'ER_DUP_ENTRY', errno: 1062, sqlState: '23000', sqlMessage: "Duplicate entry 'stored@secret.example' for key 'vault_email_key'" },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      },
      delete: {
        error: { name: 'ForeignKeyConstraintViolationException', message: 'delete from `vault` where `id` = 50 - Cannot delete or update a parent row: a foreign key constraint fails (`shop`.`vault`, CONSTRAINT `vault_boss` FOREIGN KEY (`boss`) REFERENCES `vault` (`id`))', code: 'ER_ROW_IS_REFERENCED_2', errno: 1451, sqlState: '23000', sqlMessage: 'Cannot delete or update a parent row: a foreign key constraint fails (`shop`.`vault`, CONSTRAINT `vault_boss` FOREIGN KEY (`boss`) REFERENCES `vault` (`id`))' },
        reply: referenced()
      }
    }
  },
  'drizzle-orm 0.45.4, mysql2 3.24.6': {
    mapper: mysql,
    failures: {
      unique: {
        error: { name: 'Error', message: 'Failed query: insert into vault (id, email) values (2, ?)\nparams: stored@secret.example', query: 'insert into vault (id, email) values (2, ?)', params: ['stored@secret.example'], cause: { name: 'Error', message: "Duplicate entry 'stored@secret.example' for key 'vault_email_key'", code: 'ER_DUP_ENTRY', errno: 1062, sqlState: '23000', sqlMessage: "Duplicate entry 'stored@secret.example' for key 'vault_email_key'" } },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      },
      refused: {
        error: { name: 'Error', message: 'Failed query: select 1\nparams: ', query: 'select 1', params: [], cause: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:1', code: 'ECONNREFUSED', address: '127.0.0.1', port: 1, fatal: true, stack: 'Error: connect ECONNREFUSED 127.0.0.1:1\n    at file:///app/node_modules/drizzle-orm/mysql2/session.js:53:29\n    at MySql2PreparedQuery.queryWithCache (file:///app/node_modules/drizzle-orm/mysql-core/session.js:23:22)' } },
        reply: unavailable
      }
    }
  },
  'knex 3.3.0, better-sqlite3 12.11.1': {
    mapper: sqlite,
    failures: {
      unique: {
        error: { name: 'SqliteError', message: "insert into vault (id, email) values (2, 'stored@secret.example') - UNIQUE constraint failed: vault.email", code: 'SQLITE_CONSTRAINT_UNIQUE' },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      },
      'foreign key': {
        error: { name: 'SqliteError', message: "insert into vault (id, email, boss) values (2, 'z', 99) - FOREIGN KEY constraint failed", code: 'SQLITE_CONSTRAINT_FOREIGNKEY' },
        reply: refused(),
        sent: { boss: 99 }
      },
      delete: {
        error: { name: 'SqliteError', message: 'delete from vault where id = 50 - FOREIGN KEY constraint failed', code: 'SQLITE_CONSTRAINT_FOREIGNKEY' },
        reply: referenced()
      },
      null: {
        error: { name: 'SqliteError', message: 'insert into vault (id) values (2) - NOT NULL constraint failed: vault.email', code: 'SQLITE_CONSTRAINT_NOTNULL' },
        reply: refused('email'),
        sent: { email: null }
      },
      check: {
        error: { name: 'SqliteError', message: "insert into vault (id, email, age) values (2, 'z', 3) - CHECK constraint failed: vault_adult", code: 'SQLITE_CONSTRAINT_CHECK' },
        reply: refused(),
        sent: { age: 3 }
      },
      expression: {
        error: { name: 'SqliteError', message: 'insert into ex values (1) - CHECK constraint failed: age - 1 > 0', code: 'SQLITE_CONSTRAINT_CHECK' },
        reply: refused(),
        sent: { age: 1 }
      },
      type: {
        error: { name: 'SqliteError', message: "insert into st values (2, 'abc') - cannot store TEXT value in INTEGER column st.age", code: 'SQLITE_CONSTRAINT_DATATYPE' },
        reply: invalidField('age'),
        sent: { age: 'abc' }
      },
      pool: {
        error: { name: 'KnexTimeoutError', message: 'Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?', cause: { name: 'Error', message: 'operation timed out for an unknown reason' } },
        reply: unavailable
      }
    }
  },
  'better-sqlite3 12.11.1': {
    mapper: sqlite,
    failures: {
      unique: {
        error: { name: 'SqliteError', message: 'UNIQUE constraint failed: vault.email', code: 'SQLITE_CONSTRAINT_UNIQUE' },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      },
      type: {
        error: { name: 'SqliteError', message: 'cannot store TEXT value in INTEGER column st.age', code: 'SQLITE_CONSTRAINT_DATATYPE' },
        reply: invalidField('age'),
        sent: { age: 'abc' }
      }
    }
  },
  'drizzle-orm 0.45.4, better-sqlite3 12.11.1': {
    mapper: sqlite,
    failures: {
      unique: {
        error: { name: 'DrizzleError', message: "Failed to run the query 'insert into vault (id, email) values (2, 'stored@secret.example')'", cause: { name: 'SqliteError', message: 'UNIQUE constraint failed: vault.email', code: 'SQLITE_CONSTRAINT_UNIQUE' } },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      }
    }
  },
  'MikroORM 6.6.16, libsql 0.5.29': {
    mapper: sqlite,
    failures: {
      unique: {
        error: { name: 'UniqueConstraintViolationException', message: "insert into `vault` (`id`, `email`) values (2, 'stored@secret.example') - UNIQUE constraint failed: vault.email", code: 'SQLITE_CONSTRAINT_UNIQUE' },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      },
      type: {
        error: { name: 'DriverException', message: "insert into st values (2, 'abc') - cannot store TEXT value in INTEGER column st.age", code: 'UNKNOWN_SQLITE_ERROR_3091' },
        reply: invalidField('age'),
        sent: { age: 'abc' }
      }
    }
  },
  '@libsql/client 0.18.0': {
    mapper: sqlite,
    failures: {
      unique: {
        error: { name: 'LibsqlError', message: 'SQLITE_CONSTRAINT: UNIQUE constraint failed: vault.email', code: 'SQLITE_CONSTRAINT', extendedCode: 'SQLITE_CONSTRAINT_UNIQUE', cause: { name: 'SqliteError', message: 'UNIQUE constraint failed: vault.email', code: 'SQLITE_CONSTRAINT_UNIQUE' } },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      },
      type: {
        error: { name: 'LibsqlError', message: 'SQLITE_CONSTRAINT: cannot store TEXT value in INTEGER column st.age', code: 'SQLITE_CONSTRAINT', extendedCode: 'UNKNOWN_SQLITE_ERROR_3091', cause: { name: 'SqliteError', message: 'cannot store TEXT value in INTEGER column st.age', code: 'UNKNOWN_SQLITE_ERROR_3091' } },
        reply: invalidField('age'),
        sent: { age: 'abc' }
      },
      'unique in a batch': {
        error: { name: 'LibsqlBatchError', message: 'SQLITE_CONSTRAINT: SQLITE_CONSTRAINT: UNIQUE constraint failed: vault.email', code: 'SQLITE_CONSTRAINT', extendedCode: 'SQLITE_CONSTRAINT_UNIQUE', statementIndex: 0, cause: { name: 'SqliteError', message: 'UNIQUE constraint failed: vault.email', code: 'SQLITE_CONSTRAINT_UNIQUE' } },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      },
      refused: {
        error: { name: 'LibsqlError', message: 'HRANA_WEBSOCKET_ERROR: connect ECONNREFUSED 127.0.0.1:1', code: 'HRANA_WEBSOCKET_ERROR', stack: 'LibsqlError: HRANA_WEBSOCKET_ERROR: connect ECONNREFUSED 127.0.0.1:1\n    at mapHranaError (file:///app/node_modules/@libsql/client/lib-esm/hrana.js:310:16)\n    at #openStream (file:///app/node_modules/@libsql/client/lib-esm/ws.js:267:19)', cause: { name: 'WebSocketError', message: 'connect ECONNREFUSED 127.0.0.1:1', stack: 'WebSocketError: connect ECONNREFUSED 127.0.0.1:1\n    at #onSocketError (file:///app/node_modules/@libsql/hrana-client/lib-esm/ws/client.js:172:25)\n    at WebSocket.<anonymous> (file:///app/node_modules/@libsql/hrana-client/lib-esm/ws/client.js:71:78)' } },
        reply: unavailable
      },
      down: {
        error: { name: 'LibsqlError', message: 'SERVER_ERROR: Server returned HTTP status 503: {"error":"secret"}', code: 'SERVER_ERROR', cause: { name: 'HttpServerError', message: 'Server returned HTTP status 503: {"error":"secret"}', status: 503 } },
        reply: unavailable
      },
      token: {
        error: { name: 'LibsqlError', message: 'SERVER_ERROR: Server returned HTTP status 401: {"error":"secret"}', code: 'SERVER_ERROR', cause: { name: 'HttpServerError', message: 'Server returned HTTP status 401: {"error":"secret"}', status: 401 } },
        reply: unknown
      }
    }
  },
  'drizzle-orm 0.45.4, @libsql/client 0.18.0': {
    mapper: sqlite,
    failures: {
      unique: {
        error: { name: 'Error', message: "Failed query: insert into vault (id, email) values (2, 'stored@secret.example')\nparams: ", query: "insert into vault (id, email) values (2, 'stored@secret.example')", params: [], cause: { name: 'LibsqlError', message: 'SQLITE_CONSTRAINT: UNIQUE constraint failed: vault.email', code: 'SQLITE_CONSTRAINT', extendedCode: 'SQLITE_CONSTRAINT_UNIQUE', cause: { name: 'SqliteError', message: 'UNIQUE constraint failed: vault.email', code: 'SQLITE_CONSTRAINT_UNIQUE' } } },
        reply: taken('email'),
        sent: { email: 'stored@secret.example' }
      },
      refused: {
        error: { name: 'Error', message: 'Failed query: select 1\nparams: ', query: 'select 1', params: [], cause: { name: 'TypeError', message: 'fetch failed', cause: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:23459', code: 'ECONNREFUSED', address: '127.0.0.1', port: 23459 } } },
        reply: unavailable
      }
    }
  }
}
