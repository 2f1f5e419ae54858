import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { STATUS_CODES } from 'node:http'
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import t from 'tap'
import errorsPlugin, { defineFormat, errors, serverOptions, type ErrorRepliesOptions, type FormatName } from '../../lib/index.js'
import { catalog } from '../../lib/error/catalog.js'
import * as schemas from '../../schemas/index.js'
import { readProblemXml } from '../support/read-problem-xml.js'

const ajv = new Ajv({ strict: false, allErrors: true })
addFormats.default(ajv)

const formats: Record<FormatName, { mediaType: string, schema: object, read?: (text: string) => any }> = {
  envelope: { mediaType: 'application/json', schema: schemas.envelopeSchema },
  problem: { mediaType: 'application/problem+json', schema: schemas.problemSchema },
  fields: { mediaType: 'application/json', schema: schemas.fieldsSchema },
  description: { mediaType: 'application/json', schema: schemas.descriptionSchema },
  oauth2: { mediaType: 'application/json', schema: schemas.oauth2Schema },
  fastify: { mediaType: 'application/json', schema: schemas.fastifySchema },
  'json-rpc': { mediaType: 'application/json', schema: schemas.jsonRpcSchema },
  'problem-xml': { mediaType: 'application/problem+xml', schema: schemas.problemSchema, read: readProblemXml }
}
const names = Object.keys(formats) as FormatName[]

const body = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string' },
    user: { type: 'object', properties: { name: { type: 'string', minLength: 2 } } },
    owner: { type: 'object', properties: { name: { type: 'string', minLength: 2 } } },
    'a/b~c #': { type: 'integer' }
  }
}

async function buildServer (options: ErrorRepliesOptions, routes?: (fastify: FastifyInstance) => void) {
  const fastify = Fastify({ ajv: { customOptions: { allErrors: true } } })
  await fastify.register(errorsPlugin, options)
  routes?.(fastify)
  fastify.get('/conflict', (_request, reply) => reply.conflict('meta.updated', '2015-11-21T12:34:45Z', '2015-11-21T12:45:56Z'))
  fastify.get('/broken', async () => { throw new Error('password of db is hunter2') })
  fastify.get('/foreign', async () => { throw Object.assign(new Error('Taken.'), { statusCode: 409 }) })
  fastify.post('/form', {
    schema: {
      body,
      querystring: { type: 'object', properties: { depth: { type: 'integer' } } },
      headers: { type: 'object', properties: { 'x-count': { type: 'integer' } } }
    }
  }, () => 'never')
  return fastify
}

const CONFLICT = 'Update conflict. Resolve the conflict and try again.'
const conflict: Record<FormatName, string> = {
  envelope: `{"type":["Error"],"error":{"code":"CONFLICT","message":"${CONFLICT}","detail":{"conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}},"debug":{}}`,
  problem: `{"title":"Conflict","status":409,"detail":"${CONFLICT}","code":"CONFLICT","conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}`,
  fields: `{"message":"${CONFLICT}","errors":{"meta.updated":["${CONFLICT}"]}}`,
  description: `{"message":"409: Conflict","description":"${CONFLICT}"}`,
  oauth2: `{"error":"invalid_request","error_description":"${CONFLICT}"}`,
  fastify: `{"statusCode":409,"error":"Conflict","message":"${CONFLICT}"}`,
  'json-rpc': `{"jsonrpc":"2.0","error":{"code":-32000,"message":"${CONFLICT}","data":{"statusCode":409,"code":"CONFLICT","detail":{"conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}}},"id":null}`,
  'problem-xml': `<?xml version="1.0" encoding="UTF-8"?>\n<problem xmlns="urn:ietf:rfc:7807"><title>Conflict</title><status>409</status><detail>${CONFLICT}</detail><code>CONFLICT</code><conflictField>meta.updated</conflictField><originalValue>2015-11-21T12:34:45Z</originalValue><newValue>2015-11-21T12:45:56Z</newValue></problem>`
}

