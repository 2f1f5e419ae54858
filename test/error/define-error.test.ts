import Fastify, { type FastifyInstance } from 'fastify'
import { Type } from '@sinclair/typebox'
import { Type as Type1 } from 'typebox'
import t from 'tap'
import errorsPlugin, { defineError, defineFormat, errors, ErrorReply, type DefineErrorOptions, type ErrorRepliesOptions } from '../../lib/index.js'
import { kDefinition, kErrorReply } from '../../lib/error/symbols.js'

const outOfStock = defineError({
  code: 'OUT_OF_STOCK',
  statusCode: 409,
  title: 'Out of stock',
  message: ({ sku, left }) => `Only ${left} of ${sku} left`,
  detail: Type.Object({ sku: Type.String(), left: Type.Integer() }),
  helper: 'outOfStock'
})
const closed = defineError({
  code: 'SHOP_CLOSED',
  statusCode: 503,
  title: 'Shop closed',
  message: 'The shop opens at nine.',
  headers: { 'Retry-After': 3600 },
  type: 'https://errors.example/closed'
})

async function buildServer (options: ErrorRepliesOptions, routes: Record<string, (reply: any) => unknown>) {
  const warnings: string[] = []
  const fastify = Fastify({
    logger: { level: 'warn', stream: { write: (line: string) => { warnings.push(JSON.parse(line).msg) } } }
  })
  await fastify.register(errorsPlugin, { log: { '5xx': 'silent' }, ...options })
  for (const [url, handler] of Object.entries(routes)) fastify.get(url, async (_request, reply) => handler(reply))
  return { fastify, warnings }
}

const envelope = (code: string, message: string, detail?: object) =>
  JSON.stringify({ type: ['Error'], error: { code, message, detail }, debug: {} })
const stock = { sku: 'a', left: 2 }
const throws = (error: () => Error) => () => { throw error() }

