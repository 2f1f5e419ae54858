import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer, connect, type AddressInfo, type Server } from 'node:net'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { dataDir } from '@electric-sql/pglite-prepopulatedfs'
import { Boom } from '@hapi/boom'
import { PrismaClientKnownRequestError } from '@prisma/client-runtime-utils'
import axios from 'axios'
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import got from 'got'
import t, { type Test } from 'tap'
import * as undici from 'undici'
import * as z from 'zod'
import errorsPlugin, { errors, type ErrorMapper, type ErrorRepliesOptions } from '../../lib/index.js'
import * as mappers from '../../lib/mappers/index.js'
import { skipWithout } from '../support/versions.js'

type Thrower = (request: import('fastify').FastifyRequest) => unknown

interface Line { level: number, msg: string, err?: Record<string, unknown> }

async function buildServer (t: Test, options: ErrorRepliesOptions, thrower: Thrower): Promise<{ fastify: FastifyInstance, lines: Line[] }> {
  const lines: Line[] = []
  const stream = { write: (line: string) => { lines.push(JSON.parse(line)) } }
  const fastify = Fastify({ logger: { level: 'debug', stream }, forceCloseConnections: true })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, options)
  fastify.all('/', async (request) => {
    await thrower(request)
  })
  return { fastify, lines }
}

async function answer (t: Test, options: ErrorRepliesOptions, thrower: Thrower, request: InjectOptions = {}) {
  const { fastify } = await buildServer(t, options, thrower)
  const response = await fastify.inject({ method: 'POST', url: '/', ...request })
  const { date, connection, 'content-length': length, ...headers } = response.headers
  return { statusCode: response.statusCode, headers, body: response.json(), text: JSON.stringify(headers) + response.body }
}

// A stack through WebAssembly or a bundle costs the source maps of the test run up to 200 ms, and each error is logged
function dropStacks (t: Test): void {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  t.teardown(() => { Error.stackTraceLimit = stackTraceLimit })
}

const common = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  vary: 'Accept'
}

function envelope (code: string, message: string, detail?: object) {
  return { type: ['Error'], error: { code, message, ...(detail === undefined ? undefined : { detail }) }, debug: {} }
}

const unknownError = envelope('UNKNOWN_ERROR', 'An unknown error has occurred.')
const badGateway = envelope('BAD_GATEWAY', 'A server behind this one gave an invalid answer.')
const gatewayTimeout = envelope('GATEWAY_TIMEOUT', 'A server behind this one did not answer in time.')
const unavailable = envelope('SERVICE_UNAVAILABLE', 'The service is unavailable. Try again later.')
const taken = (conflictField?: string) => envelope('CONFLICT', 'Another entry has this value already.', conflictField === undefined ? undefined : { conflictField })
const refused = (field?: string) => envelope('UNPROCESSABLE_CONTENT', 'The request is well formed but cannot be processed.', field === undefined
  ? undefined
  : { issues: [{ path: field, in: 'body', kind: 'custom', message: 'is invalid' }] })

