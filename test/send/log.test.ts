import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { connect, type AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import t from 'tap'
import errorsPlugin, { defineError, errors, type ErrorReplyMessage, type ErrorRepliesOptions } from '../../lib/index.js'
import { FST_REPLIES_WRN_ARGUMENT } from '../../lib/util/boot-warnings.js'
import { isLogDisabled } from '../../lib/util/fastify-internals.js'
import { skipWithout } from '../support/versions.js'

type Line = Record<string, any>

async function buildServer (options: ErrorRepliesOptions = {}, serverOptions: FastifyServerOptions = {}, level = 'trace') {
  const lines: Line[] = []
  const fastify = Fastify({
    ...serverOptions,
    logger: { level, stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } }
  } as {})
  await fastify.register(errorsPlugin, options)
  fastify.get('/broken', async () => { throw new Error('inner', { cause: new Error('innermost') }) })
  fastify.get('/conflict', (_request, reply) => reply.conflict('a', 1, 2))
  fastify.get('/down', async () => { throw errors.badGateway('Down.', { cause: new Error('upstream') }) })
  const get = async (url: string) => {
    lines.length = 0
    const response = await fastify.inject({ url, headers: { authorization: 'Bearer secret', cookie: 'session=secret' } })
    const own = lines.filter(({ msg }) => msg !== 'incoming request' && msg !== 'request completed')
    return { response, lines: own, text: JSON.stringify(lines) }
  }
  return { fastify, get }
}

