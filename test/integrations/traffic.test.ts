import circuitBreaker from '@fastify/circuit-breaker'
import compress from '@fastify/compress'
import etag from '@fastify/etag'
import formbody from '@fastify/formbody'
import httpProxy from '@fastify/http-proxy'
import multipart from '@fastify/multipart'
import replyFrom from '@fastify/reply-from'
import responseValidation from '@fastify/response-validation'
import fastifyStatic from '@fastify/static'
import createError from 'http-errors'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { errors, type ErrorMapper, type ErrorRepliesOptions } from '../../lib/index.js'
import { multipart as multipartErrors, upstream } from '../../lib/mappers/index.js'
import { sendBothWays, sendOverSocket, type TestRequest } from '../support/send-request.js'
import { expectReply, type ExpectedReply } from '../support/expect-reply.js'
import { skipWithout } from '../support/versions.js'

const badGateway: ExpectedReply = { status: 502 }
const conflict: ExpectedReply = { status: 409, message: 'Taken.' }
const gatewayTimeout: ExpectedReply = { status: 504 }
const invalid: ExpectedReply = { status: 400 }
const notFound: ExpectedReply = { status: 404 }
const tooLarge: ExpectedReply = { status: 413 }
const unavailable: ExpectedReply = { status: 503 }
const unknown: ExpectedReply = { status: 500 }

async function build (t: Test, options: ErrorRepliesOptions = {}): Promise<FastifyInstance> {
  const fastify = Fastify()
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, options)
  return fastify
}

t.test('@fastify/multipart', async (t) => {
  const buildUpload = async (t: Test, map: ErrorMapper[] = []) => {
    const fastify = await build(t, { mappers: map })
    await fastify.register(multipart, { limits: { files: 1, fields: 1, fileSize: 10 } })
    fastify.post('/', async (request) => {
      for await (const part of request.parts()) if (part.type === 'file') await part.toBuffer()
      return 'fine'
    })
    return fastify
  }
  const form = (...members: [string, string | number][]) => {
    const data = new FormData()
    for (const [name, value] of members) typeof value === 'string' ? data.append(name, value) : data.append(name, new Blob(['x'.repeat(value)]), 'a.txt')
    return data
  }
  const raw = (body: string) => ({ body, headers: { 'content-type': 'multipart/form-data; boundary=x' } })
  const head = '--x\r\nContent-Disposition: form-data; name="a"'

  const refused: Record<string, [Omit<TestRequest, 'url'>, ExpectedReply]> = {
    'too many files': [{ body: form(['a', 1], ['b', 1]) }, { status: 413, code: 'CONTENT_TOO_LARGE', message: 'reach files limit' }],
    'too many fields': [{ body: form(['a', '1'], ['b', '2']) }, { status: 413, code: 'CONTENT_TOO_LARGE', message: 'reach fields limit' }],
    'a file that is too large': [{ body: form(['a', 11]) }, { status: 413, code: 'CONTENT_TOO_LARGE', message: 'request file too large' }],
    'a file of 2 MB, most of which nobody has read': [{ body: form(['a', 2_000_000]) }, { status: 413, code: 'CONTENT_TOO_LARGE', message: 'request file too large' }],
    'a name of a prototype': [{ body: form(['__proto__', '1']) }, { status: 400, code: 'INVALID_REQUEST', message: 'prototype property is not allowed as field name' }],
    'another media type': [{ body: {} }, { status: 406, code: 'NOT_ACCEPTABLE', message: 'the request is not multipart' }],
    'a media type that nobody parses': [{ body: 'a', headers: { 'content-type': 'text/csv' } }, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The media type of the request body is not supported.', headers: { accept: 'multipart/form-data, application/json, text/plain' } }],
    'a field of broken JSON': [raw(`${head}\r\nContent-Type: application/json\r\n\r\n{hunter2\r\n--x--`), { status: 406, code: 'NOT_ACCEPTABLE', message: 'a request field is not a valid JSON as declared by its Content-Type' }]
  }
  t.test('is sent with its own meaning', async (t) => {
    const fastify = await buildUpload(t)
    for (const [name, [request, expected]] of Object.entries(refused)) {
      expectReply(t, await sendOverSocket(fastify, { method: 'POST', url: '/', ...request }), expected, name)
    }
    t.equal((await sendOverSocket(fastify, { method: 'POST', url: '/', body: form(['a', '1'], ['b', 10]) })).text, 'fine')
  })

  t.test('sends a malformed body as a 500; with a mapper it is a 400', async (t) => {
    for (const [map, expected] of [[[], unknown], [[multipartErrors], invalid]] as const) {
      const fastify = await buildUpload(t, [...map])
      for (const [name, request] of Object.entries({
        'a field that is cut off': raw(`${head}\r\n\r\nfoo`),
        'a file that is cut off': raw(`${head}; filename="b"\r\n\r\nfoo`),
        'no boundary': { body: 'a', headers: { 'content-type': 'multipart/form-data' } }
      })) {
        expectReply(t, await sendOverSocket(fastify, { method: 'POST', url: '/', ...request }), expected, name)
      }
      t.equal((await sendOverSocket(fastify, { method: 'POST', url: '/', body: form(['a', '1']) })).text, 'fine')
    }
  })
})

t.test('@fastify/formbody', async (t) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }

  t.test('takes what is malformed, and refuses what is too large', async (t) => {
    const fastify = await build(t)
    await fastify.register(formbody, { bodyLimit: 20 })
    fastify.post('/', async (request) => request.body)
    for (const { text } of await sendBothWays(fastify, { method: 'POST', url: '/', headers, body: 'a=%zz&&b=%' })) t.equal(text, '{"a":"%zz","b":"%"}')
    for (const reply of await sendBothWays(fastify, { method: 'POST', url: '/', headers, body: 'a=' + 'x'.repeat(20) })) expectReply(t, reply, tooLarge)
  })

  t.test('has a parser that may refuse too many parameters', { skip: skipWithout('care for content type parsers that throw') }, async (t) => {
    const fastify = await build(t)
    await fastify.register(formbody, {
      parser (text) {
        if (text.split('&').length > 3) throw createError(413, 'Too many parameters.')
        if (text === 'bug') throw new RangeError('hunter2')
        return {}
      }
    })
    fastify.post('/', async () => 'fine')
    for (const [body, expected] of [['a&b&c&d', { status: 413, code: 'CONTENT_TOO_LARGE', message: 'Too many parameters.' }], ['bug', unknown]] as const) {
      for (const reply of await sendBothWays(fastify, { method: 'POST', url: '/', headers, body })) expectReply(t, reply, expected, body)
    }
  })
})