t.test('formats', async t => {
  for (const format of names) {
    const { mediaType, schema, read = JSON.parse } = formats[format]
    const validate = ajv.compile(schema)

    t.test(`${format} sends every row of the catalogue in a body of its schema`, async t => {
      const fastify = await buildServer({ format, negotiate: [] }, (fastify) => {
        for (const row of catalog) {
          fastify.get(`/row/${row.name}`, (_request, reply) => reply[row.name as 'conflict']())
          fastify.get(`/row/${row.name}/init`, async () => {
            throw errors[row.name as 'conflict']('A "message".', { detail: { a: 1, type: 'x', status: 'y' }, extensions: { title: 'z', b: 2 } })
          })
        }
      })
      for (const row of catalog) {
        for (const url of [`/row/${row.name}`, `/row/${row.name}/init`]) {
          const response = await fastify.inject(url)
          t.equal(response.statusCode, row.statusCode, url)
          t.equal(response.headers['content-type'], mediaType.includes('+') ? mediaType : `${mediaType}; charset=utf-8`, url)
          t.equal(response.headers['cache-control'], 'no-store', url)
          const parsed = read(response.body)
          t.ok(validate(parsed), `${url} ${ajv.errorsText(validate.errors)}`)
          const { status, statusCode } = parsed.error?.data ?? parsed
          if (status !== undefined) t.equal(status, row.statusCode, url)
          if (statusCode !== undefined) t.equal(statusCode, row.statusCode, url)
        }
      }
    })

    t.test(`${format} sends a conflict to the byte`, async t => {
      const fastify = await buildServer({ format, negotiate: [] })
      t.equal((await fastify.inject('/conflict')).body, conflict[format])
    })
  }
})

const post = (payload: object, more: InjectOptions = {}): InjectOptions => ({ method: 'POST', url: '/form', payload, ...more })

t.test('problem', async t => {
  const fastify = await buildServer({ format: 'problem' })

  t.test('describes a missing string in the sentence of the convention', async t => {
    const response = await fastify.inject(post({}))
    t.equal(response.body, JSON.stringify({
      title: 'Bad Request',
      status: 400,
      detail: 'Request failed validation',
      code: 'INVALID_BODY',
      errors: [{ title: 'invalid_type', detail: '`body.name` is `undefined`, but `string` is expected.', pointer: '#/name' }]
    }))
  })

  t.test('points into the body, names parameters and headers', async t => {
    const at = async (request: InjectOptions) => (await fastify.inject(request)).json().errors
    t.same(await at(post({ name: 'a', 'a/b~c #': 'x' })), [{ title: 'invalid_type', detail: '`body.a/b~c #` is `string`, but `integer` is expected.', pointer: '#/a~1b~0c%20%23' }])
    t.same(await at(post({ name: 'a' }, { url: '/form?depth=x' })), [{ title: 'invalid_type', detail: '`querystring.depth` is `string`, but `integer` is expected.', parameter: 'depth' }])
    t.same(await at(post({ name: 'a' }, { headers: { 'x-count': 'x' } })), [{ title: 'invalid_type', detail: '`headers.x-count` is `string`, but `integer` is expected.', header: 'x-count' }])
    t.same(await at(post([])), [{ title: 'invalid_type', detail: '`body` is `array`, but `object` is expected.', pointer: '#' }])
  })

  t.test('an extension overwrites no member of the format', async t => {
    const fastify = await buildServer({ format: 'problem' }, (fastify) => {
      fastify.get('/', (_request, reply) => reply.forbidden('No.', {
        detail: { status: 200, title: 'x', code: 'x', balance: 30 },
        extensions: { type: 'x', detail: 'x', instance: 'x', errors: 'x', balance: 40, accounts: ['/a'] }
      }))
    })
    t.equal((await fastify.inject('/')).body, '{"title":"Forbidden","status":403,"detail":"No.","code":"FORBIDDEN","balance":30,"accounts":["/a"]}')
  })

  t.test('status: false, type as base and instance as path', async t => {
    const fastify = await buildServer({ format: 'problem', problem: { status: false, type: 'https://example.com/errors/', instance: true } })
    const response = await fastify.inject({ method: 'POST', url: '/conflict?token=secret' })
    t.equal(response.body, '{"type":"https://example.com/errors/invalid-request-method","title":"Method Not Allowed","detail":"Invalid request method POST.","instance":"/conflict","code":"INVALID_REQUEST_METHOD","allowedMethods":["GET","HEAD"]}')
    t.equal((await fastify.inject('/nowhere?token=secret')).json().instance, '/nowhere')
  })

  t.test('type and instance as functions', async t => {
    const fastify = await buildServer({
      format: 'problem',
      problem: { type: ({ statusCode }) => statusCode === 409 ? '/errors/409' : undefined, instance: (request) => `urn:request:${request.id}` }
    })
    t.match((await fastify.inject('/conflict')).json(), { type: '/errors/409', instance: /^urn:request:req-/ })
    t.notOk('type' in (await fastify.inject('/nowhere')).json())
  })

  t.test('a function that throws does not cost the answer', async t => {
    const fastify = await buildServer({ format: 'problem', problem: { type: () => { throw new Error('type') } } })
    const response = await fastify.inject('/conflict')
    t.equal(response.statusCode, 409)
    t.equal(response.body, conflict.problem)
    t.equal(response.headers['content-type'], 'application/problem+json')
  })
})

