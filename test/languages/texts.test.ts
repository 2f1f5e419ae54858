import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import t from 'tap'
import { z } from 'zod'
import errorsPlugin, { defineError, defineFormat, errors, type ErrorRepliesOptions } from '../../lib/index.js'
import { de, ja } from '../../lib/languages/index.js'
import type { FastifyInstance } from 'fastify'

const outOfStock = defineError({
  code: 'OUT_OF_STOCK',
  statusCode: 409,
  title: 'Out of stock',
  message: ({ sku, left }) => `Only ${left} of ${sku} left.`,
  detail: Type.Object({ sku: Type.String(), left: Type.Integer() })
})
const closed = defineError({ code: 'CLOSED', statusCode: 403, title: 'Closed', message: 'The shop is closed.' })

const german = {
  ...de,
  OUT_OF_STOCK: { title: 'Ausverkauft', message: ({ detail }: { detail: { left: number, sku: string } }) => `Nur noch ${detail.left} von ${detail.sku}.` }
}

async function buildServer (options: ErrorRepliesOptions = {}, server: object = {}) {
  const fastify = Fastify({ ajv: { customOptions: { allErrors: true } }, ...server })
  await fastify.register(errorsPlugin, { errors: [outOfStock, closed], languages: { de: german }, ...options })
  return fastify
}

const send = (fastify: FastifyInstance, url: string, language = 'de', payload?: object) =>
  fastify.inject({ url, method: payload === undefined ? 'GET' : 'POST', headers: { 'accept-language': language }, ...(payload === undefined ? undefined : { payload }) })

const body = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 3, maxLength: 4 },
    age: { type: 'integer', minimum: 18, exclusiveMaximum: 99, multipleOf: 2 },
    mail: { type: 'string', format: 'email' },
    plan: { enum: ['a', 'b'] },
    terms: { const: true },
    tags: { type: 'array', minItems: 2 },
    map: { type: 'object', maxProperties: 1 },
    slug: { type: 'string', pattern: '^a$' },
    either: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    listed: { type: 'array', uniqueItems: true }
  }
}
const query = { type: 'object', properties: { depth: { type: 'integer' } } }

// The same failure in each format
const bodies: Record<string, [missing: unknown, invalid: unknown]> = {
  envelope: [
    { type: ['Error'], error: { code: 'NOT_FOUND', message: 'Unter dieser Adresse gibt es nichts.' }, debug: {} },
    { error: { code: 'INVALID_BODY', message: 'Der Inhalt der Anfrage ist ungültig.' } }
  ],
  problem: [
    { title: 'Nicht gefunden', status: 404, detail: 'Unter dieser Adresse gibt es nichts.', code: 'NOT_FOUND' },
    { title: 'Ungültige Anfrage', detail: 'Der Inhalt der Anfrage ist ungültig.', errors: [{ title: 'invalid_type', detail: '`body.name`: ist erforderlich', pointer: '#/name' }] }
  ],
  fields: [
    { message: 'Unter dieser Adresse gibt es nichts.' },
    { message: 'Der Inhalt der Anfrage ist ungültig.', errors: { name: ['ist erforderlich'] } }
  ],
  description: [
    { message: '404: Nicht gefunden', description: 'Unter dieser Adresse gibt es nichts.' },
    { message: '400: Ungültige Anfrage', description: 'Der Inhalt der Anfrage ist ungültig. `body.name`: ist erforderlich' }
  ],
  oauth2: [
    { error: 'invalid_request', error_description: 'Unter dieser Adresse gibt es nichts.' },
    { error: 'invalid_request', error_description: 'Invalid body content. body.name is undefined, but string is expected.' }
  ],
  fastify: [
    { statusCode: 404, error: 'Not Found', message: 'Unter dieser Adresse gibt es nichts.' },
    { statusCode: 400, error: 'Bad Request', message: 'body/name ist erforderlich' }
  ],
  'json-rpc': [
    { error: { code: -32000, message: 'Unter dieser Adresse gibt es nichts.' } },
    { error: { code: -32600, message: 'Der Inhalt der Anfrage ist ungültig.', data: { issues: [{ path: 'name', message: 'ist erforderlich' }] } } }
  ]
}

