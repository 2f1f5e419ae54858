import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { errors } from '../../lib/index.js'

t.test('json-rpc', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { format: 'json-rpc', negotiate: [] })
  fastify.post('/rpc', { schema: { body: { type: 'object', required: ['method'] } } }, () => 'never')
  fastify.get('/broken', async () => { throw new Error('secret') })
  fastify.get('/gone', async () => { throw errors.gone('It was here.', { detail: { a: 1 }, extensions: { a: 2, b: 3 } }) })
  fastify.get('/unprocessable', (_request, reply) => reply.unprocessableEntity({ name: ['is blank'] }))

  t.test('has the number of JSON-RPC that fits the error', async t => {
    const requests: [request: object, statusCode: number, number: number, code: string][] = [
      [{ method: 'POST', url: '/rpc', payload: '{', headers: { 'content-type': 'application/json' } }, 400, -32700, 'INVALID_REQUEST'],
      [{ method: 'POST', url: '/rpc', payload: '', headers: { 'content-type': 'application/json' } }, 400, -32700, 'INVALID_REQUEST'],
      [{ method: 'POST', url: '/rpc', payload: {} }, 400, -32600, 'INVALID_BODY'],
      [{ url: '/unprocessable' }, 422, -32600, 'UNPROCESSABLE_CONTENT'],
      [{ url: '/missing' }, 404, -32000, 'NOT_FOUND'],
      [{ url: '/broken' }, 500, -32603, 'UNKNOWN_ERROR']
    ]
    for (const [request, statusCode, number, code] of requests) {
      const response = await fastify.inject(request)
      t.equal(response.statusCode, statusCode)
      t.match(response.json(), { jsonrpc: '2.0', error: { code: number, data: { statusCode, code } }, id: null }, response.body)
    }
  })

  t.test('has detail and issues in `data`', async t => {
    const invalid = await fastify.inject({ method: 'POST', url: '/rpc', payload: {} })
    t.match(invalid.json().error.data.issues, [{ path: 'method', in: 'body', kind: 'invalid_type' }])
    t.strictSame((await fastify.inject('/gone')).json().error, {
      code: -32000,
      message: 'It was here.',
      data: { statusCode: 410, code: 'GONE', detail: { a: 1, b: 3 } }
    })
  })
})