t.test('log', async t => {
  t.test('one line at error for a server error, with the error, its causes and the request', async t => {
    const { get } = await buildServer()
    const { lines, text } = await get('/broken')
    t.equal(lines.length, 1)
    t.match(lines[0], { level: 50, msg: 'inner', req: { method: 'GET', url: '/broken' }, res: { statusCode: 500 }, err: { message: /inner/, stack: /innermost/, code: 'UNKNOWN_ERROR', statusCode: 500 } })
    t.notOk(text.includes('secret'))
  })

  t.test('no copy for a level that the logger does not write, nor without a logger', async t => {
    for (const [level, expected] of [['error', 1], ['fatal', 0], [undefined, 0]] as const) {
      let stacks = 0
      const fastify = level === undefined ? Fastify() : (await buildServer({}, {}, level)).fastify
      if (level === undefined) await fastify.register(errorsPlugin)
      fastify.get('/counted', () => { throw Object.defineProperty(new Error('counted'), 'stack', { get: () => { stacks++; return 'Error: counted' } }) })
      t.equal((await fastify.inject('/counted')).statusCode, 500)
      t.equal(stacks, expected, String(level))
    }
  })

  t.test('one line at info for a client error, without a stack', async t => {
    const { get } = await buildServer()
    for (const url of ['/conflict', '/nowhere']) {
      const { lines, response } = await get(url)
      t.equal(lines.length, 1)
      t.match(lines[0], { level: 30, res: { statusCode: response.statusCode }, err: { message: response.json().error.message, code: response.json().error.code } })
      t.notOk(JSON.stringify(lines).includes('node:internal'))
    }
  })

  t.test('a deliberate server error with its stack and cause', async t => {
    const { get } = await buildServer()
    const { lines } = await get('/down')
    t.match(lines, [{ level: 50, msg: 'Down.', err: { stack: /log\.test/, message: /upstream/ } }])
  })

  t.test('levels by status and by class', async t => {
    const { get } = await buildServer({ log: { 404: 'silent', '4xx': 'warn', '5xx': 'fatal' } })
    t.equal((await get('/nowhere')).lines.length, 0)
    t.equal((await get('/conflict')).lines[0]?.['level'], 40)
    t.equal((await get('/broken')).lines[0]?.['level'], 60)
  })

  t.test('levels from a function, and a function that throws', async t => {
    const { get } = await buildServer({ log: ({ code }) => code === 'CONFLICT' ? 'debug' : 'silent' })
    t.equal((await get('/conflict')).lines[0]?.['level'], 20)
    t.equal((await get('/broken')).lines.length, 0)
    const throwing = await buildServer({ log: () => { throw new Error('log') } })
    const { response, lines } = await throwing.get('/conflict')
    t.equal(response.statusCode, 409)
    t.match(lines, [{ level: 40, msg: 'fastify-error-replies: log option failed' }, { level: 30, err: { code: 'CONFLICT' } }])
  })

  t.test('a logger that fails is reported, and the reply is sent', async t => {
    const warnings: unknown[][] = []
    const silent = () => {}
    const failure = new Error('disk full')
    const loggerInstance = {
      level: 'info', fatal: silent, error: () => { throw failure }, warn: (...warning: unknown[]) => { warnings.push(warning) }, info: silent, debug: silent, trace: silent, silent, child: () => loggerInstance
    } as never
    const fastify = Fastify({ loggerInstance })
    await fastify.register(errorsPlugin)
    fastify.get('/', async () => { throw new Error('inner') })
    t.equal((await fastify.inject('/')).statusCode, 500)
    t.strictSame(warnings, [[{ err: failure }, 'fastify-error-replies: an error could not be logged']])
  })

  t.test('honours disableRequestLogging', async t => {
    const { get } = await buildServer({}, { disableRequestLogging: true })
    t.equal((await get('/broken')).text, '[]')
  })

  t.test('honours disableRequestLogging as a function', { skip: skipWithout('disableRequestLogging as a function') }, async t => {
    const some = await buildServer({}, { disableRequestLogging: ((request: { url: string }) => request.url === '/broken') as never })
    t.equal((await some.get('/broken')).lines.length, 0)
    t.equal((await some.get('/conflict')).lines.length, 1)
  })

  // No log controller: the option itself is in the configuration
  t.test('honours disableRequestLogging as versions before 5.10.0 pass it', async t => {
    const ask = (disableRequestLogging: unknown) => isLogDisabled({ url: '/a', server: { initialConfig: { disableRequestLogging } } } as never)
    t.same([true, false, undefined].map(ask), [true, false, false])
    t.same(['/a', '/b'].map((url) => ask((request: { url: string }) => request.url === url)), [true, false])
  })

  t.test('what a client put on its error is not logged', async t => {
    const { fastify, get } = await buildServer()
    fastify.get('/upstream', async () => {
      const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', port: 5432, secure: true, config: { headers: { authorization: 'Bearer hunter2' } } })
      throw Object.assign(new TypeError('Request failed', { cause }), { code: 'ERR_BAD_RESPONSE', authToken: 'hunter2', request: { cookie: 'hunter2' }, table: 'users' })
    })
    fastify.get('/string', async () => { throw 'only text' }) // eslint-disable-line no-throw-literal
    const names = ['request', 'response', 'req', 'res', 'config', 'socket', 'headers', 'options', 'body', 'data', '_original', 'originalValue', 'value', 'input', 'received', 'issues', 'inner', 'validation', 'apiKey', 'sessionId']
    fastify.get('/values', async () => { throw Object.assign(new Error('No.'), Object.fromEntries(names.map((name) => [name, 'hunter2'])), { table: 'users' }) })
    const values = await get('/values')
    t.notMatch(values.text, /hunter2/)
    t.match(values.lines, [{ err: { message: 'No.', table: 'users' } }])
    const { lines, text } = await get('/upstream')
    t.notMatch(text, /hunter2/)
    t.match(lines, [{ err: { type: 'TypeError', message: 'Request failed: connect', stack: /log\.test.*caused by: Error: connect/s, code: 'ERR_BAD_RESPONSE', table: 'users' } }])
    t.match((await get('/string')).lines, [{ level: 50, err: 'only text' }])
  })

  t.test('a client that went away is logged low, a failure of the server beside it is not', async t => {
    const lines: Line[] = []
    const messages: unknown[] = []
    const listener = (message: unknown) => { messages.push((message as ErrorReplyMessage).error) }
    subscribe('fastify-error-replies.reply', listener)
    t.teardown(() => unsubscribe('fastify-error-replies.reply', listener))
    const fastify = Fastify({ logger: { level: 'debug', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
    await fastify.register(errorsPlugin)
    const reset = (properties: object) => Object.assign(new Error('reset'), { code: 'ECONNRESET', ...properties })
    const cases: [thrown: unknown, level: number][] = [
      [new Error('the server is down'), 50],
      [errors.serviceUnavailable('No connection is free.'), 50],
      [errors.conflict('Taken.'), 30],
      [reset({ syscall: 'read' }), 50],
      [reset({}), 20],
      [new DOMException('left', 'AbortError'), 20],
      [Object.assign(new Error('aborted'), { code: 'ABORT_ERR' }), 20],
      [Object.assign(new Error('canceled'), { name: 'CanceledError' }), 20],
      [Object.assign(new Error('request aborted'), { code: 'ECONNABORTED', statusCode: 400 }), 20],
      [Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }), 20]
    ]
    let done = () => {}
    fastify.get('/:index', async (request) => {
      await new Promise((resolve) => { request.raw.once('close', resolve) })
      setImmediate(() => done())
      throw cases[Number((request.params as { index: string }).index)]?.[0]
    })
    t.teardown(() => fastify.close())
    await fastify.listen({ port: 0, host: '127.0.0.1' })
    for (const [index, [thrown, level]] of cases.entries()) {
      const failed = new Promise<void>((resolve) => { done = resolve })
      const socket = connect({ port: (fastify.server.address() as AddressInfo).port, host: '127.0.0.1' }, () => {
        socket.write(`GET /${index} HTTP/1.1\r\nHost: a\r\n\r\n`)
        setTimeout(() => { socket.destroy() }, 20)
      })
      await failed
      t.strictSame(lines.splice(0).filter(({ err }) => err !== undefined).map((line) => line['level']), [level], String(thrown))
      t.strictSame(messages.splice(0), level === 20 ? [] : [thrown], 'published where it is a failure of the server')
    }
  })

  t.test('a hidden client error is logged with its own message', async t => {
    const { fastify, get } = await buildServer()
    fastify.get('/hidden', async () => { throw Object.assign(new Error('row 7 of users'), { statusCode: 404, expose: false, code: 'E_ROW' }) })
    t.match((await get('/hidden')).lines, [{ level: 30, msg: 'There is nothing at this address.', err: { message: 'row 7 of users', code: 'E_ROW' } }])
  })

  t.test('a client error with its class, its cause, and without a stack above debug', async t => {
    class TokenError extends Error {}
    const routes = (fastify: FastifyInstance) => {
      fastify.get('/token', async () => { throw errors.unauthorized(undefined, { cause: new TokenError('token expired') }) })
      fastify.get('/foreign', async () => { throw Object.assign(new TokenError('No such document.', { cause: new RangeError('row 7') }), { statusCode: 404, details: { row: 7 } }) })
    }
    const info = await buildServer({}, {}, 'info')
    routes(info.fastify)
    t.match((await info.get('/token')).lines, [{ level: 30, err: { type: 'ErrorReply', message: 'Valid credentials are required.: token expired', code: 'UNAUTHORIZED', statusCode: 401, stack: /caused by: TokenError: token expired$/ } }])
    const { lines, text } = await info.get('/foreign')
    t.match(lines, [{ level: 30, msg: 'No such document.', err: { type: 'TokenError', message: 'No such document.: row 7', code: 'NOT_FOUND', statusCode: 404, details: { row: 7 } } }])
    t.notMatch(text, /log\.test/)
    const debug = await buildServer({}, {}, 'debug')
    routes(debug.fastify)
    t.match((await debug.get('/foreign')).lines, [{ level: 30, err: { stack: /log\.test/ } }])
  })

  t.test('the errors of an AggregateError, and own properties that are plain values', async t => {
    const { fastify, get } = await buildServer()
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    fastify.get('/several', async () => {
      throw Object.assign(new AggregateError([new TypeError('first'), Object.assign(new Error('second'), { errno: 7 }), 'third'], 'several'), {
        left: { a: [1, 'b'], password: 'hunter2', nested: { headers: 'hunter2', when: new Date(0), map: new Map() } },
        list: [1, 2],
        big: ['x'.repeat(2000)],
        map: new Map([['hunter2', 1]]),
        cycle,
        nothing: null,
        value: { of: 'hunter2' },
        run: () => 'hunter2'
      })
    })
    const { lines: [line], text } = await get('/several')
    t.match(line, { msg: 'several', err: { type: 'AggregateError', left: { a: [1, 'b'], nested: { when: '1970-01-01T00:00:00.000Z' } }, list: [1, 2] } })
    t.match(line?.['err'].aggregateErrors, [{ type: 'TypeError', message: 'first' }, { type: 'Error', message: 'second', errno: 7 }, 'third'])
    t.strictSame(['big', 'map', 'cycle', 'nothing', 'value', 'run'].filter((name) => name in line?.['err']), [])
    t.notMatch(text, /hunter2/)
  })

  t.test('of errors inside errors, five levels', async t => {
    const { fastify, get } = await buildServer()
    let several = new AggregateError([new Error('hunter2')], 'level 6')
    for (let level = 5; level >= 1; level--) several = new AggregateError([new Error(`beside ${level}`)], `level ${level}`, { cause: several })
    fastify.get('/levels', async () => { throw several })
    const { text } = await get('/levels')
    t.match(text, 'level 1: level 2: level 3: level 4: level 5: level 6')
    t.match(text, 'beside 1')
    t.notMatch(text, 'hunter2')
  })

  t.test('no items of a list, nor bytes, and no long property is made text', async t => {
    const { fastify, get } = await buildServer()
    let listed = 0
    const list = new Proxy(['hunter2'], { ownKeys: (target) => { listed++; return Reflect.ownKeys(target) } })
    const thrown: Record<string, unknown> = { '/list': list, '/bytes': Buffer.from('hunter2') }
    for (const [url, value] of Object.entries(thrown)) fastify.get(url, async () => { throw value })
    let read = 0
    const rows = Array.from({ length: 5000 }, () => ({ get id () { return ++read } }))
    fastify.get('/rows', async () => { throw Object.assign(new Error('rows'), { rows, long: ['x'.repeat(5000)], named: { ['x'.repeat(5000)]: 1 }, short: ['x'] }) })
    for (const url of Object.keys(thrown)) t.notOk('0' in (await get(url)).lines[0]?.['err'], url)
    t.equal(listed, 0)
    const { lines: [line] } = await get('/rows')
    t.strictSame(['rows', 'long', 'named', 'short'].map((name) => name in line?.['err']), [false, false, false, true])
    t.ok(read < 1100, `${read} read`)
  })

  t.test('an invalid argument with its helper and route', async t => {
    const { fastify, get } = await buildServer()
    fastify.addHook('onRequest', async (request) => { if (request.is404) throw errors.gone(7 as never) })
    fastify.get('/bearer', (_request, reply) => reply.bearerError('invalid_token', 7 as never))
    fastify.get('/typo/:id', (_request, reply) => reply.conflict('Taken.', { details: { a: 1 } } as never))
    const closed = defineError({ code: 'CLOSED', statusCode: 409, title: 'Closed', message: 'Closed.' })
    fastify.get('/own', () => { throw closed({ details: 1 } as never) })
    fastify.get('/text', () => { throw closed('Closed today.' as never) })
    fastify.get('/null', () => { throw closed(null as never) })
    const { lines } = await get('/typo/1')
    t.match(lines, [{ level: 40, msg: "fastify-error-replies: conflict in route GET /typo/:id: init has no member 'details', its members are code, detail, headers, cause, extensions, challenge" }, { level: 30 }])
    const warned = async (url: string) => (await get(url)).lines.filter(({ level }) => level === 40).map(({ msg }) => msg)
    t.same(await warned('/own'), ["fastify-error-replies: closed in route GET /own: init has no member 'details', its members are message, headers, challenge, cause"])
    t.same(await warned('/text'), ["fastify-error-replies: closed in route GET /text: init should be an object, instead got 'Closed today.'"])
    t.same(await warned('/null'), [])
    t.same(await warned('/nowhere'), ["fastify-error-replies: gone in route GET without a path: message should be a string, instead got '7'"])
    t.match(await warned('/bearer'), [/^fastify-error-replies: bearerError in route GET \/bearer: /])
  })

  t.test('an invalid argument as a warning of the process, once, without a logger', async t => {
    const warnings: string[] = []
    const listener = ({ message }: Error) => { warnings.push(message) }
    process.on('warning', listener)
    for (const options of [{}, { logger: { level: 'silent' } }]) {
      FST_REPLIES_WRN_ARGUMENT.emitted = false
      const fastify = Fastify(options as FastifyServerOptions)
      await fastify.register(errorsPlugin)
      fastify.get('/typo', (_request, reply) => reply.gone(7 as never))
      fastify.addHook('onRequest', async (request) => { if (request.is404) throw errors.gone(7 as never) })
      for (const url of ['/typo', '/typo', '/nowhere']) await fastify.inject(url)
    }
    await new Promise((resolve) => { setImmediate(resolve) })
    process.removeListener('warning', listener)
    const warning = "fastify-error-replies: gone in route GET /typo: message should be a string, instead got '7'; further ones are not reported, turn on the logger to see them"
    t.strictSame(warnings, [warning, warning], 'once for each server here')
  })

  t.test('an error that the logger cannot read is logged as well as it can be', async t => {
    const { fastify, get } = await buildServer()
    fastify.get('/hostile', async () => { throw new Proxy(new Error('x'), { get: () => { throw new Error('get') } }) })
    fastify.get('/frozen', async () => { throw Object.freeze(new Error('cold')) })
    fastify.get('/own', async () => { throw JSON.parse('{"message":"own","constructor":"a"}') })
    fastify.get('/keyless', async () => { throw new Proxy(Object.assign(new Error('closed'), { code: 'E_CLOSED' }), { ownKeys: () => { throw new Error('keys') } }) })
    const { response, lines } = await get('/hostile')
    t.equal(response.statusCode, 500)
    t.equal(response.json().error.code, 'UNKNOWN_ERROR')
    t.match(lines, [{ level: 50, msg: 'An unknown error has occurred.' }])
    // From Node 22 on a Proxy has no stack
    t.match((await get('/keyless')).lines, [{ level: 50, msg: 'closed', err: { message: 'closed', stack: String } }])
    t.match((await get('/own')).lines, [{ level: 50, msg: 'own', err: { message: 'own' } }])
    t.match((await get('/frozen')).lines, [{ level: 50, err: { message: 'cold', stack: /log\.test/ } }])
  })
})
