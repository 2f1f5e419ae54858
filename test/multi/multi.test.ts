import t, { type Test } from 'tap'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type FastifyServerOptions } from 'fastify'
import swagger from '@fastify/swagger'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, get as httpGet, request as httpRequest, type ClientRequest } from 'node:http'
import { connect } from 'node:http2'
import { request as httpsRequest } from 'node:https'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Ajv } from 'ajv'
import type { AddressInfo, Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import errorsPlugin, { defineFormat, errors, type ErrorReplyMessage } from '../../lib/index.js'
import multi, { toMultiPart, type MultiOptions } from '../../lib/multi/index.js'
import { multiRequestSchema, multiResponseSchema } from '../../schemas/index.js'
import { certificate } from '../support/certificate.js'
import { sendBothWays, type TestReply } from '../support/send-request.js'
import { hasFeature, routerOptions } from '../support/versions.js'

const ajv = new Ajv({ strict: false })
const isMultiRequest = ajv.compile(multiRequestSchema)
const isMultiResponse = ajv.compile(multiResponseSchema)

const ERROR_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', vary: 'Accept' }

function errorBody (code: string, message: string, detail?: object) {
  return { type: ['Error'], error: detail === undefined ? { code, message } : { code, message, detail }, debug: {} }
}

function errorPart (responseCode: number, code: string, message: string, detail?: object) {
  return { responseCode, headers: ERROR_HEADERS, result: errorBody(code, message, detail) }
}

async function build (t: Test, options: MultiOptions & { prefix?: string } = {}, server: FastifyServerOptions = {}) {
  const lines: any[] = []
  const fastify = Fastify({ logger: { level: 'debug', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } }, ...server })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin)
  await fastify.register(multi, options)
  return { fastify, lines }
}

const get = (resource: string) => ({ method: 'GET', resource })

async function readReply (request: ClientRequest): Promise<string> {
  const [response] = await once(request, 'response') as [Readable]
  return Buffer.concat(await response.toArray()).toString()
}

/** Posts a batch both ways and gives the members of `result`. */
async function post (t: Test, fastify: FastifyInstance, requests: unknown[], headers: Record<string, string> = {}, url = '/multi'): Promise<{ way: string, result: any[], answer: TestReply }[]> {
  const answers = await sendBothWays(fastify, { method: 'POST', url, headers, body: { requests } })
  return answers.map((answer) => {
    t.equal(answer.statusCode, 200, answer.way)
    t.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
    const body = answer.json()
    t.ok(isMultiResponse(body), JSON.stringify(isMultiResponse.errors))
    return { way: answer.way, result: body.result, answer }
  })
}