t.test('@fastify/static', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'replies-'))
  t.teardown(() => rm(root, { recursive: true }))
  await writeFile(join(root, 'file.txt'), '0123456789')
  await writeFile(join(root, '.secret'), 'hunter2')
  const fastify = await build(t)
  await fastify.register(fastifyStatic, { root, dotfiles: 'deny' })
  fastify.get('/sent', (_request, reply) => reply.sendFile('none.txt'))
  await fastify.register(async (child) => {
    await child.register(fastifyStatic, { root, prefix: '/files/', dotfiles: 'deny', decorateReply: false })
  }, { prefix: '/child' })
  await fastify.register(async (child) => {
    await child.register(errorsPlugin, { format: 'description', negotiate: [] })
    await child.register(fastifyStatic, { root, dotfiles: 'deny', decorateReply: false })
  }, { prefix: '/own' })

  const table: Record<string, [Omit<TestRequest, 'url'> & { path: string }, ExpectedReply]> = {
    'a dotfile': [{ path: '/.secret' }, { status: 403, code: 'FORBIDDEN', message: 'Forbidden' }],
    'a path that is not canonical': [{ path: '/a//file.txt' }, { status: 403, code: 'FORBIDDEN', message: 'Forbidden' }],
    'a file that is not there': [{ path: '/none.txt' }, notFound],
    'a method that no route has': [{ path: '/file.txt', method: 'PUT' }, notFound],
    'a condition that does not hold': [{ path: '/file.txt', headers: { 'if-match': '"x"' } }, { status: 412, code: 'PRECONDITION_FAILED', message: 'Precondition Failed' }],
    'a range behind the end': [{ path: '/file.txt', headers: { range: 'bytes=50-60' } }, { status: 416, code: 'RANGE_NOT_SATISFIABLE', message: 'Range Not Satisfiable', headers: { 'content-range': 'bytes */10' } }]
  }
  for (const [where, prefix] of Object.entries({ 'the wildcard of the server': '', 'the wildcard of a child': '/child/files' })) {
    t.test(`through ${where} is sent in the format of the API`, async (t) => {
      for (const [name, [{ path, ...request }, expected]] of Object.entries(table)) {
        for (const reply of await sendBothWays(fastify, { url: prefix + path, ...request })) expectReply(t, reply, expected, name)
      }
      for (const { text } of await sendBothWays(fastify, { url: `${prefix}/file.txt` })) t.equal(text, '0123456789')
      for (const { statusCode, text } of await sendBothWays(fastify, { url: `${prefix}/none.txt`, method: 'HEAD' })) t.same([statusCode, text], [404, ''])
    })
  }

  t.test('follows the plugin of its context', async (t) => {
    for (const [path, description] of [['/.secret', 'Forbidden'], ['/none.txt', 'The resource that was asked for does not exist.']] as const) {
      for (const reply of await sendBothWays(fastify, { url: `/own${path}` })) {
        t.strictSame(reply.json(), { message: `${reply.statusCode}: ${path === '/.secret' ? 'Forbidden' : 'Not Found'}`, description })
      }
    }
  })

  t.test('has a helper that finds nothing', async (t) => {
    for (const reply of await sendBothWays(fastify, { url: '/sent' })) expectReply(t, reply, notFound)
  })
})

