import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import errorsPlugin, { defineError, defineFormat, type ErrorRepliesOptions } from '../../lib/index.js'
import { compileNegotiation } from '../../lib/formats/negotiate.js'
import { heapInUse } from '../support/heap.js'
import type { CompiledFormat } from '../../lib/formats/compile-format.js'

const xml = defineFormat({
  name: 'xml',
  contentType: 'application/problem+xml',
  body: ({ title }) => title.replace(/[<&]/g, ''),
  serialize: (title) => `<problem xmlns="urn:ietf:rfc:7807"><title>${title}</title></problem>`
})

async function buildServer (options: ErrorRepliesOptions = {}) {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, options)
  fastify.get('/', (_request, reply) => reply.gone())
  fastify.get('/fields', { config: { errorFormat: 'fields' } }, (_request, reply) => reply.gone())
  fastify.get('/vary', (_request, reply) => { reply.header('vary', 'origin').gone() })
  fastify.get('/vary-accept', (_request, reply) => { reply.header('vary', ['accept', 'origin']).gone() })
  const vary = { headers: { vary: 'X-Tenant' } }
  fastify.get('/vary-init', (_request, reply) => { reply.gone('Gone.', vary) })
  fastify.get('/vary-both', (_request, reply) => { reply.header('vary', 'origin').gone('Gone.', vary) })
  fastify.get('/vary-fields', { config: { errorFormat: 'fields' } }, (_request, reply) => { reply.gone('Gone.', vary) })
  fastify.get('/vary-all', (_request, reply) => { reply.header('vary', '*').gone() })
  return fastify
}

const ENVELOPE = 'application/json; charset=utf-8'
const PROBLEM = 'application/problem+json'
const XML = 'application/problem+xml'

// Accept → content type, where envelope is the default and problem and xml can be had
const choices: [string | undefined, string][] = [
  [undefined, ENVELOPE],
  ['*/*', ENVELOPE],
  ['application/json', ENVELOPE],
  ['application/*', ENVELOPE],
  ['text/html', ENVELOPE],
  ['application/problem+json', PROBLEM],
  ['application/PROBLEM+JSON', PROBLEM],
  ['application/problem+json;charset=utf-8', PROBLEM],
  ['application/problem+json;profile=x', ENVELOPE],
  ['application/problem+json, application/json;q=0.9', PROBLEM],
  ['application/problem+json;q=0.8, application/json;q=0.9', ENVELOPE],
  ['application/problem+json, */*;q=0.1', PROBLEM],
  ['application/json;q=0, */*', PROBLEM],
  ['application/json;q=0, application/problem+json;q=0, */*', XML],
  ['application/problem+xml;q=0.5, text/html', XML],
  ['application/*;q=0.2, application/problem+xml;q=0.1', ENVELOPE],
  ['', ENVELOPE],
  [',,;q=', ENVELOPE],
  ['application/problem+json;q=nine', ENVELOPE],
  ['application/problem+json;q=-1', ENVELOPE],
  ['application/problem+json;q=1e9', PROBLEM],
  [`application/problem+json, ${'x/y, '.repeat(300)}`, ENVELOPE],
  [`application/problem+json${' '.repeat(8000)}`, ENVELOPE],
  ['*/'.repeat(400), ENVELOPE],
  ['"', ENVELOPE]
]

