import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import t from 'tap'
import { postgres, upstream } from '../../lib/mappers/index.js'
import { pg } from '../support/drivers.js'
import { buildMapped, failureOf, invalid, invalidField, invalidParameter, referenced, refused, taken, unavailable, unknown } from '../support/mapped.js'
import { startPostgres } from '../support/postgres-server.js'

const secret = /vault|stored|secret|constraint|tenant_|duplicate|violates|invalid input|too long|out of range|\b(?:22|23|40|57)\w{3}\b/i

t.test('postgres, through pg', async (t) => {
  const { database, port } = await startPostgres(t)
  await database.exec(`
    create table vault (
      id int primary key, user_name varchar(20) unique, tenant int, email text not null, age int check (age >= 18),
      boss int constraint vault_boss references vault (id) deferrable, born date, score smallint, key uuid, at timestamptz,
      unique (tenant, email)
    );
    insert into vault (id, user_name, tenant, email) values (1, 'stored-secret', 7, 'stored@secret.example')`)
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' })
  await client.connect()
  t.teardown(() => client.end())
  const expectMapped = await buildMapped(t, [postgres], secret)
  const insert = (values: Record<string, unknown>) => () => client.query(
    `insert into vault (${Object.keys(values).join()}) values (${Object.keys(values).map((_name, i) => `$${i + 1}`).join()})`, Object.values(values)
  )

  t.test('a composite key names all of its fields that the client sent, or none', async (t) => {
    const duplicate = insert({ id: 2, tenant: 7, email: 'stored@secret.example' })
    await expectMapped(t, 'both', taken('tenant', 'email'), duplicate, { email: 'stored@secret.example', tenant: 7 })
    await expectMapped(t, 'one', taken('email'), duplicate, { email: 'stored@secret.example' })
    await expectMapped(t, 'none', taken(), duplicate, { other: 1 })
  })

  t.test('a value that its column cannot have is 400, with the place where it was sent', async (t) => {
    for (const [name, column, value] of [
      ['22P02, a number', 'age', 'abc'], ['22P02, a UUID', 'key', 'abc'], ['22003', 'age', '99999999999'], ['22003, smallint', 'score', '70000'],
      ['22007', 'born', 'never'], ['22008', 'born', '2020-13-45'], ['22001', 'user_name', 'x'.repeat(21)]
    ] as const) {
      const run = insert({ id: 2, email: 'b@x', [column]: value })
      await expectMapped(t, name, invalid, run, { email: 'b@x' })
      await expectMapped(t, `${name}, sent`, invalidField(`the ${column}`), run, { email: 'b@x', [`the ${column}`]: value })
      await expectMapped(t, `${name}, sent twice`, invalid, run, { email: 'b@x', a: value, b: value })
    }
    const select = (id: string) => () => client.query('select * from vault where id = $1', [id])
    await expectMapped(t, 'a parameter of the path', invalidParameter('id', 'params'), select('abc'), undefined, { method: 'GET', url: '/abc' })
    await expectMapped(t, 'the query', invalidParameter('after', 'querystring'), select('abc'), undefined, { method: 'GET', url: '/1?after=abc' })
    await expectMapped(t, 'a number', invalidField('score'), insert({ id: 2, email: 'b@x', score: 70000 }), { score: 70000 })
    await expectMapped(t, 'a quote in a value', invalidField('score'), () => client.query("select 'a\"bc'::int"), { score: 'a"bc', other: 'c' })
    await expectMapped(t, 'in French', invalidField('score'), () => { throw Object.assign(new Error('syntaxe en entrée invalide pour le type integer : «\u00a0abc\u00a0»'), { code: '22P02' }) }, { score: 'abc' })
    await expectMapped(t, 'an empty text', invalidField('score'), () => client.query("select ''::int"), { score: '', other: 'x' })
    await expectMapped(t, '22021, a NUL', invalidField('userName'), insert({ id: 2, email: 'b@x', user_name: 'a\0b' }), { userName: 'a\0b', other: 'b' })
    await expectMapped(t, '22P05, a NUL in JSON', invalid, () => client.query("select '\"a\\u0000b\"'::jsonb ->> 0"))
    await expectMapped(t, 'a field with the characters of a JSON Pointer', invalidField('a/~b'), select('abc'), { 'a/~b': 'abc' })
  })

  t.test('a foreign key is 422, and 409 while another row refers to the row', async (t) => {
    await database.exec("insert into vault (id, email) values (50, 'boss@x'); insert into vault (id, email, boss) values (51, 'staff@x', 50)")
    await expectMapped(t, 'insert', refused('boss'), insert({ id: 2, email: 'b@x', boss: 99 }), { boss: 99 })
    await expectMapped(t, 'update', refused('boss'), () => client.query('update vault set boss = 98 where id = 51'), { boss: 98 })
    await expectMapped(t, 'delete', referenced(), () => client.query('delete from vault where id = 50'), undefined, { method: 'DELETE' })
    await expectMapped(t, 'a new id', referenced('id'), () => client.query('update vault set id = 52 where id = 50'), { id: 52 })
    await expectMapped(t, 'restrict', referenced(), () => client.query("do $$ begin raise exception 'secret' using errcode = '23001'; end $$"), undefined, { method: 'DELETE' })
    const translated = (message: string) => () => { throw Object.assign(new Error(message), { code: '23503', table: 'vault', constraint: 'vault_boss' }) }
    await expectMapped(t, 'delete, in German', referenced(), translated('Aktualisieren oder Löschen in Tabelle »vault« verletzt Fremdschlüssel-Constraint »vault_boss« von Tabelle »vault«'))
    await expectMapped(t, 'insert, in German', refused(), translated('Einfügen oder Aktualisieren in Tabelle »vault« verletzt Fremdschlüssel-Constraint »vault_boss«'))
    await expectMapped(t, 'delete, in French', referenced(), translated('UPDATE ou DELETE sur la table «\u00a0vault\u00a0» viole la contrainte de clé étrangère «\u00a0vault_boss\u00a0» de la table «\u00a0vault\u00a0»'))
    await expectMapped(t, 'delete, in Japanese', referenced(), translated('テーブル"vault"の更新または削除は、テーブル"vault"の外部キー制約"vault_boss"に違反します'))
    await expectMapped(t, 'insert, in Japanese', refused(), translated('テーブル"vault"への挿入、更新は外部キー制約"vault_boss"に違反しています'))
    await expectMapped(t, 'an insert behind a query of one name', refused(), translated('insert into "vault" values (2) - insert or update on table "vault" violates foreign key constraint "vault_boss"'))
    await expectMapped(t, 'an insert behind its query, with the detail', refused('boss'), () => {
      const detail = 'Key (boss)=(99) is not present in table "vault".'
      throw Object.assign(new Error(`insert into "vault" ("boss") values (99) - insert or update on table "vault" violates foreign key constraint "vault_boss"\n - detail: ${detail}`), { code: '23503', table: 'vault', constraint: 'vault_boss', detail })
    }, { boss: 99 })
    const bare = { code: '23503', message: 'on table vault' }
    await expectMapped(t, 'without names', refused(), () => { throw bare })
    await expectMapped(t, 'postgres.js', referenced(), () => { throw Object.assign(new Error('delete on table "a" violates "c" on table "b"'), { code: '23503', table_name: 'b', constraint_name: 'c' }) })
  })

  t.test('what may succeed later is 503 with Retry-After', async (t) => {
    for (const state of ['40001', '40P01', '55P03', '53300', '57P01', '57P02', '57P03', '57P05', '25P03', '25P04', '08006', '08P01']) {
      await expectMapped(t, state, unavailable, () => client.query(`do $$ begin raise exception 'secret' using errcode = '${state}'; end $$`))
    }
    await expectMapped(t, '25006', unavailable, async () => {
      await client.query('set default_transaction_read_only = on')
      try {
        await client.query("update vault set email = 'c@x'")
      } finally {
        await client.query('set default_transaction_read_only = off')
      }
    })
    await expectMapped(t, '57014', unavailable, () => client.query("do $$ begin raise exception 'secret' using errcode = '57014'; end $$"))
    await expectMapped(t, 'another state', unknown, () => client.query('select * from stored_secret'))
    await expectMapped(t, 'a code like one of class 08', unknown, () => { throw Object.assign(new Error('secret'), { code: '08006' }) })
  })
})

