import { readFile } from 'node:fs/promises'
import responseValidation from '@fastify/response-validation'
import sensible from '@fastify/sensible'
import Boom from '@hapi/boom'
import { server as createHapi } from '@hapi/hapi'
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import enhancedPlugin from 'fastify-http-errors-enhanced'
import httpErrors from 'http-errors'
import { BadGatewayError, ConflictError, createError, InternalServerError, messagesByCodes, NotFoundError } from 'http-errors-enhanced'
import t, { type Test } from 'tap'
import errorsPlugin, { errors, type ErrorRepliesOptions } from '../../lib/index.js'
import { boom } from '../../lib/mappers/index.js'
import { readCodeBlocks, readTable, type CodeBlock } from '../support/markdown.js'
import { root } from '../support/root.js'
import { buildServer } from '../support/snippets.js'
import { hasFeature } from '../support/versions.js'

const page = await readFile(new URL('docs/migration.md', root), 'utf8')
const blocks = readCodeBlocks(page)

function blockWith (text: string): CodeBlock {
  return blocks.find((block) => block.language === 'js' && block.text.includes(text)) as CodeBlock
}

type Routes = (fastify: FastifyInstance) => void

async function build (t: Test, routes: Routes, options?: ErrorRepliesOptions): Promise<FastifyInstance> {
  const fastify = Fastify()
  t.teardown(() => fastify.close())
  if (options !== undefined) await fastify.register(errorsPlugin, options)
  routes(fastify)
  return fastify
}

const AS_BEFORE: ErrorRepliesOptions = { format: 'fastify', negotiate: [], expose: 'all' }

t.test('@fastify/sensible', async t => {
  const names = ['badRequest', 'unauthorized', 'paymentRequired', 'forbidden', 'notFound', 'methodNotAllowed', 'notAcceptable',
    'proxyAuthenticationRequired', 'requestTimeout', 'conflict', 'gone', 'lengthRequired', 'preconditionFailed', 'payloadTooLarge',
    'uriTooLong', 'unsupportedMediaType', 'rangeNotSatisfiable', 'expectationFailed', 'imateapot', 'misdirectedRequest',
    'unprocessableEntity', 'locked', 'failedDependency', 'tooEarly', 'upgradeRequired', 'preconditionRequired', 'tooManyRequests',
    'requestHeaderFieldsTooLarge', 'unavailableForLegalReasons', 'internalServerError', 'notImplemented', 'badGateway',
    'serviceUnavailable', 'gatewayTimeout', 'httpVersionNotSupported', 'variantAlsoNegotiates', 'insufficientStorage',
    'loopDetected', 'bandwidthLimitExceeded', 'notExtended', 'networkAuthenticationRequired']
  const routes = (fastify: any) => {
    for (const name of names) {
      fastify.get(`/${name}`, (_request: unknown, reply: any) => reply[name]())
      fastify.get(`/${name}/message`, (_request: unknown, reply: any) => reply[name]('Own words.'))
      fastify.get(`/${name}/thrown`, async () => { throw fastify.httpErrors[name]('Own words.') })
      fastify.get(`/${name}/bare`, async () => { throw fastify.httpErrors[name]() })
    }
    fastify.get('/http-error', (_request: unknown, reply: any) => reply.getHttpError(404, 'Own words.'))
    fastify.get('/create', async () => { throw fastify.httpErrors.createError(404, 'Own words.', { id: 7 }) })
    fastify.get('/assert', async () => { fastify.assert(false, 400, 'Own words.') })
    fastify.get('/assert/equal', async () => { fastify.assert.equal(1, 2, 403, 'Own words.') })
    fastify.get('/to', async () => {
      const [error] = await fastify.to(Promise.reject(fastify.httpErrors.gone('Own words.')))
      throw error
    })
    fastify.get('/http-errors', async () => { throw httpErrors(409, 'Own words.', { id: 7, headers: { 'retry-after': '3' } }) })
    fastify.get('/http-errors/503', async () => { throw new httpErrors.ServiceUnavailable('Own words.') })
    fastify.get('/utilities', async (request: any, reply: any) => {
      reply.vary('Origin').cacheControl('private')
      return { is: request.is(['json']), forwarded: request.forwarded().length }
    })
  }
  const before = await build(t, (fastify) => {
    fastify.register(sensible)
    fastify.register(async (child) => routes(child))
  })
  const urls = [
    ...names.flatMap((name) => ['', '/message', '/thrown', '/bare'].map((kind) => `/${name}${kind}`)),
    '/http-error', '/create', '/assert', '/assert/equal', '/to', '/http-errors', '/http-errors/503', '/utilities'
  ]

  t.test('its calls stay as they are, and so do status, message and utilities', async t => {
    const after = await build(t, routes, AS_BEFORE)
    for (const url of urls) {
      const [old, now] = [await before.inject(url), await after.inject(url)]
      t.equal(now.statusCode, old.statusCode, url)
      t.equal(now.body, old.body, url)
    }
    t.equal((await after.inject('/utilities')).headers['vary'], 'Origin')
  })

  t.test('they have the default body, with the texts below 500', async t => {
    const after = await build(t, routes, {})
    t.equal((await after.inject('/notFound/message')).body, '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"Own words."},"debug":{}}')
    t.equal((await after.inject('/gone/thrown')).body, '{"type":["Error"],"error":{"code":"GONE","message":"Own words."},"debug":{}}')
    t.equal((await after.inject('/badGateway/message')).json().error.message, 'Own words.', 'a helper means what it says')
    t.not((await after.inject('/badGateway/thrown')).json().error.message, 'Own words.')
    const response = await after.inject('/http-errors')
    t.equal(response.headers['retry-after'], '3')
    t.equal(response.body, '{"type":["Error"],"error":{"code":"CONFLICT","message":"Own words."},"debug":{}}', 'no other property')
  })
})