async function listenTo (t: Test, answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => { socket.on('error', () => {}).once('data', () => answer(socket)) })
  t.teardown(() => server.close())
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const DOWN = 'http://127.0.0.1:1'
const OWN = '{"own":"error","of":"the upstream"}'

async function listenUpstream (t: Test): Promise<string> {
  const fastify = Fastify()
  t.teardown(() => fastify.close())
  fastify.get('/error', (_request, reply) => {
    reply.code(409).headers({ 'content-type': 'application/own+json', etag: '"a"', 'x-own': '1', 'retry-after': '7' }).send(OWN)
  })
  fastify.get('/broken', (_request, reply) => { reply.code(500).headers({ etag: '"a"', 'x-own': '1' }).send({ secret: 'hunter2' }) })
  fastify.get('/slow', (_request, reply) => { setTimeout(() => reply.send('late'), 150).unref() })
  return await fastify.listen({ port: 0, host: '127.0.0.1' })
}

t.test('@fastify/reply-from', async (t) => {
  const base = await listenUpstream(t)
  const reset = await listenTo(t, (socket) => socket.resetAndDestroy())
  const noise = await listenTo(t, (socket) => socket.end('hunter2\r\n\r\n'))
  const odd = await listenTo(t, (socket) => socket.end('HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n'))
  const cut = await listenTo(t, (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc')
    setTimeout(() => socket.destroy(), 10)
  })
  const onError = (reply: FastifyReply, { error }: { error: Error }) => { reply.serviceUnavailable(3, 'Back soon.', { cause: error }) }
  const buildProxy = async (t: Test, client: object, map: ErrorMapper[] = []) => {
    const fastify = await build(t, { mappers: map })
    await fastify.register(replyFrom, client)
    for (const [url, source, options] of [
      ['/error', `${base}/error`], ['/slow', `${base}/slow`, { timeout: 20 }], ['/cut', cut], ['/down', DOWN],
      ['/reset', reset], ['/noise', noise], ['/odd', odd], ['/hook', DOWN, { onError }]
    ] as const) {
      fastify.get(url, (_request, reply) => reply.from(source, options as object))
    }
    return fastify
  }
  const always: [string, ExpectedReply][] = [['/odd', badGateway], ['/hook', { status: 503, code: 'SERVICE_UNAVAILABLE', message: 'Back soon.', headers: { 'retry-after': '3' } }]]
  const byDefault: [string, ExpectedReply][] = [...always, ['/down', unknown], ['/reset', unknown], ['/noise', unknown]]
  const mapped: [string, ExpectedReply][] = [...always, ['/down', badGateway], ['/reset', badGateway], ['/noise', badGateway]]

  // undici looks at its timeouts once a second
  for (const [name, client, more] of [['undici', { undici: {} }, []], ['node:http', { http: {} }, [['/slow', gatewayTimeout]]]] as [string, object, [string, ExpectedReply][]][]) {
    t.test(`through ${name} blames this server for one that is down; the mapper upstream does not`, async (t) => {
      for (const [map, table] of [[[], byDefault], [[upstream], mapped]] as [ErrorMapper[], [string, ExpectedReply][]][]) {
        const fastify = await buildProxy(t, client, map)
        for (const [url, expected] of [...table, ...more]) for (const reply of await sendBothWays(fastify, { url })) expectReply(t, reply, expected, url)
      }
    })
  }

  t.test('passes on what the other server says, and cuts what it cuts', async (t) => {
    const fastify = await buildProxy(t, {}, [upstream])
    for (const { way, statusCode, headers, text } of await sendBothWays(fastify, { url: '/error' })) {
      t.equal(text, OWN, way)
      t.strictSame({ statusCode, headers }, {
        statusCode: 409,
        headers: { 'content-type': 'application/own+json; charset=utf-8', 'content-length': String(OWN.length), etag: '"a"', 'x-own': '1', 'retry-after': '7' }
      }, way)
    }
    await t.rejects(sendOverSocket(fastify, { url: '/cut' }), /terminated/)
  })
})

