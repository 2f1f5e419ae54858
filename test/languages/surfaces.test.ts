import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import swagger from '@fastify/swagger'
import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { defineError, errors, serverOptions, toEvent, type ErrorRepliesOptions } from '../../lib/index.js'
import { de, fr } from '../../lib/languages/index.js'
import multi from '../../lib/multi/index.js'
import { routerOptions, skipWithout } from '../support/versions.js'

const languages = { de, fr }

async function buildServer (t: Test, options: ErrorRepliesOptions = { languages }, server: object = {}) {
  const fastify = Fastify({ ...serverOptions(), forceCloseConnections: true, ...server })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, options)
  return fastify
}

/** What a server writes for the bytes of a request. */
async function sendBytes (fastify: FastifyInstance, bytes: string): Promise<string> {
  if (!fastify.server.listening) await fastify.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect((fastify.server.address() as AddressInfo).port, '127.0.0.1')
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk) => { text += chunk })
  socket.write(bytes)
  await once(socket, 'close')
  return text
}

const VARY = 'Accept, Accept-Language'

t.test('every surface has its language', async t => {
  const fastify = await buildServer(t, { languages }, { ...routerOptions({ maxParamLength: 10 }), bodyLimit: 10 })
  fastify.get('/documents/:id', async () => 'found')
  fastify.post('/documents', async () => 'stored')
  fastify.get('/thrown', async () => { throw new Error('No.') })
  fastify.get('/helper', (_request, reply) => reply.conflict('a', 1, 2))
  fastify.get('/hook', { preHandler: async () => { throw errors.forbidden() } }, async () => 'never')
  fastify.get('/send', { onSend: async (_request, reply) => { if (reply.statusCode < 400) throw errors.gone() } }, async () => 'never')
  fastify.get('/twice', { onSend: async () => { throw errors.locked() } }, async () => { throw errors.gone() })
  fastify.get('/format', { config: { errorFormat: 'problem' } }, async () => { throw errors.gone() })

  const surfaces: [string, object, string, string?][] = [
    ['404', { url: '/nowhere' }, de.NOT_FOUND.message as string],
    ['405', { method: 'PUT', url: '/helper' }, 'Die Methode PUT ist hier nicht erlaubt.'],
    ['a malformed URL', { url: '/%' }, de.INVALID_REQUEST.message as string],
    ['a parameter that is too long', { url: `/documents/${'x'.repeat(11)}` }, de.URI_TOO_LONG.message as string],
    ['malformed JSON', { method: 'POST', url: '/documents', headers: { 'content-type': 'application/json' }, payload: '{' }, de.INVALID_REQUEST.message as string],
    ['a media type', { method: 'POST', url: '/documents', headers: { 'content-type': 'a/b' }, payload: 'x' }, de.UNSUPPORTED_MEDIA_TYPE.message as string],
    ['a body that is too large', { method: 'POST', url: '/documents', payload: { a: 'long enough' } }, de.CONTENT_TOO_LARGE.message as string],
    ['a fault', { url: '/thrown' }, de.UNKNOWN_ERROR.message as string],
    ['a helper', { url: '/helper' }, de.CONFLICT.message as string],
    ['a hook', { url: '/hook' }, de.FORBIDDEN.message as string],
    ['onSend', { url: '/send' }, de.GONE.message as string],
    ['onSend of an error', { url: '/twice' }, de.GONE.message as string],
    ['the format of a route', { url: '/format' }, de.GONE.message as string, 'Accept-Language']
  ]
  for (const [name, request, message, vary = VARY] of surfaces) {
    t.test(name, { skip: name === 'a parameter that is too long' && skipWithout('an error for parameters that are too long') }, async t => {
      const { headers, json } = await fastify.inject({ ...request, headers: { 'accept-language': 'de-AT', ...(request as { headers?: object }).headers } })
      t.equal(json().error?.message ?? json().detail, message)
      t.equal(headers['content-language'], 'de')
      t.equal(headers['vary'], vary)
    })
  }

  t.test('malformed HTTP, which names no language', async t => {
    const reply = await sendBytes(fastify, 'GET / HTTP/1.1\r\nAccept-Language: de\r\nbroken\r\n\r\n')
    t.match(reply, /^HTTP\/1.1 400 Bad Request\r\n/)
    t.match(reply, '\r\ncontent-language: en\r\n')
    t.match(reply, 'Invalid request.')
    t.notMatch(reply, /\r\nvary:/i)
  })

  t.test('417', async t => {
    const reply = await sendBytes(fastify, 'GET /thrown HTTP/1.1\r\nHost: a\r\nExpect: nothing\r\nAccept-Language: fr\r\nConnection: close\r\n\r\n')
    t.match(reply, /^HTTP\/1.1 417 Expectation Failed\r\n/)
    t.match(reply, '\r\ncontent-language: fr\r\n')
    t.match(reply, '\r\nvary: Accept-Language\r\n')
    t.match(reply, fr.EXPECTATION_FAILED.message as string)
    const silent = await sendBytes(fastify, 'GET /thrown HTTP/1.1\r\nHost: a\r\nExpect: nothing\r\nConnection: close\r\n\r\n')
    t.match(silent, '\r\ncontent-language: en\r\nvary: Accept-Language\r\n'.split('\r\n')[1])
    t.match(silent, '\r\nvary: Accept-Language\r\n')
  })
})

