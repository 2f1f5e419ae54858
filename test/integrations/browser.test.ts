import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import cookie from '@fastify/cookie'
import cors, { type FastifyCorsOptions } from '@fastify/cors'
import csrfProtection from '@fastify/csrf-protection'
import helmet from '@fastify/helmet'
import oauth2, { type FastifyOAuth2Options, type OAuth2Namespace } from '@fastify/oauth2'
import session from '@fastify/session'
import websocket from '@fastify/websocket'
import t, { type Test } from 'tap'
import { errors, type ErrorMapper } from '../../lib/index.js'
import { boom, upstream } from '../../lib/mappers/index.js'
import { buildServer, expectReplies, type ExpectedReply } from '../support/expect-reply.js'
import { sendBothWays, type TestRequest } from '../support/send-request.js'

t.test('@fastify/cookie', async (t) => {
  t.test('cookies that were set and cleared before an error are sent with it', async (t) => {
    const fastify = await buildServer(t)
    await fastify.register(cookie)
    fastify.get('/', async (_request, reply) => {
      reply.setCookie('seen', 'yes', { path: '/' }).clearCookie('old')
      throw errors.conflict('Taken.')
    })
    await expectReplies(t, fastify, '/', {
      status: 409,
      headers: { 'set-cookie': 'seen=yes; Path=/; SameSite=Lax,old=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax' },
      code: 'CONFLICT',
      message: 'Taken.'
    })
  })

  t.test('a cookie that cannot be written, which fails in onSend, is a 500', async (t) => {
    const fastify = await buildServer(t)
    await fastify.register(cookie)
    fastify.get('/', async (_request, reply) => reply.setCookie('a b', 'secret').send('ok'))
    await expectReplies(t, fastify, '/', { status: 500 })
  })
})

t.test('@fastify/session', async (t) => {
  const secret = 'a secret with thirty-two characters'

  async function serve (t: Test, store?: object) {
    const fastify = await buildServer(t)
    await fastify.register(cookie)
    await fastify.register(session, { secret, cookie: { secure: false }, ...(store && { store: store as never }) })
    fastify.get('/', async (request) => {
      Object.assign(request.session, { name: 'Ada' })
      throw errors.forbidden()
    })
    fastify.get('/ok', async () => 'ok')
    return fastify
  }

  t.test('its cookie is sent with an error', async (t) => {
    await expectReplies(t, await serve(t), '/', { status: 403, headers: { 'set-cookie': /^sessionId=[^;]+; Path=\/; HttpOnly$/ } })
  })

  const fail = (...args: unknown[]) => { (args.at(-1) as (error: Error) => void)(Object.assign(new Error('secret'), { code: 'ECONNREFUSED' })) }
  t.test('a store that cannot save, which fails in onSend, is a 500', async (t) => {
    const fastify = await serve(t, { get: fail, set: fail, destroy: fail })
    await expectReplies(t, fastify, '/ok', { status: 500 })
  })
  t.test('a store that cannot save does not replace an error', async (t) => {
    await expectReplies(t, await serve(t, { get: fail, set: fail, destroy: fail }), '/', { status: 403 })
  })
  t.test('a store that cannot load is a 500', async (t) => {
    const fastify = await serve(t, { get: fail, set: (_id: string, _session: object, done: () => void) => done(), destroy: fail })
    const id = cookieOf(await fastify.inject('/'))
    await expectReplies(t, fastify, { url: '/ok', headers: { cookie: id } }, { status: 500 })
  })
})

function cookieOf ({ headers }: { headers: Record<string, unknown> }): string {
  return String(headers['set-cookie']).split(';')[0] as string
}

t.test('@fastify/csrf-protection', async (t) => {
  async function serve (t: Test) {
    const fastify = await buildServer(t)
    await fastify.register(cookie)
    await fastify.register(csrfProtection, { logLevel: 'debug' })
    fastify.get('/token', async (_request, reply) => reply.generateCsrf())
    fastify.get('/', { onRequest: fastify.csrfProtection }, async () => 'ok')
    return fastify
  }

  t.test('a missing secret is a 403', async (t) => {
    await expectReplies(t, await serve(t), '/', { status: 403, message: 'Missing csrf secret' })
  })
  t.test('a wrong token is a 403', async (t) => {
    const fastify = await serve(t)
    const token = await fastify.inject('/token')
    const headers = { cookie: cookieOf(token), 'csrf-token': token.body }
    t.equal((await fastify.inject({ url: '/', headers })).body, 'ok')
    await expectReplies(t, fastify, { url: '/', headers: { ...headers, 'csrf-token': 'wrong' } }, { status: 403, message: 'Invalid csrf token' })
  })
})

