import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import got from 'got'
import t, { type Test } from 'tap'
import { catalog } from '../../lib/error/catalog.js'
import { createDecoder, decodeParts as readParts, isApiError, networkError, readCatalog, retryDelay, shouldRetry } from '../../lib/client/index.js'
import { codeOf } from '../../lib/client/codes.js'
import { builtInFormats, type FormatName } from '../../lib/formats/built-in/index.js'
import errorsPlugin, { defineError, errors } from '../../lib/index.js'
import multi from '../../lib/multi/index.js'

const outOfStock = defineError({
  code: 'OUT_OF_STOCK',
  statusCode: 409,
  title: 'Out of stock',
  message: ({ left }) => `Only ${left} left`,
  detail: Type.Object({ sku: Type.String(), left: Type.Integer() })
})
const closed = defineError({ code: 'SHOP_CLOSED', statusCode: 503, title: 'Closed', message: 'Closed until noon.', headers: { 'retry-after': '60' } })
type AppErrors = typeof outOfStock | typeof closed

const decoder = createDecoder<AppErrors>()
const { decode, decodeBody } = decoder
const decodeParts = (response: Response) => readParts(response, decoder)

const rows = catalog.map((row) => ({
  code: row.code,
  status: row.statusCode,
  build: () => (errors as unknown as Record<string, (...args: readonly unknown[]) => Error>)[row.name]!(...row.example ?? [])
}))
const own = [
  { code: 'OUT_OF_STOCK', status: 409, build: () => outOfStock({ sku: 'a', left: 3 }) },
  { code: 'SHOP_CLOSED', status: 503, build: () => closed() }
]

async function listen (t: Test, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => { server.once('listening', resolve) })
  t.teardown(() => { server.closeAllConnections(); server.close() })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

t.test('every error in every format', async (t) => {
  // XML needs a parser of the application: see `formats` of createDecoder
  for (const format of (Object.keys(builtInFormats) as FormatName[]).filter((name) => name !== 'problem-xml')) {
    t.test(format, async (t) => {
      const fastify = Fastify({ forceCloseConnections: true })
      t.teardown(() => fastify.close())
      await fastify.register(errorsPlugin, { format, requestId: true, errors: [outOfStock, closed] })
      const table = [...rows, ...own]
      table.forEach(({ build }, index) => fastify.get(`/${index}`, async () => { throw build() }))
      fastify.post('/body', { schema: { body: Type.Object({ name: Type.String(), age: Type.Integer() }) } }, async () => {})
      const base = await fastify.listen({ port: 0, host: '127.0.0.1' })

      for (const [index, { code, status, build }] of table.entries()) {
        // A 407 is a network error to `fetch` (fetch.spec.whatwg.org, HTTP-network-or-cache fetch)
        const response = await (status === 407 ? got(`${base}/${index}`, { throwHttpErrors: false, retry: { limit: 0 } }) : fetch(`${base}/${index}`))
        const error = response instanceof Response
          ? await decode(response)
          : decodeBody({ status: response.statusCode, headers: response.headers, body: response.body })
        const expected = build() as ReturnType<typeof outOfStock>
        const hasDetail = format === 'envelope' || format === 'problem' || format === 'json-rpc'
        const hasCode = hasDetail || format === 'fastify'
        t.equal(error.status, status, code)
        t.equal(error.format, format, code)
        t.equal(error.code, hasCode ? code : codeOf(status), code)
        t.ok(typeof error.requestId === 'string' && error.requestId !== '', `${code} has the id of the request`)
        if (status !== 407) t.equal(error.response, response)
        t.ok(decoder.isApiError(error) && isApiError(error) && error instanceof Error && error.name === 'ApiError')
        t.equal(error.retryable, [429, 502, 503, 504].includes(status), code)
        if (status === 401) t.same(error.challenges, [{ scheme: 'Bearer', parameters: { realm: 'api' } }])
        switch (error.code) {
          case 'OUT_OF_STOCK':
            if (format === 'fastify') t.equal(error.detail, undefined)
            else t.same([error.detail?.left, error.detail?.sku], [3, 'a'])
            t.equal(error.message, 'Only 3 left')
            break
          case 'SHOP_CLOSED':
            t.equal(error.detail, undefined)
            t.equal(error.retryAfter, 60_000)
            break
          case 'CONFLICT':
            if (code === 'CONFLICT' && hasDetail) t.same(error.detail, expected.detail)
            if (code === 'CONFLICT' && hasCode !== (format === 'fastify')) t.same(error.fields, { 'meta.updated': [expected.message] })
            break
          default:
            if (code === 'UNPROCESSABLE_CONTENT' && hasCode !== (format === 'fastify')) t.match(error.issues, [{ in: 'body', path: 'name', keys: ['name'] }])
        }
      }

      t.test('a failed validation', async (t) => {
        const response = await fetch(`${base}/body`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"age":"x"}' })
        const error = await decode(response)
        t.equal(error.status, format === 'fields' ? 422 : 400)
        if (format === 'description' || format === 'oauth2' || format === 'fastify') t.same(error.issues, [])
        else t.match(error.issues, [{ in: 'body', path: 'name', keys: ['name'], message: /\w/ }])
      })
    })
  }
})

