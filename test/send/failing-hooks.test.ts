import { connect as connectHttp2 } from 'node:http2'
import { get as httpGet } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import etag from '@fastify/etag'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { type ErrorRepliesOptions } from '../../lib/index.js'
import { buildRequest, openConnection } from '../support/keep-alive.js'
import { skipWithout } from '../support/versions.js'

const CONFLICT = '{"type":["Error"],"error":{"code":"CONFLICT","message":"Taken."},"debug":{}}'
const NOT_FOUND = '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}'

async function build (t: Test, server: FastifyServerOptions = {}, options: ErrorRepliesOptions = {}) {
  const lines: Record<string, any>[] = []
  const fastify = Fastify({ forceCloseConnections: true, logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } }, ...server } as {})
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, options)
  return { fastify, lines }
}

async function listen (fastify: FastifyInstance<any, any, any, any>): Promise<number> {
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  return (fastify.server.address() as AddressInfo).port
}

const begin: Record<string, (reply: FastifyReply) => void> = {
  writeHead: ({ raw }) => { raw.writeHead(200, { 'content-type': 'text/plain' }) },
  flushHeaders: ({ raw }) => { raw.flushHeaders() },
  write: ({ raw }) => { raw.write('half') }
}
const fail: Record<string, (reply: FastifyReply) => unknown> = {
  'an error': () => { throw new Error('inner') },
  'a helper': (reply) => reply.conflict('Taken.'),
  'a reply': (reply) => reply.send({ fine: true })
}

t.test('headers that a hook has written', async t => {
  for (const [how, write] of Object.entries(begin)) {
    for (const hook of ['onRequest', 'onSend'] as const) {
      const skip = hook === 'onSend' && skipWithout('care for headers that cannot be written after an asynchronous hook')
      t.test(`by ${how} in ${hook} end in a closed connection`, { skip }, async t => {
        const { fastify, lines } = await build(t)
        const pass = async (_request: unknown, reply: FastifyReply) => { write(reply) }
        for (const [name, failing] of Object.entries(fail)) {
          fastify.get(`/${name.replace(' ', '-')}`, { [hook]: pass }, async (_request, reply) => failing(reply))
        }
        const port = await listen(fastify)
        for (const name of Object.keys(fail)) {
          const outcome = await new Promise<string>((resolve) => {
            const request = httpGet({ host: '127.0.0.1', port, path: `/${name.replace(' ', '-')}`, timeout: 2000 }, (response) => {
              response.resume().on('error', ({ code }: NodeJS.ErrnoException) => resolve(String(code))).on('end', () => resolve('end'))
            })
            request.on('error', ({ code }: NodeJS.ErrnoException) => resolve(String(code))).on('timeout', () => resolve('hangs'))
          })
          t.equal(outcome, 'ECONNRESET', name)
        }
        t.strictSame(lines.filter(({ msg }) => String(msg).startsWith('fastify-error-replies')), [])
        await fastify.close()
      })

      t.test(`by ${how} in ${hook} end in a reset stream over HTTP/2`, { skip }, async t => {
        const { fastify } = await build(t, { http2: true } as {})
        const pass = async (_request: unknown, reply: FastifyReply) => { write(reply) }
        fastify.get('/', { [hook]: pass }, async (_request, reply) => fail['an error']?.(reply))
        const port = await listen(fastify)
        const session = connectHttp2(`http://127.0.0.1:${port}`)
        t.teardown(() => { session.destroy() })
        const outcome = await Promise.race([sleep(2000, 'hangs'), new Promise<string>((resolve) => {
          session.request({ ':path': '/' }).on('error', () => {}).on('close', () => resolve('closed')).resume()
        })])
        t.equal(outcome, 'closed')
        session.close()
        await fastify.close()
      })
    }
  }
})

