import createError from '@fastify/error'
import { Readable } from 'node:stream'
import { runInNewContext } from 'node:vm'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import t from 'tap'
import errorsPlugin, { errors, type ErrorRepliesOptions } from '../../lib/index.js'
import { hasFeature, skipWithout } from '../support/versions.js'

const SECRET = 'hunter2'
const unknown = { code: 'UNKNOWN_ERROR', message: 'An unknown error has occurred.' }

const withGetters = (properties: string[], target: object = new Error(SECRET)) => {
  for (const name of properties) Object.defineProperty(target, name, { get: () => { throw new Error(SECRET) } })
  return target
}
const refusing = new Proxy(new Error(SECRET), {
  get: () => { throw new Error(SECRET) },
  ownKeys: () => { throw new Error(SECRET) },
  has: () => { throw new Error(SECRET) }
})

// value → status and error member
const thrown: [string, () => unknown, number, object][] = [
  ['a string', () => SECRET, 500, unknown],
  ['null', () => null, 500, unknown],
  ['undefined', () => undefined, 500, unknown],
  ['a number', () => 404, 500, unknown],
  ['a symbol', () => Symbol(SECRET), 500, unknown],
  ['a bigint', () => 10n, 500, unknown],
  ['a plain object', () => ({ secret: SECRET }), 500, unknown],
  ['a plain object with a status', () => ({ statusCode: 404, message: 'Gone fishing.' }), 404, { code: 'NOT_FOUND', message: 'Gone fishing.' }],
  ['an array', () => [SECRET], 500, unknown],
  ['a Buffer', () => Buffer.from(SECRET), 500, unknown],
  ['a function', () => () => SECRET, 500, unknown],
  ['a Response', () => new Response(SECRET, { status: 418 }), 500, unknown],
  ['a stream', () => Readable.from([SECRET]), 500, unknown],
  ['an error of another realm', () => runInNewContext(`Object.assign(new Error('Not yours.'), { statusCode: 403, sql: '${SECRET}' })`), 403, { code: 'FORBIDDEN', message: 'Not yours.' }],
  ['a frozen error', () => Object.freeze(new Error(SECRET)), 500, unknown],
  ['a Proxy that refuses', () => refusing, 500, unknown],
  ['an error whose getters throw', () => withGetters(['statusCode', 'status', 'code', 'message', 'headers', 'expose', 'validationContext', 'cause', 'name']), 500, unknown],
  ['an error with toJSON, then and pipe', () => Object.assign(new Error(SECRET), { toJSON: () => SECRET, then: 1, pipe: 1 }), 500, unknown],
  ['an AggregateError', () => new AggregateError([new Error(SECRET)]), 500, unknown],
  ['a DOMException', () => new DOMException(SECRET, 'AbortError'), 500, unknown],
  ['an empty message', () => Object.assign(new Error(''), { statusCode: 409 }), 409, { code: 'CONFLICT', message: 'Update conflict. Resolve the conflict and try again.' }],
  ['an invalid message', () => ({ statusCode: 409, message: { secret: SECRET } }), 409, { code: 'CONFLICT', message: 'Update conflict. Resolve the conflict and try again.' }],
  ['a message as long as it may be', () => Object.assign(new Error('x'.repeat(4096)), { statusCode: 409 }), 409, { code: 'CONFLICT', message: 'x'.repeat(4096) }],
  ['a message that is one longer', () => Object.assign(new Error('x'.repeat(4097)), { statusCode: 409 }), 409, { code: 'CONFLICT', message: 'x'.repeat(4095) + '…' }],
  ['a long message', () => Object.assign(new Error('x'.repeat(1e6)), { statusCode: 409 }), 409, { code: 'CONFLICT', message: 'x'.repeat(4095) + '…' }],
  ['lone surrogates', () => Object.assign(new Error('\ud800 \u0000'), { statusCode: 409 }), 409, { code: 'CONFLICT', message: '\ud800 \u0000' }],
  ['own properties', () => Object.assign(new Error('Taken.'), { statusCode: 409, sql: SECRET, config: SECRET, cause: SECRET, detail: { secret: SECRET } }), 409, { code: 'CONFLICT', message: 'Taken.' }],

  ['status in statusCode', () => Object.assign(new Error('a'), { statusCode: 404, status: 403 }), 404, { code: 'NOT_FOUND', message: 'a' }],
  ['status in status, of an HTTP client', () => Object.assign(new Error(SECRET), { status: 401 }), 500, unknown],
  ['status in status, beside another statusCode', () => Object.assign(new Error(SECRET), { statusCode: 200, status: 403 }), 500, unknown],
  ['status in status, of http-errors', () => Object.assign(new Error('a'), { status: 403, expose: true }), 403, { code: 'FORBIDDEN', message: 'a' }],
  ['status in status, of http-errors that hide', () => Object.assign(new Error(SECRET), { status: 403, expose: false }), 403, { code: 'FORBIDDEN', message: 'You cannot do that.' }],
  ['status in status, with an invalid expose', () => Object.assign(new Error(SECRET), { status: 403, expose: 'yes' }), 500, unknown],
  ['a status that looks like a number', () => Object.assign(new Error(SECRET), { statusCode: '4e2' }), 500, unknown],
  ['a status in hexadecimal', () => Object.assign(new Error(SECRET), { statusCode: '0x190' }), 500, unknown],
  ['a status behind a blank', () => Object.assign(new Error(SECRET), { statusCode: ' 404' }), 500, unknown],
  ['status as a string', () => Object.assign(new Error('a'), { statusCode: '404' }), 404, { code: 'NOT_FOUND', message: 'a' }],
  ['an invalid status', () => Object.assign(new Error(SECRET), { statusCode: 404.5, status: '40' }), 500, unknown],
  ['a status out of range', () => Object.assign(new Error(SECRET), { statusCode: 600, status: 399 }), 500, unknown],
  ['an unlisted status', () => Object.assign(new Error('a'), { statusCode: 499 }), 499, { code: 'INVALID_REQUEST', message: 'a' }],

  ['a public code', () => Object.assign(new Error('a'), { statusCode: 403, code: 'QUOTA_USED' }), 403, { code: 'QUOTA_USED', message: 'a' }],
  ['a code of @fastify/error', () => createError('APP_CLOSED', 'Closed for %s', 403)('today'), 403, { code: 'APP_CLOSED', message: 'Closed for today' }],
  ['a code of a system call', () => Object.assign(new Error('a'), { statusCode: 403, code: 'ENOENT' }), 403, { code: 'FORBIDDEN', message: 'a' }],
  ['a code of Node', () => Object.assign(new Error('a'), { statusCode: 403, code: 'ERR_INVALID_ARG_TYPE' }), 403, { code: 'FORBIDDEN', message: 'a' }],
  ['a code of undici', () => Object.assign(new Error('a'), { statusCode: 403, code: 'UND_ERR_SOCKET' }), 403, { code: 'FORBIDDEN', message: 'a' }],
  ['a code of the framework', () => createError('FST_ERR_CTP_X', SECRET, 400)(), 400, { code: 'INVALID_REQUEST', message: 'Invalid request.' }],
  ['a code of a plugin', () => createError('FST_JWT_X', 'No token.', 403)(), 403, { code: 'FORBIDDEN', message: 'No token.' }],
  ['a code of fast-jwt', () => createError('FAST_JWT_MISSING_SIGNATURE', 'Unsigned.', 403)(), 403, { code: 'FORBIDDEN', message: 'Unsigned.' }],
  ['a code in lower case', () => Object.assign(new Error('a'), { statusCode: 403, code: 'quota' }), 403, { code: 'FORBIDDEN', message: 'a' }],
  ['a server error with a code', () => Object.assign(new Error(SECRET), { statusCode: 502, code: 'DB_DOWN' }), 502, { code: 'BAD_GATEWAY', message: 'A server behind this one gave an invalid answer.' }],

  ['expose: false', () => Object.assign(new Error(SECRET), { statusCode: 403, expose: false }), 403, { code: 'FORBIDDEN', message: 'You cannot do that.' }],
  ['expose: true from 500 on', () => Object.assign(new Error('Back at noon.'), { statusCode: 503, expose: true, code: 'LUNCH' }), 503, { code: 'LUNCH', message: 'Back at noon.' }],
  ['a SyntaxError of a parser', () => Object.assign(new SyntaxError(`Unexpected token in ${SECRET}`), { statusCode: 400 }), 400, { code: 'INVALID_REQUEST', message: 'Invalid request.' }],
  ['an error of ours with an invalid status', () => Object.assign(errors.gone(), { statusCode: 200 }), 410, { code: 'GONE', message: 'What was at this address is gone for good.' }],
  ['an error that may not speak, with an empty list of failures', () => Object.assign(new Error(SECRET), { validationContext: 'body', validation: [], statusCode: 400, expose: false }), 400, { code: 'INVALID_BODY', message: 'Invalid body content.', detail: { path: '', issues: [{ path: '', in: 'body', kind: 'custom', message: 'is invalid' }] } }],
  ['an AggregateError of a validator that may not speak', () => Object.assign(new AggregateError([new Error(SECRET)], SECRET), { validationContext: 'body', statusCode: 400, expose: false }), 400, { code: 'INVALID_BODY', message: 'Invalid body content.', detail: { path: '', issues: [{ path: '', in: 'body', kind: 'custom', message: 'is invalid' }] } }],
  ['an error of ours with another status', () => Object.assign(errors.gone(), { statusCode: 404 }), 404, { code: 'GONE', message: 'What was at this address is gone for good.' }],
  ['a deliberate server error', () => errors.serviceUnavailable(5, 'Back at noon.'), 503, { code: 'SERVICE_UNAVAILABLE', message: 'Back at noon.' }]
]

