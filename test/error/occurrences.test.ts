import t from 'tap'
import { defineError, type DefineErrorOptions } from '../../lib/index.js'
import { kDefinition, kFailure, kInvalidArgument, kTranslatable } from '../../lib/error/symbols.js'

const fine = { statusCode: 400, title: 'A', message: 'A.' }

t.test('the init of an occurrence', async t => {
  const factory = defineError({ ...fine, code: 'A' }) as (init?: unknown) => Error & { [kInvalidArgument]?: string }

  t.test('may be left out, or have any of its members', async t => {
    for (const init of [undefined, null, {}, { message: 'B.', headers: { 'x-a': 'b' }, challenge: 'Basic', cause: 1 }]) t.equal(factory(init)[kInvalidArgument], undefined)
  })

  t.test('is described where it is wrong', async t => {
    t.equal(factory('x')[kInvalidArgument], "init should be an object, instead got 'x'")
    t.equal(factory([])[kInvalidArgument], "init should be an object, instead got '[object Array]'")
    t.equal(factory({ code: 'B' })[kInvalidArgument], "init has no member 'code', its members are message, headers, challenge, cause")
  })
})

t.test('the schema of a detail', async t => {
  const define = (detail: object) => defineError({ ...fine, code: 'A', detail })

  t.test('is one of an object, or a combination without a type', async t => {
    for (const detail of [{ type: 'object' }, { anyOf: [] }, { oneOf: [] }, { allOf: [] }, { $ref: '#/definitions/a' }]) t.equal(define(detail).code, 'A', JSON.stringify(detail))
  })

  t.test('is not one of anything else', async t => {
    for (const detail of [{}, { properties: {} }, { type: 'array', anyOf: [] }, { type: ['object', 'null'] }]) {
      t.throws(() => define(detail), { message: /its detail should be a schema of an object/ }, JSON.stringify(detail))
    }
  })
})

t.test('a detail', async t => {
  const open = defineError({ ...fine, code: 'OPEN', detail: { type: 'object', additionalProperties: true } })
  const make = (detail: object) => open(detail as never) as { detail?: Record<string, unknown> | undefined } & { [kInvalidArgument]?: string }

  t.test('has at most 32,768 characters of JSON', async t => {
    const text = (length: number) => 'x'.repeat(length - JSON.stringify({ a: '' }).length)
    t.strictSame(make({ a: text(32_768) }).detail, { a: text(32_768) })
    const over = make({ a: text(32_769) })
    t.strictSame([over.detail, over[kInvalidArgument]], [undefined, "detail of 'OPEN' fails: detail is too long"])
  })

  t.test('has at most 256 members', async t => {
    const members = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]))
    t.strictSame(make(members(256)).detail, members(256))
    const named = { ...members(255), ['k'.repeat(300)]: 1 }
    t.strictSame(make(named).detail, named, 'names as they are')
    t.strictSame(make(members(257)).detail, { ...members(256), truncated: true })
  })
})

t.test('a detail that is no object, or has a schema that does not compile, is left out', async t => {
  const cases: [schema: object, detail: unknown, reason: string][] = [
    [{ anyOf: [{ type: 'string' }, { type: 'object' }] }, 'x', "detail of 'A' fails: detail is not an object"],
    [{ anyOf: [{ type: 'array' }, { type: 'object' }] }, ['x'], "detail of 'A' fails: detail is not an object"],
    [{ type: 'object', nullable: true }, { toJSON: () => null }, "detail of 'A' fails: detail is not an object"],
    [{ type: 'object', properties: { a: { $ref: '#/nowhere' } } }, {}, "detail of 'A' fails: error 'A' cannot be used: its detail does not compile"]
  ]
  for (const [schema, detail, reason] of cases) {
    const factory = defineError({ ...fine, code: 'A', detail: schema }) as unknown as (detail: unknown) => { detail: unknown, [kInvalidArgument]: string }
    for (let time = 0; time < 2; time++) {
      const error = factory(detail)
      t.strictSame([error.detail, error[kInvalidArgument].startsWith(reason)], [undefined, true], error[kInvalidArgument])
    }
  }
})

t.test('the documentation of a definition', async t => {
  const whole = {
    description: 'It is closed.', remedy: 'Come back.', retry: 'after', examples: [{}], since: '1.2', deprecated: 'Use B.', public: false, aliases: ['OLD', 'A'.repeat(64)]
  } as const
  const none = { description: undefined, remedy: undefined, retry: undefined, examples: undefined, since: undefined, deprecated: undefined, public: undefined, aliases: undefined }

  t.test('is kept for the catalogue', async t => {
    t.strictSame(defineError({ ...fine, code: 'A', ...whole })[kDefinition].documentation, whole)
    t.strictSame(defineError({ ...fine, code: 'A' })[kDefinition].documentation, none)
  })

  t.test('has these values', async t => {
    const values: Partial<DefineErrorOptions>[] = [
      ...(['no', 'after', 'backoff'] as const).map((retry) => ({ retry })),
      ...[true, false, 'Use B.'].map((deprecated) => ({ deprecated })),
      { public: true }, { examples: [] }, { aliases: [] }
    ]
    for (const change of values) t.strictSame(defineError({ ...fine, code: 'A'.repeat(64), ...change })[kDefinition].documentation, { ...none, ...change })
  })
})

t.test('of a failure to read a detail, 256 characters are logged', async t => {
  const factory = defineError({ ...fine, code: 'A', detail: { type: 'object', properties: { a: { type: 'string' } } } }) as (detail: object) => { [kInvalidArgument]?: string }
  const detail = { get a () { throw new Error('x'.repeat(300)) } }
  t.equal(factory(detail)[kInvalidArgument], `detail of 'A' fails: ${'x'.repeat(255)}…`)
})

t.test('a definition without a helper has the name of its code', async t => {
  const names = { OUT_OF_STOCK: 'outOfStock', A: 'a', LIMIT_2_A: 'limit2A', A__B: 'aB', CLOSED_: 'closed' }
  for (const [code, name] of Object.entries(names)) t.equal(defineError({ ...fine, code }).name, name)
})

t.test('a language may replace the message of a definition, not that of an occurrence', async t => {
  const factory = defineError({ ...fine, code: 'A' })
  t.strictSame([factory(), factory({ message: '' }), factory({ message: 'B.' })].map((error) => error[kTranslatable]), [true, true, false])
})

t.test('an empty message of an occurrence leaves that of the definition', async t => {
  t.equal(defineError({ ...fine, code: 'A' })({ message: '' }).message, 'A.')
  t.equal(defineError({ ...fine, code: 'A', message: () => 'B.' })({ message: '' }).message, 'A', 'of a function there is only the title')
})

t.test('a message function that returns no text is reported by its place', async t => {
  const error = defineError({ ...fine, code: 'A', message: () => 5 as never })()
  t.strictSame([error.message, error[kFailure]?.message], ['A', "message of error 'A' should return a string, its result is ignored"])
})
