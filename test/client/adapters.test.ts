import { MutationCache, QueryClient } from '@tanstack/query-core'
import { Type } from '@sinclair/typebox'
import axios from 'axios'
import Fastify from 'fastify'
import got, { HTTPError } from 'got'
import ky from 'ky'
import { ofetch } from 'ofetch'
import createClient from 'openapi-fetch'
import t from 'tap'
import { request } from 'undici'
import {
  axiosInterceptor, createDecoder, createFetch, isApiError, kyBeforeError, ofetchResponseError, openapiFetchMiddleware,
  retryDelay, shouldRetry
} from '../../lib/client/index.js'
import errorsPlugin, { defineError, errors } from '../../lib/index.js'

const outOfStock = defineError({ code: 'OUT_OF_STOCK', statusCode: 409, title: 'Out of stock', message: 'Out of stock.', detail: Type.Object({ left: Type.Integer() }) })
const decoder = createDecoder<typeof outOfStock>()

const fastify = Fastify({ forceCloseConnections: true })
t.teardown(() => fastify.close())
await fastify.register(errorsPlugin)
let busy = 0
fastify.get('/stock', async () => { throw outOfStock({ left: 3 }) })
fastify.get('/busy', async () => {
  if (busy++ < 2) throw errors.serviceUnavailable(0)
  return { ok: true }
})
fastify.get('/ok', async () => ({ ok: true }))
fastify.get('/slow', async () => new Promise((resolve) => { setTimeout(resolve, 300) }))
const base = await fastify.listen({ port: 0, host: '127.0.0.1' })
const down = 'http://127.0.0.1:1'

type Paths = Record<'/stock' | '/ok', { get: { responses: { 200: { content: { 'application/json': { ok: boolean } } } } } }>

const client = createClient<Paths>({ baseUrl: base })
client.use(openapiFetchMiddleware(decoder))
const lost = createClient<Paths>({ baseUrl: down })
lost.use(openapiFetchMiddleware(decoder))
const kyClient = ky.create({ retry: 0, hooks: { beforeError: [kyBeforeError(decoder)] } })
const ofetchClient = ofetch.create({ retry: 0, onResponseError: ofetchResponseError(decoder) })
const axiosClient = axios.create()
axiosClient.interceptors.response.use(undefined, axiosInterceptor(decoder))
const typedFetch = createFetch(fetch, decoder)

const clients: Record<string, (path: string) => Promise<unknown>> = {
  fetch: async (path) => (await typedFetch(base + path)).json(),
  'openapi-fetch': async (path) => (await client.GET(path as '/ok')).data,
  ky: (path) => kyClient(base + path).json(),
  ofetch: (path) => ofetchClient(base + path),
  axios: async (path) => (await axiosClient(base + path)).data,
  'axios with bytes': async (path) => JSON.parse(new TextDecoder().decode((await axiosClient(base + path, { responseType: 'arraybuffer' })).data)),
  'axios with a Blob': async (path) => JSON.parse(await (await axiosClient(base + path, { responseType: 'blob', adapter: 'fetch' })).data.text()),
  got: async (path) => {
    try {
      return await got(base + path, { retry: { limit: 0 } }).json()
    } catch (cause) {
      if (!(cause instanceof HTTPError)) throw cause
      const { response } = cause
      throw decoder.decodeBody({ status: response.statusCode, headers: response.headers, body: response.body, cause })
    }
  },
  undici: async (path) => {
    const { statusCode: status, headers, body } = await request(base + path)
    if (status >= 400) throw decoder.decodeBody({ status, headers, body: await body.text() })
    return body.json()
  }
}

const caught = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error) => error)

for (const [name, call] of Object.entries(clients)) {
  t.test(name, async (t) => {
    t.same(await call('/ok'), { ok: true })
    const error = await caught(call('/stock'))
    t.ok(decoder.isApiError(error))
    if (decoder.isApiError(error)) t.ok(error.code === 'OUT_OF_STOCK' && error.detail?.left === 3)
    t.match(error, { status: 409, message: 'Out of stock.', format: 'envelope' })
  })
}

t.test('without a response', async (t) => {
  t.match(await caught(typedFetch(down)), { name: 'ApiError', code: 'NETWORK', status: 0 })
  t.match(await caught(lost.GET('/ok')), { name: 'ApiError', code: 'NETWORK' })
  t.match(await caught(axiosClient(down)), { name: 'ApiError', code: 'NETWORK' })
  t.match(await caught(typedFetch(`${base}/slow`, { signal: AbortSignal.timeout(20) })), { code: 'TIMEOUT' })
  t.match(await caught(typedFetch(`${base}/slow`, { signal: AbortSignal.abort() })), { code: 'ABORTED' })
  t.match(await caught(axiosClient(`${base}/slow`, { timeout: 20 })), { code: 'TIMEOUT' })
  t.match(await caught(axiosClient(`${base}/slow`, { signal: AbortSignal.abort() })), { code: 'ABORTED' })
  const own = new TypeError('not of axios')
  t.equal(await caught(axiosInterceptor(decoder)(own)), own)
  t.match(await kyBeforeError(decoder)({ error: own }), { code: 'NETWORK', cause: own })
  const used = new Response('{"message":"a"}', { status: 404 })
  t.match(await kyBeforeError(decoder)({ error: { response: used, data: await used.json() } }), { code: 'NOT_FOUND', message: 'a' })
})

t.test('TanStack Query tries again as often and as late as the error says', async (t) => {
  const queries = new QueryClient({ mutationCache: new MutationCache() })
  t.teardown(() => queries.clear())
  const options = { retry: shouldRetry, retryDelay: (count: number, error: unknown) => retryDelay(count, error) / 100 }
  t.same(await queries.fetchQuery({ queryKey: ['busy'], queryFn: () => clients['fetch']!('/busy'), ...options }), { ok: true })
  t.equal(busy, 3)
  t.ok(isApiError(await caught(queries.fetchQuery({ queryKey: ['stock'], queryFn: () => clients['fetch']!('/stock'), ...options }))))
})