t.test('@fastify/http-proxy', async (t) => {
  const base = await listenUpstream(t)
  const fastify = await build(t, { mappers: [upstream] })
  const proxy = (prefix: string, options: object) => fastify.register(httpProxy, { upstream: base, prefix, ...options } as never)
  await proxy('/api', {})
  await proxy('/hasty', { http: {}, replyOptions: { timeout: 20 } })
  await proxy('/down', { upstream: DOWN })
  await proxy('/hook', { upstream: DOWN, replyOptions: { onError: (reply: FastifyReply) => { reply.serviceUnavailable(3, 'Back soon.') } } })
  await proxy('/guarded', { preHandler: async () => { throw errors.forbidden('No.') } })
  await proxy('/covered', {
    replyOptions: {
      onResponse (_request: FastifyRequest, reply: FastifyReply, response: { statusCode: number, stream: NodeJS.ReadableStream }) {
        if (response.statusCode < 500) return reply.send(response.stream)
        response.stream.resume()
        reply.badGateway()
      }
    }
  })

  t.test('reports what it cannot get', async (t) => {
    for (const [url, expected] of [
      ['/hasty/slow', gatewayTimeout], ['/down/x', badGateway], ['/hook/x', { status: 503, code: 'SERVICE_UNAVAILABLE', message: 'Back soon.', headers: { 'retry-after': '3' } }],
      ['/guarded/x', { status: 403, code: 'FORBIDDEN', message: 'No.' }], ['/api/..%5c..%5cx', { status: 400, code: 'INVALID_REQUEST', message: 'source/request contain invalid characters' }]
    ] as const) {
      for (const reply of await sendBothWays(fastify, { url })) expectReply(t, reply, expected, url)
    }
  })

  t.test('passes on the errors of the other server, unless onResponse replaces them', async (t) => {
    for (const { text } of await sendBothWays(fastify, { url: '/api/error' })) t.equal(text, OWN)
    for (const { text, headers } of await sendBothWays(fastify, { url: '/api/broken' })) t.same([text, headers['etag']], ['{"secret":"hunter2"}', '"a"'])
    for (const { text } of await sendBothWays(fastify, { url: '/covered/error' })) t.equal(text, OWN)
    for (const reply of await sendBothWays(fastify, { url: '/covered/broken' })) expectReply(t, reply, { ...badGateway, headers: { 'x-own': '1' } })
  })
})

