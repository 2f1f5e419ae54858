import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect as connectHttp2 } from 'node:http2'
import sse from '@fastify/sse'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { defineFormat, errors, toEvent, toEventStream, type ErrorRepliesOptions } from '../../lib/index.js'
import { postgres } from '../../lib/mappers/index.js'
import { recordLines, recordMessages } from '../support/record.js'

const data = (code: string, message: string) => JSON.stringify({ type: ['Error'], error: { code, message }, debug: {} })
const unknown = `event: error\ndata: ${data('UNKNOWN_ERROR', 'An unknown error has occurred.')}\n\n`
const conflict = `event: error\ndata: ${data('CONFLICT', 'Taken.')}\n\n`
const duplicate = Object.assign(new Error('hunter2'), { code: '23505' })
const mapped = `event: error\ndata: ${data('CONFLICT', 'Another entry has this value already.')}\n\n`

async function build (t: Test, options: ErrorRepliesOptions = {}) {
  const { lines, logger } = recordLines()
  const fastify = Fastify({ logger, forceCloseConnections: true })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, { mappers: [postgres], ...options })
  return { fastify, lines }
}

async function listen (fastify: FastifyInstance): Promise<(path: string) => Promise<{ status: number, type: string | null, text: string }>> {
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  const { port } = fastify.server.address() as AddressInfo
  return async (path) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept: 'text/event-stream' } })
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
  }
}

const stream = (text: string) => ({ status: 200, type: 'text/event-stream', text })

t.test('toEvent', async (t) => {
  t.test('is an event in the format of the route, hidden, mapped, logged and published once', async (t) => {
    const messages = recordMessages(t)
    const { fastify, lines } = await build(t, { negotiate: [] })
    for (const [path, config] of [['/plain', {}], ['/problem', { errorFormat: 'problem' }]] as const) {
      fastify.get(path, { config }, async (request) => [duplicate, errors.gone('Over.'), 'hunter2'].map((error) => toEvent(error, request)))
    }
    const [plain, problem] = await Promise.all(['/plain', '/problem'].map(async (url) => (await fastify.inject(url)).json()))
    t.strictSame(plain, [
      { event: 'error', data: JSON.parse(data('CONFLICT', 'Another entry has this value already.')) },
      { event: 'error', data: JSON.parse(data('GONE', 'Over.')) },
      { event: 'error', data: JSON.parse(data('UNKNOWN_ERROR', 'An unknown error has occurred.')) }
    ])
    t.strictSame(problem[1], { event: 'error', data: { title: 'Gone', status: 410, detail: 'Over.', code: 'GONE' } })
    t.strictSame(lines.map(({ level }) => level).sort(), [30, 30, 30, 30, 50, 50])
    t.strictSame(messages.map(({ statusCode }) => statusCode).sort(), [409, 409, 410, 410, 500, 500])
  })

  t.test('as a text has a line for each line of its data', async (t) => {
    const lines = defineFormat({ name: 'lines', contentType: 'text/plain', body: ({ code, message }) => ({ code, message }), serialize: ({ code, message }) => `${code}\r\n${message}\nend` })
    const { fastify } = await build(t, { format: lines, negotiate: [] })
    fastify.get('/', async (request) => `${String(toEvent(errors.gone('Over.'), request))}${JSON.stringify(toEvent(errors.gone('Over.'), request))}`)
    t.equal((await fastify.inject('/')).body, 'event: error\ndata: GONE\ndata: Over.\ndata: end\n\n{"event":"error","data":"GONE\\r\\nOver.\\nend"}')
  })

  t.test('has the default options on a server without the plugin', async (t) => {
    const fastify = Fastify()
    fastify.get('/', async (request) => String(toEvent(duplicate, request)))
    t.equal((await fastify.inject('/')).body, unknown)
  })
})

