import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { type ErrorRepliesOptions } from '../../lib/index.js'
import { compileChoice } from '../../lib/finalize/languages/choose.js'
import { resolveLanguages } from '../../lib/finalize/languages/resolve.js'
import { heapInUse } from '../support/heap.js'
import { sendOverSocket } from '../support/send-request.js'
import type { FastifyRequest } from 'fastify'
import type { Language } from '../../lib/finalize/languages/language-type.js'
import type { AddressInfo } from 'node:net'

const languages = { en: {}, de: { GONE: 'Weg.' }, 'de-CH': { GONE: 'Furt.' }, fr: { GONE: 'Parti.' }, 'zh-Hant': { GONE: '消失' } }
const messages: Record<string, string> = { en: 'What was at this address is gone for good.', de: 'Weg.', 'de-CH': 'Furt.', fr: 'Parti.', 'zh-Hant': '消失' }

async function buildServer (options: ErrorRepliesOptions = {}) {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { languages, ...options })
  fastify.get('/', (_request, reply) => reply.gone())
  return fastify
}

// Accept-Language → language
const choices: [string | undefined, string][] = [
  [undefined, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['DE', 'de'],
  ['de-AT', 'de'],
  ['de-Latn-AT-1996', 'de'],
  ['de-ch', 'de-CH'],
  ['de-CH-1996', 'de-CH'],
  ['de-x-private', 'de'],
  ['zh-Hant-TW', 'zh-Hant'],
  ['zh', 'en'], // a range never gets a longer tag (RFC 4647 section 3.4)
  ['es', 'en'],
  ['es, fr', 'fr'],
  ['de-AT, en', 'de'],
  ['en;q=0.5, de;q=0.7, fr;q=0.6', 'de'],
  ['en-GB, de;q=0.9', 'en'],
  ['de;q=0, fr;q=0.1', 'fr'],
  ['de;q=0', 'en'],
  ['*', 'en'],
  ['*, de', 'de'], // `*` before other ranges is skipped
  ['de, *', 'de'],
  ['es, *;q=0.5', 'en'],
  ['en;q=0, *', 'de'],
  ['*;q=0', 'en'],
  ['en;q=0, de;q=0, de-CH;q=0, fr;q=0, zh-Hant;q=0, *', 'en'],
  ['de;q=nine', 'en'],
  ['de;q=1e9', 'de'],
  ['de_AT', 'en'],
  ['"', 'en'],
  [',,;q=', 'en'],
  ['-', 'en'],
  ['--, de', 'de'],
  ['a-b-', 'en'],
  ['constructor, __proto__, de', 'de'],
  [`${'xx, '.repeat(200)}de`, 'de'],
  [`${'-'.repeat(1000)}`, 'en'],
  [`${'a-'.repeat(500)}`, 'en'],
  [`de${', xx'.repeat(300)}`, 'en'],
  ['de,'.repeat(2700), 'en'] // 8 kB
]

t.test('language', async t => {
  const fastify = await buildServer()
  t.teardown(() => fastify.close())

  for (const [header, language] of choices) {
    t.test(`${String(header).slice(0, 40)} gives ${language}`, async t => {
      for (const round of ['first', 'cached']) {
        const response = await fastify.inject({ url: '/', headers: header === undefined ? {} : { 'accept-language': header } })
        t.equal(response.headers['content-language'], language, round)
        t.equal(response.headers['vary'], 'Accept, Accept-Language')
        t.equal(response.json().error.message, messages[language])
      }
    })
  }

  t.test('8 kB of rubbish over a socket', async t => {
    for (const rubbish of ['x'.repeat(8000), 'x-'.repeat(4000), 'de;'.repeat(2600), ';q=,'.repeat(2000)]) {
      const { statusCode, headers } = await sendOverSocket(fastify, { url: '/', headers: { 'accept-language': rubbish } })
      t.equal(statusCode, 410)
      t.equal(headers['content-language'], 'en')
    }
  })

  t.test('1,000 requests in five languages at once get each their own', async t => {
    const tags = Object.keys(languages)
    const agent = new Agent({ keepAlive: true, maxSockets: 64 })
    t.teardown(() => agent.destroy())
    const replies = await Promise.all(Array.from({ length: 1000 }, async (_, i) => {
      const tag = tags[i % tags.length] as string
      const { port } = fastify.server.address() as AddressInfo
      const [response] = await once(get({ agent, port, host: '127.0.0.1', headers: { 'accept-language': `${tag}, x-${i % 300};q=0.1` } }), 'response') as [IncomingMessage]
      return [tag, response.headers['content-language'], JSON.parse(await text(response)).error.message]
    }))
    t.equal(replies.length, 1000)
    t.same(replies.filter(([tag = '', sent, message]) => sent !== tag || message !== messages[tag]), [])
  })

  t.test('without the option, nothing is read or sent', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    const { headers } = await fastify.inject({ url: '/', headers: { 'accept-language': 'de' } })
    t.notOk('content-language' in headers)
    t.equal(headers['vary'], 'Accept')
  })

  t.test('with one language, Accept-Language decides nothing', async t => {
    const fastify = await buildServer({ languages: { en: {} } })
    const { headers } = await fastify.inject({ url: '/', headers: { 'accept-language': 'de' } })
    t.equal(headers['content-language'], 'en')
    t.equal(headers['vary'], 'Accept')
  })

  t.test('Vary is merged', async t => {
    const fastify = await buildServer({ negotiate: [] })
    const cases: [string | string[] | undefined, string][] = [
      [undefined, 'Accept-Language'], ['origin', 'origin, Accept-Language'], ['accept-language, origin', 'accept-language, origin'], ['*', '*']
    ]
    fastify.get('/vary/:i', (request, reply) => {
      const [vary] = cases[Number((request.params as { i: string }).i)] ?? []
      if (vary !== undefined) reply.header('vary', vary)
      reply.gone()
    })
    for (const [i, [, vary]] of cases.entries()) t.equal((await fastify.inject(`/vary/${i}`)).headers['vary'], vary)
  })

  t.test('with two languages, the default one varies by the header too', async t => {
    const fastify = await buildServer({ languages: { de: { GONE: 'Weg.' } } })
    for (const [header, language] of [[undefined, 'en'], ['fr', 'en'], ['de', 'de']]) {
      const { headers } = await fastify.inject({ url: '/', headers: header === undefined ? {} : { 'accept-language': header } })
      t.equal(headers['content-language'], language)
      t.match(headers['vary'], /Accept-Language/, String(header))
    }
  })

  t.test('defaultLanguage is sent where none matches', async t => {
    const fastify = await buildServer({ languages: { de: { GONE: 'Weg.' }, fr: {} }, defaultLanguage: 'de' })
    for (const [header, language] of [['es', 'de'], ['de', 'de'], ['en', 'de']]) {
      const response = await fastify.inject({ url: '/', headers: { 'accept-language': header } })
      t.equal(response.headers['content-language'], language)
      t.equal(response.json().error.message, 'Weg.')
    }
  })
})