t.test('option mappers', async (t) => {
  t.test('the first answer wins, and later mappers are not asked', async (t) => {
    const asked: string[] = []
    const { statusCode, body } = await answer(t, {
      mappers: [
        () => { asked.push('first'); return undefined },
        (error) => { asked.push('second'); return errors.gone('Second', { cause: error }) },
        () => { asked.push('third'); return errors.locked() }
      ]
    }, () => { throw new Error('text') })
    t.equal(statusCode, 410)
    t.same(body, envelope('GONE', 'Second'))
    t.same(asked, ['first', 'second'])
  })

  t.test('gets the thrown value and the request', async (t) => {
    const thrown = { any: 'value' }
    let seen: unknown[] = []
    const { fastify } = await buildServer(t, { mappers: [(...args) => { seen = args; return undefined }] }, () => { throw thrown })
    await fastify.inject('/?a=1')
    t.equal(seen[0], thrown)
    t.equal((seen[1] as { url: string }).url, '/?a=1')
  })

  t.test("is not asked about this package's own errors", async (t) => {
    const { statusCode } = await answer(t, { mappers: [() => errors.locked()] }, () => { throw errors.gone() })
    t.equal(statusCode, 410)
  })

  t.test('the reply of a mapper is logged with the error it was made from', async (t) => {
    const { fastify, lines } = await buildServer(t, { mappers: [(error) => errors.badGateway(undefined, { cause: error })] }, () => { throw new Error('the cause') })
    await fastify.inject('/')
    const logged = lines.filter(({ err }) => err !== undefined)
    t.equal(logged.length, 1)
    t.match(logged[0], { level: 50, err: { message: 'the cause' } })
  })

  const wrong: Record<string, { mapper: () => unknown, problem: RegExp }> = {
    'a mapper that throws': { mapper: () => { throw new Error('broken') }, problem: /mapper 'mapper' of option mappers failed/ },
    // eslint-disable-next-line no-throw-literal
    'a mapper that throws null': { mapper: () => { throw null }, problem: /failed/ },
    'an answer that is no error reply': { mapper: () => ({ statusCode: 418 }), problem: /its result is ignored/ },
    'a string': { mapper: () => 'text', problem: /its result is ignored/ },
    'a promise that is rejected': { mapper: () => Promise.reject(new Error('later')), problem: /its promise is ignored/ },
    'a Proxy that throws': { mapper: () => new Proxy({}, { getPrototypeOf () { throw new Error('trap') } }), problem: /its result is ignored/ }
  }
  for (const [name, { mapper, problem }] of Object.entries(wrong)) {
    t.test(`${name} is skipped and logged once`, async (t) => {
      const { fastify, lines } = await buildServer(t, { mappers: [mapper as ErrorMapper, () => errors.gone()] }, () => { throw new Error('text') })
      t.equal((await fastify.inject('/')).statusCode, 410)
      t.equal((await fastify.inject('/')).statusCode, 410)
      const warnings = lines.filter(({ level }) => level === 40)
      t.equal(warnings.length, 1)
      t.match(warnings[0]?.msg, problem)
    })
  }

  for (const map of [null, {}, 'postgres', ['postgres'], [undefined], [async () => undefined]]) {
    t.test(`refuses ${JSON.stringify(map)}`, async (t) => {
      const fastify = Fastify()
      await t.rejects(async () => { await fastify.register(errorsPlugin, { mappers: map as never }) }, {
        code: 'FST_ERR_REPLIES_INVALID_OPTION', message: /^mappers option should be an array of synchronous functions, instead got/
      })
    })
  }
})

t.test('every mapper', async (t) => {
  const hostile = {
    null: null,
    undefined,
    string: 'ECONNREFUSED',
    'own cause': (() => { const error = new Error('loop'); error.cause = error; return error })(),
    'throwing getters': new Proxy({}, { get () { throw new Error('trap') }, has () { throw new Error('trap') } }),
    'a frozen error': Object.freeze(new Error('frozen')),
    'a revoked proxy': (() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })(),
    'wrong types': { name: 5, code: Symbol('x'), isBoom: 1, output: null, meta: 7, issues: 'no', cause: 1n }
  }
  for (const [name, mapper] of Object.entries(mappers)) {
    t.test(`${name} leaves what it does not know alone`, async (t) => {
      for (const [kind, value] of Object.entries({ ...hostile, 'an ordinary error': new Error('ordinary'), 'a status': { statusCode: 404 } })) {
        const request = { raw: {}, server: {}, body: value } as never
        t.equal(mapper(value, request), undefined, kind)
      }
    })
  }
})