t.test('fields', async t => {
  const fastify = await buildServer({ format: 'fields', negotiate: [] })

  t.test('keeps fields of the same last name apart, with 422', async t => {
    const response = await fastify.inject(post({ name: 'a', user: { name: 'x' }, owner: { name: 'x' } }))
    t.equal(response.statusCode, 422)
    t.equal(response.body, JSON.stringify({
      message: 'Invalid body content.',
      errors: { 'user.name': ['must NOT have fewer than 2 characters'], 'owner.name': ['must NOT have fewer than 2 characters'] }
    }))
  })

  t.test('puts several messages under one field and those of the whole under base', async t => {
    const fastify = await buildServer({ format: 'fields' }, (fastify) => {
      fastify.get('/', (_request, reply) => reply.unprocessableEntity(JSON.parse('{"name":["a","b"],"base":["c"],"x.__proto__":["d"]}')))
      fastify.get('/path', (_request, reply) => reply.invalidBody('data.meta'))
    })
    t.same((await fastify.inject('/')).json().errors, { name: ['a', 'b'], base: ['c'], 'x.__proto__': ['d'] })
    t.same((await fastify.inject('/path')).json(), { message: 'Invalid body content.', errors: { 'data.meta': ['is invalid'] } })
  })

  t.test('validation.statusCode overrides 422', async t => {
    const fastify = await buildServer({ format: 'fields', validation: { statusCode: 400 } })
    t.equal((await fastify.inject(post({}))).statusCode, 400)
  })

  t.test('has no errors where no field is at fault', async t => {
    t.equal((await fastify.inject('/broken')).body, '{"message":"An unknown error has occurred."}')
  })
})

t.test('description', async t => {
  const described = {
    400: 'The request is malformed, or something that it needs is missing.',
    401: 'The request carries no valid API key or access token.',
    403: 'The request is valid, but this caller may not do what it asks for.',
    404: 'The resource that was asked for does not exist.',
    405: 'This endpoint does not take the method of the request.',
    415: 'This endpoint does not take the media type of the request.',
    429: 'Too many requests came in too short a time. Wait before the next one.',
    500: 'Something went wrong on the server. If it keeps happening, report it.',
    502: 'A server that this one depends on gave an invalid answer.',
    503: 'The service is overloaded or down for maintenance. Try again later.',
    504: 'A server that this one depends on did not answer in time.'
  }
  const routes = (fastify: FastifyInstance) => {
    fastify.get('/:status', async (request) => { throw errors.fail(Number((request.params as { status: string }).status)) })
  }

  t.test('has its own text for each status of the convention', async t => {
    const fastify = await buildServer({ format: 'description', negotiate: [] }, routes)
    for (const [status, description] of Object.entries(described)) {
      t.strictSame((await fastify.inject(`/${status}`)).json(), { message: `${status}: ${STATUS_CODES[status]}`, description })
    }
    t.equal((await fastify.inject('/410')).json().description, errors.gone().message)
  })

  t.test('says what failed a validation', async t => {
    const fastify = await buildServer({ format: 'description' })
    t.same((await fastify.inject(post({}))).json(), {
      message: '400: Bad Request',
      description: 'Invalid body content. `body.name` is `undefined`, but `string` is expected.'
    })
  })

  t.test('message as status or phrase', async t => {
    const status = await buildServer({ format: 'description', description: { message: 'status' } })
    t.equal((await status.inject('/nowhere')).json().message, '404')
    const phrase = await buildServer({ format: 'description', description: { message: 'phrase' }, phrases: { 404: 'Nothing Here' } })
    t.equal((await phrase.inject('/nowhere')).json().message, 'Nothing Here')
  })
})

