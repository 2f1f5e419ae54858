import { connect } from 'node:http2'
import { once } from 'node:events'
import Fastify, { type FastifyRequest } from 'fastify'
import t from 'tap'
import errorsPlugin, { errors } from '../../lib/index.js'
import { acceptedTypes } from '../../lib/finalize/accepted-types.js'
import { resolveFinalizeOptions } from '../../lib/finalize/options.js'
import { linkedPage, requiredHeaders } from '../../lib/finalize/required-headers.js'
import type { AddressInfo } from 'node:net'

const settings = resolveFinalizeOptions({}, undefined)

t.test('a 415 of a server without parsers has no Accept', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  fastify.removeAllContentTypeParsers()
  fastify.patch('/', (_request, reply) => reply.unsupportedMediaType())
  const { statusCode, headers } = await fastify.inject({ method: 'PATCH', url: '/' })
  t.equal(statusCode, 415)
  t.same([headers['accept'], headers['accept-patch']], [undefined, undefined])
})

t.test('an empty header counts as missing', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  const required: Record<number, [name: string, value: string]> = {
    401: ['www-authenticate', 'Bearer realm="api"'],
    407: ['proxy-authenticate', 'Bearer realm="api"'],
    415: ['accept', 'application/json, text/plain']
  }
  const empty: (string | string[])[] = ['', [], ['']]
  for (const [status, [name]] of Object.entries(required)) {
    for (const [i, header] of empty.entries()) {
      fastify.get(`/init/${status}/${i}`, (_request, reply) => reply.fail(Number(status), 'No.', { headers: { [name]: header } }))
      fastify.get(`/reply/${status}/${i}`, (_request, reply) => { reply.header(name, header).fail(Number(status)) })
      fastify.get(`/thrown/${status}/${i}`, async () => { throw Object.assign(new Error('No.'), { statusCode: Number(status), headers: { [name]: header } }) })
    }
  }
  for (const [status, [name, value]] of Object.entries(required)) {
    for (const [i, header] of empty.entries()) {
      for (const way of ['init', 'reply', 'thrown']) t.equal((await fastify.inject(`/${way}/${status}/${i}`)).headers[name], value, `${way} ${name}: ${JSON.stringify(header)}`)
    }
  }
})

t.test('several challenges of a foreign error are several lines', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  const challenges = ['Basic realm="a"', 'Bearer realm="b"', 'Bad\r\n', 7]
  fastify.get('/', async () => { throw Object.assign(new Error('No.'), { statusCode: 401, headers: { 'WWW-Authenticate': challenges } }) })
  fastify.get('/none', async () => { throw Object.assign(new Error('No.'), { statusCode: 401, headers: { 'WWW-Authenticate': ['Bad\r\n'] } }) })
  const refusing = new Proxy([], { get (target, name, receiver) { if (name === 'slice') throw new Error('trap'); return Reflect.get(target, name, receiver) as unknown } })
  fastify.get('/proxy', async () => { throw Object.assign(new Error('No.'), { statusCode: 401, headers: { 'WWW-Authenticate': refusing } }) })
  t.same((await fastify.inject('/')).headers['www-authenticate'], challenges.slice(0, 2))
  t.equal((await fastify.inject('/none')).headers['www-authenticate'], 'Bearer realm="api"')
  t.equal((await fastify.inject('/proxy')).headers['www-authenticate'], 'Bearer realm="api"')
})

t.test('Content-Range of a 416 is the size, not the range of a 206 that failed', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  for (const [name, range] of Object.entries({ part: 'bytes 0-5/10', size: 'bytes */10' })) {
    fastify.get(`/reply/${name}`, (_request, reply) => { reply.header('content-range', range).rangeNotSatisfiable() })
    fastify.get(`/thrown/${name}`, async () => { throw Object.assign(new Error('No.'), { statusCode: 416, headers: { 'content-range': range } }) })
  }
  for (const way of ['reply', 'thrown']) {
    t.equal((await fastify.inject(`/${way}/size`)).headers['content-range'], 'bytes */10', way)
    t.equal((await fastify.inject(`/${way}/part`)).headers['content-range'], undefined, way)
  }
})