t.test('built-in errors', async t => {
  for (const [format, [missing, invalid]] of Object.entries(bodies)) {
    t.test(`in ${format}`, async t => {
      const fastify = await buildServer({ format: format as 'envelope', negotiate: [] })
      fastify.post('/', { schema: { body } }, async () => 'never')
      const first = await send(fastify, '/nowhere')
      t.match(first.json(), missing as object)
      t.equal((await send(fastify, '/nowhere')).body, first.body, 'kept')
      const failed = await send(fastify, '/', 'de', {})
      t.match(failed.json(), invalid as object)
      t.equal(failed.headers['content-language'], format === 'oauth2' ? 'en' : 'de')

      const english = await buildServer({ format: format as 'envelope', negotiate: [], languages: undefined })
      t.equal((await send(fastify, '/nowhere', 'en')).body, (await send(english, '/nowhere')).body, 'English is as without the option')
    })
  }

  t.test('oauth2 has ASCII alone (RFC 6749 appendix A.8): other texts stay English', async t => {
    const fastify = await buildServer({ format: 'oauth2', negotiate: [], languages: { de: { FORBIDDEN: { title: 'Verboten' } }, ja } })
    fastify.get('/', async () => { throw errors.gone() })
    fastify.get('/forbidden', async () => { throw errors.forbidden() })
    fastify.get('/redirect', (_request, reply) => reply.oauthRedirect('https://client.example/', 'access_denied'))
    const { headers, json } = await send(fastify, '/', 'ja')
    t.equal(headers['content-language'], 'en')
    t.equal(json().error_description, 'What was at this address is gone for good.')
    t.equal((await send(fastify, '/forbidden')).json().error_description, 'You cannot do that.')

    const redirect = await send(fastify, '/redirect', 'ja')
    t.equal(redirect.statusCode, 303)
    t.notOk('content-language' in redirect.headers, 'a redirect has no body')
    t.notOk('vary' in redirect.headers)
  })

  t.test('name the method and the parameter', async t => {
    const fastify = await buildServer()
    fastify.get('/', { schema: { querystring: query } }, async () => 'never')
    fastify.get('/helper', async () => { throw errors.invalidParameter('depth') })
    fastify.get('/own', async () => { throw errors.invalidParameter('depth', 'Too deep.') })
    t.equal((await send(fastify, '/', 'de', {})).json().error.message, 'Die Methode POST ist hier nicht erlaubt.')
    t.equal((await send(fastify, '/?depth=x')).json().error.message, 'Der Wert des Parameters depth ist ungültig.')
    t.equal((await send(fastify, '/helper')).json().error.message, 'Der Wert des Parameters depth ist ungültig.')
    t.equal((await send(fastify, '/own')).json().error.message, 'Too deep.')
  })

  t.test('under another status have the title of that status', async t => {
    const fastify = await buildServer({ format: 'problem', validation: { statusCode: 422 } })
    fastify.post('/', { schema: { body } }, async () => 'never')
    t.match((await send(fastify, '/', 'de', {})).json(), { title: 'Nicht verarbeitbarer Inhalt', status: 422, code: 'INVALID_BODY' })
  })

  t.test('phrases stay in the default language', async t => {
    const fastify = await buildServer({ format: 'problem', phrases: { 404: 'Missing' }, languages: { de, nl: { NOT_FOUND: 'Niets.' } } })
    t.equal((await send(fastify, '/', 'en')).json().title, 'Missing')
    t.equal((await send(fastify, '/', 'de')).json().title, 'Nicht gefunden')
    t.match((await send(fastify, '/', 'nl')).json(), { title: 'Missing', detail: 'Niets.' })
  })

  t.test('of a foreign error: what it says stays, what is hidden speaks', async t => {
    const fastify = await buildServer()
    fastify.get('/gone', async () => { throw Object.assign(new Error('Really gone.'), { statusCode: 410 }) })
    fastify.get('/fault', async () => { throw new Error('secret') })
    const gone = await send(fastify, '/gone')
    t.equal(gone.json().error.message, 'Really gone.')
    t.equal(gone.headers['content-language'], 'en')
    t.equal((await send(fastify, '/fault')).json().error.message, 'Ein unbekannter Fehler ist aufgetreten.')
  })
})

