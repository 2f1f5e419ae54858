import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import cors from '@fastify/cors'
import swagger from '@fastify/swagger'
import Fastify from 'fastify'
import { Type } from '@sinclair/typebox'
import t from 'tap'
import { en } from '../../lib/languages/documents/en.js'
import type { Ajv as AjvType } from 'ajv'
import { writeBodies } from '../../build/catalog.js'
import catalog, { type Catalog, type CatalogError, type CatalogOptions } from '../../lib/catalog/index.js'
import { bodySchemas } from '../../lib/catalog/generated-bodies.js'
import { retries } from '../../lib/catalog/texts.js'
import { catalog as rows } from '../../lib/error/catalog.js'
import { builtInFormats, type FormatName } from '../../lib/formats/built-in/index.js'
import errorsPlugin, { defineError, defineFormat, errors, openapiOptions, serverOptions } from '../../lib/index.js'
import { catalogErrorSchema, catalogSchema } from '../../schemas/index.js'
import { buildCatalogServer, outOfStock } from '../support/catalog-server.js'
import { root } from '../support/root.js'
import { sendOverSocket } from '../support/send-request.js'

const { Ajv } = createRequire(import.meta.url)('ajv') as { Ajv: typeof AjvType }
const html = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
const problem = { accept: 'application/problem+json' }

const find = ({ errors }: Catalog, code: string) => errors.find((error) => error.code === code) as CatalogError

t.test('retries are of built-in errors, and the members of bodies those of the schemas', async t => {
  for (const code of Object.keys(retries)) t.ok(rows.some((row) => row.code === code), code)
  t.equal(await readFile(new URL('lib/catalog/generated-bodies.ts', root), 'utf8'), writeBodies(), 'run: npm run generate')
  t.same(Object.keys(bodySchemas), Object.keys(builtInFormats))
})

t.test('representations', async t => {
  const fastify = await buildCatalogServer()
  t.teardown(() => fastify.close())

  t.test('are selected by Accept or format', async t => {
    for (const [url, accept, type] of [
      ['/errors', undefined, 'application/json'],
      ['/errors', '*/*', 'application/json'],
      ['/errors', html.accept, 'text/html'],
      ['/errors', 'text/markdown', 'text/markdown'],
      ['/errors', 'image/png', 'application/json'],
      ['/errors', `text/html,${'a/b,'.repeat(300)}`, 'application/json'],
      ['/errors?format=md', html.accept, 'text/markdown'],
      ['/errors?format=toString', html.accept, 'text/html'],
      ['/errors/forbidden?format=html', undefined, 'text/html']
    ] as const) {
      const response = await fastify.inject({ url, headers: accept === undefined ? {} : { accept } })
      t.equal(response.statusCode, 200)
      t.equal(response.headers['content-type'], `${type}; charset=utf-8`, `${url} ${String(accept).slice(0, 40)}`)
      t.equal(response.headers.vary, 'Accept')
      t.equal(response.headers['cache-control'], 'public, max-age=300')
      t.match(response.headers.etag, /^"[\w-]{27}"$/)
      t.match(response.headers['content-security-policy'], /^default-src 'none'; /)
    }
  })

  t.test('are 304 for a client that has them', async t => {
    const { headers: { etag } } = await fastify.inject('/errors')
    for (const tag of [etag, `W/${String(etag)}`, `"other", ${String(etag)}`, '*']) {
      const response = await fastify.inject({ url: '/errors', headers: { 'if-none-match': String(tag) } })
      t.equal(response.statusCode, 304)
      t.equal(response.body, '')
      t.equal(response.headers['content-type'], undefined)
    }
    t.equal((await fastify.inject({ url: '/errors', headers: { 'if-none-match': '"other"' } })).statusCode, 200)
  })

  t.test('take GET and HEAD alone', async t => {
    const head = await sendOverSocket(fastify, { method: 'HEAD', url: '/errors' })
    t.equal(head.statusCode, 200)
    t.equal(head.text, '')
    const post = await fastify.inject({ method: 'POST', url: '/errors' })
    t.equal(post.statusCode, 405)
    t.equal(post.headers.allow, 'GET, HEAD')
  })

  t.test('reflect nothing of the request', async t => {
    for (const url of ['/errors?format=<b>', '/errors?q=<script>zzz', '/errors/%3Cscript%3Ezzz', '/errors?q=a&q=b']) {
      const response = await fastify.inject({ url, headers: html })
      t.notMatch(response.body, /zzz|<b>/, url)
      t.notMatch(JSON.stringify(response.headers), /zzz|<b>/, url)
    }
  })

  t.test('keep the Vary of other plugins', async t => {
    for (const [vary, expected] of [['Origin', 'Origin, Accept'], ['accept', 'accept'], ['*', '*']] as const) {
      const fastify = Fastify()
      fastify.addHook('onRequest', async (_request, reply) => { reply.header('vary', vary) })
      await fastify.register(errorsPlugin)
      await fastify.register(catalog)
      t.equal((await fastify.inject('/errors')).headers.vary, expected)
    }
    const fastify = Fastify()
    await fastify.register(cors, { origin: ['https://a.example'] })
    await fastify.register(errorsPlugin)
    await fastify.register(catalog)
    t.equal((await fastify.inject('/errors')).headers.vary, 'Origin, Accept')
  })
})

