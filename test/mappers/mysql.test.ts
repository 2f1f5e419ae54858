import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import * as mariadb from 'mariadb'
import mysql2 from 'mysql2/promise'
import t from 'tap'
import { mysql, upstream } from '../../lib/mappers/index.js'
import { buildMapped, failureOf, invalid, invalidField, referenced, refused, taken, unavailable, unknown } from '../support/mapped.js'
import { hasMariadb, startMariadb } from '../support/mariadb.js'

const secret = /vault|stored|secret|constraint|duplicate|foreign key|incorrect|too long|out of range|\b1\d{3}\b/i

// The types have the properties only
const SqlError = mariadb.SqlError as unknown as new (message: string, sql: string, fatal: boolean, info: object, state: string, number: number) => Error

interface Client { query (sql: string, values?: unknown[]): Promise<unknown>, end (): Promise<unknown>, on (event: 'error', listener: () => void): unknown }

if (!hasMariadb) t.comment('left out, as mariadb-server is not installed: mysql2 and mariadb against a server')
else {
  t.test('mysql, against MariaDB', async (t) => {
    const options = await startMariadb(t)
    const drivers: Record<string, (more?: object) => Promise<Client>> = {
      mysql2: (more) => mysql2.createConnection({ ...options, ...more }),
      mariadb: (more) => mariadb.createConnection({ ...options, ...more })
    }
    for (const [driver, connect] of Object.entries(drivers)) {
      t.test(driver, async (t) => {
        const client = await connect()
        t.teardown(() => client.end())
        await client.query(`create database ${driver}`)
        await client.query(`use ${driver}`)
        await client.query(`create table vault (
        id int primary key, user_name varchar(20) unique, tenant int, email varchar(60) not null, age int, boss int, born date, note int not null default 0,
        unique vault_mail (tenant, email), constraint vault_adult check (age >= 18), constraint vault_boss foreign key (boss) references vault (id)
      ) engine = innodb`)
        await client.query("insert into vault (id, user_name, tenant, email) values (1, 'stored-secret', 7, 'stored@secret.example')")
        const expectMapped = await buildMapped(t, [mysql], secret)
        const insert = (values: Record<string, unknown>) => () => client.query(
        `insert into vault (${Object.keys(values).join()}) values (${Object.keys(values).map(() => '?').join()})`, Object.values(values)
        )

        t.test('a duplicate entry is 409, with the fields that have its values', async (t) => {
          const name = insert({ id: 2, user_name: 'stored-secret', email: 'b@x' })
          await expectMapped(t, 'sent', taken('userName'), name, { userName: 'stored-secret', other: 'x' })
          await expectMapped(t, 'not sent', taken(), name, { userName: 'x' })
          await expectMapped(t, 'sent twice', taken(), name, { userName: 'stored-secret', nick: 'stored-secret' })
          await expectMapped(t, 'a primary key', taken('id'), insert({ id: 1, email: 'b@x' }), { id: 1 })
          const composite = insert({ id: 2, tenant: 7, email: 'stored@secret.example' })
          await expectMapped(t, 'all of a composite key', taken('tenant', 'email'), composite, { email: 'stored@secret.example', tenant: 7 })
          await expectMapped(t, 'a part of a composite key', taken(), composite, { email: 'stored@secret.example' })
          await client.query("insert into vault (id, user_name, email) values (3, 'a-b-c-d-e-f-g-h-i', 'c@x')")
          await expectMapped(t, 'many hyphens, sent', taken('userName'), insert({ id: 2, user_name: 'a-b-c-d-e-f-g-h-i', email: 'b@x' }), { userName: 'a-b-c-d-e-f-g-h-i' })
          await expectMapped(t, 'many hyphens, not sent', taken(), insert({ id: 2, user_name: 'a-b-c-d-e-f-g-h-i', email: 'b@x' }), { a: 'a', b: 'b' })
        })

        t.test('a constraint is 422, and 409 while another row refers to the row', async (t) => {
          await client.query("insert into vault (id, email) values (50, 'boss@x')")
          await client.query("insert into vault (id, email, boss) values (51, 'staff@x', 50)")
          await expectMapped(t, 'a foreign key', refused('boss'), insert({ id: 2, email: 'b@x', boss: 99 }), { boss: 99 })
          await expectMapped(t, 'a check', refused(), insert({ id: 2, email: 'b@x', age: 17 }), { age: 17 })
          await expectMapped(t, 'null', refused('email'), insert({ id: 2, email: null }), { email: null })
          await expectMapped(t, 'no default', refused('email'), insert({ id: 2 }), { email: '' })
          await expectMapped(t, 'delete', referenced(), () => client.query('delete from vault where id = 50'), undefined, { method: 'DELETE' })
        })

        t.test('a value that its column cannot have is 400', async (t) => {
          for (const [name, column, value] of [
            ['1366', 'age', "a'bc"], ['1264', 'age', 99999999999], ['1406', 'user_name', 'x'.repeat(21)], ['1292', 'born', 'never']
          ] as const) {
            const run = insert({ id: 2, email: 'b@x', [column]: value })
            await expectMapped(t, name, invalid, run)
            await expectMapped(t, `${name}, sent`, invalidField(column), run, { [column]: value })
          }
        })

        t.test('what may succeed later is 503 with Retry-After', async (t) => {
          const other = await connect({ database: driver })
          t.teardown(() => other.end())
          await other.query('begin')
          await other.query('update vault set tenant = 8 where id = 1')
          await client.query('set innodb_lock_wait_timeout = 1')
          await expectMapped(t, 'a lock that is held', unavailable, () => client.query('update vault set tenant = 9 where id = 1'))
          await expectMapped(t, 'nowait', unavailable, () => client.query('select * from vault where id = 1 for update nowait'))
          await other.query('rollback')
          await expectMapped(t, 'a statement that takes too long', unavailable, () => client.query('set statement max_statement_time = 0.01 for select sleep(1)'))
          await expectMapped(t, 'a deadlock', unavailable, () => client.query("signal sqlstate '40001' set mysql_errno = 1213, message_text = 'secret'"))
          await client.query('set session transaction read only')
          await expectMapped(t, 'a transaction that is read only', unavailable, insert({ id: 2, email: 'b@x' }))
          await client.query('set session transaction read write')
          await expectMapped(t, 'another number', unknown, () => client.query('select * from stored_secret'))
          const killed = await connect({ database: driver })
          killed.on('error', () => {})
          const [{ id }] = [await killed.query('select connection_id() as id')].flat(2) as [{ id: number | bigint }]
          await client.query(`kill ${id}`)
          const failure = await failureOf(() => killed.query('select 1'))
          await expectMapped(t, 'a connection that was killed', unavailable, () => { throw failure })
        })
      })
    }
  })
}