t.test('negotiate', async t => {
  const fastify = await buildServer({ negotiate: ['problem', xml] })

  t.test('an Accept that a hook replaced by another type counts as missing', async t => {
    const fastify = await buildServer()
    fastify.addHook('onRequest', async (request) => { request.headers = { accept: ['application/problem+json'] as never } })
    fastify.get('/late', (_request, reply) => reply.gone())
    const { statusCode, headers } = await fastify.inject('/late')
    t.equal(statusCode, 410)
    t.equal(headers['content-type'], ENVELOPE)
  })

  for (const [accept, contentType] of choices) {
    t.test(`${String(accept).slice(0, 60)} gives ${contentType}`, async t => {
      const headers = accept === undefined ? {} : { accept }
      for (const round of ['first', 'cached']) {
        const response = await fastify.inject({ url: '/', headers })
        t.equal(response.headers['content-type'], contentType, round)
        t.equal(response.statusCode, 410)
        t.equal(response.headers['vary'], 'Accept')
      }
    })
  }

  t.test('404 and 405 negotiate too', async t => {
    const headers = { accept: 'application/problem+json' }
    const at404 = await fastify.inject({ url: '/nowhere', headers })
    t.equal(at404.body, '{"title":"Not Found","status":404,"detail":"There is nothing at this address.","code":"NOT_FOUND"}')
    const at405 = await fastify.inject({ method: 'DELETE', url: '/', headers })
    t.equal(at405.body, '{"title":"Method Not Allowed","status":405,"detail":"Invalid request method DELETE.","code":"INVALID_REQUEST_METHOD","allowedMethods":["GET","HEAD"]}')
    t.equal(at405.headers['allow'], 'GET, HEAD')
  })

  t.test('Vary is merged', async t => {
    t.equal((await fastify.inject('/vary')).headers['vary'], 'origin, Accept')
    t.equal((await fastify.inject('/vary-accept')).headers['vary'], 'accept, origin')
    t.equal((await fastify.inject('/vary-init')).headers['vary'], 'X-Tenant, Accept')
    t.equal((await fastify.inject('/vary-both')).headers['vary'], 'origin, X-Tenant, Accept')
    t.equal((await fastify.inject({ url: '/vary-fields' })).headers['vary'], 'X-Tenant')
    t.equal((await fastify.inject('/vary-all')).headers['vary'], '*')
  })

  t.test('what a route chose stands above Accept, and says nothing of Vary', async t => {
    const response = await fastify.inject({ url: '/fields', headers: { accept: 'application/problem+json' } })
    t.equal(response.body, '{"message":"What was at this address is gone for good."}')
    t.equal(response.headers['vary'], undefined)
  })

  t.test('with nothing to choose from, Accept is not looked at', async t => {
    const fastify = await buildServer({ negotiate: [] })
    const response = await fastify.inject({ url: '/', headers: { accept: 'application/problem+json' } })
    t.equal(response.headers['content-type'], ENVELOPE)
    t.equal(response.headers['vary'], undefined)
  })

  t.test('many different values do not fill the memory', async t => {
    for (let i = 0; i < 600; i++) await fastify.inject({ url: '/', headers: { accept: `text/x${i}` } })
    t.equal((await fastify.inject({ url: '/', headers: { accept: 'application/problem+json' } })).headers['content-type'], PROBLEM)
  })

  t.test('a route that asks for an unknown format is a boot error that names it', async t => {
    t.throws(() => fastify.get('/unknown', { config: { errorFormat: 'yaml' as never } }, () => 'never'))
    const fresh = await buildServer()
    t.throws(() => fresh.get('/unknown', { config: { errorFormat: 'yaml' as never } }, () => 'never'), {
      code: 'FST_ERR_REPLIES_UNKNOWN_FORMAT',
      message: /route GET \/unknown should be one of envelope, problem, fields, description, oauth2, fastify, json-rpc, problem-xml, instead got 'yaml'/
    })
    t.throws(() => fresh.get('/unknown', { config: { errorFormat: 5 as never } }, () => 'never'), { code: 'FST_ERR_REPLIES_UNKNOWN_FORMAT' })
  })
})