t.test('errors of the application', async t => {
  const fastify = await buildServer({ negotiate: ['problem'] })
  fastify.get('/stock/:id', async (_request) => { throw outOfStock({ sku: 'a', left: 2 }) })
  fastify.get('/own', async () => { throw outOfStock({ sku: 'a', left: 2 }, { message: 'Sold.' }) })
  fastify.get('/closed', async () => { throw closed() })

  t.test('have the texts of their language', async t => {
    const { headers, body } = await send(fastify, '/stock/1')
    t.equal(headers['content-language'], 'de')
    t.equal(body, '{"type":["Error"],"error":{"code":"OUT_OF_STOCK","message":"Nur noch 2 von a.","detail":{"sku":"a","left":2}},"debug":{}}')
    const problem = await fastify.inject({ url: '/stock/1', headers: { 'accept-language': 'de', accept: 'application/problem+json' } })
    t.match(problem.json(), { title: 'Ausverkauft', detail: 'Nur noch 2 von a.' })
    t.equal((await send(fastify, '/stock/1', 'en')).json().error.message, 'Only 2 of a left.')
  })

  t.test('keep a message of the occurrence, and what the language does not have', async t => {
    for (const [url, message] of [['/own', 'Sold.'], ['/closed', 'The shop is closed.']]) {
      const { headers, json } = await send(fastify, url as string)
      t.equal(json().error.message, message)
      t.equal(headers['content-language'], 'en')
    }
  })

  t.test('speak the default language where it is another one', async t => {
    const fastify = await buildServer({ languages: { de: { GONE: 'Weg.' }, fr: { GONE: 'Parti.', CLOSED: 'Fermé.' } }, defaultLanguage: 'de' })
    fastify.get('/closed', async () => { throw closed() })
    t.equal((await send(fastify, '/closed', 'de')).headers['content-language'], 'de')
    t.equal((await send(fastify, '/closed', 'fr')).json().error.message, 'Fermé.')
    const missing = await send(fastify, '/nowhere', 'fr')
    t.same([missing.headers['content-language'], missing.json().error.message], ['en', 'There is nothing at this address.'])
  })

  t.test('get detail, status and parameters of the path', async t => {
    const seen: unknown[] = []
    const fastify = await buildServer({ languages: { de: { OUT_OF_STOCK: (input) => { seen.push(input); return 'x' }, NOT_FOUND: (input) => { seen.push(input); return 'x' } } } })
    fastify.get('/stock/:id', async () => { throw outOfStock({ sku: 'a', left: 2 }) })
    await send(fastify, '/stock/7')
    await send(fastify, '/nowhere')
    t.same(seen, [
      { detail: { sku: 'a', left: 2 }, statusCode: 409, params: { id: '7' }, path: '', method: 'GET' },
      { detail: undefined, statusCode: 404, params: { '*': 'nowhere' }, path: '', method: 'GET' }
    ].map((wanted, i) => ({ ...wanted, params: (seen[i] as { params: object }).params })))
    t.same((seen[0] as { params: object }).params, { id: '7' })
  })

  t.test('in a format of the application', async t => {
    const text = defineFormat({ name: 'text', contentType: 'text/plain', body: ({ title, message, issues }) => [title, message, ...issues?.map(({ message }) => message) ?? []], serialize: (lines) => lines.join('\n') })
    const fastify = await buildServer({ format: text, negotiate: [] })
    fastify.get('/', async () => { throw outOfStock({ sku: 'a', left: 2 }) })
    fastify.post('/', { schema: { body } }, async () => 'never')
    t.equal((await send(fastify, '/')).body, 'Ausverkauft\nNur noch 2 von a.')
    t.equal((await send(fastify, '/', 'de', {})).body, 'Ungültige Anfrage\nDer Inhalt der Anfrage ist ungültig.\nist erforderlich')
  })
})

