import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import { Type } from '@sinclair/typebox'
import t from 'tap'
import errorsPlugin, { defineError, errors, type ErrorRepliesOptions } from '../../lib/index.js'
import { postgres, prisma, sqlite } from '../../lib/mappers/index.js'

const outOfStock = defineError({
  code: 'OUT_OF_STOCK',
  statusCode: 409,
  title: 'Out of stock',
  message: 'Out of stock.',
  detail: Type.Object({ sku: Type.String() })
})

async function buildServer (options: ErrorRepliesOptions, routes: (fastify: FastifyInstance) => void) {
  const lines: Record<string, any>[] = []
  const fastify = Fastify({ bodyLimit: 100, logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
  await fastify.register(errorsPlugin, { errors: [outOfStock], ...options })
  routes(fastify)
  return { fastify, lines }
}

// Answers with what the name in the query says
const handler = async ({ query }: { query: unknown }, reply: any) => {
  const { answer } = query as { answer: string }
  if (answer === 'outOfStock') throw outOfStock({ sku: 'a' })
  if (answer === 'foreign') throw Object.assign(new Error('Taken.'), { statusCode: 409 })
  if (answer === 'call') return reply.callNotFound()
  return reply[answer]()
}
const routes = (fastify: FastifyInstance) => {
  fastify.get('/some', { errors: [outOfStock, errors.notFound, errors.contentTooLarge] }, handler)
  fastify.get('/none', handler)
  fastify.get('/out', { errors: false }, handler)
  fastify.get('/conflict', { errors: [errors.conflict], config: { a: 1 } as object }, handler)
  fastify.addContentTypeParser('text/x', { parseAs: 'string' }, (_request, _body, done) => { done(Object.assign(new SyntaxError('no x'), { statusCode: 400 }), undefined) })
  fastify.post('/body', {
    errors: [],
    schema: { body: { type: 'object', properties: { a: { type: 'integer' } } }, querystring: { type: 'object', properties: { b: { type: 'integer' } } } }
  }, async () => 'fine')
  // May have a body, which its documents do not mention
  fastify.delete('/body', { errors: [] }, async () => 'fine')
}

// Request, status and code of the reply without strictErrors, whether the error is declared
const cases: [InjectOptions, number, string, boolean][] = [
  [{ url: '/some?answer=outOfStock' }, 409, 'OUT_OF_STOCK', true],
  [{ url: '/some?answer=notFound' }, 404, 'NOT_FOUND', true],
  [{ url: '/some?answer=payloadTooLarge' }, 413, 'CONTENT_TOO_LARGE', true],
  [{ url: '/some?answer=conflict' }, 409, 'CONFLICT', false],
  [{ url: '/some?answer=foreign' }, 409, 'CONFLICT', false],
  [{ url: '/some?answer=badGateway' }, 502, 'BAD_GATEWAY', true],
  [{ url: '/some?answer=call' }, 404, 'NOT_FOUND', true],
  [{ url: '/none?answer=notFound' }, 404, 'NOT_FOUND', false],
  [{ url: '/none?answer=outOfStock' }, 409, 'OUT_OF_STOCK', false],
  [{ url: '/out?answer=notFound' }, 404, 'NOT_FOUND', true],
  [{ url: '/conflict?answer=foreign' }, 409, 'CONFLICT', true],
  [{ url: '/conflict?answer=gone', method: 'HEAD' }, 410, '', false],
  [{ url: '/nowhere' }, 404, 'NOT_FOUND', true],
  [{ url: '/some', method: 'DELETE' }, 405, 'INVALID_REQUEST_METHOD', true],
  [{ url: '/body', method: 'POST', payload: { a: 'x' } }, 400, 'INVALID_BODY', true],
  [{ url: '/body?b=x', method: 'POST', payload: {} }, 400, 'INVALID_PARAMETER_VALUE', true],
  [{ url: '/body', method: 'POST', headers: { 'content-type': 'application/json' }, payload: '{' }, 400, 'INVALID_REQUEST', true],
  [{ url: '/body', method: 'POST', headers: { 'content-type': 'text/x' }, payload: 'a' }, 400, 'INVALID_REQUEST', true],
  [{ url: '/body', method: 'POST', headers: { 'content-type': 'text/csv' }, payload: 'a' }, 415, 'UNSUPPORTED_MEDIA_TYPE', true],
  [{ url: '/body', method: 'POST', payload: { a: 'x'.repeat(100) } }, 413, 'CONTENT_TOO_LARGE', true],
  [{ url: '/body', method: 'DELETE', headers: { 'content-type': 'application/json' }, payload: '{' }, 400, 'INVALID_REQUEST', true],
  [{ url: '/body', method: 'DELETE', headers: { 'content-type': 'text/x' }, payload: 'a' }, 400, 'INVALID_REQUEST', true],
  [{ url: '/body', method: 'DELETE', headers: { 'content-type': 'text/csv' }, payload: 'a' }, 415, 'UNSUPPORTED_MEDIA_TYPE', true]
]
const name = ({ method = 'GET', url }: InjectOptions) => `${method} ${String(url)}`
const declarations: Record<string, string> = { CONFLICT: 'errors.conflict', NOT_FOUND: 'errors.notFound', GONE: 'errors.gone', OUT_OF_STOCK: "what defineError returns for 'OUT_OF_STOCK'" }
const undeclared = (request: InjectOptions, status: number, code: string) =>
  `route ${name(request).replace(/\?.*/, '')} sent ${status} with code '${code}', which is not among its errors, add ${declarations[code]} to option 'errors' of the route`
const codeOf = ({ body }: { body: string }) => body === '' ? '' : JSON.parse(body).error.code

t.test('strictErrors', async t => {
  t.test('is off by default', async t => {
    const { fastify, lines } = await buildServer({ log: { '5xx': 'silent' } }, routes)
    for (const [request, status, code] of cases) {
      const response = await fastify.inject(request)
      t.same([response.statusCode, codeOf(response)], [status, code], name(request))
    }
    t.same(lines, [])
  })

  t.test("'warn' logs what a route does not declare", async t => {
    const { fastify, lines } = await buildServer({ strictErrors: 'warn', log: { '5xx': 'silent' } }, routes)
    for (const [request, status, code, declared] of cases) {
      lines.length = 0
      const response = await fastify.inject(request)
      t.same([response.statusCode, codeOf(response)], [status, code], name(request))
      t.same(lines.map(({ msg }) => msg), declared ? [] : [undeclared(request, status, code === '' ? 'GONE' : code)], name(request))
    }
  })

  t.test("'error' makes it a 500 that says so in the log alone", async t => {
    const { fastify, lines } = await buildServer({ strictErrors: 'error', log: { 502: 'silent' } }, routes)
    for (const [request, status, code, declared] of cases) {
      lines.length = 0
      const response = await fastify.inject(request)
      if (declared) {
        t.same([response.statusCode, codeOf(response)], [status, code], name(request))
        t.same(lines, [], name(request))
      } else {
        t.equal(response.statusCode, 500, name(request))
        t.equal(response.body, request.method === 'HEAD' ? '' : '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}', name(request))
        t.equal(lines.length, 1)
        t.match(lines[0]?.['err'].message, undeclared(request, status, code === '' ? 'GONE' : code), name(request))
      }
    }
  })

  t.test('an error with its own code is declared by an error with that code', async t => {
    const taken = { code: 'NAME_TAKEN' }
    const known: [() => unknown, number, string][] = [
      [() => errors.conflict('Taken.', taken), 409, 'NAME_TAKEN'],
      [() => Object.assign(new Error('Taken.'), { statusCode: 409, code: 'NAME_TAKEN' }), 409, 'NAME_TAKEN'],
      [() => errors.fail(418), 418, 'IM_A_TEAPOT'],
      [() => errors.oauthError('invalid_grant'), 400, 'invalid_grant'],
      [() => errors.oauthError('invalid_client'), 400, 'invalid_client'],
      [() => errors.oauthError('invalid_client', undefined, { statusCode: 401 }), 401, 'invalid_client'],
      [() => errors.oauthError('server_error'), 500, 'server_error'],
      [() => errors.bearerError('insufficient_scope'), 403, 'FORBIDDEN'],
      [() => errors.payloadTooLarge(), 413, 'CONTENT_TOO_LARGE'], // follows from the body
      [() => errors.invalidBody('name'), 400, 'INVALID_BODY'], // follows from the schema
      [() => errors.badRequest(), 400, 'INVALID_REQUEST'],
      [() => errors.serviceUnavailable(), 503, 'SERVICE_UNAVAILABLE'],
      [() => errors.badGateway(), 502, 'BAD_GATEWAY'],
      [() => errors.oauthRedirect('https://client.example/', 'access_denied'), 303, '']
    ]
    const unknown: [() => unknown, string][] = [
      [() => errors.conflict(), "POST / sent 409 with code 'CONFLICT', which is not among its errors, add errors.conflict to"],
      [() => errors.conflict('a', { code: 'OTHER' }), "add errors.conflict('…', { code: 'OTHER' }) to"],
      [() => errors.fail(499, 'a', { code: 'OTHER' }), "add errors.fail(499, '…', { code: 'OTHER' }) to"],
      [() => errors.fail(499), 'add errors.fail(499) to'],
      [() => errors.oauthError('invalid_scope'), "add errors.oauthError('invalid_scope') to"],
      [() => errors.bearerError('invalid_token'), 'add errors.unauthorized to'],
      [() => errors.badGateway('a', { code: 'OTHER' }), "502 with code 'OTHER', which is not among its errors, add errors.badGateway('…', { code: 'OTHER' }) to"],
      [() => errors.oauthError('temporarily_unavailable'), "add errors.oauthError('temporarily_unavailable') to"],
      [() => errors.serviceUnavailable('a', { code: 'OTHER' }), "add errors.serviceUnavailable('…', { code: 'OTHER' }) to"]
    ]
    let next: () => unknown
    const { fastify, lines } = await buildServer({ strictErrors: 'error', log: { '5xx': 'error' } }, (fastify) => {
      fastify.post('/', {
        schema: { body: { type: 'object' } },
        errors: [
          errors.conflict('a', { code: 'NAME_TAKEN' }), errors.fail(418), errors.oauthError('invalid_grant'), errors.oauthError('invalid_client'),
          errors.oauthError('server_error'), errors.bearerError('insufficient_scope'),
          defineError({ code: 'CLOSED', statusCode: 503, title: 'a', message: 'a' })
        ]
      }, async () => { throw next() })
    })
    for (const [build, status, code] of known) {
      next = build
      const response = await fastify.inject({ method: 'POST', url: '/', payload: {} })
      const { error } = response.body === '' ? { error: '' } : response.json()
      t.same([response.statusCode, error.code ?? error], [status, code])
    }
    for (const [build, message] of unknown) {
      lines.length = 0
      next = build
      t.equal((await fastify.inject({ method: 'POST', url: '/', payload: {} })).json().error.code, 'UNKNOWN_ERROR')
      t.ok(lines[0]?.['err'].message.includes(message), `${lines[0]?.['err'].message} ⊇ ${message}`)
    }
    next = () => errors.oauthError('invalid_client')
    t.equal((await fastify.inject({ method: 'POST', url: '/', payload: {}, headers: { authorization: 'Basic x' } })).statusCode, 401)
  })

  t.test('is that of the context, and leaves the config of a route as it was', async t => {
    const config = { a: 1 }
    const { fastify } = await buildServer({ log: { '5xx': 'silent' } }, (fastify) => {
      fastify.get('/', handler)
      fastify.register(async (child) => {
        await child.register(errorsPlugin, { strictErrors: 'error', log: { '5xx': 'silent' } })
        child.get('/', { config }, handler)
      }, { prefix: '/child' })
    })
    t.equal((await fastify.inject('/?answer=gone')).statusCode, 410)
    t.equal((await fastify.inject('/child?answer=gone')).statusCode, 500)
    t.same(Reflect.ownKeys(config), ['a'])
  })

  t.test('a route that declares an invalid error is refused', async t => {
    for (const wrong of ['x', {}, [undefined], [404], [errors.fail], [() => 1], [new Error('a')], [errors.oauthRedirect('https://client.example/', 'access_denied')]]) {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      t.throws(() => fastify.get('/', { errors: wrong as never }, () => ''), {
        code: 'FST_ERR_REPLIES_INVALID_ROUTE',
        message: /^errors of route GET \/ should be an array of factories, such as errors\.notFound and what defineError returns, and of errors that they return, or false, instead got '/
      })
    }
  })

  t.test('a route compiles what it declares, and refuses what does not compile', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    const broken = defineError({ code: 'BROKEN', statusCode: 400, title: 'Broken', message: 'Broken.', detail: { type: 'object', properties: { a: { $ref: '#/nowhere' } } } })
    t.throws(() => fastify.get('/', { errors: [broken] }, () => ''), { code: 'FST_ERR_REPLIES_INVALID_ERROR' })
    await t.rejects(async () => { await Fastify().register(errorsPlugin, { strictErrors: true as never }) }, {
      message: "strictErrors option should be warn, error or false, instead got 'true'"
    })
  })
})

t.test('strictErrors lets an undeclared 500 pass as it is', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { strictErrors: 'error' })
  fastify.get('/', { errors: [] }, async () => { throw errors.internalServerError('Broken on purpose.') })
  const response = await fastify.inject('/')
  t.equal(response.statusCode, 500)
  t.same(response.json().error, { code: 'UNKNOWN_ERROR', message: 'Broken on purpose.' })
})