t.test('http-errors-enhanced', async t => {
  const body = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, address: { type: 'object', properties: { zip: { type: 'string', pattern: '^[0-9]+$' } } } }
  }
  const routes = (fastify: FastifyInstance) => {
    fastify.get('/own', async () => { throw new NotFoundError('No such document.', { code: 'UNREACHABLE', id: 123, headers: { 'retry-after': '3', 'x-own': 'a' } }) })
    fastify.get('/plain', async () => { throw new ConflictError('Taken.') })
    fastify.get('/hidden', async () => { throw new ConflictError('Taken.', { expose: false }) })
    fastify.get('/created', async () => { throw createError(410, 'Gone.', { since: '2015' }) })
    fastify.get('/server', async () => { throw new BadGatewayError('The shop is closed.', { shop: { id: 7 } }) })
    fastify.get('/deliberate', async () => { throw new InternalServerError('On purpose.') })
    for (const status of Object.keys(messagesByCodes).map(Number).filter((status) => status >= 400)) {
      fastify.get(`/status/${status}`, async () => { throw createError(status, 'Own words.') })
    }
    fastify.get('/unexpected', async () => { throw Object.assign(new Error('no such table'), { table: 'users' }) })
    fastify.post('/form', { schema: { body, querystring: { type: 'object', properties: { depth: { type: 'integer' } } } } }, async () => 'never')
  }
  const thrown = ['/own', '/plain', '/hidden', '/created', '/server', '/deliberate',
    ...Object.keys(messagesByCodes).filter((status) => Number(status) >= 400).map((status) => `/status/${status}`)]
  const before = async (t: Test, options = {}) => await build(t, (fastify) => {
    fastify.register(enhancedPlugin, { hideUnhandledErrors: true, ...options })
    fastify.register(async (child) => routes(child))
  })

  t.test('its errors have the default body, without undeclared members', async t => {
    const fastify = await build(t, routes, {})
    const { body, headers } = await fastify.inject('/own')
    t.equal(body, '{"type":["Error"],"error":{"code":"UNREACHABLE","message":"No such document."},"debug":{}}')
    t.equal(headers['retry-after'], '3')
    t.equal(headers['x-own'], undefined)
    t.equal((await fastify.inject('/plain')).body, '{"type":["Error"],"error":{"code":"CONFLICT","message":"Taken."},"debug":{}}')
    t.equal((await fastify.inject('/server')).body, '{"type":["Error"],"error":{"code":"BAD_GATEWAY","message":"A server behind this one gave an invalid answer."},"debug":{}}')
  })

  t.test('format fastify has the members of its body', async t => {
    const [old, now] = [await before(t), await build(t, routes, { format: 'fastify', negotiate: [] })]
    for (const url of ['/plain', '/created']) {
      const { since, ...members } = (await old.inject(url)).json()
      t.equal((await now.inject(url)).body, JSON.stringify(members), url)
    }
  })

  t.test('the mapper and the format of the docs send what its plugin did, to the byte', async t => {
    const [old, now] = [await before(t), await buildServer(t, blockWith('http-errors-enhanced'))]
    routes(now)
    for (const url of thrown) {
      const [was, is] = [await old.inject(url), await now.inject(url)]
      t.equal(is.body, was.body, url)
      t.equal(is.statusCode, was.statusCode, url)
      t.equal(is.headers['content-type'], was.headers['content-type'])
    }
    t.equal((await now.inject('/own')).headers['x-own'], 'a')
    t.equal((await old.inject('/unexpected')).body, '{"statusCode":500,"error":"Internal Server Error","message":"An error occurred trying to process your request."}')
    t.equal((await now.inject('/unexpected')).body, '{"statusCode":500,"error":"Internal Server Error","message":"An unknown error has occurred."}')
    const wrong: [InjectOptions, object, object][] = [
      [{ url: '/form', payload: {} }, { body: { name: 'must be present' } }, { body: { name: "must have required property 'name'" } }],
      [{ url: '/form', payload: { name: 'a', address: { zip: 'b' } } }, { body: { 'address/zip': 'must match pattern "^[0-9]+$"' } }, { body: { 'address.zip': 'must match pattern "^[0-9]+$"' } }],
      [{ url: '/form?depth=a', payload: { name: 'a' } }, { query: { depth: 'must be a valid integer number' } }, { querystring: { depth: 'must be integer' } }]
    ]
    for (const [ask, was, is] of wrong) {
      t.match((await old.inject({ method: 'POST', ...ask })).json(), { statusCode: 400, error: 'Bad Request', failedValidations: was })
      t.match((await now.inject({ method: 'POST', ...ask })).json(), { statusCode: 400, error: 'Bad Request', failedValidations: is })
    }
  })

  t.test('every option of its plugin is in the table', async t => {
    const source = await readFile(new URL('../../node_modules/fastify-http-errors-enhanced/dist/index.js', import.meta.url), 'utf8')
    const options = new Set([...source.matchAll(/\boptions\.(\w+)/g)].map(([, name]) => name))
    const named = readTable(page, 'http-errors-enhanced').flatMap(([cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name))
    t.strictSame(named.sort(), [...options].sort())
  })

  t.test('what the table names does what they did', async t => {
    const post = { method: 'POST', url: '/form', payload: {} } as const
    const compare = async (t: Test, old: FastifyInstance, now: FastifyInstance, ask: InjectOptions | string) => {
      t.equal((await now.inject(ask)).statusCode, (await old.inject(ask)).statusCode)
    }
    // handle404Errors
    await compare(t, await before(t, { handle404Errors: false }), await build(t, routes, { notFound: false }), '/nowhere')
    t.equal((await (await build(t, routes, { ...AS_BEFORE, notFound: false })).inject('/nowhere')).body, (await (await before(t, { handle404Errors: false })).inject('/nowhere')).body, "Fastify's own")
    await compare(t, await before(t), await build(t, routes, { methodNotAllowed: false }), { method: 'DELETE', url: '/plain' })
    t.equal((await (await build(t, routes, {})).inject({ method: 'DELETE', url: '/plain' })).statusCode, 405)
    // hideUnhandledErrors
    t.match((await (await before(t, { hideUnhandledErrors: false })).inject('/unexpected')).json(), { message: '[Error] no such table', stack: [/migration/], table: 'users' })
    const open = (await (await build(t, routes, { debug: true, expose: 'all' })).inject('/unexpected')).json()
    t.match(open, { error: { message: 'no such table' }, debug: { message: 'no such table', stack: [/migration/] } })
    t.notMatch(JSON.stringify(open), /users/)
    // convertValidationErrors
    t.equal((await (await before(t, { convertValidationErrors: false })).inject(post)).statusCode, 500)
    // use422ForValidationErrors
    await compare(t, await before(t, { use422ForValidationErrors: true }), await build(t, routes, { validation: { statusCode: 422 } }), post)
    t.equal((await (await build(t, routes, { validation: { statusCode: 422 } })).inject(post)).statusCode, 422)
    // preHandler
    const reworded = await build(t, routes, { ...AS_BEFORE, messages: ({ code, message }) => code === 'NOT_FOUND' ? 'Not found.' : message })
    t.equal((await reworded.inject('/nowhere')).json().message, (await (await before(t)).inject('/nowhere')).json().message)
    const replaced = (error: unknown) => (error as { table?: string }).table === 'users' ? new ConflictError('Taken.') : undefined
    const old = await before(t, { preHandler: (error: Error) => replaced(error) ?? error })
    t.match((await old.inject('/unexpected')).json(), { statusCode: 409, message: 'Taken.' })
    const now = await build(t, routes, { mappers: [(error) => replaced(error) && errors.conflict('Taken.')] })
    t.match((await now.inject('/unexpected')).json(), { error: { code: 'CONFLICT', message: 'Taken.' } })
  })

  t.test('a response that violates its schema is an error of @fastify/response-validation', async t => {
    const response = { 200: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } } }
    const old = Fastify()
    await old.register(enhancedPlugin, { convertResponsesValidationErrors: true, hideUnhandledErrors: true })
    const now = Fastify()
    await now.register(responseValidation)
    await now.register(errorsPlugin)
    for (const fastify of [old, now]) fastify.get('/', { schema: { response } }, async () => ({ b: 1 }) as never)
    t.match((await old.inject('/')).json(), { statusCode: 500, failedValidations: { response: { a: 'must be present' } } })
    t.equal((await now.inject('/')).body, '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}')
  })
})