t.test('oauth2', async t => {
  t.test('sends other errors in its terms, with status and headers kept', async t => {
    const fastify = await buildServer({ format: 'oauth2', negotiate: [] }, (fastify) => {
      fastify.get('/:status', async (request) => { throw errors.fail(Number((request.params as { status: string }).status)) })
      fastify.get('/busy', (_request, reply) => reply.tooManyRequests(5))
    })
    const codes: [number, string][] = [
      [400, 'invalid_request'], [401, 'invalid_client'], [403, 'access_denied'], [404, 'invalid_request'],
      [429, 'temporarily_unavailable'], [500, 'server_error'], [502, 'server_error'], [503, 'temporarily_unavailable']
    ]
    for (const [status, error] of codes) {
      const response = await fastify.inject(`/${status}`)
      t.equal(response.statusCode, status)
      t.equal(response.json().error, error)
      t.equal(response.headers['pragma'], 'no-cache')
      t.equal(response.headers['www-authenticate'], status === 401 ? 'Bearer realm="api"' : undefined)
    }
    t.equal((await fastify.inject('/busy')).headers['retry-after'], '5')
    t.same((await fastify.inject(post({}))).json(), {
      error: 'invalid_request',
      error_description: 'Invalid body content. body.name is undefined, but string is expected.'
    })
  })
})

t.test('fastify', async t => {
  // The same routes on a server without the plugin are the reference
  const routes = (fastify: FastifyInstance) => {
    fastify.get('/error', async () => { throw new Error('inner') })
    fastify.get('/status', async () => { throw Object.assign(new Error('Not yours.'), { statusCode: 403 }) })
    fastify.get('/code', async () => { throw Object.assign(new Error('Not yours.'), { statusCode: 403, code: 'NOT_YOURS' }) })
    fastify.get('/large', async () => { throw Object.assign(new Error(''), { statusCode: 413 }) })
    fastify.post('/documents', { schema: { body } }, () => 'never')
  }
  const requests: InjectOptions[] = [
    { url: '/error' }, { url: '/status' }, { url: '/code' }, { method: 'POST', url: '/documents', payload: {} },
    { method: 'POST', url: '/documents', payload: { user: { name: 'x' } } },
    { method: 'POST', url: '/documents', payload: '{', headers: { 'content-type': 'application/json' } },
    { method: 'POST', url: '/documents', payload: 'x', headers: { 'content-type': 'text/csv' } }
  ]

  t.test('sends the same as Fastify with expose: all', async t => {
    const plain = Fastify({ ajv: { customOptions: { allErrors: true } } })
    routes(plain)
    const fastify = Fastify({ ajv: { customOptions: { allErrors: true } } })
    await fastify.register(errorsPlugin, { format: 'fastify', expose: 'all' })
    routes(fastify)
    for (const request of requests) {
      const [expected, actual] = [await plain.inject(request), await fastify.inject(request)]
      t.equal(actual.body, expected.body, String(request.url))
      t.equal(actual.statusCode, expected.statusCode)
      t.equal(actual.headers['content-type'], expected.headers['content-type'])
    }
  })

  t.test('says of an unknown path what Fastify says with expose: all', async t => {
    const plain = Fastify()
    const fastify = await buildServer({ format: 'fastify', expose: 'all', negotiate: [] })
    const [expected, actual] = [await plain.inject('/nowhere?a=b'), await fastify.inject('/nowhere?a=b')]
    t.same(actual.json(), expected.json())
  })

  t.test('has the phrases and default messages of Node', async t => {
    const fastify = await buildServer({ format: 'fastify' }, routes)
    t.equal((await fastify.inject('/large')).body, JSON.stringify({ statusCode: 413, error: STATUS_CODES[413], message: STATUS_CODES[413] }))
    t.equal((await fastify.inject('/error')).body, '{"statusCode":500,"error":"Internal Server Error","message":"Internal Server Error"}')
    const phrases = await buildServer({ format: 'fastify', phrases: { 500: 'Oh No' } })
    t.equal((await phrases.inject('/broken')).json().error, 'Oh No')
  })
})

