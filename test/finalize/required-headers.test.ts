import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin from '../../lib/index.js'

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