t.test('codes of statuses are those of the catalogue', async (t) => {
  const byStatus = new Map([...catalog].reverse().map(({ statusCode, code }) => [statusCode as number, code as string]))
  for (const [status, code] of byStatus) t.equal(codeOf(status), code)
  t.same([419, 499, 599, 302, 0].map(codeOf), ['INVALID_REQUEST', 'INVALID_REQUEST', 'UNKNOWN_ERROR', 'INVALID_REQUEST', 'INVALID_REQUEST'])
})

t.test('foreign bodies', async (t) => {
  const json = { 'content-type': 'application/json' }
  const table: [string, unknown, object, object?][] = [
    ['code and message', { error: { code: 'CARD_DECLINED', message: 'Declined.' } }, { code: 'CARD_DECLINED', message: 'Declined.', format: 'other' }],
    ['a code that is no code', { error: { code: 5, message: 'Declined.' } }, { code: 'NOT_FOUND', message: 'Declined.' }],
    ['JSON:API', { errors: [{ code: 'TITLE_TAKEN', title: 'Taken', detail: 'Is taken.', source: { pointer: '/data/attributes/a~1b' } }, { title: 'Wrong', source: { parameter: 'page' } }, { title: 'No', source: { header: 'x-a' } }, 5] },
      { code: 'TITLE_TAKEN', message: 'Is taken.', fields: { 'data.attributes.a/b': ['Is taken.'], page: ['Wrong'], 'x-a': ['No'] } }],
    ['errors without code', { errors: ['a'] }, { code: 'NOT_FOUND', issues: [] }],
    ['message', { message: 'Gone fishing.' }, { code: 'NOT_FOUND', message: 'Gone fishing.' }],
    ['message and more', { message: 'Gone fishing.', path: '/a' }, { message: 'Gone fishing.', format: 'other' }],
    ['error text', { error: 'Not here' }, { message: 'Not here', format: 'other' }],
    ['OAuth2 without description', { error: 'invalid_grant' }, { oauth2Error: 'invalid_grant', message: 'Not found.', format: 'oauth2' }],
    ['problem with the wrong label', { title: 'Not Found', detail: 'No such thing.', type: 'https://a.example/b' }, { format: 'problem', type: 'https://a.example/b', title: 'Not Found' }],
    ['problem issues', { title: 'Bad', detail: 'x', errors: [{ title: 'custom', detail: 'a', pointer: '#/a%20b/c' }, { title: 'custom', detail: 'a', pointer: '/d/%' }, { title: 'custom', detail: 'a', pointer: '#/e/%' }, { title: 'custom', detail: '`params.id` is', parameter: 'id' }, { title: 'custom', detail: 'h', header: 'x' }, { title: 'c', detail: 'no place' }] },
      { issues: [{ in: 'body', path: 'a b.c', keys: ['a b', 'c'] }, { path: 'd.%' }, { path: 'e.%' }, { in: 'params', path: 'id' }, { in: 'headers', path: 'x' }, { in: 'body', path: '' }] }],
    ['fields', { message: 'No', errors: { base: ['all'], 'a.b': 'one', __proto__x: [5] } }, { format: 'fields', fields: { '': ['all'], 'a.b': ['one'] } }],
    ['detail of the envelope', { type: ['Error'], error: { code: 'A', message: 'a', detail: { issues: [{ in: 'querystring', path: 'a.0', kind: 'too_big', message: 'm' }, {}] } } }, { issues: [{ in: 'querystring', keys: ['a', '0'], kind: 'too_big', message: 'm' }, { in: 'body', path: '', message: 'is invalid' }] }],
    ['string', 'Not here', { message: 'Not here', body: 'Not here' }],
    ['null', null, { message: 'Not found.', body: null }],
    ['number', 5, { message: 'Not found.', body: 5 }],
    ['empty', '', { message: 'Not found.', body: undefined }],
    ['HTML', '<!doctype html><html><head><TITLE class="a">502 Bad Gateway</title>', { message: '502 Bad Gateway' }],
    ['HTML without title', '<html>', { message: 'Not found.', body: '<html>' }],
    ['HTML with an open title', '<title', { message: 'Not found.' }],
    ['truncated JSON', '{"message":"a', { message: 'Not found.', body: '{"message":"a' }],
    ['binary', 'a\0b', { message: 'Not found.' }],
    ['bytes', new TextEncoder().encode('{"message":"a"}'), { message: 'a', body: { message: 'a' } }],
    ['buffer', new TextEncoder().encode('{"message":"a"}').buffer, { message: 'a' }]
  ]
  for (const [name, body, expected] of table) t.match(decodeBody({ status: 404, headers: json, body }), expected, name)
})

