import t, { type Test } from 'tap'
import { sqlite } from '../../lib/mappers/index.js'
import { initSqlJs } from '../support/drivers.js'
import { buildMapped, invalid, invalidField, referenced, refused, taken, unavailable, unknown } from '../support/mapped.js'

const secret = /vault|stored|secret|constraint|failed|datatype|SQLITE/i

interface Database { exec (sql: string): unknown, close (): void }

// node:sqlite is behind a flag before Node 22.13, and Node 20 does not have it
const { DatabaseSync } = await import('node:sqlite' as string).catch(() => ({})) as { DatabaseSync?: new (name: string) => Database }
const SQL = await initSqlJs()
const engines: Record<string, (() => Database) | undefined> = {
  'sql.js': () => new SQL.Database(),
  'node:sqlite': DatabaseSync === undefined ? undefined : () => new DatabaseSync(':memory:')
}

for (const [engine, open] of Object.entries(engines)) {
  if (open === undefined) t.comment(`left out, as Node ${process.versions.node} does not have it: ${engine}`)
  else t.test(`sqlite, with ${engine}`, (t) => testEngine(t, open))
}

async function testEngine (t: Test, open: () => Database): Promise<void> {
  const database = open()
  t.teardown(() => database.close())
  database.exec(`
    pragma foreign_keys = on;
    create table vault (
      id integer primary key, user_name text unique, tenant int, email text not null, age int constraint vault_adult check (age >= 18),
      boss int references vault (id), phone text, unique (tenant, phone)
    ) strict;
    create unique index vault_lower on vault (lower(email));
    insert into vault values (1, 'stored-secret', 7, 'stored@secret.example', 18, null, '555')`)
  const expectMapped = await buildMapped(t, [sqlite], secret)
  const run = (sql: string) => () => database.exec(sql)

  t.test('a unique violation is 409', async (t) => {
    await expectMapped(t, 'sent', taken('userName'), run("insert into vault (id, user_name, email) values (2, 'stored-secret', 'b@x')"), { userName: 'stored-secret' })
    await expectMapped(t, 'not sent', taken(), run("insert into vault (id, user_name, email) values (2, 'stored-secret', 'b@x')"))
    await expectMapped(t, 'a primary key', taken('id'), run("insert into vault (id, email) values (1, 'b@x')"), { id: 1 })
    const composite = run("insert into vault (id, tenant, phone, email) values (2, 7, '555', 'b@x')")
    await expectMapped(t, 'a composite key', taken('tenant', 'phone'), composite, { phone: 1, tenant: 1 })
    await expectMapped(t, 'a part of a composite key', taken('phone'), composite, { phone: 1 })
    await expectMapped(t, 'an expression', taken(), run("insert into vault (id, email) values (2, 'STORED@secret.example')"), { email: 1 })
  })

  t.test('a constraint is 422, a foreign key 409 in a DELETE', async (t) => {
    database.exec("insert into vault (id, email) values (50, 'boss@x'); insert into vault (id, email, boss) values (51, 'staff@x', 50)")
    await expectMapped(t, 'a check', refused(), run("insert into vault (id, email, age) values (2, 'b@x', 17)"), { age: 17, vault_adult: 1 })
    await expectMapped(t, 'null', refused('Email'), run('insert into vault (id) values (2)'), { Email: null })
    await expectMapped(t, 'a foreign key', refused(), run("insert into vault (id, email, boss) values (2, 'b@x', 99)"), { boss: 99 })
    await expectMapped(t, 'a row that is referred to', referenced(), run('delete from vault where id = 50'), undefined, { method: 'DELETE' })
  })

  t.test('a value that its column cannot have is 400', async (t) => {
    await expectMapped(t, 'a text for a number', invalidField('age'), run("insert into vault (id, email, age) values (2, 'b@x', 'abc')"), { age: 'abc' })
    await expectMapped(t, 'a text for a number, not sent', invalid, run("insert into vault (id, email, age) values (2, 'b@x', 'abc')"))
  })

  t.test("any other error stays the server's", async (t) => {
    await expectMapped(t, 'a table that does not exist', unknown, run('select * from stored_secret'))
  })
}