t.test('option language', async t => {
  const read = (request: FastifyRequest) => request.headers['x-user-language'] as string | undefined

  for (const [option, language] of [['function', read], ['object', { request: read }]] as const) {
    t.test(`as ${option} goes before Accept-Language`, async t => {
      const fastify = await buildServer({ language })
      const send = async (user: string | undefined) => {
        const { headers } = await fastify.inject({ url: '/', headers: { 'accept-language': 'fr', ...(user === undefined ? undefined : { 'x-user-language': user }) } })
        return [headers['content-language'], headers['vary']]
      }
      t.same(await send('de'), ['de', 'Accept'])
      t.same(await send('de-AT'), ['de', 'Accept'])
      t.same(await send('DE-ch'), ['de-CH', 'Accept'])
      t.same(await send('es'), ['fr', 'Accept, Accept-Language'])
      t.same(await send(''), ['fr', 'Accept, Accept-Language'])
      t.same(await send(undefined), ['fr', 'Accept, Accept-Language'])
    })
  }

  for (const [name, answer, reported] of [
    ['null', () => null, false], ['a number', () => 5, true], ['1 MB', () => 'd'.repeat(1_000_000), true],
    ['a promise', () => Promise.reject(new Error('No.')), true], ['an array', () => ['de'], true]
  ] as const) {
    t.test(`${name} leaves it to Accept-Language${reported ? ', which is reported once' : ''}`, async t => {
      const lines: string[] = []
      const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(line) } } } })
      await fastify.register(errorsPlugin, { languages, language: () => answer() as never })
      for (let i = 0; i < 3; i++) t.equal((await fastify.inject({ url: '/', headers: { 'accept-language': 'de' } })).headers['content-language'], 'en', 'no text for 404 in German')
      t.equal(lines.length, reported ? 1 : 0)
      if (reported) t.match(lines[0], 'language option')
    })
  }

  t.test('one that throws leaves it to Accept-Language, which is reported once', async t => {
    const lines: string[] = []
    const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(line) } } } })
    await fastify.register(errorsPlugin, { languages, language: (request) => (request as unknown as { user: { language: string } }).user.language })
    fastify.get('/', (_request, reply) => reply.gone())
    for (let i = 0; i < 3; i++) t.equal((await fastify.inject({ url: '/', headers: { 'accept-language': 'de' } })).headers['content-language'], 'de')
    t.equal(lines.length, 1)
    t.match(lines[0], 'language option failed')
  })
})

