import { once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
import { connect, type AddressInfo } from 'node:net'
import cors from '@fastify/cors'
import fastifyStatic from '@fastify/static'
import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyInstance, type FastifyServerOptions, type HTTPMethods, type RouteShorthandOptions } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { allowedMethods, defineError, serverOptions } from '../../lib/index.js'
import { known } from '../../lib/http/allowed-methods.js'
import { heapInUse } from '../support/heap.js'
import { routerOptions } from '../support/versions.js'

const ok = async () => 'ok'
const notFound = { type: ['Error'], error: { code: 'NOT_FOUND', message: 'There is nothing at this address.' }, debug: {} }
const notAllowed = (method: string, allow: string[]) => ({
  type: ['Error'],
  error: { code: 'INVALID_REQUEST_METHOD', message: `Invalid request method ${method}.`, detail: { allowedMethods: allow } },
  debug: {}
})

type Setup = (fastify: FastifyInstance, t: Test) => unknown

interface Tenant { tenant: string }

interface Case {
  setup: Setup
  request: string
  headers?: Record<string, string>
  /** Members of `Allow`; `404` where there is nothing, `200` where a route handles the request. */
  expected: string[] | 404 | 200
  options?: FastifyServerOptions
}

const route = (method: string, url: string, options: RouteShorthandOptions = {}): Setup =>
  (fastify) => fastify.route({ method: method.split(' ') as HTTPMethods[], url, ...options, handler: ok })
const all = (...setups: Setup[]): Setup => async (fastify, t) => {
  for (const setup of setups) await setup(fastify, t)
}
const host = (name: string | RegExp) => ({ constraints: { host: name } })
const version = (name: string) => ({ constraints: { version: name } })

