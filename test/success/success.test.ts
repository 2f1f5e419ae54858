import t, { type Test } from 'tap'
import Fastify, { type FastifyReply } from 'fastify'
import etag from '@fastify/etag'
import { Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import errorsPlugin from '../../lib/index.js'
import success from '../../lib/success/index.js'
import { halLinkSchema, halSchema } from '../../schemas/index.js'
import { sendBothWays } from '../support/send-request.js'

const HAL = 'application/hal+json; charset=utf-8'

async function build (t: Test, handler: (reply: FastifyReply) => unknown, response?: unknown) {
  const lines: any[] = []
  const fastify = Fastify({ logger: { stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin)
  await fastify.register(success)
  fastify.route({
    method: ['GET', 'POST'],
    url: '/',
    ...(response === undefined ? undefined : { schema: { response } }),
    handler: (_request, reply) => handler(reply)
  })
  return { fastify, lines }
}

const replies: { name: string, handler: (reply: FastifyReply) => unknown, statusCode: number, headers: Record<string, string>, body: unknown }[] = [
  {
    name: 'reply.ok sends the resource with its links',
    handler: (reply) => reply.ok({ id: 1 }, { self: '/orders/1', next: undefined }),
    statusCode: 200,
    headers: { 'content-type': HAL },
    body: { id: 1, _links: { self: { href: '/orders/1' } } }
  },
  {
    name: 'reply.ok takes a resource alone',
    handler: (reply) => reply.ok({ id: 1 }),
    statusCode: 200,
    headers: { 'content-type': HAL },
    body: { id: 1 }
  },
  {
    name: 'reply.ok takes nothing',
    handler: (reply) => reply.ok(),
    statusCode: 200,
    headers: { 'content-type': HAL },
    body: {}
  },
  {
    name: 'a link has every member of HAL and no other',
    handler: (reply) => reply.ok({}, {
      find: {
        href: '/orders{?id,page*}',
        templated: true,
        type: 'application/hal+json',
        deprecation: 'https://example.com/old',
        name: 'n',
        profile: new URL('https://example.com/profile'),
        title: 'Ünïcode',
        hreflang: 'en-GB',
        secret: 'x'
      } as never
    }),
    statusCode: 200,
    headers: { 'content-type': HAL },
    body: {
      _links: {
        find: {
          href: '/orders{?id,page*}',
          templated: true,
          type: 'application/hal+json',
          deprecation: 'https://example.com/old',
          name: 'n',
          profile: 'https://example.com/profile',
          title: 'Ünïcode',
          hreflang: 'en-GB'
        }
      }
    }
  },
  {
    name: 'a relation leads to several links',
    handler: (reply) => reply.ok({}, { item: ['/a', new URL('https://example.com/b?c=d#e'), { href: '../c' }] }),
    statusCode: 200,
    headers: { 'content-type': HAL },
    body: { _links: { item: [{ href: '/a' }, { href: 'https://example.com/b?c=d#e' }, { href: '../c' }] } }
  },
  {
    name: 'links and embedded resources of the resource itself are kept',
    handler: (reply) => reply.embed('b', { id: 2 }).ok({ id: 1, _links: { up: '/' }, _embedded: { a: [{ id: 3 }] } }, { self: '/1' }),
    statusCode: 200,
    headers: { 'content-type': HAL },
    body: { id: 1, _links: { up: { href: '/' }, self: { href: '/1' } }, _embedded: { a: [{ id: 3 }], b: { id: 2 } } }
  },
  {
    name: 'embedded resources of the resource alone are kept',
    handler: (reply) => reply.ok({ _embedded: { a: { id: 3 } } }),
    statusCode: 200,
    headers: { 'content-type': HAL },
    body: { _embedded: { a: { id: 3 } } }
  },
  {
    name: 'a model lists its members through toJSON',
    handler: (reply) => reply.ok({ password: 'x', toJSON: () => ({ id: 1 }) }),
    statusCode: 200,
    headers: { 'content-type': HAL },
    body: { id: 1 }
  },
  {
    name: 'reply.embed puts one resource or several under _embedded',
    handler: (reply) => reply.embed('customer', { id: 7 }).embed('items', [{ id: 8 }]).ok({ id: 1 }),
    statusCode: 200,
    headers: { 'content-type': HAL },
    body: { id: 1, _embedded: { customer: { id: 7 }, items: [{ id: 8 }] } }
  },
  {
    name: 'reply.created sends 201 with Location and link self',
    handler: (reply) => reply.created({ id: 1 }, { self: '/orders/1', up: '/orders' }),
    statusCode: 201,
    headers: { 'content-type': HAL, location: '/orders/1' },
    body: { id: 1, _links: { self: { href: '/orders/1' }, up: { href: '/orders' } } }
  },
  {
    name: 'reply.created takes a link object',
    handler: (reply) => reply.created(null, { self: { href: new URL('https://example.com/1'), title: 'One' } }),
    statusCode: 201,
    headers: { 'content-type': HAL, location: 'https://example.com/1' },
    body: { _links: { self: { href: 'https://example.com/1', title: 'One' } } }
  },
  {
    name: 'reply.accepted sends 202 with link status',
    handler: (reply) => reply.accepted({ id: 1 }, { status: '/jobs/1' }),
    statusCode: 202,
    headers: { 'content-type': HAL },
    body: { id: 1, _links: { status: { href: '/jobs/1' } } }
  },
  {
    name: 'reply.accepted takes link self too',
    handler: (reply) => reply.accepted(undefined, { status: '/jobs/1', self: '/orders/1' }),
    statusCode: 202,
    headers: { 'content-type': HAL },
    body: { _links: { status: { href: '/jobs/1' }, self: { href: '/orders/1' } } }
  },
  {
    name: 'reply.noContent sends 204 without a body and a content type',
    handler: (reply) => reply.type('text/html').noContent(),
    statusCode: 204,
    headers: {},
    body: undefined
  },
  {
    name: 'reply.movedPermanently sends 301 with Location',
    handler: (reply) => reply.movedPermanently('/new?a=b'),
    statusCode: 301,
    headers: { location: '/new?a=b', 'content-length': '0' },
    body: undefined
  },
  {
    name: 'reply.movedPermanently takes a URL',
    handler: (reply) => reply.movedPermanently(new URL('https://example.com/ü')),
    statusCode: 301,
    headers: { location: 'https://example.com/%C3%BC', 'content-length': '0' },
    body: undefined
  },
  {
    name: 'a helper can be returned from an async handler',
    handler: async (reply) => reply.ok({ id: 1 }),
    statusCode: 200,
    headers: { 'content-type': HAL },
    body: { id: 1 }
  }
]

t.test('success replies', async (t) => {
  for (const { name, handler, statusCode, headers, body } of replies) {
    t.test(name, async (t) => {
      const { fastify } = await build(t, handler)
      for (const answer of await sendBothWays(fastify, { url: '/' })) {
        t.equal(answer.statusCode, statusCode, answer.way)
        t.strictSame(answer.text === '' ? undefined : answer.json(), body)
        const { 'content-length': length, ...others } = answer.headers
        t.strictSame(body === undefined ? answer.headers : others, headers)
        if (body !== undefined) t.equal(Number(length), Buffer.byteLength(answer.text))
      }
    })
  }
})

const LINK = 'FST_ERR_REPLIES_INVALID_LINK'
const RESOURCE = 'FST_ERR_REPLIES_INVALID_RESOURCE'
const mistakes: { name: string, handler: (reply: FastifyReply) => unknown, code: string, message: string }[] = [
  ...[
    '', 'not a uri', '/a b', '/ü', '/a%2', '/{id}', '/a\r\nb: c', '/a\\b', '/a#b#c', '//[', 'http://', 'javascript:alert(1)',
    'JavaScript:alert(1)', 'data:text/html,x', 7, null, {}, { href: '/a', templated: 'yes' }, { href: '/a', type: 'html' },
    { href: '/a', deprecation: 'a b' }, { href: '/a', name: 1 }, { href: '/a', profile: '' }, { href: '/a', title: {} },
    { href: '/a', hreflang: 'en_GB' }, { href: '/{', templated: true }, { href: '/{a b}', templated: true }, [['/a']]
  ].map((link) => ({
    name: `a link cannot be ${JSON.stringify(link)}`,
    handler: (reply: FastifyReply) => reply.ok({ id: 1 }, { next: link as never }),
    code: LINK,
    message: "link 'next'"
  })),
  ...['//evil.example/x', '/a\r\nb: c', '', undefined, { href: '/a' }, 'javascript:alert(1)', '/ü'].map((url) => ({
    name: `a page cannot move to ${JSON.stringify(url)}`,
    handler: (reply: FastifyReply) => reply.movedPermanently(url as never),
    code: LINK,
    message: 'Location'
  })),
  ...['//evil.example/x', '/{id}', { href: '/{id}', templated: true }, '/a\r\nb: c'].map((self) => ({
    name: `a resource cannot be created at ${JSON.stringify(self)}`,
    handler: (reply: FastifyReply) => reply.created({}, { self: self as never }),
    code: LINK,
    message: 'Location'
  })),
  { name: 'reply.created needs link self', handler: (reply) => reply.created({}, {} as never), code: LINK, message: "link 'self' should be one link, instead got 'undefined'" },
  { name: 'link self is one', handler: (reply) => reply.created({}, { self: ['/a'] as never }), code: LINK, message: "link 'self' should be one link, instead got 'an array'" },
  { name: 'reply.accepted needs link status', handler: (reply) => reply.accepted({}, undefined as never), code: LINK, message: "link 'status' should be one link, instead got 'undefined'" },
  { name: 'a list is not a resource', handler: (reply) => reply.ok([1]), code: RESOURCE, message: "resource should be an object, lists go into reply.embed, instead got 'an array'" },
  { name: 'a string is not a resource', handler: (reply) => reply.ok('x' as never), code: RESOURCE, message: "resource should be an object, lists go into reply.embed, instead got 'string'" },
  { name: 'a text cannot be embedded', handler: (reply) => reply.embed('items', 'x' as never).ok({}), code: RESOURCE, message: "embedded 'items' should be a resource or an array of them, instead got 'string'" },
  { name: 'links of a resource are checked', handler: (reply) => reply.ok({ _links: { self: 'a b' } }), code: LINK, message: "link 'self'" }
]

t.test('a mistake in a success reply', async (t) => {
  const UNKNOWN = { type: ['Error'], error: { code: 'UNKNOWN_ERROR', message: 'An unknown error has occurred.' }, debug: {} }

  for (const { name, handler, code, message } of mistakes) {
    t.test(name, async (t) => {
      const { fastify, lines } = await build(t, handler)
      for (const answer of await sendBothWays(fastify, { url: '/' })) {
        t.equal(answer.statusCode, 500, answer.way)
        t.strictSame(answer.json(), UNKNOWN)
        t.equal(answer.headers['location'], undefined)
      }
      const errors = lines.filter(({ level }) => level === 50)
      t.equal(errors.length, 2)
      t.match(errors[0].err, { code, message: new RegExp('^' + message.replace(/[.()]/g, '\\$&')) })
    })
  }

  t.test('does not throw into a callback', async (t) => {
    const { fastify } = await build(t, (reply) => { setImmediate(() => reply.ok({}, { self: 'a b' })) })
    for (const answer of await sendBothWays(fastify, { url: '/' })) t.strictSame(answer.json(), UNKNOWN, answer.way)
  })
})

t.test('halSchema', async (t) => {
  const order = Type.Object({ id: Type.Integer() })

  t.test('serializes links and embedded resources, and the resource by its own schema', async (t) => {
    const { fastify } = await build(t, (reply) => reply
      .embed('items', [{ id: 8, cost: 3 }])
      .ok({ id: 1, secret: 'x' }, { self: '/1', item: ['/8', '/9'], find: { href: '/{id}', templated: true } }), { 200: halSchema(order) })
    for (const answer of await sendBothWays(fastify, { url: '/' })) {
      t.strictSame(answer.json(), {
        id: 1,
        _links: { self: { href: '/1' }, item: [{ href: '/8' }, { href: '/9' }], find: { href: '/{id}', templated: true } },
        _embedded: { items: [{ id: 8, cost: 3 }] }
      }, answer.way)
    }
  })

  t.test('serializes embedded resources by the schema of their relation', async (t) => {
    const schema = halSchema(order, { items: Type.Array(halSchema(Type.Object({ id: Type.Integer() }))) })
    const { fastify } = await build(t, (reply) => reply
      .embed('items', [{ id: 8, cost: 3, _links: { self: { href: '/8' } } }])
      .embed('customer', { password: 'x' })
      .ok({ id: 1 }), { 200: { content: { 'application/hal+json': { schema } } } })
    for (const answer of await sendBothWays(fastify, { url: '/' })) {
      t.strictSame(answer.json(), { id: 1, _embedded: { items: [{ id: 8, _links: { self: { href: '/8' } } }] } }, answer.way)
    }
  })

  t.test('is a schema that validates what is sent', async (t) => {
    const validate = new Ajv().compile(halSchema(order, { items: Type.Array(order) }))
    t.ok(validate({ id: 1, _links: { self: { href: '/1' }, item: [{ href: '/8' }] }, _embedded: { items: [{ id: 8 }] } }))
    t.ok(validate({ id: 1 }))
    t.notOk(validate({ id: 1, _links: { self: '/1' } }))
    t.notOk(validate({ id: 1, _embedded: { items: [{}] } }))
    t.strictSame(Object.keys(halLinkSchema.properties), ['href', 'templated', 'type', 'deprecation', 'name', 'profile', 'title', 'hreflang'])
  })

  t.test('takes the schema of an object only', async (t) => {
    for (const schema of [Type.String(), Type.Array(order), undefined, {}]) {
      t.throws(() => halSchema(schema as never), new TypeError('halSchema takes the schema of an object'))
    }
  })
})

t.test('@fastify/etag', async (t) => {
  async function buildTagged (t: Test, ours: boolean) {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    if (ours) await fastify.register(errorsPlugin)
    if (ours) await fastify.register(success)
    await fastify.register(etag)
    fastify.get('/', (_request, reply) => ours ? reply.ok({ id: 1 }) : reply.type('application/hal+json').send({ id: 1 }))
    return fastify
  }

  t.test('gets its 304 through untouched', async (t) => {
    const ours = await buildTagged(t, true)
    const plain = await buildTagged(t, false)
    const [first] = await sendBothWays(ours, { url: '/' })
    const headers = { 'if-none-match': first?.headers['etag'] as string }
    const expected = await sendBothWays(plain, { url: '/', headers })
    const actual = await sendBothWays(ours, { url: '/', headers })
    t.match(actual, [{ statusCode: 304, text: '' }, { statusCode: 304, text: '' }])
    t.strictSame(actual.map(({ statusCode, headers, text }) => [statusCode, headers, text]),
      expected.map(({ statusCode, headers, text }) => [statusCode, headers, text]))
  })
})

t.test('register', async (t) => {
  t.test('works without the errors plugin', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    await fastify.register(success)
    fastify.get('/', (_request, reply) => reply.ok({ id: 1 }))
    for (const answer of await sendBothWays(fastify, { url: '/' })) t.strictSame(answer.json(), { id: 1 }, answer.way)
  })

  t.test('refuses an option that it does not have', async (t) => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    fastify.register(success, { type: 'x' } as never)
    await t.rejects(async () => { await fastify.ready() }, { code: 'FST_ERR_REPLIES_UNKNOWN_OPTION' })
  })

  t.test('keeps what is embedded to its own reply', async (t) => {
    const { fastify } = await build(t, (reply) => reply.request.method === 'POST' ? reply.embed('a', {}).ok() : reply.ok())
    await fastify.inject({ method: 'POST', url: '/' })
    for (const answer of await sendBothWays(fastify, { url: '/' })) t.strictSame(answer.json(), {}, answer.way)
  })
})