const invalid: [object, string][] = [
  [{ languages: 'de' }, 'languages option should be texts by language tag, instead got \'de\''],
  [{ languages: { deutsch_de: {} } }, 'languages option should be texts by a language tag such as de or pt-BR, instead got \'deutsch_de\''],
  [{ languages: { de: {}, DE: {} } }, 'languages option should be texts by language tags that differ by more than case, instead got \'DE\''],
  [{ languages: { de: null } }, 'languages.de option should be texts by code and kind, instead got \'null\''],
  [{ languages: { de: { OUT_OF_STOCK: 'x' } } }, 'languages.de option should be texts by codes of this package and of option errors, by kinds of issues and by keys of messages, instead got \'OUT_OF_STOCK\''],
  [{ languages: { de: { too_smal: 'x' } } }, 'instead got \'too_smal\''],
  [{ languages: { de: { GONE: 5 } } }, 'languages.de.GONE option should be a string or a synchronous function, instead got \'5\''],
  [{ languages: { de: { GONE: '' } } }, 'languages.de.GONE option should be a string of 1 to 4096 characters, instead got \'0 characters\''],
  [{ languages: { de: { GONE: 'x'.repeat(4097) } } }, 'instead got \'4097 characters\''],
  [{ languages: { de: { GONE: async () => 'x' } } }, 'languages.de.GONE option should be a string or a synchronous function, instead got \'async function GONE\''],
  [{ languages: { de: { GONE: { titel: 'x' } } } }, '\'languages.de.GONE.titel\' is not an option'],
  [{ languages: { de: { GONE: { title: () => 'x' } } } }, 'languages.de.GONE.title option should be a string'],
  [{ languages: { de: { GONE: { message: async () => 'x' } } } }, 'languages.de.GONE.message option should be a string or a synchronous function'],
  [{ languages: { de: { too_small: { message: 'x' } } } }, 'languages.de.too_small option should be a string or a synchronous function'],
  [{ languages: { de: { part_timeout: { title: 'x' } } } }, 'languages.de.part_timeout option should be a string or a synchronous function'],
  [{ languages: { de: { too_small: 'x'.repeat(513) } } }, 'a string of 1 to 512 characters'],
  [{ languages: { de: {} }, defaultLanguage: 'fr' }, 'defaultLanguage option should be one of de, instead got \'fr\''],
  [{ languages: { de: {}, fr: {} }, defaultLanguage: 'nl' }, 'defaultLanguage option should be one of de, fr, instead got \'nl\''],
  [{ languages: { de: {} }, defaultLanguage: 5 }, 'defaultLanguage option should be a language tag such as en, instead got \'5\''],
  [{ languages: { de: {} }, defaultLanguage: 'de_AT' }, 'defaultLanguage option should be a language tag such as en, instead got \'de_AT\''],
  [{ languages: { de: {} }, defaultLanguage: ['de'] }, 'defaultLanguage option should be a language tag such as en, instead got \'["de"]\''],
  [{ languages: { de: {} }, defaultLanguage: 'DE' }, 'defaultLanguage option should be one of de, instead got \'DE\''],
  [{ languages: [] }, 'languages option should be texts by language tag, instead got \'[]\''],
  [{ languages: { de: [] } }, 'languages.de option should be texts by code and kind, instead got \'[]\''],
  [{ languages: { de: 'x' } }, 'languages.de option should be texts by code and kind, instead got \'x\''],
  [{ languages: { de: { CONTINUE: 'x' } } }, 'instead got \'CONTINUE\''],
  [{ languages: { de: { GONE: { message: 'x'.repeat(4097) } } } }, 'languages.de.GONE.message option should be a string of 1 to 4096 characters, instead got \'4097 characters\''],
  [{ languages: { de: { GONE: { title: 'x'.repeat(257) } } } }, 'languages.de.GONE.title option should be a string of 1 to 256 characters, instead got \'257 characters\''],
  [{ languages: { de: { GONE: { title: '' } } } }, 'languages.de.GONE.title option should be a string of 1 to 256 characters, instead got \'0 characters\''],
  [{ languages: { de: { GONE: { title: 5 } } } }, 'languages.de.GONE.title option should be a string, instead got \'5\''],
  [{ languages: { de: { GONE: null } } }, 'languages.de.GONE option should be a string or a synchronous function, instead got \'null\''],
  [{ languages: { de: { part_timeout: 'x'.repeat(4097) } } }, 'languages.de.part_timeout option should be a string of 1 to 4096 characters, instead got \'4097 characters\''],
  [{ languages: { de: { too_small: { message: 'x' } } } }, 'languages.de.too_small option should be a string or a synchronous function, instead got \'{"message":"x"}\''],
  [{ languages: { de: {} }, language: null }, 'language option should be a synchronous function, \'validator\' or an object of request and issues, instead got \'null\''],
  [{ defaultLanguage: 'de' }, 'languages option should be set where defaultLanguage is, instead got \'undefined\''],
  [{ language: () => 'de' }, 'languages option should be set where language is, instead got \'undefined\''],
  [{ languages: { de: {} }, language: 'de' }, 'language option should be a synchronous function, \'validator\' or an object of request and issues, instead got \'de\''],
  [{ languages: { de: {} }, language: async () => 'de' }, 'language option should be a synchronous function'],
  [{ languages: { de: {} }, language: { of: 'x' } }, '\'language.of\' is not an option'],
  [{ languages: { de: {} }, language: { request: 'x' } }, 'language.request option should be a synchronous function, instead got \'x\''],
  [{ languages: { de: {} }, language: { issues: 'ajv' } }, 'language.issues option should be \'validator\', instead got \'ajv\'']
]

