import { once } from 'node:events'
import { ServerResponse, type IncomingMessage } from 'node:http'
import { connect as connectHttp2, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { defineFormat, errors, serverOptions } from '../../lib/index.js'
import { resolveOptions } from '../../lib/options.js'
import { buildRaw } from '../../lib/pipeline.js'
import { skipWhereGoneAway, skipWithout } from '../support/versions.js'

interface Line { level: number, msg: string, err?: Record<string, unknown>, reason?: string }

function logInto (lines: Line[], level = 'info') {
  return { level, stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } }
}

// Throws at every error that it is to write
const deafLogger = { ...logInto([]), serializers: { err () { throw new Error('serializer') } } as never }

async function listen (t: Test, fastify: FastifyInstance<any, any, any>): Promise<number> {
  t.teardown(() => fastify.close())
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  return (fastify.server.address() as AddressInfo).port
}

// A connection to write raw bytes to, and everything that comes back until the server closes it
function open (t: Test, port: number): { socket: Socket, received: () => string, closed: Promise<string> } {
  let text = ''
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('latin1').on('data', (chunk: string) => { text += chunk }).on('error', () => {})
  t.teardown(() => socket.destroy())
  const closed = new Promise<string>((resolve) => { socket.once('close', () => resolve(text)) })
  return { socket, received: () => text, closed }
}

// A connection and the server's end of it
async function openBoth (t: Test, fastify: FastifyInstance): Promise<{ port: number, socket: Socket, server: Socket, closed: Promise<unknown> }> {
  const port = await listen(t, fastify)
  const accepted = once(fastify.server, 'connection') as Promise<[Socket]>
  const { socket } = open(t, port)
  const [server] = await accepted
  return { port, socket, server, closed: new Promise((resolve) => { server.once('close', resolve) }) }
}

async function exchange (t: Test, port: number, message: string): Promise<string> {
  const { socket, closed } = open(t, port)
  socket.write(message)
  return await closed
}

async function waitFor (condition: () => unknown): Promise<void> {
  for (let i = 0; i < 300 && !condition(); i++) await sleep(10)
}

const envelope = (code: string, message: string) => ({ type: ['Error'], error: { code, message }, debug: {} })
const bodies: Record<number, object> = {
  400: envelope('INVALID_REQUEST', 'Invalid request.'),
  408: envelope('REQUEST_TIMEOUT', 'The request took too long to arrive.'),
  413: envelope('CONTENT_TOO_LARGE', 'The request body is too large.'),
  414: envelope('URI_TOO_LONG', 'The request address is too long.'),
  417: envelope('EXPECTATION_FAILED', 'The expectation of the request cannot be met.'),
  431: envelope('REQUEST_HEADER_FIELDS_TOO_LARGE', 'The header of the request is too large.'),
  500: envelope('UNKNOWN_ERROR', 'An unknown error has occurred.'),
  503: envelope('SERVICE_UNAVAILABLE', 'The service is unavailable. Try again later.')
}
const common = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff'
}

function rawReply (status: number, phrase: string): string {
  const body = JSON.stringify(bodies[status])
  return `HTTP/1.1 ${status} ${phrase}\r\n` +
    'content-type: application/json; charset=utf-8\r\n' +
    `content-length: ${Buffer.byteLength(body)}\r\n` +
    'cache-control: no-store\r\nx-content-type-options: nosniff\r\ndate: now\r\nconnection: close\r\n\r\n' + body
}

const withoutDate = (text: string) => text.replaceAll(/date: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/gi, 'date: now')

const asyncConstraint = {
  name: 'tenant',
  storage () {
    const routes = new Map<unknown, unknown>()
    return { get: (key: unknown) => routes.get(key) ?? null, set: (key: unknown, value: unknown) => { routes.set(key, value) } }
  },
  validate: () => true,
  deriveConstraint: (_request: unknown, _context: unknown, done: (error: Error | null) => void) => { done(new Error('secret')) }
} as never

