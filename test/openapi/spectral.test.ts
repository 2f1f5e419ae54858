// Rules on errors of other people's API guidelines, with the linter that they are written for: the API Design Rules of
// the Dutch government (error handling) and Zalando's RESTful API guidelines (rules 150, 151, 153 and 176)
import { Spectral } from '@stoplight/spectral-core'
import spectralFunctions from '@stoplight/spectral-functions'
import { oas } from '@stoplight/spectral-rulesets'
import Fastify from 'fastify'
import swagger from '@fastify/swagger'
import { Type } from '@sinclair/typebox'
import t from 'tap'
import errorsPlugin, { defineError, errors, openapiOptions } from '../../lib/index.js'

const { enumeration, schema, truthy } = spectralFunctions

const ERRORS = '$.paths[*][*].responses[?(@property.match(/^(4..|5..|default)$/))]'
const rules = {
  'problem-json': {
    message: 'an error response has application/problem+json',
    given: `${ERRORS}.content`,
    severity: 'error',
    then: { field: 'application/problem+json', function: truthy }
  },
  'problem-members': {
    message: 'a problem has title, status, detail, type and instance: {{error}}',
    given: `${ERRORS}.content['application/problem+json'].schema..properties[?(@property === 'instance')]^`,
    severity: 'error',
    then: {
      function: schema,
      functionOptions: {
        schema: {
          required: ['title', 'status', 'detail', 'type', 'instance'],
          properties: {
            title: { properties: { type: { const: 'string' } } },
            detail: { properties: { type: { const: 'string' } } },
            status: { properties: { type: { const: 'integer' } } },
            type: { properties: { type: { const: 'string' }, format: { const: 'uri-reference' } } },
            instance: { properties: { type: { const: 'string' }, format: { const: 'uri-reference' } } }
          }
        }
      }
    }
  },
  'documents-errors': {
    message: 'an operation documents its errors',
    given: '$.paths[*][*].responses',
    severity: 'error',
    then: { function: schema, functionOptions: { schema: { patternProperties: { '^(4..|5..)$': {} }, minProperties: 2 } } }
  },
  'official-statuses': {
    message: 'a status is one that a standard defines: {{property}}',
    given: '$.paths[*][*].responses[*]~',
    severity: 'error',
    then: {
      function: enumeration,
      functionOptions: {
        values: ['200', '201', '202', '204', '301', '303', '304', '400', '401', '403', '404', '405', '406', '408', '409', '410', '412', '413', '415', '422', '429', '500', '501', '503', 'default']
      }
    }
  },
  'retry-after': {
    message: 'a 429 documents Retry-After',
    given: "$.paths[*][*].responses['429'].headers",
    severity: 'error',
    then: { field: 'Retry-After', function: truthy }
  }
}

t.test('the document of an API in `problem` keeps the rules', async t => {
  const outOfStock = defineError({
    code: 'OUT_OF_STOCK', statusCode: 409, title: 'Out of stock', message: 'Sold out.', detail: Type.Object({ left: Type.Integer() })
  })
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { format: 'problem', negotiate: [], errors: [outOfStock] })
  await fastify.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'Shop', version: '1.0.0' } }, ...openapiOptions() })
  fastify.post('/orders', {
    errors: [outOfStock, errors.tooManyRequests, errors.unauthorized, errors.forbidden],
    schema: { summary: 'Order', body: Type.Object({ sku: Type.String() }), response: { 201: Type.Object({ id: Type.String() }) } }
  }, async () => ({ id: '1' }))
  fastify.get('/orders/:id', {
    errors: [errors.notFound, errors.serviceUnavailable], schema: { summary: 'An order', params: Type.Object({ id: Type.Integer() }), response: { 200: Type.Object({ id: Type.Integer() }) } }
  }, async () => ({ id: 1 }))
  await fastify.ready()
  const document = fastify.swagger()
  const spectral = new Spectral()
  spectral.setRuleset({ extends: [[oas as never, 'off']], rules } as never)
  const lint = async (value: object) => (await spectral.run(JSON.stringify(value))).map(({ code, message, path }) => `${String(code)}: ${message} at ${path.join('.')}`)
  t.same(await lint(document), [])

  t.test('and a document that breaks them is seen to', async t => {
    const text = JSON.stringify(document)
    for (const [broken, rule] of [
      [text.replaceAll('application/problem+json', 'application/json'), 'problem-json'],
      [text.replaceAll('"uri-reference"', '"date"'), 'problem-members'],
      [text.replace('"409":', '"499":'), 'official-statuses'],
      [text.replaceAll('Retry-After', 'X-Later'), 'retry-after']
    ] as const) t.match((await lint(JSON.parse(broken))).join('\n'), rule)
  })
})