t.test('JSON', async t => {
  t.test('has its schema', async t => {
    const ajv = new Ajv({ strict: false })
    const validate = ajv.compile(catalogSchema)
    const validateError = ajv.compile(catalogErrorSchema)
    const options: CatalogOptions[] = [{}, { all: true, developer: true, intro: 'Hello.', openapi: '/documentation', statuses: { 200: 'Fine.', 418: 'Tea.' }, removed: { OLD_CODE: 'FORBIDDEN', OLDER: 'It was removed.' } }]
    for (const option of options) {
      const fastify = await buildCatalogServer({ catalog: option, formats: Object.keys(builtInFormats) as FormatName[] })
      const document = (await fastify.inject('/errors')).json()
      t.equal(document.formats.length, Object.keys(builtInFormats).length)
      t.same([...new Set(find(document, 'OUT_OF_STOCK').examples.map(({ format }) => format))].sort(), Object.keys(builtInFormats).sort())
      t.ok(validate(document), JSON.stringify(validate.errors))
      for (const { url } of document.errors) {
        const error = (await fastify.inject(url)).json()
        t.equal(error.version, 1)
        t.ok(validateError(error), JSON.stringify(validateError.errors))
      }
    }
  })

  t.test('lists what the server can send', async t => {
    const fastify = await buildCatalogServer()
    const document: Catalog = (await fastify.inject('/errors')).json()
    t.same(document.errors.map(({ code, routes }) => [code, ...routes.map(({ methods, url }) => `${methods.join()} ${url}`)]), [
      ['INVALID_BODY', 'POST /orders'],
      ['INVALID_PARAMETER_VALUE', 'GET /orders'],
      ['INVALID_REQUEST', 'POST /orders', 'GET /orders'],
      ['FORBIDDEN', 'POST /orders', 'GET /orders'],
      ['NOT_FOUND'],
      ['INVALID_REQUEST_METHOD'],
      ['OUT_OF_STOCK', 'POST /orders'],
      ['CONTENT_TOO_LARGE', 'POST /orders'],
      ['UNSUPPORTED_MEDIA_TYPE', 'POST /orders'],
      ['QUOTA_EXCEEDED', 'GET /quota'],
      ['UNKNOWN_ERROR']
    ])
    const { detail, examples, ...error } = find(document, 'OUT_OF_STOCK')
    t.same(error, {
      code: 'OUT_OF_STOCK',
      status: 409,
      title: 'Out of stock',
      message: 'Only 2 of chair-1 left.',
      url: '/errors/out-of-stock',
      description: 'There are fewer pieces than the order asks for. <b>&"quoted"</b>',
      remedy: 'Order at most `left` pieces.',
      retry: 'no',
      since: '1.2',
      aliases: ['SOLD_OUT'],
      headers: [],
      properties: [
        { name: 'sku', type: 'string', required: true, description: 'Article', example: 'chair-1' },
        { name: 'left', type: 'integer', required: true, description: 'Pieces that are left' },
        { name: 'lines', type: 'array of objects', required: false },
        { name: 'lines[].id', type: 'string', required: true }
      ],
      routes: [{ url: '/orders', methods: ['POST'], summary: 'Order' }]
    })
    t.match(detail, { type: 'object', required: ['sku', 'left'] })
    t.same(examples.map(({ format, body }) => [format, JSON.parse(body).detail ?? JSON.parse(body).error.detail]), [
      ['envelope', { sku: 'chair-1', left: 2 }], ['envelope', { sku: 'lamp-7', left: 0 }],
      ['problem', 'Only 2 of chair-1 left.'], ['problem', 'Only 0 of lamp-7 left.']
    ])
    const quota = find(document, 'QUOTA_EXCEEDED')
    t.equal(quota.retry, 'after')
    t.same(quota.headers.map(({ name }) => name), ['Retry-After', 'X-Quota'])
    t.equal(quota.deprecated, 'It becomes `PAYMENT_REQUIRED`.')
  })

  t.test('lists every row with all, and pages exist without it', async t => {
    const all: Catalog = (await (await buildCatalogServer({ catalog: { all: true } })).inject('/errors')).json()
    for (const { code } of rows) t.ok(find(all, code), code)
    const fastify = await buildCatalogServer()
    t.equal((await fastify.inject('/errors/locked')).json().code, 'LOCKED')
    t.equal((await fastify.inject('/errors/payment-required')).json().routes.length, 0, 'not of a hidden route')
  })

  t.test('has texts of options in place of the own', async t => {
    const document: Catalog = (await (await buildCatalogServer({
      catalog: {
        statuses: { 204: 'Nothing to send.', 299: 'Ours.', 403: 'Not for you.' },
        texts: { FORBIDDEN: { title: 'No', description: 'D', cause: 'C', remedy: 'R', retry: 'backoff' }, OUT_OF_STOCK: { cause: 'Too many orders.' } }
      }
    })).inject('/errors')).json()
    t.match(find(document, 'FORBIDDEN'), { title: 'No', description: 'D', cause: 'C', remedy: 'R', retry: 'backoff' })
    t.match(find(document, 'OUT_OF_STOCK'), { cause: 'Too many orders.', since: '1.2' })
    t.match(document.statuses.find(({ status }) => status === 403), { description: 'Not for you.' })
    t.match(document.statuses.slice(0, 2), [{ status: 204, name: 'No Content' }, { status: 299, name: 'Success' }])
  })

  t.test('describes a code that a route gives to a built-in error', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    await fastify.register(catalog)
    fastify.post('/token', { errors: [errors.oauthError('invalid_client'), errors.oauthError('constructor'), errors.serviceUnavailable(5, 'Full.', { code: 'ALL_TAKEN' })] }, async () => 'ok')
    const document: Catalog = (await fastify.inject('/errors')).json()
    t.match(find(document, 'INVALID_CLIENT'), { status: 400, description: en.oauth2['invalid_client'], retry: 'no' })
    t.match(find(document, 'CONSTRUCTOR'), { status: 400, description: undefined })
    t.match(find(document, 'ALL_TAKEN'), { status: 503, message: 'Full.', description: undefined, retry: retries['SERVICE_UNAVAILABLE'] })
  })

  t.test('shows how to throw with developer', async t => {
    const document: Catalog = (await (await buildCatalogServer({ catalog: { developer: true } })).inject('/errors')).json()
    t.equal(find(document, 'OUT_OF_STOCK').usage, 'throw outOfStock({"sku":"chair-1","left":2})')
    t.equal(find(document, 'QUOTA_EXCEEDED').usage, 'throw quotaExceeded()')
    t.equal(find(document, 'FORBIDDEN').usage, 'throw errors.forbidden()')
    t.equal(find(document, 'INVALID_BODY').usage, 'throw errors.invalidBody(path)')
  })

  t.test('names the anchor that swagger-ui gives to an operation', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    await fastify.register(catalog, { openapi: '/documentation' })
    fastify.get('/documents/:id', { errors: [errors.locked] }, async () => 'ok')
    fastify.route({ method: ['PUT', 'PATCH'], url: '/b', schema: { tags: ['the b'], operationId: 'changeB' } as object, errors: [errors.locked], handler: async () => 'ok' })
    const { routes } = find((await fastify.inject('/errors')).json(), 'LOCKED')
    t.same(routes, [
      { url: '/b', methods: ['PUT', 'PATCH'], operation: '/documentation#/the%20b/changeB' },
      { url: '/documents/:id', methods: ['GET'], operation: '/documentation#/default/get_documents__id_' }
    ])
  })

  t.test('has the formats of every context and route', async t => {
    const text = defineFormat({ name: 'text', contentType: 'text/plain', body: ({ code }) => code, serialize: String })
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { format: text, negotiate: [] })
    await fastify.register(catalog)
    fastify.post('/token', { config: { errorFormat: 'oauth2' }, errors: [errors.locked] }, async () => 'ok')
    await fastify.register(async (child) => {
      await child.register(errorsPlugin, { format: 'fields', negotiate: [], errors: [outOfStock], notFound: false })
      child.get('/child', { errors: [outOfStock] }, async (_request, reply) => reply.fail(outOfStock, { sku: 'a', left: 1 }))
    })
    const document: Catalog = (await fastify.inject('/errors')).json()
    t.same(document.formats.map(({ name, default: isDefault }) => [name, isDefault]), [['text', true], ['oauth2', false], ['fields', false]])
    t.same(document.formats[0]?.properties, [])
    t.match(document.oauth2.map(({ endpoint }) => endpoint), ['authorization', 'token', 'resource'])
    t.same(find(document, 'LOCKED').examples.map(({ body }) => body), ['{"error":"invalid_request","error_description":"The resource is locked."}'])
    t.same(find(document, 'NOT_FOUND').examples.map(({ body }) => body), ['NOT_FOUND'])
    t.equal(find(document, 'OUT_OF_STOCK').examples[0]?.body, '{"message":"Only 2 of chair-1 left."}')
    const page = await fastify.inject({ url: '/errors', headers: html })
    t.match(page.body, 'OAuth2 errors')
    t.match((await fastify.inject('/errors?format=md')).body, '| `slow_down` | The client asks too often.')
    t.match((await fastify.inject({ url: '/errors/not-found', headers: html })).body, '<code>NOT_FOUND</code></pre>')
  })
})