t.test('toEventStream', async (t) => {
  const { fastify, lines } = await build(t)
  const sources: Record<string, () => AsyncIterable<string> | Iterable<string>> = {
    fine: () => ['data: 1\n\n', 'data: 2\n\n'],
    late: async function * () { yield 'data: 1\n\n'; await sleep(5); throw new Error('hunter2') },
    mapped: async function * () { yield 'data: 1\n\n'; throw duplicate },
    early: async function * () { throw errors.conflict('Taken.') },
    readable: () => Readable.from((async function * () { yield 'data: 1\n\n'; throw errors.conflict('Taken.') })())
  }
  for (const [name, source] of Object.entries(sources)) {
    fastify.get(`/${name}`, (request, reply) => reply.type('text/event-stream').send(toEventStream(source(), request)))
  }
  const get = await listen(fastify)
  t.strictSame(await get('/fine'), stream('data: 1\n\ndata: 2\n\n'))
  t.strictSame(lines.splice(0), [])
  t.strictSame(await get('/late'), stream(`data: 1\n\n\n\n${unknown}`))
  t.strictSame(lines.splice(0).map(({ level, err }) => [level, err.message]), [[50, 'hunter2']])
  t.strictSame(await get('/mapped'), stream(`data: 1\n\n\n\n${mapped}`))
  t.strictSame(await get('/readable'), stream(`data: 1\n\n\n\n${conflict}`))
  t.strictSame(await get('/early'), { status: 409, type: 'application/json; charset=utf-8', text: data('CONFLICT', 'Taken.') })
})

t.test('toEventStream closes its source when the client leaves', async (t) => {
  const messages = recordMessages(t)
  const { fastify, lines } = await build(t)
  const source = new PassThrough()
  const closed = once(source, 'close')
  fastify.get('/', (request, reply) => reply.type('text/event-stream').send(toEventStream(source, request)))
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  source.write('data: 1\n\n')
  const client = new AbortController()
  const response = await fetch(`http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}/`, { signal: client.signal })
  await response.body?.getReader().read()
  client.abort()
  await closed
  await sleep(5)
  t.strictSame([lines.filter(({ level }) => level > 30), messages], [[], []], 'which is no error')
})

t.test('toEventStream makes no event of the error that destroys it', async (t) => {
  const messages = recordMessages(t)
  const { fastify } = await build(t)
  fastify.get('/', async (request) => {
    const stream = toEventStream(['data: 1\n\n', 'data: 2\n\n'], request).on('error', () => {})
    await once(stream, 'readable')
    await new Promise((resolve) => { stream.once('close', resolve).destroy(new Error('hunter2')) })
    return 'fine'
  })
  t.equal((await fastify.inject('/')).body, 'fine')
  t.strictSame(messages, [])
})

t.test('a hook that replaces every event stream', async (t) => {
  const { fastify, lines } = await build(t)
  fastify.addHook('onSend', async (request, reply, payload: unknown) =>
    payload instanceof Readable && String(reply.getHeader('content-type')).startsWith('text/event-stream') ? toEventStream(payload, request) : payload)
  const source = (text: string, error: Error) => Readable.from((async function * () {
    yield text
    throw error
  })())
  fastify.get('/late', (_request, reply) => reply.type('text/event-stream').send(source('data: 1\n\n', duplicate)))
  fastify.get('/early', (_request, reply) => reply.type('text/event-stream').send(Readable.from((async function * () { throw errors.conflict('Taken.') })())))
  fastify.get('/text', (_request, reply) => reply.type('text/plain').send(source('a', duplicate)))
  fastify.get('/error', async () => { throw errors.conflict('Taken.') })
  const get = await listen(fastify)
  t.strictSame(await get('/late'), stream(`data: 1\n\n\n\n${mapped}`))
  t.strictSame(lines.splice(0).map(({ level }) => level), [30])
  const conflictReply = { status: 409, type: 'application/json; charset=utf-8', text: data('CONFLICT', 'Taken.') }
  t.strictSame(await get('/early'), conflictReply)
  t.strictSame(await get('/error'), conflictReply)
  await t.rejects(get('/text'), 'another media type is cut off')
})

