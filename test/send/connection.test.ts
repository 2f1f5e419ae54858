import { connect as connectHttp2, type IncomingHttpHeaders } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { errors } from '../../lib/index.js'
import { buildRequest, openConnection } from '../support/keep-alive.js'

const CONFLICT = '{"type":["Error"],"error":{"code":"CONFLICT","message":"Taken."},"debug":{}}'

async function listen (t: Test, fastify: FastifyInstance<any, any, any, any>): Promise<number> {
  t.teardown(() => fastify.close())
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  return (fastify.server.address() as AddressInfo).port
}

t.test('over HTTP/2 no field of a connection makes an error another one', async t => {
  const fields: Record<string, string> = {
    connection: 'trailers', // Node leaves out other values itself
    'http2-settings': 'AAMAAABkAAQAAP__',
    'keep-alive': 'timeout=5',
    'proxy-connection': 'keep-alive',
    te: 'gzip',
    'transfer-encoding': 'chunked',
    upgrade: 'websocket'
  }
  const fastify = Fastify({ http2: true })
  await fastify.register(errorsPlugin, { errorHeaders: Object.keys(fields) })
  fastify.get('/error/:name', async (request) => {
    const { name } = request.params as { name: string }
    throw errors.conflict('Taken.', { headers: { [name]: fields[name] as string } })
  })
  fastify.get('/foreign/:name', async (request) => {
    const { name } = request.params as { name: string }
    throw Object.assign(new Error('Taken.'), { statusCode: 409, headers: { [name]: fields[name] } })
  })
  fastify.get('/reply/:name', async (request, reply) => {
    const { name } = request.params as { name: string }
    reply.header(name, fields[name])
    throw errors.conflict('Taken.')
  })
  fastify.get('/hook/:name', { onSend: async (request, reply) => { reply.header((request.params as { name: string }).name, 'chunked') } }, (_request, reply) => reply.conflict('Taken.'))
  fastify.get('/stream/:name', {
    onSend: async (request, reply, payload) => {
      const { name } = request.params as { name: string }
      reply.header(name, fields[name])
      return Readable.from([payload])
    }
  }, (_request, reply) => reply.conflict('Taken.'))
  fastify.get('/upgrade', async () => { throw errors.upgradeRequired(['websocket']) })
  fastify.get('/none', async () => { throw errors.upgradeRequired() })
  const session = connectHttp2(`http://127.0.0.1:${await listen(t, fastify)}`)
  t.teardown(() => { session.destroy() })
  const get = (path: string) => new Promise<{ headers: IncomingHttpHeaders, body: string }>((resolve, reject) => {
    const stream = session.request({ ':path': path })
    let headers: IncomingHttpHeaders = {}
    let body = ''
    stream.setEncoding('utf8').on('response', (received) => { headers = received })
    stream.on('data', (chunk) => { body += chunk }).on('end', () => resolve({ headers, body })).on('error', reject)
  })
  for (const name of Object.keys(fields)) {
    for (const way of ['error', 'foreign', 'reply', 'hook', 'stream']) {
      const { headers, body } = await get(`/${way}/${name}`)
      t.match([headers[':status'], body.replace(/"code":"\w+"/, '"code":"CONFLICT"')], [409, CONFLICT], `${way} ${name}`)
      t.notOk(name in headers, `${way} ${name}`)
    }
  }
  for (const path of ['/upgrade', '/none']) {
    const { headers } = await get(path)
    t.equal(headers[':status'], 426)
    t.notOk('upgrade' in headers || 'connection' in headers)
  }
})

t.test('over HTTP/1.1 nothing but the length of its body frames an error', async t => {
  const framing = { 'Transfer-Encoding': 'chunked', 'content-length': '3', connection: 'upgrade', trailer: 'x-a', 'content-type': 'text/html', 'content-encoding': 'gzip' }
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { errorHeaders: ['transfer-encoding', 'content-*'] })
  fastify.get('/assigned', async () => { throw Object.assign(errors.conflict('Taken.'), { headers: { ...framing, 'x-kept': 'a' } }) })
  fastify.get('/added', async () => {
    const error = errors.conflict('Taken.', { headers: { 'x-kept': 'a' } })
    Object.assign(error.headers as object, framing)
    throw error
  })
  fastify.get('/foreign', async () => { throw Object.assign(new Error('Taken.'), { statusCode: 409, headers: framing }) })
  fastify.get('/hook', { onSend: async (_request, reply) => { reply.header('transfer-encoding', 'chunked') } }, (_request, reply) => reply.conflict('Taken.'))
  fastify.get('/raw', { onSend: async (_request, reply) => { reply.raw.setHeader('transfer-encoding', 'chunked') } }, (_request, reply) => reply.conflict('Taken.'))
  const connection = openConnection(await listen(t, fastify))
  t.teardown(connection.close)
  for (const url of ['/assigned', '/added', '/foreign', '/hook', '/raw']) {
    const reply = await connection.send(buildRequest('GET', url))
    t.match(reply, { statusCode: 409, body: CONFLICT, headers: { 'content-type': ['application/json; charset=utf-8'], 'content-length': [String(CONFLICT.length)] } }, url)
    for (const name of ['transfer-encoding', 'trailer', 'content-encoding']) t.notOk(name in (reply?.headers ?? {}), `${url} ${name}`)
    if (url === '/assigned' || url === '/added') t.strictSame(reply?.headers['x-kept'], ['a'])
    t.equal(connection.rest(), '')
  }
})