t.test('an example has the bytes that the server sends', async t => {
  for (const format of Object.keys(builtInFormats) as FormatName[]) {
    const fastify = await buildCatalogServer({ plugin: { format, negotiate: [] }, fastify: { ...serverOptions() } })
    const document: Catalog = (await fastify.inject('/errors')).json()
    for (const [code, request] of [
      ['OUT_OF_STOCK', { method: 'POST', url: '/orders', payload: { name: 'a' } }],
      ['INVALID_BODY', { method: 'POST', url: '/orders', payload: {} }],
      ['INVALID_PARAMETER_VALUE', { url: '/orders?limit=all' }],
      ['FORBIDDEN', { url: '/orders' }],
      ['NOT_FOUND', { url: '/nowhere' }],
      ['QUOTA_EXCEEDED', { url: '/quota' }]
    ] as const) {
      const response = await fastify.inject(request as object)
      const [example] = find(document, code).examples
      t.equal(example?.body, response.body, `${format} ${code}`)
      t.equal(example?.status, response.statusCode)
      const { date: _date, connection: _connection, ...headers } = response.headers
      t.same(example?.headers, { ...headers, 'content-length': String(headers['content-length']) }, `${format} ${code}`)
    }
  }
})

t.test('the heading and the examples have the status that the server sends', async t => {
  const odd = defineError({ code: 'ODD', statusCode: 599, title: 'Odd', message: 'Odd.' })
  for (const format of ['envelope', 'problem', 'fields', 'fastify'] as const) {
    for (const statusCode of [undefined, 422] as const) {
      const fastify = Fastify()
      await fastify.register(errorsPlugin, { format, negotiate: [], ...(statusCode !== undefined && { validation: { statusCode } }) })
      await fastify.register(catalog)
      const body = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } }
      const declared = [errors.unprocessableEntity, errors.payloadTooLarge, errors.invalidBody('a', 'Wrong.', { code: 'OWN_CODE' }), odd]
      fastify.post<{ Querystring: { n: string } }>('/orders', { schema: { body }, errors: declared }, async ({ query: { n } }) => {
        throw [errors.unprocessableEntity({ name: ['is blank'] }), errors.payloadTooLarge(1048576), errors.invalidBody('a', 'Wrong.', { code: 'OWN_CODE' }), odd()][Number(n)]
      })
      for (const [code, n, payload] of [
        ['UNPROCESSABLE_CONTENT', 0, { name: 'a' }], ['CONTENT_TOO_LARGE', 1, { name: 'a' }], ['OWN_CODE', 2, { name: 'a' }], ['ODD', 3, { name: 'a' }], ['INVALID_BODY', 0, {}]
      ] as const) {
        const response = await fastify.inject({ method: 'POST', url: `/orders?n=${n}`, payload })
        const url = `/errors/${code.toLowerCase().replaceAll('_', '-')}`
        const error: CatalogError = (await fastify.inject(url)).json()
        const name = `${format} ${String(statusCode)} ${code}`
        t.equal(error.status, response.statusCode, name)
        t.match(error.examples, [{ status: response.statusCode, body: response.body }], name)
        const markdown = (await fastify.inject(`${url}?format=md`)).body
        t.match(markdown, `HTTP status ${response.statusCode} (`, name)
        t.match(markdown, `HTTP/1.1 ${response.statusCode} ${response.statusMessage}\n`, name)
        t.match((await fastify.inject(`${url}?format=html`)).body, `HTTP/1.1 ${response.statusCode} ${response.statusMessage}\n`, name)
      }
      t.equal(find((await fastify.inject('/errors')).json(), 'INVALID_BODY').title, statusCode === 422 || format === 'fields' ? 'Unprocessable Content' : 'Bad Request')
      await fastify.close()
    }
  }
})

