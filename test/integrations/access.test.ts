import { setTimeout as sleep } from 'node:timers/promises'
import accepts from '@fastify/accepts'
import auth from '@fastify/auth'
import basicAuth from '@fastify/basic-auth'
import bearerAuth, { type FastifyBearerAuthOptions } from '@fastify/bearer-auth'
import rateLimit, { type RateLimitPluginOptions } from '@fastify/rate-limit'
import underPressure, { type FastifyUnderPressureOptions } from '@fastify/under-pressure'
import t, { type Test } from 'tap'
import { bearerAuthErrorResponse, rateLimitErrorResponseBuilder, errors, type ErrorRepliesOptions } from '../../lib/index.js'
import { buildServer, expectReplies, defaultMessages, type ExpectedReply } from '../support/expect-reply.js'
import { sendBothWays, type TestRequest } from '../support/send-request.js'

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })

t.test('@fastify/rate-limit', async (t) => {
  const limits = { 'x-ratelimit-limit': '1', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '60', 'retry-after': '60' }
  const drafts = { 'ratelimit-limit': '1', 'ratelimit-remaining': '0', 'ratelimit-reset': '60', 'retry-after': '60' }
  const text = 'Rate limit exceeded, retry in 1 minute'

  async function exceed (t: Test, settings: RateLimitPluginOptions, expected: ExpectedReply, request: TestRequest = { url: '/' }) {
    const fastify = await buildServer(t)
    await fastify.register(rateLimit, { max: 1, ...settings })
    fastify.get('/', async () => 'ok')
    t.equal((await fastify.inject('/')).body, 'ok')
    if (expected.status === 403) t.equal((await fastify.inject('/')).statusCode, 429)
    await expectReplies(t, fastify, request, expected)
  }

  const builder = { errorResponseBuilder: rateLimitErrorResponseBuilder }
  t.test('its 429 keeps its headers', (t) => exceed(t, {}, { status: 429, headers: limits, message: text }))
  t.test('a ban is a 403', (t) => exceed(t, { ban: 1 }, { status: 403, headers: limits, message: text }))
  t.test('errorResponseBuilder says nothing of the limit in the body', (t) => exceed(t, builder, { status: 429, headers: limits }))
  t.test('errorResponseBuilder makes a 403 of a ban', (t) => exceed(t, { ...builder, ban: 1 }, { status: 403, headers: limits }))
  t.test('headers of the draft are kept', (t) => exceed(t, { ...builder, enableDraftSpec: true }, { status: 429, headers: drafts }))
  t.test('a 429 sends Retry-After, whatever addHeaders leaves out', (t) => exceed(t, {
    ...builder, addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false, 'retry-after': false }
  }, { status: 429, headers: { 'retry-after': '60' } }))
  t.test('errorResponseBuilder follows the format that the client asked for', (t) => exceed(t, builder, {
    status: 429,
    headers: { ...limits, 'content-type': 'application/problem+json' },
    body: { title: 'Too Many Requests', status: 429, detail: defaultMessages[429]?.[1], code: 'TOO_MANY_REQUESTS' }
  }, { url: '/', headers: { accept: 'application/problem+json' } }))

  t.test('errorResponseBuilder rounds up as the plugin does, and collects no stack', async (t) => {
    const error = rateLimitErrorResponseBuilder(undefined, { ban: false, ttl: 1500 })
    t.same([error.headers, error.stack], [{ 'retry-after': '2' }, 'ErrorReply: Too many requests. Try again later.'])
  })

  t.test('a store that fails is a 500', async (t) => {
    const fastify = await buildServer(t)
    class Store {
      incr (_key: string, done: (error: Error) => void) { done(Object.assign(new Error('secret'), { code: 'ECONNREFUSED' })) }
      child () { return this }
    }
    await fastify.register(rateLimit, { store: Store })
    fastify.get('/', async () => 'ok')
    await expectReplies(t, fastify, '/', { status: 500 })
  })
})

t.test('@fastify/under-pressure', async (t) => {
  async function press (t: Test, options: FastifyUnderPressureOptions, retryAfter: string) {
    const fastify = await buildServer(t)
    await fastify.register(underPressure, { maxRssBytes: 1, sampleInterval: 10, ...options })
    fastify.get('/', async () => 'ok')
    await fastify.ready()
    while (!fastify.isUnderPressure()) await sleep(5)
    await expectReplies(t, fastify, '/', { status: 503, headers: { 'retry-after': retryAfter } })
  }

  t.test('its 503 keeps Retry-After', (t) => press(t, {}, '10'))
  t.test('does not send the text of the plugin', (t) => press(t, { retryAfter: 50, message: 'rss of worker 7' }, '50'))
  t.test('a pressureHandler may throw an error', (t) => press(t, { pressureHandler: async () => { throw errors.serviceUnavailable(5) } }, '5'))

  t.test('its status route fails in the format, although it has a response schema', async (t) => {
    const fastify = await buildServer(t)
    let healthy = true
    await fastify.register(underPressure, { healthCheck: async () => healthy, exposeStatusRoute: true })
    t.same((await fastify.inject('/status')).json(), { status: 'ok' })
    healthy = false
    await expectReplies(t, fastify, '/status', { status: 503, headers: { 'retry-after': '10' } })
  })
})

