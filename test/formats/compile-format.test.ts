import fc from 'fast-check'
import t from 'tap'
import { compileFormat } from '../../lib/formats/compile-format.js'
import { ErrorReply, type ErrorParts } from '../../lib/error/error-reply.js'
import { errors } from '../../lib/helpers/factories.js'
import { noExtras } from '../../lib/error/body-extras.js'
import { type Format } from '../../lib/formats/format.js'
import { builtInFormats, type FormatName } from '../../lib/formats/built-in/index.js'
import { isDropped } from '../../lib/util/json-values.js'
import { kDefinition } from '../../lib/error/symbols.js'
import { heapInUse } from '../support/heap.js'

const settings = { phrase: () => undefined, problem: {}, description: {}, pages: { uris: undefined, isLinked: false } }
const names = Object.keys(builtInFormats) as FormatName[]
const awkward = ['', 'plain', 'a "quote"', 'back\\slash', 'line\nbreak', '\u0000', '\ud800 alone', 'pair 😀', '\u2028', 'é', '\u0000message', '\u0000member']

t.test('a prepared body is what the serializer writes', async t => {
  for (const name of names) {
    const format = builtInFormats[name](settings)
    const text = fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'binary' }))
    const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 3 }))
    const member = fc.oneof(text, fc.constantFrom('title', 'status', 'code', 'conflictField', 'originalValue', 'newValue', '7'))
    // No detail of an error has such a member, see toJsonMembers
    const key = member.filter((text) => !isDropped(text))
    const issue = text.map((path) => ({ path, keys: [path], in: 'body' as const, kind: 'custom', message: path, pointer: '' }))
    t.doesNotThrow(() => {
      fc.assert(fc.property(
        fc.array(fc.record({
          helper: fc.constantFrom('conflict', 'notFound', 'badRequest', 'invalidBody', 'unprocessableEntity', 'internalServerError'),
          message: fc.option(text, { nil: undefined }),
          detail: fc.option(fc.dictionary(key, value, { maxKeys: 4 }), { nil: undefined }),
          issues: fc.option(fc.array(issue, { minLength: 1, maxLength: 3 }), { nil: undefined }),
          extensions: fc.option(fc.dictionary(key, value, { maxKeys: 2 }), { nil: undefined }),
          foreign: fc.boolean()
        }), { minLength: 1, maxLength: 5 }),
        (occurrences) => {
          // What the first occurrence looks like is what the template expects of the next
          const { render } = compileFormat(format)
          for (const { helper, ...parts } of occurrences) {
            const { [kDefinition]: definition } = errors[helper as 'conflict']()
            const error = new ErrorReply(definition, parts)
            const [expected, actual] = [(format as Format).serialize(format.body(error, noExtras)), render(error, noExtras)]
            if (actual !== expected) throw new Error(`${actual}\ninstead of\n${expected}`)
          }
        }
      ), { numRuns: 150 })
    }, name)
  }
})