t.test('sqlite, the errors of drivers', async (t) => {
  const expectMapped = await buildMapped(t, [sqlite], secret)
  const fail = (message: string, properties: object) => () => { throw Object.assign(new Error(message), properties) }
  const unique = 'UNIQUE constraint failed: vault.email'
  const violations: Record<string, () => never> = {
    'better-sqlite3': fail(unique, { name: 'SqliteError', code: 'SQLITE_CONSTRAINT_UNIQUE' }),
    libsql: fail(`SQLITE_CONSTRAINT: SQLite error: ${unique}`, { name: 'LibsqlError', code: 'SQLITE_CONSTRAINT', rawCode: 2067 }),
    sqlite3: fail(`SQLITE_CONSTRAINT: ${unique}`, { code: 'SQLITE_CONSTRAINT', errno: 19 }),
    'node:sqlite': fail(unique, { code: 'ERR_SQLITE_ERROR', errcode: 2067, errstr: 'constraint failed' }),
    D1: fail(`D1_ERROR: ${unique}: SQLITE_CONSTRAINT`, {})
  }
  for (const [driver, run] of Object.entries(violations)) await expectMapped(t, driver, taken('email'), run, { email: 'a@x' })

  for (const [code, number] of [['SQLITE_BUSY', 5], ['SQLITE_BUSY_SNAPSHOT', 517], ['SQLITE_LOCKED', 6], ['SQLITE_READONLY_DBMOVED', 1032], ['SQLITE_INTERRUPT', 9]] as const) {
    await expectMapped(t, `${code} by name`, unavailable, fail('database is secret', { code }))
    await expectMapped(t, `${code} by number`, unavailable, fail('database is secret', { code: 'ERR_SQLITE_ERROR', errcode: number }))
  }
  for (const [code, number] of [['SQLITE_TOOBIG', 18], ['SQLITE_MISMATCH', 20]] as const) {
    await expectMapped(t, `${code} by name`, invalid, fail('datatype mismatch', { code }))
    await expectMapped(t, `${code} by number`, invalid, fail('datatype mismatch', { code: 'ERR_SQLITE_ERROR', errcode: number }))
  }
  await expectMapped(t, 'a text and a column of another type', invalidField('age'), fail('cannot store TEXT value in INTEGER column vault.age', {}), { age: 'a' })
  await expectMapped(t, 'a foreign key of a DELETE', referenced(), fail('FOREIGN KEY constraint failed', {}), undefined, { method: 'DELETE' })
  await expectMapped(t, 'another code', unknown, fail('disk I/O error', { code: 'SQLITE_IOERR' }))
  await expectMapped(t, 'another number', unknown, fail('disk I/O error', { code: 'ERR_SQLITE_ERROR', errcode: 10 }))
  await expectMapped(t, 'a value with the words, in front of the message', refused(), fail("insert into a values ('x - UNIQUE constraint failed: vault.email') - FOREIGN KEY constraint failed", { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' }), { email: 'x' })
  await expectMapped(t, 'a value with the words, of another error', unknown, fail("insert into a values ('x - UNIQUE constraint failed: a.b", { code: 'SQLITE_ERROR' }))
  await expectMapped(t, 'a closed stream of libsql', unavailable, fail('HRANA_CLOSED_ERROR: secret', { name: 'LibsqlError', code: 'HRANA_CLOSED_ERROR' }))
  await expectMapped(t, 'a libsql server that limits', unavailable, fail('SERVER_ERROR: secret', { name: 'LibsqlError', code: 'SERVER_ERROR', cause: { status: 429 } }))
  await expectMapped(t, 'the words in another text', unknown, fail('secret UNIQUE constraint failed: a.b', {}))
})