t.test('@hapi/boom', async t => {
  const calls: Record<string, () => Error> = {
    notFound: () => Boom.notFound('No such document.'),
    bare: () => Boom.conflict(),
    data: () => Boom.badRequest('No.', { secret: true }),
    challenge: () => Boom.unauthorized('Who?', 'Basic', { realm: 'docs' }),
    missing: () => Boom.unauthorized(null, 'Basic'),
    allow: () => Boom.methodNotAllowed('No.', null, ['GET', 'PUT']),
    large: () => Boom.entityTooLarge('Too large.'),
    decorated: () => Boom.boomify(new Error('No.'), { statusCode: 422, decorate: { secret: true } }),
    custom: () => {
      const error = Boom.tooManyRequests('Slow down.')
      error.output.headers['retry-after'] = '3'
      error.output.headers['x-own'] = 'a'
      Object.assign(error.output.payload, { limit: 10 })
      return error
    },
    unavailable: () => Boom.serverUnavailable('Back soon.'),
    internal: () => Boom.badImplementation('no such table'),
    upstream: () => Boom.badGateway('Own words.')
  }
  const routes = (fastify: FastifyInstance) => {
    for (const [name, make] of Object.entries(calls)) fastify.get(`/${name}`, async () => { throw make() })
    fastify.get('/unexpected', async () => { throw new Error('no such table') })
  }
  const hapi = createHapi({ debug: false })
  for (const [name, make] of Object.entries(calls)) hapi.route({ method: 'GET', path: `/${name}`, handler: () => { throw make() } })
  hapi.route({ method: 'GET', path: '/unexpected', handler: () => { throw new Error('no such table') } })

  t.test('its errors have the default body with the mapper, and are a 500 without', async t => {
    const fastify = await build(t, routes, { mappers: [boom] })
    t.equal((await fastify.inject('/notFound')).body, '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"No such document."},"debug":{}}')
    t.equal((await fastify.inject('/unavailable')).body, '{"type":["Error"],"error":{"code":"SERVICE_UNAVAILABLE","message":"The service is unavailable. Try again later."},"debug":{}}')
    t.equal((await fastify.inject('/challenge')).headers['www-authenticate'], 'Basic realm="docs", error="Who?"')
    t.match((await fastify.inject('/custom')).headers, { 'retry-after': '3', 'x-own': undefined })
    t.equal((await (await build(t, routes, {})).inject('/notFound')).body, '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}')
  })

  t.test('format fastify has the three members of its payload', async t => {
    const fastify = await build(t, routes, { mappers: [boom], format: 'fastify', negotiate: [] })
    for (const name of ['notFound', 'bare', 'data', 'decorated']) {
      t.equal((await fastify.inject(`/${name}`)).body, (await hapi.inject(`/${name}`)).payload, name)
    }
  })

  t.test('the format of the docs sends the payload as hapi does, to the byte', async t => {
    const fastify = await buildServer(t, blockWith('@hapi/boom'))
    routes(fastify)
    for (const name of Object.keys(calls)) {
      const [is, was] = [await fastify.inject(`/${name}`), await hapi.inject(`/${name}`)]
      t.equal(is.statusCode, was.statusCode, name)
      t.equal(is.body, was.payload, name)
      for (const header of ['content-type', 'www-authenticate', 'allow', 'retry-after', 'x-own']) {
        if (was.headers[header] !== undefined) t.equal(is.headers[header], was.headers[header], `${name} ${header}`)
      }
    }
    t.strictSame(Object.keys((await fastify.inject('/unexpected')).json()), Object.keys(JSON.parse((await hapi.inject('/unexpected')).payload)))
  })
})

