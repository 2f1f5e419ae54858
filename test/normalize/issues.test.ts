import { Type, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import ajvErrors from 'ajv-errors'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import t from 'tap'
import { z } from 'zod'
import errorsPlugin, { errors, type ErrorRepliesOptions } from '../../lib/index.js'
import { skipOutsidePeerRange } from '../support/versions.js'

const schema = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 4, pattern: '^[a-z]*$' },
    count: { type: 'integer', minimum: 1, maximum: 9, multipleOf: 2 },
    above: { type: 'number', exclusiveMinimum: 1, exclusiveMaximum: 9 },
    color: { enum: ['red', 'green'] },
    kind: { const: 'secret-constant' },
    date: { type: 'string', format: 'date' },
    tags: { type: 'array', minItems: 1, maxItems: 2, uniqueItems: true },
    either: { anyOf: [{ type: 'string' }, { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } }] },
    one: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
    when: { type: 'object', if: { required: ['a'] }, then: { required: ['b'] } },
    nullable: { type: ['string', 'null'] },
    linked: { type: 'object', dependencies: { a: ['b'] } },
    named: { type: 'object', propertyNames: { pattern: '^[a-z]+$' } },
    items: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } } }
  }
}

async function buildServer (options: ErrorRepliesOptions = {}, serverOptions: FastifyServerOptions = {}) {
  const fastify = Fastify({ ajv: { customOptions: { allErrors: true, coerceTypes: false, removeAdditional: false, allowUnionTypes: true } }, ...serverOptions } as {})
  await fastify.register(errorsPlugin, { format: 'problem', ...options })
  return fastify
}

async function validate (fastify: FastifyInstance, payload: unknown) {
  const response = await fastify.inject({ method: 'POST', url: '/', payload: JSON.stringify(payload), headers: { 'content-type': 'application/json' } })
  return { response, errors: response.json().errors as { title: string, detail: string, pointer: string }[] }
}

// payload → kind, pointer, sentence of every issue
const failures: [object, [string, string, string][]][] = [
  [{}, [['invalid_type', '#/name', '`body.name` is `undefined`, but `string` is expected.']]],
  [{ name: 5 }, [['invalid_type', '#/name', '`body.name` is `number`, but `string` is expected.']]],
  [{ name: 'ab', nullable: 1 }, [['invalid_type', '#/nullable', '`body.nullable` is `number`, but `string | null` is expected.']]],
  [{ name: 'a' }, [['too_small', '#/name', '`body.name` must NOT have fewer than 2 characters.']]],
  [{ name: 'abcde' }, [['too_big', '#/name', '`body.name` must NOT have more than 4 characters.']]],
  [{ name: 'AB' }, [['invalid_string', '#/name', '`body.name` must match pattern "^[a-z]*$".']]],
  [{ name: 'ab', count: 0 }, [['too_small', '#/count', '`body.count` must be >= 1.']]],
  [{ name: 'ab', count: 10 }, [['too_big', '#/count', '`body.count` must be <= 9.']]],
  [{ name: 'ab', count: 3 }, [['not_multiple_of', '#/count', '`body.count` must be multiple of 2.']]],
  [{ name: 'ab', above: 1 }, [['too_small', '#/above', '`body.above` must be > 1.']]],
  [{ name: 'ab', above: 9 }, [['too_big', '#/above', '`body.above` must be < 9.']]],
  [{ name: 'ab', color: 'hunter2' }, [['invalid_enum_value', '#/color', '`body.color` must be equal to one of the allowed values.']]],
  [{ name: 'ab', kind: 'hunter2' }, [['invalid_literal', '#/kind', '`body.kind` must be equal to constant.']]],
  [{ name: 'ab', date: 'hunter2' }, [['invalid_string', '#/date', '`body.date` must match format "date".']]],
  [{ name: 'ab', tags: [] }, [['too_small', '#/tags', '`body.tags` must NOT have fewer than 1 items.']]],
  [{ name: 'ab', tags: [1, 1] }, [['custom', '#/tags', '`body.tags` must NOT have duplicate items (items ## 0 and 1 are identical).']]],
  [{ name: 'ab', nope: 'hunter2' }, [['unrecognized_keys', '#/nope', '`body.nope` must NOT have additional properties.']]],
  [{ name: 'ab', either: { a: 'x' } }, [['invalid_union', '#/either', '`body.either` must match a schema in anyOf.']]],
  [{ name: 'ab', one: true }, [['invalid_union', '#/one', '`body.one` must match exactly one schema in oneOf.']]],
  [{ name: 'ab', when: { a: 1 } }, [['invalid_type', '#/when/b', '`body.when.b` is `undefined`, but a value is expected.'], ['invalid_union', '#/when', '`body.when` must match "then" schema.']]],
  [{ name: 'ab', linked: { a: 1 } }, [['custom', '#/linked/b', '`body.linked.b` must have property b when property a is present.']]],
  [{ name: 'ab', named: { A1: 1 } }, [['invalid_string', '#/named', '`body.named` must match pattern "^[a-z]+$".'], ['custom', '#/named/A1', '`body.named.A1` property name must be valid.']]],
  [{ name: 'ab', items: [{ id: 1 }, {}] }, [['invalid_type', '#/items/1/id', '`body.items.1.id` is `undefined`, but `integer` is expected.']]]
]