t.test('@fastify/circuit-breaker', async (t) => {
  const sendTimes = async (fastify: FastifyInstance, url: string, expected: readonly ExpectedReply[]) => {
    for (const [i, one] of expected.entries()) expectReply(t, await sendOverSocket(fastify, { url }), one, `${url} ${i + 1}`)
  }

  t.test('is sent whether it opens before the handler or after it', async (t) => {
    const fastify = await build(t)
    await fastify.register(circuitBreaker, { threshold: 2, timeout: 15, resetTimeout: 1000 })
    const route = (url: string, handler: (request: FastifyRequest, reply: FastifyReply) => unknown, options = {}) => {
      fastify.get(url, { preHandler: fastify.circuitBreaker(options) }, async (request, reply) => handler(request, reply))
    }
    route('/throws', () => { throw errors.badGateway() })
    route('/sends', (_request, reply) => reply.code(502).send({ own: 'body' }), { threshold: 1 })
    route('/slow', async () => { await sleep(25) })
    route('/slow-error', async () => { await sleep(25); throw errors.conflict('Taken.') })
    route('/open', () => { throw errors.badGateway() }, { onCircuitOpen: () => { throw errors.serviceUnavailable(9) } })
    route('/timeout', () => sleep(25), { onTimeout: () => { throw errors.gatewayTimeout() } })
    // Thrown while the error of the handler is on its way, it does not replace that
    await sendTimes(fastify, '/throws', [badGateway, badGateway, unavailable, unavailable])
    await sendTimes(fastify, '/sends', [unavailable, unavailable])
    await sendTimes(fastify, '/slow', [unavailable, unavailable, unavailable])
    await sendTimes(fastify, '/slow-error', [conflict, conflict, unavailable])
    await sendTimes(fastify, '/open', [badGateway, badGateway, { ...unavailable, headers: { 'retry-after': '9' } }])
    await sendTimes(fastify, '/timeout', [gatewayTimeout])
  })

  t.test('bypasses the error handler where onCircuitOpen returns a body', async (t) => {
    const fastify = await build(t)
    await fastify.register(circuitBreaker, { threshold: 1, resetTimeout: 1000, onCircuitOpen: async (_request, reply) => { reply.code(503); return 'own' } })
    fastify.get('/', { preHandler: fastify.circuitBreaker() }, async () => { throw errors.badGateway() })
    for (let i = 0; i < 2; i++) {
      const { statusCode, text } = await sendOverSocket(fastify, { url: '/' })
      t.same([statusCode, text], [503, 'own'])
    }
  })
})

t.test('@fastify/response-validation', async (t) => {
  const fastify = await build(t)
  await fastify.register(responseValidation, { responseStatusCodeValidation: true })
  const schema = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } }
  fastify.get('/wrong', { schema: { response: { 200: schema } } }, async () => ({ hunter2: 1 }))
  fastify.get('/undeclared', { schema: { response: { 200: schema } } }, async (_request, reply: FastifyReply) => reply.code(201).send({ a: 'a' }))
  fastify.get('/type', { schema: { response: { 200: { content: { 'application/json': { schema } } } } } }, async (_request, reply) => reply.type('application/hunter2+json').send({ a: 'a' }))
  fastify.get('/error', { schema: { response: { 200: schema } } }, async () => { throw errors.conflict('Taken.') })
  for (const [url, expected] of [['/wrong', unknown], ['/undeclared', unknown], ['/type', unknown], ['/error', conflict]] as const) {
    t.test(`${url} is ${expected.status}`, async (t) => {
      for (const reply of await sendBothWays(fastify, { url })) expectReply(t, reply, expected)
    })
  }
})

