import { connect, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import Fastify, { type FastifyServerOptions } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { errors, serverOptions, type ErrorRepliesOptions } from '../../lib/index.js'

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

type Call = [level: string, members: Record<string, any>, message: string]

/** A server with a logger of its own, whose methods are all alike, and what they were called with. */
async function build (t: Test, options: ErrorRepliesOptions = {}, level = 'info') {
  const calls: Call[] = []
  const methods = LEVELS.map((name) => [name, (members: Record<string, any>, message: string) => { calls.push([name, members, message]) }])
  const loggerInstance = { level, child: () => loggerInstance, ...Object.fromEntries(methods) }
  const fastify = Fastify({ ...serverOptions(), loggerInstance, forceCloseConnections: true } as FastifyServerOptions)
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, options)
  fastify.get('/conflict', (_request, reply) => reply.conflict('Taken.'))
  fastify.get('/broken', async () => { throw new Error('inner') })
  const get = async (url: string) => {
    calls.length = 0
    const { statusCode } = await fastify.inject(url)
    return { statusCode, lines: calls.filter(([, members]) => members?.['err'] !== undefined) }
  }
  const sendMalformed = async () => {
    await fastify.listen({ host: '127.0.0.1', port: 0 })
    calls.length = 0
    const socket = connect((fastify.server.address() as AddressInfo).port, '127.0.0.1', () => { socket.write('GARBAGE\r\n\r\n') })
    await once(socket.resume(), 'close')
    return calls.filter(([, members]) => members?.['err'] !== undefined)
  }
  return { fastify, get, sendMalformed }
}

t.test('every level is a method of the logger, except silent', async t => {
  for (const level of LEVELS) {
    const { get, sendMalformed } = await build(t, { log: { '4xx': level, 500: level } })
    const expected = level === 'silent' ? [] : [level]
    t.strictSame((await get('/conflict')).lines.map(([name]) => name), expected)
    t.strictSame((await get('/broken')).lines.map(([name]) => name), expected)
    t.strictSame((await sendMalformed()).map(([name]) => name), expected, `${level}, without a request`)
  }
})

t.test('levels without options, and where a function has none', async t => {
  for (const options of [{}, { log: () => undefined as never }, { log: { 404: 'trace', 501: 'trace' } as const }]) {
    const { get, sendMalformed } = await build(t, options)
    t.strictSame((await get('/conflict')).lines.map(([name]) => name), ['info'])
    t.strictSame((await get('/broken')).lines.map(([name]) => name), ['error'])
    t.strictSame((await sendMalformed()).map(([name]) => name), ['info'])
  }
})

t.test('a function whose result is no level is reported', async t => {
  const warnings: string[] = []
  const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { warnings.push(JSON.parse(line).msg) } } } })
  await fastify.register(errorsPlugin, { log: () => 'loud' as never })
  await fastify.inject('/')
  t.strictSame(warnings, ['fastify-error-replies: log option should return one of fatal, error, warn, info, debug, trace, silent, its result is ignored'])
})

t.test('a status wins over its class', async t => {
  const { fastify, get } = await build(t, { log: { 409: 'debug', '4xx': 'warn', 500: 'fatal', '5xx': 'trace' } })
  for (const statusCode of [499, 501]) fastify.get(`/${statusCode}`, async () => { throw Object.assign(new Error('a'), { statusCode }) })
  for (const [url, level] of [['/conflict', 'debug'], ['/nowhere', 'warn'], ['/499', 'warn'], ['/broken', 'fatal'], ['/501', 'trace']] as const) {
    t.strictSame((await get(url)).lines.map(([name]) => name), [level], url)
  }
})

t.test('a method of the logger that does nothing is not called', async t => {
  let named = 0
  const noop = Object.defineProperty(() => { named++ }, 'name', { value: 'noop' })
  const withParameter = Object.defineProperty((_members: unknown) => { named++ }, 'name', { value: 'noop' })
  for (const [method, expected] of [[noop, 0], [withParameter, 1], [() => { named++ }, 1]] as const) {
    named = 0
    const loggerInstance = { level: 'info', child: () => loggerInstance, ...Object.fromEntries(LEVELS.map((name) => [name, name === 'warn' ? method : () => {}])) } as never
    const fastify = Fastify({ loggerInstance })
    await fastify.register(errorsPlugin, { log: { 404: 'warn' } })
    await fastify.inject('/')
    t.equal(named, expected)
  }
})

t.test('the stack of a client error at debug and below', async t => {
  for (const [level, hasStack] of [['debug', true], ['trace', true], ['info', false], ['error', false], [undefined, false]] as const) {
    const { fastify, get } = await build(t, {}, level as string)
    fastify.get('/foreign', async () => { throw Object.assign(new Error('No.'), { statusCode: 404 }) })
    const { lines: [line] } = await get('/foreign')
    t.equal(/log-levels\.test/.test(line?.[1]['err'].stack), hasStack, String(level))
  }
})

t.test('the line of an error', async t => {
  const { fastify, get, sendMalformed } = await build(t)
  const thrown: Record<string, [value: unknown, level: string, message: string, err: unknown]> = {
    '/error': [new Error('inner'), 'error', 'inner', { message: 'inner', code: 'UNKNOWN_ERROR', statusCode: 500 }],
    '/empty': [new Error(''), 'error', 'An unknown error has occurred.', { message: '', code: 'UNKNOWN_ERROR', statusCode: 500 }],
    '/number': [{ message: 5 }, 'error', 'An unknown error has occurred.', { message: '', code: 'UNKNOWN_ERROR', statusCode: 500 }],
    '/text': ['text', 'error', 'An unknown error has occurred.', 'text'],
    '/null': [null, 'error', 'An unknown error has occurred.', 'null'],
    '/long': [new Error('x'.repeat(5000)), 'error', `${'x'.repeat(4095)}…`, { statusCode: 500 }],
    '/own': [Object.assign(new Error('inner'), { code: 'E_OWN', statusCode: 7 }), 'error', 'inner', { code: 'E_OWN', statusCode: 7 }],
    '/deliberate': [errors.badGateway('Down.'), 'error', 'Down.', { message: 'Down.', code: 'BAD_GATEWAY', statusCode: 502 }],
    '/client': [Object.assign(new Error('row 7'), { statusCode: 404, expose: false }), 'info', 'There is nothing at this address.', { message: 'row 7', code: 'NOT_FOUND', statusCode: 404 }]
  }
  for (const [url, [value]] of Object.entries(thrown)) fastify.get(url, async () => { throw value })
  for (const [url, [, level, message, err]] of Object.entries(thrown)) {
    const { lines } = await get(url)
    t.match(lines, [[level, { err }, message]], url)
    t.strictSame(Object.keys(lines[0]?.[1] ?? {}), level === 'error' ? ['req', 'res', 'err'] : ['res', 'err'], url)
  }
  const [line] = await sendMalformed()
  t.match(line, ['info', { err: { code: 'INVALID_REQUEST', statusCode: 400, stack: /^ErrorReply: Invalid request\.$/ }, reason: 'HPE_INVALID_METHOD' }, 'Invalid request.'])
  t.strictSame(Object.keys(line?.[1] ?? {}), ['err', 'reason'])
})