async function buildServer (options: ErrorRepliesOptions = {}): Promise<FastifyInstance> {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, options)
  return fastify
}

t.test('normalize', async t => {
  const fastify = await buildServer()
  const values = new Map(thrown.map(([name, value]) => [name, value]))
  const value = (request: { headers: object }) => values.get((request.headers as Record<string, string>)['x-value'] as string)?.()
  fastify.get('/sync', (request) => { throw value(request) })
  fastify.get('/async', async (request) => { throw value(request) })
  fastify.get('/hook', { preHandler: async (request) => { throw value(request) } }, () => 'never')
  for (const [name, , statusCode, error] of thrown) {
    t.test(`sends ${name}`, async t => {
      for (const url of ['/sync', '/async', '/hook']) {
        // Fastify itself replaces what a hook rejects with when it is falsy: a 500 either way
        const response = await fastify.inject({ url, headers: { 'x-value': name } })
        t.equal(response.statusCode, statusCode, url)
        t.same(response.json(), { type: ['Error'], error, debug: {} }, url)
        t.notOk(response.body.includes(SECRET), url)
      }
    })
  }

  t.test('a failure of errorMessage without what failed is a 400', async t => {
    const fastify = await buildServer()
    const params: unknown[] = [{}, { errors: [] }, { errors: 5 }, undefined, null]
    fastify.get('/:index', async (request) => {
      const validation = [{ keyword: 'errorMessage', instancePath: '/a', message: 'is wrong', params: params[Number((request.params as { index: string }).index)] }]
      throw Object.assign(new Error('No.'), { statusCode: 400, validationContext: 'body', validation })
    })
    for (const index of params.keys()) {
      const response = await fastify.inject(`/${index}`)
      t.equal(response.statusCode, 400)
      t.same(response.json().error, {
        code: 'INVALID_BODY', message: 'No.', detail: { path: 'a', issues: [{ path: 'a', in: 'body', kind: 'custom', message: 'is wrong' }] }
      })
    }
  })

  t.test('a failure that names 100 long properties stays within the budget', async t => {
    const fastify = await buildServer({ format: 'problem' })
    const keys = Array.from({ length: 100 }, (_, i) => `${i}${'€'.repeat(5000)}`)
    const validation = [{ keyword: 'unrecognized_keys', instancePath: '', message: 'x', params: { keys } }]
    fastify.get('/', async () => { throw Object.assign(new Error('No.'), { statusCode: 400, validationContext: 'body', validation }) })
    const response = await fastify.inject('/')
    t.equal(response.statusCode, 400)
    t.ok(response.rawPayload.length < 65_536, `${response.rawPayload.length} bytes`)
  })

  t.test('expose: all takes the status of an HTTP client as Fastify does', async t => {
    const fastify = await buildServer({ expose: 'all' })
    fastify.get('/', async () => { throw Object.assign(new Error('a'), { status: 403 }) })
    t.equal((await fastify.inject('/')).statusCode, 403)
  })

  t.test('a failed validation keeps its own status, also one that HTTP does not know', async t => {
    const fastify = await buildServer({ format: 'fastify' })
    const failure = { validation: [], validationContext: 'body' }
    fastify.get('/413', async () => { throw Object.assign(new Error('Too much.'), { statusCode: 413, ...failure }) })
    fastify.get('/499', async () => { throw Object.assign(new Error('Odd.'), { statusCode: 499 }) })
    t.same((await fastify.inject('/413')).json(), { statusCode: 413, error: 'Payload Too Large', message: 'Too much.' })
    t.same((await fastify.inject('/499')).json(), { statusCode: 499, message: 'Odd.' })
  })

  t.test('members of a detail are plain JSON', async t => {
    const fastify = await buildServer()
    const detail = { yes: true, no: false, empty: null, none: undefined, nothing: () => 1, long: ['x'.repeat(40_000)] }
    fastify.get('/', (_request, reply) => reply.forbidden('No.', { detail }))
    t.same((await fastify.inject('/')).json().error.detail, { yes: true, no: false, empty: null, none: null, nothing: null, long: null })
  })

  t.test('takes the status of the reply when the error has no status', async t => {
    const fastify = await buildServer()
    fastify.get('/401', (_request, reply) => { reply.code(401).send(new Error('Who are you?')) })
    fastify.get('/201', async (_request, reply) => {
      reply.code(201)
      throw new Error(SECRET)
    })
    const response = await fastify.inject('/401')
    t.equal(response.statusCode, 401)
    t.same(response.json().error, { code: 'UNAUTHORIZED', message: 'Who are you?' })
    t.equal((await fastify.inject('/201')).statusCode, 500)
  })

  t.test('sends an allowed method that a foreign error names', async t => {
    const fastify = await buildServer()
    fastify.get('/', async () => { throw Object.assign(new Error('No.'), { statusCode: 405, headers: { Allow: 'GET,  POST, b@d' } }) })
    const response = await fastify.inject('/')
    t.same(response.json().error, { code: 'INVALID_REQUEST_METHOD', message: 'No.', detail: { allowedMethods: ['GET', 'POST'] } })
    t.equal(response.headers['allow'], 'GET, POST')
  })

  t.test('does not change an error that is thrown twice', async t => {
    const fastify = await buildServer()
    const shared = Object.freeze(errors.methodNotAllowed(['GET']))
    fastify.route({ method: ['PUT', 'POST'], url: '/', handler: async () => { throw shared } })
    t.equal((await fastify.inject({ method: 'PUT', url: '/' })).json().error.message, 'Invalid request method PUT.')
    t.equal((await fastify.inject({ method: 'POST', url: '/' })).json().error.message, 'Invalid request method POST.')
  })
})