t.test('@fastify/auth', async (t) => {
  const challenge = { 'www-authenticate': 'Bearer realm="api"' }
  const table: Record<string, { fail: (done: (error: Error) => void) => void, expected: ExpectedReply }> = {
    'a plain error is a 401 with a challenge': { fail: (done) => { done(new Error('No key.')) }, expected: { status: 401, headers: challenge, message: 'No key.' } },
    'an error of a factory keeps its status': { fail: () => { throw errors.forbidden('Not this door.') }, expected: { status: 403, message: 'Not this door.' } },
    'an error with a status of its own keeps it': { fail: (done) => { done(Object.assign(new Error('Not you.'), { statusCode: 403 })) }, expected: { status: 403, message: 'Not you.' } }
  }
  for (const [name, { fail, expected }] of Object.entries(table)) {
    for (const relation of ['or', 'and'] as const) {
      t.test(`${name} (${relation})`, async (t) => {
        const fastify = await buildServer(t)
        await fastify.register(auth)
        fastify.get('/', { preHandler: fastify.auth([(_request, _reply, done) => fail(done)], { relation }) }, async () => 'ok')
        await expectReplies(t, fastify, '/', expected)
      })
    }
  }
})

t.test('@fastify/basic-auth', async (t) => {
  async function authenticate (t: Test, options: object, headers: Record<string, string>, expected: ExpectedReply, own: ErrorRepliesOptions = {}) {
    const fastify = await buildServer(t, own)
    await fastify.register(basicAuth, {
      validate: async (name) => { if (name !== 'Ada') throw new Error('Who is that?') }, authenticate: { realm: 'documents' }, ...options
    })
    fastify.get('/', { onRequest: fastify.basicAuth }, async () => 'ok')
    await expectReplies(t, fastify, { url: '/', headers }, expected)
  }

  const challenge = 'Basic realm="documents", charset="UTF-8"'
  const missing = 'Missing or bad formatted authorization header'
  t.test('its challenge stays', (t) => authenticate(t, {}, {}, { status: 401, headers: { 'www-authenticate': challenge }, message: missing }))
  t.test('a plain error of validate is a 401', (t) => authenticate(t, {}, basic('Eve:x'), { status: 401, headers: { 'www-authenticate': challenge }, message: 'Who is that?' }))
  t.test('its 407 keeps Proxy-Authenticate', async (t) => {
    const fastify = await buildServer(t)
    await fastify.register(basicAuth, { validate: async () => {}, authenticate: true, proxyMode: true })
    fastify.get('/', { onRequest: fastify.basicAuth }, async () => 'ok')
    // fetch takes no 407
    const response = await fastify.inject('/')
    t.equal(response.statusCode, 407)
    t.equal(response.headers['proxy-authenticate'], 'Basic charset="UTF-8"')
    t.same(response.json(), { type: ['Error'], error: { code: 'PROXY_AUTHENTICATION_REQUIRED', message: missing }, debug: {} })
  })
  t.test('option challenge stands in where it sends none', (t) => authenticate(t, { authenticate: false }, {}, {
    status: 401, headers: { 'www-authenticate': 'Basic realm="here"' }, message: missing
  }, { challenge: 'Basic realm="here"' }))
  t.test('a realm that no header can hold gives way to option challenge', (t) => authenticate(t, { authenticate: { realm: 'a\nb' } }, {}, {
    status: 401, headers: { 'www-authenticate': 'Bearer realm="api"' }, message: missing
  }))
})