t.test('addresses', async t => {
  t.test('a problem has the page as its type, the error and option problem.type win', async t => {
    const own = defineError({ code: 'OWN_TYPE', statusCode: 400, title: 'Own', message: 'Own.', type: 'https://example.com/own' })
    const fastify = await buildCatalogServer({ plugin: { errors: [own] } })
    fastify.get('/own', async (_request, reply) => reply.fail(own))
    fastify.get('/unknown', async () => { throw errors.conflict('Taken.', { code: 'NAME_TAKEN' }) })
    t.equal((await fastify.inject({ url: '/nowhere', headers: problem })).json().type, '/errors/not-found')
    t.equal((await fastify.inject({ url: '/locked', headers: problem })).json().type, '/errors/locked')
    t.equal((await fastify.inject({ url: '/own', headers: problem })).json().type, 'https://example.com/own')
    t.equal((await fastify.inject({ url: '/unknown', headers: problem })).json().type, undefined, 'no page')
    t.equal((await fastify.inject({ url: '/internal', headers: problem })).json().type, undefined, 'not public')
    const based = await buildCatalogServer({ plugin: { problem: { type: 'https://example.com/' } } })
    t.equal((await based.inject({ url: '/locked', headers: problem })).json().type, 'https://example.com/locked')
  })

  t.test('a default problem that is the same each time has it too', async t => {
    const fastify = await buildCatalogServer({ plugin: { format: 'problem' } })
    fastify.get('/broken', async () => { throw new Error('secret') })
    t.equal((await fastify.inject('/broken')).json().type, '/errors/unknown-error')
  })

  t.test('begin with prefix or baseUrl', async t => {
    const fastify = Fastify()
    await fastify.register(async (api) => {
      await api.register(errorsPlugin, { format: 'problem' })
      await api.register(catalog, { url: '/problems', baseUrl: 'https://example.com/shop/', removed: { OLD_CODE: 'NOT_FOUND' } })
      api.get('/locked', async (_request, reply) => reply.locked())
    }, { prefix: '/v1' })
    const type = (await fastify.inject('/v1/locked')).json().type
    t.equal(type, 'https://example.com/shop/v1/problems/locked')
    t.equal((await fastify.inject('/v1/problems/locked')).json().url, type)
    t.match((await fastify.inject({ url: '/v1/problems', headers: html })).body, 'href="/shop/v1/problems/not-found"')
    t.equal((await fastify.inject('/v1/problems/old-code')).headers.link, '</shop/v1/problems/not-found>; rel="successor-version"')
  })

  t.test('the catalogue of a child context wins there', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { format: 'problem' })
    await fastify.register(catalog, { link: true })
    for (const own of [true, false]) {
      await fastify.register(async (child) => {
        await child.register(errorsPlugin, { format: 'problem', notFound: false })
        child.get('/early', async (_request, reply) => reply.locked())
        if (own) await child.register(catalog, { url: '/own' })
      }, { prefix: own ? '/own' : '/shared' })
    }
    t.equal((await fastify.inject('/own/early')).json().type, '/own/own/locked')
    t.equal((await fastify.inject('/shared/early')).json().type, '/errors/locked')
  })

  t.test('link sends them with the other formats, beside other links', async t => {
    const fastify = await buildCatalogServer({ catalog: { link: true } })
    fastify.get('/legal', async (_request, reply) => reply.unavailableForLegalReasons('https://example.com/order'))
    fastify.get('/preload', async (_request, reply) => reply.header('link', '</a>; rel=preload').locked())
    t.equal((await fastify.inject('/locked')).headers.link, '</errors/locked>; rel="help"')
    t.equal((await fastify.inject({ url: '/locked', headers: problem })).headers.link, undefined)
    t.same((await fastify.inject('/legal')).headers.link, ['<https://example.com/order>; rel="blocked-by"', '</errors/unavailable-for-legal-reasons>; rel="help"'])
    t.same((await fastify.inject('/preload')).headers.link, ['</a>; rel=preload', '</errors/locked>; rel="help"'])
    t.equal((await fastify.inject('/internal')).headers.link, undefined)
    const document: Catalog = (await fastify.inject('/errors')).json()
    t.equal(find(document, 'FORBIDDEN').examples[0]?.headers['link'], '</errors/forbidden>; rel="help"')
  })

  t.test('of other spellings, earlier and removed codes lead on', async t => {
    const fastify = await buildCatalogServer({ catalog: { removed: { OLD_CODE: 'OUT_OF_STOCK', GONE_CODE: 'It is a `200` now.' } } })
    for (const path of ['OUT_OF_STOCK', 'Out-Of-Stock', 'sold-out', 'SOLD_OUT']) {
      const response = await fastify.inject(`/errors/${path}`)
      t.equal(response.statusCode, 301, path)
      t.equal(response.headers.location, '/errors/out-of-stock')
    }
    const gone = await fastify.inject('/errors/old-code')
    t.equal(gone.statusCode, 410)
    t.equal(gone.json().error.message, 'This code was removed. Its successor is OUT_OF_STOCK.')
    t.equal(gone.headers.link, '</errors/out-of-stock>; rel="successor-version"')
    t.equal((await fastify.inject('/errors/gone-code')).json().error.message, 'It is a `200` now.')
    for (const [path, expected] of [['old-code', 'Use <a href="/errors/out-of-stock">'], ['gone-code', 'It is a <code>200</code> now.']] as const) {
      const page = await fastify.inject({ url: `/errors/${path}`, headers: { ...html, 'if-none-match': '*' } })
      t.equal(page.statusCode, 410)
      t.match(page.body, expected)
    }
    const missing = await fastify.inject('/errors/nothing')
    t.equal(missing.statusCode, 404)
    t.equal(missing.json().error.code, 'NOT_FOUND')
    t.equal((await fastify.inject('/errors/internal-only')).statusCode, 404)
    t.match((await fastify.inject('/errors?format=md')).body, '| `OLD_CODE` | `OUT_OF_STOCK` |\n| `GONE_CODE` | It is a `200` now. |')
    t.match((await fastify.inject({ url: '/errors', headers: html })).body, '<h2 id=removed>')
  })

  t.test('routes that came from strictErrors are not checked', async t => {
    const fastify = await buildCatalogServer({ plugin: { strictErrors: 'error' } })
    t.equal((await fastify.inject('/errors/nothing')).statusCode, 404)
  })
})