t.test('contexts', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  const routes = async (child: FastifyInstance) => {
    child.get('/', (_request, reply) => reply.conflict('a', 1, 2))
    child.post('/validated', { schema: { body: { type: 'object', required: ['name'] } } }, () => 'never')
  }
  fastify.register(async (child) => {
    await child.register(errorsPlugin, { format: 'fields', negotiate: [] })
    await routes(child)
  }, { prefix: '/fields' })
  fastify.register(routes, { prefix: '/plain' })
  fastify.register(async (child) => {
    await child.register(errorsPlugin, { format: 'description' })
    child.register(async (grandchild) => {
      await grandchild.register(errorsPlugin, { format: 'fastify' })
      await routes(grandchild)
    }, { prefix: '/inner' })
    await routes(child)
  }, { prefix: '/outer' })

  t.test('each sends its errors, 404s, 405s and validation failures in its own format', async t => {
    const get = async (url: string) => (await fastify.inject(url)).json()
    t.match(await get('/fields'), { errors: { a: ['Update conflict. Resolve the conflict and try again.'] } })
    t.same(await get('/fields/nowhere'), { message: 'There is nothing at this address.' })
    t.same((await fastify.inject({ method: 'PUT', url: '/fields' })).json(), { message: 'Invalid request method PUT.' })
    t.equal((await fastify.inject({ method: 'POST', url: '/fields/validated', payload: {} })).statusCode, 422)
    t.match(await get('/plain'), { type: ['Error'], error: { code: 'CONFLICT' } })
    t.match(await get('/nowhere'), { type: ['Error'], error: { code: 'NOT_FOUND' } })
    t.equal((await fastify.inject({ method: 'POST', url: '/plain/validated', payload: {} })).statusCode, 400)
    t.match(await get('/outer'), { message: '409: Conflict' })
    t.match(await get('/outer/nowhere'), { message: '404: Not Found' })
    t.match(await get('/outer/inner'), { statusCode: 409, error: 'Conflict' })
    t.match(await get('/outer/inner/nowhere'), { statusCode: 404 })
  })
})