const secret = (statusCode: number, more = {}) => Object.assign(new Error(SECRET), { statusCode, code: 'INNER', ...more })

// expose → which of these errors shows its message
const cases: [string, unknown, number][] = [
  ['client error', secret(409), 409],
  ['client error that hides', secret(409, { expose: false }), 409],
  ['server error', secret(503), 503],
  ['server error that shows', secret(503, { expose: true }), 503],
  ['framework error', secret(400, { code: 'FST_ERR_X' }), 400]
]
const exposures: [string, ErrorRepliesOptions['expose'], boolean[]][] = [
  ['4xx', '4xx', [true, false, false, true, false]],
  ['deliberate', 'deliberate', [false, false, false, true, false]],
  ['all', 'all', [true, true, true, true, true]],
  ['a function', (error, statusCode) => statusCode === 503 && (error as Error).message === SECRET, [false, false, true, true, false]],
  ['a function that throws', () => { throw new Error('expose') }, [false, false, false, false, false]],
  ['a function that does not return a boolean', (() => 'yes') as never, [false, false, false, false, false]]
]

t.test('an error of this package is sent as it is, wherever it is thrown', async t => {
  const gone = errors.gone('Moved away.')
  const fail = () => { throw errors.gone('Moved away.') }
  const schema = { body: { type: 'object', required: ['a'] } }
  const places: Record<string, object> = {
    validator: { schema, validatorCompiler: () => fail },
    'validator, the same error each time': { schema, validatorCompiler: () => () => { throw gone } },
    'asynchronous validator': { schema, validatorCompiler: () => async () => fail() },
    'result of a validator': { schema, validatorCompiler: () => () => ({ error: errors.gone('Moved away.') }) },
    'schemaErrorFormatter, thrown': { schema, schemaErrorFormatter: fail },
    'schemaErrorFormatter, returned': { schema, schemaErrorFormatter: () => errors.gone('Moved away.') },
    'validationError of the request': { schema, attachValidation: true, validatorCompiler: () => fail, handler: async ({ validationError }: FastifyRequest) => { throw validationError } },
    preParsing: { preParsing: async () => fail() },
    'parsed stream': { preParsing: async () => new Readable({ read () { this.destroy(errors.gone('Moved away.')) } }) },
    ...hasFeature('care for content type parsers that throw') && { parser: { headers: { 'content-type': 'text/x' } } },
    preSerialization: { preSerialization: async () => fail() },
    serializerCompiler: { schema: { response: { 200: {} } }, serializerCompiler: () => fail },
    serializer: { handler: (_request: unknown, reply: FastifyReply) => { reply.serializer(fail).send({}) } },
    toJSON: { handler: async () => ({ toJSON: fail }) }
  }
  for (const [place, { headers, ...route }] of Object.entries(places) as [string, { headers?: {} }][]) {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    fastify.addContentTypeParser('text/x', fail)
    fastify.route({ method: 'POST', url: '/', handler: async () => ({ fine: true }), ...route })
    for (const attempt of ['first', 'second']) {
      const { statusCode, body } = await fastify.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json', ...headers }, payload: '{}' })
      t.strictSame([statusCode, JSON.parse(body).error], [410, { code: 'GONE', message: 'Moved away.' }], `${place}, ${attempt}`)
    }
  }

  const reading = Fastify()
  t.teardown(() => reading.close())
  await reading.register(errorsPlugin)
  reading.post('/', { schema, validatorCompiler: () => () => { throw errors.badRequest(new Error('Not a name.')) } }, async () => 'never')
  t.match((await reading.inject({ method: 'POST', url: '/', payload: {} })).json().error, { code: 'INVALID_REQUEST', message: 'Not a name.' })

  // The application may give an error another status
  const fastify = Fastify()
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin)
  fastify.get('/', async () => { throw Object.assign(errors.gone(), { statusCode: 500 }) })
  t.equal((await fastify.inject('/')).statusCode, 500)
})

