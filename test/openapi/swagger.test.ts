import SwaggerParser from '@apidevtools/swagger-parser'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import Fastify from 'fastify'
import t from 'tap'
import { toSwaggerRoute, toSwaggerSchema } from '../../lib/openapi/swagger-schema.js'
import errorsPlugin, { defineError, defineFormat, errors, openapiOptions, type ErrorRepliesOptions } from '../../lib/index.js'

const info = { title: 'a', version: '1' }
const nothing = { type: 'object', properties: {}, additionalProperties: true }

// Every keyword that Swagger 2.0 does not have
const odd = defineError({
  code: 'ODD',
  statusCode: 409,
  title: 'Odd',
  message: 'Odd.',
  detail: Type.Object({
    kind: Type.Union([Type.Literal('a'), Type.Literal('b')]),
    either: Type.Union([Type.String(), Type.Integer()]),
    maybe: Type.Union([Type.String(), Type.Null()]),
    nothing: Type.Null(),
    list: Type.Array(Type.String()),
    pair: Type.Tuple([Type.String(), Type.Integer()]),
    map: Type.Record(Type.String(), Type.Integer()),
    all: Type.Intersect([Type.Object({ a: Type.String() }), Type.Object({ b: Type.String() })]),
    more: Type.Integer({ exclusiveMinimum: 0, examples: [1] }),
    open: Type.Object({ a: Type.String() }, { additionalProperties: true })
  })
})
const detail = { kind: 'a', either: 1, maybe: null, nothing: null, list: ['a'], pair: ['a', 1], map: { a: 1 }, all: { a: 'a', b: 'b' }, more: 1, open: { a: 'b' } }

t.test('hidden routes', async t => {
  t.test('swagger-ui leaves the responses of other routes alone', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    await fastify.register(swagger, { openapi: { openapi: '3.1.0', info }, ...openapiOptions() })
    await fastify.register(swaggerUi)
    fastify.post('/hidden', { schema: { hide: true, body: nothing }, errors: [errors.conflict] }, () => '')
    fastify.post('/tag', { schema: { tags: ['X-HIDDEN'], body: nothing }, errors: [errors.conflict] }, () => '')
    fastify.post('/shown', { schema: { body: nothing }, errors: [errors.conflict] }, () => '')
    fastify.post('/later', { schema: { body: nothing }, errors: [errors.conflict] }, () => '')
    await fastify.ready()
    const document = fastify.swagger() as any
    t.same(Object.keys(document.paths), ['/shown', '/later'])
    for (const path of ['/shown', '/later']) {
      const { responses } = document.paths[path].post
      t.same(responses[409], { $ref: '#/components/responses/Conflict' }, path)
      t.same(responses.default, { $ref: '#/components/responses/Error' }, path)
    }
    for (const [name, response] of Object.entries<any>(document.components.responses)) t.same(Object.keys(response.content), ['application/json', 'application/problem+json'], name)
    await SwaggerParser.validate(structuredClone(document))
  })
})

t.test('Swagger 2.0', async t => {
  const build = async (options: ErrorRepliesOptions, isNamed: boolean) => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, options)
    await fastify.register(swagger, isNamed ? openapiOptions() : {})
    await fastify.register(swagger, { decorator: 'openapi' as never, openapi: { openapi: '3.1.0', info }, ...(isNamed && openapiOptions()) })
    await fastify.register(swaggerUi)
    fastify.get('/odd', { errors: [odd, errors.unauthorized] }, async () => { throw odd(detail as never) })
    fastify.put('/both', { schema: { body: nothing, summary: 'Both' }, errors: [odd, errors.conflict] }, async () => { throw errors.conflict('a', 1, 2) })
    fastify.get('/own', { schema: { response: { 200: { type: 'string' }, 409: { type: 'string', description: 'Mine' } } }, errors: [odd] }, async () => 'a')
    await fastify.ready()
    return fastify
  }
  const types: [ErrorRepliesOptions, string][] = [
    [{}, 'application/json'],
    [{ format: 'problem' }, 'application/problem+json'],
    [{ format: 'fields' }, 'application/json'],
    [{ format: 'oauth2' }, 'application/json'],
    [{ format: defineFormat({ name: 'line', contentType: 'text/plain', body: ({ message }) => message, serialize: (text) => text }) }, 'text/plain']
  ]
  for (const [options, type] of types) {
    for (const isNamed of [true, false]) {
      t.test(`${JSON.stringify(options)} ${isNamed ? 'named' : 'inline'}`, async t => {
        const fastify = await build(options, isNamed)
        const document = JSON.parse(JSON.stringify(fastify.swagger()))
        t.equal(document.swagger, '2.0')
        const api = await SwaggerParser.validate(structuredClone(document)) as any
        t.same(Object.keys(api.paths['/odd'].get.responses), ['200', '401', '409', 'default'])
        t.same(Object.keys(api.paths['/both'].put.responses), options.format === 'fields' ? ['200', '400', '409', '413', '415', '422', 'default'] : ['200', '400', '409', '413', '415', 'default'])
        t.same(api.paths['/own'].get.responses[409], { description: 'Mine', schema: { type: 'string', description: 'Mine' } })
        t.same(api.paths['/odd'].get.responses[401].headers, { 'WWW-Authenticate': { type: 'string', description: 'How to authenticate' } })
        t.equal(api.paths['/odd'].get.responses[409].description, 'Odd')

        const ajv = new Ajv({ strict: false })
        addFormats.default(ajv)
        for (const [url, method] of [['/odd', 'GET'], ['/both', 'PUT']] as const) {
          const { body, headers } = await fastify.inject({ method, url, ...(method === 'PUT' && { payload: {} }) })
          const { schema, examples } = api.paths[url][method.toLowerCase()].responses[409]
          const read = (text: string) => type === 'text/plain' ? text : JSON.parse(text)
          t.ok(ajv.validate(schema, read(body)), `${body} ${ajv.errorsText()}`)
          t.notOk(ajv.validate(schema, 1))
          t.match(headers['content-type'], type)
          if (isNamed) t.same(Object.keys(examples), [type])
          t.ok(ajv.validate(schema, isNamed ? examples[type] : schema.example), ajv.errorsText())
        }
        t.equal(document.paths['/odd'].get.responses[409].$ref, isNamed ? '#/responses/Odd' : undefined)
        t.match((fastify as any).swagger({ yaml: true }), /swagger: "2.0"/)

        // The other document of the same routes
        const other = JSON.parse(JSON.stringify((fastify as any).openapi()))
        const openapi = await SwaggerParser.validate(structuredClone(other)) as any
        t.ok(type in openapi.paths['/odd'].get.responses[409].content)
      })
    }
  }
})

