import { type } from 'arktype'
import Fastify, { type FastifyInstance } from 'fastify'
import Joi from 'joi'
import t from 'tap'
import * as v from 'valibot'
import * as yup from 'yup'
import { createDecoder } from '../../lib/client/index.js'
import errorsPlugin, { errors, type ErrorRepliesOptions } from '../../lib/index.js'
import { de, ja, pt, zh } from '../../lib/languages/index.js'
import { readProblemXml } from '../support/read-problem-xml.js'

async function buildServer (options: ErrorRepliesOptions = {}) {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { languages: { de, ja, pt, zh }, ...options })
  fastify.get('/gone', async () => { throw errors.gone() })
  return fastify
}

const get = (fastify: FastifyInstance, url: string, language: string, headers: object = {}) =>
  fastify.inject({ url, headers: { 'accept-language': language, ...headers } })

t.test('problem-xml', async t => {
  const fastify = await buildServer({ negotiate: ['problem-xml'] })
  const accept = { accept: 'application/problem+xml' }
  fastify.post('/', { schema: { body: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } } }, () => 'never')

  // The schema of RFC 9457 appendix B has no attribute: the language is in Content-Language (section 3.1.4)
  t.test('has its texts in the language of Content-Language', async t => {
    const { headers, body } = await get(fastify, '/gone', 'ja', accept)
    t.equal(headers['content-type'], 'application/problem+xml')
    t.equal(headers['content-language'], 'ja')
    t.equal(headers.vary, 'Accept, Accept-Language')
    t.equal(headers['content-length'], String(Buffer.byteLength(body)))
    t.equal(body, `<?xml version="1.0" encoding="UTF-8"?>\n<problem xmlns="urn:ietf:rfc:7807"><title>${ja.GONE.title}</title><status>410</status><detail>${ja.GONE.message as string}</detail><code>GONE</code></problem>`)
  })

  t.test('has issues in that language', async t => {
    const { headers, body } = await fastify.inject({ method: 'POST', url: '/', payload: {}, headers: { ...accept, 'accept-language': 'de' } })
    t.equal(headers['content-language'], 'de')
    t.same(readProblemXml(body).errors, [{ title: 'invalid_type', detail: '`body.name`: ist erforderlich', pointer: '#/name' }])
  })

  t.test('is escaped', async t => {
    const fastify = await buildServer({ format: 'problem-xml', languages: { de: { GONE: { title: '<Weg> & "fort"', message: ']]> \u0000' } } } })
    const { body } = await get(fastify, '/gone', 'de')
    t.match(readProblemXml(body), { title: '<Weg> & "fort"', detail: ']]> \ufffd' })
  })
})

t.test('tags', async t => {
  const fastify = await buildServer()
  for (const [header, language] of [['pt-BR', 'pt'], ['pt-br, en;q=0.9', 'pt'], ['zh-Hant-TW', 'zh'], ['zh-CN;q=0.8, ja;q=0.9', 'ja'], ['xx, *;q=0.1', 'en'], ['de;q=0.001, *;q=0', 'de']] as const) {
    t.equal((await get(fastify, '/gone', header)).headers['content-language'], language, header)
  }
})

t.test('bodies that are kept are those of each language', async t => {
  const fastify = await buildServer()
  for (const language of ['en', 'de', 'ja', 'en', 'de', 'ja'] as const) {
    const missing = (await get(fastify, '/nowhere', language)).json().error.message
    const method = await fastify.inject({ method: 'DELETE', url: '/gone', headers: { 'accept-language': language } })
    t.equal(method.headers['content-language'], language)
    t.equal(method.headers.allow, 'GET, HEAD')
    t.equal(missing, language === 'en' ? 'There is nothing at this address.' : language === 'de' ? de.NOT_FOUND.message : ja.NOT_FOUND.message)
    t.match(method.json().error.message, language === 'en' ? 'Invalid request method DELETE.' : language === 'de' ? 'Die Methode DELETE' : 'DELETE')
  }
})

t.test('HEAD has the headers of GET', async t => {
  const fastify = await buildServer()
  for (const url of ['/gone', '/nowhere']) {
    const [head, body] = await Promise.all((['HEAD', 'GET'] as const).map(async (method) => fastify.inject({ method, url, headers: { 'accept-language': 'zh' } })))
    t.equal(head?.body, '')
    for (const name of ['content-language', 'content-length', 'content-type', 'vary']) t.equal(head?.headers[name], body?.headers[name], `${url} ${name}`)
    t.equal(head?.headers['content-language'], 'zh')
  }
})

