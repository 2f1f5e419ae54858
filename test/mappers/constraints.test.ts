import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import t from 'tap'
import { createDecoder } from '../../lib/client/index.js'
import errorsPlugin, { defineError, errors, type ErrorReply } from '../../lib/index.js'
import { mongodb, mysql, postgres, prisma, sqlite, type DatabaseMapper } from '../../lib/mappers/index.js'

const emailTaken = defineError({ code: 'EMAIL_TAKEN', statusCode: 409, title: 'Email taken', message: 'This address has an account.' })
const fail = (properties: object) => Object.assign(new Error(), properties)

const violations: Record<string, { mapper: DatabaseMapper, constraint: string, error: Error }> = {
  postgres: { mapper: postgres, constraint: 'users_email_key', error: fail({ code: '23505', constraint: 'users_email_key' }) },
  'postgres.js': { mapper: postgres, constraint: 'users_email_key', error: fail({ code: '23505', constraint_name: 'users_email_key' }) },
  'postgres, a check': { mapper: postgres, constraint: 'users_adult', error: fail({ code: '23514', constraint: 'users_adult' }) },
  'mysql, MariaDB': { mapper: mysql, constraint: 'users_email_key', error: fail({ errno: 1062, sqlState: '23000', sqlMessage: "Duplicate entry 'a' for key 'users_email_key'" }) },
  'mysql, MySQL': { mapper: mysql, constraint: 'users_email_key', error: fail({ errno: 1062, sqlState: '23000', sqlMessage: "Duplicate entry 'a' for key 'users.users_email_key'" }) },
  'mysql, with the table': { mapper: mysql, constraint: 'users.PRIMARY', error: fail({ errno: 1062, sqlState: '23000', sqlMessage: "Duplicate entry '1' for key 'users.PRIMARY'" }) },
  'mysql, a foreign key': { mapper: mysql, constraint: 'users_boss', error: fail({ errno: 1452, sqlState: '23000', sqlMessage: 'a foreign key constraint fails (`s`.`users`, CONSTRAINT `users_boss` FOREIGN KEY (`boss`) REFERENCES `users` (`id`))' }) },
  'mysql, a check of MySQL': { mapper: mysql, constraint: 'users_adult', error: fail({ errno: 3819, sqlState: 'HY000', sqlMessage: "Check constraint 'users_adult' is violated." }) },
  'mysql, a check of MariaDB': { mapper: mysql, constraint: 'users_adult', error: fail({ errno: 4025, sqlState: '23000', sqlMessage: 'CONSTRAINT `users_adult` failed for `s`.`users`' }) },
  sqlite: { mapper: sqlite, constraint: 'users.tenant, users.email', error: new Error('UNIQUE constraint failed: users.tenant, users.email') },
  'sqlite, an expression': { mapper: sqlite, constraint: "index 'users_lower'", error: new Error("UNIQUE constraint failed: index 'users_lower'") },
  'sqlite, a check': { mapper: sqlite, constraint: 'users_adult', error: new Error('CHECK constraint failed: users_adult') },
  mongodb: { mapper: mongodb, constraint: 'email_1', error: Object.assign(new Error('E11000 duplicate key error collection: shop.users index: email_1 dup key: { email: "a" }'), { name: 'MongoServerError', code: 11000, keyPattern: { email: 1 } }) },
  prisma: { mapper: prisma, constraint: 'users_email_key', error: fail({ name: 'PrismaClientKnownRequestError', code: 'P2002', meta: { target: 'users_email_key' } }) },
  'prisma, a driver adapter': { mapper: prisma, constraint: 'users_email_key', error: fail({ name: 'PrismaClientKnownRequestError', code: 'P2002', meta: { driverAdapterError: { cause: { constraint: { index: 'users_email_key' } } } } }) }
}