t.test('serverOptions', async (t) => {
  t.test('refuses an option that means nothing before a route is found', async (t) => {
    t.throws(() => serverOptions({ mappers: [] } as never), { code: 'FST_ERR_REPLIES_UNKNOWN_OPTION', message: "'mappers' is not an option of fastify-error-replies, its options are format, negotiate, problem, description, phrases, languages, defaultLanguage, language, requestId, traceId, debug, log, allErrors" })
    t.throws(() => serverOptions(null as never), { code: 'FST_ERR_REPLIES_INVALID_OPTION', message: "the option should be an object, instead got 'null'" })
    t.throws(() => serverOptions({ format: 'no' as never }), { code: 'FST_ERR_REPLIES_INVALID_OPTION' })
  })

  t.test('fits every constructor', async (t) => {
    for (const fastify of [Fastify({ ...serverOptions() }), Fastify({ http2: true, ...serverOptions() }), Fastify({ https: {}, ...serverOptions() }), Fastify({ http2: true, https: {}, ...serverOptions() })]) {
      t.teardown(() => (fastify as unknown as FastifyInstance).close())
      t.ok(fastify.server)
    }
  })
})

t.test('allErrors', async (t) => {
  t.throws(() => serverOptions({ allErrors: 1 } as never), { code: 'FST_ERR_REPLIES_INVALID_OPTION' })
  t.notOk('ajv' in serverOptions())
  t.notOk('ajv' in serverOptions({ allErrors: false }))

  const fastify = Fastify({ ...serverOptions({ allErrors: true, format: 'problem' }) })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, { validation: { maxIssues: 3 } })
  fastify.get('/', { schema: { querystring: { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'integer', minimum: 2 } } } } }, async () => 'never')
  fastify.get('/many', { schema: { querystring: { type: 'object', additionalProperties: { type: 'integer' } } } }, async () => 'never')
  t.same((await fastify.inject('/?a=x&b=1')).json().error.detail.issues.map(({ path }: { path: string }) => path), ['a', 'b'])
  t.equal((await fastify.inject('/many?a=x&b=x&c=x&d=x')).json().error.detail.issues.length, 3, 'at most maxIssues')
})

