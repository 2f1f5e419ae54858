import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { get as httpGet } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { SpanStatusCode } from '@opentelemetry/api'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { defineFormat, errors, serverOptions, type ErrorReplyMessage } from '../../lib/index.js'
import { abort } from '../../lib/mappers/index.js'
import multi from '../../lib/multi/index.js'
import { sendBothWays } from '../support/send-request.js'
import { readCodeBlocks } from '../support/markdown.js'
import { root } from '../support/root.js'
import { buildServer } from '../support/snippets.js'
import { exporter } from '../support/tracing.js'

const CHANNEL = 'fastify-error-replies.reply'

function collect (t: Test): ErrorReplyMessage[] {
  const messages: ErrorReplyMessage[] = []
  const listener = (message: unknown) => { messages.push(message as ErrorReplyMessage) }
  subscribe(CHANNEL, listener)
  t.teardown(() => unsubscribe(CHANNEL, listener))
  return messages
}

/** What has been published since, without the objects that only their own test looks at. */
function take (messages: ErrorReplyMessage[]) {
  return messages.splice(0).map(({ statusCode, code, format, route }) => ({ statusCode, code, format, route }))
}

async function listen (t: Test, fastify: FastifyInstance<any, any, any>): Promise<number> {
  t.teardown(() => fastify.close())
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  return (fastify.server.address() as AddressInfo).port
}

function exchange (port: number, message: string): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => { socket.write(message) })
    socket.setEncoding('latin1').on('data', (chunk: string) => { text += chunk }).on('error', () => {}).once('close', () => { resolve(text) })
  })
}

const unknownError = (route?: string) => ({ statusCode: 500, code: 'UNKNOWN_ERROR', format: 'envelope', route })

