import { connect as connectHttp2 } from 'node:http2'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { findExcess } from '../../lib/send/header-budget.js'
import { buildHeaders } from '../../lib/send/headers.js'
import errorsPlugin, { defineFormat, serverOptions, type ErrorRepliesOptions } from '../../lib/index.js'
import { buildRequest, openConnection } from '../support/keep-alive.js'

const text = (length: number) => 'x'.repeat(length)
const challenge = `Basic realm="${text(1000)}"`

async function listen (t: Test, setup: (fastify: FastifyInstance) => void, options: ErrorRepliesOptions = {}, server = {}) {
  const fastify = Fastify({ ...serverOptions(), forceCloseConnections: true, ...server } as {}) as FastifyInstance
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, { challenge, ...options })
  setup(fastify)
  fastify.get('/', async (_request, reply) => reply.unauthorized('No.', { headers: { 'x-error': text(3000) } }))
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  return (fastify.server.address() as AddressInfo).port
}

/** The reply and the bytes of its headers, the status line included. */
async function get (t: Test, port: number, headers: Record<string, string> = {}) {
  const connection = openConnection(port)
  t.teardown(connection.close)
  const reply = await connection.send(buildRequest('GET', '/', headers))
  if (reply === undefined) throw new Error('no reply')
  const size = Object.entries(reply.headers).flatMap(([name, lines]) => lines.map((line) => name.length + line.length + 4)).reduce((sum, line) => sum + line, 46)
  return { ...reply, size }
}

t.test('headers of hooks count as those of the reply', async t => {
  for (const hook of ['onRequest', 'onSend'] as const) {
    t.test(`of ${hook}: the largest are left out, small ones and those of the error stay`, async t => {
      for (const where of ['reply', 'raw'] as const) {
        const left: boolean[] = []
        const port = await listen(t, (fastify) => {
          fastify.addHook('onResponse', async (_request, reply) => { left.push(reply.hasHeader('content-security-policy') || reply.raw.hasHeader('content-security-policy')) })
          fastify.addHook(hook as 'onRequest', async (_request, reply) => {
            const set = (name: string, value: string | string[]) => where === 'raw' ? reply.raw.setHeader(name, value) : reply.header(name, value)
            set('content-security-policy', text(9000))
            set('access-control-allow-origin', '*')
            set('set-cookie', ['a=b', `c=${text(5000)}`, 'd=e'])
            set('link', ['</a>', `</${text(5000)}>`])
            for (let i = 0; i < 40; i++) set(`x-${i}`, text(100))
          })
        })
        const { statusCode, headers, size } = await get(t, port)
        t.equal(statusCode, 401)
        t.ok(size <= 8192 && size > 7900, `${size} bytes`)
        t.strictSame(headers['www-authenticate'], [challenge])
        t.strictSame(headers['x-error'], [text(3000)])
        t.strictSame(headers['access-control-allow-origin'], ['*'])
        t.strictSame([headers['set-cookie'], headers['link']], [['a=b', 'd=e'], ['</a>']])
        t.notOk('content-security-policy' in headers)
        t.strictSame(left, [false], 'it is gone from the reply too')
        t.ok(Object.keys(headers).filter((name) => /^x-\d+$/.test(name)).length > 20)
      }
    })
  }

  t.test('what fits is sent as it is', async t => {
    const port = await listen(t, (fastify) => {
      fastify.addHook('onRequest', async (_request, reply) => { reply.header('x-early', text(1500)) })
      fastify.addHook('onSend', async (_request, reply) => { reply.header('x-late', text(1500)).header('set-cookie', ['a=b', 'c=d']) })
    })
    const { headers, size } = await get(t, port)
    t.strictSame([headers['x-early'], headers['x-late'], headers['set-cookie']], [[text(1500)], [text(1500)], ['a=b', 'c=d']])
    t.ok(size < 8192)
  })

  t.test('a header of the error that a hook replaces is one of the hook', async t => {
    const port = await listen(t, (fastify) => {
      fastify.addHook('onSend', async (_request, reply) => { reply.header('x-error', text(9000)).header('content-type', `text/plain; a=${text(9000)}`) })
    })
    const { headers, size } = await get(t, port)
    t.ok(size <= 8192)
    t.notOk('x-error' in headers)
    t.strictSame(headers['www-authenticate'], [challenge])
  })

  t.test('of a hook that fails, and of a conditional request', async t => {
    const port = await listen(t, (fastify) => {
      fastify.addHook('onSend', async (request, reply) => {
        reply.header('x-late', text(9000)).header('x-small', 'a')
        if (request.headers['if-none-match'] === undefined) throw new Error('hook')
      })
    })
    for (const headers of [{}, { 'if-none-match': '"a"' }] as Record<string, string>[]) {
      const reply = await get(t, port, headers)
      t.equal(reply.statusCode, 401)
      t.ok(reply.size <= 8192, `${reply.size} bytes`)
      t.strictSame([reply.headers['x-late'], reply.headers['x-small']], [undefined, ['a']])
    }
  })

  t.test('over HTTP/2', async t => {
    const port = await listen(t, (fastify) => {
      fastify.addHook('onSend', async (_request, reply) => { reply.header('x-late', text(9000)).header('x-small', 'a') })
    }, {}, { http2: true })
    const session = connectHttp2(`http://127.0.0.1:${port}`)
    t.teardown(() => { session.destroy() })
    const stream = session.request({ ':path': '/' }).resume()
    const [headers] = await once(stream, 'response') as [Record<string, string>]
    t.strictSame([headers[':status'], headers['x-late'], headers['x-small']], [401, undefined, 'a'])
  })
})

