import SwaggerParser from '@apidevtools/swagger-parser'
import swagger from '@fastify/swagger'
import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { errors } from '../../lib/index.js'
import { withResponses } from '../../lib/openapi/inline-responses.js'
import { outOfStock } from '../support/openapi-server.js'

t.test('a transform of the application, without openapiOptions(), may change a schema', async t => {
  const info = { title: 'a', version: '1' }
  for (const [version, isCopied] of [['openapi', false], ['openapi', true], ['swagger', false]] as const) {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { negotiate: [] })
    await fastify.register(swagger, {
      [version]: { info },
      transform: ({ schema, url }: { schema: any, url: string }) => {
        if (url === '/assigned') {
          schema.response = { 200: { description: 'Replaced', type: 'string' } }
          schema.servers = [{ url: 'https://a.example' }]
          schema.consumes = ['text/plain']
          return { schema, url }
        }
        const response = isCopied ? { ...schema.response } : schema.response
        response[200] = { description: 'Mine', type: 'integer' }
        response[410] = { description: 'Mine', type: 'integer' }
        delete response.default
        return { schema: isCopied ? { ...schema, response } : schema, url }
      }
    } as object)
    for (const url of ['/', '/assigned']) fastify.get(url, { schema: { response: { 200: { type: 'string' } } }, errors: [outOfStock, errors.gone] }, async () => '')
    await fastify.ready()
    const document = JSON.parse(JSON.stringify(fastify.swagger()))
    t.ok(await SwaggerParser.validate(structuredClone(document)))
    const { responses } = document.paths['/'].get
    t.same(Object.keys(responses), ['200', '409', '410'])
    for (const status of [200, 410]) t.same(responses[status], version === 'openapi' ? { description: 'Mine', content: { 'application/json': { schema: { description: 'Mine', type: 'integer' } } } } : { description: 'Mine', schema: { description: 'Mine', type: 'integer' } })
    t.equal(responses[409].description, 'Out of stock')
    t.same(Object.keys(responses[409]), version === 'openapi' ? ['description', 'content'] : ['description', 'schema'])
    const { servers, consumes, responses: replaced } = document.paths['/assigned'].get
    t.same([servers, consumes], version === 'openapi' ? [[{ url: 'https://a.example' }], undefined] : [undefined, ['text/plain']])
    t.same(Object.keys(replaced), ['200'])
    t.equal(replaced[200].description, 'Replaced')
  }
})

t.test('a schema with responses has what is assigned to it', async t => {
  const schema = withResponses({ servers: ['a'], consumes: ['b'] }, new Map()) as Record<string, unknown>
  const { response } = schema
  t.same(schema, { servers: ['a'], consumes: ['b'], response })
  Object.assign(schema, { servers: ['c'], consumes: ['d'], response: { 200: {} } })
  t.same(schema, { servers: ['c'], consumes: ['d'], response: { 200: {} } })
})