t.test('defineFormat', async t => {
  const jsonApi = defineFormat({
    name: 'json-api',
    contentType: 'application/vnd.api+json',
    validationStatusCode: 422,
    schema: Type.Object({
      errors: Type.Array(Type.Object({ status: Type.String(), code: Type.String(), title: Type.String(), detail: Type.String() }))
    }),
    body: ({ statusCode, code, title, message }) => ({
      errors: [{ status: String(statusCode), code, title, detail: message, secret: 'hunter2' }]
    })
  })

  t.test('sends only what its schema names', async t => {
    const fastify = await buildServer({ format: jsonApi, negotiate: ['problem'] })
    const response = await fastify.inject('/')
    t.equal(response.headers['content-type'], 'application/vnd.api+json')
    t.equal(response.body, '{"errors":[{"status":"410","code":"GONE","title":"Gone","detail":"What was at this address is gone for good."}]}')
    t.equal((await fastify.inject({ url: '/', headers: { accept: 'application/problem+json' } })).headers['content-type'], PROBLEM)
  })

  t.test('can be chosen by a route under its name', async t => {
    const fastify = await buildServer({ negotiate: [jsonApi] })
    fastify.get('/own', { config: { errorFormat: 'json-api' as never } }, (_request, reply) => reply.gone())
    fastify.post('/own', { config: { errorFormat: 'json-api' as never }, schema: { body: { type: 'object' } } }, () => 'never')
    t.match((await fastify.inject('/own')).json(), { errors: [{ status: '410' }] })
    t.equal((await fastify.inject({ method: 'POST', url: '/own', payload: [] })).statusCode, 422)
  })

  t.test('serialize takes the place of a schema', async t => {
    const fastify = await buildServer({ format: xml })
    t.equal((await fastify.inject('/')).body, '<problem xmlns="urn:ietf:rfc:7807"><title>Gone</title></problem>')
  })

  t.test('has its own headers, which those of an error replace', async t => {
    const format = defineFormat({
      name: 'own', contentType: 'text/plain', headers: { 'odata-version': '4.0', 'retry-after': '1' }, body: ({ type = 'none' }) => type, serialize: (type) => type
    })
    const fastify = await buildServer({ format })
    fastify.get('/busy', (_request, reply) => reply.tooManyRequests(7))
    const type = 'https://errors.example/typed'
    const typed = defineError({ code: 'TYPED', statusCode: 409, title: 'Typed', message: 'Typed.', type })
    fastify.get('/typed', async () => { throw typed() })
    const response = await fastify.inject('/')
    t.match(response.headers, { 'odata-version': '4.0', 'retry-after': '1' })
    t.equal(response.body, 'none')
    t.match((await fastify.inject('/busy')).headers, { 'odata-version': '4.0', 'retry-after': '7' })
    t.equal((await fastify.inject('/typed')).body, type)
  })

  t.test('has the request at hand', async t => {
    const format = defineFormat({ name: 'id', contentType: 'text/plain', body: (_error, { request }) => request?.url ?? 'none', serialize: (url) => url })
    const fastify = await buildServer({ format })
    t.equal((await fastify.inject('/')).body, '/')
    t.equal((await fastify.inject('/nowhere')).body, '/nowhere')
  })

  t.test('one that fails at run time leaves the status and an envelope', async t => {
    for (const format of [
      defineFormat({ name: 'bad', contentType: 'text/plain', body: () => { throw new Error('body') }, serialize: () => 'never' }),
      defineFormat({ name: 'bad', contentType: 'text/plain', body: () => 1, serialize: (() => 1) as never })
    ]) {
      const fastify = await buildServer({ format })
      const response = await fastify.inject('/')
      t.equal(response.statusCode, 410)
      t.equal(response.headers['content-type'], ENVELOPE)
      t.equal(response.json().error.code, 'GONE')
    }
  })

  t.test('an invalid definition is refused, by name', async t => {
    const body = () => ({})
    const serialize = () => ''
    const wrong: [object, RegExp][] = [
      [{ name: 'a b', contentType: 'a/b', body, serialize }, /format 'a b' cannot be used: its name/],
      [{ contentType: 'a/b', body, serialize }, /its name/],
      [{ name: 'a', contentType: 'json', body, serialize }, /format 'a' .*contentType/],
      [{ name: 'a', contentType: 'a/b', body, serialize, headers: { 'a b': 'c' } }, /headers should be/],
      [{ name: 'a', contentType: 'a/b', body, serialize, headers: { a: 'c\n' } }, /headers should be/],
      [{ name: 'a', contentType: 'a/b', body, serialize, headers: [] }, /headers should be/],
      [{ name: 'a', contentType: 'a/b', serialize }, /body should be a synchronous function/],
      [{ name: 'a', contentType: 'a/b', body }, /either a schema or a serialize/],
      [{ name: 'a', contentType: 'a/b', body, serialize, schema: {} }, /either a schema or a serialize/]
    ]
    for (const [definition, message] of wrong) {
      t.throws(() => defineFormat(definition as never), { code: 'FST_ERR_REPLIES_INVALID_FORMAT', message })
    }
  })

  t.test('a schema that does not compile is a boot error that names the format', async t => {
    const format = defineFormat({ name: 'broken', contentType: 'a/b', schema: { type: 'object', properties: { a: { $ref: '#/nowhere' } } } as never, body: () => ({}) as never })
    const fastify = Fastify()
    fastify.register(errorsPlugin, { format })
    await t.rejects(async () => { await fastify.ready() }, { code: 'FST_ERR_REPLIES_INVALID_FORMAT', message: /format 'broken' cannot be used: its schema does not compile/ })
  })

  t.test('the name of a built-in format is taken', async t => {
    const format = defineFormat({ name: 'problem', contentType: 'a/b', body: () => 1, serialize: () => 'x' })
    const fastify = Fastify()
    fastify.register(errorsPlugin, { negotiate: [format] })
    await t.rejects(async () => { await fastify.ready() }, { code: 'FST_ERR_REPLIES_INVALID_OPTION' })
  })
})

t.test('a flood of different Accept headers is not kept', async t => {
  const negotiate = compileNegotiation([{ contentType: 'text/plain' }, { contentType: 'text/html' }] as CompiledFormat[])
  negotiate('text/html')
  const before = await heapInUse()
  for (let i = 0; i < 5000; i++) negotiate(`text/html, text/x${i}${'x'.repeat(900)}`)
  const grown = await heapInUse() - before
  t.ok(grown < 2.5e6, `${Math.round(grown / 1e3)} kB`)
})