t.test('the channel', async t => {
  t.test('has only what was thrown, the request and what is sent', async t => {
    const messages = collect(t)
    const fastify = Fastify()
    const broken = new Error('inner')
    const seen: FastifyRequest[] = []
    await fastify.register(errorsPlugin)
    fastify.addHook('onRequest', async (request) => { seen.push(request) })
    fastify.get('/documents/:id', async () => { throw broken })
    await fastify.inject('/documents/1')
    t.equal(messages.length, 1)
    t.strictSame(Object.keys(messages[0] as object), ['statusCode', 'code', 'format', 'route', 'error', 'request'])
    t.equal(messages[0]?.error, broken)
    t.equal(messages[0]?.request, seen[0])
    t.strictSame(take(messages), [unknownError('/documents/:id')])
  })

  t.test('has one message per reply, from any source', async t => {
    const messages = collect(t)
    const fastify = Fastify({ ajv: { customOptions: { allErrors: true } } })
    const row = Object.assign(new Error('row 7'), { code: 'E_ROW' })
    await fastify.register(errorsPlugin, { mappers: [(error) => error === row ? errors.conflict('Taken.') : undefined] })
    fastify.get('/fine', async () => 'fine')
    fastify.get('/helper', (_request, reply) => reply.gone())
    fastify.get('/mapped', async () => { throw row })
    fastify.get('/null', async () => { throw null }) // eslint-disable-line no-throw-literal
    fastify.get('/oauth', (_request, reply) => reply.oauthError('invalid_grant'))
    fastify.get('/redirect', (_request, reply) => reply.oauthRedirect('https://client.example/cb', 'access_denied'))
    fastify.get('/away', (_request, reply) => { reply.callNotFound() })
    fastify.post('/form', { schema: { body: { type: 'object', required: ['a', 'b'] } } }, async () => 'never')
    fastify.register(async (child) => {
      await child.register(errorsPlugin, { format: 'fields' })
      child.get('/:id', (_request, reply) => reply.forbidden())
    }, { prefix: '/child' })
    const ask = async (method: string, url: string, body?: unknown, headers = {}) => {
      await sendBothWays(fastify, { method, url, body, headers })
      const [first, second, ...more] = take(messages)
      t.strictSame([second, more], [first, []], url)
      return first
    }
    t.teardown(() => fastify.close())
    t.equal(await ask('GET', '/fine'), undefined)
    t.strictSame(await ask('GET', '/helper'), { statusCode: 410, code: 'GONE', format: 'envelope', route: '/helper' })
    t.strictSame(await ask('GET', '/helper', undefined, { accept: 'application/problem+json' }), { statusCode: 410, code: 'GONE', format: 'problem', route: '/helper' })
    t.strictSame(await ask('GET', '/null'), unknownError('/null'))
    t.strictSame(await ask('GET', '/oauth'), { statusCode: 400, code: 'INVALID_GRANT', format: 'oauth2', route: '/oauth' })
    t.strictSame(await ask('GET', '/redirect'), { statusCode: 303, code: 'ACCESS_DENIED', format: 'oauth2', route: '/redirect' })
    t.strictSame(await ask('GET', '/nowhere'), { statusCode: 404, code: 'NOT_FOUND', format: 'envelope', route: undefined })
    t.strictSame(await ask('GET', '/away'), { statusCode: 404, code: 'NOT_FOUND', format: 'envelope', route: undefined })
    t.strictSame(await ask('DELETE', '/helper'), { statusCode: 405, code: 'INVALID_REQUEST_METHOD', format: 'envelope', route: undefined })
    t.strictSame(await ask('POST', '/form', {}), { statusCode: 400, code: 'INVALID_BODY', format: 'envelope', route: '/form' })
    t.strictSame(await ask('POST', '/form', '{'), { statusCode: 400, code: 'INVALID_REQUEST', format: 'envelope', route: '/form' })
    t.strictSame(await ask('GET', '/child/7'), { statusCode: 403, code: 'FORBIDDEN', format: 'fields', route: '/child/:id' })
    await fastify.inject('/mapped')
    t.equal(messages[0]?.error, row, 'the original, not what a mapper made of it')
    t.strictSame(take(messages), [{ statusCode: 409, code: 'CONFLICT', format: 'envelope', route: '/mapped' }])
  })

  t.test('includes errors before a route is found', async t => {
    const messages = collect(t)
    const fastify = Fastify({ ...serverOptions() })
    await fastify.register(errorsPlugin)
    fastify.post('/body', async () => 'never')
    fastify.get('/', async () => 'never')
    const port = await listen(t, fastify)

    await fastify.inject('/%zz')
    t.match(messages[0], { error: { code: 'FST_ERR_BAD_URL' }, request: { url: '/%zz' } })
    t.strictSame(take(messages), [{ statusCode: 400, code: 'INVALID_REQUEST', format: 'envelope', route: undefined }])

    t.match(await exchange(port, 'no http\r\n\r\n'), /^HTTP\/1\.1 400 /)
    t.match(messages[0], { error: { code: 'HPE_INVALID_METHOD' }, request: undefined })
    t.strictSame(take(messages), [{ statusCode: 400, code: 'INVALID_REQUEST', format: 'envelope', route: undefined }])

    // Fastify has this request already and sees it break off: that is not a second reply
    t.match(await exchange(port, 'POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\nno chunk\r\n'), /^HTTP\/1\.1 400 /)
    await sleep(20)
    t.strictSame(take(messages), [{ statusCode: 400, code: 'INVALID_REQUEST', format: 'envelope', route: undefined }])

    t.match(await exchange(port, 'GET / HTTP/1.1\r\nHost: a\r\nExpect: more\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 417 /)
    t.equal(messages[0]?.request, undefined)
    t.strictSame(take(messages), [{ statusCode: 417, code: 'EXPECTATION_FAILED', format: 'envelope', route: undefined }])
  })

  t.test('includes requests that come while the server closes', async t => {
    const messages = collect(t)
    const fastify = Fastify({ ...serverOptions() })
    await fastify.register(errorsPlugin)
    fastify.get('/', async () => 'ok')
    let release = () => {}
    const started = new Promise<void>((resolve) => {
      fastify.get('/slow', async () => {
        resolve()
        await new Promise<void>((resolve) => { release = resolve })
        return 'done'
      })
    })
    const port = await listen(t, fastify)
    const socket = connect(port, '127.0.0.1', () => { socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n') })
    const closed = new Promise((resolve) => { socket.resume().on('error', () => {}).once('close', resolve) })
    await started
    const arrived = once(fastify.server, 'request')
    const closing = fastify.close()
    while (fastify.server.listening) await sleep(5)
    socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
    await arrived
    await sleep(20) // it is handled
    release()
    await Promise.all([closed, closing])
    t.strictSame(take(messages), [{ statusCode: 503, code: 'SERVICE_UNAVAILABLE', format: 'envelope', route: '/slow' }])
  })

  t.test('has one message for a reply whose onSend hook keeps failing', async t => {
    const messages = collect(t)
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    fastify.get('/', { onSend: async () => { throw new Error('hook') } }, (_request, reply) => reply.conflict('Taken.'))
    t.equal((await fastify.inject('/')).statusCode, 409)
    t.strictSame(take(messages), [{ statusCode: 409, code: 'CONFLICT', format: 'envelope', route: '/' }])
  })

  t.test('includes the last resort', async t => {
    const messages = collect(t)
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { format: 'problem' })
    const thrown = errors.conflict('Taken.')
    fastify.get('/before', async (_request, reply) => {
      reply.header = () => { throw new Error('no headers') }
      throw thrown
    })
    fastify.get('/after', async (_request, reply) => {
      const { send } = reply
      reply.send = function (payload) {
        if (typeof payload === 'string') throw new Error('no texts')
        return send.call(this, payload)
      }
      throw thrown
    })
    const { statusCode, body } = await fastify.inject('/before')
    t.equal(statusCode, 500)
    t.equal(body, '{"title":"Internal Server Error","status":500,"detail":"An unknown error has occurred.","code":"UNKNOWN_ERROR"}')
    t.equal(messages[0]?.error, thrown)
    t.strictSame(take(messages), [{ statusCode: 500, code: 'UNKNOWN_ERROR', format: 'problem', route: '/before' }])
    t.equal((await fastify.inject('/after')).body, body)
    t.strictSame(take(messages), [{ statusCode: 409, code: 'CONFLICT', format: 'problem', route: '/after' }], 'once, before it came to that')
  })

  t.test('has the format that is sent in place of one that throws', async t => {
    const messages = collect(t)
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { format: defineFormat({ name: 'broken', contentType: 'text/plain', body: () => { throw new Error('body') }, serialize: String }) })
    t.equal((await fastify.inject('/')).json().error.code, 'NOT_FOUND')
    t.strictSame(take(messages), [{ statusCode: 404, code: 'NOT_FOUND', format: 'envelope', route: undefined }])
  })

  t.test('has the error that replaces an undeclared one', async t => {
    const messages = collect(t)
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { strictErrors: 'error' })
    fastify.get('/', { errors: [] }, (_request, reply) => reply.gone())
    await fastify.inject('/')
    t.match(messages[0]?.error, { code: 'FST_ERR_REPLIES_UNDECLARED', cause: { code: 'GONE' } })
    t.strictSame(take(messages), [unknownError('/')])
  })

  t.test('includes every part of a batch', async t => {
    const messages = collect(t)
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    await fastify.register(multi, { timeout: 150 })
    fastify.get('/gone/:id', (_request, reply) => reply.gone())
    fastify.get('/fine', async () => 'fine')
    let fail = () => {}
    fastify.get('/late', () => new Promise((_resolve, reject) => { fail = () => reject(new Error('too late')) }))
    const requests = ['/gone/1', '/fine', '/nowhere', '//nowhere', '/late'].map((resource) => ({ method: 'GET', resource }))
    const { result } = (await fastify.inject({ method: 'POST', url: '/multi', payload: { requests }, headers: { accept: 'application/problem+json' } })).json()
    fail()
    do await sleep(50); while (messages.length < 5)
    const statusCodes = result.map(({ responseCode }: { responseCode: number }) => responseCode)
    t.strictSame(statusCodes, [410, 200, 404, 400, 504])
    t.strictSame(messages.map(({ request }) => request?.url), ['/gone/1', '/nowhere', '/multi', '/multi', '/late'])
    t.strictSame(take(messages), [
      { statusCode: 410, code: 'GONE', format: 'problem', route: '/gone/:id' },
      { statusCode: 404, code: 'NOT_FOUND', format: 'problem', route: undefined },
      { statusCode: 400, code: 'INVALID_REQUEST', format: 'problem', route: '/multi' },
      { statusCode: 504, code: 'GATEWAY_TIMEOUT', format: 'problem', route: '/multi' },
      { statusCode: 500, code: 'UNKNOWN_ERROR', format: 'problem', route: '/late' }
    ], 'a part that fails after its time is a failure of its own')
  })

  t.test('has no message for an error without a reply', async t => {
    const messages = collect(t)
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { mappers: [abort] })
    fastify.get('/begun', async (_request, reply) => {
      reply.raw.writeHead(200)
      reply.raw.write('half')
      await sleep(10)
      throw new Error('too late')
    })
    const failed = new Promise<void>((resolve) => {
      fastify.get('/gone', async (request) => {
        request.raw.socket.destroy()
        await sleep(10)
        setImmediate(resolve)
        throw new DOMException('left', 'AbortError')
      })
    })
    const port = await listen(t, fastify)
    t.match(await exchange(port, 'GET /begun HTTP/1.1\r\nHost: a\r\n\r\n'), /half/)
    httpGet({ port, path: '/gone' }).on('error', () => {})
    await failed
    t.strictSame(take(messages), [])
  })

  t.test('may have a subscriber that throws', async t => {
    const failure = new Error('subscriber')
    const uncaught: unknown[] = []
    const listener = () => { throw failure }
    process.setUncaughtExceptionCaptureCallback((error) => { uncaught.push(error) })
    subscribe(CHANNEL, listener)
    t.teardown(() => {
      unsubscribe(CHANNEL, listener)
      process.setUncaughtExceptionCaptureCallback(null)
    })
    const messages = collect(t)
    const fastify = Fastify({ ...serverOptions() })
    await fastify.register(errorsPlugin)
    t.equal((await fastify.inject('/')).body, '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}')
    t.match(await exchange(await listen(t, fastify), 'no http\r\n\r\n'), /^HTTP\/1\.1 400 /)
    t.equal(messages.length, 2, 'the other subscribers get theirs')
    t.strictSame(uncaught, [failure, failure])
  })

  t.test('reads nothing of a request without a subscriber', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    let reads = 0
    fastify.addHook('onRequest', async (request) => {
      const { routeOptions } = request
      Object.defineProperty(request, 'routeOptions', { get: () => { reads++; return routeOptions } })
    })
    fastify.get('/', (_request, reply) => reply.gone())
    await fastify.inject('/')
    t.equal(reads, 0)
    const messages = collect(t)
    await fastify.inject('/')
    t.equal(reads, 1)
    t.equal(messages.length, 1)
  })
})