t.test('validation', async t => {
  const fieldsOf = async (fastify: FastifyInstance, payload: object) => (await send(fastify, '/', 'de', payload)).json().errors

  t.test('of Ajv', async t => {
    const fastify = await buildServer({ format: 'fields' }, { ajv: { customOptions: { allErrors: true, coerceTypes: false, removeAdditional: false } } })
    fastify.post('/', { schema: { body } }, async () => 'never')
    t.same(await fieldsOf(fastify, { name: 5 }), { name: ['muss vom Typ string sein'] })
    t.same(await fieldsOf(fastify, { name: 'ab', age: 17, mail: 'x', plan: 'c', terms: false, tags: [1], map: { a: 1, b: 2 }, slug: 'b', either: 5, other: 1, listed: [1, 1] }), {
      name: ['muss mindestens 3 Zeichen lang sein'],
      age: ['muss mindestens 18 sein', 'muss ein Vielfaches von 2 sein'],
      mail: ['muss dem Format email entsprechen'],
      plan: ['muss einer der zulässigen Werte sein'],
      terms: ['muss der zulässige Wert sein'],
      tags: ['muss mindestens 2 Einträge haben'],
      map: ['darf höchstens 1 Eigenschaft haben'],
      slug: ['hat ein ungültiges Format'],
      either: ['entspricht keiner der zulässigen Formen'],
      other: ['ist keine bekannte Eigenschaft'],
      listed: ['ist ungültig']
    })
    t.same(await fieldsOf(fastify, { name: 'abcde', age: 100 }), { name: ['darf höchstens 4 Zeichen lang sein'], age: ['muss kleiner als 99 sein'] })
  })

  t.test('of zod', async t => {
    const fastify = await buildServer({ format: 'fields' })
    fastify.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
    fastify.post('/', {
      schema: {
        body: z.object({
          name: z.string().min(3), tags: z.array(z.string()).max(1), age: z.number().gt(17), mail: z.email(), plan: z.enum(['a', 'b']), step: z.number().multipleOf(5), since: z.date().min(new Date('2026-01-01')), big: z.bigint().max(5n), missing: z.string()
        }).partial({ since: true, big: true })
      }
    }, async () => 'never')
    t.same(await fieldsOf(fastify, { name: 'ab', tags: ['a', 'b'], age: 17, mail: 'x', plan: 'c', step: 3 }), {
      name: ['muss mindestens 3 Zeichen lang sein'],
      tags: ['darf höchstens 1 Eintrag haben'],
      age: ['muss größer als 17 sein'],
      mail: ['muss dem Format email entsprechen'],
      plan: ['muss einer der zulässigen Werte sein'],
      step: ['muss ein Vielfaches von 5 sein'],
      missing: ['ist erforderlich']
    })
  })

  t.test('of a helper: what the application says stays', async t => {
    const fastify = await buildServer({ format: 'fields' })
    fastify.get('/', async () => { throw errors.unprocessableEntity({ name: ['is blank'], base: ['is too late'] }) })
    fastify.get('/body', async () => { throw errors.invalidBody('name') })
    t.same((await send(fastify, '/')).json(), { message: de.UNPROCESSABLE_CONTENT.message, errors: { name: ['is blank'], base: ['is too late'] } })
    t.same((await send(fastify, '/body')).json().errors, { name: ['ist ungültig'] })
  })

  t.test('language: validator keeps the texts of the validator', async t => {
    for (const language of ['validator', { issues: 'validator' }] as const) {
      const fastify = await buildServer({ format: 'fields', language })
      fastify.post('/', { schema: { body } }, async () => 'never')
      const { headers, json } = await send(fastify, '/', 'de', {})
      t.same(json(), { message: 'Der Inhalt der Anfrage ist ungültig.', errors: { name: ["must have required property 'name'"] } })
      t.equal(headers['content-language'], 'de')
    }
  })

  t.test('any other choice of a language leaves them to the language', async t => {
    for (const language of [undefined, () => 'de', { request: () => 'de' }]) {
      const fastify = await buildServer({ format: 'fields', language })
      fastify.post('/', { schema: { body } }, async () => 'never')
      t.same((await send(fastify, '/', 'de', {})).json().errors, { name: ['ist erforderlich'] })
    }
  })

  t.test('functions get the path and what the schema asks for, never a value', async t => {
    const seen: unknown[] = []
    const keep = (issue: unknown) => { seen.push(issue); return 'x' }
    const fastify = await buildServer({ languages: { de: { too_small: keep, invalid_enum_value: keep, invalid_type: keep, invalid_literal: keep } } })
    const item = { type: 'object', properties: { plan: { enum: ['a', null, 1, {}] } } }
    fastify.post('/', { schema: { body: { ...body, properties: { ...body.properties, items: { type: 'array', items: item }, map: { type: 'object', maxProperties: 1 } } } } }, async () => 'never')
    await send(fastify, '/', 'de', { items: [{ plan: 'secret' }], age: 3, terms: 'secret' })
    t.same(seen, [
      { path: 'name', field: 'name', expected: 'string', received: 'undefined' },
      { path: 'age', field: 'age', expected: undefined, received: undefined, limit: 18, unit: undefined, exclusive: false },
      { path: 'terms', field: 'terms', expected: undefined, received: undefined, values: [true] },
      { path: 'items.0.plan', field: 'plan', expected: undefined, received: undefined, values: ['a', null, 1] }
    ])
    await send(fastify, '/', 'de', [])
    t.match(seen.at(-1), { path: '', field: '', expected: 'object', received: 'array' })
  })

  t.test('a reply keeps its bounds', async t => {
    const fastify = await buildServer({ format: 'fields', languages: { de: { too_small: 'x'.repeat(512) } } })
    const properties = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`a${i}`, { minimum: 5 }]))
    fastify.post('/', { schema: { body: { type: 'object', properties } } }, async () => 'never')
    const errors: string[][] = Object.values(await fieldsOf(fastify, Object.fromEntries(Object.keys(properties).map((name) => [name, 1]))))
    t.equal(errors.length, 40)
    t.equal(errors.filter(([text]) => text?.startsWith('xxx')).length, 24)
    t.same(errors.at(-1), ['must be >= 5'])
  })
})

