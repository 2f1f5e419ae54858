import SwaggerParser from '@apidevtools/swagger-parser'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import t from 'tap'
import { attempts } from '../../examples/attempts.js'
import { buildServer } from '../../examples/documents.js'

const statuses = {
  'get /documents/{id}': [200, 400, 404],
  'post /documents': [201, 400, 413, 415, 507],
  'put /documents/{id}': [200, 400, 404, 409, 413, 415],
  'delete /documents/{id}': [204, 400, 404],
  'get /broken': [200],
  'get /private': [200, 401],
  'post /oauth2/token': [200, 400, 401, 413, 415, 503],
  'get /oauth2/authorize': [303, 400],
  'get /oauth2/documents': [200, 401, 403],
  'post /multi': [200, 400, 413, 415],
  'get /notes': [200],
  'post /notes': [201, 400, 413, 415],
  'get /notes/{id}': [200, 400, 404],
  'post /notes/{id}/export': [202, 400, 413, 415],
  'get /memos': [301]
}

t.test('the document of the demo', async t => {
  for (const openapi of ['2.0', '3.0.3', '3.1.0'] as const) {
    t.test(openapi, async t => {
      const fastify = await buildServer({ openapi })
      await fastify.ready()
      const document = JSON.parse(JSON.stringify(fastify.swagger()))
      const api = await SwaggerParser.validate(structuredClone(document)) as any
      const { valid, errors } = await new Validator().validate(structuredClone(document))
      t.ok(valid, JSON.stringify(errors))

      const operations = Object.entries<any>(api.paths).flatMap(([path, item]) => Object.entries<any>(item).map(([method, operation]) => [`${method} ${path}`, operation] as const))
      t.same(Object.fromEntries(operations.map(([name, { responses }]) => [name, Object.keys(responses)])),
        Object.fromEntries(Object.entries(statuses).map(([name, list]) => [name, [...list.map(String), 'default']])))
      const tags = document.tags.map(({ name }: { name: string }) => name)
      for (const [name, { summary, tags: [tag], responses }] of operations) {
        t.type(summary, 'string', name)
        t.ok(tags.includes(tag), name)
        for (const [status, response] of Object.entries<any>(responses)) if (Number(status) >= 400) t.ok(response.content ?? response.schema, `${name} ${status}`)
      }
    })
  }

  t.test('is true of every attempt', async t => {
    const fastify = await buildServer()
    await fastify.ready()
    const api = await SwaggerParser.dereference(JSON.parse(JSON.stringify(fastify.swagger()))) as any
    const ajv = new Ajv2020({ strict: false })
    addFormats.default(ajv as never)
    for (const { method, path, headers, body } of attempts) {
      const route = fastify.findRoute({ method, url: path } as never) === undefined ? path.replace(/\/\d+$/, '/{id}') : path
      const operation = api.paths[route]?.[method.toLowerCase()]
      if (operation === undefined) continue // not a route
      const response = await fastify.inject({ method: method as 'GET', url: path, ...(headers && { headers }), ...(body !== undefined && { payload: body }) })
      const documented = operation.responses[response.statusCode] ?? operation.responses.default
      const { schema } = documented.content[String(response.headers['content-type']).replace(/;.*/, '')]
      t.ok(ajv.validate(schema, response.json()), `${method} ${path} ${ajv.errorsText()}`)
    }
  })
})