const cases: Record<string, Case> = {
  'another method': { setup: route('GET POST', '/a'), request: 'DELETE /a', expected: ['GET', 'HEAD', 'POST'] },
  'the order is that of supportedMethods': { setup: all(route('PUT', '/a'), route('DELETE', '/a'), route('GET', '/a')), request: 'POST /a', expected: ['GET', 'HEAD', 'DELETE', 'PUT'] },
  'an unknown path': { setup: route('GET', '/a'), request: 'GET /b', expected: 404 },
  'an unknown path under a known one': { setup: route('GET', '/a'), request: 'PUT /a/b', expected: 404 },
  'a query is not a part of the path': { setup: route('GET', '/a/:id'), request: 'PUT /a/1?id=%zz&b=/c', expected: ['GET', 'HEAD'] },
  'a fragment is not a part of the path': { setup: route('GET', '/a'), request: 'PUT /a%23?x#y', expected: 404 },
  'an escaped path': { setup: route('GET', '/a b'), request: 'PUT /a%20b', expected: ['GET', 'HEAD'] },
  'a parameter': { setup: route('GET', '/a/:id/b'), request: 'PUT /a/1/b', expected: ['GET', 'HEAD'] },
  'an optional parameter, left out': { setup: route('GET', '/a/:id?'), request: 'PUT /a', expected: ['GET', 'HEAD'] },
  'an optional parameter, given': { setup: route('GET', '/a/:id?'), request: 'PUT /a/1', expected: ['GET', 'HEAD'] },
  'a regular expression that matches': { setup: route('GET', '/a/:id(^\\d+$)'), request: 'PUT /a/12', expected: ['GET', 'HEAD'] },
  'a regular expression that does not': { setup: route('GET', '/a/:id(^\\d+$)'), request: 'PUT /a/x', expected: 404 },
  'several parameters in a segment': { setup: route('GET', '/a/:from-:to'), request: 'PUT /a/1-2', expected: ['GET', 'HEAD'] },
  'static before parametric, each with its own methods': { setup: all(route('GET', '/a/:id'), route('POST', '/a/new')), request: 'PUT /a/new', expected: ['GET', 'HEAD', 'POST'] },
  'a parameter that is too long': { setup: route('GET', '/a/:id'), request: `PUT /a/${'x'.repeat(101)}`, expected: 404 },
  'a wildcard': { setup: route('GET', '/a/*'), request: 'PUT /a/b', expected: 404 },
  'a wildcard at the root': { setup: route('GET', '/*'), request: 'PUT /b', expected: 404 },
  'a wildcard beside the path takes the path too': { setup: all(route('GET', '/*'), route('POST', '/a')), request: 'PUT /a', expected: ['GET', 'HEAD', 'POST'] },
  'a version beside the path': { setup: all(route('GET DELETE', '/a', version('1.2.0')), route('POST', '/a')), request: 'PUT /a', expected: ['GET', 'HEAD', 'DELETE', 'POST'] },
  'a version beside the path, own method': { setup: all(route('GET', '/a', version('1.2.0')), route('POST', '/a')), request: 'GET /a', expected: ['HEAD', 'POST'] },
  'several versions': { setup: all(route('GET', '/a', version('1.2.0')), route('PATCH', '/a', version('2.0.0')), route('DELETE', '/a', version('1.2.0'))), request: 'PUT /a', headers: { 'accept-version': '2.x' }, expected: ['GET', 'HEAD', 'DELETE', 'PATCH'] },
  'more versions than are tried': { setup: all(...Array.from({ length: 20 }, (_, i) => route(i === 19 ? 'DELETE' : 'GET', '/a', version(`${i}.0.0`))), route('POST', '/a')), request: 'PUT /a', expected: ['GET', 'HEAD', 'POST'] },
  'the own method by a wildcard that finds nothing': {
    setup: all((fastify) => fastify.get('/*', (_request, reply) => { reply.callNotFound() }), route('POST', '/a')), request: 'GET /a', expected: 404
  },
  'the own method that finds nothing': {
    setup: all((fastify) => fastify.get('/a', (_request, reply) => { reply.callNotFound() }), route('POST', '/a')), request: 'GET /a', expected: 404
  },
  'HEAD where Fastify exposes it': { setup: route('GET', '/a'), request: 'HEAD /a', expected: 200 },
  'HEAD where exposeHeadRoutes is off': { setup: route('GET', '/a'), options: { exposeHeadRoutes: false }, request: 'PUT /a', expected: ['GET'] },
  'HEAD where the route has it off': { setup: route('GET', '/a', { exposeHeadRoute: false }), request: 'PUT /a', expected: ['GET'] },
  'a trailing slash': { setup: route('GET', '/a'), request: 'PUT /a/', expected: 404 },
  'a trailing slash under ignoreTrailingSlash': { setup: route('GET', '/a'), options: routerOptions({ ignoreTrailingSlash: true }), request: 'PUT /a/', expected: ['GET', 'HEAD'] },
  'another case': { setup: route('GET', '/a'), request: 'PUT /A', expected: 404 },
  'another case under caseSensitive: false': { setup: route('GET', '/a'), options: routerOptions({ caseSensitive: false }), request: 'PUT /A', expected: ['GET', 'HEAD'] },
  'duplicate slashes under ignoreDuplicateSlashes': { setup: route('GET', '/a/b'), options: routerOptions({ ignoreDuplicateSlashes: true }), request: 'PUT //a//b', expected: ['GET', 'HEAD'] },
  'a semicolon under useSemicolonDelimiter': { setup: route('GET', '/a'), options: routerOptions({ useSemicolonDelimiter: true } as never), request: 'PUT /a;b=1', expected: ['GET', 'HEAD'] },
  'a rewritten URL': { setup: route('GET', '/a'), options: { rewriteUrl: () => '/a' }, request: 'PUT /b', expected: ['GET', 'HEAD'] },
  'a query parser that throws': { setup: route('GET', '/a'), options: routerOptions({ querystringParser: (text) => { if (text !== '') throw new Error('parser'); return {} } }), request: 'PUT /a', expected: ['GET', 'HEAD'] },
  'a method of addHttpMethod': { setup: all((fastify) => fastify.addHttpMethod('PROPFIND'), route('PROPFIND', '/a')), request: 'GET /a', expected: ['PROPFIND'] },
  'a method that the server does not support': { setup: route('GET', '/a'), request: 'PROPFIND /a', expected: ['GET', 'HEAD'] },
  'a method that the server does not support, on an unknown path': { setup: route('GET', '/a'), request: 'PROPFIND /b', expected: 404 },
  'the host of the route': { setup: route('GET', '/a', host('a.example')), request: 'PUT /a', headers: { host: 'a.example' }, expected: ['GET', 'HEAD'] },
  'another host': { setup: route('GET', '/a', host('a.example')), request: 'PUT /a', headers: { host: 'b.example' }, expected: 404 },
  'another host, own method': { setup: all(route('GET', '/a', host('a.example')), route('POST', '/a')), request: 'GET /a', headers: { host: 'b.example' }, expected: ['POST'] },
  'a host by regular expression': { setup: route('GET', '/a', host(/\.example$/)), request: 'PUT /a', headers: { host: 'c.example' }, expected: ['GET', 'HEAD'] },
  'the version of the route': { setup: route('GET', '/a', version('1.2.0')), request: 'PUT /a', headers: { 'accept-version': '1.x' }, expected: ['GET', 'HEAD'] },
  'another version': { setup: route('GET', '/a', version('1.2.0')), request: 'PUT /a', headers: { 'accept-version': '2.x' }, expected: 404 },
  'no version': { setup: route('GET', '/a', version('1.2.0')), request: 'PUT /a', expected: 404 },
  'a version where no route has one': { setup: route('GET', '/a'), request: 'PUT /a', headers: { 'accept-version': '1.x' }, expected: ['GET', 'HEAD'] },
  'host and version': {
    setup: all(route('GET', '/a', { constraints: { host: 'a.example', version: '1.0.0' } }), route('POST', '/a', { constraints: { host: 'b.example', version: '1.0.0' } })),
    request: 'PUT /a',
    headers: { host: 'a.example', 'accept-version': '1.0.0' },
    expected: ['GET', 'HEAD']
  },
  'a custom constraint is seen': {
    options: routerOptions({
      constraints: {
        tenant: {
          name: 'tenant',
          storage: () => {
            const routes = new Map<unknown, never>()
            return { get: (key: unknown) => { if (key === undefined) throw new Error('no key'); return routes.get(key) ?? null }, set: (key: unknown, value: never) => { routes.set(key, value) } }
          },
          validate: () => true,
          deriveConstraint: (request: { headers: Record<string, string> }) => request.headers['x-tenant'] ?? ''
        }
      }
    } as never),
    setup: all(route('GET', '/a', { constraints: { tenant: 'x' } }), route('POST', '/a')),
    request: 'PUT /a',
    headers: { 'x-tenant': 'x' },
    expected: ['GET', 'HEAD', 'POST']
  },
  'a host of a strategy that derives no text is not seen, the rest is': {
    options: routerOptions({
      constraints: {
        host: {
          name: 'host',
          storage: () => {
            const routes = new Map<unknown, never>()
            return { get: ({ tenant }: Tenant) => routes.get(tenant.toLowerCase()) ?? null, set: ({ tenant }: Tenant, value: never) => { routes.set(tenant, value) } }
          },
          validate: () => true,
          deriveConstraint: (request: { headers: Record<string, string> }) => ({ tenant: request.headers['x-tenant'] ?? '' })
        }
      }
    } as never),
    setup: all(route('GET', '/a', { constraints: { host: { tenant: 'x' } as never } }), route('POST', '/a')),
    request: 'PUT /a',
    headers: { 'x-tenant': 'X' },
    expected: ['POST']
  },
  'a prefix': { setup: (fastify) => fastify.register(async (child) => { child.get('/a', ok) }, { prefix: '/p' }), request: 'PUT /p/a', expected: ['GET', 'HEAD'] },
  'a prefix with its own context': {
    setup: (fastify) => fastify.register(async (child) => {
      await child.register(errorsPlugin)
      child.get('/a', ok)
    }, { prefix: '/p' }),
    request: 'PUT /p/a',
    expected: ['GET', 'HEAD']
  },
  'a prefix whose context turns 405 off': {
    setup: (fastify) => fastify.register(async (child) => {
      await child.register(errorsPlugin, { methodNotAllowed: false })
      child.get('/a', ok)
    }, { prefix: '/p' }),
    request: 'PUT /p/a',
    expected: 404
  },
  'the root of a prefix': { setup: (fastify) => fastify.register(async (child) => { child.get('/', ok) }, { prefix: '/p' }), request: 'PUT /p', expected: ['GET', 'HEAD'] },
  '@fastify/cors handles OPTIONS': { setup: all((fastify) => fastify.register(cors), route('GET', '/a')), request: 'OPTIONS /b', headers: { origin: 'x', 'access-control-request-method': 'GET' }, expected: 200 },
  '@fastify/cors, a known path': { setup: all((fastify) => fastify.register(cors), route('GET', '/a')), request: 'PUT /a', expected: ['GET', 'HEAD', 'OPTIONS'] },
  '@fastify/cors, an unknown path': { setup: all((fastify) => fastify.register(cors), route('GET', '/a')), request: 'PUT /b', expected: 404 },
  '@fastify/cors without preflight': { setup: all((fastify) => fastify.register(cors, { preflight: false }), route('GET', '/a')), request: 'OPTIONS /a', expected: 404 },
  '@fastify/static, a file': { setup: files({}), request: 'PUT /file.txt', expected: 404 },
  '@fastify/static, no file': { setup: files({}), request: 'GET /none.txt', expected: 404 },
  '@fastify/static, a route beside it': { setup: all(files({}), route('POST', '/a')), request: 'PUT /a', expected: ['GET', 'HEAD', 'POST'] },
  '@fastify/static, a route under the path of no file': { setup: all(files({}), route('POST', '/a')), request: 'GET /a', expected: 404 },
  '@fastify/static without a wildcard, a file': { setup: files({ wildcard: false }), request: 'PUT /file.txt', expected: ['GET', 'HEAD'] },
  '@fastify/static without a wildcard, no file': { setup: files({ wildcard: false }), request: 'PUT /none.txt', expected: 404 }
}

