import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClient as generateClient } from '@hey-api/openapi-ts'
import { build } from 'esbuild'
import createClient from 'openapi-fetch'
import t from 'tap'
import { createDecoder, heyApiErrorInterceptor, openapiFetchMiddleware } from '../../lib/client/index.js'
import { buildShop, documentOf, type outOfStock, type shopClosed } from '../support/openapi-server.js'
import { root } from '../support/root.js'
import type { paths } from '../types/shop-api.js'

// A foreign team: clients made from nothing but the OpenAPI document of a server
const decoder = createDecoder<typeof outOfStock | typeof shopClosed>()
const shop = await buildShop()
t.teardown(() => shop.close())
const baseUrl = await shop.listen({ port: 0, host: '127.0.0.1' })

const caught = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined, (error) => error)

t.test('openapi-fetch with the types of the document', async (t) => {
  const client = createClient<paths>({ baseUrl })
  client.use(openapiFetchMiddleware(decoder))
  const { data } = await client.POST('/orders', { body: { sku: 'a', count: 1 } })
  t.equal(data?.count, 1)
  const error = await caught(client.POST('/orders', { body: { sku: 'a', count: 3 } }))
  t.ok(decoder.isApiError(error) && error.code === 'OUT_OF_STOCK' && error.detail?.left === 2)
  t.match(await caught(client.GET('/orders/{id}', { params: { path: { id: 'x' as unknown as number } } })), { status: 400, code: 'INVALID_PARAMETER_VALUE' })
})

t.test("hey-api's fetch client, generated from the document", async (t) => {
  // In the repository, where the imports of what it generates are found
  const folder = await mkdtemp(join(fileURLToPath(root), '.hey-api-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await generateClient({ input: await documentOf(), output: join(folder, 'api'), plugins: ['@hey-api/client-fetch', '@hey-api/sdk'], logs: { level: 'silent' } })
  const { outputFiles } = await build({
    stdin: { contents: "export * from './api/sdk.gen.ts'; export { client } from './api/client.gen.ts'", resolveDir: folder, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node'
  })
  await writeFile(join(folder, 'api.js'), outputFiles[0]!.contents)
  const { client, order, readOrder } = await import(join(folder, 'api.js'))
  client.setConfig({ baseUrl })
  client.interceptors.error.use(heyApiErrorInterceptor(decoder))

  t.equal((await order({ body: { sku: 'a', count: 1 } })).data.count, 1)
  const { error, response } = await order({ body: { sku: 'a', count: 3 } })
  t.ok(decoder.isApiError(error) && error.code === 'OUT_OF_STOCK' && error.detail?.left === 2)
  t.equal(error.response, response)
  t.match(await caught(readOrder({ path: { id: 5 }, throwOnError: true })), { name: 'ApiError', status: 410, code: 'GONE' })
  client.setConfig({ baseUrl: 'http://127.0.0.1:1' })
  t.match(heyApiErrorInterceptor(decoder)(await caught(order({ body: { sku: 'a', count: 1 }, throwOnError: true }))), { name: 'ApiError', code: 'NETWORK' })
})