t.test('options', async t => {
  for (const [options, message] of invalid) {
    t.test(`${JSON.stringify(options).slice(0, 80)} is a boot error`, async t => {
      const fastify = Fastify()
      fastify.register(errorsPlugin, options as ErrorRepliesOptions)
      const error = await fastify.ready().then(() => undefined, (error) => error)
      t.ok(error?.message.includes(message), error?.message)
    })
  }

  t.test('texts as long as they may be are taken', async t => {
    const fastify = await buildServer({ languages: { de: { GONE: { title: 'x'.repeat(256), message: 'x'.repeat(4096) }, LOCKED: 'x'.repeat(4096), too_small: 'x'.repeat(512), part_timeout: 'x'.repeat(4096) } } })
    t.equal((await fastify.inject({ url: '/', headers: { 'accept-language': 'de' } })).json().error.message, 'x'.repeat(4096))
  })

  t.test('codes of the application are taken where they are not known', async t => {
    t.same(resolveLanguages({ de: { OUT_OF_STOCK: 'x' } }, undefined, 'en', undefined)?.tags, ['en', 'de'])
    t.throws(() => resolveLanguages({ de: { stock: 'x' } } as {}, undefined, 'en', undefined), { message: /instead got 'stock'$/ })
    t.throws(() => resolveLanguages({ de: { OUT_OF_STOCK: 'x' } }, undefined, 'en', []), { message: /instead got 'OUT_OF_STOCK'$/ })
    t.same(resolveLanguages({ de: { OUT_OF_STOCK: 'x' } }, undefined, 'en', ['OUT_OF_STOCK'])?.tags, ['en', 'de'])
    for (const code of ['IM_A_TEAPOT', 'NETWORK_AUTHENTICATION_REQUIRED', 'INVALID_BODY']) t.ok(resolveLanguages({ de: { [code]: 'x' } }, undefined, 'en', []), code)
    t.equal(resolveLanguages(undefined, undefined, 'en', []), undefined)
    for (const tags of [{}, { en: {} }, { en: undefined }]) t.same(resolveLanguages(tags as {}, undefined, 'en', [])?.tags, ['en'])
  })

  t.test('codes of statuses that Node knows, and entries that are undefined, are taken', async t => {
    const fastify = await buildServer({ languages: { de: { IM_A_TEAPOT: { title: 'Teekanne', message: 'Ich bin eine Teekanne.' }, GONE: undefined, LOCKED: { title: undefined, message: undefined } } }, format: 'problem' })
    fastify.get('/tea', (_request, reply) => reply.fail(418))
    const { json } = await fastify.inject({ url: '/tea', headers: { 'accept-language': 'de' } })
    t.match(json(), { title: 'Teekanne', detail: 'Ich bin eine Teekanne.', status: 418, code: 'IM_A_TEAPOT' })
  })
})

t.test('a flood of different Accept-Language headers is not kept', async t => {
  const choose = compileChoice([{ tag: 'en' }, { tag: 'de' }] as Language[], undefined)
  choose(undefined, 'de')
  const before = await heapInUse()
  for (let i = 0; i < 5000; i++) choose(undefined, `de, x-${i}${'x'.repeat(900)}`)
  const grown = await heapInUse() - before
  t.ok(grown < 2.5e6, `${Math.round(grown / 1e3)} kB`)
})