t.test('postgres', async (t) => {
  dropStacks(t)
  const database = await PGlite.create({ loadDataDir: await dataDir() })
  t.teardown(() => database.close())
  await database.exec(`
    create table vault (
      id int primary key, user_name text constraint vault_name_unique unique, tenant int, email text not null,
      age int constraint vault_adult check (age >= 18), boss int constraint vault_boss references vault (id),
      span int4range, unique (tenant, email), exclude using gist (span with &&)
    );
    create unique index vault_lower on vault (lower(email));
    insert into vault values (1, 'stored-secret', 7, 'stored@secret.example', 18, null, '[1,5)')`)

  const insert = 'insert into vault (id, user_name, tenant, email, age, boss, span) values ($1, $2, $3, $4, $5, $6, $7)'
  const table: Record<string, { values: unknown[], body?: object, status: number, expected: object }> = {
    'a unique violation': { values: [2, 'stored-secret', 8, 'b@x'], status: 409, expected: taken() },
    'a unique violation of a field that was sent': { values: [2, 'stored-secret', 8, 'b@x'], body: { userName: 'stored-secret' }, status: 409, expected: taken('userName') },
    'a unique violation of a primary key': { values: [1, 'x', 8, 'b@x'], body: { id: 1 }, status: 409, expected: taken('id') },
    'a unique violation of two columns, one of them sent': { values: [2, 'x', 7, 'stored@secret.example'], body: { email: 'stored@secret.example' }, status: 409, expected: taken('email') },
    'a unique violation of an expression': { values: [2, 'x', 8, 'STORED@secret.example'], body: { Email: 'STORED@secret.example' }, status: 409, expected: taken('Email') },
    'an exclusion violation': { values: [2, 'x', 8, 'b@x', 18, null, '[2,3)'], body: { span: '[2,3)' }, status: 409, expected: taken('span') },
    'a foreign key violation': { values: [2, 'x', 8, 'b@x', 18, 99], status: 422, expected: refused() },
    'a foreign key violation of a field that was sent': { values: [2, 'x', 8, 'b@x', 18, 99], body: { boss: 99 }, status: 422, expected: refused('boss') },
    'a check violation': { values: [2, 'x', 8, 'b@x', 17], body: { age: 17 }, status: 422, expected: refused() },
    'a not-null violation': { values: [2, 'x', 8, null], body: {}, status: 422, expected: refused() },
    'a not-null violation of a field that was sent': { values: [2, 'x', 8, null], body: { email: null }, status: 422, expected: refused('email') }
  }
  for (const [name, { values, body, status, expected }] of Object.entries(table)) {
    t.test(`${name} is ${status}`, async (t) => {
      const reply = await answer(t, { mappers: [mappers.postgres] }, () => database.query(insert, Array.from({ length: 7 }, (_, i) => values[i])), {
        payload: body ?? {}
      })
      t.equal(reply.statusCode, status)
      t.same(reply.body, expected)
      t.same(reply.headers, common)
      t.notMatch(reply.text, /vault|stored|secret|constraint|tenant|duplicate|violates|23/i)
    })
  }

  t.test('a row that is still referred to is 409', async (t) => {
    await database.exec("insert into vault values (50, 'boss', 50, 'boss@x', 18, null), (51, 'staff', 50, 'staff@x', 18, 50)")
    const reply = await answer(t, { mappers: [mappers.postgres] }, () => database.query('delete from vault where id = 50'), { payload: { id: 50 } })
    t.equal(reply.statusCode, 409)
    t.same(reply.body, envelope('CONFLICT', 'Another entry still refers to this one.', { conflictField: 'id' }))
  })

  for (const state of ['40001', '40P01']) {
    t.test(`${state} is 503 with Retry-After`, async (t) => {
      const reply = await answer(t, { mappers: [mappers.postgres] }, () => database.exec(`do $$ begin raise exception 'secret' using errcode = '${state}'; end $$`))
      t.equal(reply.statusCode, 503)
      t.same(reply.body, unavailable)
      t.same(reply.headers, { ...common, 'retry-after': '1' })
    })
  }

  t.test('an error below that of a query builder is seen', async (t) => {
    const reply = await answer(t, { mappers: [mappers.postgres] }, async () => {
      try {
        await database.query(insert, [1, null, null, 'c@x', null, null, null])
      } catch (cause) {
        throw new Error('Failed query: insert into vault', { cause })
      }
    })
    t.equal(reply.statusCode, 409)
    t.same(reply.body, taken())
  })

  t.test("any other error stays the server's", async (t) => {
    const reply = await answer(t, { mappers: [mappers.postgres] }, () => database.query('select * from stored_secret'))
    t.equal(reply.statusCode, 500)
    t.same(reply.body, unknownError)
  })

  t.test('names no field of a body that refuses to list them', async (t) => {
    const reply = await answer(t, { mappers: [mappers.postgres] }, (request) => {
      request.body = new Proxy({ id: 1 }, { ownKeys () { throw new Error('secret') } })
      return database.query("insert into vault (id, email) values (1, 'd@x')")
    })
    t.equal(reply.statusCode, 409)
    t.same(reply.body, taken())
  })

  t.test('names no field of a body that is not an object', async (t) => {
    for (const payload of ['["id"]', '"id"', 'null']) {
      const reply = await answer(t, { mappers: [mappers.postgres] }, () => database.query("insert into vault (id, email) values (1, 'd@x')"), {
        payload, headers: { 'content-type': 'application/json' }
      })
      t.same(reply.body, taken(), payload)
    }
  })
})

