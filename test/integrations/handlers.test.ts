import cookie from '@fastify/cookie'
import compress from '@fastify/compress'
import fastifyExpress from '@fastify/express'
import middie from '@fastify/middie'
import session from '@fastify/session'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { Type, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import websocket from '@fastify/websocket'
import express from 'express'
import createError from 'http-errors'
import { once } from 'node:events'
import { get as httpGet, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import t, { type Test } from 'tap'
import WebSocket from 'ws'
import { z } from 'zod'
import errorsPlugin, { errors, openapiOptions, type ErrorReply } from '../../lib/index.js'
import multi, { type MultiOptions } from '../../lib/multi/index.js'
import { sendBothWays, sendOverSocket, type TestReply, type TestRequest } from '../support/send-request.js'
import { buildEnvelope, errorHeaders, expectReply, type ExpectedReply } from '../support/expect-reply.js'

const conflict: ExpectedReply = { status: 409, message: 'Taken.' }
const invalid: ExpectedReply = { status: 400 }
const notFound: ExpectedReply = { status: 404 }
const unavailable: ExpectedReply = { status: 503 }
const unknown: ExpectedReply = { status: 500 }

async function build (t: Test): Promise<FastifyInstance> {
  const fastify = Fastify()
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin)
  return fastify
}

const unauthorized: ExpectedReply = { status: 401, code: 'UNAUTHORIZED', message: 'Valid credentials are required.', headers: { 'www-authenticate': 'Bearer realm="api"' } }

t.test('@fastify/websocket', async (t) => {
  const fastify = await build(t)
  await fastify.register(websocket)
  const required = { type: 'object', required: ['a'] }
  fastify.get('/plain', { websocket: true }, (socket) => { socket.send('hello') })
  fastify.route({
    method: 'GET',
    url: '/both',
    handler: (_request, reply) => reply.upgradeRequired(['websocket']),
    wsHandler: (socket) => { socket.send('hello') }
  })
  fastify.get('/throws', { websocket: true }, () => { throw errors.conflict('Taken.') })
  fastify.get('/rejects', { websocket: true }, async () => { throw errors.conflict('Taken.') })
  fastify.get('/refused', { websocket: true, preValidation: async () => { throw errors.unauthorized() } }, () => {})
  fastify.get('/invalid', { websocket: true, schema: { querystring: required } }, () => {})
  fastify.post('/posted', async () => 'fine')
  await fastify.listen({ port: 0, host: '127.0.0.1' })
  const { port } = fastify.server.address() as AddressInfo

  // What a client of ws comes to know: a message, a close, or the reply that was no upgrade
  const connect = (path: string, { port } = fastify.server.address() as AddressInfo) => new Promise<unknown>((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`)
    t.teardown(() => socket.terminate())
    socket.on('error', reject).on('message', (data) => resolve(String(data))).on('close', (code, reason) => resolve(`${code} ${String(reason)}`))
    socket.on('unexpected-response', async (_request, response) => {
      const text = Buffer.concat(await response.toArray()).toString()
      const { connection, date, ...headers } = response.headers
      resolve({ way: 'upgrade', statusCode: response.statusCode, headers, text })
    })
  })

  t.test('sends an empty 404 to a plain request to its route; a handler beside wsHandler sends a 426', async (t) => {
    for (const { statusCode, text } of await sendBothWays(fastify, { url: '/plain' })) t.same([statusCode, text], [404, ''])
    for (const reply of await sendBothWays(fastify, { url: '/both' })) {
      expectReply(t, reply, { status: 426, code: 'UPGRADE_REQUIRED', message: 'The request must be sent over another protocol.', headers: { upgrade: 'websocket' } })
    }
    const [response] = await once(httpGet({ port, host: '127.0.0.1', path: '/both' }), 'response') as [IncomingMessage]
    response.resume()
    t.equal(response.headers.connection, 'Upgrade')
    t.equal(await connect('/both'), 'hello')
    t.equal(await connect('/plain'), 'hello')
  })

  const refused: Record<string, ExpectedReply> = {
    '/refused': unauthorized,
    '/invalid': { status: 400, code: 'INVALID_PARAMETER_VALUE', message: 'Invalid parameter value for a.', detail: { issues: [{ path: 'a', in: 'querystring', kind: 'invalid_type', message: "must have required property 'a'" }] } },
    '/nowhere': notFound,
    '/posted': { status: 405, code: 'INVALID_REQUEST_METHOD', message: 'Invalid request method GET.', headers: { allow: 'POST' }, detail: { allowedMethods: ['POST'] } }
  }
  for (const [path, expected] of Object.entries(refused)) {
    t.test(`an upgrade of ${path} is refused with a whole reply`, async (t) => {
      expectReply(t, await connect(path) as TestReply, expected)
    })
  }

  t.test('cuts the connection of a handler that fails; its errorHandler may send the code', async (t) => {
    const telling = await build(t)
    await telling.register(websocket, { errorHandler: (error, socket) => { socket.close(1011, (error as ErrorReply).code) } })
    telling.get('/throws', { websocket: true }, () => { throw errors.conflict('Taken.') })
    telling.get('/rejects', { websocket: true }, async () => { throw errors.conflict('Taken.') })
    await telling.listen({ port: 0, host: '127.0.0.1' })
    for (const path of ['/throws', '/rejects']) {
      t.equal(await connect(path), '1006 ')
      t.equal(await connect(path, telling.server.address() as AddressInfo), '1011 CONFLICT')
    }
  })
})

t.test('@fastify/swagger-ui', async (t) => {
  const fastify = await build(t)
  await fastify.register(swagger, { openapi: { info: { title: 'a', version: '1' } }, ...openapiOptions() })
  await fastify.register(swaggerUi)
  fastify.get('/notes', { errors: [errors.gone] }, async () => 'fine')

  t.test('misses a page in the format of the API', async (t) => {
    for (const url of ['/documentation/none', '/documentation/static/none.js', '/documentation/static/..%2f..%2fpackage.json']) {
      for (const reply of await sendBothWays(fastify, { url })) expectReply(t, reply, notFound, url)
    }
    for (const reply of await sendBothWays(fastify, { method: 'POST', url: '/documentation/json' })) {
      expectReply(t, reply, { status: 405, code: 'INVALID_REQUEST_METHOD', message: 'Invalid request method POST.', headers: { allow: 'GET, HEAD' }, detail: { allowedMethods: ['GET', 'HEAD'] } })
    }
  })

  t.test('serves the errors of the routes as JSON', async (t) => {
    for (const reply of await sendBothWays(fastify, { url: '/documentation/json' })) {
      const { paths, components } = reply.json()
      t.strictSame(paths['/notes'].get.responses['410'], { $ref: '#/components/responses/Gone' })
      t.strictSame(Object.keys(components.responses.Gone.content), ['application/json', 'application/problem+json'])
    }
  })
})

const issue = (path: string, kind: string, message: string) => ({ path, in: 'body', kind, message })

for (const { name, compilers, body, response, querystring, issues, parameterMessage } of [
  {
    name: 'fastify-type-provider-zod',
    compilers: { validator: validatorCompiler, serializer: serializerCompiler },
    body: z.object({ a: z.string(), n: z.object({ b: z.number().min(3) }) }),
    response: z.object({ a: z.int() }),
    querystring: z.object({ depth: z.coerce.number() }),
    issues: [issue('a', 'invalid_type', 'Invalid input: expected string, received undefined'), issue('n.b', 'too_small', 'Too small: expected number to be >=3')],
    parameterMessage: 'Invalid input: expected number, received NaN'
  },
  {
    name: '@fastify/type-provider-typebox',
    compilers: { validator: TypeBoxValidatorCompiler, serializer: undefined },
    body: Type.Object({ a: Type.String(), n: Type.Object({ b: Type.Number({ minimum: 3 }) }) }),
    response: Type.Object({ a: Type.Integer() }),
    querystring: Type.Object({ depth: Type.Number() }),
    issues: [issue('a', 'invalid_type', 'Expected required property'), issue('n.b', 'too_small', 'Expected number to be greater or equal to 3')],
    parameterMessage: 'Expected number'
  }
]) {
  t.test(name, async (t) => {
    const fastify = await build(t)
    fastify.setValidatorCompiler(compilers.validator as never)
    if (compilers.serializer !== undefined) fastify.setSerializerCompiler(compilers.serializer)
    fastify.post('/', { schema: { body, response: { 200: response } } }, async () => ({ a: 'hunter2' }))
    fastify.get('/', { schema: { querystring } }, async () => 'fine')

    t.test('has its failed validations sent', async (t) => {
      for (const reply of await sendBothWays(fastify, { method: 'POST', url: '/', body: { n: { b: 1 } } })) {
        expectReply(t, reply, { status: 400, code: 'INVALID_BODY', message: 'Invalid body content.', detail: { path: 'a', issues } })
      }
      for (const reply of await sendBothWays(fastify, { url: '/?depth=hunter2' })) expectReply(t, reply, { status: 400, code: 'INVALID_PARAMETER_VALUE', message: 'Invalid parameter value for depth.', detail: { issues: [{ path: 'depth', in: 'querystring', kind: 'invalid_type', message: parameterMessage }] } })
    })

    t.test('exposes nothing of a response that it cannot serialize', async (t) => {
      for (const reply of await sendBothWays(fastify, { method: 'POST', url: '/', body: { a: 'a', n: { b: 3 } } })) expectReply(t, reply, unknown)
    })
  })
}

type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

const middleware: Record<string, [Middleware, ExpectedReply]> = {
  'an error passed on': [(_request, _response, next) => next(new Error('hunter2')), unknown],
  'an error of ours passed on': [(_request, _response, next) => next(errors.conflict('Taken.')), conflict],
  'an error of http-errors passed on': [(_request, _response, next) => next(createError(429, 'Slow down.', { headers: { 'retry-after': '7', 'x-secret': 'hunter2' } })), { status: 429, code: 'TOO_MANY_REQUESTS', message: 'Slow down.', headers: { 'retry-after': '7' } }],
  'one that blames the server': [(_request, _response, next) => next(createError(503, 'hunter2', { headers: { 'retry-after': '7' } })), { ...unavailable, headers: { 'retry-after': '7' } }],
  'a string passed on': [(_request, _response, next) => next('hunter2'), unknown],
  'an error thrown': [() => { throw new Error('hunter2') }, unknown],
  'an error of ours thrown': [() => { throw errors.conflict('Taken.') }, conflict],
  'a status set before the error': [(_request, response, next) => { response.statusCode = 403; next(new Error('No.')) }, { status: 403, code: 'FORBIDDEN', message: 'No.' }],
  'headers set before the error': [
    (_request, response, next) => {
      response.setHeader('x-kept', '1').setHeader('etag', '"a"').setHeader('content-length', '3').setHeader('content-encoding', 'br')
      next(errors.conflict('Taken.'))
    },
    { ...conflict, headers: { 'x-kept': '1' } }
  ]
}

// @fastify/express cannot be injected into: with it the bodies of light-my-request are empty
for (const [name, plugin, send] of [
  ['@fastify/middie', middie, sendBothWays],
  ['@fastify/express', fastifyExpress, async (fastify: FastifyInstance, what: TestRequest) => [await sendOverSocket(fastify, what)]]
] as const) {
  t.test(name, async (t) => {
    for (const first of [true, false]) {
      t.test(`registered ${first ? 'after' : 'before'} has its errors sent`, async (t) => {
        const fastify = Fastify()
        t.teardown(() => fastify.close())
        if (first) await fastify.register(errorsPlugin)
        await fastify.register(plugin as typeof middie)
        if (!first) await fastify.register(errorsPlugin)
        const cases = Object.values(middleware)
        for (const [i, [run]] of cases.entries()) fastify.use(`/${i}`, run as never)
        fastify.get('/*', async () => 'fine')
        for (const [i, [, expected]] of cases.entries()) {
          for (const reply of await send(fastify, { url: `/${i}` })) expectReply(t, reply, expected, Object.keys(middleware)[i])
        }
        for (const reply of await send(fastify, { method: 'POST', url: '/none' })) expectReply(t, reply, notFound)
      })
    }

    t.test('bypasses the error handler where it ends the reply, and is cut where it fails after its first byte', async (t) => {
      const fastify = await build(t)
      await fastify.register(plugin as typeof middie)
      fastify.use('/ended', ((_request, response) => { response.writeHead(402).end('own') }) satisfies Middleware as never)
      fastify.use('/begun', ((_request, response, next) => { response.write('own'); next(new Error('hunter2')) }) satisfies Middleware as never)
      fastify.get('/*', async () => 'fine')
      const { statusCode, text } = await sendOverSocket(fastify, { url: '/ended' })
      t.same([statusCode, text], [402, 'own'])
      await t.rejects(sendOverSocket(fastify, { url: '/begun' }), /fetch failed|terminated/)
    })
  })
}

t.test('a router of Express', async (t) => {
  const fastify = await build(t)
  await fastify.register(fastifyExpress)
  const router = express.Router()
  router.get('/own', (_request, response) => { response.status(404).json({ own: 'body' }) })
  router.get('/next', (_request, _response, next) => { next(createError(404, 'No such note.')) })
  router.get('/thrown', () => { throw errors.conflict('Taken.') })
  router.get('/rejected', async () => { throw errors.conflict('Taken.') })
  router.post('/json', express.json(), (_request, response) => { response.json({}) })
  fastify.use('/notes', router)
  const app = express().disable('x-powered-by')
  app.get('/thrown', () => { throw errors.conflict('Taken.') })
  fastify.use('/app', app)
  const closed = express.Router().use((_request, response) => { response.status(404).json({ own: 'body' }) })
  fastify.use('/closed', closed)
  const handed = express.Router().use((_request, _response, next) => { next(errors.notFound()) })
  fastify.use('/handed', handed)
  fastify.get('/app/fine', async () => 'fine')

  t.test('bypasses the error handler where it sends a 404, and is handled where it passes one on', async (t) => {
    for (const url of ['/notes/own', '/closed/a']) {
      const { statusCode, text } = await sendOverSocket(fastify, { url })
      t.same([statusCode, text], [404, '{"own":"body"}'], url)
    }
    expectReply(t, await sendOverSocket(fastify, { url: '/notes/next' }), { status: 404, code: 'NOT_FOUND', message: 'No such note.' })
    expectReply(t, await sendOverSocket(fastify, { url: '/handed/a' }), notFound)
  })

  t.test('leaves what it does not have to Fastify', async (t) => {
    for (const url of ['/notes/none', '/app/none']) expectReply(t, await sendOverSocket(fastify, { url }), notFound, url)
    t.equal((await sendOverSocket(fastify, { url: '/app/fine' })).text, 'fine')
  })

  t.test('has what its handlers throw sent, and what it parses not repeated', async (t) => {
    for (const url of ['/notes/thrown', '/notes/rejected', '/app/thrown']) expectReply(t, await sendOverSocket(fastify, { url }), conflict, url)
    for (const body of ['hunter2', '{"a', '[hunter2]']) expectReply(t, await sendOverSocket(fastify, { method: 'POST', url: '/notes/json', body }), invalid, body)
  })
})

t.test('fastify-error-replies/multi', async (t) => {
  const get = (resource: string) => ({ method: 'GET', resource })
  const post = (resource: string, data: unknown) => ({ method: 'POST', resource, data })
  const part = (expected: ExpectedReply, headers = {}) => ({ responseCode: expected.status, headers: { ...errorHeaders, ...expected.headers, ...headers }, result: buildEnvelope(expected) })
  const buildBatch = async (t: Test, plugins: [plugin: any, options?: object][], options: MultiOptions = {}) => {
    const fastify = await build(t)
    for (const [plugin, settings] of plugins) await fastify.register(plugin, settings as object)
    await fastify.register(multi, options)
    fastify.get('/long', async () => ({ a: 'x'.repeat(2000) }))
    fastify.get('/text', async (_request, reply) => reply.type('text/plain').send('y'.repeat(2000)))
    fastify.get('/conflict', async () => { throw errors.conflict('Taken.') })
    fastify.post('/echo', async (request) => request.body)
    return fastify
  }
  const sendBatch = (fastify: FastifyInstance, requests: object[], headers: Record<string, string> = {}) =>
    sendOverSocket(fastify, { method: 'POST', url: '/multi', headers, body: { requests } })
  const requests = [get('/long'), get('/text'), get('/conflict'), get('/none'), post('/echo', { a: 1 })]
  const result = [
    { responseCode: 200, result: { a: 'x'.repeat(2000) } },
    { responseCode: 200, headers: { 'content-type': 'text/plain' }, result: 'y'.repeat(2000) },
    part(conflict), part(notFound), { responseCode: 200, result: { a: 1 } }
  ]

  t.test('beside @fastify/compress is compressed as a whole, its parts are not', async (t) => {
    const refuse = () => { throw errors.notAcceptable('No such coding.') }
    for (const [settings, options] of [
      [{ threshold: 0 }, {}], [{ threshold: 0 }, { forwardHeaders: ['accept*'] }], [{ threshold: 0, onUnsupportedEncoding: refuse }, {}]
    ] as [object, MultiOptions][]) {
      const fastify = await buildBatch(t, [[compress, settings]], options)
      for (const coding of ['gzip', 'br', 'identity']) {
        const reply = await sendBatch(fastify, requests, { 'accept-encoding': coding })
        t.strictSame([reply.statusCode, reply.headers['content-encoding'] ?? 'identity', reply.json()], [200, coding, { result }], coding)
      }
      for (const [coding, body] of [['gzip', gzipSync], ['br', brotliCompressSync]] as const) {
        const answers = await sendBothWays(fastify, {
          method: 'POST', url: '/multi', headers: { 'content-encoding': coding, 'accept-encoding': 'identity' }, body: body(JSON.stringify({ requests }))
        })
        for (const reply of answers) t.strictSame(reply.json(), { result }, `${coding} ${reply.way}`)
      }
      expectReply(t, await sendOverSocket(fastify, {
        method: 'POST', url: '/multi', headers: { 'content-encoding': 'gzip', 'accept-encoding': 'identity' }, body: '{}'
      }), { status: 400, code: 'INVALID_REQUEST', message: 'Could not decompress the request payload using the provided encoding' })
    }
  })

  t.test('beside @fastify/session has the session of its client, and keeps one that a part begins', async (t) => {
    for (const saveUninitialized of [true, false]) {
      const fastify = await buildBatch(t, [[cookie], [session, { secret: 's'.repeat(32), cookie: { secure: false }, saveUninitialized }]])
      fastify.post('/login', async (request) => { Object.assign(request.session, request.body); return {} })
      fastify.get('/me', async (request) => {
        const { name } = request.session as { name?: string }
        if (name === undefined) throw errors.unauthorized()
        return { name }
      })
      const send = (requests: object[], headers = {}) => fastify.inject({ method: 'POST', url: '/multi', headers, payload: { requests } })
      const begun = await send([post('/login', { name: 'Ada' })])
      t.strictSame(begun.json(), { result: [{ responseCode: 200, result: {} }] })
      // The last of a name is the one that a client keeps
      const { name, value } = begun.cookies.at(-1) as { name: string, value: string }
      const continued = await send([get('/me'), get('/conflict'), post('/login', { name: 'Grace' }), get('/me'), get('/none')], { cookie: `${name}=${value}` })
      t.strictSame(continued.json(), {
        result: [{ responseCode: 200, result: { name: 'Ada' } }, part(conflict), { responseCode: 200, result: {} }, { responseCode: 200, result: { name: 'Grace' } }, part(notFound)]
      })
      t.same([...new Set(continued.cookies.map(({ value }) => value))], [value])
      // A part is a request like any other: what another part has set is not in it
      t.strictSame((await send([post('/login', { name: 'Ada' }), get('/me')])).json().result[1], part(unauthorized))
    }
  })

  for (const [name, plugin] of [['middie', middie], ['express', fastifyExpress]] as const) {
    t.test(`beside @fastify/${name} has its middleware run for each part`, async (t) => {
      const fastify = await buildBatch(t, [[plugin]], { timeout: 2000 })
      const answer: Middleware = (request, response) => {
        response.writeHead(402, { 'content-type': 'application/json' }).end(JSON.stringify({ url: request.url, address: request.socket.remoteAddress }))
      }
      fastify.use(((_request, response, next) => { response.setHeader('x-seen', '1'); next() }) satisfies Middleware as never)
      fastify.use('/refused', ((_request, _response, next) => { next(errors.conflict('Taken.')) }) satisfies Middleware as never)
      fastify.use('/ended', answer as never)
      fastify.use('/thrown', () => { throw new Error('hunter2') })
      fastify.get('/*', async () => ({}))
      const seen = { 'x-seen': '1' }
      const batch = [get('/refused'), get('/ended/a'), get('/thrown'), get('/long'), post('/none', {}), post('/echo', { a: [1] })]
      t.strictSame((await sendBatch(fastify, batch)).json(), {
        result: [
          part(conflict, seen),
          { responseCode: 402, headers: seen, result: { url: '/a', address: '127.0.0.1' } },
          part(unknown, seen),
          { responseCode: 200, headers: seen, result: { a: 'x'.repeat(2000) } },
          part(notFound, seen),
          { responseCode: 200, headers: seen, result: { a: [1] } }
        ]
      })
    })
  }
})
