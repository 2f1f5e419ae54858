import { Type as OldType, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import { type } from 'arktype'
import Fastify, { type FastifyInstance } from 'fastify'
import { validatorCompiler as zodCompiler } from 'fastify-type-provider-zod'
import Joi from 'joi'
import t, { type Test } from 'tap'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import * as v from 'valibot'
import * as yup from 'yup'
import { z } from 'zod'
import { z as z3 } from 'zod3'
import errorsPlugin, { type ErrorRepliesOptions } from '../../lib/index.js'
import { skipOutsidePeerRange } from '../support/versions.js'

// Every value and every unknown name is one of these, so that one search finds what leaks
const SECRET = 'hunter2'
const body = { age: SECRET, color: SECRET, date: SECRET, 'a.b/c': [1, SECRET], short: 'h2', fixed: SECRET, either: SECRET, step: 7, extra: 1 }

type Compiler = (schema: any, httpPart?: string) => (data: unknown) => unknown
interface Case { schema: unknown, compile: Compiler, issues: [path: string, kind: string, message: string][], skip?: boolean | string | undefined }

// What Fastify's documentation does with Joi and Yup, and any Standard Schema as its authors document it
const joi: Compiler = (schema) => (data) => schema.validate(data, { abortEarly: false })
const yupCompiler: Compiler = (schema) => (data) => {
  try {
    return { value: schema.validateSync(data, { strict: true, abortEarly: false }) }
  } catch (error) {
    return { error }
  }
}
const standard: Compiler = (schema) => (data) => {
  const result = schema['~standard'].validate(data)
  return result.issues ? { error: result.issues } : result
}

const zodFields = (zod: any) => ({
  name: zod.string(),
  age: zod.number(),
  color: zod.enum(['red', 'blue']),
  'a.b/c': zod.array(zod.number()),
  short: zod.string().min(3),
  fixed: zod.literal('permitted'),
  either: zod.union([zod.number(), zod.boolean()]),
  step: zod.number().multipleOf(2)
})
const valibotSchema = v.strictObject({
  name: v.string(),
  age: v.number(),
  color: v.picklist(['red', 'blue']),
  date: v.pipe(v.string(), v.isoDate()),
  'a.b/c': v.array(v.number()),
  short: v.pipe(v.string(), v.minLength(3)),
  fixed: v.literal('permitted'),
  either: v.union([v.number(), v.boolean()]),
  step: v.pipe(v.number(), v.multipleOf(2))
})
const arktypeSchema = type({
  '+': 'reject',
  name: 'string',
  age: 'number',
  color: "'red' | 'blue'",
  date: 'string.date.iso',
  'a.b/c': 'number[]',
  short: 'string >= 3',
  fixed: "'permitted'",
  either: 'number | boolean',
  step: 'number % 2'
})
const valibotIssues: Case['issues'] = [
  ['name', 'invalid_type', 'is required'],
  ['age', 'invalid_type', 'must be number'],
  ['color', 'invalid_enum_value', 'must be one of the allowed values'],
  ['date', 'invalid_string', 'is not in the expected form'],
  ['a.b/c.1', 'invalid_type', 'must be number'],
  ['short', 'too_small', 'is too small'],
  ['fixed', 'invalid_literal', 'must be the allowed value'],
  ['either', 'invalid_union', 'has none of the allowed forms'],
  ['step', 'not_multiple_of', 'is not a multiple of the allowed step'],
  ['extra', 'unrecognized_keys', 'is not a known property']
]
const zodIssues = (missing: string, texts: Record<'age' | 'item' | 'short' | 'step', string>): Case['issues'] => [
  ['name', 'invalid_type', missing],
  ['age', 'invalid_type', texts.age],
  ['color', 'invalid_enum_value', 'must be one of the allowed values'],
  ['a.b/c.1', 'invalid_type', texts.item],
  ['short', 'too_small', texts.short],
  ['fixed', 'invalid_literal', 'must be the allowed value'],
  ['either', 'invalid_union', 'Invalid input'],
  ['step', 'not_multiple_of', texts.step],
  ['date', 'unrecognized_keys', 'is not a known property'],
  ['extra', 'unrecognized_keys', 'is not a known property']
]
const zod4 = zodIssues('Invalid input: expected string, received undefined', {
  age: 'Invalid input: expected number, received string',
  item: 'Invalid input: expected number, received string',
  short: 'Too small: expected string to have >=3 characters',
  step: 'Invalid number: must be a multiple of 2'
})

const cases: Record<string, Case> = {
  Joi: {
    schema: Joi.object({
      name: Joi.string().required(),
      age: Joi.number(),
      color: Joi.valid('red'),
      date: Joi.string().isoDate(),
      'a.b/c': Joi.array().items(Joi.number()),
      short: Joi.string().min(3),
      fixed: Joi.string().pattern(/^permitted$/),
      either: Joi.alternatives(Joi.number(), Joi.boolean()),
      step: Joi.number().multiple(2)
    }),
    compile: joi,
    issues: [
      ['name', 'invalid_type', '"name" is required'],
      ['age', 'invalid_type', '"age" must be a number'],
      ['color', 'invalid_enum_value', '"color" must be [red]'],
      ['date', 'invalid_string', '"date" must be in iso format'],
      ['a.b/c.1', 'invalid_type', '"a.b/c[1]" must be a number'],
      ['short', 'too_small', '"short" length must be at least 3 characters long'],
      ['fixed', 'invalid_string', 'is not in the expected form'], // Joi's message quotes the value
      ['either', 'invalid_union', '"either" must be one of [number, boolean]'],
      ['step', 'not_multiple_of', '"step" must be a multiple of 2'],
      ['extra', 'unrecognized_keys', '"extra" is not allowed']
    ]
  },
  Yup: {
    schema: yup.object({
      name: yup.string().required(),
      age: yup.number(),
      color: yup.string().oneOf(['red']),
      date: yup.string().datetime({ message: 'should be a moment' }),
      'a.b/c': yup.array().of(yup.number()),
      short: yup.string().min(3),
      fixed: yup.string().matches(/^permitted$/),
      either: yup.mixed(),
      step: yup.number().max(5)
    }).noUnknown(),
    compile: yupCompiler,
    issues: [
      ['name', 'invalid_type', 'name is a required field'],
      ['age', 'invalid_type', 'must be number'],
      ['color', 'invalid_enum_value', 'color must be one of the following values: red'],
      ['date', 'invalid_string', 'should be a moment'],
      ['a.b/c.1', 'invalid_type', 'must be number'],
      ['short', 'too_small', 'short must be at least 3 characters'],
      ['fixed', 'invalid_string', 'fixed must match the following: "/^permitted$/"'],
      ['step', 'too_big', 'step must be less than or equal to 5'],
      ['', 'unrecognized_keys', 'this field has unspecified keys: extra']
    ]
  },
  'Yup with one failure': {
    schema: yup.object({ extra: yup.number().min(3) }),
    compile: (schema) => (data) => {
      try {
        return { value: schema.validateSync(data) }
      } catch (error) {
        return { error }
      }
    },
    issues: [['extra', 'too_small', 'extra must be greater than or equal to 3']]
  },
  valibot: { schema: valibotSchema, compile: standard, issues: valibotIssues },
  'valibot with its own error': {
    schema: valibotSchema,
    compile: (schema) => (data) => {
      try {
        return { value: v.parse(schema, data) }
      } catch (error) {
        return { error }
      }
    },
    issues: valibotIssues
  },
  ArkType: {
    schema: arktypeSchema,
    compile: standard,
    issues: [
      ['a.b/c.1', 'invalid_type', 'must be number'],
      ['age', 'invalid_type', 'must be number'],
      ['color', 'invalid_union', 'has none of the allowed forms'],
      ['date', 'invalid_string', 'is not in the expected form'],
      ['either', 'custom', 'is invalid'],
      ['fixed', 'invalid_literal', 'must be the allowed value'],
      ['name', 'invalid_type', 'is required'],
      ['short', 'too_small', 'is too small'],
      ['step', 'not_multiple_of', 'is not a multiple of the allowed step'],
      ['extra', 'unrecognized_keys', 'is not a known property']
    ]
  },
  'zod 4': { schema: z.strictObject(zodFields(z)), compile: standard, issues: zod4 },
  'zod 4 with its own error': { schema: z.strictObject(zodFields(z)), compile: (schema) => (data) => schema.safeParse(data), issues: zod4 },
  'zod 4 with fastify-type-provider-zod': {
    schema: z.strictObject(zodFields(z)),
    compile: (schema) => zodCompiler({ schema, method: 'POST', url: '/' }),
    // It does not escape names, and has one code for an enum and a literal
    issues: zod4.map(([path, kind, message]) => [path.replace('/', '.'), path === 'fixed' ? 'invalid_enum_value' : kind, path === 'fixed' ? 'must be one of the allowed values' : message]),
    skip: skipOutsidePeerRange('fastify-type-provider-zod')
  },
  'zod 3': {
    schema: z3.object(zodFields(z3)).strict(),
    compile: (schema) => (data) => schema.safeParse(data),
    issues: zodIssues('Required', {
      age: 'Expected number, received string',
      item: 'Expected number, received string',
      short: 'String must contain at least 3 character(s)',
      step: 'Number must be a multiple of 2'
    })
  },
  'typebox 1.x': {
    schema: Type.Object({
      name: Type.String(),
      age: Type.Number(),
      color: Type.Enum(['red']),
      date: Type.String(),
      'a.b/c': Type.Array(Type.Number()),
      short: Type.String({ minLength: 3 }),
      fixed: Type.Literal('permitted'),
      either: Type.Union([Type.Number(), Type.Boolean()]),
      step: Type.Number({ multipleOf: 2 })
    }, { additionalProperties: false }),
    compile: (schema) => (data) => ({ error: Compile(schema).Errors(data) }),
    issues: [
      ['name', 'invalid_type', 'must have required properties name'],
      ['extra', 'unrecognized_keys', 'must not have additional properties'],
      ['age', 'invalid_type', 'must be number'],
      ['color', 'invalid_enum_value', 'must be equal to one of the allowed values'],
      ['a.b/c.1', 'invalid_type', 'must be number'],
      ['short', 'too_small', 'must not have fewer than 3 characters'],
      ['fixed', 'invalid_literal', 'must be equal to constant'] // it stops at eight
    ]
  },
  '@sinclair/typebox with @fastify/type-provider-typebox': {
    schema: OldType.Object({
      name: OldType.String(),
      age: OldType.Number(),
      color: OldType.Literal('red'),
      date: OldType.String({ pattern: '^[0-9]' }),
      'a.b/c': OldType.Array(OldType.Number()),
      short: OldType.String({ minLength: 3 }),
      fixed: OldType.Literal('permitted'),
      either: OldType.Union([OldType.Number(), OldType.Boolean()]),
      step: OldType.Number({ maximum: 5, multipleOf: 2 })
    }, { additionalProperties: false }),
    compile: (schema) => TypeBoxValidatorCompiler({ schema, method: 'POST', url: '/', httpPart: 'body' }),
    issues: [
      ['name', 'invalid_type', 'Expected required property'],
      ['extra', 'unrecognized_keys', 'Unexpected property'],
      ['age', 'invalid_type', 'Expected number'],
      ['color', 'invalid_literal', 'must be the allowed value'],
      ['date', 'invalid_string', "Expected string to match '^[0-9]'"],
      ['a.b/c.1', 'invalid_type', 'Expected number'],
      ['short', 'too_small', 'Expected string length greater or equal to 3'],
      ['fixed', 'invalid_literal', 'must be the allowed value'],
      ['either', 'invalid_union', 'Expected union value'],
      ['step', 'too_big', 'Expected number to be less or equal to 5'],
      ['step', 'not_multiple_of', 'Expected number to be a multiple of 2']
    ]
  }
}

async function buildServer (t: Test, options: ErrorRepliesOptions, { schema, compile }: Pick<Case, 'schema' | 'compile'>): Promise<FastifyInstance> {
  const fastify = Fastify()
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, options)
  fastify.setValidatorCompiler(({ schema, httpPart }) => compile(schema, httpPart) as never)
  fastify.post('/', { schema: { body: schema } }, () => 'never')
  return fastify
}