t.test('a logger that fails leaves an undeclared error as it is', async t => {
  const fastify = Fastify({ logger: { level: 'warn', stream: { write () { throw new Error('disk full') } } } })
  await fastify.register(errorsPlugin, { strictErrors: 'warn' })
  fastify.get('/', { errors: [] }, (_request, reply) => reply.conflict('Taken.'))
  const { statusCode, body } = await fastify.inject('/')
  t.equal(statusCode, 409)
  t.match(body, /"Taken\."/)
})

t.test('no mapper turns an undeclared error into that of its cause', async t => {
  const database = (code: string) => Object.assign(new Error('dup'), { name: 'DatabaseError', severity: 'ERROR', code, detail: 'Key (reference)=(a) already exists.' })
  const thrown = [
    () => database('23505'),
    () => errors.conflict('own', { cause: database('23503') }),
    () => Object.assign(new Error('a'), { name: 'PrismaClientKnownRequestError', code: 'P2002', clientVersion: '7.0.0' }),
    () => Object.assign(new Error('UNIQUE constraint failed: a.b'), { code: 'SQLITE_CONSTRAINT_UNIQUE' })
  ]
  let next: () => unknown
  const { fastify, lines } = await buildServer({ strictErrors: 'error', mappers: [postgres, prisma, sqlite, (error) => (error as Error).cause === undefined ? undefined : errors.conflict()] }, (fastify) => {
    fastify.post('/', { errors: [] }, async () => { throw next() })
  })
  for (const build of thrown) {
    next = build
    lines.length = 0
    const response = await fastify.inject({ method: 'POST', url: '/' })
    t.same([response.statusCode, codeOf(response)], [500, 'UNKNOWN_ERROR'])
    t.match(lines[0]?.['err'].message, "409 with code 'CONFLICT', which is not among its errors")
  }
})

