// Every surface once, without a test runner, for runtimes that tap does not run on: bun build/surfaces.js
import { deepEqual, equal, match } from 'node:assert/strict'
import { buildSurfaces, exchange, surfaceCases } from '../test/support/surfaces.js'

const fastify = await buildSurfaces()
for (const [request, statusCode, body, headers = {}] of surfaceCases) {
  const response = await fastify.inject(request)
  const title = `${request.method ?? 'GET'} ${String(request.url)}`
  equal(response.statusCode, statusCode, title)
  deepEqual(response.json(), body, title)
  for (const [name, value] of Object.entries(headers)) equal(response.headers[name], value, `${title}: ${name}`)
}
match(await exchange(fastify, 'GET /nowhere HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'), /^HTTP\/1\.1 404 Not Found\r\n[^]*"NOT_FOUND"/)
match(await exchange(fastify, 'secret\r\n\r\n'), /^HTTP\/1\.1 400 Bad Request\r\n[^]*"INVALID_REQUEST"/)
await fastify.close()
console.log(`${surfaceCases.length + 2} surfaces`)
process.exit(0)