t.test('headers', async (t) => {
  const at = (headers: object, status = 503) => decodeBody({ status, headers })
  const date = 'Sat, 21 Nov 2015 12:00:00 GMT'
  t.equal(at({ 'Retry-After': '5' }).retryAfter, 5000)
  t.equal(at({ 'retry-after': ['5'] }).retryAfter, 5000)
  t.equal(at({ 'retry-after': 'Sat, 21 Nov 2015 12:00:30 GMT', date }).retryAfter, 30_000)
  t.equal(at({ 'retry-after': date }).retryAfter, 0)
  t.equal(at({ 'retry-after': '9'.repeat(400) }).retryAfter, 2_000_000_000)
  t.equal(at({ 'retry-after': 'soon', ratelimit: 'a;t=5' }).retryAfter, undefined)
  t.equal(at({ ratelimit: '"a";r=0;t=5, "b";r=0; t=9;t=x' }).retryAfter, 9000)
  t.equal(at({ ':status': '5' }).retryAfter, undefined)
  t.equal(at([['retry-after', '5']]).retryAfter, 5000)
  t.same(at({ 'www-authenticate': 'Bearer realm="a, \\"b\\"", error=invalid_token, Basic , Negotiate abc==, DPoP algs = "ES256", Digest realm=' }).challenges, [
    { scheme: 'Bearer', parameters: { realm: 'a, "b"', error: 'invalid_token' } },
    { scheme: 'Basic', parameters: {} },
    { scheme: 'Negotiate', parameters: { token68: 'abc==' } },
    { scheme: 'DPoP', parameters: { algs: 'ES256' } },
    { scheme: 'Digest', parameters: { token68: 'realm=' } }
  ])
  t.same(at({ 'www-authenticate': 'a="b' }).challenges, [])
})