t.test('a validation error of a mapper is declared where the route documents it', async t => {
  const tooLong = (column: string) => Object.assign(new Error('value too long'), { name: 'DatabaseError', severity: 'ERROR', code: '22001', column })
  const outOfRange = (value: number) => Object.assign(new Error(`value "${value}" is out of range for type integer`), { name: 'DatabaseError', severity: 'ERROR', code: '22003' })
  const n = 99999999999
  const any = { type: 'object' }
  const body: InjectOptions = { method: 'POST', url: '/', payload: { n } }
  const query: InjectOptions = { method: 'GET', url: `/?n=${n}` }
  const invalidParameter = 'INVALID_PARAMETER_VALUE'
  // Options, route, request, status and code of the reply without strictErrors, what the log says to add
  const rows: [ErrorRepliesOptions, object, InjectOptions, number, string, string?][] = [
    [{}, { errors: [] }, body, 400, 'INVALID_BODY', 'errors.invalidBody'],
    [{}, {}, body, 400, 'INVALID_BODY', 'errors.invalidBody'],
    [{}, { errors: [errors.invalidBody] }, body, 400, 'INVALID_BODY'],
    [{}, { errors: [], schema: { body: any } }, body, 400, 'INVALID_BODY'],
    [{}, { errors: [], schema: { querystring: any } }, body, 400, 'INVALID_BODY', 'errors.invalidBody'],
    [{}, { errors: [] }, query, 400, invalidParameter, 'errors.invalidParameter'],
    [{}, { errors: [], schema: { querystring: any } }, query, 400, invalidParameter],
    [{}, { errors: [], schema: { query: any } }, query, 400, invalidParameter],
    [{}, { errors: [], schema: { headers: any } }, query, 400, invalidParameter, 'errors.invalidParameter'],
    [{ validation: { statusCode: 422 } }, { errors: [], schema: { body: any } }, body, 400, 'INVALID_BODY', 'errors.invalidBody'],
    [{}, { errors: [], schema: { body: any }, config: { errorFormat: 'fields' } }, body, 400, 'INVALID_BODY', 'errors.invalidBody'],
    [{ format: 'fields' }, { errors: [], schema: { body: any } }, body, 400, 'INVALID_BODY'] // documented for the problem format
  ]
  for (const [options, route, request, statusCode, code, add] of rows) {
    for (const error of [outOfRange(n), ...(request === body ? [tooLong('n')] : [])]) {
      const name = `${JSON.stringify(options)} ${JSON.stringify(route)} ${String(request.url)} ${error.message}`
      const { fastify, lines } = await buildServer({ mappers: [postgres], ...options, strictErrors: 'warn' }, (fastify) => {
        fastify.route({ method: request.method as 'GET' | 'POST', url: '/', ...route, handler: async () => { throw error } })
      })
      t.equal((await fastify.inject(request)).statusCode, statusCode, name)
      t.same(lines.map(({ msg }) => msg.replace(/^route .* sent /, '')), add === undefined ? [] : [`${statusCode} with code '${code}', which is not among its errors, add ${add} to option 'errors' of the route`], name)
    }
  }
})