t.test('upstream', async (t) => {
  dropStacks(t)
  const listen = async (server: Server): Promise<string> => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => { server.close(); (server as { closeAllConnections?: () => void }).closeAllConnections?.() })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }
  const http = (listener: RequestListener) => listen(createServer(listener))
  const failing = (status: number) => http((_request, response) => {
    response.writeHead(status, 'Secret Phrase', { 'set-cookie': 'secret=1', 'retry-after': '77', 'www-authenticate': 'Secret', 'x-secret': 'secret' })
    response.end('secret body')
  })
  const closed = createTcpServer()
  const closedUrl = await listen(closed)
  await new Promise((resolve) => closed.close(resolve))
  const urls = {
    'a closed port': closedUrl,
    'a name that does not exist': 'http://secret.invalid/',
    'a reset': await http((request) => { request.socket.resetAndDestroy() }),
    'an answer that is no HTTP': await listen(createTcpServer((socket) => { socket.end('secret garbage\r\n\r\n') })),
    'an answer of 500': await failing(500),
    'an answer of 404': await failing(404),
    'an answer of 401': await failing(401),
    'no answer': await http(() => {})
  }
  const agents = new Map([100, 10_000].map((limit) => [limit, new undici.Agent({ headersTimeout: limit }).compose(undici.interceptors.responseError())]))
  t.teardown(() => Promise.all([...agents.values()].map((agent) => agent.close())))
  // Each client calls with a time limit in milliseconds
  const clients: Record<string, (url: string, limit: number) => Promise<unknown>> = {
    'undici.request': (url, limit) => undici.request(url, { dispatcher: agents.get(limit) as undici.Dispatcher }),
    'undici.request with a signal': (url, limit) => undici.request(url, { signal: AbortSignal.timeout(limit), dispatcher: agents.get(10_000) as undici.Dispatcher }),
    fetch: async (url, limit) => {
      const response = await fetch(url, { signal: AbortSignal.timeout(limit) })
      if (!response.ok) throw response
    },
    axios: (url, limit) => axios.get(url, { timeout: limit }),
    'axios with a signal': (url, limit) => axios.get(url, { signal: AbortSignal.timeout(limit) }),
    'axios by fetch': (url, limit) => axios.get(url, { timeout: limit, adapter: 'fetch' }),
    got: (url, limit) => got(url, { timeout: { request: limit }, retry: { limit: 0 } }),
    'got with a signal': (url, limit) => got(url, { signal: AbortSignal.timeout(limit), retry: { limit: 0 } })
  }
  for (const [client, call] of Object.entries(clients)) {
    for (const [problem, url] of Object.entries(urls)) {
      const [status, expected, limit] = problem === 'no answer' ? [504, gatewayTimeout, 100] as const : [502, badGateway, 10_000] as const
      t.test(`${client}: ${problem} is ${status}`, async (t) => {
        const reply = await answer(t, { mappers: [mappers.upstream] }, () => call(url, limit))
        t.equal(reply.statusCode, status)
        t.same(reply.body, expected)
        t.same(reply.headers, common)
        t.notMatch(reply.text, /secret|127\.0\.0\.1|ECONN|fetch failed/i)
      })
    }
  }

  t.test('a mistake in the call itself stays a 500', async (t) => {
    for (const call of [() => fetch('no url'), () => undici.request('no url'), () => axios.get('http://[no url'), () => got('no url')]) {
      const reply = await answer(t, { mappers: [mappers.upstream] }, call)
      t.equal(reply.statusCode, 500, String(call))
      t.same(reply.body, unknownError)
    }
  })

  t.test('an abort that is not a timeout is ignored', async (t) => {
    const reply = await answer(t, { mappers: [mappers.upstream] }, () => fetch(urls['no answer'], { signal: AbortSignal.abort() }))
    t.equal(reply.statusCode, 500)
  })
})