t.test('beside other options', async t => {
  t.test('the log stays in the language of the code', async t => {
    const lines: string[] = []
    const fastify = await buildServer({}, { logger: { stream: { write: (line: string) => { lines.push(line) } } } })
    await send(fastify, '/nowhere')
    t.ok(lines.some((line) => line.includes('"msg":"There is nothing at this address."')))
    t.notMatch(lines.join(''), 'gibt es nichts')
  })

  t.test('messages runs last', async t => {
    const fastify = await buildServer({ messages: ({ code, message }) => code === 'NOT_FOUND' ? `${message} (${code})` : '' })
    fastify.get('/gone', async () => { throw errors.gone() })
    t.equal((await send(fastify, '/')).json().error.message, 'Unter dieser Adresse gibt es nichts. (NOT_FOUND)')
    t.equal((await send(fastify, '/gone')).json().error.message, 'Was unter dieser Adresse war, gibt es nicht mehr.')
  })

  t.test('a Content-Language that is there stays with a message of the application, and goes with ours', async t => {
    const fastify = await buildServer({ messages: ({ code }) => code === 'LOCKED' ? 'Chiuso.' : '' })
    fastify.addHook('onRequest', async (_request, reply) => { reply.header('content-language', 'it') })
    fastify.get('/own', async () => { throw errors.gone('Andato.') })
    fastify.get('/gone', async () => { throw errors.gone() })
    fastify.get('/locked', async () => { throw errors.locked() })
    fastify.get('/header', async () => { throw errors.gone(undefined, { headers: { 'content-language': 'es' } }) })
    const languageOf = async (url: string) => (await send(fastify, url)).headers['content-language']
    t.same(await Promise.all(['/own', '/gone', '/locked', '/header'].map(languageOf)), ['it', 'de', 'it', 'es'])
  })

  t.test('an error that is thrown twice stays as it is', async t => {
    const error = errors.gone()
    const fastify = await buildServer()
    fastify.get('/', async () => { throw error })
    const texts = async (language: string) => (await send(fastify, '/', language)).json().error.message
    t.same([await texts('de'), await texts('en'), await texts('de')], [de.GONE.message, error.message, de.GONE.message])
  })
})