t.test('an event stream that was begun by hand', async (t) => {
  const messages = recordMessages(t)
  const { fastify, lines } = await build(t)
  const begin = (headers: Record<string, string>) => async (_request: unknown, reply: { raw: import('node:http').ServerResponse }) => {
    reply.raw.writeHead(200, headers)
    reply.raw.write('data: 1\n\n')
    throw new Error('hunter2')
  }
  fastify.get('/head', begin({ 'content-type': 'text/event-stream; charset=utf-8' }) as never)
  fastify.get('/set', async (_request, reply) => {
    reply.raw.setHeader('Content-Type', 'text/event-stream')
    await begin({})(_request, reply as never)
  })
  fastify.get('/ended', async (_request, reply) => {
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' })
    reply.raw.end('data: 1\n\n')
    throw new Error('hunter2')
  })
  fastify.get('/text', begin({ 'content-type': 'text/plain' }) as never)
  const get = await listen(fastify)

  t.test('ends with the error', async (t) => {
    for (const path of ['/head', '/set']) t.equal((await get(path)).text, `data: 1\n\n\n\n${unknown}`, path)
    t.strictSame(lines.splice(0).map(({ level, err }) => [level, err.message]), [[50, 'hunter2'], [50, 'hunter2']])
    t.strictSame(messages.splice(0).map(({ statusCode }) => statusCode), [500, 500])
  })

  t.test('stays as it is if it has ended', async (t) => {
    t.equal((await get('/ended')).text, 'data: 1\n\n')
    t.strictSame(lines.splice(0).map(({ level }) => level), [50])
    t.strictSame(messages, [])
  })

  t.test('of another media type is cut off', async (t) => {
    await t.rejects(get('/text'))
    t.strictSame(messages, [])
  })
})

t.test('an event stream over HTTP/2 ends with the error too', async (t) => {
  const fastify = Fastify({ http2: true })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin as never)
  fastify.get('/', async (_request, reply) => {
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' })
    reply.raw.write('data: 1\n\n')
    throw new Error('hunter2')
  })
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  const client = connectHttp2(`http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}`)
  t.teardown(() => client.close())
  const request = client.request({ ':path': '/' }).setEncoding('utf8')
  let text = ''
  request.on('data', (chunk: string) => { text += chunk })
  await once(request, 'end')
  t.equal(text, `data: 1\n\n\n\n${unknown}`)
})

t.test('@fastify/sse', async (t) => {
  const { fastify, lines } = await build(t)
  await fastify.register(sse as never)
  const route = (path: string, handler: (request: any, reply: any) => Promise<unknown>) => fastify.get(path, { sse: 'only' } as never, handler)
  route('/recipe', async (request, reply) => {
    try {
      await reply.sse.send({ data: 1 })
      throw duplicate
    } catch (error) {
      await reply.sse.send(toEvent(error, request))
    }
  })
  route('/early', async () => { throw errors.conflict('Taken.') })
  route('/late', async (_request, reply) => {
    await reply.sse.send({ data: 1 })
    throw new Error('hunter2')
  })
  route('/kept', async (_request, reply) => {
    reply.sse.keepAlive()
    await reply.sse.send({ data: 1 })
    throw new Error('hunter2')
  })
  const get = await listen(fastify)
  t.strictSame(await get('/recipe'), stream(`data: 1\n\n${mapped}`))
  t.strictSame(lines.splice(0).map(({ level }) => level), [30])
  t.strictSame(await get('/early'), { status: 409, type: 'application/json; charset=utf-8', text: data('CONFLICT', 'Taken.') })
  lines.length = 0
  t.strictSame(await get('/late'), stream('data: 1\n\n'), 'the plugin has ended it before the error arrives')
  t.strictSame(lines.splice(0).map(({ level, err }) => [level, err.message]), [[50, 'hunter2']])
  t.strictSame(await get('/kept'), stream(`data: 1\n\n\n\n${unknown}`))
})