t.test('the budget is 8000 bytes', async t => {
  t.equal(findExcess({ 'x-a': text(7993) }, undefined), undefined)
  t.strictSame([...findExcess({ 'x-a': text(7994) }, undefined) ?? []], [['x-a', []]])
  // What fits without the largest stays, to the byte
  t.strictSame([...findExcess({ 'x-b': text(9000), 'x-a': text(7993) }, undefined) ?? []], [['x-b', []]])
  t.strictSame([...findExcess({ 'x-b': text(9000), 'x-a': text(7994) }, undefined) ?? []], [['x-b', []], ['x-a', []]])
})

t.test('headers of a format count as those of the reply', async t => {
  const format = defineFormat({ name: 'own', contentType: 'text/plain', body: ({ code }) => code, serialize: String, headers: { 'x-large': text(5000), 'x-small': 'a' } })
  const port = await listen(t, () => {}, { format })
  const { headers, size, body } = await get(t, port)
  t.equal(body, 'UNAUTHORIZED')
  t.ok(size <= 8192, `${size} bytes`)
  t.strictSame([headers['x-large'], headers['x-small'], headers['x-error']], [undefined, ['a'], [text(3000)]])
  // A reply without a request has those of the format too
  const connection = openConnection(port)
  t.teardown(connection.close)
  const malformed = await connection.send('GARBAGE\r\n\r\n')
  t.strictSame([malformed?.statusCode, malformed?.headers['x-large'], malformed?.headers['x-small']], [400, [text(5000)], ['a']])
  const larger = defineFormat({ name: 'own', contentType: 'text/plain', body: ({ code }) => code, serialize: String, headers: { 'x-large': text(9000), 'x-small': 'a' } })
  const other = openConnection(await listen(t, () => {}, { format: larger }))
  t.teardown(other.close)
  const reply = await other.send('GARBAGE\r\n\r\n')
  t.strictSame([reply?.statusCode, reply?.headers['x-large'], reply?.headers['x-small']], [400, undefined, ['a']])
})

t.test('a reply without a body has no type, and the length of a body is in bytes', async t => {
  const format = { name: 'own', contentType: 'text/plain', headers: { 'x-own': 'a' } }
  const common = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-own': 'a', 'x-error': 'b' }
  t.strictSame(buildHeaders(format, '', { 'x-error': 'b' }), { 'content-length': '0', ...common })
  t.strictSame(buildHeaders(format, 'ä', { 'x-error': 'b' }), { 'content-type': 'text/plain', 'content-length': '2', ...common })
})