t.test('lists that cannot be read make no error another one, nor keep it from the log', async t => {
  const { proxy: revoked, revoke } = Proxy.revocable([], {})
  revoke()
  const throwing = new Proxy([], { get: () => { throw new Error(SECRET) } })
  const lines: Record<string, any>[] = []
  const fastify = Fastify({ logger: { level: 'info', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin)
  let thrown: unknown
  fastify.get('/', async () => { throw thrown })
  const send = async (properties: object) => {
    thrown = Object.assign(new Error('No.'), { statusCode: 409, expose: false }, properties)
    lines.length = 0
    const { statusCode, body, headers } = await fastify.inject('/')
    t.equal(statusCode, 409)
    t.notMatch(body, SECRET)
    t.match(lines.filter(({ err }) => err !== undefined), [{ level: 30, err: { message: 'No.' } }])
    return headers
  }
  for (const list of [revoked, throwing]) {
    for (const name of ['validation', 'details', 'inner', 'issues', 'errors', 'arkErrors']) await send({ validationContext: 'body', [name]: list })
    for (const name of ['code', 'extra', 'cause', 'errors']) await send({ [name]: list })
    const { 'retry-after': retryAfter } = await send({ headers: { link: list, 'retry-after': '3' } })
    t.equal(retryAfter, '3')
    const failures = [list, { keyword: 'required', params: list }, { keyword: 'required', params: { missingProperty: list, type: list, allowedValues: list } }, { keyword: 'enum', params: { allowedValues: list } }, { path: list, message: 'x' }, { path: [list], message: 'x', code: 'invalid_value', values: list, expected: list }]
    for (const failure of failures) await send({ validationContext: 'body', validation: [failure] })
  }
})

t.test('expose', async t => {
  for (const [name, expose, shown] of exposures) {
    t.test(name, async t => {
      const fastify = await buildServer({ expose })
      fastify.get('/:index', async (request) => { throw cases[Number((request.params as { index: string }).index)]?.[1] })
      fastify.get('/deliberate', async () => { throw errors.badGateway('Deliberate.') })
      for (const [index, [name, , statusCode]] of cases.entries()) {
        const response = await fastify.inject(`/${index}`)
        t.equal(response.statusCode, statusCode, name)
        t.equal(response.json().error.message === SECRET, shown[index], name)
        t.equal(response.body.includes('INNER'), shown[index] && name !== 'framework error', name)
      }
      t.equal((await fastify.inject('/deliberate')).json().error.message, 'Deliberate.')
    })
  }
})

t.test("expose: 'all' sends what Fastify sends", async t => {
  const thrown: Record<string, unknown> = {
    'an empty message': new Error(''),
    'an empty message below 500': Object.assign(new Error(''), { statusCode: 404 }),
    'the error of a route that is not found': Object.assign(new Error('Nothing here.'), { statusCode: 404, code: 'FST_ERR_NOT_FOUND' }),
    'a numeric code': Object.assign(new Error('Odd.'), { code: 42 }),
    'a status that Node does not know': Object.assign(new Error('Closed.'), { statusCode: 499 }),
    'a long message': new Error('x'.repeat(20_000)),
    'a message with control characters': new Error('a\u0000b'),
    'a plain object': { statusCode: 429, error: 'Too Many Requests', message: 'Slow down.', date: 7, nested: { a: [1] } }
  }
  const before = Fastify()
  const after = Fastify()
  t.teardown(async () => { await before.close(); await after.close() })
  await after.register(errorsPlugin, { format: 'fastify', negotiate: [], expose: 'all' })
  for (const fastify of [before, after]) {
    for (const [i, error] of Object.values(thrown).entries()) fastify.get(`/${i}`, async () => { throw error })
  }
  for (const [i, name] of Object.keys(thrown).entries()) {
    t.test(name, async t => {
      const [expected, actual] = await Promise.all([before.inject(`/${i}`), after.inject(`/${i}`)])
      t.equal(actual.statusCode, expected.statusCode)
      t.strictSame(actual.json(), expected.json())
    })
  }

  t.test('and in other formats the members of a plain object are extensions', async t => {
    const ask = async (options: ErrorRepliesOptions, error: unknown) => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin, options)
      fastify.get('/', async () => { throw error })
      return (await fastify.inject('/')).json()
    }
    const error = thrown['a plain object']
    t.strictSame((await ask({ expose: 'all' }, error)).error, { code: 'TOO_MANY_REQUESTS', message: 'Slow down.', detail: { date: 7, nested: { a: [1] } } })
    t.strictSame((await ask({}, error)).error, { code: 'TOO_MANY_REQUESTS', message: 'Slow down.' }, 'not by default')
    t.strictSame((await ask({ expose: 'all', format: 'problem' }, error)).date, 7)
    t.strictSame((await ask({ expose: 'all' }, { message: 'Alone.' })).error, { code: 'UNKNOWN_ERROR', message: 'Alone.' })
    t.strictSame((await ask({ expose: 'all' }, new Error(''))).error, { code: 'UNKNOWN_ERROR', message: 'An unknown error has occurred.' })
    t.strictSame((await ask({ expose: 'all', redact: ['nested.a'] }, error)).error.detail, { date: 7, nested: { a: '[redacted]' } })
  })

  t.test('of a value whose prototype cannot be read', { skip: skipWithout('care for values whose prototype cannot be read') }, async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { expose: 'all' })
    fastify.get('/', async () => { throw new Proxy({ message: 'x' }, { getPrototypeOf: () => { throw new Error('no') } }) })
    t.equal((await fastify.inject('/')).json().error.message, 'x')
  })
})