t.test('@fastify/cors', async (t) => {
  const origin = 'https://app.example'
  const allowed = { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', 'access-control-expose-headers': 'x-request-id', vary: 'Origin, Accept' }
  const allow = { origin: [origin], credentials: true, exposedHeaders: ['x-request-id'] }

  async function serve (t: Test, options: FastifyCorsOptions | object) {
    const fastify = await buildServer(t)
    await fastify.register(cors, options)
    fastify.get('/', { schema: { querystring: { type: 'object', properties: { n: { type: 'integer' } } } } }, async () => { throw new Error('secret') })
    return fastify
  }

  const table: Record<string, { request: TestRequest, expected: ExpectedReply }> = {
    'an error': { request: { url: '/' }, expected: { status: 500 } },
    'a failed validation': { request: { url: '/?n=x' }, expected: { status: 400, code: 'INVALID_PARAMETER_VALUE', message: 'Invalid parameter value for n.', detail: { issues: [{ path: 'n', in: 'querystring', kind: 'invalid_type', message: 'must be integer' }] } } },
    'a 404': { request: { url: '/nowhere' }, expected: { status: 404 } },
    'a 405': {
      request: { method: 'DELETE', url: '/' },
      expected: {
        status: 405,
        headers: { allow: 'GET, HEAD, OPTIONS' },
        body: { type: ['Error'], error: { code: 'INVALID_REQUEST_METHOD', message: 'Invalid request method DELETE.', detail: { allowedMethods: ['GET', 'HEAD', 'OPTIONS'] } }, debug: {} }
      }
    }
  }
  for (const [name, { request, expected }] of Object.entries(table)) {
    t.test(`its headers stay on ${name}`, async (t) => {
      await expectReplies(t, await serve(t, allow), { ...request, headers: { origin } }, { ...expected, headers: { ...allowed, ...expected.headers } })
    })
  }

  t.test('an origin that it refuses with an error is that error', async (t) => {
    const refuse = (error: Error) => ({ origin: (_origin: string, done: (error: Error, allowed: boolean) => void) => done(error, false) })
    await expectReplies(t, await serve(t, refuse(new Error('secret'))), '/', { status: 500, headers: { vary: 'Origin, Accept' } })
    await expectReplies(t, await serve(t, refuse(errors.forbidden())), '/', { status: 403, headers: { vary: 'Origin, Accept' } })
  })

  const preflight = { method: 'OPTIONS', url: '/' }
  t.test('bypasses the error handler for a bad preflight', async (t) => {
    for (const reply of await sendBothWays(await serve(t, {}), preflight)) {
      t.same([reply.statusCode, reply.text, reply.headers['content-type']], [400, 'Invalid Preflight Request', 'text/plain'], reply.way)
    }
  })
  t.test('a delegator that throws first brings a bad preflight in', async (t) => {
    const fastify = await serve(t, {
      delegator: async ({ method, headers }: { method: string, headers: Record<string, string> }) => {
        if (method === 'OPTIONS' && !(headers['origin'] && headers['access-control-request-method'])) throw errors.badRequest('Bad preflight.')
        return { origin }
      }
    })
    await expectReplies(t, fastify, preflight, { status: 400, message: 'Bad preflight.' })
    t.equal((await fastify.inject({ ...preflight, method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } })).statusCode, 204)
  })
  t.test('with strictPreflight: false a bad preflight is not an error', async (t) => {
    for (const reply of await sendBothWays(await serve(t, { strictPreflight: false }), preflight)) t.equal(reply.statusCode, 204, reply.way)
  })
})

t.test('@fastify/helmet', async (t) => {
  t.test('its headers stay on errors, each once', async (t) => {
    const fastify = await buildServer(t)
    await fastify.register(helmet, { enableCSPNonces: false })
    fastify.get('/', async () => 'ok')
    fastify.get('/error', async (_request, reply) => { reply.header('etag', '"1"'); throw new Error('secret') })
    const { 'content-type': _type, 'content-length': _length, date: _date, connection: _connection, ...headers } = (await fastify.inject('/')).headers
    t.ok(Object.keys(headers).length > 10)
    t.match(headers, { 'content-security-policy': /^default-src 'self';/, 'x-content-type-options': 'nosniff' })
    await expectReplies(t, fastify, '/error', { status: 500, headers: headers as Record<string, string> })
    await expectReplies(t, fastify, '/nowhere', { status: 404, headers: headers as Record<string, string> })
  })
})