t.test('prepared bodies', async t => {
  const prepare = () => {
    let count = 0
    const format = builtInFormats.envelope(settings) as Format
    const { render } = compileFormat({ ...format, serialize: (body) => { count++; return format.serialize(body) } })
    return { render, count: () => count }
  }

  t.test('are one for each definition, and one for foreign errors', async t => {
    const { render, count } = prepare()
    for (let time = 0; time < 1000; time++) {
      for (const foreign of [false, true]) render(new ErrorReply(errors.gone()[kDefinition], { foreign }), noExtras)
    }
    t.equal(count(), 2)
  })

  t.test('are not kept of an error with its own parts', async t => {
    const { render, count } = prepare()
    const oauth2 = { kind: 'answer', error: 'invalid_grant', uri: undefined, hasStatus: false } as const
    const { message } = errors.gone()
    const own: ErrorParts[] = [{ message: 'a' }, { message }, { code: 'A' }, { detail: {} }, { extensions: {} }, { issues: [] }, { oauth2 }, { text: message }]
    for (const parts of own) {
      const before = count()
      for (let time = 0; time < 3; time++) render(new ErrorReply(errors.gone()[kDefinition], parts), noExtras)
      t.equal(count() - before, 3, JSON.stringify(parts))
    }
  })

  t.test('are kept of a definition of the application, or of a language, that made the message itself', async t => {
    for (const member of ['isOwn', 'isTranslated']) {
      const { render, count } = prepare()
      const definition = { ...errors.gone()[kDefinition], [member]: true }
      for (let time = 0; time < 3; time++) render(new ErrorReply(definition, { message: definition.message }), noExtras)
      t.equal(count(), 1, member)
    }
  })

  t.test('are not kept with members of the request', async t => {
    const { render, count } = prepare()
    for (let time = 0; time < 3; time++) t.match(render(errors.gone(), { ...noExtras, requestId: `id-${time}` }), `id-${time}`)
    t.equal(count(), 3)
  })

  t.test('go with their definition', async t => {
    const { render } = prepare()
    const before = await heapInUse()
    for (let i = 0; i < 5000; i++) render(new ErrorReply({ ...errors.gone()[kDefinition], message: `${i}${'x'.repeat(2000)}` }, {}), noExtras)
    const grown = await heapInUse() - before
    t.ok(grown < 3e6, `${Math.round(grown / 1e3)} kB`)
  })
})

t.test('a detail of strings is sent from the first reply on, others in between', async t => {
  const { render } = compileFormat(builtInFormats.problem(settings))
  const body = (field: unknown, ...values: [unknown, unknown]) => JSON.parse(render(errors.conflict(field as string, ...values), noExtras)) as object
  const problem = { title: 'Conflict', status: 409, detail: 'Update conflict. Resolve the conflict and try again.', code: 'CONFLICT', conflictField: 'name' }
  t.same(body('name', 'old', 'new'), { ...problem, originalValue: 'old', newValue: 'new' })
  t.same(body('name', 1, { any: ['value'] }), { ...problem, originalValue: 1, newValue: { any: ['value'] } })
  t.same(body('name', 'a "b"', '\\'), { ...problem, originalValue: 'a "b"', newValue: '\\' })
  t.same(body('name', 'older', 'newer'), { ...problem, originalValue: 'older', newValue: 'newer' })
})

t.test('one definition with a list and then a text under one name', async t => {
  for (const name of ['envelope', 'problem'] as const) {
    const { render } = compileFormat(builtInFormats[name](settings))
    for (const detail of [{ a: ['x'] }, { a: 'x' }, { a: ['y'] }]) {
      const body = JSON.parse(render(errors.gone(undefined, { detail }), noExtras)) as { a: unknown, error: { detail: unknown } }
      t.same(name === 'problem' ? { a: body.a } : body.error.detail, detail, name)
    }
  }
})

t.test('a conflict without a field has no fields', async t => {
  const { render } = compileFormat(builtInFormats.fields(settings))
  t.same(JSON.parse(render(errors.conflict('', 1, 2), noExtras)), { message: 'Update conflict. Resolve the conflict and try again.' })
})

t.test('problem.type may read the message and the detail', async t => {
  const type = ({ message, detail }: ErrorReply) => `/${message}/${String(detail?.['a'])}`
  const { render } = compileFormat(builtInFormats.problem({ ...settings, problem: { type } }))
  for (const [message, a] of [['one', 1], ['two', 2], ['one', 3]] as const) {
    t.equal(JSON.parse(render(errors.gone(message, { detail: { a } }), noExtras)).type, `/${message}/${a}`)
  }
})

t.test('an extension never takes the name of a member of the format', async t => {
  const { render } = compileFormat(builtInFormats.problem(settings))
  const body = (detail: Record<string, unknown>) => JSON.parse(render(errors.notFound(undefined, { detail }), noExtras)) as object
  const problem = { title: 'Not Found', status: 404, detail: 'There is nothing at this address.', code: 'NOT_FOUND' }
  t.same(body({ title: 'mine', more: 'yes' }), { ...problem, more: 'yes' })
  t.same(body({ more: 1, status: 200 }), { ...problem, more: 1 })
  t.same(body({}), problem)
})
