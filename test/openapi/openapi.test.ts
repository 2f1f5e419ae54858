import responseValidation from '@fastify/response-validation'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { readFile, writeFile } from 'node:fs/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import openapiTypes, { astToString } from 'openapi-typescript'
import t from 'tap'
import { z } from 'zod'
import errorsPlugin, { defineError, defineFormat, errors, openapiOptions } from '../../lib/index.js'
import { envelopeSchema, problemSchema } from '../../schemas/index.js'
import { buildShop, documentOf, nameOf, outOfStock, serverChoices } from '../support/openapi-server.js'
import { root } from '../support/root.js'
import { skipOutsidePeerRange } from '../support/versions.js'

// The document with its references replaced by what they refer to
function resolveReferences (value: any, document: any): any {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, document))
  if (typeof value.$ref === 'string') {
    return resolveReferences(value.$ref.slice(2).split('/').reduce((node: any, key: string) => node[key], document), document)
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolveReferences(member, document)]))
}

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats.default(ajv)

t.test('openapi', async t => {
  for (const choices of serverChoices) {
    t.test(nameOf(choices), async t => {
      const document = await documentOf({}, choices)
      const { valid, errors: problems } = await new Validator().validate(structuredClone(document))
      t.ok(valid, JSON.stringify(problems))
      t.notMatch(JSON.stringify(document), /def-\d|x-fastify/)

      const resolved = resolveReferences(document, document)
      const statuses = (path: string, method: string) => Object.keys(resolved.paths[path][method].responses)
      t.same(statuses('/orders', 'post'), ['201', '400', '401', '409', '413', '415', '429', '503', 'default'])
      t.same(statuses('/orders/{id}', 'get'), ['200', '400', '404', '410', 'default'])
      t.same(statuses('/orders/{id}/lines', 'get'), ['200', '410', 'default'])
      t.same(statuses('/plain', 'get'), ['200', 'default'])
      t.same(statuses('/silent', 'get'), ['200'])
      t.same(statuses('/fields', 'get'), ['200', '405', '422', 'default'])
      t.same(statuses('/both', 'delete'), ['200', '400', '409', '413', '415', 'default'])

      const { responses } = resolved.paths['/orders'].post
      const conflict = responses[409].content
      t.same(Object.keys(conflict), ['application/json', 'application/problem+json'])
      const codes = (read: (schema: any) => any, type: string) => conflict[type].schema.oneOf.map((schema: any) => read(schema).const ?? read(schema).enum[0])
      t.same(codes(({ properties }) => properties.error.properties.code, 'application/json'), ['OUT_OF_STOCK', 'CONFLICT'])
      t.same(codes(({ properties }) => properties.code, 'application/problem+json'), ['OUT_OF_STOCK', 'CONFLICT'])
      t.same(Object.keys(responses[401].headers), ['WWW-Authenticate'])
      t.same(Object.keys(responses[429].headers), ['Retry-After'])
      t.same(Object.keys(responses[503].headers), ['Retry-After'])
      t.same(Object.keys(resolved.paths['/fields'].get.responses[405].headers), ['Allow'])
      t.same(Object.keys(resolved.paths['/fields'].get.responses[422].content), ['application/json'])
      t.same(resolved.paths['/orders/{id}'].get.responses[404].content['application/json'].schema.required, ['gone'], 'own schema')

      let examples = 0
      for (const operation of Object.values<any>(resolved.paths).flatMap((path) => Object.values<any>(path))) {
        for (const [status, { content = {} }] of Object.entries<any>(operation.responses)) {
          for (const [type, media] of Object.entries<any>(content)) {
            for (const [code, { value }] of Object.entries<any>(media.examples ?? {})) {
              examples++
              t.ok(ajv.validate(media.schema, value), `${status} ${type} ${code} ${ajv.errorsText()}`)
            }
          }
        }
      }
      t.ok(examples > (choices.components === true ? 30 : 15), String(examples))
    })
  }

  t.test('a response is one component that its operations refer to', async t => {
    const document = await documentOf()
    t.same(document.paths['/both'].put.responses[409], { $ref: '#/components/responses/OutOfStock' })
    const example = (message: object) => ({ OUT_OF_STOCK: { summary: 'Out of stock', value: message } })
    t.same(document.components.responses.OutOfStock, {
      description: 'Out of stock',
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/OutOfStockEnvelope' },
          examples: example({ type: ['Error'], error: { code: 'OUT_OF_STOCK', message: 'Only 0 of chair-1 left', detail: { sku: 'chair-1', left: 0 } }, debug: {} })
        },
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/OutOfStockProblem' },
          examples: example({ title: 'Out of stock', status: 409, detail: 'Only 0 of chair-1 left', code: 'OUT_OF_STOCK', sku: 'chair-1', left: 0 })
        }
      }
    })
    t.same(document.components.schemas.OutOfStockEnvelope.properties.error, {
      type: 'object',
      required: ['code', 'message', 'detail'],
      properties: {
        code: { type: 'string', const: 'OUT_OF_STOCK', enum: ['OUT_OF_STOCK'] },
        message: { type: 'string', minLength: 1, description: 'What went wrong, for a person' },
        detail: { type: 'object', required: ['sku', 'left'], properties: { sku: { type: 'string', example: 'chair-1' }, left: { type: 'integer', minimum: 0 } } }
      }
    })
    const fastify = await buildShop()
    for (let i = 0; i < 100; i++) fastify.post(`/more/${i}`, { errors: [outOfStock, errors.conflict, errors.notFound] }, () => '')
    await fastify.ready()
    const grown = JSON.stringify(fastify.swagger()).length - JSON.stringify(document).length
    t.ok(grown < 100 * 480, `${grown} characters for 100 routes`)
  })

  t.test('the examples of a definition are those of the document, named or inline', async t => {
    const detail = { type: 'object', properties: { sku: { type: 'string' }, left: { type: 'integer' } }, required: ['sku', 'left'], additionalProperties: false } as const
    const soldOut = (examples: { sku: string, left: number }[]) => defineError({ code: 'SOLD_OUT', statusCode: 409, title: 'Sold out', message: ({ sku, left }) => `Only ${left} of ${sku} left.`, detail, examples })
    const build = async (examples: { sku: string, left: number }[], options: object) => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin, { format: 'problem', negotiate: [] })
      await fastify.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'a', version: '1' } }, ...options })
      fastify.get('/', { errors: [soldOut(examples)] }, () => '')
      await fastify.ready()
      const document = fastify.swagger() as any
      return (document.components.responses?.SoldOut ?? document.paths['/'].get.responses[409]).content['application/problem+json'].examples
    }
    const value = (sku: string, left: number) => ({ summary: 'Sold out', value: { title: 'Sold out', status: 409, detail: `Only ${left} of ${sku} left.`, code: 'SOLD_OUT', sku, left } })
    for (const options of [{}, openapiOptions()]) {
      t.same(await build([{ sku: 'chair-1', left: 2 }, { sku: 'lamp-7', left: 1 }], options), { SOLD_OUT: value('chair-1', 2), SOLD_OUT_2: value('lamp-7', 1) })
      t.same(await build([], options), { SOLD_OUT: value('string', 0) })
      await t.rejects(build([{ sku: 'chair-1' } as never], options), { code: 'FST_ERR_REPLIES_INVALID_ERROR', message: /examples\[0\] is not a detail of it/ })
    }
  })

  t.test('inline, an example that @fastify/swagger changes under OpenAPI 3.0 is left out', async t => {
    for (const openapi of ['3.0.3', '3.1.0'] as const) {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      await fastify.register(swagger, { openapi: { openapi, info: { title: 'a', version: '1' } } })
      fastify.get('/', { errors: [errors.gone] }, () => '')
      const given = { content: { 'application/json': { schema: { type: 'object' }, examples: { A: { value: { type: ['Error'] } } } } } }
      fastify.get('/given', { schema: { response: { 410: given } }, errors: false }, () => '')
      await fastify.ready()
      const { paths } = fastify.swagger() as any
      t.same(paths['/given'].get.responses[410].content['application/json'].examples.A.value, { type: openapi === '3.0.3' ? 'Error' : ['Error'] }, 'what it does')
      const { content } = paths['/'].get.responses[410]
      t.equal(content['application/json'].examples, undefined)
      t.equal(content['application/problem+json'].examples.GONE.value.code, 'GONE')
    }
  })

  t.test('an example fits the schema of its detail', async t => {
    const object = (properties: object) => ({ type: 'object', properties, required: Object.keys(properties) })
    let deep: object = { type: 'string' }
    let deepValue: unknown = 'string'
    for (let i = 0; i < 12; i++) [deep, deepValue] = [{ type: 'object', properties: { a: deep } }, { a: deepValue }]
    const details: [object, unknown][] = [
      [object({ a: { const: 'x' }, b: { enum: [3, 4] }, c: { type: 'integer', default: 7 }, d: { type: 'string', example: 'y' } }), { a: 'x', b: 3, c: 7, d: 'y' }],
      [object({ a: { type: 'number', minimum: 5 }, b: { type: 'boolean' }, c: { type: ['string', 'null'] }, d: { type: 'null' }, e: {} }), { a: 5, b: true, c: 'string', d: null, e: null }],
      [object({ a: { type: 'array', items: { type: 'integer' }, minItems: 2 }, b: { type: 'array', items: { type: 'string', examples: ['z'] } } }), { a: [0, 0], b: ['z'] }],
      [object({ a: { type: 'string', minLength: 8 }, b: { type: 'string', maxLength: 3 }, c: { type: 'string', format: 'date-time' }, d: { type: 'string', format: 'uuid' } }), { a: 'stringst', b: 'str', c: '2019-08-24T14:15:22Z', d: 'ec65a788-55ac-4e00-9181-e68db7c88ea4' }],
      [{ anyOf: [object({ a: { type: 'integer' } }), object({ b: { type: 'integer' } })] }, { a: 0 }],
      [{ oneOf: [object({ b: { type: 'integer' } }), object({ a: { type: 'integer' } })] }, { b: 0 }],
      [{ allOf: [object({ a: { type: 'integer' } }), object({ b: { type: 'integer' } })] }, { a: 0, b: 0 }],
      [{ type: 'object' }, {}],
      [{ type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: false }, { a: 0 }],
      [deep, deepValue]
    ]
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    await fastify.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'a', version: '1' } }, ...openapiOptions() })
    for (const [i, [detail]] of details.entries()) {
      const error = defineError({ code: `CASE_${i}`, statusCode: 400, title: 'Case', message: 'Case.', detail })
      fastify.get(`/${i}`, { errors: [error] }, () => '')
    }
    await fastify.ready()
    const document = JSON.parse(JSON.stringify(fastify.swagger()))
    const resolved = resolveReferences(document, document)
    t.ok((await new Validator().validate(document)).valid)
    for (const [i, [, expected]] of details.entries()) {
      const { schema, examples } = resolved.paths[`/${i}`].get.responses[400].content['application/json']
      t.same(examples[`CASE_${i}`].value.error.detail, expected, String(i))
      t.ok(ajv.validate(schema, examples[`CASE_${i}`].value), `${i} ${ajv.errorsText()}`)
    }
  })

  t.test('what a server sends is what it documents', async t => {
    const document = await documentOf()
    const resolved = resolveReferences(document, document)
    const fastify = await buildShop()
    const requests: [string, string, object, object?][] = [
      ['/orders', 'POST', { payload: { sku: 'a', count: 3 } }],
      ['/orders', 'POST', { payload: {} }],
      ['/orders', 'POST', { payload: '{', headers: { 'content-type': 'application/json' } }],
      ['/orders', 'POST', { payload: 'a', headers: { 'content-type': 'text/csv' } }],
      ['/orders/{id}', 'GET', {}],
      ['/fields', 'GET', {}]
    ]
    for (const accept of ['application/json', 'application/problem+json']) {
      for (const [path, method, request] of requests) {
        const headers = { accept, ...(request as { headers?: object }).headers }
        const response = await fastify.inject({ method, url: path.replace('{id}', '1'), ...request, headers } as never) as unknown as { statusCode: number, headers: Record<string, string>, body: string }
        const documented = resolved.paths[path][method.toLowerCase()].responses[response.statusCode]
        const type = String(response.headers['content-type']).replace(/;.*/, '')
        t.ok(ajv.validate(documented?.content[type].schema, JSON.parse(response.body)), `${method} ${path} ${response.statusCode} ${ajv.errorsText()}`)
      }
    }
  })

  t.test('`openapi: false` documents nothing', async t => {
    const document = await documentOf({ openapi: false })
    t.same(Object.keys(document.paths['/orders'].post.responses), ['201'])
    t.same(document.components, { schemas: {} })
    await t.rejects(async () => { await Fastify().register(errorsPlugin, { openapi: 'no' as never }) }, { message: "openapi option should be a boolean, instead got 'no'" })
  })

  t.test('a response of one format has the name of its errors', async t => {
    const document = await documentOf({ negotiate: [] })
    t.same(document.paths['/both'].put.responses[409], { $ref: '#/components/responses/OutOfStock' })
    t.same(document.paths['/fields'].get.responses[405], { $ref: '#/components/responses/MethodNotAllowedFields' })
    t.same(Object.keys(document.components.responses.OutOfStock.content), ['application/json'])
  })

  t.test('a format without a schema is a text', async t => {
    const format = defineFormat({ name: 'plain-text', contentType: 'text/plain', body: ({ message }) => message, serialize: (message) => message })
    const document = await documentOf({ format, negotiate: [] })
    t.same(document.components.responses.OutOfStock.content, {
      'text/plain': {
        schema: { $ref: '#/components/schemas/PlainText' },
        examples: { OUT_OF_STOCK: { summary: 'Out of stock', value: 'Only 0 of chair-1 left' } }
      }
    })
    t.same(document.components.schemas.PlainText, { title: 'PlainText', type: 'string' })
  })

  t.test('a schema that allows several codes keeps them', async t => {
    const schema = { type: 'object', properties: { code: { type: 'string', enum: ['A', 'B'] } } }
    const format = defineFormat({ name: 'coded', contentType: 'application/json', schema: schema as never, body: () => ({ code: 'A' }) as never })
    const document = await documentOf({ format, negotiate: [] })
    t.same(document.components.schemas.Coded, { title: 'Coded', ...schema })
  })

  t.test('a child context documents its own format and definitions', async t => {
    const fastify = Fastify()
    await fastify.register(swagger, { openapi: { info: { title: 'a', version: '1' } }, ...openapiOptions() })
    await fastify.register(errorsPlugin)
    const same = defineError({ code: 'SAME', statusCode: 409, title: 'Same', message: 'One.' })
    const other = defineError({ code: 'SAME', statusCode: 409, title: 'Same', message: 'Two.', headers: { 'X-Other': '1' }, type: '/other' })
    const text = defineFormat({ name: 'plain-text', contentType: 'text/plain; charset=utf-8', body: ({ message }) => message, serialize: (message) => message })
    const picky = defineFormat({ name: 'picky', contentType: 'application/picky+json', schema: { type: 'object', properties: { url: { type: 'string' } } } as never, body: (_error, { request }) => ({ url: request!.url }) as never })
    fastify.get('/', { errors: [same] }, () => '')
    fastify.register(async (child) => {
      await child.register(errorsPlugin, { format: 'description', negotiate: [text, picky] })
      child.get('/', { errors: [other, errors.gone] }, () => '')
    }, { prefix: '/child' })
    await fastify.ready()
    const document = fastify.swagger() as any
    t.same(document.paths['/'].get.responses[409], { $ref: '#/components/responses/Same' })
    t.same(document.paths['/child/'].get.responses[409], { $ref: '#/components/responses/Same2' })
    t.same(document.components.responses.Same2, {
      description: 'Same',
      headers: { 'X-Other': { schema: { type: 'string' }, description: 'X-Other' } },
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/Description' }, examples: { SAME: { summary: 'Same', value: { message: '409: Same', description: 'Two.' } } } },
        'text/plain': { schema: { $ref: '#/components/schemas/PlainText' }, examples: { SAME: { summary: 'Same', value: 'Two.' } } },
        'application/picky+json': { schema: { $ref: '#/components/schemas/Picky' } }
      }
    })
    t.same(document.components.schemas.PlainText, { title: 'PlainText', type: 'string' })
  })

  t.test('documents routes of the zod type provider', { skip: skipOutsidePeerRange('fastify-type-provider-zod') }, async t => {
    for (const openapi of ['3.0.3', '3.1.0'] as const) {
      for (const isNamed of [true, false]) {
        const fastify = Fastify().withTypeProvider<ZodTypeProvider>()
        fastify.setValidatorCompiler(validatorCompiler)
        fastify.setSerializerCompiler(serializerCompiler)
        await fastify.register(swagger, {
          openapi: { openapi, info: { title: 'a', version: '1' } },
          ...(isNamed ? openapiOptions({ transform: jsonSchemaTransform }) : { transform: jsonSchemaTransform as never })
        })
        await fastify.register(errorsPlugin)
        fastify.post('/', { schema: { body: z.object({ a: z.string() }), response: { 200: z.object({ b: z.string() }) } }, errors: [outOfStock] }, async () => ({ b: 'c' }))
        fastify.get('/none', { errors: [outOfStock] }, async () => 'fine')
        await fastify.ready()
        const document = JSON.parse(JSON.stringify(fastify.swagger()))
        t.ok((await new Validator().validate(structuredClone(document))).valid)
        t.same(Object.keys(document.paths['/'].post.responses), isNamed ? ['200', '400', '409', '413', '415', 'default'] : ['200'])
        if (isNamed) t.same(document.paths['/none'].get.responses[409], { $ref: '#/components/responses/OutOfStock' })
        t.same((await fastify.inject({ method: 'POST', url: '/', payload: { a: 'b' } })).json(), { b: 'c' })
      }
    }
  })

  t.test('keeps what the application gives: transforms, shared schemas, hidden routes, Swagger 2.0', async t => {
    const build = async (options: object) => {
      const fastify = Fastify()
      fastify.addSchema({ $id: 'shared/item', type: 'object', properties: { a: { type: 'string' } } })
      await fastify.register(errorsPlugin)
      await fastify.register(swagger, options)
      fastify.get('/item', { schema: { response: { 200: { $ref: 'shared/item#' } } }, errors: [outOfStock] }, () => ({ a: 'b' }))
      fastify.get('/hidden', { schema: { hide: true } }, () => '')
      await fastify.ready()
      return { fastify, document: fastify.swagger() as any }
    }
    const info = { title: 'a', version: '1' }
    const { fastify, document } = await build({
      openapi: { info, components: { responses: { OutOfStock: { description: 'taken' } } } },
      ...openapiOptions({
        transform: ({ schema, url }) => ({ schema: { ...schema, summary: 'mine' }, url: `/v1${url}` }),
        transformObject: ({ openapiObject }) => ({ ...openapiObject, 'x-mine': true })
      })
    })
    t.same(Object.keys(document.paths), ['/v1/item'])
    t.equal(document['x-mine'], true)
    t.equal(document.paths['/v1/item'].get.summary, 'mine')
    t.same(document.paths['/v1/item'].get.responses[200].content['application/json'].schema, { $ref: '#/components/schemas/shared_item' })
    t.same(document.paths['/v1/item'].get.responses[409], { $ref: '#/components/responses/OutOfStock2' })
    t.equal(document.components.responses.OutOfStock.description, 'taken')
    t.equal(fastify.swagger({ yaml: true }).includes('$ref: "#/components/responses/OutOfStock2"'), true)
    t.same(Object.keys((await build({ swagger: { info }, ...openapiOptions() })).document.paths['/item'].get.responses), ['200', '409', 'default'])
  })

  t.test('takes the published schemas as route schemas', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    await fastify.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'a', version: '1' } }, ...openapiOptions() })
    fastify.get('/', { schema: { response: { 200: { type: 'string' }, 409: envelopeSchema, '4xx': { content: { 'application/problem+json': { schema: problemSchema } } } } } }, async () => {
      throw outOfStock({ sku: 'a', left: 1 })
    })
    t.equal((await fastify.inject('/')).body, '{"type":["Error"],"error":{"code":"OUT_OF_STOCK","message":"Only 1 of a left","detail":{"sku":"a","left":1}},"debug":{}}')
    const document = fastify.swagger() as any
    t.ok((await new Validator().validate(JSON.parse(JSON.stringify(document)))).valid)
    t.equal(document.paths['/'].get.responses[409].content['application/json'].schema.title, 'Envelope')
    t.equal(document.paths['/'].get.responses['4XX'].content['application/problem+json'].schema.title, 'Problem')
  })

  t.test('compiles no serializer for what it documents', async t => {
    const count = async (declared: boolean) => {
      let compiled = 0
      const fastify = Fastify({
        schemaController: { compilersFactory: { buildSerializer: () => () => { compiled++; return JSON.stringify } } }
      })
      await fastify.register(swagger, { openapi: { info: { title: 'a', version: '1' } } })
      await fastify.register(errorsPlugin)
      for (let i = 0; i < 10; i++) {
        fastify.get(`/${i}`, { schema: { response: { 200: { type: 'object' } } }, ...(declared && { errors: [outOfStock, errors.conflict] }) }, () => ({}))
      }
      await fastify.ready()
      t.equal('409' in (fastify.swagger() as any).paths['/0'].get.responses, declared)
      return compiled
    }
    t.equal(await count(true), await count(false))
  })

  t.test('@fastify/response-validation has nothing to object to', async t => {
    const fastify = Fastify() as FastifyInstance
    await fastify.register(responseValidation)
    await fastify.register(errorsPlugin)
    await fastify.register(swagger, { openapi: { info: { title: 'a', version: '1' } }, ...openapiOptions() })
    const response = { 200: { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] }, '4xx': { type: 'object', required: ['mine'] } }
    fastify.get('/fine', { schema: { response }, errors: [outOfStock] }, async () => ({ a: 1 }))
    fastify.get('/broken', { schema: { response }, errors: [outOfStock] }, async () => ({ a: 'x' }))
    fastify.get('/stock', { schema: { response }, errors: [outOfStock] }, async () => { throw outOfStock({ sku: 'a', left: 1 }) })
    fastify.get('/plain', { errors: [outOfStock] }, async () => { throw outOfStock({ sku: 'a', left: 1 }) })
    t.same((await fastify.inject('/fine')).json(), { a: 1 })
    t.equal((await fastify.inject('/broken')).json().error.code, 'UNKNOWN_ERROR')
    for (const url of ['/stock', '/plain']) {
      const response = await fastify.inject(url)
      t.equal(response.statusCode, 409)
      t.equal(response.body, '{"type":["Error"],"error":{"code":"OUT_OF_STOCK","message":"Only 1 of a left","detail":{"sku":"a","left":1}},"debug":{}}')
    }
  })

  t.test('@fastify/swagger-ui serves it', async t => {
    const fastify = await buildShop()
    await fastify.register(swaggerUi)
    t.same((await fastify.inject('/documentation/json')).json(), await documentOf())
    t.match((await fastify.inject('/documentation/yaml')).body, /OutOfStockEnvelope:\n/)
    t.equal((await fastify.inject('/documentation/')).statusCode, 200)
  })

  t.test('openapi-typescript gives the types of test/types/shop-api.ts', async t => {
    const text = '// Built by openapi-typescript from the document of test/support/openapi-server.ts: TAP_SNAPSHOT=1 tap test/openapi/openapi.test.ts\n/* eslint-disable */\n' +
      astToString(await openapiTypes(await documentOf()))
    const file = new URL('test/types/shop-api.ts', root)
    if (process.env['TAP_SNAPSHOT'] === '1') await writeFile(file, text)
    t.equal(await readFile(file, 'utf8'), text)
  })
})