t.test('what is rare', async t => {
  const picky = defineFormat({ name: 'picky', contentType: 'application/json', schema: { type: 'object', properties: { url: { type: 'string' }, list: { type: 'array' } } } as never, body: (_error, { request }) => ({ url: request!.url }) as never })
  const fragile = defineError({ code: 'FRAGILE', statusCode: 599, title: 'Fragile', message: 'Fragile.', detail: { type: 'object', properties: { const: { type: 'integer' } } } })

  t.test('in Swagger 2.0', async t => {
    for (const isNamed of [true, false]) {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      await fastify.register(swagger, isNamed ? openapiOptions() : {})
      const response = { 200: { type: 'string', 'x-response-description': 'Mine' } }
      fastify.get('/', { schema: { response }, errors: [fragile, errors.internalServerError] }, async () => { throw fragile({ const: 1 }) })
      fastify.register(async (child) => {
        await child.register(errorsPlugin, { format: picky, negotiate: [] })
        child.get('/picky', { errors: [errors.gone] }, async () => '')
      })
      await fastify.ready()
      const { paths } = await SwaggerParser.validate(JSON.parse(JSON.stringify(fastify.swagger()))) as any
      const { responses } = paths['/'].get
      t.equal(responses[200].description, 'Mine')
      t.same(Object.keys(responses), ['200', '500', '599', 'default'])
      t.equal(responses[599].schema.example, undefined)
      t.equal(responses[599].examples !== undefined, isNamed)
      t.same(paths['/picky'].get.responses[410].schema.properties, { url: { type: 'string' }, list: { type: 'array', items: {} } })
    }
  })

  t.test('in OpenAPI 3.2: a method of the application', async t => {
    const fastify = Fastify()
    fastify.addHttpMethod('MKCOL', { hasBody: true })
    await fastify.register(errorsPlugin)
    await fastify.register(swagger, { openapi: { openapi: '3.2.0', info }, ...openapiOptions() })
    for (const url of ['/a', '/b']) fastify.route({ method: 'MKCOL' as never, url, errors: [errors.internalServerError, errors.gone], handler: async () => '' })
    await fastify.ready()
    const document = fastify.swagger() as any
    for (const path of ['/a', '/b']) {
      const { responses } = document.paths[path].additionalOperations.MKCOL
      t.same(responses[410], { $ref: '#/components/responses/Gone' })
      t.same(responses.default, { $ref: '#/components/responses/Error' })
    }
    t.equal(document.components.responses.Error.content['application/json'].examples, undefined, 'its own error is documented elsewhere')
  })
})

t.test('parameters, many errors of one status and open details', async t => {
  const many = ['A', 'B', 'C', 'D', 'E'].map((code) => defineError({
    code, statusCode: 409, title: code, message: code, detail: code === 'A' ? { type: 'object', additionalProperties: true } : { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: code === 'B' ? {} : true }
  }))
  for (const version of ['2.0', '3.1.0']) {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { errors: many })
    await fastify.register(swagger, { ...(version === '2.0' ? { swagger: { info } } : { openapi: { openapi: version, info } }), ...openapiOptions() })
    fastify.get('/:id', {
      schema: { querystring: { type: 'object', properties: { page: { type: 'integer' }, any: {} } }, params: { type: 'object', properties: { id: { type: 'string' } } } },
      errors: many
    }, () => '')
    await fastify.ready()
    const document = fastify.swagger() as any
    const { responses, parameters } = document.paths['/{id}'].get
    t.same(parameters.map(({ name }: { name: string }) => name).sort(), ['any', 'id', 'page'])
    t.ok(responses[409])
    t.match(JSON.stringify(document), 'AOr4Others')
    await t.resolves(SwaggerParser.validate(JSON.parse(JSON.stringify(document))), version)
  }
})

t.test('the keywords of Swagger 2.0', async t => {
  t.same(toSwaggerSchema({ type: 'object', additionalProperties: { type: 'null' } }), { type: 'object', additionalProperties: {} })
  t.same(toSwaggerSchema({ type: 'object', additionalProperties: false }), { type: 'object', additionalProperties: false })
  const route = toSwaggerRoute({
    body: { type: 'object' },
    querystring: { type: 'object' },
    response: { 204: { type: 'null', headers: { a: { type: 'string' } }, 'x-response-description': 'Gone' }, 200: { type: 'object' } }
  })
  t.same(route['response'], { 204: { type: 'null', headers: { a: { type: 'string' } }, 'x-response-description': 'Gone' }, 200: { type: 'object' } })
  t.same(toSwaggerRoute(undefined), {})
})