t.test('a hook that fails on an error reply', async t => {
  const leaky = { 'set-cookie': 'a=b', 'x-internal-token': 'hunter2', 'content-type': 'text/html' }
  const failures: Record<string, () => unknown> = {
    'headers that cannot be listed': () => Object.assign(new Error('hook'), { headers: new Proxy({}, { ownKeys: () => { throw new Error('keys') } }) }),
    'headers that cannot be read': () => Object.assign(new Error('hook'), { headers: new Proxy({ ...leaky, x: '' }, { get: (target, name) => { if (name === 'x') throw new Error('get'); return target[name as 'x'] } }) }),
    'headers and a getter that throws': () => Object.defineProperty(Object.assign(new Error('hook'), { headers: leaky }), 'statusCode', { get: () => { throw new Error('statusCode') } }),
    'other headers at each reading': () => {
      let count = 0
      return Object.defineProperty(new Error('hook'), 'headers', { get: () => ({ [`x-internal-${count++}`]: 'hunter2' }) })
    },
    headers: () => Object.assign(new Error('hook'), { headers: leaky })
  }
  const loggers: Record<string, FastifyServerOptions> = {
    'a logger': {},
    'a logger that fails': { logger: { level: 'warn', stream: { write () {} }, serializers: { err () { throw new Error('serializer') } } as never } }
  }
  for (const [name, make] of Object.entries(failures)) {
    for (const [which, server] of Object.entries(loggers)) {
      t.test(`with ${name}, beside ${which}, leaves the reply as it was`, async t => {
        const { fastify } = await build(t, server)
        const onSend = [
          async (_request: unknown, reply: FastifyReply) => { reply.header('set-cookie', 'session=1') },
          async (_request: unknown, reply: FastifyReply) => { reply.header('x-kept', 'd'); throw make() }
        ]
        fastify.get('/', { onSend }, (_request, reply) => reply.conflict('Taken.'))
        fastify.setErrorHandler(fastify.errorHandler)
        const connection = openConnection(await listen(fastify))
        t.teardown(connection.close)
        for (const attempt of ['first', 'second']) {
          const reply = await connection.send(buildRequest('GET', '/'))
          t.match(reply, { statusCode: 409, body: CONFLICT, headers: { 'content-type': ['application/json; charset=utf-8'], 'x-kept': ['d'], 'set-cookie': ['session=1'] } }, attempt)
          t.notMatch(JSON.stringify(reply), /hunter2|x-internal/)
        }
      })
    }
  }

  t.test('of a 404, beside another error handler, leaves the reply as it was before the hooks', async t => {
    const { fastify, lines } = await build(t)
    fastify.addHook('onRequest', async (_request, reply) => { reply.header('x-early', 'a').raw.setHeader('x-raw', 'b') })
    fastify.addHook('onSend', async () => { throw Object.assign(new Error('hook'), { headers: leaky }) })
    fastify.setErrorHandler((error, _request, reply) => { reply.headers((error as { headers?: {} }).headers ?? {}).send({ own: 'body' }) })
    const { statusCode, headers, body } = await fastify.inject('/nowhere')
    t.match({ statusCode, headers, body }, { statusCode: 404, headers: { 'x-early': 'a', 'x-raw': 'b', 'content-type': 'application/json; charset=utf-8' }, body: NOT_FOUND })
    t.notMatch(JSON.stringify(headers), /hunter2/)
    t.equal(lines.length, 0, 'the other handler logs')
  })

  t.test('of a 404 is logged and does not reach the client', async t => {
    const { fastify, lines } = await build(t)
    fastify.addHook('onSend', async (_request, reply) => { reply.header('x-kept', 'd'); throw Object.assign(new Error('hook'), { headers: leaky }) })
    const { statusCode, headers, body } = await fastify.inject('/nowhere')
    t.match({ statusCode, headers, body }, { statusCode: 404, headers: { 'x-kept': 'd' }, body: NOT_FOUND })
    t.notMatch(JSON.stringify(headers), /hunter2/)
    t.match(lines, [{ level: 50, err: { message: 'hook' } }])
  })
})

t.test('a hook that ends the reply itself and then fails has sent it', async t => {
  const { fastify } = await build(t)
  fastify.get('/', { onSend: async (_request, reply) => { reply.raw.end('own'); throw new Error('hook') } }, (_request, reply) => reply.conflict('Taken.'))
  fastify.get('/done', { onSend: (_request, reply, _payload, done) => { reply.raw.end('own'); done(new Error('hook')) } }, (_request, reply) => reply.conflict('Taken.'))
  const connection = openConnection(await listen(fastify))
  t.teardown(connection.close)
  for (const url of ['/', '/done', '/']) t.match(await connection.send(buildRequest('GET', url)), { statusCode: 409, body: 'own' }, url)
  t.equal(connection.rest(), '')
})

t.test('a reply that is sent again while the hooks of an error run', async t => {
  const again: Record<string, (reply: FastifyReply) => unknown> = {
    nothing: () => undefined,
    'a value': () => ({ other: true }),
    'an error': () => { throw new Error('later') },
    'a helper': (reply) => { reply.gone() }
  }
  const first: Record<string, [send: (reply: FastifyReply) => void, statusCode: number, body: string]> = {
    'an error': [(reply) => { reply.conflict('Taken.') }, 409, CONFLICT],
    'a 404': [(reply) => { reply.callNotFound() }, 404, NOT_FOUND]
  }
  for (const [sent, [send, statusCode, body]] of Object.entries(first)) {
    for (const [name, more] of Object.entries(again)) {
      t.test(`${sent}, then ${name}, changes nothing`, async t => {
        const { fastify, lines } = await build(t)
        fastify.addHook('onSend', async (_request, reply) => { await sleep(5); reply.header('set-cookie', 'session=1') })
        fastify.get('/', async (_request, reply) => {
          send(reply)
          return more(reply)
        })
        const reply = await fastify.inject('/')
        t.match({ statusCode: reply.statusCode, body: reply.body, cookie: reply.headers['set-cookie'] }, { statusCode, body, cookie: 'session=1' })
        t.match(lines, name === 'nothing' ? [] : [{ level: 40, msg: 'fastify-error-replies: reply.send was called while an error was being sent' }])
        if (name === 'an error') t.match(lines[0], { err: { message: 'later', stack: /failing-hooks/ } })
      })
    }
  }
})