t.test('postgres, a server out of reach', async (t) => {
  const closing = createServer((socket) => { socket.destroy() })
  const silent = createServer(() => {})
  for (const server of [closing, silent]) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => server.close())
  }
  const port = (server: typeof closing) => (server.address() as AddressInfo).port
  const options = { host: '127.0.0.1', user: 'secret', database: 'secret', connectionTimeoutMillis: 60 }
  const expectMapped = await buildMapped(t, [postgres, upstream], /secret|127\.0\.0\.1|ECONN|socket|PGSQL/i)
  const failures: Record<string, () => Promise<unknown>> = {
    'a pool and a closed port': () => new pg.Pool({ ...options, port: 1 }).query('select 1'),
    'a pool and a server that hangs up': () => new pg.Pool({ ...options, port: port(closing) }).query('select 1'),
    'a pool and a server that says nothing': () => new pg.Pool({ ...options, port: port(silent) }).query('select 1'),
    'a client and a server that says nothing': () => new pg.Client({ ...options, port: port(silent) }).connect(),
    'a socket that does not exist': () => new pg.Client({ ...options, host: '/nowhere' }).connect(),
    'a pool that has ended': async () => {
      const pool = new pg.Pool(options)
      await pool.end()
      await pool.query('select 1')
    },
    'the port of PostgreSQL': async () => { throw Object.assign(new Error('secret'), { code: 'ECONNREFUSED', port: 5432 }) },
    'both addresses of localhost': async () => {
      throw new AggregateError(['::1', '127.0.0.1'].map((address) => Object.assign(new Error('secret'), { code: 'ECONNREFUSED', address, port: 5432 })))
    },
    'postgres.js': async () => { throw Object.assign(new Error('write CONNECTION_CLOSED secret'), { code: 'CONNECTION_CLOSED' }) }
  }
  for (const [name, run] of Object.entries(failures)) await expectMapped(t, name, unavailable, run)
  const other = await failureOf(() => fetch('http://127.0.0.1:1/'))
  await expectMapped(t, "another server's", { status: 502 }, () => { throw other })
})