t.test('prisma', async (t) => {
  const known = (code: string, meta?: Record<string, unknown>) =>
    () => { throw new PrismaClientKnownRequestError('Invalid `prisma.vault.create()` invocation: secret', { code, clientVersion: '7', ...(meta && { meta }) }) }
  const table: Record<string, { thrower: () => never, body?: object, status: number, expected: object, headers?: object }> = {
    'P2025 is 404': { thrower: known('P2025', { cause: 'secret' }), status: 404, expected: envelope('NOT_FOUND', 'There is nothing at this address.') },
    'P2001 is 404': { thrower: known('P2001'), status: 404, expected: envelope('NOT_FOUND', 'There is nothing at this address.') },
    'P2002 is 409': { thrower: known('P2002', { target: ['secret'] }), status: 409, expected: taken() },
    'P2002 is 409 and names a field that was sent': { thrower: known('P2002', { modelName: 'Secret', target: ['tenant', 'email'] }), body: { email: 'a@x' }, status: 409, expected: taken('email') },
    'P2002 with the name of a constraint is 409': { thrower: known('P2002', { target: 'Secret_email_key' }), body: { email: 'a@x' }, status: 409, expected: taken() },
    'P2002 of a driver adapter is 409': { thrower: known('P2002', { driverAdapterError: { cause: { constraint: { fields: ['user_name'] } } } }), body: { userName: 'a' }, status: 409, expected: taken('userName') },
    'P2003 is 422': { thrower: known('P2003', { field_name: 'boss' }), body: { boss: 9 }, status: 422, expected: refused('boss') },
    'P2004 is 422': { thrower: known('P2004', { database_error: 'secret' }), status: 422, expected: refused() },
    'P2011 is 422': { thrower: known('P2011', { constraint: ['email'] }), body: { email: null }, status: 422, expected: refused('email') },
    'P2034 is 503': { thrower: known('P2034'), status: 503, expected: unavailable, headers: { 'retry-after': '1' } },
    'P2024 is 503': { thrower: known('P2024', { timeout: 10 }), status: 503, expected: unavailable, headers: { 'retry-after': '1' } },
    'another code is 500': { thrower: known('P2010'), status: 500, expected: unknownError },
    'the code alone is 500': { thrower: () => { throw Object.assign(new Error('secret'), { code: 'P2025' }) }, status: 500, expected: unknownError }
  }
  for (const [name, { thrower, body, status, expected, headers }] of Object.entries(table)) {
    t.test(name, async (t) => {
      const reply = await answer(t, { mappers: [mappers.prisma] }, thrower, { payload: body ?? {} })
      t.equal(reply.statusCode, status)
      t.same(reply.body, expected)
      t.same(reply.headers, { ...common, ...headers })
      t.notMatch(reply.text, /secret|prisma|P20/i)
    })
  }
})

