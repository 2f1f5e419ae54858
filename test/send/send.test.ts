import { get as httpGet } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import t from 'tap'
import errorsPlugin, { defineFormat, errors, type ErrorRepliesOptions } from '../../lib/index.js'

const CONFLICT = '{"type":["Error"],"error":{"code":"CONFLICT","message":"Taken."},"debug":{}}'

// A server whose logger throws at every error that it is to write
async function buildHostile (options: ErrorRepliesOptions): Promise<FastifyInstance> {
  const fastify = Fastify({ logger: { stream: { write () {} }, serializers: { err () { throw new Error('serializer') } } as never } })
  await fastify.register(errorsPlugin, options)
  return fastify
}

t.test('send', async t => {
  t.test('removes the headers of the failed handler, from reply and raw', async t => {
    const stale = {
      etag: '"a"',
      'last-modified': 'x',
      'cache-control': 'public',
      expires: 'x',
      'content-encoding': 'gzip',
      'content-disposition': 'attachment',
      'content-location': '/a',
      'content-digest': 'x',
      'content-md5': 'x',
      digest: 'x',
      'repr-digest': 'x',
      location: '/a',
      'accept-ranges': 'bytes',
      'content-range': 'bytes 0-1/2',
      'content-length': '3',
      'transfer-encoding': 'chunked',
      trailer: 'x',
      age: '5',
      pragma: 'public',
      refresh: '0;url=/a',
      'surrogate-control': 'max-age=9',
      'cdn-cache-control': 'max-age=9',
      'cloudflare-cdn-cache-control': 'max-age=9',
      'x-accel-redirect': '/private/a',
      'x-accel-expires': '60',
      'x-sendfile': '/private/a',
      'x-lighttpd-send-file': '/private/a'
    }
    const kept = { vary: 'origin', 'content-language': 'de', 'set-cookie': 'a=b', 'access-control-allow-origin': '*', 'x-ratelimit-limit': '1', traceparent: 'x' }
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    const left: string[] = []
    const onSend = async (_request: unknown, reply: FastifyReply) => { left.push(...Object.keys(stale).filter((name) => reply.raw.hasHeader(name))) }
    fastify.get('/reply', { onSend }, async (_request, reply) => {
      reply.headers({ ...stale, ...kept }).type('text/html')
      throw errors.conflict('Taken.')
    })
    fastify.get('/raw', { onSend }, async (_request, reply) => {
      for (const [name, value] of Object.entries({ ...stale, ...kept, 'content-type': 'text/html' })) reply.raw.setHeader(name, value)
      throw errors.conflict('Taken.')
    })
    for (const url of ['/reply', '/raw']) {
      const { headers, body } = await fastify.inject(url)
      t.equal(body, CONFLICT)
      t.same({ ...headers, date: '' }, {
        ...kept,
        vary: 'origin, Accept',
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-length': String(CONFLICT.length),
        connection: 'keep-alive',
        date: ''
      }, url)
      t.strictSame(left.splice(0), [], 'a hook finds none of them')
      const head = await fastify.inject({ method: 'HEAD', url })
      t.strictSame([head.statusCode, head.headers['content-length'], head.body], [409, String(CONFLICT.length), ''])
    }
  })

  t.test('sends no trailers of the failed handler', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    fastify.get('/', async (_request, reply) => {
      reply.trailer('server-timing', async () => 'db;dur=9').trailer('etag', async () => '"a"')
      throw errors.conflict('Taken.')
    })
    const { headers, trailers, body } = await fastify.inject('/')
    t.match(headers, { 'content-length': String(CONFLICT.length) })
    t.same([headers['trailer'], headers['transfer-encoding'], trailers, body], [undefined, undefined, {}, CONFLICT])
  })

  t.test('keeps the content-range of a 416 that says how long the resource is', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    const table: [error: () => Error, header: string, value: string, expected: string | undefined][] = [
      [() => errors.rangeNotSatisfiable(), 'content-range', 'bytes */7', 'bytes */7'],
      [() => errors.rangeNotSatisfiable(), 'content-range', 'bytes 0-1/7', undefined],
      [() => errors.rangeNotSatisfiable(), 'etag', 'bytes */7', undefined],
      [() => errors.conflict('Taken.'), 'content-range', 'bytes */7', undefined]
    ]
    for (const [index, [error, header, value]] of table.entries()) {
      fastify.get(`/${index}`, async (_request, reply) => {
        reply.header(header, value)
        throw error()
      })
    }
    for (const [index, [, header,, expected]] of table.entries()) t.equal((await fastify.inject(`/${index}`)).headers[header], expected, `${index}`)
  })

  t.test('drops headers that Node would refuse to write', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    fastify.get('/', async (_request, reply) => {
      reply.header('x-bad', 'a\nb').header('x-list', ['a', 'b\n']).header('bad name', 'a').header('x-count', 3).header('x-good', ['a', 'b'])
      throw errors.conflict('Taken.')
    })
    const { statusCode, headers, body } = await fastify.inject('/')
    t.equal(statusCode, 409)
    t.equal(body, CONFLICT)
    t.same([headers['x-bad'], headers['x-list'], headers['bad name']], [undefined, undefined, undefined])
    t.same([headers['x-count'], headers['x-good']], ['3', ['a', 'b']])
  })

  t.test('no schema or serializer of the route reshapes the body', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    fastify.setReplySerializer(() => 'reply serializer')
    const response = { '4xx': { type: 'object', properties: { only: { type: 'string' } } }, default: { type: 'string' } }
    fastify.get('/schema', { schema: { response } }, async () => { throw errors.conflict('Taken.') })
    fastify.get('/exact', { schema: { response: { 409: { type: 'object', properties: {} } } } }, (_request, reply) => reply.conflict('Taken.'))
    fastify.get('/hook', { preSerialization: async () => ({ replaced: true }) }, async () => { throw errors.conflict('Taken.') })
    fastify.get('/serializer', async (_request, reply) => {
      reply.serializer(() => 'serializer')
      throw errors.conflict('Taken.')
    })
    for (const url of ['/schema', '/exact', '/hook', '/serializer']) t.equal((await fastify.inject(url)).body, CONFLICT, url)
  })

  t.test('cuts the connection when the reply has begun', async t => {
    const lines: { msg: string, level: number }[] = []
    const fastify = Fastify({ logger: { level: 'error', stream: { write: (line) => { lines.push(JSON.parse(line)) } } } })
    await fastify.register(errorsPlugin)
    fastify.get('/', async (_request, reply) => {
      reply.raw.writeHead(200, { 'content-type': 'text/plain' })
      reply.raw.write('half')
      await new Promise((resolve) => { setTimeout(resolve, 20) })
      throw new Error('too late')
    })
    t.teardown(() => fastify.close())
    await fastify.listen({ port: 0 })
    const { port } = fastify.server.address() as AddressInfo
    const outcome = await new Promise<string>((resolve) => {
      httpGet({ port, path: '/' }, (response) => {
        response.on('error', ({ code }: NodeJS.ErrnoException) => resolve(String(code)))
        response.on('end', () => resolve('end'))
        response.resume()
      })
    })
    t.equal(outcome, 'ECONNRESET')
    t.equal(lines.length, 1)
  })

  t.test('cuts the connection when the reply has begun, whatever options and the logger do', async t => {
    const fastify = await buildHostile({ messages: () => { throw new Error('messages') } })
    t.teardown(() => fastify.close())
    fastify.get('/begun', async (_request, reply) => {
      reply.raw.writeHead(200, { 'content-type': 'text/plain' })
      reply.raw.write('half')
      await new Promise((resolve) => { setTimeout(resolve, 20) })
      throw new Error('too late')
    })
    await fastify.listen({ port: 0 })
    const { port } = fastify.server.address() as AddressInfo
    const outcome = await new Promise<string>((resolve) => {
      httpGet({ port, path: '/begun' }, (response) => {
        let text = ''
        response.on('data', (chunk) => { text += chunk }).on('error', ({ code }: NodeJS.ErrnoException) => resolve(`${text} ${code}`))
        response.on('end', () => resolve('end'))
      })
    })
    t.equal(outcome, 'half ECONNRESET')
  })

  t.test('a logger that throws where an option or a format does costs nothing', async t => {
    const format = defineFormat({ name: 'broken', contentType: 'text/plain', body: () => { throw new Error('body') }, serialize: String })
    const fastify = await buildHostile({ messages: () => { throw new Error('messages') }, format })
    fastify.get('/', (_request, reply) => reply.conflict('Taken.'))
    const { statusCode, body } = await fastify.inject('/')
    t.equal(statusCode, 409)
    t.equal(body, CONFLICT)
  })

  t.test('an id of the request that cannot be sent leaves the last resort', async t => {
    const fastify = Fastify({ genReqId: () => ({ toString () { throw new Error('id') } }) as never })
    await fastify.register(errorsPlugin, { requestId: true })
    fastify.get('/', (_request, reply) => {
      reply.raw.setHeader('x-stale', 'a')
      reply.header('etag', '"a"').conflict('Taken.')
    })
    const { statusCode, headers, body } = await fastify.inject('/')
    t.equal(statusCode, 500)
    t.same([headers['x-stale'], headers['etag']], [undefined, undefined])
    t.equal(body, '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}')
    t.equal(headers['content-type'], 'application/json; charset=utf-8')
  })

  t.test('an onSend hook that fails once does not fail the reply', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    let failed = false
    fastify.get('/', {
      onSend: async (_request, _reply, payload) => {
        if (failed) return payload
        failed = true
        throw errors.conflict('Taken.')
      }
    }, async () => 'fine')
    t.equal((await fastify.inject('/')).body, CONFLICT)
  })

  for (const [name, failure] of [
    ['an error', Object.assign(new Error('hook'), { statusCode: 503, headers: { 'set-cookie': 'a=b', 'x-inner': 'c', 'content-type': 'text/html' } })],
    ['a string', 'hook'],
    ['nothing', undefined],
    ['an error reply', errors.badGateway('Hook.')]
  ] as const) {
    t.test(`an onSend hook that always fails with ${name} does not reach the client`, async t => {
      const lines: { level: number }[] = []
      const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
      await fastify.register(errorsPlugin)
      const routes = async (child: FastifyInstance) => {
        child.addHook('onSend', async (_request, reply) => {
          reply.header('x-kept', 'd')
          throw failure
        })
        child.get('/conflict', (_request, reply) => reply.conflict('Taken.'))
        child.get('/fine', async () => ({ fine: true }))
      }
      fastify.register(routes)
      fastify.register(async (child) => {
        await child.register(errorsPlugin, { format: 'fields', negotiate: [] })
        await routes(child)
      }, { prefix: '/nested' })
      const response = await fastify.inject('/conflict')
      t.equal(response.statusCode, 409)
      t.equal(response.body, CONFLICT)
      t.equal(response.headers['content-type'], 'application/json; charset=utf-8')
      t.equal(response.headers['content-length'], String(CONFLICT.length))
      t.equal(response.headers['x-kept'], 'd')
      t.same([response.headers['set-cookie'], response.headers['x-inner']], [undefined, undefined])
      t.equal((await fastify.inject('/nested/conflict')).body, '{"message":"Taken."}')
      t.ok((await fastify.inject('/fine')).statusCode >= 500)
      t.equal((await fastify.inject('/nested/fine')).json().message, name === 'an error reply' ? 'Hook.' : (await fastify.inject('/fine')).json().error.message)
      t.ok(lines.some(({ level }) => level === 50), 'the failure of the hook is logged')
    })
  }

  t.test('an onSend hook that never ends one reply does not harm the next', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    fastify.get('/', (_request, reply) => {
      reply.conflict('Taken.')
      t.equal(reply.send('again'), reply)
    })
    t.equal((await fastify.inject('/')).body, CONFLICT)
    t.equal((await fastify.inject('/')).body, CONFLICT)
  })
})