t.test('validators', async t => {
  for (const [name, { skip = false, issues, ...validator }] of Object.entries(cases)) {
    t.test(name, { skip }, async t => {
      for (const format of ['envelope', 'problem', 'fields', 'description', 'oauth2', 'fastify'] as const) {
        const fastify = await buildServer(t, { format }, validator)
        const response = await fastify.inject({ method: 'POST', url: '/', payload: body })
        t.equal(response.statusCode, format === 'fields' ? 422 : 400, format)
        t.notMatch(response.body, /hunter2|permitted"|"h2"/, format)
        if (format === 'envelope') {
          t.strictSame(response.json().error.detail, { path: issues[0]?.[0], issues: issues.map(([path, kind, message]) => ({ path, in: 'body', kind, message })) }, format)
        } else if (format === 'problem') {
          t.same(response.json().errors.map(({ title }: { title: string }) => title), issues.map(([, kind]) => kind), format)
        } else if (format === 'fields') {
          t.same(Object.keys(response.json().errors), [...new Set(issues.map(([path]) => path || 'base'))], format)
        }
      }
    })
  }

  t.test('of ArkType that is thrown has its issues', async t => {
    const fastify = await buildServer(t, {}, {
      schema: arktypeSchema,
      compile: (schema) => (data) => {
        try {
          return { value: schema.assert(data) }
        } catch (error) {
          return { error }
        }
      }
    })
    const response = await fastify.inject({ method: 'POST', url: '/', payload: body })
    t.equal(response.json().error.detail.issues.length, 10)
    t.notMatch(response.body, /hunter2/)
  })

  t.test('for querystring, params and headers list their issues too', async t => {
    const fastify = Fastify()
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } }
    fastify.get('/query', { schema: { querystring: schema } }, () => 'never')
    fastify.get('/params/:n', { schema: { params: schema } }, () => 'never')
    fastify.get('/headers', { schema: { headers: schema } }, () => 'never')
    const ask = async (url: string) => (await fastify.inject({ url, headers: { n: 'x' } })).json().error
    const issues = (where: string) => ({ issues: [{ path: 'n', in: where, kind: 'invalid_type', message: 'must be integer' }] })
    t.strictSame(await ask('/query?n=x'), { code: 'INVALID_PARAMETER_VALUE', message: 'Invalid parameter value for n.', detail: issues('querystring') })
    t.strictSame(await ask('/params/x'), { code: 'INVALID_PARAMETER_VALUE', message: 'Invalid parameter value for n.', detail: issues('params') })
    t.strictSame(await ask('/headers'), { code: 'INVALID_REQUEST', message: 'Invalid request.', detail: issues('headers') })
  })

  t.test('have the text of Fastify, Joi and Yup in the format fastify', async t => {
    for (const schema of [Joi.object({ name: Joi.string().required(), n: Joi.number() }), yup.object({ name: yup.string().required() })]) {
      const plain = Fastify()
      t.teardown(() => plain.close())
      const compile = schema instanceof yup.Schema ? yupCompiler : joi
      const url = schema instanceof yup.Schema ? '/yup' : '/joi'
      plain.post(url, { schema: { body: schema }, validatorCompiler: ({ schema }) => compile(schema) as never }, () => 'never')
      const fastify = await buildServer(t, { format: 'fastify' }, { schema, compile })
      const { code, ...expected } = (await plain.inject({ method: 'POST', url, payload: { n: 'x' } })).json()
      t.strictSame((await fastify.inject({ method: 'POST', url: '/', payload: { n: 'x' } })).json(), expected)
      t.equal(code, 'FST_ERR_VALIDATION')
      const same = await buildServer(t, { format: 'fastify', negotiate: [], expose: 'all' }, { schema, compile })
      t.equal((await same.inject({ method: 'POST', url: '/', payload: { n: 'x' } })).body, (await plain.inject({ method: 'POST', url, payload: { n: 'x' } })).body)
    }
  })

  t.test('that quote a short value are rebuilt, others keep their message', async t => {
    const compile: Compiler = () => () => ({
      error: [
        { path: ['short'], message: 'is not "h2"' },
        { path: ['short'], message: 'is h2o' },
        { path: [{ key: 'age' }], message: 'is hunter2' },
        { path: [Symbol('age'), Symbol.iterator], message: 'is odd' },
        { path: [{ key: 'step' }], message: 'is `7`' }
      ]
    })
    const fastify = await buildServer(t, {}, { schema: {}, compile })
    const { issues } = (await fastify.inject({ method: 'POST', url: '/', payload: body })).json().error.detail
    t.same(issues.map(({ path, message }: { path: string, message: string }) => [path, message]), [
      ['short', 'is invalid'], ['short', 'is h2o'], ['age', 'is invalid'], ['age.Symbol.iterator', 'is odd'], ['step', 'is invalid']
    ])
  })

  t.test('of zod repeat no value in the format fastify', async t => {
    const compile: Compiler = (schema) => (data) => ({ error: schema.safeParse(data, { reportInput: true }).error })
    for (const schema of [z.object({ name: z.number() }), z3.object({ name: z3.union([z3.literal('a'), z3.object({ n: z3.literal(1) })]) })]) {
      for (const name of ['hunter2', { n: 'hunter2' }]) {
        const response = await (await buildServer(t, { format: 'fastify' }, { schema, compile })).inject({ method: 'POST', url: '/', payload: { name } })
        t.match(response.json(), { statusCode: 400, message: /^body\/name / })
        t.notMatch(response.body, /hunter2/)
      }
    }
  })

  t.test('of ArkType about the whole body have an empty path', async t => {
    const fastify = await buildServer(t, {}, { schema: type('number'), compile: standard })
    const { detail } = (await fastify.inject({ method: 'POST', url: '/', payload: {} })).json().error
    t.strictSame(detail, { path: '', issues: [{ path: '', in: 'body', kind: 'invalid_type', message: 'must be number' }] })
  })

  t.test('that return a plain Error have its message, where a client may see it', async t => {
    const compile: Compiler = () => () => ({ error: new Error('Dates are in the wrong order') })
    const ask = async (options: ErrorRepliesOptions, error?: Error) => (await (await buildServer(t, options, { schema: {}, compile: error === undefined ? compile : () => () => ({ error }) })).inject({ method: 'POST', url: '/', payload: {} })).json()
    const issue = (message: string) => ({ path: '', issues: [{ path: '', in: 'body', kind: 'custom', message }] })
    t.strictSame((await ask({})).error.detail, issue('Dates are in the wrong order'))
    t.strictSame((await ask({ expose: 'deliberate' })).error.detail, issue('is invalid'))
    t.strictSame((await ask({}, Object.assign(new Error('x'), { expose: false }))).error.detail, issue('is invalid'))
    t.strictSame(await ask({ format: 'fastify' }), { statusCode: 400, error: 'Bad Request', message: 'Dates are in the wrong order' })
    t.strictSame(await ask({ format: 'fastify' }, Object.assign(new Error('x'), { expose: false })), { statusCode: 400, error: 'Bad Request', message: 'body is invalid' })
    t.strictSame(await ask({ format: 'fastify', expose: 'deliberate' }), { statusCode: 400, error: 'Bad Request', message: 'body is invalid' })
    t.strictSame((await ask({}, new Error(''))).error.detail, issue('is invalid'))
  })

  t.test('of many failures are cut', async t => {
    const failures = Array.from({ length: 3000 }, (_, i) => ({ path: [`p${i}`], message: 'x'.repeat(600), code: 'invalid_type' }))
    const fastify = await buildServer(t, { validation: { maxIssues: 1000 } }, { schema: {}, compile: () => () => ({ error: failures }) })
    const response = await fastify.inject({ method: 'POST', url: '/', payload: {} })
    t.ok(response.json().error.detail.issues.length < 50)
    t.ok(response.rawPayload.length < 65_536)
  })
})