t.test('boom', async (t) => {
  const withHeaders = (error: Boom, headers: Record<string, string>) => {
    Object.assign(error.output.headers, headers)
    return error
  }
  const boom = (statusCode: number, message?: string, data?: unknown) => new Boom(message, { statusCode, data })
  const table: Record<string, { error: unknown, status: number, expected: object, headers?: object }> = {
    'a client error shows its message': { error: boom(404, 'No such dish', { secret: 1 }), status: 404, expected: envelope('NOT_FOUND', 'No such dish') },
    'a client error without a message has that of its status': { error: boom(403), status: 403, expected: envelope('FORBIDDEN', 'Forbidden') },
    'a server error shows none': { error: boom(503, 'secret host'), status: 503, expected: unavailable },
    'an unexpected error shows none': { error: new Boom(new Error('secret'), { statusCode: 500 }), status: 500, expected: unknownError },
    'its challenge is sent': {
      error: withHeaders(boom(401, 'Who are you?'), { 'WWW-Authenticate': 'Basic realm="kitchen"', 'X-Secret': 'secret', 'Set-Cookie': 'secret=1' }),
      status: 401,
      expected: envelope('UNAUTHORIZED', 'Who are you?'),
      headers: { 'www-authenticate': 'Basic realm="kitchen"' }
    },
    'a 401 without one gets the default': { error: boom(401, 'Who?'), status: 401, expected: envelope('UNAUTHORIZED', 'Who?'), headers: { 'www-authenticate': 'Bearer realm="api"' } },
    'its Allow is sent': {
      error: withHeaders(boom(405, 'Not that way'), { Allow: 'GET, HEAD' }),
      status: 405,
      expected: envelope('INVALID_REQUEST_METHOD', 'Not that way', { allowedMethods: ['GET', 'HEAD'] }),
      headers: { allow: 'GET, HEAD' }
    },
    'an invalid header is not sent': { error: withHeaders(boom(429, 'Slow down'), { 'Retry-After': '5\r\nset-cookie: secret=1' }), status: 429, expected: envelope('TOO_MANY_REQUESTS', 'Slow down') },
    'an output without a status is 500': { error: { isBoom: true, message: 'secret' }, status: 500, expected: unknownError },
    'an invalid status is 500': { error: { isBoom: true, output: { statusCode: 200, payload: { message: 'secret' } } }, status: 500, expected: unknownError }
  }
  for (const [name, { error, status, expected, headers }] of Object.entries(table)) {
    t.test(name, async (t) => {
      const reply = await answer(t, { mappers: [mappers.boom] }, () => { throw error })
      t.equal(reply.statusCode, status)
      t.same(reply.body, expected)
      t.same(reply.headers, { ...common, ...headers })
      t.notMatch(reply.text, /secret/i)
    })
  }
})

t.test('boom and zod serve a server without the plugin', async (t) => {
  const fastify = Fastify()
  fastify.setErrorHandler((error, request, reply) => {
    const { statusCode, code, headers, issues } = (mappers.boom(error, request) ?? mappers.zod(error, request))!
    return reply.code(statusCode).send({ code, headers, issues: issues?.length })
  })
  fastify.get('/boom', async () => {
    const error = new Boom('Who?', { statusCode: 401 })
    error.output.headers['WWW-Authenticate'] = 'Basic realm="kitchen"'
    throw error
  })
  fastify.get('/zod', async () => z.array(z.string()).parse(Array.from({ length: 60 }, () => 1)))
  const ask = async (url: string) => {
    const response = await fastify.inject(url)
    return [response.statusCode, response.json()]
  }
  t.same(await ask('/boom'), [401, { code: 'UNAUTHORIZED' }])
  t.same(await ask('/zod'), [400, { code: 'INVALID_BODY', issues: 50 }])
})