t.test('search without script', async t => {
  const fastify = await buildCatalogServer()
  const search = (q: string) => fastify.inject({ url: '/errors', query: { q }, headers: html })
  for (const q of ['OUT_OF_STOCK', 'out of stock', ' out-of-stock ', 'fewer pieces']) {
    const response = await search(q)
    t.equal(response.statusCode, 303, q)
    t.equal(response.headers.location, '/errors/out-of-stock')
  }
  const several = await search('400')
  t.same([...several.body.matchAll(/<article id=(\w+)/g)].map(([, code]) => code), ['INVALID_BODY', 'INVALID_PARAMETER_VALUE', 'INVALID_REQUEST'])
  t.match(several.body, 'Errors found: 3. <a href="/errors">Show all</a>')
  t.match((await search('zebra')).body, 'Errors found: 0.')
  t.match((await search(' ')).body, 'How to read an error')
  t.equal((await search('a'.repeat(5000))).statusCode, 200)
})

t.test('pages', async t => {
  t.test('a page of 60 errors has at most 60 kB', async t => {
    // With the built-in errors and the two of the shop
    const many = Array.from({ length: 60 - rows.length - 2 }, (_none, index) => defineError({
      code: `ORDER_FAILED_${index}`,
      statusCode: 409,
      title: 'The order has failed',
      message: 'The order cannot be changed in this state.',
      description: 'The order was sent, paid or cancelled after the client has read it.',
      remedy: 'Read the order again and show its state.'
    }))
    const fastify = await buildCatalogServer({
      plugin: { errors: many },
      catalog: { all: true },
      formats: ['envelope', 'problem', 'fields', 'description', 'oauth2', 'fastify'],
      declared: many
    })
    const { body } = await fastify.inject({ url: '/errors', headers: html })
    t.equal(body.match(/<article/g)?.length, 60)
    t.ok(Buffer.byteLength(body) <= 60_000, `${Buffer.byteLength(body)} bytes`)
    t.notMatch(body, /(?:src|href)=["']?https?:|url\(|@import/)
  })

  t.test('routes are grouped where there are many', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    await fastify.register(catalog)
    for (let i = 0; i < 25; i++) fastify.get(`/${i % 2 === 0 ? 'even' : 'odd'}/${i}`, { errors: [errors.locked] }, async () => 'ok')
    const page = await fastify.inject({ url: '/errors/locked', headers: html })
    t.match(page.body, '<summary><code>/even</code> (13)</summary>')
    t.match((await fastify.inject({ url: '/errors', headers: html })).body, 'Routes: 25')
    t.match((await fastify.inject('/errors?format=md')).body, '- and 5 more, see [all routes](/errors/locked)')
    t.notMatch((await fastify.inject('/errors/locked?format=md')).body, 'more')
  })

  t.test('what definitions say is escaped and complete', async t => {
    const fastify = await buildCatalogServer({ catalog: { openapi: '/documentation', developer: true } })
    const page = (await fastify.inject({ url: '/errors/out-of-stock', headers: html })).body
    for (const text of ['&lt;b&gt;&amp;&quot;quoted&quot;&lt;/b&gt;', 'Since', 'SOLD_OUT', '<a href="/documentation#/default/post_orders"><code>POST /orders</code></a> Order', 'throw outOfStock(', '<code>"chair-1"</code>'.replaceAll('"', '&quot;')]) t.match(page, text)
    t.match((await fastify.inject({ url: '/errors/quota-exceeded', headers: html })).body, '<strong>Deprecated.</strong> It becomes <code>PAYMENT_REQUIRED</code>.')
    const markdown = (await fastify.inject('/errors/out-of-stock?format=md')).body
    for (const text of ['# Out of stock (`OUT_OF_STOCK`)', '**What to do:** Order at most', 'Since: 1.2. Earlier: `SOLD_OUT`.', '- [`POST /orders`](/documentation#/default/post_orders): Order', '```js\nthrow outOfStock(']) t.match(markdown, text)
  })

  t.test('what a definition leaves out is left out', async t => {
    const bare = defineError({ code: 'BARE', statusCode: 418, title: 'Bare', message: 'Bare.', deprecated: true, since: '2' })
    const kept = defineError({ code: 'KEPT', statusCode: 418, title: 'Kept', message: 'Kept.', deprecated: false, aliases: ['WAS'] })
    const fastify = await buildCatalogServer({ plugin: { errors: [bare, kept] } })
    const document: Catalog = (await fastify.inject('/errors')).json()
    t.equal(document.statuses.find(({ status }) => status === 418)?.description, '')
    t.equal(find(document, 'BARE').retry, 'no')
    t.match((await fastify.inject({ url: '/errors/bare', headers: html })).body, '<p><strong>Deprecated.</strong> </p><p class=do>Do not send the same request again.</p>')
    t.match((await fastify.inject('/errors/bare?format=md')).body, '**Deprecated.**\n\nHTTP status 418 (I\'m a Teapot): Bare.\n\n**Retry:** Do not send the same request again.\n\nSince: 2.\n')
    t.notMatch((await fastify.inject({ url: '/errors/kept', headers: html })).body, 'Deprecated')
    t.match((await fastify.inject('/errors/kept?format=md')).body, 'Earlier: `WAS`.')
  })

  t.test('headers that a function makes are those of the example, and an empty list of examples counts as missing', async t => {
    const moved = defineError({
      code: 'MOVED', statusCode: 404, title: 'Moved', message: 'Moved.', headers: ({ to }) => ({ 'x-moved-to': to }), detail: Type.Object({ to: Type.String() }), examples: []
    })
    const fastify = await buildCatalogServer({ plugin: { errors: [moved] }, catalog: { statuses: { 200: 'Fine.' } } })
    t.same(find((await fastify.inject('/errors')).json(), 'MOVED').headers, [{ name: 'X-Moved-To' }])
    t.match((await fastify.inject({ url: '/errors', headers: html })).body, '<td><span class="s c2">200</span></td><td>OK</td><td>Fine.</td>')
  })

  t.test('a table names every kind of member', async t => {
    let deep: object = { type: 'string' }
    for (let i = 0; i < 8; i++) deep = { type: 'object', properties: { a: deep } }
    const kinds = defineError({
      code: 'KINDS',
      statusCode: 400,
      title: 'Kinds',
      message: 'Kinds.',
      detail: {
        type: 'object',
        properties: {
          one: { const: 1 },
          some: { enum: ['a', 2] },
          any: {},
          either: { oneOf: [{ type: 'string' }, { type: 'null' }, { type: 'string' }] },
          types: { type: ['string', 'null'] },
          date: { type: 'string', format: 'date-time' },
          list: { type: 'array' },
          anyList: { type: 'array', items: {} },
          listOfList: { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
          deep
        }
      } as const
    })
    const document: Catalog = (await (await buildCatalogServer({ plugin: { errors: [kinds] } })).inject('/errors')).json()
    t.same(find(document, 'KINDS').properties.map(({ name, type }) => `${name}: ${type}`), [
      'one: 1', 'some: "a" or 2', 'any: any', 'either: string or null', 'types: string or null', 'date: string (date-time)', 'list: array',
      'anyList: array of any', 'listOfList: array of array of integers', 'deep: object', 'deep.a: object', 'deep.a.a: object', 'deep.a.a.a: object', 'deep.a.a.a.a: object', 'deep.a.a.a.a.a: object'
    ])
    t.ok(find(document, 'KINDS').examples.length > 0, 'made from the schema')
  })
})

t.test('boot errors', async t => {
  const fails = async (options: object, expected: { code: string }, plugin = {}) => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, plugin)
    fastify.register(catalog, options)
    await t.rejects(async () => { await fastify.ready() }, expected, JSON.stringify(options))
  }
  const invalid = { code: 'FST_ERR_REPLIES_INVALID_OPTION' }
  await t.rejects(async () => { await Fastify().register(catalog).ready() }, { code: 'FST_ERR_REPLIES_NO_PLUGIN' })
  await fails({ uri: '/a' }, { code: 'FST_ERR_REPLIES_UNKNOWN_OPTION' })
  for (const options of [
    { url: 'errors' }, { url: '/' }, { url: '/a/:b' }, { url: 1 }, { title: '' }, { intro: 1 }, { baseUrl: 'example.com' }, { baseUrl: 'ftp://example.com' },
    { baseUrl: 'https://example.com?a=b' }, { baseUrl: 1 }, { all: 1 }, { link: 'yes' }, { developer: 0 }, { openapi: 'docs' }, { openapi: 1 },
    { statuses: [] }, { statuses: { 700: 'a' } }, { statuses: { 200: '' } }, { removed: { old: 'a' } }, { removed: { OLD: 1 } },
    { texts: { a: {} } }, { texts: { FORBIDDEN: 'no' } }, { texts: { FORBIDDEN: { title: 1 } } }
  ]) await fails(options, invalid)
  await fails({ texts: { FORBIDDEN: { text: 'a' } } }, { code: 'FST_ERR_REPLIES_UNKNOWN_OPTION' })
  await fails({ removed: { FORBIDDEN: 'GONE' } }, { code: 'FST_ERR_REPLIES_DUPLICATE_CODE' })
  const renamed = defineError({ code: 'RENAMED', statusCode: 400, title: 'R', message: 'R.', aliases: ['LOCKED'] })
  await fails({}, { code: 'FST_ERR_REPLIES_DUPLICATE_CODE' }, { errors: [renamed] })
  const wrong = defineError({ code: 'WRONG', statusCode: 400, title: 'W', message: 'W.', detail: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] } as const, examples: [{} as { a: string }] })
  await fails({}, { code: 'FST_ERR_REPLIES_INVALID_ERROR' }, { errors: [wrong] })

  const child = Fastify()
  child.register(async (tenant) => {
    await tenant.register(errorsPlugin)
    await tenant.register(catalog)
  }, { prefix: '/:tenant' })
  await t.rejects(async () => { await child.ready() }, { message: /below a prefix without parameters/ })
})

t.test('an OpenAPI document links the page of each error', async t => {
  const fastify = Fastify()
  await fastify.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'Shop', version: '1.0.0' } }, ...openapiOptions() })
  await fastify.register(errorsPlugin)
  await fastify.register(catalog)
  const hidden = defineError({ code: 'HIDDEN', statusCode: 409, title: 'Hidden', message: 'Hidden.', public: false })
  fastify.get('/orders', { errors: [errors.conflict, outOfStock, hidden] }, async () => 'ok')
  await fastify.ready()
  const document = fastify.swagger() as unknown as { paths: Record<string, object>, components: { responses: Record<string, { description: string }> } }
  t.same(Object.keys(document.paths), ['/orders'], 'the catalogue is not in it')
  t.equal(document.components.responses['ConflictOrOutOfStockOrHidden']?.description, 'Conflict ([CONFLICT](/errors/conflict)), or: Out of stock ([OUT_OF_STOCK](/errors/out-of-stock)), or: Hidden')
})