t.test('@fastify/bearer-auth', async (t) => {
  async function serve (t: Test, options: Partial<FastifyBearerAuthOptions>) {
    const fastify = await buildServer(t)
    await fastify.register(bearerAuth, { keys: ['key'], verifyErrorLogLevel: 'debug', ...options })
    fastify.get('/', async () => 'ok')
    return fastify
  }

  t.test('bypasses the error handler, and sends what auth threw', async (t) => {
    const fastify = await serve(t, { auth: () => { throw new Error('password of the database') } })
    for (const [headers, status, error] of [[{}, 401, 'missing authorization header'], [bearer('x'), 500, 'password of the database']] as const) {
      for (const reply of await sendBothWays(fastify, { url: '/', headers })) {
        t.equal(reply.statusCode, status, reply.way)
        t.same(reply.json(), { error }, reply.way)
        t.equal(reply.headers['www-authenticate'], undefined, reply.way)
      }
    }
  })

  const none = { status: 401, headers: { 'www-authenticate': 'Bearer realm="api"' } }
  const invalid = { status: 401, headers: { 'www-authenticate': 'Bearer realm="api", error="invalid_token"' } }
  const table: Record<string, { request: TestRequest, options?: Partial<FastifyBearerAuthOptions>, expected: ExpectedReply }> = {
    'no credentials get no error': { request: { url: '/' }, expected: none },
    'no credentials get no error in the hook preParsing': { request: { url: '/' }, options: { addHook: 'preParsing' }, expected: none },
    'a token in the address, which it does not look at, is none': { request: { url: '/?access_token=a' }, expected: none },
    'credentials of another scheme are none': { request: { url: '/', headers: basic('Ada:x') }, expected: none },
    'a wrong token gets invalid_token': { request: { url: '/', headers: bearer('wrong') }, expected: invalid },
    'a wrong token gets invalid_token in any case of the scheme': { request: { url: '/', headers: { authorization: 'bearer wrong' } }, options: { specCompliance: 'rfc6749' }, expected: invalid },
    'its contentType gives way to that of the body': { request: { url: '/', headers: bearer('wrong') }, options: { contentType: 'text/html' }, expected: invalid },
    'what auth throws is a 500 without its text': { request: { url: '/', headers: bearer('x') }, options: { auth: () => { throw new Error('secret') } }, expected: { status: 500 } },
    // eslint-disable-next-line no-throw-literal
    'what auth throws that is no error is a 500': { request: { url: '/', headers: bearer('x') }, options: { auth: () => { throw 5 } }, expected: { status: 500 } },
    'no answer of auth is a 500': { request: { url: '/', headers: bearer('x') }, options: { auth: () => undefined }, expected: { status: 500 } },
    'an error of a factory that auth throws keeps its status': { request: { url: '/', headers: bearer('x') }, options: { auth: async () => { throw errors.forbidden('Not now.') } }, expected: { status: 403, message: 'Not now.' } }
  }
  for (const [name, { request, options, expected }] of Object.entries(table)) {
    t.test(`errorResponse: ${name}`, async (t) => {
      const fastify = await serve(t, { ...options, errorResponse: bearerAuthErrorResponse })
      if (options?.auth === undefined) t.equal((await fastify.inject({ url: '/', headers: bearer('key') })).body, 'ok')
      await expectReplies(t, fastify, request, expected)
    })
  }

  t.test('a custom bearerType has its own challenge', async (t) => {
    const fastify = await serve(t, {
      bearerType: 'Token',
      errorResponse: (error) => errors.bearerError('invalid_token', { scheme: 'Token', cause: error }) as never
    })
    await expectReplies(t, fastify, { url: '/', headers: { authorization: 'Token wrong' } }, { status: 401, headers: { 'www-authenticate': 'Token realm="api", error="invalid_token"' } })
  })

  t.test('below @fastify/auth it goes through the handler by itself', async (t) => {
    const fastify = await buildServer(t)
    await fastify.register(auth)
    await fastify.register(bearerAuth, { keys: ['key'], addHook: false })
    await fastify.after()
    fastify.get('/', { preHandler: fastify.auth([(request, reply, done) => fastify.verifyBearerAuth?.(request, reply, done)]) }, async () => 'ok')
    await expectReplies(t, fastify, { url: '/', headers: bearer('wrong') }, { ...none, message: 'invalid authorization header' })
  })
})

t.test('@fastify/accepts', async (t) => {
  t.test('what it finds unacceptable is a 406 with what there is', async (t) => {
    const fastify = await buildServer(t)
    await fastify.register(accepts, { decorateReply: true })
    const types = ['text/html', 'text/csv']
    fastify.get('/', async (request, reply) => request.type(types) || reply.notAcceptable(types))
    t.equal((await fastify.inject({ url: '/', headers: { accept: 'text/csv' } })).body, 'text/csv')
    for (const accept of ['image/png', ';;,', 'image/png;q=x']) {
      const error = { code: 'NOT_ACCEPTABLE', message: 'None of the available representations is acceptable.', detail: { mediaTypes: types } }
      await expectReplies(t, fastify, { url: '/', headers: { accept } }, { status: 406, body: { type: ['Error'], error, debug: {} } })
    }
  })
})
