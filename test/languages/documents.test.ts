import swagger from '@fastify/swagger'
import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import t from 'tap'
import catalogPlugin, { type CatalogOptions } from '../../lib/catalog/index.js'
import { bodySchemas } from '../../lib/catalog/generated-bodies.js'
import { details } from '../../lib/error/generated-details.js'
import { catalog } from '../../lib/error/catalog.js'
import errorsPlugin, { defineError, errors, openapiOptions, type ErrorRepliesOptions } from '../../lib/index.js'
import { en } from '../../lib/languages/documents/en.js'
import { loadDocumentTexts } from '../../lib/languages/documents/index.js'
import * as languages from '../../lib/languages/index.js'
import { authorizationErrors, bearerErrors, tokenErrors } from '../../lib/oauth2/codes.js'

const { de, ja } = languages

const descriptions = new Set([...JSON.stringify([bodySchemas, details]).matchAll(/"description":"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text))

// Placeholders and code that a translation keeps
const marks = (text: string) => (text.match(/\{\}|`[^`]*`|\[|\]/g) ?? []).sort()

t.test('texts of documents', async t => {
  t.same(Object.keys(en.errors).sort(), catalog.map(({ code }) => code).sort(), 'are of every built-in error')
  t.same(Object.keys(en.oauth2).sort(), [...new Set([tokenErrors, authorizationErrors, bearerErrors].flatMap((codes) => Object.keys(codes)))].sort(), 'and of every OAuth2 code')

  for (const [name, text] of [en.labels, en.sentences, en.headers, en.oauth2, en.errors].flatMap((texts) => Object.entries<string | readonly string[]>(texts))) {
    for (const one of [text].flat()) t.not(one.trim(), '', name)
  }

  for (const tag of Object.keys(languages)) {
    t.test(tag, async t => {
      const texts = await loadDocumentTexts(tag)
      for (const part of ['labels', 'sentences', 'headers', 'oauth2', 'errors'] as const) {
        t.same(Object.keys(texts[part]), Object.keys(en[part]), `has every text of ${part}, and no other`)
        for (const [name, english] of Object.entries(en[part])) {
          const own = (texts[part] as Record<string, string | readonly string[]>)[name] as string | readonly string[]
          for (const [i, text] of [own].flat().entries()) {
            t.not(text.trim(), '', name)
            t.notMatch(text, /[<>]|&(?!\w)/, `${name} is plain text`)
            if (part === 'labels') t.notMatch(text, '"', name)
            t.same(marks(text), marks([english].flat()[i] as string), `${part}.${name}: ${text}`)
          }
        }
      }
      t.same(Object.keys(texts.members).sort(), [...descriptions].sort(), 'has the description of every member')
      for (const [english, text] of Object.entries(texts.members)) {
        t.not(text.trim(), '', english)
        t.same(marks(text), marks(english), text)
        t.same(text.match(/-?\d+/g), english.match(/-?\d+/g), text)
      }
      t.not(texts.labels.otherError, en.labels.otherError)
      t.not(texts.errors['NOT_FOUND']?.[0], en.errors.NOT_FOUND[0])
    })
  }

  t.test('are found by the first subtag, and in English otherwise', async t => {
    t.equal(await loadDocumentTexts('DE-at'), await loadDocumentTexts('de'))
    for (const tag of ['sv', 'en-GB', 'constructor']) t.equal(await loadDocumentTexts(tag), en)
  })
})

const outOfStock = defineError({
  code: 'OUT_OF_STOCK', statusCode: 409, title: 'Out of stock', message: 'Sold.', description: 'It is sold.', detail: Type.Object({ sku: Type.String({ description: 'Stock keeping unit' }) })
})

async function buildServer (options: ErrorRepliesOptions = {}, catalogOptions: CatalogOptions = {}) {
  const fastify = Fastify()
  await fastify.register(swagger, { openapi: {}, ...openapiOptions() })
  await fastify.register(errorsPlugin, {
    errors: [outOfStock], languages: { en: {}, de: { ...de, OUT_OF_STOCK: { title: 'Ausverkauft', message: 'Alles weg.' } }, ja }, ...options
  })
  await fastify.register(catalogPlugin, catalogOptions)
  fastify.get('/orders', { errors: [outOfStock, errors.unauthorized] }, async () => 'never')
  fastify.get('/names', { errors: [errors.conflict('Taken.', { code: 'NAME_TAKEN' })] }, async () => 'never')
  return fastify
}

t.test('the catalogue', async t => {
  t.test('has the language of Accept-Language, in every representation', async t => {
    const fastify = await buildServer()
    const texts = await loadDocumentTexts('de')
    for (const format of ['html', 'md', 'json']) {
      for (const [url, wanted] of [['/errors', [texts.errors['NOT_FOUND']?.[0], 'Ausverkauft']], ['/errors/unauthorized', [de.UNAUTHORIZED.title, texts.headers['www-authenticate']]]] as const) {
        const { headers, body } = await fastify.inject({ url: `${url}?format=${format}`, headers: { 'accept-language': 'de-AT, en;q=0.5' } })
        t.equal(headers['content-language'], 'de')
        t.equal(headers.vary, 'Accept, Accept-Language')
        for (const text of wanted) t.ok(body.includes(text as string), `${format} ${url}: ${text as string}`)
      }
    }
    const html = async (language: string) => (await fastify.inject({ url: '/errors/not-found?format=html', headers: { 'accept-language': language } })).body
    t.match(await html('de'), '<html lang=de>')
    t.match(await html('de'), `<h2 id=examples>${texts.labels.examples}</h2>`)
    t.match(await html('ja'), '<html lang=ja>')
    t.match(await html('fr'), '<html lang=en>')
    t.match(await html('fr'), en.errors.NOT_FOUND[2])
  })

  t.test('has examples to the byte, with Content-Language', async t => {
    const fastify = await buildServer()
    const page = await fastify.inject({ url: '/errors/not-found?format=json', headers: { 'accept-language': 'ja' } })
    const [example] = page.json().examples
    const reply = await fastify.inject({ url: '/nowhere', headers: { 'accept-language': 'ja' } })
    t.equal(example.body, reply.body)
    t.equal(example.headers['content-language'], 'ja')
    t.equal(page.json().message, ja.NOT_FOUND.message)
    const own = (await fastify.inject({ url: '/errors/name-taken?format=json', headers: { 'accept-language': 'ja' } })).json()
    t.equal(own.message, 'Taken.')
    t.equal(own.examples[0].headers['content-language'], 'en')
  })

  t.test('has HEAD and 304 in each language', async t => {
    const fastify = await buildServer()
    const etags = await Promise.all(['en', 'de', 'ja'].map(async (language) => {
      const { headers } = await fastify.inject({ method: 'HEAD', url: '/errors', headers: { 'accept-language': language } })
      t.equal(headers['content-language'], language)
      return headers.etag as string
    }))
    t.equal(new Set(etags).size, 3)
    const headers = { 'accept-language': 'de', 'if-none-match': etags[1] as string }
    t.equal((await fastify.inject({ url: '/errors', headers })).statusCode, 304)
    t.equal((await fastify.inject({ url: '/errors', headers: { ...headers, 'accept-language': 'ja' } })).statusCode, 200)
  })

  t.test('has the default language for those without a header, whatever option language says', async t => {
    const fastify = await buildServer({ defaultLanguage: 'de', language: () => 'ja' })
    const { headers, body } = await fastify.inject('/errors?format=md')
    t.equal(headers['content-language'], 'de')
    t.match(body, '# Fehler\n')
  })

  t.test('has no language without the option', async t => {
    const fastify = await buildServer({ languages: undefined })
    const { headers } = await fastify.inject({ url: '/errors', headers: { 'accept-language': 'de' } })
    t.notOk('content-language' in headers)
    t.equal(headers.vary, 'Accept')
  })

  t.test('has texts of its own by language', async t => {
    const fastify = await buildServer({}, {
      title: 'Shop',
      intro: 'All errors.',
      texts: { OUT_OF_STOCK: { cause: 'Sold.', remedy: 'Wait.' } },
      removed: { OLD: 'OUT_OF_STOCK', OLDER: 'Was never used.' },
      languages: { de: { title: 'Laden', texts: { OUT_OF_STOCK: { description: 'Es ist verkauft.', remedy: 'Warten Sie.' } }, statuses: { 201: 'Angelegt.' }, removed: { OLDER: 'Wurde nie benutzt.' } }, ja: {} }
    })
    const read = async (url: string, language: string, accept = 'application/json') => fastify.inject({ url, headers: { 'accept-language': language, accept } })
    t.match((await read('/errors', 'de')).json(), { title: 'Laden', intro: 'All errors.', statuses: [{ status: 201, description: 'Angelegt.' }] })
    t.match((await read('/errors', 'ja')).json(), { title: 'Shop' })
    t.match((await read('/errors/out-of-stock', 'de')).json(), { title: 'Ausverkauft', message: 'Alles weg.', description: 'Es ist verkauft.', cause: 'Sold.', remedy: 'Warten Sie.' })
    t.match((await read('/errors/out-of-stock', 'ja')).json(), { title: 'Out of stock', description: 'It is sold.', remedy: 'Wait.' })
    const gone = await read('/errors/old', 'de')
    t.equal(gone.statusCode, 410)
    t.equal(gone.headers['content-language'], 'de')
    t.equal(gone.json().error.message, 'Dieser Code wurde entfernt. Sein Nachfolger ist OUT_OF_STOCK.')
    t.equal((await read('/errors/older', 'de')).json().error.message, 'Wurde nie benutzt.')
    t.match((await read('/errors/old', 'de', 'text/html')).body, '<h1>OLD wurde entfernt</h1>')
  })

  const invalid: [object, string][] = [
    [{ fr: {} }, 'languages.fr option should be texts by one of en, de, ja, instead got'],
    [{ de: { titel: 'x' } }, "'languages.de.titel' is not an option"],
    [{ de: { title: '' } }, 'languages.de.title option should be a non-empty string'],
    [{ de: { intro: 5 } }, 'languages.de.intro option should be a non-empty string'],
    [{ de: { texts: { OUT_OF_STOCK: { cause: '' } } } }, 'languages.de.texts.OUT_OF_STOCK.cause option should be a non-empty string'],
    [{ de: { statuses: { abc: 'x' } } }, 'languages.de.statuses.abc option should be']
  ]
  for (const [own, message] of invalid) {
    t.test(`${JSON.stringify(own)} is a boot error`, async t => {
      const error = await buildServer({}, { languages: own as never }).then(() => undefined, (error) => error)
      t.ok(error?.message.includes(message), error?.message)
    })
  }
  t.test('languages without those of the plugin is a boot error', async t => {
    const error = await buildServer({ languages: undefined }, { languages: { de: {} } }).then(() => undefined, (error) => error)
    t.match(error?.message, 'with option languages of the plugin')
  })
})

t.test('an OpenAPI document is in the default language', async t => {
  const fastify = await buildServer({ defaultLanguage: 'de' })
  await fastify.ready()
  const { components } = fastify.swagger() as any
  const texts = await loadDocumentTexts('de')
  t.equal(components.responses.Error.description, texts.labels.otherError)
  t.match(components.responses.OutOfStock.description, 'Ausverkauft')
  t.equal(components.responses.Unauthorized.headers['WWW-Authenticate'].description ?? components.responses.Unauthorized.headers['WWW-Authenticate'].schema.description, texts.headers['www-authenticate'])
  t.match(JSON.stringify(components), texts.members['What went wrong this time'] ?? 'missing')
  t.match(JSON.stringify(components), 'Stock keeping unit')
  t.notMatch(JSON.stringify(components), 'Any other error')
})
