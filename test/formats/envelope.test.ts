import { Value } from '@sinclair/typebox/value'
import Fastify, { type FastifyServerOptions, type InjectOptions } from 'fastify'
import t from 'tap'
import { acceptedTypes } from '../../lib/finalize/accepted-types.js'
import errorsPlugin from '../../lib/index.js'
import { envelopeSchema } from '../../schemas/index.js'

const body = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 2 },
    data: { type: 'object', properties: { meta: { type: 'integer' } } },
    items: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } }
  }
}

async function buildServer (options?: FastifyServerOptions) {
  const fastify = Fastify(options as {})
  await fastify.register(errorsPlugin)
  fastify.route({
    method: ['POST', 'PATCH'],
    url: '/documents/:id',
    bodyLimit: 64,
    schema: {
      body,
      params: { type: 'object', properties: { id: { type: 'integer' } } },
      querystring: { type: 'object', properties: { depth: { type: 'integer', minimum: 0 }, limit: { type: 'integer', minimum: 1 } } },
      headers: { type: 'object', properties: { 'x-count': { type: 'integer' }, 'x-size': { type: 'integer' } } }
    },
    handler: () => 'never'
  })
  fastify.get('/broken', async () => { throw new Error('password of db is hunter2') })
  return fastify
}

const post = (payload: unknown, more: InjectOptions = {}): InjectOptions =>
  ({ method: 'POST', url: '/documents/1', payload: payload as object, ...more })
const json = { 'content-type': 'application/json' }

// request → status and the error member, to the byte
const replies: [string, InjectOptions, number, string][] = [
  ['an unexpected error', { url: '/broken' }, 500, '{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."}'],
  ['an unknown path', { url: '/nowhere?token=secret' }, 404, '{"code":"NOT_FOUND","message":"There is nothing at this address."}'],
  ['another method', { method: 'PUT', url: '/documents/1?a=b' }, 405, '{"code":"INVALID_REQUEST_METHOD","message":"Invalid request method PUT.","detail":{"allowedMethods":["PATCH","POST"]}}'],
  ['malformed JSON', post('{"name":', { headers: json }), 400, '{"code":"INVALID_REQUEST","message":"Invalid request."}'],
  ['empty JSON', post('', { headers: json }), 400, '{"code":"INVALID_REQUEST","message":"Invalid request."}'],
  ['a poisoned prototype', post('{"__proto__":{"a":1}}', { headers: json }), 400, '{"code":"INVALID_REQUEST","message":"Invalid request."}'],
  ['JSON that is too large', post({ name: 'x'.repeat(100) }), 413, '{"code":"CONTENT_TOO_LARGE","message":"The request body is too large."}'],
  ['another media type', post('<a/>', { headers: { 'content-type': 'application/xml' } }), 415, '{"code":"UNSUPPORTED_MEDIA_TYPE","message":"The media type of the request body is not supported."}'],
  ['a missing property', post({}), 400, '{"code":"INVALID_BODY","message":"Invalid body content.","detail":{"path":"name","issues":[{"path":"name","in":"body","kind":"invalid_type","message":"must have required property \'name\'"}]}}'],
  ['a nested property', post({ name: 'abc', data: { meta: 'x' } }), 400, '{"code":"INVALID_BODY","message":"Invalid body content.","detail":{"path":"data.meta","issues":[{"path":"data.meta","in":"body","kind":"invalid_type","message":"must be integer"}]}}'],
  ['a property of an item', post({ name: 'abc', items: [{}] }), 400, '{"code":"INVALID_BODY","message":"Invalid body content.","detail":{"path":"items.0.name","issues":[{"path":"items.0.name","in":"body","kind":"invalid_type","message":"must have required property \'name\'"}]}}'],
  ['a body of another type', post('1', { headers: json }), 400, '{"code":"INVALID_BODY","message":"Invalid body content.","detail":{"path":"","issues":[{"path":"","in":"body","kind":"invalid_type","message":"must be object"}]}}'],
  ['a query parameter', post({ name: 'abc' }, { url: '/documents/1?depth=-1' }), 400, '{"code":"INVALID_PARAMETER_VALUE","message":"Invalid parameter value for depth.","detail":{"issues":[{"path":"depth","in":"querystring","kind":"too_small","message":"must be >= 0"}]}}'],
  ['a path parameter', post({ name: 'abc' }, { url: '/documents/x' }), 400, '{"code":"INVALID_PARAMETER_VALUE","message":"Invalid parameter value for id.","detail":{"issues":[{"path":"id","in":"params","kind":"invalid_type","message":"must be integer"}]}}'],
  ['a header', post({ name: 'abc' }, { headers: { 'x-count': 'x' } }), 400, '{"code":"INVALID_REQUEST","message":"Invalid request.","detail":{"issues":[{"path":"x-count","in":"headers","kind":"invalid_type","message":"must be integer"}]}}']
]