t.test('a reply without a body that Node refuses to write is an error with its body', async t => {
  const { fastify } = await build(t)
  for (const statusCode of [204, 304, 200]) {
    fastify.get(`/${statusCode}`, async (_request, reply) => reply.code(statusCode).header('x-bad', 'a\nb').send())
  }
  const connection = openConnection(await listen(fastify), 1000)
  t.teardown(connection.close)
  for (const url of ['/204', '/304', '/200']) {
    t.match(await connection.send(buildRequest('GET', url)), { statusCode: 500, body: /UNKNOWN_ERROR/ }, url)
    t.match(await connection.send(buildRequest('HEAD', url)), { statusCode: 500, body: '' }, url)
    t.match(await fastify.inject(url), { statusCode: 500, body: /UNKNOWN_ERROR/ }, url)
    t.equal(connection.rest(), '')
  }
})

t.test('a conditional request', async t => {
  t.test('stays as it was', async t => {
    const { fastify } = await build(t)
    const seen: unknown[] = []
    fastify.addHook('onSend', async ({ raw, headers }) => { seen.push(raw.headers['if-none-match'], headers['if-none-match']) })
    fastify.addHook('onResponse', async ({ raw }) => { seen.push(raw.headers['if-none-match']) })
    fastify.get('/', (_request, reply) => reply.conflict('Taken.'))
    await fastify.inject({ url: '/', headers: { 'if-none-match': '"a"' } })
    t.strictSame(seen, ['"a"', '"a"', '"a"'])
  })

  for (const field of ['if-none-match', 'if-modified-since']) {
    t.test(`with ${field} gets the error where a hook makes a 304, and what later hooks set`, async t => {
      const { fastify } = await build(t)
      await fastify.register(etag, { hashFn: () => 'same' } as {})
      fastify.addHook('onSend', async (request, reply) => { if (request.headers['if-modified-since'] !== undefined) { reply.code(304); return '' } })
      fastify.addHook('onSend', async (_request, reply) => { reply.header('set-cookie', 'session=1') })
      fastify.get('/', (_request, reply) => reply.conflict('Taken.'))
      fastify.get('/fine', async () => 'fine')
      const connection = openConnection(await listen(fastify))
      t.teardown(connection.close)
      const headers = { [field]: field === 'if-none-match' ? '"same"' : 'Thu, 01 Jan 2026 00:00:00 GMT' }
      for (const url of ['/', '/nowhere', '/']) {
        const reply = await connection.send(buildRequest('GET', url, headers))
        t.match(reply, { statusCode: url === '/' ? 409 : 404, body: url === '/' ? CONFLICT : NOT_FOUND, headers: { 'set-cookie': ['session=1'] } })
        t.equal(reply?.headers['etag'], undefined)
        t.equal(connection.rest(), '')
      }
      t.equal((await fastify.inject({ url: '/fine', headers })).statusCode, 304)
      const { statusCode, body } = await fastify.inject({ url: '/', headers })
      t.strictSame([statusCode, body], [409, CONFLICT])
      t.equal((await fastify.inject({ url: '/', headers: { [field]: 'other' } })).statusCode, 409)
    })
  }

  t.test('gets the error where a hook makes a 304 with a stream', async t => {
    const { fastify, lines } = await build(t)
    fastify.addHook('onSend', async (_request, reply) => { reply.code(304); return Readable.from(['half', 'other']) })
    fastify.get('/', (_request, reply) => reply.conflict('Taken.'))
    const connection = openConnection(await listen(fastify))
    t.teardown(connection.close)
    for (const attempt of ['first', 'second']) {
      t.match(await connection.send(buildRequest('GET', '/', { 'if-none-match': '*' })), { statusCode: 409, body: CONFLICT }, attempt)
      t.equal(connection.rest(), '')
    }
    t.match(await fastify.inject('/'), { statusCode: 409, body: CONFLICT })
    t.strictSame(lines, [], 'nothing is written after the end')
  })
})