t.test('OAuth2', async t => {
  const fastify = await buildServer()
  fastify.get('/token', async () => { throw errors.oauthError('invalid_grant', 'The code has expired.') })
  fastify.get('/resource', async () => { throw errors.bearerError('invalid_token') })
  fastify.get('/redirect', async () => { throw errors.oauthRedirect('https://client.example/cb', 'access_denied', { description: 'No.' }) })
  fastify.get('/format', { config: { errorFormat: 'oauth2' } }, async () => { throw errors.gone() })

  t.test('keeps what the application says', async t => {
    const { headers, json } = await get(fastify, '/token', 'ja')
    t.same(json(), { error: 'invalid_grant', error_description: 'The code has expired.' })
    t.equal(headers['content-language'], 'en')
  })

  t.test('has ASCII in descriptions and challenges', async t => {
    const { headers, json } = await get(fastify, '/format', 'ja')
    t.equal(json().error_description, 'What was at this address is gone for good.')
    t.equal(headers['content-language'], 'en')
    const resource = await get(fastify, '/resource', 'ja', { authorization: 'Bearer x' })
    t.match(resource.headers['www-authenticate'], /^[\x20-\x7e]*$/)
    t.equal(resource.json().error.message, ja.UNAUTHORIZED.message)
    t.equal(resource.headers['content-language'], 'ja')
  })

  t.test('redirects have no language', async t => {
    const { statusCode, headers } = await get(fastify, '/redirect', 'ja')
    t.equal(statusCode, 303)
    t.notOk('content-language' in headers)
    t.match(headers.location, 'error_description=No.')
  })
})

t.test('issues of each validator', async t => {
  type Compile = (schema: any) => (data: unknown) => any
  const standard: Compile = (schema) => (data) => {
    const result = schema['~standard'].validate(data)
    return result.issues === undefined ? { value: result.value } : { error: result.issues }
  }
  const cases: Record<string, [schema: unknown, compile: Compile]> = {
    Joi: [Joi.object({ name: Joi.string().min(3), age: Joi.number().required() }), (schema) => (data) => schema.validate(data, { abortEarly: false })],
    Yup: [yup.object({ name: yup.string().min(3), age: yup.number().required() }), (schema) => (data) => {
      try {
        return { value: schema.validateSync(data, { abortEarly: false }) }
      } catch (error) {
        return { error }
      }
    }],
    valibot: [v.object({ name: v.pipe(v.string(), v.minLength(3)), age: v.number() }), standard],
    ArkType: [type({ name: 'string >= 3', age: 'number' }), standard]
  }
  for (const [name, [schema, compile]] of Object.entries(cases)) {
    t.test(name, async t => {
      const fastify = await buildServer({ format: 'fields' })
      fastify.setValidatorCompiler(({ schema }) => compile(schema))
      fastify.post('/', { schema: { body: schema } }, async () => 'never')
      const { headers, json } = await fastify.inject({ method: 'POST', url: '/', headers: { 'accept-language': 'de' }, payload: { name: 'ab' } })
      t.equal(headers['content-language'], 'de')
      t.same(json(), { message: de.INVALID_BODY.message, errors: { name: ['muss mindestens 3 Zeichen lang sein'], age: ['ist erforderlich'] } })
    })
  }
})

t.test('the client reads translated replies', async t => {
  const fastify = await buildServer({ negotiate: [] })
  fastify.post('/', { schema: { body: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } } }, () => 'never')
  for (const format of ['envelope', 'problem', 'fields', 'json-rpc'] as const) {
    fastify.post(`/${format}`, { config: { errorFormat: format }, schema: { body: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } } }, () => 'never')
    fastify.get(`/gone/${format}`, { config: { errorFormat: format } }, async () => { throw errors.gone() })
  }
  const decoder = createDecoder()
  for (const format of ['envelope', 'problem', 'fields', 'json-rpc'] as const) {
    const gone = await get(fastify, `/gone/${format}`, 'ja')
    const error = decoder.decodeBody({ status: gone.statusCode, headers: gone.headers as Record<string, string>, body: gone.body })
    t.match(error, { status: 410, message: ja.GONE.message }, format)
    if (format !== 'fields') t.equal(error.code, 'GONE')
    const invalid = await fastify.inject({ method: 'POST', url: `/${format}`, headers: { 'accept-language': 'de' }, payload: {} })
    const { issues = [] } = decoder.decodeBody({ status: invalid.statusCode, headers: invalid.headers as Record<string, string>, body: invalid.body })
    t.equal(issues.length, 1, format)
    t.match(JSON.stringify(issues), 'ist erforderlich', format)
    t.match(JSON.stringify(issues), 'name', format)
  }
})