t.test('a challenge is one, or a list of them', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  const fine = [
    'Basic', 'Basic realm="a"', 'Bearer realm="a\\"b, c", scope="x y"', 'Digest qop=auth , realm = "a"', 'Negotiate YII==', 'Basic realm="a", Bearer realm="b"', 'Basic, Bearer', 'Bearer realm=', 'Bear er'
  ]
  const wrong = [
    'Bearer realm="api, scope', 'Bearer realm=api scope', 'Bearer realm="a""', 'Bearer ,', 'Bearer a b', '"Bearer"', 'Bearer realm="\u00e9"', 'Bearer realm="a\r\nb: c"', ''
  ]
  fastify.get('/', (request, reply) => { reply.unauthorized('No.', { challenge: decodeURIComponent((request.query as { c: string }).c) }) })
  for (const challenge of [...fine, ...wrong]) {
    const url = `/?c=${encodeURIComponent(encodeURIComponent(challenge))}`
    t.equal((await fastify.inject(url)).headers['www-authenticate'], fine.includes(challenge) ? challenge : 'Bearer realm="api"', challenge)
  }
})

t.test('a 415 has the media types that the route takes, also for PATCH', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  const schema = { body: { content: { 'text/csv': { schema: {} }, 'text/x': { schema: {} } } } }
  const method = ['POST', 'PATCH']
  fastify.route({ method, url: '/context', handler: (_request, reply) => reply.unsupportedMediaType() })
  fastify.route({ method, url: '/content', schema, attachValidation: true, handler: (_request, reply) => reply.unsupportedMediaType() })
  fastify.route({ method, url: '/plain', schema: { body: { type: 'object' } }, attachValidation: true, handler: (_request, reply) => reply.unsupportedMediaType() })
  fastify.route({ method, url: '/own', handler: (_request, reply) => reply.unsupportedMediaType(['text/a']) })
  fastify.route({ method, url: '/header', handler: (_request, reply) => { reply.header('accept', 'text/b').unsupportedMediaType() } })
  fastify.register(async (child) => {
    child.addContentTypeParser('text/y', (_request, _payload, done) => { done(null) })
    child.route({ method, url: '/child', handler: (_request, reply) => reply.unsupportedMediaType() })
  })
  const types: Record<string, string> = {
    '/context': 'application/json, text/plain', '/content': 'text/csv, text/x', '/plain': 'application/json, text/plain', '/own': 'text/a', '/header': 'text/b', '/child': 'text/y, application/json, text/plain'
  }
  for (const [url, accept] of Object.entries(types)) {
    for (const method of ['POST', 'PATCH'] as const) {
      const { headers } = await fastify.inject({ method, url })
      t.same([headers['accept'], headers['accept-patch']], [accept, method === 'PATCH' ? accept : undefined], `${method} ${url}`)
    }
  }
  // Where Fastify does not show its parsers
  const request = { routeOptions: {}, server: { hasContentTypeParser: () => true } } as unknown as FastifyRequest
  t.same(acceptedTypes(request), ['application/json', 'text/plain'])
})

t.test('a header that Node would not send counts as missing', async t => {
  const rows: [error: Error, name: string, value: unknown, required: object | undefined][] = [
    [errors.unauthorized(), 'www-authenticate', 'Basic', undefined],
    [errors.unauthorized(), 'www-authenticate', ['Basic'], undefined],
    [errors.unauthorized(), 'www-authenticate', 'Basic\r\n', { 'www-authenticate': 'Bearer realm="api"' }],
    [errors.unauthorized(), 'proxy-authenticate', 'Basic', { 'www-authenticate': 'Bearer realm="api"' }],
    [errors.proxyAuthenticationRequired(), 'proxy-authenticate', 'Basic', undefined],
    [errors.proxyAuthenticationRequired(), 'proxy-authenticate', ['\u0000'], { 'proxy-authenticate': 'Bearer realm="api"' }]
  ]
  for (const [error, name, value, required] of rows) {
    t.strictSame(requiredHeaders(error as never, undefined, (asked) => asked === name ? value : undefined, settings), required, `${name} ${JSON.stringify(value)}`)
  }
})