const failures: [string, () => unknown][] = [
  ['throws', () => { throw new Error('No.') }],
  ['returns a promise', () => Promise.reject(new Error('No.'))],
  ['returns 1 MB', () => 'x'.repeat(1_000_000)],
  ['returns a number', () => 5],
  ['returns null', () => null]
]

t.test('a text function', async t => {
  for (const [name, text] of failures) {
    t.test(`that ${name} keeps the default text and is reported once`, async t => {
      const lines: string[] = []
      const own = () => text() as string // reported once for each function
      const ownIssue = () => text() as string
      const fastify = await buildServer({ languages: { de: { NOT_FOUND: own, invalid_type: ownIssue } }, format: 'fields' }, { logger: { level: 'warn', stream: { write: (line: string) => { lines.push(line) } } } })
      fastify.post('/', { schema: { body } }, async () => 'never')
      for (let i = 0; i < 3; i++) {
        const { headers, json } = await send(fastify, '/nowhere')
        t.equal(json().message, 'There is nothing at this address.')
        t.equal(headers['content-language'], 'en')
        t.same((await send(fastify, '/', 'de', {})).json().errors, { name: ["must have required property 'name'"] })
      }
      t.equal(lines.length, 2)
      t.match(lines[0], "text 'NOT_FOUND' of option languages.de")
      t.match(lines[1], "text 'invalid_type' of option languages.de")
    })
  }

  t.test('returns at most as many characters as a text may have', async t => {
    for (const [length, expected] of [[512, 'x'.repeat(512)], [513, "must have required property 'name'"]] as const) {
      const fastify = await buildServer({ languages: { de: { invalid_type: () => 'x'.repeat(length) } }, format: 'fields' })
      fastify.post('/', { schema: { body } }, async () => 'never')
      t.same((await send(fastify, '/', 'de', {})).json().errors, { name: [expected] })
    }
  })

  t.test('that fails leaves it to the default language', async t => {
    const fastify = await buildServer({ languages: { en: { GONE: () => 'Not here.' }, de: { GONE: () => { throw new Error('No.') } } } })
    fastify.get('/', async () => { throw errors.gone() })
    const { headers, json } = await send(fastify, '/')
    t.same([headers['content-language'], json().error.message], ['en', 'Not here.'])
  })

  t.test('that returns nothing keeps the default text, unreported', async t => {
    const lines: string[] = []
    for (const answer of ['', undefined]) {
      const fastify = await buildServer({ languages: { de: { NOT_FOUND: () => answer as string } } }, { logger: { level: 'warn', stream: { write: (line: string) => { lines.push(line) } } } })
      t.equal((await send(fastify, '/')).json().error.message, 'There is nothing at this address.')
    }
    t.same(lines, [])
  })
})