t.test('own formats and a catalogue', async (t) => {
  const { decodeBody } = createDecoder<AppErrors>({
    formats: [
      { match: () => { throw new Error('broken') }, read: () => ({}) },
      { name: 'xml', match: ({ contentType }) => contentType.includes('xml'), read: ({ body }) => ({ code: 'FROM_XML', message: String(body) }) }
    ],
    catalog: readCatalog({
      errors: [
        { code: 'OUT_OF_STOCK', retry: 'after', detail: { type: 'object', required: ['left'], properties: { left: { type: 'integer' }, list: { type: 'array', items: { enum: ['a'] } }, one: { const: 1 }, any: { anyOf: [{ type: 'null' }, { type: ['string', 'object'] }] } } } },
        { code: 'NO_RETRY', retry: 'no' }
      ]
    })
  })
  t.match(decodeBody({ status: 400, headers: { 'content-type': 'application/xml' }, body: '<a/>' }), { code: 'FROM_XML', message: '<a/>', format: 'xml' })
  const of = (detail: object, code = 'OUT_OF_STOCK') => decodeBody({ status: 503, body: { type: ['Error'], error: { code, message: 'a', detail } } })
  for (const detail of [{ left: 1 }, { left: 1, list: ['a'], one: 1, any: null }, { left: 1, any: 'a' }]) t.same(of(detail).detail, detail)
  for (const detail of [{}, { left: 'a' }, { left: 1, list: ['b'] }, { left: 1, list: {} }, { left: 1, one: 2 }, { left: 1, any: 5 }]) t.equal(of(detail).detail, undefined)
  t.equal(of({ left: 1 }).retryable, true)
  t.equal(of({}, 'NO_RETRY').retryable, false)
})

t.test('a value that is not a catalogue is refused at once, and one with broken entries never throws in decode', async (t) => {
  for (const json of [undefined, null, 5, 'errors', [], {}, { errors: {} }, { errors: [null] }, { errors: [[]] }, { errors: ['A'] }]) {
    t.throws(() => readCatalog(json), { name: 'TypeError', message: /^readCatalog: no catalogue/ }, JSON.stringify(json))
  }
  const json: unknown = JSON.parse('{"errors":[{},{"code":5},{"code":"A","retry":{},"detail":{"required":5}},{"code":"B","detail":7}]}')
  const { decodeBody } = createDecoder({ catalog: readCatalog(json) })
  const of = (code: unknown) => decodeBody({ status: 409, body: { type: ['Error'], error: { code, message: 'a', detail: { a: 1 } } } })
  t.match(of('A'), { code: 'A', detail: undefined, retryable: true })
  t.match(of('B'), { code: 'B', detail: { a: 1 } })
  t.match(of(5), { status: 409, message: 'a' })
  t.match(of(undefined), { status: 409, message: 'a' })
})

t.test('over a socket', async (t) => {
  const base = await listen(t, (request, response) => {
    response.statusCode = 502
    if (request.url === '/large') response.end('{"message":"' + 'x'.repeat(10_000_000) + '"}')
    else if (request.url === '/broken') { response.setHeader('content-length', '100'); response.write('Bad'); setTimeout(() => { response.destroy() }, 20) } else response.end()
  })
  const large = await decode(await fetch(`${base}large`))
  t.match(large, { status: 502, code: 'BAD_GATEWAY', message: 'Bad gateway.', retryable: true })
  t.equal((large.body as string).length, 65_536)
  t.match(await decode(await fetch(`${base}broken`)), { status: 502, code: 'BAD_GATEWAY', body: 'Bad' })
  const used = await fetch(base)
  await used.text()
  t.match(await decode(used), { status: 502, message: 'Bad gateway.' })
  t.match(await decode({ status: 404, headers: new Headers(), text: async () => 'Not here' } as unknown as Response), { message: 'Not here' })
  for (const response of [undefined, null, 5, {}, new Proxy({}, { get () { throw new Error('no') } })]) {
    const error = await decode(response as unknown as Response)
    t.ok(isApiError(error))
    t.equal(error.status, 0)
  }
  t.notOk(isApiError(undefined))
  t.notOk(isApiError(new Proxy({}, { get () { throw new Error('no') } })))
})