t.test('a handler of your own', async t => {
  const routes = (fastify: FastifyInstance) => {
    fastify.post('/users', { schema: { body: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, age: { type: 'integer' } } } } }, async (request) => {
      throw Object.assign(new Error('duplicate key value violates unique constraint "users_name_key"'), {
        name: 'DatabaseError', severity: 'ERROR', code: '23505', table: 'users', detail: `Key (name)=(${(request.body as { name: string }).name}) already exists.`
      })
    })
    fastify.get('/forbidden', async () => { throw Object.assign(new Error('Not yours.'), { statusCode: 403 }) })
    fastify.get('/gone', async () => { throw httpErrors(410, 'It was here.') })
    fastify.get('/broken', async () => { throw new Error('no such table') })
    fastify.get('/unavailable', async () => { throw Object.assign(new Error('pool of 7 is full'), { statusCode: 503 }) })
  }
  const [before, after] = [await buildServer(t, blockWith('fastify.setErrorHandler(')), await buildServer(t, blockWith('const words'))]
  routes(before)
  routes(after)
  const users = (payload: object | string): InjectOptions => ({ method: 'POST', url: '/users', payload, headers: { 'content-type': 'application/json' } })

  t.test('is at most 25 lines, before and after', async t => {
    const lines = [blockWith('fastify.setErrorHandler('), blockWith('const words')].flatMap(({ text }) => text.split('\n').filter((line) => line !== ''))
    t.ok(lines.length <= 25, String(lines.length))
  })

  t.test('each branch sends the same as before, to the byte', async t => {
    const table: [InjectOptions | string, number, string][] = [
      [users({ name: 'Ada', age: 'old' }), 400, '{"error":"Invalid request.","fields":["must be integer"]}'],
      [users({}), 400, '{"error":"Invalid request.","fields":["must have required property \'name\'"]}'],
      [users({ name: 'Ada' }), 409, '{"error":"Exists already."}'],
      ['/forbidden', 403, '{"error":"Not yours."}'],
      ['/gone', 410, '{"error":"It was here."}'],
      ['/broken', 500, '{"error":"Internal server error."}'],
      ['/nowhere', 404, '{"error":"Not found."}']
    ]
    for (const [ask, statusCode, body] of table) {
      for (const fastify of [before, after]) {
        const response = await fastify.inject(ask)
        t.equal(response.statusCode, statusCode)
        t.equal(response.body, body)
        t.equal(response.headers['content-type'], 'application/json; charset=utf-8')
      }
    }
  })

  t.test('what differs is what the table says', async t => {
    const differences: [InjectOptions | string, [number, string], [number, string]][] = [
      [users('{'), [400, '{"error":"Body is not valid JSON but content-type is set to \'application/json\'"}'], [400, '{"error":"Invalid request."}']],
      ['/unavailable', [500, '{"error":"Internal server error."}'], [503, '{"error":"The service is unavailable. Try again later."}']],
      [{ method: 'DELETE', url: '/gone' }, [404, '{"error":"Not found."}'], [405, '{"error":"Invalid request method DELETE."}']]
    ]
    // Of malformed JSON an older Fastify has the message of the parser, which are those of the Node that runs it
    for (const [ask, was, is] of differences.slice(hasFeature('an error of its own for malformed JSON') ? 0 : 1)) {
      const [old, now] = [await before.inject(ask), await after.inject(ask)]
      t.strictSame([old.statusCode, old.body], was)
      t.strictSame([now.statusCode, now.body], is)
    }
  })
})