t.test('defineError', async t => {
  t.test('is sent in every format', async t => {
    const bodies: Record<string, [string, string]> = {
      envelope: [
        envelope('OUT_OF_STOCK', 'Only 2 of a left', stock),
        envelope('SHOP_CLOSED', 'The shop opens at nine.')
      ],
      problem: [
        '{"type":"/errors/out-of-stock","title":"Out of stock","status":409,"detail":"Only 2 of a left","code":"OUT_OF_STOCK","sku":"a","left":2}',
        '{"type":"https://errors.example/closed","title":"Shop closed","status":503,"detail":"The shop opens at nine.","code":"SHOP_CLOSED"}'
      ],
      fields: ['{"message":"Only 2 of a left"}', '{"message":"The shop opens at nine."}'],
      description: [
        '{"message":"409: Out of stock","description":"Only 2 of a left"}',
        '{"message":"503: Shop closed","description":"The shop opens at nine."}'
      ],
      oauth2: [
        '{"error":"invalid_request","error_description":"Only 2 of a left"}',
        '{"error":"temporarily_unavailable","error_description":"The shop opens at nine."}'
      ],
      fastify: [
        '{"statusCode":409,"code":"OUT_OF_STOCK","error":"Conflict","message":"Only 2 of a left"}',
        '{"statusCode":503,"code":"SHOP_CLOSED","error":"Service Unavailable","message":"The shop opens at nine."}'
      ]
    }
    for (const [format, [first, second]] of Object.entries(bodies)) {
      const { fastify } = await buildServer({ format: format as 'envelope', errors: [outOfStock, closed], problem: { type: '/errors/' } }, {
        '/stock': throws(() => outOfStock(stock)),
        '/closed': throws(() => closed())
      })
      const response = await fastify.inject('/stock')
      t.equal(response.statusCode, 409, format)
      t.equal(response.body, first, format)
      for (let i = 0; i < 2; i++) {
        const response = await fastify.inject('/closed')
        t.equal(response.statusCode, 503, format)
        t.equal(response.headers['retry-after'], '3600', format)
        t.equal(response.body, second, format)
      }
    }
  })

  t.test('is sent by reply.fail and by the helper of its name', async t => {
    const { fastify } = await buildServer({ errors: [outOfStock] }, {
      '/fail': (reply) => reply.fail(outOfStock, stock),
      '/helper': (reply) => reply.outOfStock(stock),
      '/built-in': (reply) => reply.fail(errors.conflict, 'Taken.'),
      '/init': (reply) => reply.fail(closed, { message: 'Back at noon.', headers: { 'retry-after': 5, 'x-a': 'b' } })
    })
    const expected = envelope('OUT_OF_STOCK', 'Only 2 of a left', stock)
    t.equal((await fastify.inject('/fail')).body, expected)
    t.equal((await fastify.inject('/helper')).body, expected)
    t.equal((await fastify.inject('/built-in')).body, envelope('CONFLICT', 'Taken.'))
    const response = await fastify.inject('/init')
    t.equal(response.body, envelope('SHOP_CLOSED', 'Back at noon.'))
    t.match(response.headers, { 'retry-after': '5', 'x-a': 'b' })
  })

  t.test('lets no member through that its schema does not name', async t => {
    const hostile = { sku: 'a', left: 2, secret: 'hunter2', ['__proto__']: { secret: 1 } }
    const nested = defineError({
      code: 'NESTED',
      statusCode: 400,
      title: 'Nested',
      message: 'Nested.',
      detail: Type.Object({ items: Type.Array(Type.Object({ id: Type.Integer() })), any: Type.Optional(Type.Any()) }, { additionalProperties: false })
    })
    const own = defineFormat({ name: 'own', contentType: 'text/plain', body: ({ detail }) => detail, serialize: (detail) => JSON.stringify(detail) })
    const { fastify } = await buildServer({ errors: [outOfStock, nested], negotiate: ['problem', own] }, {
      '/stock': throws(() => outOfStock(hostile)),
      '/nested': throws(() => nested({ items: [{ id: 1, secret: 2 } as never], secret: 3 } as never)),
      '/function': throws(() => nested({ items: [], any: () => 1 }))
    })
    const get = async (url: string, accept = '*/*') => (await fastify.inject({ url, headers: { accept } })).body
    t.equal(await get('/stock'), envelope('OUT_OF_STOCK', 'Only 2 of a left', stock))
    t.equal(await get('/stock', 'application/problem+json'), '{"title":"Out of stock","status":409,"detail":"Only 2 of a left","code":"OUT_OF_STOCK","sku":"a","left":2}')
    t.equal(await get('/stock', 'text/plain'), '{"sku":"a","left":2}')
    t.equal(await get('/nested'), envelope('NESTED', 'Nested.', { items: [{ id: 1 }] }))
    t.equal(await get('/function'), envelope('NESTED', 'Nested.'))
  })

  t.test('drops what means something to JavaScript, where its schema lets any member through', async t => {
    const open = defineError({ code: 'OPEN', statusCode: 400, title: 'Open', message: 'Open.', detail: { type: 'object', additionalProperties: true } })
    const { fastify } = await buildServer({ errors: [open], format: 'problem' }, {
      '/': throws(() => open(JSON.parse('{"__proto__":{"title":"x"},"constructor":1,"a":1,"status":200}')))
    })
    t.equal((await fastify.inject('/')).body, '{"title":"Open","status":400,"detail":"Open.","code":"OPEN","a":1}')
  })

  t.test('is sent without a detail that does not fit, and logged', async t => {
    const long = { sku: 'x'.repeat(40_000), left: 1 }
    const cycle: any = { sku: {}, left: 1 }
    cycle.sku.self = cycle
    const getter = { get sku () { throw new Error('no') }, left: 1 }
    const wrong = [undefined, null, 1, 'text', [], { sku: 'a' }, { sku: 'a', left: 'many' }, long, getter, { sku: 'a', left: 2, toJSON: () => ({ secret: 'hunter2' }) }, new Proxy({}, { get () { throw new Error('trap') } })]
    const { fastify, warnings } = await buildServer({ errors: [outOfStock] }, Object.fromEntries(
      wrong.map((detail, i) => [`/${i}`, throws(() => outOfStock(detail as never))])))
    for (const i of wrong.keys()) {
      const response = await fastify.inject(`/${i}`)
      t.equal(response.statusCode, 409)
      t.equal(response.body, envelope('OUT_OF_STOCK', 'Out of stock'), String(i))
    }
    t.equal(warnings.length, wrong.length)
    t.ok(warnings.every((warning, i) => warning.startsWith(`fastify-error-replies: outOfStock in route GET /${i}: detail of 'OUT_OF_STOCK' fails: `)))
  })

  t.test('is sent without a detail that is not an object, where its schema takes one', async t => {
    const either = defineError({ code: 'EITHER', statusCode: 400, title: 'Either', message: 'Either.', detail: { anyOf: [{ type: 'object' }, { type: 'array' }] } })
    const { fastify, warnings } = await buildServer({ errors: [either] }, { '/': throws(() => either(['a'] as never)) })
    t.equal((await fastify.inject('/')).body, envelope('EITHER', 'Either.'))
    t.same(warnings, ["fastify-error-replies: either in route GET /: detail of 'EITHER' fails: detail is not an object"])
  })

  t.test('never throws, whatever its functions and its init do', async t => {
    const moody = defineError({
      code: 'MOODY',
      statusCode: 400,
      title: 'Moody',
      message: ({ say }) => { if (say === 'throw') throw new Error('no'); return say === 'number' ? 1 as never : say },
      detail: Type.Object({ say: Type.String() }),
      headers: ({ say }) => { if (say === 'header') throw new Error('no'); return { 'x-say': say } }
    })
    const hostile = new Proxy({}, { get () { throw new Error('trap') } })
    const { fastify, warnings } = await buildServer({ errors: [moody] }, {
      '/throw': throws(() => moody({ say: 'throw' })),
      '/number': throws(() => moody({ say: 'number' })),
      '/empty': throws(() => moody({ say: '' })),
      '/header': throws(() => moody({ say: 'header' })),
      '/crlf': throws(() => moody({ say: 'a\r\nb: c' })),
      '/init': throws(() => moody({ say: 'a' }, hostile)),
      '/fine': throws(() => moody({ say: 'a' }, { cause: 1, message: 'b', headers: { 'x-b': 'c' } }))
    })
    const get = async (url: string) => {
      const { statusCode, body, headers } = await fastify.inject(url)
      t.equal(statusCode, 400, url)
      return [body, headers['x-say']]
    }
    t.same(await get('/throw'), [envelope('MOODY', 'Moody', { say: 'throw' }), 'throw'])
    t.same(await get('/number'), [envelope('MOODY', 'Moody', { say: 'number' }), 'number'])
    t.same(await get('/empty'), [envelope('MOODY', 'Moody', { say: '' }), ''])
    t.same(await get('/header'), [envelope('MOODY', 'header', { say: 'header' }), undefined])
    t.same(await get('/crlf'), [envelope('MOODY', 'a\r\nb: c', { say: 'a\r\nb: c' }), undefined])
    t.same(await get('/init'), [envelope('MOODY', 'Moody'), undefined])
    t.same(await get('/fine'), [envelope('MOODY', 'b', { say: 'a' }), 'a'])
    t.equal(warnings.length, 4, 'the message function once')
  })

  t.test('under an open schema a detail has at most 256 members, and none that means something to JavaScript', async t => {
    const open = defineError({ code: 'OPEN', statusCode: 400, title: 'Open', message: 'Open.', detail: Type.Object({}, { additionalProperties: true }) })
    const many = open(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, i]))).detail as Record<string, unknown>
    t.equal(Object.keys(many).length, 257)
    t.equal(many['truncated'], true)
    t.same(open({ constructor: 1, kept: 2 } as never).detail, { kept: 2 })
    const { fastify, warnings } = await buildServer({ errors: [open] }, { '/': throws(() => open({ long: 'x'.repeat(32_768) } as never)) })
    t.equal((await fastify.inject('/')).statusCode, 400)
    t.same(warnings, ["fastify-error-replies: open in route GET /: detail of 'OPEN' fails: detail is too long"])
  })

  t.test('takes plain JSON Schema and typebox 1.x', async t => {
    const plain = defineError({ code: 'PLAIN', statusCode: 400, title: 'Plain', message: ({ a }) => `a is ${a}`, detail: { type: 'object', properties: { a: { type: 'integer' } } } as const })
    const newer = defineError({ code: 'NEWER', statusCode: 400, title: 'Newer', message: ({ a }) => `a is ${a}`, detail: Type1.Object({ a: Type1.Integer(), b: Type1.Optional(Type1.Union([Type1.Literal('x'), Type1.Literal('y')])) }) })
    const { fastify } = await buildServer({ errors: [plain, newer] }, {
      '/plain': throws(() => plain({ a: 1 })),
      '/newer': throws(() => newer({ a: 1, b: 'x', ...{ c: 2 } }))
    })
    t.equal((await fastify.inject('/plain')).body, envelope('PLAIN', 'a is 1', { a: 1 }))
    t.equal((await fastify.inject('/newer')).body, envelope('NEWER', 'a is 1', { a: 1, b: 'x' }))
  })

  t.test('redacts, rewords and carries challenge and cause', async t => {
    const cause = new Error('down')
    const locked = defineError({ code: 'LOCKED_OUT', statusCode: 401, title: 'Locked out', message: 'Locked.', detail: Type.Object({ pin: Type.String() }) })
    const { fastify } = await buildServer({ errors: [locked], redact: ['pin'], messages: ({ code }) => `${code}!` }, {
      '/': throws(() => locked({ pin: '1234' }, { challenge: 'Basic realm="a"', cause }))
    })
    const response = await fastify.inject('/')
    t.equal(response.body, envelope('LOCKED_OUT', 'LOCKED_OUT!', { pin: '[redacted]' }))
    t.equal(response.headers['www-authenticate'], 'Basic realm="a"')
    t.equal(locked({ pin: '1' }, { cause }).cause, cause)
  })

  t.test('is() knows its own, across copies of the package', async t => {
    const error = outOfStock(stock)
    t.ok(error instanceof Error)
    t.ok(error instanceof ErrorReply)
    t.ok(outOfStock.is(error))
    t.equal(error.stack, 'ErrorReply: Only 2 of a left', 'no frames')
    t.match(closed().stack, /define-error\.test/)
    t.notOk(closed.is(error))
    const copy = Object.assign(Object.create({ [kErrorReply]: true }), { code: 'OUT_OF_STOCK', [kDefinition]: { code: 'OUT_OF_STOCK', statusCode: 409, isOwn: true } })
    t.ok(outOfStock.is(copy))
    const hostile = new Proxy(Object.create({ [kErrorReply]: true }), { get (_target, name) { if (name === kErrorReply) return true; throw new Error('trap') } })
    for (const other of [undefined, null, 'OUT_OF_STOCK', { code: 'OUT_OF_STOCK' }, errors.conflict('Taken.', { code: 'OUT_OF_STOCK' }), new Proxy({}, { get () { throw new Error('trap') } }), hostile]) {
      t.equal(outOfStock.is(other), false)
    }
  })

  t.test('works without being registered, and warns once', async t => {
    const late = defineError({ code: 'LATE', statusCode: 400, title: 'Late', message: 'Late.', detail: Type.Object({ a: Type.Integer() }) })
    const broken = defineError({ code: 'BROKEN', statusCode: 400, title: 'Broken', message: 'Broken.', detail: { type: 'object', properties: { a: { $ref: '#/nowhere' } } } })
    const warned: unknown[] = []
    const listen = (warning: Error & { code?: string }) => { warned.push([warning.name, warning.code, warning.message]) }
    process.on('warning', listen)
    t.teardown(() => process.off('warning', listen))
    const { fastify } = await buildServer({}, { '/': throws(() => late({ a: 1 })), '/broken': throws(() => broken({ a: 1 })) })
    for (let i = 0; i < 3; i++) t.equal((await fastify.inject('/')).body, envelope('LATE', 'Late.', { a: 1 }))
    for (let i = 0; i < 2; i++) t.equal((await fastify.inject('/broken')).body, envelope('BROKEN', 'Broken.'))
    await new Promise((resolve) => { setImmediate(resolve) })
    t.same(warned, ['LATE', 'BROKEN'].map((code) => ['FastifyErrorRepliesWarning', 'FST_REPLIES_WRN_UNREGISTERED', `error '${code}' is used before it is registered, add it to option 'errors' of fastify-error-replies`]))
  })

  t.test('refuses an invalid definition', t => {
    const fine = { code: 'A', statusCode: 400, title: 'A', message: 'A.' }
    const cases: [object, RegExp][] = [
      [{ code: 'lower' }, /error 'lower' cannot be used: its code should be in upper snake case/],
      [{ code: 'A'.repeat(65) }, /its code should/],
      [{ code: undefined }, /its code should/],
      [{ statusCode: 399 }, /its statusCode should be an integer from 400 to 599, instead got '399'/],
      [{ statusCode: 600 }, /its statusCode should/],
      [{ statusCode: '409' }, /its statusCode should/],
      [{ title: '' }, /its title should be a non-empty string/],
      [{ message: undefined }, /its message should be a non-empty string or a synchronous function/],
      [{ detail: 'x' }, /its detail should be a schema of an object/],
      [{ detail: Type.String() }, /its detail should be a schema of an object/],
      [{ headers: { 'content-length': '1' } }, /header 'content-length' cannot be sent with an error/],
      [{ headers: async () => ({}) }, /its headers should be an object or a synchronous function/],
      [{ headers: { 'x-a': 'a\nb' } }, /header 'x-a' cannot be sent with an error/],
      [{ type: 'relative' }, /its type should be an absolute URI or a full path/],
      [{ helper: 'not a name' }, /its helper should be the name of a function/],
      [{ description: '' }, /its description should be a non-empty string/],
      [{ remedy: 1 as never }, /its remedy should be a non-empty string/],
      [{ since: 2 as never }, /its since should be a non-empty string/],
      [{ retry: 'later' as never }, /its retry should be no, after or backoff/],
      [{ examples: {} as never }, /its examples should be an array of details/],
      [{ examples: [1 as never] }, /its examples should be an array of details/],
      [{ examples: [null as never] }, /its examples should be an array of details/],
      [{ examples: [[] as never] }, /its examples should be an array of details/],
      [{ deprecated: '' }, /its deprecated should be a boolean or a non-empty string/],
      [{ public: 'no' as never }, /its public should be a boolean/],
      [{ aliases: 'OLD' as never }, /its aliases should be an array of codes/],
      [{ aliases: ['old'] }, /its aliases should be an array of codes/]
    ]
    for (const [change, message] of cases) {
      t.throws(() => defineError({ ...fine, ...change } as DefineErrorOptions), { code: 'FST_ERR_REPLIES_INVALID_ERROR', message })
    }
    t.end()
  })

  t.test('is checked at register', async t => {
    const define = (code: string, more: object = {}) => defineError({ code, statusCode: 400, title: code, message: code, ...more })
    const cases: [unknown, string, RegExp][] = [
      ['x', 'FST_ERR_REPLIES_INVALID_OPTION', /errors option should be an array of what defineError returns, instead got 'x'/],
      [[errors.conflict], 'FST_ERR_REPLIES_INVALID_OPTION', /errors option/],
      [[define('TWICE'), define('TWICE')], 'FST_ERR_REPLIES_DUPLICATE_CODE', /code 'TWICE' is taken by errors\[0\]/],
      [[define('CONFLICT')], 'FST_ERR_REPLIES_DUPLICATE_CODE', /code 'CONFLICT' is taken by errors\.conflict/],
      [[define('BAD', { detail: { type: 'object', properties: { a: { $ref: '#/nowhere' } } } })], 'FST_ERR_REPLIES_INVALID_ERROR', /error 'BAD' cannot be used: its detail does not compile/],
      [[define('NAMED', { helper: 'conflict' })], 'FST_ERR_REPLIES_INVALID_ERROR', /reply\.conflict exists already, give it another name/],
      [[define('NAMED', { helper: 'send' })], 'FST_ERR_REPLIES_INVALID_ERROR', /reply\.send exists already/],
      [[define('NAMED', { helper: 'same' }), define('OTHER', { helper: 'same' })], 'FST_ERR_REPLIES_INVALID_ERROR', /error 'OTHER' cannot be used: reply\.same exists already/]
    ]
    for (const [definitions, code, message] of cases) {
      const fastify = Fastify()
      t.rejects(async () => { await fastify.register(errorsPlugin, { errors: definitions as never }) }, { code, message })
    }
  })

  t.test('has no helper with the name of a member of a reply', async t => {
    const { fastify } = await buildServer({}, { '/': (reply) => Object.getOwnPropertyNames(Object.getPrototypeOf(Object.getPrototypeOf(reply))) })
    const names: string[] = (await fastify.inject('/')).json()
    t.ok(names.includes('send'))
    for (const helper of ['raw', 'request', 'log', ...names]) {
      const named = defineError({ code: 'NAMED', statusCode: 400, title: 'Named', message: 'Named.', helper })
      await t.rejects(async () => { await Fastify().register(errorsPlugin, { errors: [named] }) }, { message: `error 'NAMED' cannot be used: reply.${helper} exists already, give it another name` }, helper)
    }
  })

  t.test('may be registered in several contexts, under its name', async t => {
    const { fastify } = await buildServer({ errors: [outOfStock] }, {})
    const route = (fastify: FastifyInstance) => { fastify.get('/', (_request, reply: any) => reply.outOfStock(stock)) }
    fastify.register(async (child) => {
      await child.register(errorsPlugin, { format: 'description', errors: [outOfStock] })
      route(child)
    }, { prefix: '/child' })
    route(fastify)
    t.equal((await fastify.inject('/child')).body, '{"message":"409: Out of stock","description":"Only 2 of a left"}')
    t.equal((await fastify.inject('/')).body, envelope('OUT_OF_STOCK', 'Only 2 of a left', stock))
  })
})