t.test('@fastify/compress', async (t) => {
  t.test('sends an error as it is to who takes no coding', async (t) => {
    const fastify = await build(t)
    await fastify.register(compress, { threshold: 0 })
    fastify.get('/', async () => { throw errors.conflict('Taken.') })
    for (const coding of ['hello', 'identity', 'gzip;q=0']) {
      for (const reply of await sendBothWays(fastify, { url: '/', headers: { 'accept-encoding': coding } })) expectReply(t, reply, conflict, coding)
    }
  })

  t.test('bypasses the error handler where onUnsupportedEncoding returns a body, and is handled where it throws', async (t) => {
    const fastify = await build(t)
    await fastify.register(compress, { threshold: 0 })
    const own = { onUnsupportedEncoding: (_encoding: string, _request: FastifyRequest, reply: FastifyReply) => { reply.code(406); return 'own' } }
    const thrown = { onUnsupportedEncoding: () => { throw errors.notAcceptable('No such coding.') } }
    fastify.get('/own', { compress: own as never }, async () => ({}))
    fastify.get('/own-error', { compress: own as never }, async () => { throw errors.conflict('Taken.') })
    fastify.get('/thrown', { compress: thrown as never }, async () => ({}))
    fastify.get('/thrown-error', { compress: thrown as never }, async () => { throw errors.conflict('Taken.') })
    const headers = { 'accept-encoding': 'hello' }
    for (const url of ['/own', '/own-error']) {
      for (const { statusCode, text } of await sendBothWays(fastify, { url, headers })) t.same([statusCode, text], [406, 'own'])
    }
    for (const reply of await sendBothWays(fastify, { url: '/thrown', headers })) expectReply(t, reply, { status: 406, code: 'NOT_ACCEPTABLE', message: 'No such coding.' })
    for (const reply of await sendBothWays(fastify, { url: '/thrown-error', headers })) expectReply(t, reply, conflict)
  })

  t.test('refuses a body that it cannot decompress, and repeats nothing of it', async (t) => {
    const fastify = await build(t)
    await fastify.register(compress)
    fastify.post('/', async (request) => request.body)
    fastify.post('/named', {
      decompress: { onUnsupportedRequestEncoding: () => errors.unsupportedMediaType([], 'Send gzip or br.', { headers: { 'accept-encoding': 'gzip, br' } }) }
    }, async () => 'fine')
    const broken: ExpectedReply = { status: 400, code: 'INVALID_REQUEST', message: 'Could not decompress the request payload using the provided encoding' }
    const unsupported: ExpectedReply = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The media type of the request body is not supported.', headers: { accept: 'application/json, text/plain' } }
    const table: [string, string | Uint8Array, ExpectedReply][] = [
      ['hunter2', '{}', unsupported], ['gzip, br', '{}', unsupported], ['gzip', '{}', broken], ['br', '{}', broken],
      ['gzip', gzipSync('{"a":1}').subarray(0, 12), broken], ['gzip', gzipSync('{"a":'), invalid], ['br', brotliCompressSync('{"a":'), invalid],
      ['gzip', gzipSync(`"${'x'.repeat(2_000_000)}"`), tooLarge]
    ]
    const send = (coding: string, body: string | Uint8Array, url = '/') =>
      sendBothWays(fastify, { method: 'POST', url, headers: { 'content-encoding': coding, 'accept-encoding': 'identity' }, body })
    for (const [coding, body, expected] of table) for (const reply of await send(coding, body)) expectReply(t, reply, expected, coding)
    for (const reply of await send('hunter2', '{}', '/named')) {
      expectReply(t, reply, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send gzip or br.', headers: { 'accept-encoding': 'gzip, br', accept: 'application/json, text/plain' } })
    }
    for (const [coding, body] of [['gzip', gzipSync('{"a":1}')], ['br', brotliCompressSync('{"a":1}')]] as const) {
      for (const { text } of await send(coding, body)) t.equal(text, '{"a":1}')
    }
  })
})

t.test('@fastify/etag', async (t) => {
  for (const options of [{ weak: true }, { algorithm: 'md5' as const }]) {
    t.test(`with ${JSON.stringify(options)} sends the error that it names for a condition`, async (t) => {
      const fastify = await build(t)
      await fastify.register(etag, options)
      fastify.get('/conflict', async () => { throw errors.conflict('Taken.') })
      for (const [url, expected] of [['/conflict', conflict], ['/none', notFound]] as const) {
        const tag = (await sendOverSocket(fastify, { url })).headers['etag'] as string
        for (const condition of [tag, `W/${tag}`, tag.replace('W/', ''), '*']) {
          for (const reply of await sendBothWays(fastify, { url, headers: { 'if-none-match': condition } })) {
            // Written anew in place of the 304, without the tag
            expectReply(t, reply, condition === '*' ? { ...expected, headers: { etag: tag } } : expected, condition)
          }
        }
      }
    })
  }
})