t.test('malformed HTTP, which is no request, has what needs none', async t => {
  const withId = resolveFinalizeOptions({ requestId: true }, undefined)
  for (const [error, required] of [
    [errors.unauthorized(), { 'www-authenticate': 'Bearer realm="api"' }], [errors.unsupportedMediaType(), undefined], [errors.upgradeRequired(), undefined], [errors.gone(), undefined]
  ] as const) t.strictSame(requiredHeaders(error, undefined, () => undefined, withId), required, error.code)
})

t.test('Content-Language is that of the text', async t => {
  const translated = { error: errors.gone(), language: 'de', varies: true }
  const own = errors.gone('No.', { headers: { 'content-language': 'fr' } })
  const rows: [error: Error, isCustom: boolean, present: string | undefined, required: object | undefined][] = [
    [errors.gone(), false, undefined, { 'content-language': 'de' }],
    [errors.gone(), true, undefined, { 'content-language': 'de' }],
    [errors.gone(), false, 'it', { 'content-language': 'de' }],
    [errors.gone(), true, 'it', undefined],
    [own, false, undefined, { 'content-language': 'fr' }]
  ]
  for (const [error, isCustom, present, required] of rows) {
    t.strictSame(requiredHeaders(error as never, undefined, () => present, settings, { ...translated, isCustom }), required, `${String(isCustom)} ${String(present)}`)
  }
  t.equal(requiredHeaders(errors.gone(), undefined, () => undefined, settings, { ...translated, language: undefined, isCustom: true }), undefined)
})

t.test('Link to the page of an error is added to other links', async t => {
  const help = '<https://a.example/GONE>; rel="help"'
  const rows: [own: string | string[] | undefined, present: unknown, link: string | string[]][] = [
    [undefined, undefined, help],
    ['</a>', undefined, ['</a>', help]],
    [['</a>', '</b>'], undefined, ['</a>', '</b>', help]],
    [undefined, '</c>', ['</c>', help]],
    [undefined, ['</c>', '</d>'], ['</c>', '</d>', help]],
    ['</a>', '</c>', ['</a>', help]],
    [undefined, '</c>\r\n', help]
  ]
  for (const [own, present, link] of rows) {
    const error = errors.gone('No.', own === undefined ? {} : { headers: { link: own } })
    t.strictSame(requiredHeaders(error, undefined, (name) => name === 'link' ? present : undefined, settings, undefined, 'https://a.example/GONE'), { link }, JSON.stringify([own, present]))
  }
})

t.test('linkedPage is the page of an error in the catalogue, where it is linked and no member of the body', async t => {
  const uris = new Map([['GONE', 'https://a.example/GONE']])
  const envelope = { name: 'envelope' }
  t.equal(linkedPage(errors.gone(), envelope, { uris, isLinked: true }), 'https://a.example/GONE')
  t.equal(linkedPage(errors.locked(), envelope, { uris, isLinked: true }), undefined)
  t.equal(linkedPage(errors.gone(), { name: 'problem' }, { uris, isLinked: true }), undefined)
  t.equal(linkedPage(errors.gone(), envelope, { uris, isLinked: false }), undefined)
  t.equal(linkedPage(errors.gone(), envelope, { uris: undefined, isLinked: true }), undefined)
})

t.test('a 426 has Upgrade in HTTP/1.1 alone, and one report without it', async t => {
  const send = async (options: { http2?: true }, fail: () => Error) => {
    const lines: string[] = []
    const fastify = Fastify({ ...options, logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line).msg) } } } } as {})
    await fastify.register(errorsPlugin)
    fastify.get('/', async () => { throw fail() })
    await fastify.listen({ port: 0, host: '127.0.0.1' })
    const { port } = fastify.server.address() as AddressInfo
    let status: unknown
    if (options.http2) {
      const session = connect(`http://127.0.0.1:${port}`)
      const [headers] = await once(session.request({ ':path': '/' }).resume(), 'response') as [Record<string, unknown>]
      status = headers[':status']
      session.destroy()
    } else status = (await fastify.inject('/')).statusCode
    await fastify.close()
    t.equal(status, 426)
    return lines
  }
  const own = () => Object.assign(new Error('No.'), { statusCode: 426 })
  t.same(await send({ http2: true }, own), [])
  t.same(await send({}, () => errors.upgradeRequired([5] as never)), ["fastify-error-replies: upgradeRequired in route GET /: protocols should be a list of protocols, instead got '5'"])
})
