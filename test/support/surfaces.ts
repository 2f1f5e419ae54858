// One request per surface, against the package by its name: for versions of Node and Fastify, and for other runtimes,
// where tap does not run. It uses no other plugin.
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyInstance, type FastifyServerOptions, type InjectOptions } from 'fastify'
import errorsPlugin, { defineError, errors, serverOptions } from 'fastify-error-replies'
import multi from 'fastify-error-replies/multi'
import success from 'fastify-error-replies/success'

const outOfStock = defineError({
  code: 'OUT_OF_STOCK',
  statusCode: 409,
  title: 'Out of stock',
  message: ({ sku }) => `No ${sku} left.`,
  detail: Type.Object({ sku: Type.String() })
})
const name = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } }

/** A server with every surface. */
export async function buildSurfaces () {
  // Fastify 6 has one error handler per context and no second one, which this option asks of Fastify 5
  const fastify = Fastify({ ...serverOptions(), allowErrorHandlerOverride: false } as FastifyServerOptions)
  await fastify.register(errorsPlugin, { errors: [outOfStock], negotiate: ['problem'] })
  await fastify.register(success)
  await fastify.register(multi)
  fastify.put('/', async (_request, reply) => reply.conflict('name', 'Ada', 'Grace'))
  fastify.get('/thrown', async () => { throw errors.unauthorized() })
  fastify.get('/defined', { errors: [outOfStock] }, async () => { throw outOfStock({ sku: 'chair' }) })
  fastify.get('/broken', async () => { throw new Error('secret') })
  fastify.get('/stale', async (_request, reply) => {
    reply.header('content-encoding', 'gzip').raw.setHeader('etag', '"secret"')
    throw new Error('secret')
  })
  fastify.post('/body', { schema: { body: name } }, async () => 'fine')
  fastify.post('/ok', async (_request, reply) => reply.created({ id: 1 }, { self: '/ok/1' }))
  fastify.get('/legacy', { config: { errorFormat: 'fields' } }, async (_request, reply) => reply.gone())
  fastify.get('/sensible', async () => { throw fastify.httpErrors.paymentRequired('Pay.') })
  fastify.register(async (child) => {
    await child.register(errorsPlugin, { format: 'description' })
    child.get('/broken', async () => { throw new Error('secret') })
  }, { prefix: '/child' })
  return fastify
}

const envelope = (code: string, message: string, detail?: object) => ({ type: ['Error'], error: { code, message, ...(detail && { detail }) }, debug: {} })
const notFound = envelope('NOT_FOUND', 'There is nothing at this address.')
const unknown = envelope('UNKNOWN_ERROR', 'An unknown error has occurred.')

/** Requests, and the status, the body and some headers of their replies. */
export const surfaceCases: [InjectOptions, number, object, Record<string, string | undefined>?][] = [
  [{ method: 'PUT', url: '/' }, 409, envelope('CONFLICT', 'Update conflict. Resolve the conflict and try again.', { conflictField: 'name', originalValue: 'Ada', newValue: 'Grace' })],
  [{ url: '/' }, 405, envelope('INVALID_REQUEST_METHOD', 'Invalid request method GET.', { allowedMethods: ['PUT'] }), { allow: 'PUT' }],
  [{ url: '/nowhere' }, 404, notFound],
  [{ url: '/nowhere', headers: { accept: 'application/problem+json' } }, 404, { title: 'Not Found', status: 404, detail: 'There is nothing at this address.', code: 'NOT_FOUND' }, { vary: 'Accept' }],
  [{ url: '/thrown' }, 401, envelope('UNAUTHORIZED', 'Valid credentials are required.'), { 'www-authenticate': 'Bearer realm="api"' }],
  [{ url: '/defined' }, 409, envelope('OUT_OF_STOCK', 'No chair left.', { sku: 'chair' })],
  [{ url: '/broken' }, 500, unknown, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }],
  [{ url: '/stale' }, 500, unknown, { 'content-encoding': undefined, etag: undefined }],
  [{ method: 'POST', url: '/body', payload: {} }, 400, envelope('INVALID_BODY', 'Invalid body content.', { path: 'name', issues: [{ path: 'name', in: 'body', kind: 'invalid_type', message: "must have required property 'name'" }] })],
  [{ method: 'POST', url: '/body', payload: '{', headers: { 'content-type': 'application/json' } }, 400, envelope('INVALID_REQUEST', 'Invalid request.')],
  [{ method: 'POST', url: '/ok' }, 201, { id: 1, _links: { self: { href: '/ok/1' } } }, { location: '/ok/1' }],
  [{ url: '/legacy' }, 410, { message: 'What was at this address is gone for good.' }],
  [{ url: '/sensible' }, 402, envelope('PAYMENT_REQUIRED', 'Pay.')],
  [{ url: '/child/broken' }, 500, { message: '500: Internal Server Error', description: 'Something went wrong on the server. If it keeps happening, report it.' }],
  [{ url: '/child/nowhere' }, 404, { message: '404: Not Found', description: 'The resource that was asked for does not exist.' }],
  [{ url: '/%zz' }, 400, envelope('INVALID_REQUEST', 'Invalid request.')],
  [{ method: 'POST', url: '/multi', payload: { requests: [{ method: 'GET', resource: '/nowhere' }] } }, 200, {
    result: [{ responseCode: 404, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', vary: 'Accept' }, result: notFound }]
  }]
]

/** Sends text over a socket. @returns what the server sends until it closes */
export async function exchange (fastify: FastifyInstance, message: string): Promise<string> {
  if (!fastify.server.listening) await fastify.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect((fastify.server.address() as AddressInfo).port, '127.0.0.1')
  let text = ''
  socket.setEncoding('utf8').on('data', (part: string) => { text += part })
  socket.write(message)
  await once(socket, 'close')
  return text
}