t.test('a failed validation is declared under its documented status', async t => {
  const schema = { querystring: { type: 'object', properties: { a: { type: 'integer' } } } }
  const formatter = (statusCode: number) => () => Object.assign(new Error('Wrong.'), { statusCode })
  const rows: [ErrorRepliesOptions, object, number, string[]][] = [
    [{}, {}, 400, []],
    [{ expose: 'all' }, {}, 400, []],
    [{ format: 'fields' }, {}, 422, []],
    [{ validation: { statusCode: 422 } }, {}, 422, []],
    [{ validation: { statusCode: 422 } }, { schemaErrorFormatter: formatter(409) }, 422, []],
    [{}, { schemaErrorFormatter: formatter(409) }, 409, ["errors.fail(409, '…', { code: 'INVALID_PARAMETER_VALUE' })"]],
    [{}, { schemaErrorFormatter: formatter(409), errors: [errors.fail(409, 'a', { code: 'INVALID_PARAMETER_VALUE' })] }, 409, []]
  ]
  for (const [options, route, statusCode, add] of rows) {
    const { fastify, lines } = await buildServer({ ...options, strictErrors: 'warn' }, (fastify) => {
      // A schema that a hook adds later
      fastify.addHook('onRoute', (options) => { options.schema = schema })
      fastify.route({ method: 'GET', url: '/', ...route, handler: async () => 'fine' })
    })
    t.equal((await fastify.inject('/?a=x')).statusCode, statusCode)
    t.same(lines.map(({ msg }) => /add (.*) to option/.exec(msg)?.[1]), add, JSON.stringify(options))
  }
})