t.test('the recipe of the docs for OpenTelemetry', async t => {
  const page = await readFile(new URL('docs/observability.md', root), 'utf8')
  const block = readCodeBlocks(page).find(({ text }) => text.includes('@opentelemetry/api'))
  t.ok(block !== undefined && block.text.trim().split('\n').length <= 15)
  const fastify = await buildServer(t, block as NonNullable<typeof block>)
  fastify.get('/fine', async () => 'fine')
  fastify.get('/gone', (_request, reply) => reply.gone())
  fastify.get('/broken', async () => {
    await sleep(1)
    throw new TypeError('no such table')
  })
  fastify.get('/null', async () => { throw null }) // eslint-disable-line no-throw-literal
  fastify.get('/unavailable', (_request, reply) => reply.serviceUnavailable(5))
  fastify.get('/redirect', (_request, reply) => reply.oauthRedirect('https://client.example/cb', 'access_denied'))
  fastify.post('/form', { schema: { body: { type: 'object', required: ['a'] } } }, async () => 'never')
  t.teardown(() => fastify.close())

  const table: [string, string, unknown, string | undefined, SpanStatusCode, string[]][] = [
    ['GET', '/fine', undefined, undefined, SpanStatusCode.UNSET, []],
    ['GET', '/gone', undefined, 'GONE', SpanStatusCode.UNSET, []],
    ['GET', '/nowhere', undefined, 'NOT_FOUND', SpanStatusCode.UNSET, []],
    ['DELETE', '/fine', undefined, 'INVALID_REQUEST_METHOD', SpanStatusCode.UNSET, []],
    ['POST', '/form', {}, 'INVALID_BODY', SpanStatusCode.UNSET, []],
    ['POST', '/form', '{', 'INVALID_REQUEST', SpanStatusCode.UNSET, []],
    ['GET', '/redirect', undefined, 'ACCESS_DENIED', SpanStatusCode.UNSET, []],
    ['GET', '/broken', undefined, 'UNKNOWN_ERROR', SpanStatusCode.ERROR, ['no such table']],
    ['GET', '/null', undefined, 'UNKNOWN_ERROR', SpanStatusCode.ERROR, []],
    ['GET', '/unavailable', undefined, 'SERVICE_UNAVAILABLE', SpanStatusCode.ERROR, ['The service is unavailable. Try again later.']]
  ]
  for (const [method, url, body, errorType, code, exceptions] of table) {
    t.test(`${method} ${url} ${JSON.stringify(body) ?? ''}`, async t => {
      exporter.reset()
      await sendBothWays(fastify, { method, url, body })
      do await sleep(5); while (exporter.getFinishedSpans().length < 2)
      const spans = exporter.getFinishedSpans()
      t.equal(spans.length, 2)
      for (const { attributes, status, events } of spans) {
        t.strictSame(attributes, errorType === undefined ? {} : { 'error.type': errorType })
        t.strictSame(status, { code })
        t.strictSame(events.map(({ attributes }) => attributes?.['exception.message']), exceptions)
      }
    })
  }

  t.test('has no effect without a span', async t => {
    const messages = collect(t)
    const bare = Fastify({ ...serverOptions() })
    t.match(await exchange(await listen(t, bare), 'no http\r\n\r\n'), /^HTTP\/1\.1 400 /)
    t.equal(messages.length, 1)
  })
})