t.test('issues', async t => {
  const fastify = await buildServer()
  fastify.post('/', { schema: { body: schema } }, () => 'never')
  for (const [payload, expected] of failures) {
    t.test(`of ${JSON.stringify(payload)}`, async t => {
      const { response, errors } = await validate(fastify, payload)
      t.equal(response.statusCode, 400)
      t.same(errors.map(({ title, pointer, detail }) => [title, pointer, detail]), expected)
      t.notMatch(response.body, /hunter2|secret-constant/)
    })
  }

  t.test('first failure only, without allErrors', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { format: 'problem' })
    fastify.post('/', { schema: { body: schema } }, () => 'never')
    t.equal((await validate(fastify, { name: 5, count: 0 })).errors.length, 1)
  })

  t.test('with messages of ajv-errors', async t => {
    const fastify = Fastify({ ajv: { customOptions: { allErrors: true }, plugins: [ajvErrors.default as never] } })
    await fastify.register(errorsPlugin, { format: 'problem' })
    fastify.post('/', {
      schema: {
        body: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, count: { type: 'integer', minimum: 1, errorMessage: 'should be counted from one' } },
          errorMessage: { required: { name: 'needs a name' } }
        }
      }
    }, () => 'never')
    t.same((await validate(fastify, { count: 0 })).errors, [
      { title: 'too_small', detail: '`body.count` should be counted from one.', pointer: '#/count' },
      { title: 'invalid_type', detail: '`body.name` is `undefined`, but `string` is expected.', pointer: '#/name' }
    ])
    const fields = Fastify({ ajv: { customOptions: { allErrors: true }, plugins: [ajvErrors.default as never] } })
    await fields.register(errorsPlugin, { format: 'fields' })
    fields.post('/', { schema: { body: { type: 'object', required: ['name'], errorMessage: { required: { name: 'needs a name' } } } } }, () => 'never')
    t.same((await validate(fields, {})).response.json().errors, { name: ['needs a name'] })
  })

  t.test('of an $async schema', async t => {
    const fastify = await buildServer()
    fastify.post('/', { schema: { body: { $async: true, type: 'object', required: ['name'], properties: { name: { type: 'string' } } } } }, () => 'never')
    const { response, errors } = await validate(fastify, {})
    t.equal(response.statusCode, 400)
    t.same(errors, [{ title: 'invalid_type', detail: '`body.name` is `undefined`, but `string` is expected.', pointer: '#/name' }])
  })

  t.test('of zod', { skip: skipOutsidePeerRange('fastify-type-provider-zod') }, async t => {
    const fastify = await buildServer()
    fastify.setValidatorCompiler(validatorCompiler)
    fastify.setSerializerCompiler(serializerCompiler)
    fastify.post('/', { schema: { body: z.strictObject({ name: z.string(), count: z.number().min(1), color: z.enum(['red']), date: z.email() }) as never } }, () => 'never')
    const { response, errors } = await validate(fastify, { count: 0, color: 'hunter2', date: 'hunter2', nope: 1, more: 2 })
    t.equal(response.statusCode, 400)
    t.same(errors.map(({ title, pointer }) => [title, pointer]), [
      ['invalid_type', '#/name'], ['too_small', '#/count'], ['invalid_enum_value', '#/color'], ['invalid_string', '#/date'],
      ['unrecognized_keys', '#/nope'], ['unrecognized_keys', '#/more']
    ])
    t.equal(errors[0]?.detail, '`body.name` is `undefined`, but `string` is expected.')
    t.notMatch(response.body, /hunter2/)
    t.same((await validate(fastify, 5)).errors.map(({ title, pointer }) => [title, pointer]), [['invalid_type', '#']])
  })

  t.test('of the compiler of TypeBox', async t => {
    const fastify = await buildServer()
    fastify.setValidatorCompiler(TypeBoxValidatorCompiler as never)
    fastify.post('/', { schema: { body: Type.Object({ user: Type.Object({ name: Type.String() }) }) } }, () => 'never')
    const { response, errors } = await validate(fastify, { user: { name: 5 } })
    t.equal(response.statusCode, 400)
    t.same(errors, [{ title: 'invalid_type', detail: '`body.user.name` is `number`, but `string` is expected.', pointer: '#/user/name' }])
  })

  t.test('of a validator that lists properties', async t => {
    const fastify = await buildServer()
    fastify.setValidatorCompiler(() => () => ({
      error: [
        { keyword: 'required', instancePath: '/user', params: { requiredProperties: ['name', 'mail'] }, message: 'must have required properties' },
        { keyword: 'required', instancePath: '/owner', params: {}, message: 'must have required properties' }
      ]
    }) as never)
    fastify.post('/', { schema: { body: {} } }, () => 'never')
    t.same((await validate(fastify, {})).errors.map(({ pointer }) => pointer), ['#/user/name', '#/user/mail', '#/owner'])
  })

  t.test('of a validator that describes types in its own way', async t => {
    const fastify = await buildServer()
    const issue = (instancePath: string, type: unknown) => ({ keyword: 'type', instancePath, params: { type }, message: 'must be' })
    fastify.setValidatorCompiler(() => () => ({ error: [issue('/a', 'string,null'), issue('/b', [7]), issue('/c', 'integer'), issue('/d', 'integer')] }) as never)
    fastify.post('/', { schema: { body: {} } }, () => 'never')
    t.same((await validate(fastify, { a: 1, b: 2, c: null, d: [] })).errors.map(({ detail }) => detail), [
      '`body.a` is `number`, but `string | null` is expected.',
      '`body.b` is `number`, but a value is expected.',
      '`body.c` is `null`, but `integer` is expected.',
      '`body.d` is `array`, but `integer` is expected.'
    ])
  })

  t.test('of a validator that throws are not sent: it is a 500', async t => {
    const fastify = await buildServer({ format: 'envelope' })
    fastify.setValidatorCompiler(() => () => { throw new Error('hunter2') })
    fastify.post('/', { schema: { body: {} } }, () => 'never')
    const { response } = await validate(fastify, {})
    t.equal(response.statusCode, 500)
    t.equal(response.json().error.message, 'An unknown error has occurred.')
  })

  t.test('with the message of a schemaErrorFormatter: of the server, of a context, of a route', async t => {
    const texts = { envelope: 'error.message', problem: 'detail', fields: 'message', description: 'description', oauth2: 'error_description', fastify: 'message' }
    const schemaErrorFormatter = () => new Error('Needs a name.')
    for (const [format, member] of Object.entries(texts)) {
      const fastify = await buildServer({ format: format as 'envelope' }, { schemaErrorFormatter })
      fastify.post('/', { schema: { body: schema } }, () => 'never')
      const { response } = await validate(fastify, {})
      t.equal(member.split('.').reduce((value, name) => (value as Record<string, unknown>)[name], response.json() as unknown), 'Needs a name.', format)
    }
    const fastify = await buildServer()
    fastify.register(async (child) => {
      child.setSchemaErrorFormatter(() => new Error('Of the context.'))
      child.post('/', { schema: { body: schema } }, () => 'never')
      child.post('/route', { schema: { body: schema }, schemaErrorFormatter: () => new Error('Of the route.') }, () => 'never')
    })
    t.equal((await validate(fastify, {})).response.json().detail, 'Of the context.')
    const response = await fastify.inject({ method: 'POST', url: '/route', payload: {} })
    t.equal(response.json().detail, 'Of the route.')
    t.same(response.json().errors.map(({ pointer }: { pointer: string }) => pointer), ['#/name'])
  })

  t.test('with an ErrorReply of a schemaErrorFormatter, which is sent as it is', async t => {
    const fastify = await buildServer({ format: 'envelope' }, { schemaErrorFormatter: (failures, where) => errors.conflict(where, 1, failures.length) })
    fastify.post('/', { schema: { body: schema } }, () => 'never')
    const { response } = await validate(fastify, {})
    t.equal(response.statusCode, 409)
    t.strictSame(response.json().error.detail, { conflictField: 'body', originalValue: 1, newValue: 1 })
  })

  t.test('with another status of a schemaErrorFormatter: its message is that of any foreign error', async t => {
    const ask = async (statusCode: number, options: ErrorRepliesOptions = {}) => {
      const fastify = await buildServer({ format: 'envelope', ...options }, { schemaErrorFormatter: () => Object.assign(new Error('hunter2'), { statusCode }) })
      fastify.post('/', { schema: { body: schema } }, () => 'never')
      const { response } = await validate(fastify, {})
      return [response.statusCode, response.json().error.message]
    }
    t.same(await ask(422), [422, 'hunter2'])
    t.same(await ask(422, { expose: 'deliberate' }), [422, 'Invalid body content.'])
    t.same(await ask(400, { expose: 'deliberate' }), [400, 'hunter2'])
    t.same(await ask(500), [500, 'An unknown error has occurred.'])
  })

  t.test('with more of them than a message is compared with', async t => {
    const ask = async (schemaErrorFormatter?: () => Error) => {
      const fastify = await buildServer({ format: 'fastify' }, schemaErrorFormatter === undefined ? {} : { schemaErrorFormatter })
      fastify.setValidatorCompiler(() => () => ({ error: Array.from({ length: 300 }, (_, i) => ({ instancePath: `/p${i}`, message: 'x'.repeat(100) })) }) as never)
      fastify.post('/', { schema: { body: {} } }, () => 'never')
      return (await validate(fastify, {})).response.json().message
    }
    t.match(await ask(), /^body\/p0 x+, body\/p1 x/)
    t.equal(await ask(() => new Error('Too many.')), 'Too many.')
  })

  t.test('of which 10,000 are read, where they are the same issue', async t => {
    const fastify = await buildServer()
    let reads = 0
    const failure = { get keyword () { reads++; return 'type' }, instancePath: '/a', message: 'must be number', schemaPath: '#/a' }
    const union = { keyword: 'anyOf', instancePath: '/b', message: 'must match', schemaPath: '#/b' }
    fastify.setValidatorCompiler(() => () => ({ error: [...Array.from({ length: 30_000 }, () => failure), union] }) as never)
    fastify.post('/', { schema: { body: {} } }, () => 'never')
    const { errors } = await validate(fastify, {})
    t.equal(errors.length, 1)
    t.ok(reads >= 20_000 && reads <= 40_000, `${reads} reads`)
  })

  t.test('of which each is sent once, those beside a union too', async t => {
    const fastify = await buildServer()
    const failures = ['first', 'second', 'second', 'third'].map((message) => ({ keyword: 'pattern', instancePath: '/a', message }))
    const union = { keyword: 'anyOf', instancePath: '/b', message: 'must match', schemaPath: '#/b' }
    fastify.setValidatorCompiler(() => () => ({ error: [union, ...failures] }) as never)
    fastify.post('/', { schema: { body: {} } }, () => 'never')
    const { errors } = await validate(fastify, {})
    t.same(errors.map(({ pointer }) => pointer), ['#/b', '#/a', '#/a', '#/a'])
  })

  t.test('with attachValidation', async t => {
    const fastify = await buildServer()
    fastify.post('/', { schema: { body: schema }, attachValidation: true }, async (request) => { throw request.validationError })
    t.same((await validate(fastify, {})).errors.map(({ pointer }) => pointer), ['#/name'])
  })

  t.test('whose members throw or are invalid', async t => {
    const fastify = await buildServer()
    const hostile = new Proxy({}, { get: () => { throw new Error('hunter2') } })
    fastify.post('/', async () => {
      throw Object.assign(new Error('x'), { statusCode: 400, validation: [hostile, null, 5, { keyword: 7, instancePath: 8, message: 9, params: 10 }, { instancePath: '/a\u0000\ud800', message: '\u0007x\ud800' }], validationContext: 'body' })
    })
    const { errors, response } = await validate(fastify, {})
    t.equal(response.statusCode, 400)
    t.same(errors.at(-1), { title: 'custom', detail: '`body.a \ufffd`  x\ufffd.', pointer: '#/a%20%EF%BF%BD' })
    t.same(errors[0], { title: 'custom', detail: '`body` is invalid.', pointer: '#' })
  })

  t.test('whose names are cut within a character', async t => {
    const fastify = await buildServer()
    fastify.post('/', (_request, reply) => reply.unprocessableEntity({ [`${'x'.repeat(254)}\u{1f600}y`]: ['is odd'] }))
    const { errors, response } = await validate(fastify, {})
    t.equal(response.headers['content-type'], 'application/problem+json')
    t.equal(errors[0]?.pointer, `#/${'x'.repeat(254)}%EF%BF%BD%E2%80%A6`)
  })

  for (const format of ['envelope', 'problem', 'fields', 'description', 'oauth2', 'fastify'] as const) {
    t.test(`5,000 of them stay below 64 kB in ${format}`, async t => {
      const fastify = await buildServer({ format, validation: { maxIssues: 1000 } }, { bodyLimit: 1 << 22 })
      const long = 'p'.repeat(300)
      fastify.post('/', { schema: { body: { type: 'object', additionalProperties: { type: 'integer' } } } }, () => 'never')
      const { response } = await validate(fastify, Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${long}"\u0000${i}`, 'x'])))
      t.match(String(response.statusCode), /^4(?:00|22)$/)
      t.ok(response.rawPayload.length < 65_536, String(response.rawPayload.length))
      const short = await validate(fastify, Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`p${i}`, 'x'])))
      t.ok(short.response.rawPayload.length < 65_536, String(short.response.rawPayload.length))
    })
  }

  t.test('of a schema that is false are kept, where the validator does not say which', async t => {
    const fastify = await buildServer()
    const error = [{ instancePath: '/a', keyword: 'boolean', params: {}, message: 'boolean schema is false' }]
    fastify.post('/', { schema: { body: {} }, validatorCompiler: () => () => ({ error: error as unknown as Error }) }, () => 'never')
    t.match((await validate(fastify, { a: 1 })).errors, [{ pointer: '#/a' }])
  })

  t.test('are 50 unless maxIssues says otherwise', async t => {
    const fastify = await buildServer()
    fastify.post('/', { schema: { body: { type: 'object', additionalProperties: { type: 'integer' } } } }, () => 'never')
    t.equal((await validate(fastify, Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`p${i}`, 'x'])))).errors.length, 50)
  })
})