function files (options: { wildcard?: boolean }): Setup {
  return (fastify, t) => fastify.register(fastifyStatic, { root: t.testdir({ 'file.txt': 'text' }), ...options })
}

t.test('a request that no route takes', async (t) => {
  for (const [name, { setup, request, headers, expected, options }] of Object.entries(cases)) {
    t.test(`${name}: ${request.slice(0, 40)}`, async (t) => {
      const fastify = Fastify(options)
      t.teardown(() => fastify.close())
      await fastify.register(errorsPlugin)
      await setup(fastify, t)
      const [method, url] = request.split(' ') as [HTTPMethods, string]
      const response = await fastify.inject({ method, url, headers: headers ?? {} } as never)
      if (expected === 200) {
        t.ok(response.statusCode < 300)
      } else if (expected === 404) {
        t.equal(response.statusCode, 404)
        t.same(response.json(), notFound)
        t.equal(response.headers.allow, undefined)
      } else {
        t.equal(response.statusCode, 405)
        t.same(response.json(), notAllowed(method, expected))
        t.equal(response.headers.allow, expected.join(', '))
      }
    })
  }

  t.test('HEAD gets Allow and no body', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    fastify.post('/a', ok)
    const response = await fastify.inject({ method: 'HEAD', url: '/a' })
    t.equal(response.statusCode, 405)
    t.equal(response.headers.allow, 'POST')
    t.equal(response.body, '')
  })

  t.test('a body that is not JSON is 400 before it is 405', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    fastify.get('/a', ok)
    const response = await fastify.inject({ method: 'POST', url: '/a', headers: { 'content-type': 'application/json' }, payload: '{' })
    t.equal(response.statusCode, 400)
  })

  // How a bad URL comes before Fastify 5.12.2, whatever made it bad here
  t.test('is 400 when its path cannot be decoded', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    fastify.addHook('onRequest', async ({ raw, headers }) => { raw.url = headers['x-url'] as string })
    const ask = async (url: string) => (await fastify.inject({ url: '/', headers: { 'x-url': url } })).json()
    const invalid = { type: ['Error'], error: { code: 'INVALID_REQUEST', message: 'Invalid request.' }, debug: {} }
    t.same(await ask('/a%zz'), invalid)
    t.same(await ask('/%ff?b'), invalid)
    t.same(await ask('/a%20b?c=%zz'), notFound)
  })

  t.test('with methodNotAllowed off is 404, whatever the method', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin, { methodNotAllowed: false })
    fastify.get('/a', ok)
    for (const method of ['PUT', 'PROPFIND']) {
      const response = await fastify.inject({ method: method as 'PUT', url: '/a' })
      t.equal(response.statusCode, 404)
      t.same(response.json(), notFound)
    }
  })
})