t.test('zod', async (t) => {
  const schema = z.strictObject({
    name: z.string().min(2),
    kind: z.literal('stored-secret').optional(),
    size: z.enum(['small', 'large']).optional(),
    items: z.array(z.object({ price: z.number().multipleOf(5).max(100) })).optional(),
    mail: z.email().optional(),
    either: z.union([z.number(), z.boolean()]).optional()
  })
  const issue = (path: string, kind: string, message: string) => ({ path, in: 'body', kind, message })
  const table: Record<string, { sent: unknown, path: string, issues: object[] }> = {
    'one issue is listed': { sent: {}, path: 'name', issues: [issue('name', 'invalid_type', 'Invalid input: expected string, received undefined')] },
    'the root has an empty path': { sent: [], path: '', issues: [issue('', 'invalid_type', 'Invalid input: expected object, received array')] },
    'several are listed': {
      sent: { name: 'x', items: [{ price: 7 }, { price: 105 }] },
      path: 'name',
      issues: [
        issue('name', 'too_small', 'Too small: expected string to have >=2 characters'),
        issue('items.0.price', 'not_multiple_of', 'Invalid number: must be a multiple of 5'),
        issue('items.1.price', 'too_big', 'Too big: expected number to be <=100')
      ]
    },
    'allowed values and unknown keys are not quoted': {
      sent: { name: 'xy', kind: 'SECRET', size: 'SECRET', mail: 'SECRET', either: 'SECRET', more: 'SECRET', most: 'SECRET' },
      path: 'kind',
      issues: [
        issue('kind', 'invalid_literal', 'must be the allowed value'),
        issue('size', 'invalid_enum_value', 'must be one of the allowed values'),
        issue('mail', 'invalid_string', 'Invalid email address'),
        issue('either', 'invalid_union', 'Invalid input'),
        issue('more', 'unrecognized_keys', 'is not a known property'),
        issue('most', 'unrecognized_keys', 'is not a known property')
      ]
    }
  }
  for (const [name, { sent, path, issues }] of Object.entries(table)) {
    t.test(name, async (t) => {
      const reply = await answer(t, { mappers: [mappers.zod] }, () => schema.parse(sent))
      t.equal(reply.statusCode, 400)
      t.same(reply.body, envelope('INVALID_BODY', 'Invalid body content.', { path, issues }))
      t.same(reply.headers, common)
      t.notMatch(reply.text, /secret|small, large/i)
    })
  }

  t.test('follows the options of the context', async (t) => {
    const reply = await answer(t, { mappers: [mappers.zod], validation: { statusCode: 422, maxIssues: 2 } }, () => schema.parse({ name: 1, size: 1, mail: 1 }))
    t.equal(reply.statusCode, 422)
    t.equal(reply.body.error.detail.issues.length, 2)
  })

  t.test('what only has the name of its errors is left alone', async (t) => {
    for (const issues of [undefined, 'SECRET', { 0: 'SECRET' }]) {
      const reply = await answer(t, { mappers: [mappers.zod] }, () => { throw Object.assign(new Error('SECRET'), { name: 'ZodError', issues }) })
      t.equal(reply.statusCode, 500)
      t.same(reply.body, unknownError)
    }
  })

  t.test("zod 3's issues, which quote what was received, are sent without it", async (t) => {
    const error = Object.assign(new Error('[…]'), {
      name: 'ZodError',
      issues: [{ code: 'invalid_enum_value', path: ['size'], received: 'SECRET', options: ['small'], message: "Invalid enum value. Expected 'small', received 'SECRET'" }, null]
    })
    const reply = await answer(t, { mappers: [mappers.zod] }, () => { throw error })
    t.same(reply.body, envelope('INVALID_BODY', 'Invalid body content.', {
      path: 'size',
      issues: [issue('size', 'invalid_enum_value', 'must be one of the allowed values'), issue('', 'custom', 'is invalid')]
    }))
  })
})