t.test('a batch', async (t) => {
  t.test('runs its parts in order and sends a reply for each', async (t) => {
    const { fastify } = await build(t)
    const order: string[] = []
    fastify.get('/slow', async () => { order.push('slow'); await sleep(20); order.push('slow done'); return { a: 1 } })
    fastify.post('/items', async (request, reply) => { order.push('items'); return reply.code(201).header('location', '/items/1').send(request.body) })
    fastify.delete('/items/:id', async (_request, reply) => { order.push('delete'); return reply.code(204).send() })
    fastify.put('/items/:id', async (request) => { order.push('put'); throw errors.conflict('id', 1, (request.params as { id: string }).id) })
    for (const { way, result } of await post(t, fastify, [
      get('/slow'),
      { method: 'POST', resource: '/items', data: { name: 'Ünïcode', list: [1, null, true] } },
      { method: 'PUT', resource: '/items/2', data: [] },
      { method: 'PATCH', resource: '/items/2', data: {} },
      get('/nothing'),
      { method: 'DELETE', resource: '/items/2' },
      { method: 'HEAD', resource: '/slow' }
    ])) {
      t.strictSame(result, [
        { responseCode: 200, result: { a: 1 } },
        { responseCode: 201, headers: { location: '/items/1' }, result: { name: 'Ünïcode', list: [1, null, true] } },
        errorPart(409, 'CONFLICT', 'Update conflict. Resolve the conflict and try again.', { conflictField: 'id', originalValue: 1, newValue: '2' }),
        {
          responseCode: 405,
          headers: { ...ERROR_HEADERS, allow: 'DELETE, PUT' },
          result: errorBody('INVALID_REQUEST_METHOD', 'Invalid request method PATCH.', { allowedMethods: ['DELETE', 'PUT'] })
        },
        errorPart(404, 'NOT_FOUND', 'There is nothing at this address.'),
        { responseCode: 204, result: null },
        { responseCode: 200, result: null }
      ], way)
    }
    const once = ['slow', 'slow done', 'items', 'put', 'delete', 'slow', 'slow done']
    t.strictSame(order, [...once, ...once])
  })

  t.test('adds query to the resource', async (t) => {
    const { fastify } = await build(t)
    fastify.get('/q', async (request) => request.query)
    for (const { way, result } of await post(t, fastify, [
      { ...get('/q'), query: { a: 'b c&d=ü', n: 1, yes: true, list: ['x', 2] } },
      { ...get('/q?a=1'), query: { b: '2' } },
      { ...get('/q?'), query: { b: '2' } },
      { ...get('/q?a=1'), query: {} },
      { ...get('/q?ä=\ud800'), query: { long: 'x'.repeat(100_000) } }
    ])) {
      t.strictSame(result.map(({ result }) => result), [
        { a: 'b c&d=ü', n: '1', yes: 'true', list: ['x', '2'] }, { a: '1', b: '2' }, { b: '2' }, { a: '1' }, { ä: '\ufffd', long: 'x'.repeat(100_000) }
      ], way)
    }
  })

  t.test('sends JSON as it is, text as a string, anything else in base64', async (t) => {
    const { fastify } = await build(t)
    const bytes = Buffer.from([0, 255, 128])
    const replies: { type: string, body: string | Buffer, headers?: Record<string, string>, result: string }[] = [
      { type: 'application/json', body: '{"n":12345678901234567890,"e":1.0}', result: '{"n":12345678901234567890,"e":1.0}' },
      { type: 'application/hal+json', body: '{"a":1}', result: '{"a":1}' },
      { type: 'application/json', body: '{"cut":', result: '"{\\"cut\\":"' },
      { type: 'application/json', body: '', result: 'null' },
      { type: 'text/plain', body: 'ä "quoted"', result: '"ä \\"quoted\\""' },
      { type: 'text/plain; charset=iso-8859-1', body: Buffer.from('ä', 'latin1'), result: '"ä"' },
      { type: 'text/plain; charset=none', body: 'ä', result: '"ä"' },
      { type: 'image/svg+xml', body: '<svg/>', result: '"<svg/>"' },
      { type: 'image/png', body: bytes, result: JSON.stringify(bytes.toString('base64')) },
      { type: 'application/json', body: bytes, headers: { 'content-encoding': 'gzip' }, result: JSON.stringify(bytes.toString('base64')) }
    ]
    fastify.get('/:index', async (request, reply) => {
      const { type, body, headers = {} } = replies[Number((request.params as { index: string }).index)] as typeof replies[number]
      return reply.headers(headers).header('content-type', type).send(body)
    })
    for (const { way, result, answer } of await post(t, fastify, replies.map((_, i) => get(`/${i}`)))) {
      replies.forEach(({ result, type }, i) => t.ok(answer.text.includes(`"result":${result}}`), `${way} ${i} ${type} ${result}`))
      t.strictSame(result.map(({ headers }) => headers?.['content-type']), [
        undefined, 'application/hal+json; charset=utf-8', undefined, undefined, 'text/plain', 'text/plain; charset=iso-8859-1',
        'text/plain; charset=none', 'image/svg+xml', 'image/png', undefined
      ])
    }
  })

  t.test('sends the headers of a part, without those of the connection', async (t) => {
    const { fastify } = await build(t)
    fastify.get('/', async (_request, reply) => reply
      .header('x-one', '1').header('link', ['<a>', '<b>']).header('x-secret', 's').header('connection', 'X-Secret').header('keep-alive', 'timeout=5')
      .header('upgrade', 'h2c').header('date', 'now').header('set-cookie', 'a=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT').header('set-cookie', 'b=2')
      .header('set-cookie', 'session=3; Path=/; HttpOnly').send({}))
    for (const { way, result, answer } of await post(t, fastify, [get('/')])) {
      t.strictSame(result, [{
        responseCode: 200,
        headers: { 'x-one': '1', link: '<a>, <b>', 'set-cookie': 'a=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT\nb=2' },
        result: {}
      }], way)
      t.equal(answer.headers['set-cookie'], 'session=3; Path=/; HttpOnly', 'a cookie that no script may read is set by the batch reply')
    }
  })

  t.test('takes a reply that is written raw', async (t) => {
    const { fastify } = await build(t)
    const calls: string[] = []
    const record = (what: string) => (error?: Error | null) => { calls.push(error ? `${what}: ${error.message}` : what) }
    fastify.get('/raw', (_request, reply) => {
      const { raw } = reply.hijack()
      t.equal(raw.headersSent, false)
      raw.writeEarlyHints({ link: '</a>; rel=preload' }, record('hints'))
      raw.writeContinue(record('continue'))
      raw.writeProcessing()
      raw.on('finish', record('finish'))
      raw.setHeader('x-set', '1')
      raw.writeHead(203, 'Reason', ['x-list', 'a, b', 'content-type', 'text/plain'])
      t.throws(() => raw.writeHead(200), { code: 'ERR_HTTP_HEADERS_SENT' })
      t.equal(raw.headersSent, true)
      raw.write(Buffer.from('a'))
      raw.write('Yg==', 'base64', record('write'))
      raw.write(new Uint8Array([99]), record('bytes'))
      raw.end('d', record('end'))
    })
    fastify.get('/object', (_request, reply) => {
      const { raw } = reply.hijack()
      raw.writeHead(200, { 'x-a': 1 })
      raw.end(record('object'))
    })
    fastify.get('/none', (_request, reply) => {
      reply.hijack().raw.statusCode = 304
      reply.raw.flushHeaders()
      reply.raw.end('ignored', 'utf8', record('none'))
    })
    fastify.get('/trailer', (_request, reply) => reply.trailer('etag', async () => 'x').send({ a: 1 }))
    fastify.get('/stream', (_request, reply) => reply.type('text/plain').send(Readable.from(['a', 'b'])))
    fastify.head('/stream/head', (_request, reply) => reply.type('text/plain').send(Readable.from(['a', 'b'])))
    for (const { way, result } of await post(t, fastify, [...['/raw', '/object', '/none', '/stream'].map(get), { method: 'HEAD', resource: '/stream/head' }])) {
      t.strictSame(result, [
        { responseCode: 203, headers: { 'x-set': '1', 'x-list': 'a, b', 'content-type': 'text/plain' }, result: 'abcd' },
        { responseCode: 200, headers: { 'x-a': '1' }, result: null },
        { responseCode: 304, result: null },
        { responseCode: 200, headers: { 'content-type': 'text/plain' }, result: 'ab' },
        { responseCode: 200, headers: { 'content-type': 'text/plain' }, result: null }
      ], way)
    }
    for (const { way, result } of await post(t, fastify, [get('/trailer')])) t.match(result, [{ responseCode: 200, result: { a: 1 } }], way)
    const once = ['bytes', 'continue', 'end', 'finish', 'hints', 'none', 'object', 'write']
    t.strictSame(calls.toSorted(), once.flatMap((what) => [what, what]))
  })

  t.test('shows its parts as requests like any', async (t) => {
    const { fastify } = await build(t)
    const seen: string[] = []
    await fastify.register(async (child) => {
      child.addHook('onRequestAbort', async (request) => { seen.push(`abort ${request.url}`) })
      child.addHook('onResponse', async (request, reply) => { seen.push(`response ${request.url} ${reply.statusCode}`) })
      child.post('/a', async (request) => {
        const { httpVersion, rawHeaders, complete } = request.raw
        request.raw.setTimeout(1000, () => {})
        request.socket.setNoDelay(true).setKeepAlive(true).unref().ref()
        return { httpVersion, rawHeaders, complete, same: request.raw.socket === request.socket, aborted: request.raw.aborted }
      })
    })
    for (const { way, result } of await post(t, fastify, [{ method: 'POST', resource: '/a', data: 1 }], { 'user-agent': 'test', accept: 'x/y' })) {
      t.match(result, [{ responseCode: 200, result: { httpVersion: '1.1', complete: true, same: true, aborted: false } }], way)
      const { rawHeaders } = result[0].result
      t.ok(rawHeaders.includes('content-length') && rawHeaders.includes('user-agent'))
    }
    t.strictSame(seen, ['response /a 200', 'response /a 200'])
  })

  t.test('holds up when every part throws', async (t) => {
    const { fastify } = await build(t)
    let count = 0
    fastify.get('/throw', () => { count++; throw new Error('secret') })
    for (const { way, result } of await post(t, fastify, Array(50).fill(get('/throw')))) {
      t.strictSame(result, Array(50).fill(errorPart(500, 'UNKNOWN_ERROR', 'An unknown error has occurred.')), way)
    }
    t.equal(count, 100)
  })

  t.test('sends a validation failure of a part as a complete error', async (t) => {
    const { fastify } = await build(t)
    fastify.post('/items', { schema: { body: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } }, bodyLimit: 20 }, async () => ({}))
    for (const { way, result } of await post(t, fastify, [
      { method: 'POST', resource: '/items', data: {} },
      { method: 'POST', resource: '/items' },
      { method: 'POST', resource: '/items', data: { name: 'x'.repeat(20) } }
    ])) {
      t.strictSame(result, [
        errorPart(400, 'INVALID_BODY', 'Invalid body content.', { path: 'name', issues: [{ path: 'name', in: 'body', kind: 'invalid_type', message: "must have required property 'name'" }] }),
        errorPart(400, 'INVALID_BODY', 'Invalid body content.', { path: '', issues: [{ path: '', in: 'body', kind: 'invalid_type', message: 'must be object' }] }),
        errorPart(413, 'CONTENT_TOO_LARGE', 'The request body is too large.')
      ], way)
    }
  })
})

