import createKnex, { type Knex } from 'knex'
import { Kysely, MysqlDialect, PostgresDialect } from 'kysely'
import { createPool } from 'mysql2'
import { Model } from 'objection'
import { DataTypes, Sequelize } from 'sequelize'
import t, { type Test } from 'tap'
import { DataSource, EntitySchema } from 'typeorm'
import { defineError } from '../../lib/index.js'
import { mysql, postgres, upstream, type DatabaseMapper } from '../../lib/mappers/index.js'
import { pg } from '../support/drivers.js'
import { buildMapped, invalidField, refused, taken, unavailable } from '../support/mapped.js'
import { hasMariadb, startMariadb } from '../support/mariadb.js'
import { startPostgres } from '../support/postgres-server.js'

interface Row { id: number | string, email: string, boss?: number }

interface Orm {
  /** Inserts a row into `vault`. */
  insert (row: Row): PromiseLike<unknown>
  close (): Promise<unknown>
}

interface Connection { host?: string, port?: number, socketPath?: string, user: string, database: string }

const user = new EntitySchema<Row>({ name: 'vault', columns: { id: { type: Number, primary: true }, email: { type: String }, boss: { type: Number, nullable: true } } })

// Each with the error inside its own, or as it came from the driver
const orms: Record<string, (engine: 'postgres' | 'mysql', connection: Connection) => Promise<Orm>> = {
  knex: async (engine, connection) => fromKnex(engine, connection, (knex) => (row) => knex('vault').insert(row)),
  objection: async (engine, connection) => fromKnex(engine, connection, (knex) => {
    class Vault extends Model { static override readonly tableName = 'vault' }
    return (row) => Vault.query(knex).insert(row)
  }),
  kysely: async (engine, connection) => {
    const dialect = engine === 'postgres'
      ? new PostgresDialect({ pool: new pg.Pool({ ...connection, max: 1 }) as never })
      : new MysqlDialect({ pool: createPool(connection) as never })
    const kysely = new Kysely<{ vault: Row }>({ dialect })
    return { insert: (row) => kysely.insertInto('vault').values(row).execute(), close: () => kysely.destroy() }
  },
  sequelize: async (engine, { database, user, host, port, socketPath }) => {
    const sequelize = new Sequelize(database, user, '', {
      dialect: engine,
      logging: false,
      ...(host !== undefined && { host }),
      ...(port !== undefined && { port }),
      ...(socketPath !== undefined && { dialectOptions: { socketPath } }),
      pool: { max: 1 }
    })
    const vault = sequelize.define('vault', { id: { type: DataTypes.INTEGER, primaryKey: true }, email: DataTypes.STRING, boss: DataTypes.INTEGER }, { tableName: 'vault', timestamps: false })
    return { insert: (row) => vault.create({ ...row }), close: () => sequelize.close() }
  },
  typeorm: async (engine, { user: username, ...connection }) => {
    const source = new DataSource({ type: engine, username, ...connection, entities: [user], poolSize: 1 } as never)
    await source.initialize()
    return { insert: (row) => source.getRepository(user).insert(row), close: () => source.destroy() }
  }
}

async function fromKnex (engine: string, connection: Connection, build: (knex: Knex) => Orm['insert']): Promise<Orm> {
  const knex = createKnex({ client: engine === 'postgres' ? 'pg' : 'mysql2', connection, pool: { min: 0, max: 1 } })
  return { insert: build(knex), close: () => knex.destroy() }
}

const emailTaken = defineError({ code: 'EMAIL_TAKEN', statusCode: 409, title: 'Email taken', message: 'This address has an account.' })
const own = { status: 409, code: 'EMAIL_TAKEN', message: 'This address has an account.' }

async function testOrms (t: Test, engine: 'postgres' | 'mysql', connection: Connection, mapper: DatabaseMapper): Promise<void> {
  const secret = /vault|secret|constraint|duplicate|unique|sequelize|incorrect|invalid input/i
  const expectMapped = await buildMapped(t, [mapper], secret)
  const expectOwn = await buildMapped(t, [mapper.with({ vault_email_key: emailTaken })], secret)
  for (const [name, start] of Object.entries(orms)) {
    t.test(name, async (t) => {
      const orm = await start(engine, connection)
      t.teardown(() => orm.close())
      const duplicate = () => orm.insert({ id: 2, email: 'stored@x' })
      await expectMapped(t, 'a unique violation', taken('email'), duplicate, { email: 'stored@x' })
      await expectOwn(t, 'the error of the constraint', own, duplicate, { email: 'stored@x' })
      await expectMapped(t, 'a foreign key', refused('boss'), () => orm.insert({ id: 2, email: 'b@x', boss: 99 }), { boss: 99 })
      await expectMapped(t, 'a value of another type', invalidField('id'), () => orm.insert({ id: "a'bc", email: 'b@x' }), { id: "a'bc", email: 'b@x' })
    })
  }
}

const table = `create table vault (
  id int primary key, email varchar(60), boss int, constraint vault_email_key unique (email), constraint vault_boss foreign key (boss) references vault (id)
)`
const row = "insert into vault (id, email) values (1, 'stored@x')"

t.test('postgres', async (t) => {
  const { database, port } = await startPostgres(t)
  await database.exec(`${table}; ${row}`)
  await testOrms(t, 'postgres', { host: '127.0.0.1', port, user: 'postgres', database: 'postgres' }, postgres)
})

if (!hasMariadb) t.comment('left out, as mariadb-server is not installed: mysql')
else {
  t.test('mysql', async (t) => {
    const { socketPath, user } = await startMariadb(t)
    const pool = createPool({ socketPath, user }).promise()
    await pool.query('create database shop')
    await pool.query(table.replace('vault', 'shop.vault'))
    await pool.query(row.replace('vault', 'shop.vault'))
    await pool.end()
    await testOrms(t, 'mysql', { socketPath, user, database: 'shop' }, mysql)
  })
}

t.test('a database that is not reached, or not in time, is 503 with Retry-After', async (t) => {
  const expectMapped = await buildMapped(t, [postgres, upstream], /secret|127\.0\.0\.1|ECONN|knex|sequelize|pool/i)
  const nowhere = { host: '127.0.0.1', port: 1, user: 'secret', database: 'secret' }
  // Knex passes a socket error of pg on without any mark: only the port tells, which cannot be taken here
  for (const [name, engine] of [['knex', 'mysql'], ['objection', 'mysql'], ['kysely', 'mysql'], ['kysely', 'postgres'], ['sequelize', 'mysql'], ['sequelize', 'postgres']] as const) {
    const orm = await (orms[name] as typeof orms[string])(engine, nowhere)
    t.teardown(() => orm.close())
    const expectUnavailable = await buildMapped(t, [engine === 'postgres' ? postgres : mysql, upstream], /secret|127\.0\.0\.1|ECONN/i)
    await expectUnavailable(t, `${name} and ${engine}`, unavailable, () => orm.insert({ id: 1, email: 'a@x' }))
  }
  const { port } = await startPostgres(t)
  const knex = createKnex({ client: 'pg', connection: { ...nowhere, port, user: 'postgres', database: 'postgres' }, pool: { min: 0, max: 1 }, acquireConnectionTimeout: 50 })
  await expectMapped(t, 'a pool of Knex that is full', unavailable, () => knex.transaction(async () => { await knex.raw('select 1') }))
  await expectMapped(t, 'a query that Knex stops', unavailable, () => knex.select(knex.raw('pg_sleep(1)')).timeout(10))
  await knex.destroy()
  await expectMapped(t, 'a pool of Knex that is closed', unavailable, () => knex.raw('select 1'))
})