t.test('options of every format', async t => {
  for (const format of names) {
    t.test(`${format} has a place for the request id, the trace and for debugging`, async t => {
      const fastify = await buildServer({ format, negotiate: [], requestId: true, traceId: () => 'trace', debug: true })
      const response = await fastify.inject('/conflict')
      const parsed = (formats[format].read ?? JSON.parse)(response.body)
      const members = parsed.error?.data ?? parsed
      const id = members.requestId ?? members.request_id ?? members.debug.requestId
      t.match(id, /^req-/)
      t.equal(response.headers['x-request-id'], id)
      t.equal(members.traceId ?? members.trace_id ?? members.debug.traceId, 'trace')
      t.equal(members.debug.name, 'ErrorReply')
      t.ok(ajv.validate(formats[format].schema, parsed), ajv.errorsText())
    })
  }

  const traced: Record<FormatName, string> = {
    envelope: conflict.envelope.replace('"debug":{}', '"debug":{"traceId":"0af7"}'),
    problem: conflict.problem.replace('"code":"CONFLICT"', '"code":"CONFLICT","traceId":"0af7"'),
    fields: conflict.fields.replace(/}$/, ',"traceId":"0af7"}'),
    description: conflict.description.replace(/}$/, ',"traceId":"0af7"}'),
    oauth2: conflict.oauth2.replace(/}$/, ',"trace_id":"0af7"}'),
    fastify: conflict.fastify.replace(/}$/, ',"traceId":"0af7"}'),
    'json-rpc': conflict['json-rpc'].replace('}},"id"', ',"traceId":"0af7"}},"id"'),
    'problem-xml': conflict['problem-xml'].replace('</code>', '</code><traceId>0af7</traceId>')
  }
  for (const format of names) {
    t.test(`${format} has the id of the trace, also before a route is found, and nothing without a trace`, async t => {
      const ids: unknown[] = ['0af7', undefined, '0'.repeat(32), '0af7']
      const options = { format, negotiate: [], traceId: ({ url }: { url: string }) => (url === '/%zz' ? '0af8' : ids.shift()) as string }
      const fastify = Fastify({ ...serverOptions(options) })
      await fastify.register(async (child) => {
        await child.register(errorsPlugin, options)
        child.get('/conflict', (_request, reply) => reply.conflict('meta.updated', '2015-11-21T12:34:45Z', '2015-11-21T12:45:56Z'))
      })
      const bodies = []
      while (ids.length > 0) bodies.push((await fastify.inject('/conflict')).body)
      t.strictSame(bodies, [traced[format], conflict[format], conflict[format], traced[format]])
      const { body } = await fastify.inject('/%zz')
      t.match(body, /[<"]trace(?:Id|_id)(?:":"|>)0af8/)
      t.ok(ajv.validate(formats[format].schema, (formats[format].read ?? JSON.parse)(body)), ajv.errorsText())
    })
  }

  t.test('an invalid traceId is left out, and reported once', async t => {
    const wrong = [
      '', 'x'.repeat(257), 7, null, {}, ['0af7'], Symbol('trace'), Object('0af7'), Promise.resolve('0af7'),
      { then: () => {} }, new Proxy({}, { get: () => { throw new Error('get') }, getPrototypeOf: () => { throw new Error('proto') } })
    ]
    const failures = [...wrong.map((value) => () => value), () => { throw new Error('trace') }, () => Promise.reject(new Error('later'))]
    for (const traceId of failures as (() => string)[]) {
      const lines: { level: number, msg: string }[] = []
      const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
      await fastify.register(errorsPlugin, { traceId })
      for (const url of ['/a', '/b']) t.equal((await fastify.inject(url)).body, '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}')
      t.match(lines, [{ level: 40, msg: /^fastify-error-replies: traceId option (?:failed|should return a string of 1 to 256 characters or undefined, its result is ignored|should be synchronous, its promise is ignored)$/ }])
      t.equal(lines.length, 1)
    }
    const deaf = Fastify({ logger: { level: 'warn', stream: { write () {} }, serializers: { err () { throw new Error('serializer') } } as never } })
    await deaf.register(errorsPlugin, { traceId: () => { throw new Error('trace') } })
    t.equal((await deaf.inject('/a')).body, '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}')
    const longest = await buildServer({ traceId: () => 'x'.repeat(256) })
    t.equal((await longest.inject('/nowhere')).json().debug.traceId, 'x'.repeat(256))
  })

  t.test('traceId is escaped, and no member of an error takes its name', async t => {
    const fastify = await buildServer({ format: 'problem', traceId: () => 'a"\u2028\ud800' }, (fastify) => {
      fastify.get('/', (_request, reply) => reply.forbidden('No.', { detail: { traceId: 'detail' }, extensions: { traceId: 'extension' } }))
    })
    t.equal((await fastify.inject('/')).json().traceId, 'a"\u2028\ud800')
  })

  t.test('a format of the application gets traceId as it gets the request id', async t => {
    const own = defineFormat({ name: 'own', contentType: 'text/plain', body: (_error, { requestId, traceId }) => [requestId, traceId], serialize: String })
    const fastify = await buildServer({ format: own, requestId: true, traceId: () => '0af7' })
    t.match((await fastify.inject('/nowhere')).body, /^req-\w+,0af7$/)
    const without = await buildServer({ format: own })
    t.equal((await without.inject('/nowhere')).body, ',')
  })

  t.test('an X-Request-Id of the application stays', async t => {
    const fastify = await buildServer({ requestId: true }, (fastify) => {
      fastify.addHook('onRequest', async (_request, reply) => { reply.header('x-request-id', 'mine') })
    })
    t.equal((await fastify.inject('/conflict')).headers['x-request-id'], 'mine')
  })

  t.test('phrases replace titles', async t => {
    const fastify = await buildServer({ format: 'problem', phrases: { 413: 'Payload Too Large' } }, (fastify) => {
      fastify.get('/', (_request, reply) => reply.contentTooLarge())
    })
    t.equal((await fastify.inject('/')).json().title, 'Payload Too Large')
  })

  t.test('messages localise, with the error and the request', async t => {
    const fastify = await buildServer({
      messages: ({ code, message }, request) => code === 'NOT_FOUND' ? `Hier ist nichts: ${request.method}` : code === 'CONFLICT' ? '' : message
    })
    t.equal((await fastify.inject('/nowhere')).json().error.message, 'Hier ist nichts: GET')
    t.equal((await fastify.inject('/conflict')).body, conflict.envelope)
    t.equal((await fastify.inject('/broken')).json().error.message, 'An unknown error has occurred.')
    const throwing = await buildServer({ messages: () => { throw new Error('messages') } })
    t.equal((await throwing.inject('/conflict')).body, conflict.envelope)
  })

  t.test('redact hides conflict values and members of the detail', async t => {
    const fastify = await buildServer({ redact: ['meta', 'user.email', 'keys.1', 'secret'] }, (fastify) => {
      fastify.get('/', (_request, reply) => reply.forbidden('No.', {
        detail: { user: { email: 'a@b', name: 'n' }, keys: ['k0', 'k1'], userx: 1 }, extensions: { secret: { deep: 1 } }
      }))
      fastify.get('/list', (_request, reply) => reply.forbidden('No.', {
        detail: {
          user: [{ email: 'a@b', name: 'n' }, { email: 'c@d' }, 'text', null, [{ email: 'e@f' }]],
          'user.email': 'g@h',
          keys: [[1, 2], { 1: 'own' }]
        }
      }))
      fastify.get('/null', (_request, reply) => reply.notFound('None.', { detail: { user: null, meta: undefined } }))
      fastify.get('/other', (_request, reply) => reply.conflict('metadata', 1, 2))
      fastify.get('/text', (_request, reply) => reply.forbidden('No.', { detail: { user: 'n', keys: ['k0'] } }))
      fastify.get('/extension', (_request, reply) => reply.forbidden('No.', { extensions: { user: { email: 'a@b' } } }))
    })
    t.same((await fastify.inject('/text')).json().error.detail, { user: 'n', keys: ['k0'] })
    t.same((await fastify.inject('/list')).json().error.detail, {
      user: [{ email: '[redacted]', name: 'n' }, { email: '[redacted]' }, 'text', null, [{ email: '[redacted]' }]],
      'user.email': '[redacted]',
      keys: [[1, '[redacted]'], '[redacted]']
    })
    const { statusCode, body } = await fastify.inject('/null')
    t.equal(statusCode, 404)
    t.same(JSON.parse(body).error.detail, { user: null, meta: '[redacted]' })
    t.same((await fastify.inject('/extension')).json().error.detail, { user: { email: '[redacted]' } })
    t.equal((await fastify.inject('/nowhere')).json().error.detail, undefined)
    t.same((await fastify.inject('/conflict')).json().error.detail, { conflictField: 'meta.updated', originalValue: '[redacted]', newValue: '[redacted]' })
    t.same((await fastify.inject('/')).json().error.detail, { user: { email: '[redacted]', name: 'n' }, keys: ['k0', '[redacted]'], userx: 1, secret: '[redacted]' })
    t.same((await fastify.inject('/other')).json().error.detail, { conflictField: 'metadata', originalValue: 1, newValue: 2 })
  })
})