t.test('decodeParts', async (t) => {
  const fastify = Fastify({ forceCloseConnections: true })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin)
  await fastify.register(multi)
  fastify.get('/ok', async () => ({ a: 1 }))
  fastify.get('/stock', async () => { throw outOfStock({ sku: 'a', left: 3 }) })
  const base = await fastify.listen({ port: 0, host: '127.0.0.1' })
  const ask = (requests: unknown) => fetch(`${base}/multi`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ requests }) })
  const [ok, failed] = await decodeParts(await ask([{ method: 'GET', resource: '/ok' }, { method: 'GET', resource: '/stock' }]))
  t.same(ok, { a: 1 })
  t.ok(decoder.isApiError(failed) && failed.code === 'OUT_OF_STOCK' && failed.detail?.left === 3)
  await t.rejects(decodeParts(await ask([])), { name: 'ApiError', status: 400 })
  await t.rejects(decodeParts(new Response('{}')), { name: 'ApiError', status: 200 })
  t.match(await decodeParts(new Response('{"result":[null,{"responseCode":404}]}')), [{ status: 0 }, { status: 404 }])
})

t.test('networkError, shouldRetry, retryDelay and toJSON', async (t) => {
  const named = (name: string, more = {}) => Object.assign(new Error('x'), { name, ...more })
  for (const [cause, code] of [
    [new TypeError('fetch failed'), 'NETWORK'], [undefined, 'NETWORK'], [named('TimeoutError'), 'TIMEOUT'], [named('AbortError'), 'ABORTED'],
    [named('CanceledError', { code: 'ERR_CANCELED' }), 'ABORTED'], [new Error('x', { cause: named('Error', { code: 'UND_ERR_HEADERS_TIMEOUT' }) }), 'TIMEOUT'],
    [new Proxy({}, { get () { throw new Error('no') } }), 'NETWORK'], [named('Error', { code: 'ECONNABORTED' }), 'TIMEOUT']
  ] as const) {
    const error = networkError(cause)
    t.match(error, { status: 0, code, retryable: code !== 'ABORTED' })
    t.equal(error.cause, cause)
    t.equal(networkError(error), error)
  }
  const limited = decodeBody({ status: 429, headers: { 'retry-after': '7', 'set-cookie': 'secret' }, body: { message: 'Slow.' } })
  t.same([0, 1, 2, 3].map((count) => shouldRetry(count, limited)), [true, true, true, false])
  t.notOk(shouldRetry(0, decodeBody({ status: 404 })))
  t.notOk(shouldRetry(0, new TypeError('x')))
  for (let count = 0; count < 40; count++) {
    const delay = retryDelay(count, limited)
    t.ok(delay >= 7000 && delay <= 7000 + Math.min(30_000, 1000 * 2 ** count))
  }
  t.ok(retryDelay(0, undefined) <= 1000)
  const { random } = Math
  t.teardown(() => { Math.random = random })
  Math.random = () => 0.5
  t.same([0, 1, 4, 5, 40].map((count) => retryDelay(count, undefined)), [500, 1000, 8000, 15_000, 15_000])
  Math.random = random
  const text = JSON.stringify(limited)
  t.match(JSON.parse(text), { name: 'ApiError', status: 429, code: 'TOO_MANY_REQUESTS', message: 'Slow.', retryAfter: 7000 })
  t.notMatch(text, /secret/)
})

t.test('an error has the headers and the body that came', async (t) => {
  const error = await createDecoder().decode(new Response('{"statusCode":409}', { status: 409, headers: { 'x-own': 'a', 'content-type': 'application/json' } }))
  t.equal(error.headers.get('x-own'), 'a')
  t.same(error.body, { statusCode: 409 })
})
