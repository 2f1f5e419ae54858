import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import { createDecoder } from '../../lib/client/index.js'
import errorsPlugin, { defineError, type ErrorRepliesOptions } from '../../lib/index.js'
import { de, ja } from '../../lib/languages/index.js'
import { postgres, upstream } from '../../lib/mappers/index.js'
import multi from '../../lib/multi/index.js'

const outOfStock = defineError({ code: 'OUT_OF_STOCK', statusCode: 409, title: 'Out of stock', message: 'Sold.' })

async function buildServer (options: ErrorRepliesOptions = {}, server: object = {}) {
  const fastify = Fastify(server)
  await fastify.register(errorsPlugin, { languages: { de }, mappers: [postgres, upstream({ passThrough: ['OUT_OF_STOCK', 'CLOSED'] })], ...options })
  fastify.post('/duplicate', async () => { throw Object.assign(new Error('secret'), { code: '23505', severity: 'ERROR', routine: 'x', table: 'users' }) })
  fastify.post('/referenced', async () => { throw Object.assign(new Error('secret'), { code: '23001', severity: 'ERROR', routine: 'x', table: 'users' }) })
  return fastify
}

const send = (fastify: FastifyInstance, url: string, payload: object = {}) =>
  fastify.inject({ method: 'POST', url, headers: { 'accept-language': 'de' }, payload })

t.test('messages of mappers', async t => {
  t.test('are those of the language', async t => {
    const fastify = await buildServer()
    for (const [url, message] of [['/duplicate', de.duplicate_entry], ['/referenced', de.referenced_entry]] as const) {
      const { statusCode, headers, json } = await send(fastify, url)
      t.equal(statusCode, 409)
      t.equal(json().error.message, message)
      t.equal(headers['content-language'], 'de')
    }
  })

  t.test('that the language does not have stay in English, as does the log', async t => {
    const lines: string[] = []
    const fastify = await buildServer({ languages: { de: { CONFLICT: 'Konflikt.' }, ja } }, { logger: { stream: { write: (line: string) => { lines.push(line) } } } })
    const { headers, json } = await send(fastify, '/duplicate')
    t.equal(json().error.message, 'Another entry has this value already.')
    t.equal(headers['content-language'], 'en')
    const japanese = await fastify.inject({ method: 'POST', url: '/duplicate', headers: { 'accept-language': 'ja' }, payload: {} })
    t.equal(japanese.json().error.message, ja.duplicate_entry)
    t.match(lines.join(''), '"msg":"Another entry has this value already."')
    t.notMatch(lines.join(''), ja.duplicate_entry as string)
  })

  t.test('may be functions, and option messages runs last', async t => {
    const fastify = await buildServer({ languages: { de: { duplicate_entry: ({ statusCode, method }) => `${method} ${statusCode}` } }, messages: ({ message }) => `${message}!` })
    t.equal((await send(fastify, '/duplicate')).json().error.message, 'POST 409!')
    const plain = await buildServer({ languages: undefined, messages: () => 'Taken.' })
    t.equal((await send(plain, '/duplicate')).json().error.message, 'Taken.')
  })

  t.test('of another server have the text of their code', async t => {
    const languages = { de: { ...de, OUT_OF_STOCK: 'Ausverkauft.' } }
    const fastify = await buildServer({ languages, errors: [outOfStock] })
    fastify.post('/pass', async (request) => {
      const { code } = request.body as { code: string }
      throw await createDecoder().decode(new Response(JSON.stringify({ type: ['Error'], error: { code, message: 'secret' }, debug: {} }), { status: 409, headers: { 'content-type': 'application/json' } }))
    })
    const known = await send(fastify, '/pass', { code: 'OUT_OF_STOCK' })
    t.match(known.json().error, { code: 'OUT_OF_STOCK', message: 'Ausverkauft.' })
    t.equal(known.headers['content-language'], 'de')
    const unknown = await send(fastify, '/pass', { code: 'CLOSED' })
    t.match(unknown.json().error, { code: 'CLOSED', message: 'Closed.' })
    t.equal(unknown.headers['content-language'], 'en')
  })
})

t.test('messages of parts of a batch are those of the language', async t => {
  const fastify = await buildServer()
  await fastify.register(multi, { resultLimit: 1024 })
  fastify.get('/large', async () => 'x'.repeat(2000))
  const requests = [
    { method: 'NONE', resource: '/' }, { method: 'GET', resource: `/${'x'.repeat(8001)}` }, { method: 'GET', resource: '//a' }, { method: 'GET', resource: '/large' }
  ]
  const { result } = (await send(fastify, '/multi', { requests })).json()
  t.same(result.map((part: any) => [part.responseCode, part.headers['content-language'], part.result.error.message]), [
    [400, 'de', de.part_unknown_method], [414, 'de', de.part_resource_too_long], [400, 'de', de.part_invalid_resource], [502, 'de', de.part_too_large]
  ])
})

t.test('what the application says of a validation stays in every format', async t => {
  const schemaErrorFormatter = (errors: unknown[]) => new Error(`${errors.length} mistake`)
  const schema = { body: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } } as const
  const texts = async (format: ErrorRepliesOptions['format'], languages?: ErrorRepliesOptions['languages']) => {
    const fastify = Fastify({ schemaErrorFormatter })
    await fastify.register(errorsPlugin, { format, languages })
    fastify.post('/', { schema }, async () => 'never')
    const { message, description, error_description: text, detail } = (await send(fastify, '/')).json()
    return [description ?? text ?? detail ?? message]
  }
  for (const format of ['fastify', 'description', 'oauth2', 'problem'] as const) {
    t.same(await texts(format, { de }), await texts(format), format)
    t.same(await texts(format, { de: { INVALID_BODY: { title: 'Ungültig' } } }), await texts(format), `${format}, a title alone`)
  }
  t.test('and what Fastify says, where the language has a title alone', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { format: 'fastify', languages: { de: { INVALID_BODY: { title: 'Ungültig' } } } })
    fastify.post('/', { schema }, async () => 'never')
    t.equal((await send(fastify, '/')).json().message, "body must have required property 'name'")
  })
})