t.test('@fastify/oauth2', async (t) => {
  async function serve (t: Test, options: Partial<FastifyOAuth2Options>, provider: string, map: ErrorMapper[] = [], timeout = 5000) {
    const fastify = await buildServer(t, { mappers: map })
    await fastify.register(oauth2, {
      name: 'provider',
      credentials: {
        client: { id: 'client', secret: 'secret' },
        auth: { authorizeHost: provider, authorizePath: '/authorize', tokenHost: provider, tokenPath: '/token' },
        http: { timeout }
      },
      callbackUri: 'https://client.example/callback',
      startRedirectPath: '/login',
      ...options
    })
    const { provider: namespace } = fastify as unknown as { provider: OAuth2Namespace }
    fastify.get('/callback', async (request, reply) => namespace.getAccessTokenFromAuthorizationCodeFlow(request, reply))
    fastify.get('/own-login', async (request, reply) => reply.redirect(await namespace.generateAuthorizationUri(request, reply)))
    return fastify
  }

  const unused = 'http://127.0.0.1:1'
  const cleared = ['oauth2-code-verifier', 'oauth2-redirect-state']
    .map((name) => `${name}=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax`).join()
  const failing = { generateStateFunction: async () => { throw new Error('store of states at 10.0.0.7') }, checkStateFunction: () => true }

  t.test('bypasses the error handler when a redirect fails, and sends the reason', async (t) => {
    for (const reply of await sendBothWays(await serve(t, failing, unused), { url: '/login' })) {
      t.same([reply.statusCode, reply.text, reply.headers['content-type']], [500, 'store of states at 10.0.0.7', 'text/plain; charset=utf-8'], reply.way)
    }
  })
  t.test('a login route with generateAuthorizationUri brings a failed redirect in', async (t) => {
    const { statusCode, headers } = await (await serve(t, {}, unused)).inject('/own-login')
    t.match([statusCode, headers.location], [302, /^http:\/\/127\.0\.0\.1:1\/authorize\?/])
    await expectReplies(t, await serve(t, failing, unused), '/own-login', { status: 500 })
  })

  t.test('a state that does not match is a 500 and clears its cookies', async (t) => {
    await expectReplies(t, await serve(t, {}, unused), '/callback?code=a&state=b', { status: 500, headers: { 'set-cookie': cleared } })
  })
  t.test('a checkStateFunction says what a state that does not match is', async (t) => {
    const check = { generateStateFunction: () => 'state', checkStateFunction: async () => { throw errors.forbidden('Log in again.') } }
    await expectReplies(t, await serve(t, check, unused), '/callback?code=a&state=b', { status: 403, headers: { 'set-cookie': cleared }, message: 'Log in again.' })
  })

  const json = { 'content-type': 'application/json' }
  const providers: Record<string, { answer?: RequestListener, status?: number }> = {
    'that refuses the client': { answer: (_request, response) => { response.writeHead(401, { ...json, 'www-authenticate': 'Basic realm="secret"' }).end('{"error":"invalid_client","error_description":"secret"}') } },
    'that refuses the code': { answer: (_request, response) => { response.writeHead(400, json).end('{"error":"invalid_grant"}') } },
    'that limits': { answer: (_request, response) => { response.writeHead(429, { ...json, 'retry-after': '9' }).end('{}') } },
    'that answers no JSON': { answer: (_request, response) => { response.end('<html>') } },
    'that answers broken JSON': { answer: (_request, response) => { response.writeHead(200, json).end('{"secret') } },
    'that breaks off': { answer: ({ socket }) => { socket.destroy() } },
    'that stops half-way': { answer: (_request, response) => { response.writeHead(200, json).write('{"secret') }, status: 504 },
    'that does not answer': { answer: () => {}, status: 504 },
    'that is not there': {}
  }
  for (const [name, { answer, status = 502 }] of Object.entries(providers)) {
    t.test(`a token endpoint ${name} is a 500, and ${status} with a mapper`, async (t) => {
      const server = createServer(answer).listen(0, '127.0.0.1')
      t.teardown(() => { server.closeAllConnections(); server.close() })
      await once(server, 'listening')
      const provider = answer === undefined ? unused : `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const anyState = { generateStateFunction: () => 'state', checkStateFunction: () => true }
      for (const map of [[], [upstream], [boom]]) {
        const fastify = await serve(t, anyState, provider, map, status === 504 ? 20 : undefined)
        await expectReplies(t, fastify, '/callback?code=a', { status: map.length === 0 ? 500 : status, headers: { 'set-cookie': cleared } })
      }
    })
  }
})

t.test('@fastify/websocket', async (t) => {
  async function serve (t: Test) {
    const fastify = await buildServer(t)
    await fastify.register(websocket)
    return fastify
  }

  t.test('bypasses the error handler for a plain request to its route', async (t) => {
    const fastify = await serve(t)
    fastify.get('/', { websocket: true }, () => {})
    for (const reply of await sendBothWays(fastify, { url: '/' })) {
      t.same([reply.statusCode, reply.text, reply.headers['content-type']], [404, '', undefined], reply.way)
    }
  })
  t.test('a handler beside wsHandler brings a plain request in', async (t) => {
    const fastify = await serve(t)
    fastify.route({ method: 'GET', url: '/', handler: async (_request, reply) => reply.upgradeRequired(['websocket']), wsHandler: () => {} })
    for (const reply of await sendBothWays(fastify, { url: '/' })) {
      t.equal(reply.statusCode, 426, reply.way)
      t.equal(reply.headers['upgrade'], 'websocket', reply.way)
      t.same(reply.json(), { type: ['Error'], error: { code: 'UPGRADE_REQUIRED', message: 'The request must be sent over another protocol.' }, debug: {} }, reply.way)
    }
  })
})