t.test('abort', async (t) => {
  const skip = skipWithout('request.signal and handlerTimeout')
  const serve = async (t: Test, thrower: Thrower, map = [mappers.abort, mappers.upstream]) => {
    const { fastify, lines } = await buildServer(t, { mappers: map }, thrower)
    await fastify.listen({ host: '127.0.0.1', port: 0 })
    return { port: (fastify.server.address() as AddressInfo).port, lines }
  }
  const waitFor = async (condition: () => unknown) => {
    for (let i = 0; i < 200 && !condition(); i++) await sleep(10)
  }
  const hanging = createServer(() => {})
  hanging.listen(0, '127.0.0.1')
  await once(hanging, 'listening')
  t.teardown(() => { hanging.close(); hanging.closeAllConnections() })
  const hangingUrl = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/`

  const calls: Record<string, Thrower> = {
    fetch: ({ signal }) => fetch(hangingUrl, { signal }),
    undici: ({ signal }) => undici.request(hangingUrl, { signal }),
    axios: ({ signal }) => axios.get(hangingUrl, { signal }),
    got: ({ signal }) => got(hangingUrl, { signal, retry: { limit: 0 } }),
    timers: ({ signal }) => sleep(60_000, undefined, { signal })
  }
  for (const [name, thrower] of Object.entries(calls)) {
    t.test(`${name}: a client that has gone is logged as 499, not as a failure`, { skip }, async (t) => {
      let started = false
      const { port, lines } = await serve(t, (request) => { started = true; return thrower(request) })
      const socket = connect(port, '127.0.0.1')
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
      await waitFor(() => started)
      socket.destroy()
      await waitFor(() => lines.some(({ err }) => err !== undefined))
      const logged = lines.filter(({ err }) => err !== undefined)
      t.equal(logged.length, 1)
      t.match(logged[0], { level: 20, msg: 'The client closed the connection before the reply was ready.', err: { statusCode: 499 } })
    })
  }

  // What Node throws where a client leaves is ECONNRESET; any other failure keeps its level
  for (const [code, level] of [['ECONNRESET', 20], ['EPIPE', 50]] as const) {
    t.test(`${code} of a client that has disconnected is not an upstream error`, async (t) => {
      let started = false
      const { port, lines } = await serve(t, async ({ raw }) => {
        started = true
        await new Promise((resolve) => raw.once('close', resolve))
        throw Object.assign(new Error('gone'), { code })
      }, [mappers.upstream])
      const socket = connect(port, '127.0.0.1')
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
      await waitFor(() => started)
      socket.destroy()
      await waitFor(() => lines.some(({ err }) => err !== undefined))
      t.match(lines.filter(({ err }) => err !== undefined), [{ level, msg: 'gone', err: { message: 'gone', statusCode: 500 } }])
    })
  }

  t.test("an abort of the handler's own is left alone", async (t) => {
    const reply = await answer(t, { mappers: [mappers.abort] }, () => { throw new DOMException('secret', 'AbortError') })
    t.equal(reply.statusCode, 500)
    t.same(reply.body, unknownError)
  })

  t.test("a timeout of the handler's own is left to upstream", { skip }, async (t) => {
    const reply = await answer(t, { mappers: [mappers.abort, mappers.upstream] }, ({ signal }) => fetch(hangingUrl, { signal: AbortSignal.any([signal, AbortSignal.timeout(50)]) }))
    t.equal(reply.statusCode, 504)
    t.same(reply.body, gatewayTimeout)
  })

  t.test('a handlerTimeout is 503', { skip }, async (t) => {
    const fastify = Fastify({ handlerTimeout: 50 })
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin, { mappers: [mappers.abort] })
    // Whoever listens to the signal may answer before Fastify does
    fastify.get('/', (request, reply) => {
      request.signal.addEventListener('abort', () => { reply.send(new DOMException('secret', 'AbortError')) })
    })
    const response = await fastify.inject('/')
    t.equal(response.statusCode, 503)
    t.same(response.json(), unavailable)
  })
})