t.test('malformed HTTP has the default language', async t => {
  const fastify = await buildServer(t, { languages, defaultLanguage: 'fr' })
  const reply = await sendBytes(fastify, 'broken\r\n\r\n')
  t.match(reply, '\r\ncontent-language: fr\r\n')
  t.match(reply, fr.INVALID_REQUEST.message as string)
})

t.test('a server that closes', async t => {
  const fastify = await buildServer(t, { languages }, { forceCloseConnections: false })
  let release: (value: string) => void = () => {}
  const started = new Promise<void>((resolve) => fastify.get('/slow', () => new Promise((_resolve) => { release = _resolve; resolve() })))
  await fastify.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect((fastify.server.address() as AddressInfo).port, '127.0.0.1')
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk) => { text += chunk })
  socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
  await started
  // Behind the preClose hooks of the plugin
  const closing = new Promise<void>((resolve) => { fastify.server.once('request', () => resolve()) })
  const closed = fastify.close()
  while (fastify.server.listening) await sleep(5)
  socket.write('GET / HTTP/1.1\r\nHost: a\r\nAccept-Language: de\r\n\r\n')
  await closing
  release('slow')
  await once(socket, 'close')
  await closed
  t.match(text, /HTTP\/1\.1 503 /)
  t.match(text, '\r\ncontent-language: de\r\n')
  t.match(text, de.SERVICE_UNAVAILABLE.message as string)
})

t.test('serverOptions has its own languages where the plugin is not on the root', async t => {
  const fastify = Fastify(serverOptions({ languages: { de: { ...de, OUT_OF_STOCK: 'Ausverkauft.' } }, language: () => undefined, defaultLanguage: 'en' }))
  fastify.get('/', async () => 'ok')
  const { headers, json } = await fastify.inject({ url: '/%', headers: { 'accept-language': 'de' } })
  t.equal(json().error.message, de.INVALID_REQUEST.message)
  t.equal(headers['content-language'], 'de')
  t.equal(headers['vary'], VARY)
  t.throws(() => serverOptions({ languages: { de: { to_small: 'x' } as never } }), { code: 'FST_ERR_REPLIES_INVALID_OPTION' })
})

t.test('parts of a batch', async t => {
  const fastify = await buildServer(t)
  await fastify.register(multi, { timeout: 50 })
  fastify.get('/gone', async () => { throw errors.gone() })
  fastify.get('/slow', () => new Promise(() => {}))
  const { headers, json } = await fastify.inject({
    method: 'POST',
    url: '/multi',
    headers: { 'accept-language': 'de' },
    payload: { requests: [{ method: 'GET', resource: '/gone' }, { method: 'GET', resource: '/nowhere' }, { method: 'GET', resource: '/slow' }, { method: 'POST', resource: '/multi', data: {} }] }
  })
  t.notOk('content-language' in headers, 'the batch itself is no error')
  const parts = json().result
  for (const part of parts) t.match(part.headers, { vary: VARY })
  t.same(parts.slice(0, 2).map((part: any) => [part.headers['content-language'], part.result.error.message]), [['de', de.GONE.message], ['de', de.NOT_FOUND.message]])
  t.match(parts[2], { responseCode: 504, headers: { 'content-language': 'de' }, result: { error: { message: de.part_timeout, detail: { timeout: 50 } } } }, 'a message that is more precise than that of its code')

  const failed = await fastify.inject({ method: 'POST', url: '/multi', headers: { 'accept-language': 'de' }, payload: { requests: [] } })
  t.equal(failed.json().error.message, de.INVALID_BODY.message)
})

t.test('the last resort has the default language', async t => {
  const fastify = await buildServer(t, { languages, defaultLanguage: 'de' })
  fastify.get('/', (_request, reply) => {
    reply.header = () => { throw new Error('No.') }
    throw errors.gone()
  })
  const { statusCode, headers, json } = await fastify.inject({ url: '/', headers: { 'accept-language': 'fr' } })
  t.equal(statusCode, 500)
  t.equal(headers['content-language'], 'de')
  t.equal(json().error.message, de.UNKNOWN_ERROR.message)
})

t.test('an OpenAPI document has the default language', async t => {
  const outOfStock = defineError({ code: 'OUT_OF_STOCK', statusCode: 409, title: 'Out of stock', message: 'Sold.', detail: Type.Object({ sku: Type.String() }) })
  const fastify = Fastify()
  await fastify.register(swagger, { openapi: {} })
  await fastify.register(errorsPlugin, {
    errors: [outOfStock], languages: { de: { ...de, OUT_OF_STOCK: { title: 'Ausverkauft', message: ({ detail }) => `${detail.sku} ist ausverkauft.` } } }, defaultLanguage: 'de'
  })
  fastify.get('/', { errors: [outOfStock, errors.gone] }, async () => 'never')
  await fastify.ready()
  const { responses } = (fastify.swagger() as any).paths['/'].get
  t.equal(responses[409].description, 'Ausverkauft')
  t.equal(responses[410].description, de.GONE.title)
  const { examples } = responses[410].content['application/problem+json']
  t.match(examples.GONE, { summary: de.GONE.title, value: { title: de.GONE.title, detail: de.GONE.message } })
})

t.test('an event of a stream has the language of its request', async t => {
  const fastify = await buildServer(t)
  fastify.get('/', async (request, reply) => {
    reply.header('content-type', 'text/event-stream')
    return String(toEvent(errors.notFound(), request))
  })
  for (const [language, text] of [['de', de.NOT_FOUND.message], ['en', 'There is nothing at this address.']] as const) {
    t.match((await fastify.inject({ url: '/', headers: { 'accept-language': language } })).body, String(text))
  }
})
