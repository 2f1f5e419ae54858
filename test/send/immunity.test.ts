import compress from '@fastify/compress'
import etag from '@fastify/etag'
import responseValidation from '@fastify/response-validation'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import errorsPlugin, { errors } from '../../lib/index.js'
import { skipWithout } from '../support/versions.js'

const CONFLICT = '{"type":["Error"],"error":{"code":"CONFLICT","message":"Taken."},"debug":{}}'

async function buildServer (...plugins: any[]): Promise<FastifyInstance> {
  const fastify = Fastify()
  for (const plugin of plugins) await fastify.register(plugin)
  await fastify.register(errorsPlugin)
  fastify.get('/conflict', (_request, reply) => reply.conflict('Taken.'))
  return fastify
}

t.test('immunity', async t => {
  t.test('@fastify/etag makes no 304 of an error, and still does of a success', async t => {
    const fastify = await buildServer(etag)
    fastify.get('/fine', async () => 'fine')
    const hash = `"${createHash('sha1').update(CONFLICT).digest('base64')}"`
    const response = await fastify.inject({ url: '/conflict', headers: { 'if-none-match': hash } })
    t.equal(response.statusCode, 409)
    t.equal(response.body, CONFLICT)
    const { headers } = await fastify.inject('/fine')
    t.equal((await fastify.inject({ url: '/fine', headers: { 'if-none-match': headers['etag'] as string } })).statusCode, 304)
  })

  t.test('@fastify/compress compresses an error like any body, also of a stream that fails before its first byte', async t => {
    const fastify = await buildServer(compress)
    fastify.get('/large', (_request, reply) => reply.forbidden('x'.repeat(2000)))
    fastify.get('/stream', (_request, reply) => {
      reply.type('text/plain').send(new Readable({ read () { this.destroy(errors.conflict('Taken.')) } }))
    })
    const large = await fastify.inject({ url: '/large', headers: { 'accept-encoding': 'gzip' } })
    t.equal(large.headers['content-encoding'], 'gzip')
    t.equal(JSON.parse(gunzipSync(large.rawPayload).toString()).error.message, 'x'.repeat(2000))
    const stream = await fastify.inject({ url: '/stream', headers: { 'accept-encoding': 'identity' } })
    t.equal(stream.statusCode, 409)
    t.equal(stream.body, CONFLICT)
  })

  t.test('a stream that fails before its first byte is an error', async t => {
    const fastify = await buildServer()
    fastify.get('/stream', (_request, reply) => {
      reply.header('content-encoding', 'br').type('text/plain').send(new Readable({ read () { this.destroy(new Error('hunter2')) } }))
    })
    const { statusCode, body, headers } = await fastify.inject('/stream')
    t.equal(statusCode, 500)
    t.match(body, /UNKNOWN_ERROR/)
    t.equal(headers['content-encoding'], undefined)
  })

  t.test('@fastify/response-validation does not object', async t => {
    const fastify = await buildServer(responseValidation)
    const response = { 200: { type: 'object', required: ['a'] }, '4xx': { type: 'object', required: ['only'] }, default: { type: 'object', required: ['only'] } }
    fastify.get('/validated', { schema: { response } }, (_request, reply) => reply.conflict('Taken.'))
    fastify.get('/invalid', { schema: { response } }, async () => ({}))
    t.equal((await fastify.inject('/validated')).body, CONFLICT)
    const invalid = await fastify.inject('/invalid')
    t.equal(invalid.statusCode, 500)
    t.equal(invalid.json().error.code, 'UNKNOWN_ERROR')
  })

  for (const [name, response] of Object.entries({
    exact: { 409: { type: 'object', properties: {} } },
    '4xx': { '4xx': { type: 'object', properties: { only: { type: 'string' } } } },
    default: { default: { type: 'string' } },
    'per media type': { 409: { content: { 'application/json': { schema: { type: 'object', properties: {} } } } } }
  })) {
    t.test(`a response schema (${name}) does not reshape an error`, async t => {
      const fastify = await buildServer()
      fastify.get('/schema', { schema: { response } }, (_request, reply) => reply.conflict('Taken.'))
      t.equal((await fastify.inject('/schema')).body, CONFLICT)
    })
  }

  t.test('every hook may throw', async t => {
    const fastify = await buildServer()
    const fail = async () => { throw errors.conflict('Taken.') }
    for (const hook of ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization'] as const) {
      fastify.post(`/${hook}/async`, { [hook]: fail }, async () => ({ fine: true }))
      fastify.post(`/${hook}/sync`, { [hook]: () => { throw errors.conflict('Taken.') } }, async () => ({ fine: true }))
      const arity = hook === 'preParsing' || hook === 'preSerialization' ? 4 : 3
      fastify.post(`/${hook}/done`, {
        [hook]: arity === 4
          ? (_request: unknown, _reply: unknown, _payload: unknown, done: (error: Error) => void) => { done(errors.conflict('Taken.')) }
          : (_request: unknown, _reply: unknown, done: (error: Error) => void) => { done(errors.conflict('Taken.')) }
      }, async () => ({ fine: true }))
    }
    for (const hook of ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization']) {
      for (const way of ['async', 'sync', 'done']) {
        const response = await fastify.inject({ method: 'POST', url: `/${hook}/${way}`, payload: {} })
        t.equal(response.statusCode, 409, `${hook} ${way}`)
        t.equal(response.body, CONFLICT, `${hook} ${way}`)
      }
    }
  })

  t.test('sent, returned and thrown are one', async t => {
    const fastify = await buildServer()
    fastify.get('/sent', (_request, reply) => { reply.send(errors.conflict('Taken.')) })
    fastify.get('/returned', async () => errors.conflict('Taken.'))
    fastify.get('/thrown', () => { throw errors.conflict('Taken.') })
    fastify.get('/rejected', () => Promise.reject(errors.conflict('Taken.')))
    fastify.get('/helper', async (_request, reply) => reply.conflict('Taken.'))
    fastify.get('/not-awaited', async (_request, reply) => { reply.conflict('Taken.') })
    for (const url of ['/sent', '/returned', '/thrown', '/rejected', '/helper', '/not-awaited']) {
      t.equal((await fastify.inject(url)).body, CONFLICT, url)
    }
  })

  t.test('a route that runs out of time says nothing of itself', { skip: skipWithout('request.signal and handlerTimeout') }, async t => {
    const fastify = await buildServer()
    fastify.get('/slow/:secret', { handlerTimeout: 20 }, () => new Promise(() => {}))
    const response = await fastify.inject('/slow/hunter2')
    t.equal(response.statusCode, 503)
    t.same(response.json().error, { code: 'SERVICE_UNAVAILABLE', message: 'The service is unavailable. Try again later.' })
  })
})
