import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { defineFormat, type ErrorRepliesOptions } from '../lib/index.js'

const invalid: [object, string, string][] = [
  [{ fromat: 'envelope' }, 'FST_ERR_REPLIES_UNKNOWN_OPTION', '\'fromat\' is not an option of fastify-error-replies, its options are format, '],
  [{ format: 'xml' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'format option should be one of envelope'],
  [{ negotiate: 'problem' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'negotiate option should be an array of formats, instead got \'problem\''],
  [{ negotiate: ['fields'] }, 'FST_ERR_REPLIES_INVALID_OPTION', 'negotiate option should be formats of media types that differ from each other and from that of format \'envelope\', instead got \'fields\''],
  [{ format: 'problem', negotiate: ['envelope', 'description'] }, 'FST_ERR_REPLIES_INVALID_OPTION', 'instead got \'description\''],
  [{ negotiate: ['problem', defineFormat({ name: 'own', contentType: 'Application/JSON', body: String, serialize: String })] }, 'FST_ERR_REPLIES_INVALID_OPTION', 'instead got \'own\''],
  [{ format: 'toString' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'instead got \'toString\''],
  [{ format: function none () {} }, 'FST_ERR_REPLIES_INVALID_OPTION', 'instead got \'function none\''],
  [{ expose: 'none' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'expose option should be deliberate, 4xx, all or a synchronous function, instead got \'none\''],
  [{ notFound: 1 }, 'FST_ERR_REPLIES_INVALID_OPTION', 'notFound option should be a boolean, instead got \'1\''],
  [{ methodNotAllowed: 'no' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'methodNotAllowed option should be a boolean, instead got \'no\''],
  [{ sensible: null }, 'FST_ERR_REPLIES_INVALID_OPTION', 'sensible option should be an object, instead got \'null\''],
  [{ sensible: { sharedSchemaId: 7 } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'sensible.sharedSchemaId option should be a non-empty string, instead got \'7\''],
  [{ sensible: { other: 7 } }, 'FST_ERR_REPLIES_UNKNOWN_OPTION', "'sensible.other' is not an option of fastify-error-replies, its options are sensible.sharedSchemaId"],
  [{ challenge: 'Bearer realm="api, scope' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'challenge option should be a challenge such as Bearer realm="api"'],
  [{ challenge: 'Basic\r\n' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'challenge option should be a challenge such as Bearer realm="api"'],
  [{ debug: 'yes' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'debug option should be a boolean or a synchronous function, instead got \'yes\''],
  [{ traceId: 'trace' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'traceId option should be a synchronous function, instead got \'trace\''],
  [{ traceId: async () => 'trace' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'traceId option should be a synchronous function'],
  [{ errorHeaders: 'link' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'errorHeaders option should be an array of header names, instead got \'link\''],
  [{ errorHeaders: [1] }, 'FST_ERR_REPLIES_INVALID_OPTION', 'instead got \'[1]\''],
  [{ validation: 5 }, 'FST_ERR_REPLIES_INVALID_OPTION', 'validation option should be an object, instead got \'5\''],
  [{ validation: { max: 5 } }, 'FST_ERR_REPLIES_UNKNOWN_OPTION', '\'validation.max\' is not an option'],
  [{ validation: { statusCode: 500 } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'validation.statusCode option should be an integer from 400 to 499, instead got \'500\''],
  [{ redact: [''] }, 'FST_ERR_REPLIES_INVALID_OPTION', 'redact option should be an array of dotted paths, instead got \'[""]\''],
  [{ redact: [5] }, 'FST_ERR_REPLIES_INVALID_OPTION', 'redact option should be an array of dotted paths, instead got \'[5]\''],
  [{ validation: { maxIssues: 0 } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'maxIssues option should be an integer from 1 to 1000, instead got \'0\''],
  [{ messages: 'text' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'messages option should be a synchronous function, instead got \'text\''],
  [{ phrases: ['Gone'] }, 'FST_ERR_REPLIES_INVALID_OPTION', 'phrases option should be phrases by status, instead got \'["Gone"]\''],
  [{ phrases: { 200: 'Fine' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'phrases option should be phrases by a status from 400 to 599, instead got \'200\''],
  [{ phrases: { 410: 'Gone\r\n' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'phrases.410 option should be a short text, instead got \'Gone\r\n\''],
  [{ description: { message: 'long' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'description.message option should be one of status-and-phrase, status, phrase, instead got \'long\''],
  [{ problem: { type: 'errors/' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'problem.type option should be an absolute URI, a full path or a synchronous function, instead got \'errors/\''],
  [{ problem: { instance: '/a' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'problem.instance option should be a boolean or a synchronous function, instead got \'/a\''],
  [{ problem: { status: 'no' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'problem.status option should be a boolean, instead got \'no\''],
  [{ problem: { type: async () => '/a' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'problem.type option should be an absolute URI, a full path or a synchronous function, instead got \'async function type\''],
  [{ problem: 5 }, 'FST_ERR_REPLIES_INVALID_OPTION', 'problem option should be an object, instead got \'5\''],
  [{ problem: { url: '/a' } }, 'FST_ERR_REPLIES_UNKNOWN_OPTION', "'problem.url' is not an option of fastify-error-replies, its options are problem.status, problem.type, problem.instance"],
  [{ description: 5 }, 'FST_ERR_REPLIES_INVALID_OPTION', 'description option should be an object, instead got \'5\''],
  [{ description: { text: 'a' } }, 'FST_ERR_REPLIES_UNKNOWN_OPTION', "'description.text' is not an option of fastify-error-replies, its options are description.message"],
  [{ phrases: { 600: 'Past' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'phrases option should be phrases by a status from 400 to 599, instead got \'600\''],
  [{ phrases: { 4040: 'Long' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'phrases option should be phrases by a status from 400 to 599, instead got \'4040\''],
  [{ format: defineFormat({ name: 'own', contentType: 'a/b', body: String, serialize: String }).name }, 'FST_ERR_REPLIES_INVALID_OPTION', 'format option should be one of envelope, problem, fields, description, oauth2, fastify, json-rpc, problem-xml or what defineFormat returns under another name, instead got \'own\''],
  [{ oauth2: 5 }, 'FST_ERR_REPLIES_INVALID_OPTION', 'oauth2 option should be an object, instead got \'5\''],
  [{ oauth2: { iss: 'a' } }, 'FST_ERR_REPLIES_UNKNOWN_OPTION', '\'oauth2.iss\' is not an option'],
  [{ oauth2: { issuer: 'as.example' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'oauth2.issuer option should be an absolute URL without query and fragment, instead got \'as.example\''],
  [{ oauth2: { issuer: 'https://as.example?a' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'instead got \'https://as.example?a\''],
  [{ oauth2: { invalidClientStatusCode: 403 } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'oauth2.invalidClientStatusCode option should be 400 or 401, instead got \'403\''],
  [{ log: 'info' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'log option should be levels by status or a synchronous function, instead got \'info\''],
  [{ log: async () => 'info' }, 'FST_ERR_REPLIES_INVALID_OPTION', 'log option should be levels by status or a synchronous function, instead got '],
  [{ log: { 200: 'info' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'log option should be levels by a status such as 404 or a class such as 4xx, instead got \'200\''],
  [{ log: { 404: 'loud' } }, 'FST_ERR_REPLIES_INVALID_OPTION', 'log.404 option should be one of fatal, error, warn, info, debug, trace, silent, instead got \'loud\'']
]

t.test('options', async t => {
  for (const [options, code, message] of invalid) {
    t.test(`${JSON.stringify(options)} is a boot error`, async t => {
      const fastify = Fastify()
      fastify.register(errorsPlugin, options as ErrorRepliesOptions)
      const error = await fastify.ready().then(() => undefined, (error) => error)
      t.equal(error?.code, code)
      t.ok(error.message.includes(message), error.message)
    })
  }

  t.test('undefined is the default', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { format: undefined, notFound: undefined, validation: undefined, log: undefined })
    t.equal((await fastify.inject('/')).json().error.code, 'NOT_FOUND')
  })

  t.test('the default of negotiate gives way to a format of its media type', async t => {
    const fastify = Fastify()
    const format = defineFormat({ name: 'own', contentType: 'application/problem+json', body: () => '{}', serialize: String })
    await fastify.register(errorsPlugin, { format })
    const { body, headers } = await fastify.inject('/')
    t.equal(body, '{}')
    t.equal(headers['vary'], undefined)
  })

  t.test('those of Fastify itself pass', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { prefix: '/a', logLevel: 'warn' })
    t.equal((await fastify.inject('/')).statusCode, 404)
  })

  t.test('validation.statusCode and validation.maxIssues', async t => {
    const fastify = Fastify({ ajv: { customOptions: { allErrors: true } } })
    await fastify.register(errorsPlugin, { validation: { statusCode: 422, maxIssues: 2 } })
    fastify.post('/', { schema: { body: { type: 'object', required: ['a', 'b', 'c'] } } }, () => 'never')
    const response = await fastify.inject({ method: 'POST', url: '/', payload: {} })
    t.equal(response.statusCode, 422)
    t.same(response.json().error.detail.issues.map(({ path }: { path: string }) => path), ['a', 'b'])
  })

  t.test('challenge', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { challenge: 'Basic realm="docs"' })
    fastify.get('/', (_request, reply) => reply.unauthorized())
    fastify.get('/foreign', async () => { throw Object.assign(new Error('No.'), { statusCode: 401 }) })
    fastify.get('/own', (_request, reply) => { reply.header('www-authenticate', 'Negotiate').code(401).send(new Error('No.')) })
    fastify.get('/proxy', (_request, reply) => reply.proxyAuthenticationRequired())
    t.equal((await fastify.inject('/')).headers['www-authenticate'], 'Basic realm="docs"')
    t.equal((await fastify.inject('/foreign')).headers['www-authenticate'], 'Basic realm="docs"')
    t.equal((await fastify.inject('/own')).headers['www-authenticate'], 'Negotiate')
    t.equal((await fastify.inject('/proxy')).headers['proxy-authenticate'], 'Basic realm="docs"')
  })

  t.test('errorHeaders', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { errorHeaders: ['X-Team', 'x-hint-*'] })
    const headers = { 'x-team': 'a', 'X-Hint-One': 'b', 'retry-after': '3', 'x-hint-two': 'c\r\nd' }
    fastify.get('/', async () => { throw Object.assign(new Error('No.'), { statusCode: 503, headers }) })
    const response = await fastify.inject('/')
    t.equal(response.headers['x-team'], 'a')
    t.equal(response.headers['x-hint-one'], 'b')
    t.notOk('x-hint-two' in response.headers)
    t.notOk('retry-after' in response.headers)
    const plain = Fastify()
    await plain.register(errorsPlugin)
    plain.get('/', async () => { throw Object.assign(new Error('No.'), { statusCode: 503, headers: { 'retry-afterwards': '3', 'retry-after': '4' } }) })
    const { headers: sent } = await plain.inject('/')
    t.equal(sent['retry-after'], '4')
    t.notOk('retry-afterwards' in sent, 'a name that only begins like one')
  })
})