t.test('frameworkErrors', async (t) => {
  const table: Record<string, { url: string, status: number, constraints?: object, skip?: string | false }> = {
    'a malformed escape': { url: '/secret%zz', status: 400 },
    'an escape that is not UTF-8': { url: '/secret%ff', status: 400 },
    'a parameter that is too long': { url: `/p/${'secret'.repeat(20)}`, status: 414, skip: skipWithout('an error for parameters that are too long') },
    'an asynchronous constraint that fails': { url: '/secret', status: 500, constraints: { tenant: asyncConstraint } }
  }
  for (const [name, { url, status, constraints, skip = false }] of Object.entries(table)) {
    for (const registered of [true, false]) {
      t.test(`${name} is ${status} ${registered ? 'with' : 'without'} the plugin`, { skip }, async (t) => {
        const lines: Line[] = []
        const fastify = Fastify({ ...serverOptions(), logger: logInto(lines), ...(constraints && { constraints }) } as object)
        t.teardown(() => fastify.close())
        if (registered) await fastify.register(errorsPlugin)
        fastify.get('/p/:name', async () => 'ok')
        fastify.post('/secret', constraints ? { constraints: { tenant: 'a' } } as never : {}, async () => 'ok')
        const response = await fastify.inject(url)
        t.equal(response.statusCode, status)
        t.same(response.json(), bodies[status])
        t.match(response.headers, { ...common, 'content-length': String(response.rawPayload.length) })
        t.notMatch(JSON.stringify(response.headers) + response.body, /secret|FST_/)
        t.equal(lines.filter(({ err }) => err !== undefined).length, 1)
      })
    }
  }

  t.test('a HEAD request gets no body', async (t) => {
    const fastify = Fastify({ ...serverOptions() })
    fastify.get('/', async () => 'ok')
    const port = await listen(t, fastify)
    const text = await exchange(t, port, 'HEAD /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    t.match(text, /^HTTP\/1\.1 400 Bad Request\r\n[^]*\r\n\r\n$/)
  })

  t.test('follows the options of the plugin on the root instance', async (t) => {
    const fastify = Fastify({ ...serverOptions() })
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin, { debug: true })
    fastify.get('/', async () => 'ok')
    t.match((await fastify.inject('/%zz')).json().debug, { name: 'FastifyError', causes: [] })
  })

  t.test('follows its own where the plugin is elsewhere', async (t) => {
    const fastify = Fastify({ ...serverOptions({ debug: true }) })
    t.teardown(() => fastify.close())
    await fastify.register(async (child) => { await child.register(errorsPlugin) }, { prefix: '/child' })
    fastify.get('/', async () => 'ok')
    t.match((await fastify.inject('/%zz')).json().debug, { name: 'FastifyError', causes: [] })
  })

  t.test('outlives what an application brings', async (t) => {
    const fastify = Fastify({
      ...serverOptions(),
      logger: deafLogger
    })
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin, {
      mappers: [(_error, request) => (request.params as { id: never }).id],
      debug: (request) => (request.params as { id: boolean }).id,
      log: (_error, request) => (request.params as { id: never }).id
    })
    fastify.get('/', async () => 'ok')
    const response = await fastify.inject('/%zz')
    t.equal(response.statusCode, 400)
    t.same(response.json(), bodies[400])
  })

  t.test('outlives a response that throws, which ends the connection', async (t) => {
    class HostileResponse extends ServerResponse {
      constructor (request: IncomingMessage) {
        super(request)
        if (request.url !== '/%zz') return
        Object.defineProperty(this, 'headersSent', { get () { throw new Error('headersSent') } })
        this.writeHead = () => { throw new Error('writeHead') }
      }
    }
    const fastify = Fastify({ ...serverOptions(), http: { ServerResponse: HostileResponse as never } })
    fastify.get('/', async () => 'ok')
    const port = await listen(t, fastify)
    t.equal(await exchange(t, port, 'GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n'), '')
    t.match(await exchange(t, port, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 200 [^]*ok$/)
  })

  t.test('sends replies over HTTP/2', async (t) => {
    const fastify = Fastify({ http2: true, ...serverOptions() })
    await fastify.register(errorsPlugin)
    const session = openSession(t, await listen(t, fastify))
    const { headers, body } = await request2(session, { ':path': '/%zz' })
    t.match(headers, { ':status': 400, ...common })
    t.same(JSON.parse(body), bodies[400])
  })
})