t.test('over a socket', async (t) => {
  const exchange = async (t: Test, message: string, setup: Setup = route('GET OPTIONS', '/a')) => {
    const fastify = Fastify({ ...serverOptions() })
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    await setup(fastify, t)
    await fastify.listen({ host: '127.0.0.1', port: 0 })
    const socket = connect((fastify.server.address() as AddressInfo).port, '127.0.0.1')
    t.teardown(() => socket.destroy())
    let text = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => { text += chunk })
    socket.write(`${message} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    await once(socket, 'close')
    return text
  }

  t.test('OPTIONS * speaks of no path', async (t) => {
    for (const setup of [route('GET OPTIONS', '/a'), route('GET', '/'), route('GET', '/:id'), route('GET', '/*')]) {
      const text = await exchange(t, 'OPTIONS *', setup)
      t.match(text, /^HTTP\/1\.1 404 Not Found\r\n[^]*"code":"NOT_FOUND"/)
      t.notMatch(text, /\r\nallow:/i)
    }
  })

  t.test('OPTIONS * is left to @fastify/cors', async (t) => {
    t.match(await exchange(t, 'OPTIONS *', (fastify) => fastify.register(cors)), /^HTTP\/1\.1 400 Bad Request\r\n[^]*Invalid Preflight Request/)
  })

  t.test('an absolute URL is its path', async (t) => {
    t.match(await exchange(t, 'PUT http://a/a?b=1'), /^HTTP\/1\.1 405 [^]*\r\nallow: GET, HEAD, OPTIONS\r\n/)
    t.match(await exchange(t, 'PUT http://a/b'), /^HTTP\/1\.1 404 /)
  })

  t.test('a bad URL is 400 under every method', async (t) => {
    for (const method of ['GET', 'PUT', 'PROPFIND']) t.match(await exchange(t, `${method} /a%zz`), /^HTTP\/1\.1 400 /)
  })
})

t.test('over HTTP/2', async (t) => {
  const fastify = Fastify({ http2: true })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin)
  fastify.route({ method: 'GET', url: '/a', handler: ok })
  fastify.route({ method: 'GET', url: '/host', constraints: { host: 'a.example' }, handler: ok })
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  const session = connectHttp2(`http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}`)
  t.teardown(() => session.close())

  const table: Record<string, { headers: Record<string, string>, expected: string[] | 404 }> = {
    'another method': { headers: { ':method': 'PUT', ':path': '/a?b' }, expected: ['GET', 'HEAD'] },
    'the authority of the route': { headers: { ':method': 'PUT', ':path': '/host', ':authority': 'a.example' }, expected: ['GET', 'HEAD'] },
    'another authority': { headers: { ':method': 'PUT', ':path': '/host', ':authority': 'b.example' }, expected: 404 },
    'an unknown method': { headers: { ':method': 'WHATEVER', ':path': '/a' }, expected: ['GET', 'HEAD'] },
    'an unknown method, on an unknown path': { headers: { ':method': 'WHATEVER', ':path': '/b' }, expected: 404 }
  }
  for (const [name, { headers, expected }] of Object.entries(table)) {
    t.test(name, async (t) => {
      const stream = session.request(headers, { endStream: true })
      const [response] = await once(stream, 'response') as [Record<string, unknown>]
      let body = ''
      for await (const chunk of stream.setEncoding('utf8')) body += chunk
      t.equal(response[':status'], expected === 404 ? 404 : 405)
      t.equal(response['allow'], expected === 404 ? undefined : expected.join(', '))
      t.same(JSON.parse(body), expected === 404 ? notFound : notAllowed(headers[':method'] as string, expected))
    })
  }
})

t.test('allowedMethods', async (t) => {
  t.test('serves a not-found handler of the application', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    fastify.setNotFoundHandler((request, reply) => {
      const methods = allowedMethods(request)
      return methods.length === 0 ? reply.notFound('Nothing.') : reply.methodNotAllowed(methods, 'Not that way.')
    })
    await fastify.register(errorsPlugin, { notFound: false })
    fastify.get('/a', ok)
    const known = await fastify.inject({ method: 'PUT', url: '/a' })
    t.equal(known.statusCode, 405)
    t.equal(known.headers.allow, 'GET, HEAD')
    t.equal(known.json().error.message, 'Not that way.')
    t.equal((await fastify.inject({ method: 'PUT', url: '/b' })).json().error.message, 'Nothing.')
  })

  t.test('is empty in a route of the method itself', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    fastify.route({ method: ['GET', 'POST'], url: '/a', handler: async (request) => allowedMethods(request) })
    t.same((await fastify.inject('/a')).json(), [])
  })
})

t.test('reply.methodNotAllowed without a list has that of the router, without the own method', async (t) => {
  const fastify = Fastify()
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin)
  fastify.route({ method: ['GET', 'POST'], url: '/a', handler: (_request, reply) => { reply.methodNotAllowed() } })
  const response = await fastify.inject('/a')
  t.equal(response.statusCode, 405)
  t.same(response.json(), notAllowed('GET', ['POST']))
  t.equal((await fastify.inject({ method: 'HEAD', url: '/a' })).headers['allow'], 'POST')
  t.equal((await fastify.inject({ method: 'POST', url: '/a' })).headers['allow'], 'GET, HEAD')
})

t.test('Allow of an error is that of the error', async (t) => {
  const fastify = Fastify()
  t.teardown(() => fastify.close())
  const retired = defineError({ code: 'RETIRED', statusCode: 405, title: 'Retired', message: 'Retired.', detail: Type.Object({ since: Type.Integer() }) })
  await fastify.register(errorsPlugin, { errors: [retired] })
  fastify.post('/array', (_request, reply) => { reply.methodNotAllowed('No.', { headers: { allow: ['GET', 'PATCH, DELETE'] } }) })
  fastify.post('/foreign', async () => { throw Object.assign(new Error('No.'), { statusCode: 405, headers: { Allow: ['GET', 'PATCH'] } }) })
  fastify.post('/own', async () => { throw retired({ since: 2020 }) })
  fastify.get('/own', ok)
  const post = async (url: string) => {
    const response = await fastify.inject({ method: 'POST', url })
    t.equal(response.statusCode, 405)
    return [response.headers['allow'], response.json().error]
  }
  t.same(await post('/array'), ['GET, PATCH, DELETE', { ...notAllowed('POST', ['GET', 'PATCH', 'DELETE']).error, message: 'No.' }])
  t.same(await post('/foreign'), ['GET, PATCH', { ...notAllowed('POST', ['GET', 'PATCH']).error, message: 'No.' }])
  t.same(await post('/own'), ['GET, HEAD', { code: 'RETIRED', message: 'Retired.', detail: { since: 2020 } }])
})

t.test('what the router said is remembered', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  fastify.get('/a/:id', ok)
  fastify.post('/a/new', ok)
  fastify.get('/*', (_request, reply) => { reply.callNotFound() })

  t.test('per path and method', async t => {
    for (let time = 0; time < 2; time++) {
      t.same((await fastify.inject({ method: 'PUT', url: '/a/1' })).json(), notAllowed('PUT', ['GET', 'HEAD']))
      t.same((await fastify.inject({ method: 'PUT', url: '/a/new?b' })).json(), notAllowed('PUT', ['GET', 'HEAD', 'POST']))
      t.same((await fastify.inject({ method: 'PATCH', url: '/a/new' })).json(), notAllowed('PATCH', ['GET', 'HEAD', 'POST']))
      t.same((await fastify.inject({ method: 'GET', url: '/b' })).json(), notFound)
    }
  })

  t.test('and a flood of paths changes nothing', async t => {
    for (let id = 0; id < 600; id++) await fastify.inject({ method: 'PUT', url: `/a/${id}` })
    const { headers } = await fastify.inject({ method: 'PUT', url: '/a/new' })
    t.equal(headers['allow'], 'GET, HEAD, POST')
    t.equal((await fastify.inject({ method: 'PUT', url: `/a/${'x'.repeat(300)}` })).statusCode, 404)
    t.equal((await fastify.inject({ method: 'PUT', url: `/a/1?${'x'.repeat(300)}` })).headers['allow'], 'GET, HEAD')
  })

  t.test('of at most 256 paths', async t => {
    const { paths } = known(fastify)
    const sizes = []
    for (let id = 0; id < 600; id++) {
      await fastify.inject({ method: 'PUT', url: `/a/b${id}` })
      sizes.push(paths.size)
    }
    t.equal(Math.max(...sizes), 256)
    t.equal(Math.min(...sizes.slice(-256)), 1)
  })

  t.test('without the addresses that they were cut from', async t => {
    const before = await heapInUse()
    for (let id = 0; id < 40; id++) {
      const accept = `${'x'.repeat(500_000)}text/html;level=${id}`.slice(500_000)
      await new Promise<void>((resolve) => {
        fastify.inject({ method: 'PUT', url: `/a/c${id}?${'x'.repeat(500_000)}`, headers: { accept } }, () => { resolve() })
      })
    }
    const grown = await heapInUse() - before
    t.ok(grown < 8e6, `${Math.round(grown / 1e6)} MB`)
  })
})