t.test('the envelope of a batch', async (t) => {
  const tooMany = { requests: Array(4).fill(get('/')) }
  const bad: { body: unknown, path: string }[] = [
    { body: {}, path: 'requests' },
    { body: [], path: '' },
    { body: 'null', path: '' },
    { body: { requests: null }, path: 'requests' },
    { body: { requests: {} }, path: 'requests' },
    { body: { requests: 'GET /' }, path: 'requests' },
    { body: { requests: [] }, path: 'requests' },
    { body: tooMany, path: 'requests' },
    { body: { requests: [null] }, path: 'requests.0' },
    { body: { requests: [get('/'), { method: 'GET' }] }, path: 'requests.1.resource' },
    { body: { requests: [{ resource: '/' }] }, path: 'requests.0.method' },
    { body: { requests: [{ method: 'GET', resource: ['/'] }] }, path: 'requests.0.resource' },
    { body: { requests: [{ method: 1, resource: '/' }] }, path: 'requests.0.method' },
    { body: { requests: [{ ...get('/'), query: 'a=b' }] }, path: 'requests.0.query' },
    { body: { requests: [{ ...get('/'), query: { a: { b: 1 } } }] }, path: 'requests.0.query.a' },
    { body: { requests: [{ ...get('/'), query: { a: [null] } }] }, path: 'requests.0.query.a' }
  ]
  for (const { body, path } of bad) {
    t.test(`cannot be ${JSON.stringify(body).slice(0, 60)}`, async (t) => {
      const { fastify } = await build(t, { maxRequests: 3 })
      let ran = false
      fastify.get('/', async () => { ran = true })
      if (typeof body !== 'string' && body !== tooMany) t.notOk(isMultiRequest(body))
      for (const answer of await sendBothWays(fastify, { method: 'POST', url: '/multi', body })) {
        t.equal(answer.statusCode, 400, answer.way)
        const { issues, ...detail } = answer.json().error.detail
        t.equal(issues[0].path, path)
        t.strictSame({ ...answer.json().error, detail }, errorBody('INVALID_BODY', 'Invalid body content.', { path }).error)
      }
      t.notOk(ran)
    })
  }

  t.test('is JSON', async (t) => {
    const { fastify } = await build(t, { bodyLimit: 100 })
    const cases = [
      { body: '{"requests":', headers: { 'content-type': 'application/json' }, statusCode: 400, code: 'INVALID_REQUEST' },
      { body: '{"requests":[{"method":"GET","resource":"/"}]}', headers: { 'content-type': 'text/plain' }, statusCode: 400, code: 'INVALID_BODY' },
      { body: '<a/>', headers: { 'content-type': 'application/xml' }, statusCode: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
      { body: { requests: [{ ...get('/'), data: 'x'.repeat(100) }] }, headers: { 'content-type': 'application/json' }, statusCode: 413, code: 'CONTENT_TOO_LARGE' }
    ]
    for (const { statusCode, code, ...ask } of cases) {
      for (const answer of await sendBothWays(fastify, { method: 'POST', url: '/multi', ...ask })) {
        t.match([answer.statusCode, answer.json()], [statusCode, { type: ['Error'], error: { code }, debug: {} }], answer.way)
      }
    }
  })

  t.test('is validated also where the server validates with something else', async (t) => {
    const { fastify } = await build(t)
    fastify.setValidatorCompiler(() => { throw new Error('not a zod schema') })
    fastify.setSerializerCompiler(() => { throw new Error('not a zod schema') })
    fastify.get('/', async () => ({ a: 1 }))
    for (const { way, result } of await post(t, fastify, [get('/')])) t.strictSame(result, [{ responseCode: 200, result: { a: 1 } }], way)
  })
})

t.test('a resource', async (t) => {
  const elsewhere = errorPart(400, 'INVALID_REQUEST', 'The resource of this part is not a path on this server.')
  const nested = errorPart(400, 'INVALID_REQUEST', 'A batch cannot hold a batch.')
  const refused: { resource: string, part?: object }[] = [
    ...[
      '', '*', 'a', '?a=b', 'http://example.com/a', 'https://127.0.0.1/a', 'HTTP://x', '//example.com/a', '///a', '/\\example.com', '\\\\a', '\\a',
      'javascript:alert(1)', ' /a', '/a b', '/a\tb', '/a\nb', '/a\r\nx: y', '/a\u0000', '/a#b', '/a/../b', '/..', '/../../etc/passwd', '/a/./b',
      '/%2e%2e/b', '/a/%2E%2e/b', '/a/.%2e/b', '/.?a', '/a/..'
    ].map((resource) => ({ resource, part: elsewhere })),
    { resource: '/' + 'a'.repeat(8000), part: errorPart(414, 'URI_TOO_LONG', 'The resource of this part is too long.') }
  ]

  t.test('that is not a path on this server is refused, and the other parts run', async (t) => {
    const { fastify } = await build(t, { prefix: '/v1', maxRequests: 1000 })
    const reached: string[] = []
    fastify.all('/*', async (request) => { reached.push(request.url); return {} })
    fastify.get('/last', async () => ({ last: true }))
    for (const method of ['GET', 'POST']) {
      const requests = refused.map(({ resource }) => ({ method, resource }))
      for (const { way, result } of await post(t, fastify, [...requests, get('/last')], {}, '/v1/multi')) {
        refused.forEach(({ resource, part }, i) => t.strictSame(result[i], part, `${way} ${method} ${JSON.stringify(resource.slice(0, 40))}`))
        t.strictSame(result.at(-1), { responseCode: 200, result: { last: true } })
      }
    }
    t.strictSame(reached, [])
  })

  t.test('that is one reaches its route as a request would', async (t) => {
    const { fastify } = await build(t)
    fastify.get('/*', async (request) => request.url)
    for (const resource of ['/', '/multiple', '/a/multi', '/a//b', '/a%2fb', '/a%20b', '/...', '/a..b', '/a.b/', '/100%25', '/a?b=../c&d=//e', '/;a', '/a:b@c',
      '/a/%252e%252e/b', '/a/%25252e%25252e', '/a/..%2fb', '/a%2f..%2fb', '/a/..%5cb', '/a/..;x/b', '/a%5c..%5cb']) {
      for (const { way, result } of await post(t, fastify, [get(resource)])) {
        t.strictSame(result, [{ responseCode: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, result: resource }], way)
      }
    }
  })

  t.test('that is refused is sent in the format of the application, or as an envelope if that format throws', async (t) => {
    const xml = defineFormat({ name: 'xml', contentType: 'application/problem+xml', body: ({ code }) => code, serialize: (code) => `<code>${code}</code>` })
    const needy = defineFormat({ name: 'needy', contentType: 'application/json', body: (_error, { request }) => ({ method: request?.method.length }), serialize: JSON.stringify })
    const failing = defineFormat({ name: 'failing', contentType: 'text/plain', body: (_error, { request }) => (request as FastifyRequest).url, serialize: String })
    const messages: unknown[] = []
    const listener = (message: unknown) => { messages.push((message as ErrorReplyMessage).format) }
    subscribe('fastify-error-replies.reply', listener)
    t.teardown(() => unsubscribe('fastify-error-replies.reply', listener))
    for (const [format, ran, refused] of [
      [xml, '<code>NOT_FOUND</code>', '<code>INVALID_REQUEST</code>'],
      [needy, { method: 3 }, {}],
      [failing, '/nowhere', elsewhere.result]
    ] as const) {
      const fastify = Fastify()
      t.teardown(() => fastify.close())
      await fastify.register(errorsPlugin, { format, negotiate: [] })
      await fastify.register(multi)
      for (const { way, result } of await post(t, fastify, [get('/nowhere'), get('//nowhere')])) {
        t.strictSame(result.map(({ result }) => result), [ran, refused], `${format.name} ${way}`)
      }
      t.strictSame(messages.splice(0), [format.name, format === failing ? 'envelope' : format.name, format.name, format === failing ? 'envelope' : format.name])
    }
  })

  t.test('that reaches a batch by another path is refused', async (t) => {
    const nestedIn = async (t: Test, fastify: FastifyInstance, url: string, resource: string) => {
      const requests = [{ method: 'POST', resource, data: { requests: [get('/')] } }]
      for (const { way, result } of await post(t, fastify, requests, {}, url)) t.strictSame(result, [nested], way)
    }
    t.test('by any spelling that its router takes for the endpoint', async (t) => {
      const { fastify } = await build(t, { prefix: '/v1' }, routerOptions({ caseSensitive: false, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true }))
      for (const resource of ['/v1/multi', '/V1/Multi', '/v1/multi?a=b', '/v1/multi/', '/v1//multi', '/v1/%6dulti', '/v1/%6Dulti', '/v1/mult%69?x']) {
        await nestedIn(t, fastify, '/v1/multi', resource)
      }
    })
    t.test('behind a hook that loses the asynchronous context', async (t) => {
      const fastify = Fastify()
      t.teardown(() => fastify.close())
      await fastify.register(errorsPlugin)
      const waiting: (() => void)[] = []
      const timer = setInterval(() => { for (const done of waiting.splice(0)) done() }, 1)
      t.teardown(() => clearInterval(timer))
      fastify.addHook('onRequest', (_request, _reply, done) => { waiting.push(done) })
      await fastify.register(multi)
      await nestedIn(t, fastify, '/multi', '/multi')
    })
    t.test('by a rewritten URL', async (t) => {
      const { fastify } = await build(t, {}, { rewriteUrl: (request) => request.url === '/old' ? '/multi' : request.url as string })
      await nestedIn(t, fastify, '/multi', '/old')
    })
    t.test('by a parameter in the prefix', async (t) => {
      const { fastify } = await build(t, { prefix: '/:tenant' })
      await nestedIn(t, fastify, '/acme/multi', '/acme/multi')
    })
    t.test('by another endpoint', async (t) => {
      const { fastify } = await build(t)
      await fastify.register(multi, { url: '/batch' })
      await nestedIn(t, fastify, '/multi', '/batch')
    })
  })

  t.test('is asked for with a method that HTTP knows', async (t) => {
    const { fastify } = await build(t)
    fastify.get('/', async () => ({}))
    const unknown = errorPart(400, 'INVALID_REQUEST', 'The method of this part is not known.')
    for (const method of ['', 'get', 'BREW', 'CONNECT', 'GET\r\n', 'GET /', '__proto__']) {
      for (const { way, result } of await post(t, fastify, [{ method, resource: '/' }])) t.strictSame(result, [unknown], `${way} ${method}`)
    }
  })
})

t.test('a part that does not answer', async (t) => {
  const hasSignal = hasFeature('request.signal and handlerTimeout')
  const broken = errorPart(502, 'BAD_GATEWAY', 'The answer to this part broke off.')

  t.test('in time becomes a 504, its request is aborted, and the other parts run', async (t) => {
    const { fastify, lines } = await build(t, { timeout: 150 })
    const calls: string[] = []
    const finish: (() => void)[] = []
    fastify.route({
      method: ['GET', 'POST'],
      url: '/late',
      handler: async (request) => {
        if (hasSignal) request.signal.addEventListener('abort', () => calls.push(request.method))
        await new Promise<void>((resolve) => { finish.push(resolve) })
        return { late: true }
      }
    })
    fastify.get('/never', () => new Promise(() => {}))
    fastify.get('/', async () => ({ a: 1 }))
    const late = errorPart(504, 'GATEWAY_TIMEOUT', 'This part took too long to answer.', { timeout: 150 })
    for (const { way, result } of await post(t, fastify, [get('/late'), { method: 'POST', resource: '/late', data: {} }, get('/never'), get('/')])) {
      t.strictSame(result, [late, late, late, { responseCode: 200, result: { a: 1 } }], way)
    }
    t.strictSame(calls, hasSignal ? ['GET', 'POST', 'GET', 'POST'] : [])
    for (const resolve of finish) resolve()
    await sleep(20) // the late replies arrive and are ignored
    t.match(lines.filter(({ part }) => part !== undefined), [{ level: 50, part: 0, err: { statusCode: 504, code: 'GATEWAY_TIMEOUT' }, reason: 'timeout' }, { part: 1 }, { part: 2 }, { part: 0 }, { part: 1 }, { part: 2 }])
    const start = Date.now()
    await fastify.close()
    t.ok(Date.now() - start < 1000, 'the server closes at once')
  })

  t.test('to its end is cut off', async (t) => {
    const { fastify } = await build(t, { resultLimit: 1000 })
    let destroyed = 0
    const destroy = (error: Error | null, callback: (error: Error | null) => void) => { destroyed++; callback(error) }
    fastify.get('/endless', (_request, reply) => reply.send(new Readable({ read () { setImmediate(() => this.push('x'.repeat(100))) }, destroy })))
    fastify.get('/heap', (_request, reply) => reply.send('x'.repeat(1001)))
    fastify.get('/full', (_request, reply) => reply.type('text/plain').send('x'.repeat(1000)))
    fastify.get('/fails', (_request, reply) => {
      let first = true
      return reply.send(new Readable({ read () { first ? this.push('x') : this.destroy(new Error('secret')); first = false }, destroy }))
    })
    fastify.get('/destroyed', (_request, reply) => { reply.hijack(); reply.raw.destroy() })
    for (const { way, result } of await post(t, fastify, [get('/heap'), get('/endless'), get('/full'), get('/fails'), get('/destroyed')])) {
      t.strictSame(result, [
        errorPart(502, 'BAD_GATEWAY', 'The result of this part is too large for a batch.', { limit: 1000 }),
        errorPart(502, 'BAD_GATEWAY', 'The result of this part is too large for a batch.', { limit: 1000 }),
        { responseCode: 200, headers: { 'content-type': 'text/plain' }, result: 'x'.repeat(1000) },
        broken,
        broken
      ], way)
    }
    t.equal(destroyed, 4, 'what fed the replies is closed')
  })

  t.test('to its end in time is cut off', async (t) => {
    const { fastify } = await build(t, { timeout: 50 })
    let destroyed = 0
    const destroy = (error: Error | null, callback: (error: Error | null) => void) => { destroyed++; callback(error) }
    fastify.get('/drip', (_request, reply) => reply.send(new Readable({ read () { setTimeout(() => this.push('x'), 20) }, destroy })))
    for (const { way, result } of await post(t, fastify, [get('/drip')])) {
      t.strictSame(result, [errorPart(504, 'GATEWAY_TIMEOUT', 'This part took too long to answer.', { timeout: 50 })], way)
    }
    t.equal(destroyed, 2, 'what fed the replies is closed')
  })

  t.test('with a stream that came too late closes it', async (t) => {
    const { fastify } = await build(t, { timeout: 20 })
    const closed = new Promise<void>((resolve) => {
      // A request without a body is aborted: its reply is destroyed, and a stream sent later is left to the handler
      fastify.post('/late', async (_request, reply) => {
        await sleep(60)
        return reply.send(new Readable({ read () { setImmediate(() => this.push('x')) }, destroy (error, callback) { resolve(); callback(error) } }))
      })
    })
    await fastify.inject({ method: 'POST', url: '/multi', payload: { requests: [{ method: 'POST', resource: '/late', data: {} }] } })
    await closed
  })

  t.test('because the server closes becomes a 503', async (t) => {
    const { fastify } = await build(t)
    let ran = 0
    let closing: Promise<unknown> | undefined
    fastify.get('/', async () => { ran++; closing = fastify.close(); await sleep(20); return {} })
    await fastify.listen({ port: 0, host: '127.0.0.1' })
    const { port } = fastify.server.address() as AddressInfo
    // Of a connection that is kept alive, close waits for the idle timeout
    const request = httpRequest({ port, host: '127.0.0.1', agent: false, method: 'POST', path: '/multi', headers: { 'content-type': 'application/json' } })
    request.end(JSON.stringify({ requests: [get('/'), get('/')] }))
    t.strictSame(JSON.parse(await readReply(request)), {
      result: [{ responseCode: 200, result: {} }, errorPart(503, 'SERVICE_UNAVAILABLE', 'The service is unavailable. Try again later.')]
    })
    await closing
    t.equal(ran, 1)
  })
})

t.test('the client of a batch', async (t) => {
  const broken = errorPart(502, 'BAD_GATEWAY', 'The answer to this part broke off.')

  t.test('going away keeps what has not started from starting', async (t) => {
    const { fastify, lines } = await build(t)
    const started: string[] = []
    const aborted = new Promise<void>((resolve) => {
      fastify.get('/:id', async (request, reply) => {
        started.push(request.url)
        if (request.url !== '/2') return {}
        client.destroy()
        await once(reply.raw, 'close')
        resolve()
        return {}
      })
    })
    await fastify.listen({ port: 0, host: '127.0.0.1' })
    const { port } = fastify.server.address() as AddressInfo
    const client = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/multi', headers: { 'content-type': 'application/json' } })
    client.on('error', () => {})
    client.end(JSON.stringify({ requests: ['/1', '/2', '/3', '/4'].map(get) }))
    await aborted
    await sleep(50)
    t.strictSame(started, ['/1', '/2'])
    t.match(lines.find(({ msg }) => msg === 'the client of a batch went away'), { level: 30, started: 2, requests: 4 })
    t.strictSame(lines.filter(({ level, reqId, url }) => level >= 50 && url === '/multi' && reqId !== undefined), [])
  })

  t.test('going away through inject does the same', async (t) => {
    const lines: any[] = []
    const fastify = Fastify({ logger: { stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    const started: string[] = []
    let outer: FastifyReply | undefined
    fastify.addHook('onRequest', async (request, reply) => { if (request.url === '/multi') outer = reply })
    const aborted = new Promise<void>((resolve) => {
      fastify.post('/:id', async (request, reply) => {
        started.push(request.url)
        reply.raw.once('close', resolve)
        outer?.raw.destroy()
        await sleep(20)
        return {}
      })
    })
    await fastify.register(multi)
    const requests = ['/1', '/2'].map((resource) => ({ method: 'POST', resource, data: {} }))
    await t.rejects(fastify.inject({ method: 'POST', url: '/multi', payload: { requests } }), { code: 'LIGHT_ECONNRESET' })
    await aborted
    await sleep(40)
    t.strictSame(started, ['/1'])
    t.match(lines.find(({ msg }) => msg === 'the client of a batch went away'), { level: 30, started: 1, requests: 2 })
  })

  t.test('a client that disconnects before the first part starts no part', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    fastify.addHook('preHandler', async (request, reply) => { if (request.url === '/multi') reply.raw.destroy() })
    await fastify.register(multi)
    let started = 0
    fastify.get('/', async () => { started++; return {} })
    await t.rejects(fastify.inject({ method: 'POST', url: '/multi', payload: { requests: [get('/')] } }), { code: 'LIGHT_ECONNRESET' })
    await sleep(20)
    t.equal(started, 0)
  })

  t.test('is the client of its parts', async (t) => {
    const { fastify } = await build(t, {}, { trustProxy: true, requestIdHeader: 'x-request-id' })
    fastify.post('/', async (request) => ({ headers: request.headers, ip: request.ip, host: request.host, id: request.id, protocol: request.protocol }))
    const headers = {
      authorization: 'Bearer token',
      cookie: 'a=1; b=2',
      accept: 'application/json',
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-proto': 'https',
      host: 'api.example',
      'user-agent': 'test',
      'x-request-id': 'id-1',
      'x-other': 'no',
      'if-none-match': '"a"',
      range: 'bytes=0-1',
      te: 'trailers'
    }
    const { port } = await fastify.listen({ port: 0, host: '127.0.0.1' }).then(() => fastify.server.address() as AddressInfo)
    const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/multi', headers: { ...headers, 'content-type': 'application/json' } })
    request.end(JSON.stringify({ requests: [{ method: 'POST', resource: '/', data: {} }] }))
    const overSocket = JSON.parse(await readReply(request))
    const injected = (await fastify.inject({ method: 'POST', url: '/multi', headers, remoteAddress: '203.0.113.9', payload: { requests: [{ method: 'POST', resource: '/', data: {} }] } })).json()
    for (const { result: [part] } of [overSocket, injected]) {
      const { te, range, 'if-none-match': tag, 'x-other': other, ...forwarded } = headers
      t.strictSame(part, {
        responseCode: 200,
        result: {
          headers: { ...forwarded, 'accept-encoding': 'identity', 'content-type': 'application/json', 'content-length': '2' },
          ip: '192.0.2.7',
          host: 'api.example',
          id: 'id-1',
          protocol: 'https'
        }
      })
    }
  })

  t.test('has its address at its parts', async (t) => {
    const { fastify } = await build(t)
    fastify.get('/', async (request) => request.ip)
    const reply = await fastify.inject({ method: 'POST', url: '/multi', remoteAddress: '203.0.113.9', payload: { requests: [get('/')] } })
    t.equal(reply.json().result[0].result, '203.0.113.9')
  })

  t.test('on a Unix socket has no address at its parts that anybody trusts', async (t) => {
    const { fastify } = await build(t, {}, { trustProxy: 'loopback' })
    fastify.get('/', async (request) => ({ ip: request.ip ?? null }))
    const directory = await mkdtemp(join(tmpdir(), 'replies-'))
    t.teardown(() => rm(directory, { recursive: true }))
    const path = join(directory, 's')
    await fastify.listen({ path })
    const request = httpRequest({ socketPath: path, method: 'POST', path: '/multi', headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.7' } })
    request.end(JSON.stringify({ requests: [get('/')] }))
    t.strictSame(JSON.parse(await readReply(request)), { result: [{ responseCode: 200, result: { ip: null } }] })
  })

  t.test('has a connection that no part can touch', async (t) => {
    const { fastify } = await build(t)
    let outer: Socket | undefined
    fastify.addHook('onRequest', async ({ url, socket }) => { if (url === '/multi') outer = socket })
    fastify.get('/', async ({ socket }) => {
      socket.on('close', () => {})
      return { same: socket === outer, port: socket.remotePort === outer?.remotePort }
    })
    fastify.get('/closed', async (request) => { request.socket.emit('close', false); return {} })
    fastify.get('/destroyed', async (request) => { request.socket.destroy(); return {} })
    fastify.get('/written', async (_request, reply) => { reply.raw.socket?.write('x'); return {} })
    const own = { responseCode: 200, result: { same: false, port: true } }
    for (const { way, result } of await post(t, fastify, [get('/'), get('/closed'), get('/'), get('/destroyed'), get('/written'), get('/')])) {
      t.strictSame(result, [own, broken, own, broken, broken, own], way)
    }
  })

  t.test('over TLS has its certificate and its protocol at its parts', async (t) => {
    const fastify = Fastify({ https: { ...certificate, ca: certificate.cert, requestCert: true, rejectUnauthorized: true } })
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    await fastify.register(multi)
    const read = ({ protocol, ip, socket }: FastifyRequest) => ({
      protocol, ip, authorized: (socket as TLSSocket).authorized, subject: { ...(socket as TLSSocket).getPeerCertificate().subject }
    })
    let outer: object | undefined
    fastify.addHook('onRequest', async (request) => { if (request.url === '/multi') outer = read(request) })
    fastify.get('/', async (request) => read(request))
    await fastify.listen({ port: 0, host: '127.0.0.1' })
    const { port } = fastify.server.address() as AddressInfo
    const request = httpsRequest({ port, host: '127.0.0.1', ...certificate, rejectUnauthorized: false, agent: false, method: 'POST', path: '/multi', headers: { 'content-type': 'application/json' } })
    request.end(JSON.stringify({ requests: [get('/')] }))
    t.strictSame(JSON.parse(await readReply(request)), { result: [{ responseCode: 200, result: outer }] })
    t.match(outer, { protocol: 'https', authorized: true, subject: { CN: String } })
  })

  t.test('over HTTP/2 has the same', async (t) => {
    const fastify = Fastify({ http2: true })
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    await fastify.register(multi)
    fastify.get('/', async (request) => ({ ip: request.ip, host: request.host, headers: request.headers }))
    await fastify.listen({ port: 0, host: '127.0.0.1' })
    const session = connect(`http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}`)
    t.teardown(() => session.destroy())
    const stream = session.request({ ':method': 'POST', ':path': '/multi', ':authority': 'api.example', 'content-type': 'application/json', cookie: 'a=1' })
    stream.end(JSON.stringify({ requests: [get('/'), get('/none')] }))
    t.strictSame(JSON.parse(Buffer.concat(await stream.toArray()).toString()), {
      result: [
        { responseCode: 200, result: { ip: '127.0.0.1', host: 'api.example', headers: { 'accept-encoding': 'identity', cookie: 'a=1', host: 'api.example' } } },
        errorPart(404, 'NOT_FOUND', 'There is nothing at this address.')
      ]
    })
  })

  t.test('has the headers forwarded that the option names', async (t) => {
    const { fastify } = await build(t, { forwardHeaders: ['X-A', 'x-b-*'] })
    fastify.get('/', async (request) => request.headers)
    const headers = { authorization: 'x', 'x-a': '1', 'x-b-c': '2', 'x-c': '3', host: 'h', 'x-b-d': '4', connection: 'x-b-d, keep-alive', te: 'trailers' }
    const reply = await fastify.inject({ method: 'POST', url: '/multi', headers, payload: { requests: [get('/')] } })
    t.strictSame(reply.json().result[0].result, { 'accept-encoding': 'identity', 'x-a': '1', 'x-b-c': '2', 'x-b-d': '4', host: 'h' })
  })

  t.test('cannot add lines to the head of a part', async (t) => {
    const { fastify } = await build(t, { forwardHeaders: ['x-*', 'set-cookie'] }, { requestIdHeader: 'x-id', genReqId: () => 'a\r\nx-b: 1' })
    fastify.get('/', async (request) => request.headers)
    // Injection does not check what a socket would refuse; as Latin-1, the last is a line feed
    const headers = { 'x-a': 'a\r\nx-b: 1', 'x-a: 1\r\nx-b': '1', 'x-c': '\u010ax-b: 1', 'x-d': 'ä', 'set-cookie': ['a=1', 'b=2'], host: 'h' }
    const reply = await fastify.inject({ method: 'POST', url: '/multi', headers, payload: { requests: [get('/')] } })
    t.strictSame(reply.json().result[0].result, { 'accept-encoding': 'identity', 'x-d': 'ä', 'set-cookie': ['a=1', 'b=2'], host: 'h' })
  })

  t.test('is authorized by hooks as anywhere', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    fastify.addHook('onRequest', async (request) => { if (request.headers.authorization !== 'Bearer a') throw errors.unauthorized() })
    await fastify.register(multi)
    fastify.get('/', async () => ({}))
    for (const answer of await sendBothWays(fastify, { method: 'POST', url: '/multi', body: { requests: [get('/')] } })) t.equal(answer.statusCode, 401, answer.way)
    for (const { way, result } of await post(t, fastify, [get('/')], { authorization: 'Bearer a' })) t.strictSame(result, [{ responseCode: 200, result: {} }], way)
  })
})

t.test('what feeds a part from another server is closed with it', async (t) => {
  const upstream = createServer((_request, response) => { response.write('x') })
  t.teardown(() => upstream.close())
  await new Promise<void>((resolve) => { upstream.listen(0, '127.0.0.1', resolve) })
  const { fastify } = await build(t, { timeout: 50 })
  const closed = new Promise<void>((resolve) => {
    fastify.get('/', (_request, reply) => {
      httpGet({ host: '127.0.0.1', port: (upstream.address() as AddressInfo).port }, (response) => {
        response.on('close', resolve)
        reply.send(response)
      })
    })
  })
  for (const { way, result } of await post(t, fastify, [get('/')])) t.match(result, [{ responseCode: 504 }], way)
  await closed
})

t.test('the batch endpoint', async (t) => {
  t.test('is documented', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    await fastify.register(swagger, { openapi: {} })
    await fastify.register(errorsPlugin)
    await fastify.register(multi, { maxRequests: 7, prefix: '/v1' })
    await fastify.ready()
    const operation = (fastify.swagger() as any).paths['/v1/multi'].post
    const body = operation.requestBody.content['application/json'].schema
    t.equal(body.properties.requests.maxItems, 7)
    t.strictSame(Object.keys(body.properties.requests.items.properties), ['method', 'resource', 'query', 'data'])
    t.strictSame(Object.keys(operation.responses[200].content['application/json'].schema.properties.result.items.properties), ['responseCode', 'headers', 'result'])
  })

  t.test('needs the errors plugin', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    fastify.register(multi)
    await t.rejects(async () => { await fastify.ready() }, /fastify-error-replies/)
  })

  const wrong: { options: object, code: string, message: string }[] = [
    { options: { limit: 1 }, code: 'FST_ERR_REPLIES_UNKNOWN_OPTION', message: "'limit' is not an option of fastify-error-replies, its options are url, maxRequests, forwardHeaders, timeout, resultLimit, bodyLimit" },
    ...['multi', '', '/', '/*', '/a?b', 7].map((url) => ({ options: { url }, code: 'FST_ERR_REPLIES_INVALID_OPTION', message: `url option should be a path such as /multi, instead got '${url}'` })),
    ...[0, 1001, 1.5, '5', NaN].map((maxRequests) => ({ options: { maxRequests }, code: 'FST_ERR_REPLIES_INVALID_OPTION', message: `maxRequests option should be an integer from 1 to 1000, instead got '${maxRequests}'` })),
    ...[0, 2 ** 31, Infinity].map((timeout) => ({ options: { timeout }, code: 'FST_ERR_REPLIES_INVALID_OPTION', message: `timeout option should be an integer from 1 to 2147483647, instead got '${timeout}'` })),
    { options: { resultLimit: -1 }, code: 'FST_ERR_REPLIES_INVALID_OPTION', message: "resultLimit option should be an integer from 1 to 9007199254740991, instead got '-1'" },
    { options: { bodyLimit: 0 }, code: 'FST_ERR_REPLIES_INVALID_OPTION', message: "bodyLimit option should be an integer from 1 to 9007199254740991, instead got '0'" },
    { options: { forwardHeaders: 'cookie' }, code: 'FST_ERR_REPLIES_INVALID_OPTION', message: "forwardHeaders option should be an array of header names, instead got 'cookie'" },
    { options: { forwardHeaders: ['a b'] }, code: 'FST_ERR_REPLIES_INVALID_OPTION', message: "forwardHeaders option should be an array of header names, instead got '[\"a b\"]'" },
    ...['connection', 'Transfer-Encoding', 'content-type', 'content-length', 'host', 'upgrade', 'te', 'expect', 'accept-encoding'].map((name) => ({
      options: { forwardHeaders: [name] },
      code: 'FST_ERR_REPLIES_INVALID_OPTION',
      message: `forwardHeaders option should be without headers of the connection or the body, instead got '${name.toLowerCase()}'`
    }))
  ]
  t.test('refuses options that it cannot take', async (t) => {
    for (const { options, code, message } of wrong) {
      const fastify = Fastify()
      t.teardown(() => fastify.close())
      await fastify.register(errorsPlugin)
      await t.rejects(async () => { await fastify.register(multi, options as never) }, { code, message }, JSON.stringify(options))
    }
  })
})

t.test('toMultiPart', async (t) => {
  t.test('makes the part of an error', async (t) => {
    t.strictSame(toMultiPart(errors.notFound('No such order.')), errorPart(404, 'NOT_FOUND', 'No such order.'))
    t.strictSame(toMultiPart(errors.tooManyRequests(5)), {
      responseCode: 429,
      headers: { ...ERROR_HEADERS, 'retry-after': '5' },
      result: errorBody('TOO_MANY_REQUESTS', 'Too many requests. Try again later.')
    })
    t.equal(toMultiPart(errors.unauthorized()).headers?.['www-authenticate'], 'Bearer realm="api"')
    t.strictSame(toMultiPart(errors.proxyAuthenticationRequired(undefined, { challenge: 'Basic' })).headers, ERROR_HEADERS, 'for the next hop only')
    t.equal(toMultiPart(errors.unauthorized(), { challenge: 'Basic realm="x"' }).headers?.['www-authenticate'], 'Basic realm="x"')
    t.equal(toMultiPart(errors.unauthorized(undefined, { challenge: 'DPoP' }), { format: 'envelope' }).headers?.['www-authenticate'], 'DPoP')
    t.throws(() => toMultiPart(errors.notFound(), { format: 'none' as never }), { code: 'FST_ERR_REPLIES_INVALID_OPTION' })
  })

  t.test('makes a 500 of anything else', async (t) => {
    for (const value of [new Error('secret'), undefined, null, 'x', {}, { statusCode: 200 }, { statusCode: 'x', headers: {} }, Object.assign(new Error('secret'), { statusCode: 400, headers: {} })]) {
      t.strictSame(toMultiPart(value as never), errorPart(500, 'UNKNOWN_ERROR', 'An unknown error has occurred.'))
    }
  })

  t.test('makes the part of a reply', async (t) => {
    const { fastify } = await build(t)
    fastify.get('/', async (_request, reply) => reply.header('x-a', 1).header('set-cookie', ['a=1; httponly', 'b=2']).send({ a: 1 }))
    t.strictSame(toMultiPart(await fastify.inject('/')), { responseCode: 200, headers: { 'x-a': '1', 'set-cookie': 'b=2' }, result: { a: 1 } })
    t.strictSame(toMultiPart({ statusCode: 200, headers: { 'content-type': 'text/plain' }, payload: 'x' }), { responseCode: 200, headers: { 'content-type': 'text/plain' }, result: 'x' })
    t.strictSame(toMultiPart({ statusCode: 304, headers: { 'content-length': 0 } }), { responseCode: 304, result: null })
    t.strictSame(toMultiPart({ statusCode: 200, headers: { 'Content-Type': 'application/json ; charset=utf-8' }, rawPayload: Buffer.from('1') }).headers, undefined)
  })
})

t.test('a part that fails', async (t) => {
  const broken = errorPart(502, 'BAD_GATEWAY', 'The answer to this part broke off.')
  const fine = { responseCode: 200, result: {} }

  t.test('by destroying its request with an error is a 502, and the process does not end', async (t) => {
    const { fastify } = await build(t, { timeout: 1000 })
    fastify.get('/at-once', async (request) => { request.raw.destroy(new Error('secret')); return {} })
    fastify.get('/later', async (request) => { request.raw.destroy(new Error('secret')); await sleep(5); return {} })
    fastify.get('/never', (request) => { request.raw.destroy(new Error('secret')) })
    fastify.get('/fine', async () => ({}))
    await fastify.register(async (child) => {
      child.addContentTypeParser('application/json', (_request, payload, _done) => { payload.destroy(new Error('secret')) })
      child.post('/parser', async () => ({}))
    })
    await fastify.register(async (child) => {
      child.addHook('preParsing', async (request) => { request.raw.destroy(new Error('secret')) })
      child.post('/hook', async () => ({}))
    })
    const posts = ['/parser', '/hook'].map((resource) => ({ method: 'POST', resource, data: {} }))
    for (const { way, result } of await post(t, fastify, [get('/at-once'), get('/later'), get('/never'), ...posts, get('/fine')])) {
      t.strictSame(result, [broken, broken, broken, broken, broken, fine], way)
    }
  })

  t.test('in rewriteUrl is a 500, a result that is not a string a 502, and the other parts run', async (t) => {
    const rewriteUrl = ({ url }: { url?: string }) => {
      if (url === '/throws') throw new Error('secret')
      return url === '/number' ? 7 as never : url as string
    }
    const { fastify, lines } = await build(t, {}, { rewriteUrl })
    fastify.get('/', async () => ({}))
    for (const { way, result } of await post(t, fastify, [get('/throws'), get('/number'), get('/')])) {
      t.strictSame(result, [errorPart(500, 'UNKNOWN_ERROR', 'An unknown error has occurred.'), broken, fine], way)
    }
    t.match(lines.find(({ err }) => err?.message === 'secret'), { level: 50, part: 0, msg: 'fastify-error-replies: a part of a batch could not be started' })
  })

  t.test('with a status that is not final or not known is a 502', async (t) => {
    const { fastify } = await build(t, { timeout: 50 })
    for (const status of [101, 199, 600, 999]) {
      fastify.get(`/${status}`, (_request, reply) => { reply.hijack().raw.writeHead(status).end('{}') })
    }
    const invalid = errorPart(502, 'BAD_GATEWAY', 'The status of the answer to this part is not valid.')
    for (const { way, result } of await post(t, fastify, ['/101', '/199', '/600', '/999'].map(get))) t.strictSame(result, Array(4).fill(invalid), way)
  })

  t.test('with a status that Node refuses to write is a 502 too, by itself a 500', async (t) => {
    const { fastify } = await build(t)
    for (const status of [NaN, 5]) fastify.get(`/${status}`, async (_request, reply) => { reply.raw.statusCode = status; return {} })
    for (const { way, result } of await post(t, fastify, ['/NaN', '/5'].map(get))) {
      t.strictSame(result, Array(2).fill(errorPart(502, 'BAD_GATEWAY', 'The status of the answer to this part is not valid.')), way)
    }
    t.equal((await fastify.inject('/NaN')).statusCode, 500)
  })

  t.test('has the log line, the message, the redaction and the headers of any error, and is published', async (t) => {
    const messages: ErrorReplyMessage[] = []
    const listener = (message: unknown) => { messages.push(message as ErrorReplyMessage) }
    subscribe('fastify-error-replies.reply', listener)
    t.teardown(() => unsubscribe('fastify-error-replies.reply', listener))
    const lines: any[] = []
    const fastify = Fastify({ genReqId: () => 'id-1', logger: { stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin, { requestId: true, messages: ({ code, message }) => code === 'GATEWAY_TIMEOUT' ? 'Zu langsam.' : message })
    await fastify.register(multi, { timeout: 20 })
    fastify.get('/never', () => new Promise(() => {}))
    const { result } = (await fastify.inject({ method: 'POST', url: '/multi', payload: { requests: [get('//x'), get('/never')] } })).json()
    t.match(result, [
      { responseCode: 400, headers: { 'cache-control': 'no-store', 'x-request-id': 'id-1' }, result: { error: { code: 'INVALID_REQUEST' } } },
      { responseCode: 504, headers: { 'x-request-id': 'id-1' }, result: { error: { code: 'GATEWAY_TIMEOUT', message: 'Zu langsam.' } } }
    ])
    t.match(lines.filter(({ part }) => part !== undefined), [
      { level: 30, part: 0, err: { code: 'INVALID_REQUEST' } }, { level: 50, part: 1, err: { code: 'GATEWAY_TIMEOUT' }, reason: 'timeout' }
    ])
    t.strictSame(messages.map(({ statusCode, request }) => [statusCode, request?.url]), [[400, '/multi'], [504, '/multi']])
  })
})

t.test('a client behind a proxy', async (t) => {
  for (const trustProxy of [false, true, 'loopback', '192.0.2.0/24']) {
    t.test(`has the address and the host of its batch at its parts, trustProxy ${trustProxy}`, async (t) => {
      const { fastify } = await build(t, {}, { trustProxy })
      let outer: object | undefined
      const read = ({ ip, ips, host, hostname, port }: FastifyRequest) => ({ ip, ips: ips ?? null, host, hostname, port })
      fastify.addHook('preHandler', async (request) => { if (request.url === '/multi') outer = read(request) })
      fastify.get('/', async (request) => read(request))
      await fastify.register(async (child) => { await child.register(multi, { url: '/batch' }) })
      fastify.addHook('onRequest', async (request) => { if (request.url === '/batch') outer = read(request) })
      const headers = { 'x-forwarded-for': '203.0.113.5, 192.0.2.9', 'x-forwarded-host': 'outer.example:8443', connection: 'x-forwarded-for' }
      for (const remoteAddress of ['127.0.0.1', '192.0.2.1', '::1']) {
        const reply = await fastify.inject({ method: 'POST', url: '/batch', remoteAddress, headers, payload: { requests: [get('/')] } })
        t.strictSame(reply.json().result, [{ responseCode: 200, result: outer }], remoteAddress)
      }
    })
  }
})