t.test('clientErrorHandler', async (t) => {
  const chunked = 'POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n'
  const table: Record<string, { message: string, status: number, phrase: string, reason: string }> = {
    'a message that is not HTTP': { message: 'secret\r\n\r\n', status: 400, phrase: 'Bad Request', reason: 'HPE_INVALID_METHOD' },
    'a TLS handshake': { message: '\x16\x03\x01\x02\x00\x01', status: 400, phrase: 'Bad Request', reason: 'HPE_INVALID_METHOD' },
    'an invalid header': { message: 'GET / HTTP/1.1\r\nHost: a\r\nse cret: 1\r\n\r\n', status: 400, phrase: 'Bad Request', reason: 'HPE_INVALID_HEADER_TOKEN' },
    'a header that is too large': { message: `GET / HTTP/1.1\r\nHost: a\r\nsecret: ${'x'.repeat(70_000)}\r\n\r\n`, status: 431, phrase: 'Request Header Fields Too Large', reason: 'HPE_HEADER_OVERFLOW' },
    'an invalid chunk size': { message: `${chunked}secret\r\n`, status: 400, phrase: 'Bad Request', reason: 'HPE_INVALID_CHUNK_SIZE' },
    'chunk extensions that are too large': { message: `${chunked}1;${'x'.repeat(20_000)}\r\n`, status: 413, phrase: 'Content Too Large', reason: 'HPE_CHUNK_EXTENSIONS_OVERFLOW' },
    'a request that does not arrive in time': { message: 'GET / HTTP/1.1\r\nHost: a\r\nsecret:', status: 408, phrase: 'Request Timeout', reason: 'ERR_HTTP_REQUEST_TIMEOUT' },
    'a body that does not arrive in time': { message: 'POST /body HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"secret', status: 408, phrase: 'Request Timeout', reason: 'ERR_HTTP_REQUEST_TIMEOUT' }
  }
  for (const [name, { message, status, phrase, reason }] of Object.entries(table)) {
    for (const registered of [true, false]) {
      t.test(`${name} is ${status} ${registered ? 'with' : 'without'} the plugin`, async (t) => {
        const lines: Line[] = []
        const fastify = Fastify({
          ...serverOptions(),
          logger: logInto(lines),
          ...(status === 408 ? { requestTimeout: 100, http: { connectionsCheckingInterval: 20, headersTimeout: 100 } } : undefined)
        })
        if (registered) await fastify.register(errorsPlugin)
        fastify.post('/body', async () => 'ok')
        fastify.get('/', async () => 'ok')
        const port = await listen(t, fastify)
        t.equal(withoutDate(await exchange(t, port, message)), rawReply(status, phrase))
        t.match(lines.filter((line) => line.reason !== undefined), [
          { level: 30, err: { type: 'ErrorReply', code: (bodies[status] as { error: { code: string } }).error.code, statusCode: status }, reason }
        ])
        t.notMatch(JSON.stringify(lines), /secret|rawPacket/)
        t.equal((await fastify.inject('/')).body, 'ok', 'the server still answers')
      })
    }
  }

  t.test('content-length counts bytes', async (t) => {
    const { headers, body } = buildRaw(errors.badRequest('Größe — 尺寸 😀'), { thrown: undefined, log: Fastify().log }, resolveOptions())
    t.equal(headers['content-length'], String(Buffer.from(body).length))
    t.not(headers['content-length'], String(body.length))
    t.equal(JSON.parse(body).error.message, 'Größe — 尺寸 😀')
  })

  t.test('a log function that needs a request does not cost the reply', async (t) => {
    const lines: Line[] = []
    const fastify = Fastify({ ...serverOptions(), logger: logInto(lines) })
    await fastify.register(errorsPlugin, { log: (_error, request) => request.url === '/' ? 'debug' : 'error' })
    t.equal(withoutDate(await exchange(t, await listen(t, fastify), 'secret\r\n\r\n')), rawReply(400, 'Bad Request'))
    t.match(lines.filter(({ reason }) => reason !== undefined), [{ level: 30 }])
  })

  t.test('a format that cannot do without a request does not cost the reply', async (t) => {
    const lines: Line[] = []
    const format = defineFormat({ name: 'needy', contentType: 'text/plain', body: (_error, { request }) => (request as FastifyRequest).url, serialize: String })
    const fastify = Fastify({ ...serverOptions(), logger: logInto(lines) })
    await fastify.register(errorsPlugin, { format })
    const port = await listen(t, fastify)
    t.equal(withoutDate(await exchange(t, port, 'secret\r\n\r\n')), rawReply(400, 'Bad Request'))
    t.match(await exchange(t, port, 'GET / HTTP/1.1\r\nHost: a\r\nExpect: secret\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 417 [^]*EXPECTATION_FAILED/)
    t.equal(lines.filter(({ msg }) => msg === "fastify-error-replies: body of format 'needy' failed").length, 1)
  })

  t.test('a logger that throws costs neither the reply nor the server', async (t) => {
    const fastify = Fastify({ ...serverOptions(), logger: deafLogger })
    const port = await listen(t, fastify)
    for (let time = 0; time < 2; time++) t.equal(withoutDate(await exchange(t, port, 'secret\r\n\r\n')), rawReply(400, 'Bad Request'))
  })

  t.test('a logger and a format that throw cost neither the reply nor the server', async (t) => {
    const format = defineFormat({ name: 'needy', contentType: 'text/plain', body: (_error, { request }) => (request as FastifyRequest).url, serialize: String })
    const fastify = Fastify({ ...serverOptions(), logger: deafLogger })
    await fastify.register(errorsPlugin, { format })
    const port = await listen(t, fastify)
    t.equal(withoutDate(await exchange(t, port, 'secret\r\n\r\n')), rawReply(400, 'Bad Request'))
    t.match(await exchange(t, port, 'GET / HTTP/1.1\r\nHost: a\r\nExpect: secret\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 417 [^]*EXPECTATION_FAILED/)
    t.match(await exchange(t, port, 'GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 404 [^]*\/a$/)
  })

  t.test('a socket and a response that throw end the connection, not the server', async (t) => {
    class HostileResponse extends ServerResponse {
      constructor (request: IncomingMessage) {
        super(request)
        if (request.headers.expect !== undefined) this.writeHead = () => { throw new Error('writeHead') }
      }
    }
    const fastify = Fastify({ ...serverOptions(), http: { ServerResponse: HostileResponse as never } })
    await fastify.register(errorsPlugin)
    fastify.get('/', async ({ raw }) => {
      raw.socket.end = () => { throw new Error('end') }
      return 'fine'
    })
    const port = await listen(t, fastify)
    const { socket, received, closed } = open(t, port)
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await waitFor(() => received().endsWith('fine'))
    socket.write('secret\r\n\r\n')
    t.match(await closed, /fine$/)
    t.equal(await exchange(t, port, 'GET / HTTP/1.1\r\nHost: a\r\nExpect: secret\r\n\r\n'), '')
    t.match(await exchange(t, port, 'GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 404 /)
  })

  t.test('a connection that a handler has ended is closed without a word', async (t) => {
    const lines: Line[] = []
    const fastify = Fastify({ ...serverOptions(), logger: logInto(lines) })
    fastify.get('/', ({ raw }, reply) => {
      reply.hijack()
      raw.socket.end('HTTP/1.1 200 OK\r\n\r\nbye')
    })
    const port = await listen(t, fastify)
    const accepted = once(fastify.server, 'connection') as Promise<[Socket]>
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    t.teardown(() => socket.destroy())
    let text = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => { text += chunk }).on('error', () => {})
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    const [server] = await accepted
    await once(socket, 'end')
    t.equal(server.destroyed, false)
    socket.write('secret\r\n\r\n')
    await once(server, 'close')
    t.equal(text, 'HTTP/1.1 200 OK\r\n\r\nbye')
    t.same(lines.filter(({ reason }) => reason !== undefined), [])
  })

  t.test('level silent logs nothing', async (t) => {
    const lines: Line[] = []
    const fastify = Fastify({ ...serverOptions({ log: { '4xx': 'silent' } }), logger: logInto(lines) })
    t.equal(withoutDate(await exchange(t, await listen(t, fastify), 'secret\r\n\r\n')), rawReply(400, 'Bad Request'))
    t.same(lines.filter(({ reason }) => reason !== undefined), [])
  })

  t.test('a client that sends on gets the reply, and the connection is closed', async (t) => {
    const fastify = Fastify({ ...serverOptions() })
    const { socket, received, closed } = open(t, await listen(t, fastify))
    const start = Date.now()
    socket.write('secret\r\n\r\n')
    const timer = setInterval(() => socket.write('more and more'), 20)
    t.teardown(() => clearInterval(timer))
    await waitFor(() => received() !== '')
    clearInterval(timer)
    t.equal(withoutDate(await closed), rawReply(400, 'Bad Request'))
    t.ok(Date.now() - start < 5000)
  })

  t.test('one bad connection is logged once, however much comes', async (t) => {
    const lines: Line[] = []
    const fastify = Fastify({ ...serverOptions(), logger: logInto(lines) })
    const { socket, closed } = open(t, await listen(t, fastify))
    for (let i = 0; i < 5; i++) {
      socket.write('secret\r\n\r\n')
      await sleep(10)
    }
    await closed
    t.equal(lines.filter(({ reason }) => reason !== undefined).length, 1)
  })

  t.test('a reset gets nothing and is not logged', async (t) => {
    const lines: Line[] = []
    const fastify = Fastify({ ...serverOptions(), logger: logInto(lines) })
    const { socket, server, closed } = await openBoth(t, fastify)
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n')
    // A reset that comes in one read with bytes is the end of the connection to Node, not an error
    await waitFor(() => server.bytesRead > 0)
    socket.resetAndDestroy()
    await closed
    t.same(lines.filter(({ reason, err }) => reason !== undefined || err !== undefined), [])
  })

  t.test('a reset right after half a header breaks nothing', async (t) => {
    const lines: Line[] = []
    const fastify = Fastify({ ...serverOptions(), logger: logInto(lines) })
    const { port, socket, closed } = await openBoth(t, fastify)
    socket.write('POST / HTTP/1.1\r\nHost: a\r\n')
    socket.resetAndDestroy()
    await closed
    // Whether Node sees the reset or only that the request ends early depends on what one read brings
    const reasons = lines.map(({ reason }) => reason).filter((reason) => reason !== undefined)
    t.ok(reasons.length === 0 || reasons.join() === 'HPE_INVALID_EOF_STATE', reasons.join())
    t.match(await exchange(t, port, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 404 /)
  })

  t.test('behind a request that is being handled it waits its turn', async (t) => {
    const fastify = Fastify({ ...serverOptions() })
    await fastify.register(errorsPlugin)
    const releases: ((value: string) => void)[] = []
    fastify.get('/slow', () => new Promise<string>((resolve) => { releases.push(resolve) }))
    const { socket, received, closed } = open(t, await listen(t, fastify))
    socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\nsecret\r\n\r\n')
    await waitFor(() => releases.length > 0)
    await sleep(50)
    t.equal(received(), '')
    releases[0]?.('first')
    const text = withoutDate(await closed)
    t.match(text, /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nfirst/)
    t.equal(text.slice(text.indexOf('first') + 5), rawReply(400, 'Bad Request'))
  })

  t.test('behind two requests it waits for both', async (t) => {
    const fastify = Fastify({ ...serverOptions() })
    await fastify.register(errorsPlugin)
    fastify.get('/:name', async (request) => { await sleep(30); return (request.params as { name: string }).name })
    const text = withoutDate(await exchange(t, await listen(t, fastify), 'GET /first HTTP/1.1\r\nHost: a\r\n\r\nGET /second HTTP/1.1\r\nHost: a\r\n\r\nsecret\r\n\r\n'))
    t.match(text, /^HTTP\/1\.1 200 [^]*\r\n\r\nfirstHTTP\/1\.1 200 [^]*\r\n\r\nsecond/)
    t.equal(text.slice(text.indexOf('second') + 6), rawReply(400, 'Bad Request'))
  })

  t.test('behind a reply that closes the connection it says nothing', async (t) => {
    const fastify = Fastify({ ...serverOptions() })
    await fastify.register(errorsPlugin)
    fastify.get('/', async (_request, reply) => { await sleep(30); reply.header('connection', 'close'); return 'first' })
    const text = await exchange(t, await listen(t, fastify), 'GET / HTTP/1.1\r\nHost: a\r\n\r\nsecret\r\n\r\n')
    t.match(text, /^HTTP\/1\.1 200 [^]*\r\n\r\nfirst$/)
  })

  t.test('into a response that has begun nothing is written', async (t) => {
    const fastify = Fastify({ ...serverOptions() })
    await fastify.register(errorsPlugin)
    fastify.addContentTypeParser('*', (_request, _payload, done) => { done(null) })
    fastify.post('/', (_request, reply) => {
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': 'text/plain' })
      reply.raw.write('begun')
    })
    const { socket, received, closed } = open(t, await listen(t, fastify))
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n')
    await waitFor(() => received().includes('begun'))
    socket.write('secret\r\n')
    t.match(await closed, /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n5\r\nbegun\r\n$/)
  })
})

t.test('a request that comes while the server closes', async (t) => {
  const drain = async (t: Test, fastify: FastifyInstance, path: string) => {
    let release: (value: string) => void = () => {}
    let started = false
    fastify.get('/slow', () => new Promise((resolve) => { started = true; release = resolve }))
    const { socket, closed } = open(t, await listen(t, fastify))
    socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
    await waitFor(() => started)
    const arrived = once(fastify.server, 'request')
    const closing = fastify.close()
    await waitFor(() => !fastify.server.listening)
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`)
    await arrived
    await sleep(30) // it is handled
    release('first')
    const text = await closed
    await closing
    return text.slice(text.indexOf('first') + 5)
  }
  const parse = (text: string) => {
    const [head, body] = text.split('\r\n\r\n') as [string, string]
    const [status, ...lines] = head.split('\r\n')
    const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]))
    return { status, headers, body: JSON.parse(body) }
  }

  for (const path of ['/', '/unknown', '/child']) {
    t.test(`${path} is 503`, async (t) => {
      const fastify = Fastify({ ...serverOptions() })
      await fastify.register(errorsPlugin)
      let ran = false
      fastify.get('/', async () => { ran = true })
      await fastify.register(async (child) => { child.get('/child', async () => { ran = true }) })
      const { status, headers, body } = parse(await drain(t, fastify, path))
      t.equal(status, 'HTTP/1.1 503 Service Unavailable')
      t.match(headers, { ...common, connection: 'close' })
      t.same(body, bodies[503])
      t.equal(ran, false)
    })
  }

  t.test('reaches the hooks of the application', async (t) => {
    const fastify = Fastify({ ...serverOptions() })
    fastify.addHook('onSend', async (_request, reply) => { reply.header('x-trace', '1') })
    await fastify.register(errorsPlugin)
    t.match(parse(await drain(t, fastify, '/')).headers, { 'x-trace': '1' })
  })

  t.test("without serverOptions is Fastify's", async (t) => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    t.same(parse(await drain(t, fastify, '/')).body, { error: 'Service Unavailable', message: 'Service Unavailable', statusCode: 503 })
  })

  t.test('is 503 over HTTP/2', { skip: skipWhereGoneAway }, async (t) => {
    const fastify = Fastify({ http2: true, ...serverOptions() })
    await fastify.register(errorsPlugin)
    let release: (value: string) => void = () => {}
    let started = false
    fastify.get('/slow', () => new Promise((resolve) => { started = true; release = resolve }))
    fastify.get('/', async () => 'ok')
    const session = openSession(t, await listen(t, fastify))
    const first = request2(session, { ':path': '/slow' })
    await waitFor(() => started)
    const closing = fastify.close()
    await waitFor(() => !fastify.server.listening)
    const { headers, body } = await request2(session, { ':path': '/' })
    release('first')
    t.equal((await first).body, 'first')
    session.close()
    await closing
    t.match(headers, { ':status': 503, ...common })
    t.same(JSON.parse(body), bodies[503])
  })
})

t.test('an expectation other than 100-continue', async (t) => {
  const message = 'POST / HTTP/1.1\r\nHost: a\r\nExpect: secret\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'

  t.test('is 417', async (t) => {
    const lines: Line[] = []
    const fastify = Fastify({ logger: logInto(lines) })
    await fastify.register(errorsPlugin)
    fastify.post('/', async () => 'ok')
    const text = await exchange(t, await listen(t, fastify), message)
    const [head, body] = text.split('\r\n\r\n') as [string, string]
    t.match(head, /^HTTP\/1\.1 417 Expectation Failed\r\ncontent-type: application\/json; charset=utf-8\r\ncontent-length: \d+\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n/)
    t.same(JSON.parse(body), bodies[417])
    t.equal(lines.filter(({ err }) => err !== undefined).length, 1)
  })

  t.test('is 417 over HTTP/2', async (t) => {
    const fastify = Fastify({ http2: true })
    await fastify.register(errorsPlugin)
    const session = openSession(t, await listen(t, fastify))
    const { headers, body } = await request2(session, { ':path': '/', expect: 'secret' })
    t.match(headers, { ':status': 417, ...common })
    t.same(JSON.parse(body), bodies[417])
  })

  for (const when of ['before', 'after']) {
    t.test(`is left to a listener of the application set ${when} the plugin`, async (t) => {
      const fastify = Fastify()
      const listener = () => {
        fastify.server.on('checkExpectation', (_request, response) => { response.writeHead(418, { connection: 'close' }).end('own') })
      }
      if (when === 'before') listener()
      await fastify.register(errorsPlugin)
      if (when === 'after') listener()
      t.match(await exchange(t, await listen(t, fastify), message), /^HTTP\/1\.1 418 [^]*own/)
    })
  }

  t.test("stays Node's where the plugin is in a child context", async (t) => {
    const fastify = Fastify()
    await fastify.register(async (child) => { await child.register(errorsPlugin) })
    t.match(await exchange(t, await listen(t, fastify), message), /^HTTP\/1\.1 417 Expectation Failed\r\n(?!.*json)/)
  })

  t.test('100-continue is accepted', async (t) => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    fastify.post('/', async () => { throw errors.gone() })
    t.match(await exchange(t, await listen(t, fastify), message.replace('secret', '100-continue')), /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 410 Gone/)
  })
})

t.test('the boot line', async (t) => {
  const boot = async (t: Test, options: object, level = 'debug') => {
    const lines: Line[] = []
    const fastify = Fastify({ ...options, logger: logInto(lines, level) }) as FastifyInstance
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    await fastify.register(async (child) => { await child.register(errorsPlugin, { debug: true }) }, { prefix: '/child' })
    await fastify.ready()
    return lines.filter(({ msg }) => msg.startsWith('fastify-error-replies'))
  }

  t.test("says once what stays Fastify's", async (t) => {
    t.match(await boot(t, {}), [{
      level: 20,
      msg: 'fastify-error-replies does not handle malformed URLs, over-long parameters and asynchronous constraints (frameworkErrors), ' +
        'malformed HTTP, request timeouts and header overflows (clientErrorHandler), requests while the server closes (return503OnClosing): ' +
        'these belong to the constructor, see serverOptions()'
    }])
  })

  t.test('says it of what the application took back', async (t) => {
    t.match(await boot(t, { ...serverOptions(), clientErrorHandler () {} }), [{
      msg: 'fastify-error-replies does not handle malformed HTTP, request timeouts and header overflows (clientErrorHandler): these belong to the constructor, see serverOptions()'
    }])
  })

  t.test('says nothing with serverOptions, or above debug', async (t) => {
    t.same(await boot(t, serverOptions()), [])
    t.same(await boot(t, {}, 'info'), [])
  })
})

function openSession (t: Test, port: number): ClientHttp2Session {
  const session = connectHttp2(`http://127.0.0.1:${port}`)
  session.on('error', () => {})
  t.teardown(() => session.destroy())
  return session
}

async function request2 (session: ClientHttp2Session, headers: OutgoingHttpHeaders) {
  const stream = session.request(headers)
  const response = once(stream, 'response')
  let body = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => { body += chunk })
  const ended = once(stream, 'end')
  stream.end()
  const [received] = await response as [Record<string, unknown>]
  await ended
  return { headers: received, body }
}