t.test('mysql, without a server', async (t) => {
  const closing = createServer((socket) => { socket.destroy() })
  closing.listen(0, '127.0.0.1')
  await once(closing, 'listening')
  t.teardown(() => closing.close())
  const { port } = closing.address() as AddressInfo
  const options = { host: '127.0.0.1', user: 'secret', database: 'secret' }
  const expectMapped = await buildMapped(t, [mysql, upstream], /secret|127\.0\.0\.1|ECONN|PROTOCOL|pool/i)

  t.test('a server out of reach is 503 with Retry-After', async (t) => {
    const pool = mariadb.createPool({ ...options, port: 1, acquireTimeout: 100, connectTimeout: 50 })
    t.teardown(() => pool.end())
    const ended = mysql2.createPool({ ...options, port: 1 })
    await ended.end()
    const failures: Record<string, () => Promise<unknown>> = {
      'mysql2 and a closed port': () => mysql2.createConnection({ ...options, port: 1 }),
      'mysql2 and a server that hangs up': () => mysql2.createConnection({ ...options, port }),
      'a pool of mysql2 that is closed': () => ended.query('select 1'),
      'mariadb and a closed port': () => mariadb.createConnection({ ...options, port: 1 }),
      'mariadb and a server that hangs up': () => mariadb.createConnection({ ...options, port }),
      'a pool of mariadb': () => pool.query('select 1')
    }
    for (const [name, run] of Object.entries(failures)) await expectMapped(t, name, unavailable, run)
    const other = await failureOf(() => fetch('http://127.0.0.1:1/'))
    await expectMapped(t, "another server's", { status: 502 }, () => { throw other })
  })

  t.test("knows the errors of the drivers' own classes, also with other messages of MySQL", async (t) => {
    const sql = (number: number, message: string) => () => { throw new SqlError(message, 'insert into secret', false, { threadId: 1 }, '23000', number) }
    const own = (number: number, sqlMessage: string) => () => { throw Object.assign(new Error(sqlMessage), { code: 'ER_SECRET', errno: number, sqlState: '23000', sqlMessage }) }
    await expectMapped(t, 'the class of mariadb', taken(), sql(1062, "Duplicate entry 'secret' for key 'secret'"))
    await expectMapped(t, 'the table in front of the key', taken('email'), own(1062, "Duplicate entry 'a@x' for key 'users.users_email_key'"), { email: 'a@x' })
    await expectMapped(t, 'German', taken('email'), own(1062, "Doppelter Eintrag 'a@x' für Schlüssel 'email'"), { email: 'a@x' })
    await expectMapped(t, 'a value with quotes', taken('email'), own(1062, "Duplicate entry 'a' for key 'b' for key 'email'"), { email: "a' for key 'b" })
    await expectMapped(t, 'a composite key', taken('tenant', 'email'), own(1062, "Duplicate entry '7-a-b@x' for key 'secret'"), { email: 'a-b@x', tenant: 7 })
    await expectMapped(t, 'an entry that can be read in two ways', taken(), own(1062, "Duplicate entry '1-2-3' for key 'secret'"), { a: 1, b: '2-3', c: '1-2', d: 3 })
    await expectMapped(t, 'an entry of two fields', taken(), own(1062, "Duplicate entry '1' for key 'secret'"), { a: 1, b: '1' })
    await expectMapped(t, 'an entry with many hyphens', taken(), own(1062, "Duplicate entry '1-2-3-4-5-6-7-8-9' for key 'secret'"), { a: 1 })
    await expectMapped(t, 'null', refused('email'), own(1048, "Column 'email' cannot be null"), { email: null })
    await expectMapped(t, 'a value that is too long', invalidField('email'), own(1406, "Data too long for column 'email' at row 1"), { email: 'a@x' })
    await expectMapped(t, 'a row that is referred to', referenced(), own(1217, 'Cannot delete or update a parent row: a foreign key constraint fails'), undefined, { method: 'DELETE' })
    await expectMapped(t, 'a check of MySQL', refused(), own(3819, "Check constraint 'secret_adult' is violated."))
    await expectMapped(t, 'a composite foreign key', refused('tenant', 'boss'), own(1452, 'Cannot add or update a child row: a foreign key constraint fails (`s`.`t`, CONSTRAINT `c` FOREIGN KEY (`tenant`, `boss`) REFERENCES `t` (`tenant`, `id`))'), { boss: 1, tenant: 2 })
    await expectMapped(t, 'without words', taken(), own(1062, 'secret'))
    await expectMapped(t, 'an errno of Node', unknown, () => { throw Object.assign(new Error('secret'), { errno: 1062 }) })
  })
})