t.test('headers of a foreign error', async t => {
  const fastify = await buildServer()
  const headers: Record<string, unknown> = {
    'Retry-After': 3,
    'WWW-Authenticate': 'Basic realm="a"',
    'proxy-authenticate': 'Basic realm="b"',
    accept: 'text/csv',
    'accept-ch': 'width',
    upgrade: 'h2c',
    link: '</a>; rel=help',
    'ratelimit-policy': '1;w=2',
    ratelimit: 'x',
    'x-ratelimit-limit': '10',
    'content-range': 'bytes */3',
    'set-cookie': 'a=b',
    'transfer-encoding': 'chunked',
    server: 'upstream',
    'x-secret': SECRET
  }
  fastify.get('/:statusCode', async (request) => {
    throw Object.assign(new Error('No.'), { statusCode: Number((request.params as { statusCode: string }).statusCode), headers })
  })
  fastify.get('/hostile', async () => { throw Object.assign(new Error('No.'), { statusCode: 409, headers: refusing }) })

  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`x-ratelimit-${i}`, '1']))
  fastify.get('/many', async () => { throw Object.assign(new Error('No.'), { statusCode: 429, headers: many }) })
  t.equal(Object.keys((await fastify.inject('/many')).headers).filter((name) => name.startsWith('x-ratelimit-')).length, 64)

  const at401 = await fastify.inject('/401')
  t.match(at401.headers, {
    'retry-after': '3',
    'www-authenticate': 'Basic realm="a"',
    'proxy-authenticate': 'Basic realm="b"',
    accept: 'text/csv',
    'accept-ch': 'width',
    upgrade: 'h2c',
    link: '</a>; rel=help',
    'ratelimit-policy': '1;w=2',
    ratelimit: 'x',
    'x-ratelimit-limit': '10'
  })
  for (const name of ['content-range', 'set-cookie', 'transfer-encoding', 'server', 'x-secret']) t.notOk(name in at401.headers, name)
  t.equal((await fastify.inject('/416')).headers['content-range'], 'bytes */3')
  t.equal((await fastify.inject('/hostile')).statusCode, 409)
})

