// It is all that runs on versions of Fastify that the peer range does not include yet; `npm run test:matrix` says on what
// it expects to run.
import Fastify from 'fastify'
import t from 'tap'
import { buildSurfaces, exchange, surfaceCases } from '../support/surfaces.js'

const { MATRIX_NODE = process.version, MATRIX_FASTIFY = Fastify().version } = process.env

t.test('every surface', async (t) => {
  t.test('runs on the versions that were asked for', async (t) => {
    t.equal(process.version, MATRIX_NODE)
    t.equal(Fastify().version, MATRIX_FASTIFY)
  })

  const fastify = await buildSurfaces()
  t.teardown(() => fastify.close())
  for (const [request, statusCode, body, headers = {}] of surfaceCases) {
    t.test(`${request.method ?? 'GET'} ${String(request.url)} is ${statusCode}`, async (t) => {
      const response = await fastify.inject(request)
      t.equal(response.statusCode, statusCode)
      t.same(response.json(), body)
      for (const [name, value] of Object.entries(headers)) t.equal(response.headers[name], value, name)
    })
  }

  t.test('malformed HTTP is 400', async (t) => t.match(await exchange(fastify, 'secret\r\n\r\n'), /^HTTP\/1\.1 400 Bad Request\r\n[^]*\{"type":\["Error"\],"error":\{"code":"INVALID_REQUEST"/))
})
