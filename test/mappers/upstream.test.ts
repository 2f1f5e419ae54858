import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { createDecoder, createFetch } from '../../lib/client/index.js'
import errorsPlugin, { defineError, errors, type ErrorMapper } from '../../lib/index.js'
import { upstream } from '../../lib/mappers/index.js'

const outOfStock = defineError({ code: 'OUT_OF_STOCK', statusCode: 409, title: 'Out of stock', message: 'Secret warehouse 7 is empty.', detail: Type.Object({ left: Type.Integer() }) })
const closed = defineError({ code: 'SHOP_CLOSED', statusCode: 503, title: 'Closed', message: 'Secret hours.', headers: { 'retry-after': '60', 'x-secret': 'a' } })

async function listen (t: Test, fastify: FastifyInstance): Promise<string> {
  t.teardown(() => fastify.close())
  return fastify.listen({ port: 0, host: '127.0.0.1' })
}

// Two services: the first calls the second with the client, and does not catch what it throws
async function buildServices (t: Test, mapper: ErrorMapper): Promise<string> {
  const stock = Fastify({ forceCloseConnections: true })
  await stock.register(errorsPlugin)
  stock.get('/out', async () => { throw outOfStock({ left: 3 }) })
  stock.get('/closed', async () => { throw closed() })
  stock.get('/missing', async () => { throw errors.notFound('Secret row.') })
  stock.get('/hanging', async () => new Promise((resolve) => { setTimeout(resolve, 400) }))
  const base = await listen(t, stock)

  const call = createFetch(fetch, createDecoder())
  const shop = Fastify({ forceCloseConnections: true })
  await shop.register(errorsPlugin, { mappers: [mapper] })
  shop.get('/wrapped', async () => {
    await call(`${base}/out`).catch((cause) => { throw new Error('order 5', { cause }) })
  })
  shop.get('/down', async () => call('http://127.0.0.1:1/'))
  shop.get('/early', async () => { throw createDecoder().decodeBody({ status: 200, body: { error: { code: 'OUT_OF_STOCK', message: 'a' } } }) })
  shop.get('/:path', async (request) => {
    const { path } = request.params as { path: string }
    // A busy machine may need long for the others
    await call(`${base}/${path}`, { signal: AbortSignal.timeout(path === 'hanging' ? 150 : 30_000) })
  })
  return listen(t, shop)
}

t.test('passThrough sends only status, code, detail and Retry-After on', async (t) => {
  const base = await buildServices(t, upstream({ passThrough: ['OUT_OF_STOCK', 'SHOP_CLOSED'] }))
  const badGateway = { statusCode: 502, code: 'BAD_GATEWAY' }
  const table: Record<string, { statusCode: number, code: string, message?: string, detail?: object, retryAfter?: string }> = {
    out: { statusCode: 409, code: 'OUT_OF_STOCK', message: 'Out of stock.', detail: { left: 3 } },
    wrapped: { statusCode: 409, code: 'OUT_OF_STOCK', message: 'Out of stock.', detail: { left: 3 } },
    closed: { statusCode: 503, code: 'SHOP_CLOSED', message: 'Shop closed.', retryAfter: '60' },
    missing: badGateway,
    down: badGateway,
    early: badGateway,
    hanging: { statusCode: 504, code: 'GATEWAY_TIMEOUT' }
  }
  for (const [path, { statusCode, code, message, detail, retryAfter = null }] of Object.entries(table)) {
    t.test(path, async (t) => {
      const response = await fetch(`${base}/${path}`)
      const text = await response.text()
      const { error } = JSON.parse(text)
      t.equal(response.status, statusCode)
      t.equal(error.code, code)
      if (message !== undefined) t.equal(error.message, message)
      t.same(error.detail, detail)
      t.equal(response.headers.get('retry-after'), retryAfter)
      t.notMatch(text + JSON.stringify([...response.headers]), /secret/i)
    })
  }
})

t.test('without passThrough each of them is 502', async (t) => {
  for (const mapper of [upstream, upstream({})]) {
    const base = await buildServices(t, mapper)
    for (const path of ['out', 'closed', 'missing']) t.equal((await fetch(`${base}/${path}`)).status, 502, path)
  }
})

t.test('refuses a value that is not a list of codes', async (t) => {
  for (const passThrough of ['OUT_OF_STOCK', ['out of stock'], [5]]) {
    t.throws(() => upstream({ passThrough } as never), { code: 'FST_ERR_REPLIES_INVALID_OPTION', message: /passThrough/ })
  }
})