t.test('debug', async t => {
  t.test('is empty unless it is on', async t => {
    const fastify = await buildServer()
    fastify.get('/', async () => { throw new Error(SECRET) })
    t.same((await fastify.inject('/')).json().debug, {})
  })

  t.test('sends stack and at most five causes where the function returns true', async t => {
    const fastify = await buildServer({ debug: (request) => request.headers['x-debug'] === 'yes' })
    let chain: Error | undefined
    for (let i = 7; i > 0; i--) chain = new Error(`cause ${i}`, { cause: chain })
    fastify.get('/', async () => { throw new TypeError('outer', { cause: chain }) })
    fastify.get('/own', async () => { throw errors.conflict('a', 1, 2, undefined, { cause: 'text' }) })
    t.same((await fastify.inject('/')).json().debug, {})
    const { debug, error } = (await fastify.inject({ url: '/', headers: { 'x-debug': 'yes' } })).json()
    t.same(error, unknown)
    t.match(debug, { name: 'TypeError', message: 'outer', stack: [/^at /] })
    t.same(debug.causes.map(({ message }: Error) => message), ['cause 1', 'cause 2', 'cause 3', 'cause 4', 'cause 5'])
    const own = (await fastify.inject({ url: '/own', headers: { 'x-debug': 'yes' } })).json().debug
    t.same(own, { name: 'ErrorReply', message: 'Update conflict. Resolve the conflict and try again.', stack: [], causes: [{ name: 'string', message: '', stack: [] }] })
  })

  t.test('a function that throws says no', async t => {
    const fastify = await buildServer({ debug: () => { throw new Error('debug') } })
    t.same((await fastify.inject('/')).json().debug, {})
  })

  t.test('true says yes to everyone', async t => {
    const fastify = await buildServer({ debug: true })
    t.equal((await fastify.inject('/')).json().debug.name, 'ErrorReply')
  })
})