t.test('mapper.with', async (t) => {
  for (const [name, { mapper, constraint, error }] of Object.entries(violations)) {
    t.test(`${name}: sends the error of the constraint, with what was thrown as its cause`, async (t) => {
      const request = { body: { email: 'a' } } as never
      const reply = mapper.with({ [constraint]: emailTaken })(error, request) as ErrorReply
      t.ok(emailTaken.is(reply))
      t.equal(reply.cause, error)
      const other = mapper.with({ another: emailTaken })(error, request) as ErrorReply
      t.notOk(emailTaken.is(other), 'another constraint')
      t.notOk(emailTaken.is(mapper(error, request)), 'the mapper itself stays as it is')
    })
  }

  t.test('takes factories of errors and functions of the error and the request', async (t) => {
    const limit = defineError({ code: 'LIMIT', statusCode: 409, title: 'Limit', message: ({ max }) => `At most ${max ?? 'some'}.`, detail: Type.Object({ max: Type.Optional(Type.Integer()) }) })
    let seen: unknown[] = []
    const fastify = Fastify()
    await fastify.register(errorsPlugin, {
      mappers: [postgres
        .with({ a: errors.gone, b: limit, c: () => undefined })
        .with({ d: (error, request) => { seen = [error, request.url]; return errors.conflict('Mine.', { cause: error }) }, a: errors.locked })]
    })
    const thrown: Record<string, Error> = Object.fromEntries(['a', 'b', 'c', 'd', 'toString'].map((constraint) => [constraint, fail({ code: '23505', constraint })]))
    fastify.get('/:constraint', async (request) => { throw thrown[(request.params as { constraint: string }).constraint] })
    const replies = await Promise.all(Object.keys(thrown).map(async (constraint) => {
      const response = await fastify.inject(`/${constraint}`)
      return [response.statusCode, response.json().error.message]
    }))
    t.strictSame(replies, [
      [423, 'The resource is locked.'], [409, 'At most some.'], [409, 'Another entry has this value already.'], [409, 'Mine.'],
      [409, 'Another entry has this value already.']
    ])
    t.strictSame(seen, [thrown['d'], '/d'])
  })

  t.test('refuses what is not an error', async (t) => {
    for (const [constraints, message] of [
      [null, /^postgres\.with option should be errors by the name of a constraint, instead got 'null'/],
      [{ users_email_key: 409 }, /^postgres\.with users_email_key option should be a factory of an error or a synchronous function, instead got '409'/],
      [{ users_email_key: async () => errors.gone() }, /^postgres\.with users_email_key option should be/]
    ] as const) {
      t.throws(() => postgres.with(constraints as never), { code: 'FST_ERR_REPLIES_INVALID_OPTION', message })
    }
  })

  t.test('keeps the name of its mapper, for the log', async (t) => {
    t.equal(postgres.name, 'postgres')
    t.equal(postgres.with({ a: errors.gone }).name, 'postgres')
  })
})

t.test('a wrapped error is found through every wrapper, and never twice', async (t) => {
  const error: Error & Record<string, unknown> = fail({ code: '23505' }) as never
  for (const name of ['cause', 'driverError', 'nativeError', 'original', 'parent']) {
    t.equal(postgres(fail({ [name]: error }), {} as never)?.statusCode, 409, name)
  }
  const loop = fail({ code: 'x' }) as Error & Record<string, unknown>
  Object.assign(loop, { cause: loop, parent: { original: loop } })
  t.equal(postgres(loop, {} as never), undefined)
  let deep = error
  for (let i = 0; i < 9; i++) deep = fail({ cause: deep }) as never
  t.equal(postgres(deep, {} as never), undefined, 'nine levels down')
})

t.test('several fields of one key are in every format that has fields, and read by the client', async (t) => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { mappers: [postgres] })
  for (const format of ['envelope', 'problem', 'fields'] as const) {
    fastify.post(`/${format}`, { config: { errorFormat: format } }, async () => { throw fail({ code: '23505', detail: 'Key (tenant, email)=(7, a) already exists.' }) })
  }
  const message = 'Another entry has this value already.'
  const send = async (format: string) => {
    const response = await fastify.inject({ method: 'POST', url: `/${format}`, payload: { email: 'a', tenant: 7 } })
    const { issues } = await createDecoder().decode(new Response(response.body, { status: response.statusCode, headers: { 'content-type': String(response.headers['content-type']) } }))
    return [response.json(), issues.map(({ path, message }) => [path, message])]
  }
  const fields = { conflictField: 'tenant', conflictFields: ['tenant', 'email'] }
  const issues = [['tenant', message], ['email', message]]
  t.strictSame(await send('envelope'), [{ type: ['Error'], error: { code: 'CONFLICT', message, detail: fields }, debug: {} }, issues])
  t.strictSame(await send('fields'), [{ message, errors: { tenant: [message], email: [message] } }, issues])
  const [problem] = await send('problem')
  t.strictSame(problem, { title: 'Conflict', status: 409, detail: message, code: 'CONFLICT', ...fields })
})