t.test('a 426', async t => {
  t.test('closes the connection where the client, the server or the application says so', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    fastify.get('/', (_request, reply) => reply.upgradeRequired(['websocket']))
    fastify.get('/close', (_request, reply) => reply.header('connection', 'close').upgradeRequired(['websocket']))
    fastify.get('/raw', (_request, reply) => {
      reply.raw.setHeader('connection', 'Close, X-Other')
      return reply.upgradeRequired(['websocket'])
    })
    fastify.get('/keep', (_request, reply) => reply.header('connection', 'keep-alive, upgrade').upgradeRequired(['websocket']))
    const port = await listen(t, fastify)
    fastify.server.maxRequestsPerSocket = 3
    const cases: [message: string, connection: string, isOpen: boolean][] = [
      [buildRequest('GET', '/'), 'Upgrade', true],
      [buildRequest('GET', '/', { connection: 'close' }), 'close, Upgrade', false],
      ['GET / HTTP/1.0\r\nhost: a\r\n\r\n', 'close, Upgrade', false],
      [buildRequest('GET', '/close'), 'close, Upgrade', false],
      [buildRequest('GET', '/raw'), 'close, Upgrade, X-Other', false],
      [buildRequest('GET', '/keep'), 'Upgrade, keep-alive', true]
    ]
    for (const [message, expected, isOpen] of cases) {
      const connection = openConnection(port)
      t.teardown(connection.close)
      const reply = await connection.send(message)
      t.match(reply, { statusCode: 426, headers: { connection: [expected], upgrade: ['websocket'] } }, message)
      const second = await connection.send(buildRequest('GET', '/'))
      t.equal(second?.statusCode, isOpen ? 426 : undefined, message)
    }
    const connection = openConnection(port)
    t.teardown(connection.close)
    const seen: unknown[] = []
    for (let i = 0; i < 3; i++) seen.push((await connection.send(buildRequest('GET', '/')))?.headers['connection'])
    t.strictSame(seen, [['Upgrade'], ['Upgrade'], ['close, Upgrade']], 'the last request that the server takes of a connection')
  })

  t.test('of a route of @fastify/websocket names its protocol', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    await fastify.register(websocket)
    fastify.register(async (child) => {
      child.addHook('preValidation', async (request, reply) => { if (request.headers.upgrade === undefined) return reply.upgradeRequired() })
      child.get('/socket', { websocket: true }, () => {})
      child.route({ method: 'GET', url: '/both', handler: async () => 'never', wsHandler: () => {} })
    })
    t.teardown(() => fastify.close())
    for (const url of ['/socket', '/both']) {
      const { statusCode, headers } = await fastify.inject(url)
      t.match({ statusCode, headers }, { statusCode: 426, headers: { upgrade: 'websocket', connection: 'Upgrade' } }, url)
    }
  })

  t.test('is the only error whose Upgrade is one of its connection', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    fastify.get('/', (_request, reply) => reply.header('upgrade', 'websocket').conflict('Taken.'))
    const { headers } = await fastify.inject('/')
    t.strictSame([headers['upgrade'], headers['connection']], ['websocket', 'keep-alive'])
  })

  t.test('without Upgrade is logged, once for an error', async t => {
    const lines: string[] = []
    const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line).msg) } } } })
    await fastify.register(errorsPlugin)
    fastify.get('/', (_request, reply) => reply.upgradeRequired())
    fastify.get('/hook', (_request, reply) => reply.header('upgrade', 'h2c').upgradeRequired())
    t.equal((await fastify.inject('/hook')).headers['upgrade'], 'h2c')
    t.strictSame(lines, [])
    for (let i = 0; i < 2; i++) {
      const { headers } = await fastify.inject('/')
      t.strictSame([headers['upgrade'], headers['connection']], [undefined, 'keep-alive'])
    }
    t.strictSame(lines, ["fastify-error-replies: a 426 has no Upgrade header, which HTTP requires (UPGRADE_REQUIRED): give its protocols, such as reply.upgradeRequired(['websocket'])"])
  })
})