t.test('envelope', async t => {
  const fastify = await buildServer()
  for (const [name, request, statusCode, error] of replies) {
    t.test(`sends ${name}`, async t => {
      const response = await fastify.inject(request)
      t.equal(response.body, `{"type":["Error"],"error":${error},"debug":{}}`)
      t.equal(response.statusCode, statusCode)
      t.equal(response.headers['content-type'], 'application/json; charset=utf-8')
      t.equal(response.headers['cache-control'], 'no-store')
      t.equal(response.headers['x-content-type-options'], 'nosniff')
      t.ok(Value.Check(envelopeSchema, response.json()))
    })
  }

  t.test('a 415 lists what the route parses, on PATCH also in Accept-Patch', async t => {
    const posted = await fastify.inject(post('<a/>', { headers: { 'content-type': 'application/xml' } }))
    t.equal(posted.headers['accept'], 'application/json, text/plain')
    t.equal(posted.headers['accept-patch'], undefined)
    const patched = await fastify.inject(post('<a/>', { method: 'PATCH', headers: { 'content-type': 'application/xml' } }))
    t.equal(patched.headers['accept'], 'application/json, text/plain')
    t.equal(patched.headers['accept-patch'], 'application/json, text/plain')
  })

  t.test('a 415 lists what the schema of the route describes, or what there is a parser for', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    const content = { 'application/json': { schema: { type: 'object' } }, 'application/merge-patch+json': { schema: { type: 'object' } } }
    fastify.post('/', { schema: { body: { content } } }, () => 'never')
    const posted = await fastify.inject(post('<a/>', { url: '/', headers: { 'content-type': 'application/xml' } }))
    t.equal(posted.statusCode, 415)
    t.equal(posted.headers['accept'], 'application/json, application/merge-patch+json')

    // An instance that does not keep its parsers behind an own symbol, as a later version of Fastify may
    const later = Fastify()
    later.removeContentTypeParser('text/plain')
    t.same(acceptedTypes({ routeOptions: {}, server: Object.create(later) } as never), ['application/json'])
  })

  t.test('a reply to HEAD has the headers and no body', async t => {
    const response = await fastify.inject({ method: 'HEAD', url: '/broken' })
    t.equal(response.statusCode, 500)
    t.equal(response.body, '')
    t.equal(response.headers['content-length'], '105')
  })
})

t.test('envelope with allErrors', async t => {
  const fastify = await buildServer({ ajv: { customOptions: { allErrors: true, removeAdditional: false } } })

  t.test('sends the first failure in path and all in issues', async t => {
    const response = await fastify.inject(post({ name: 'x', nope: 1, data: { meta: 'x' } }))
    t.equal(response.body, JSON.stringify({
      type: ['Error'],
      error: {
        code: 'INVALID_BODY',
        message: 'Invalid body content.',
        detail: {
          path: 'nope',
          issues: [
            { path: 'nope', in: 'body', kind: 'unrecognized_keys', message: 'must NOT have additional properties' },
            { path: 'name', in: 'body', kind: 'too_small', message: 'must NOT have fewer than 2 characters' },
            { path: 'data.meta', in: 'body', kind: 'invalid_type', message: 'must be integer' }
          ]
        }
      },
      debug: {}
    }))
  })

  t.test('sends several parameters', async t => {
    const response = await fastify.inject(post({ name: 'abc' }, { url: '/documents/1?depth=-1&limit=0' }))
    t.same(response.json().error, {
      code: 'INVALID_PARAMETER_VALUE',
      message: 'Invalid parameter value for depth.',
      detail: {
        issues: [
          { path: 'depth', in: 'querystring', kind: 'too_small', message: 'must be >= 0' },
          { path: 'limit', in: 'querystring', kind: 'too_small', message: 'must be >= 1' }
        ]
      }
    })
  })

  t.test('sends several headers', async t => {
    const response = await fastify.inject(post({ name: 'abc' }, { headers: { 'x-count': 'x', 'x-size': 'y' } }))
    t.same(response.json().error.detail.issues.map(({ path }: { path: string }) => path), ['x-count', 'x-size'])
  })

  t.test('lists one failure as well', async t => {
    const response = await fastify.inject(post({ name: 'x' }))
    t.same(response.json().error.detail, { path: 'name', issues: [{ path: 'name', in: 'body', kind: 'too_small', message: 'must NOT have fewer than 2 characters' }] })
  })
})
