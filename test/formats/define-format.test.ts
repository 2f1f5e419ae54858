import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { defineFormat, errors } from '../../lib/index.js'
import { builtInFormats } from '../../lib/formats/built-in/index.js'
import { resolveFormats } from '../../lib/formats/registry.js'

const fine = { name: 'own', contentType: 'text/plain', body: () => 'body', serialize: String }
const settings = { phrase: () => undefined, problem: {}, description: {}, pages: { uris: undefined, isLinked: false } }

t.test('defineFormat', async t => {
  t.test('compiles once to what was defined', async t => {
    const headers = { 'x-a': 'b' }
    const format = defineFormat({ ...fine, validationStatusCode: 422, headers })
    t.match(format.compile(), { name: 'own', contentType: 'text/plain', validationStatusCode: 422, headers, needsRequest: true, schema: undefined })
    t.equal(format.compile(), format.compile())
    t.ok(Object.isFrozen(format))
    const schema = { type: 'object', properties: { a: { type: 'string' } } } as const
    const { schema: compiled, validationStatusCode, serialize } = defineFormat({ name: 'own', contentType: 'a/b', schema, body: () => ({}) }).compile()
    t.strictSame([compiled, validationStatusCode, serialize({ a: 'b', c: 'd' })], [schema, 400, '{"a":"b"}'])
  })

  t.test('refuses what is not synchronous, and names that are none', async t => {
    const refuses = (change: object, message: RegExp) => t.throws(() => defineFormat({ ...fine, ...change } as never), { code: 'FST_ERR_REPLIES_INVALID_FORMAT', message })
    refuses({ serialize: async () => '' }, /format 'own' cannot be used: its serialize should be a synchronous function/)
    refuses({ body: async () => '' }, /format 'own' cannot be used: its body should be a synchronous function/)
    refuses({ name: 5 }, /format '5' cannot be used: its name should be letters, digits and dashes/)
    refuses({ name: '' }, /format '' cannot be used: its name/)
    refuses({ headers: { 'x-a': 5 } }, /format 'own' cannot be used: its headers should be an object of header values/)
    t.equal(defineFormat({ ...fine, name: 'A-1' }).name, 'A-1')
  })

  t.test('what its functions do wrong is reported, once', async t => {
    const cases: [change: object, message: string][] = [
      [{ body: () => { throw new Error('body') } }, "body of format 'own' failed"],
      [{ body: () => undefined }, "body of format 'own' should return a body, its result is ignored"],
      [{ body: () => Promise.resolve(1) }, "body of format 'own' should be synchronous, its promise is ignored"],
      [{ serialize: () => { throw new Error('serialize') } }, "serialize of format 'own' failed"],
      [{ serialize: () => '' }, "serialize of format 'own' should return a string, its result is ignored"],
      [{ serialize: () => 1 }, "serialize of format 'own' should return a string, its result is ignored"]
    ]
    for (const [change, message] of cases) {
      const lines: string[] = []
      const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line).msg) } } } })
      await fastify.register(errorsPlugin, { format: defineFormat({ ...fine, ...change } as typeof fine) })
      for (let time = 0; time < 2; time++) t.equal((await fastify.inject('/')).json().error.code, 'NOT_FOUND')
      t.strictSame(lines, [`fastify-error-replies: ${message}`])
    }
  })

  t.test('a format of the plugin that fails is reported by its name', async t => {
    const lines: string[] = []
    const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line).msg) } } } })
    await fastify.register(errorsPlugin, { format: 'problem' })
    fastify.get('/', async () => { throw Object.defineProperty(errors.conflict(), 'title', { get () { throw new Error('get') } }) })
    t.equal((await fastify.inject('/')).statusCode, 409)
    t.strictSame(lines, ["fastify-error-replies: format 'problem' failed"])
  })
})

t.test('the formats of a context', async t => {
  const all = Object.keys(builtInFormats)

  t.test('are the default one, and those that Accept selects', async t => {
    const own = defineFormat(fine)
    const formats = resolveFormats('envelope', ['problem', own, 'problem', 'envelope'], settings)
    t.equal(formats.default.name, 'envelope')
    t.strictSame(formats.enabled.map(({ name }) => name), ['envelope', 'problem', 'own'])
    t.equal(formats.negotiated, true)
    t.strictSame(formats.names, [...all, 'own'])
    t.equal(formats.negotiate('text/plain'), formats.enabled[2])
    t.equal(formats.byName('own'), formats.enabled[2])
    t.equal(formats.byName('envelope'), formats.default)
    t.equal(formats.byName('fields'), formats.byName('fields'))
    for (const name of ['yaml', 'toString', '']) t.equal(formats.byName(name), undefined)
    const alone = resolveFormats('envelope', [], settings)
    t.strictSame([alone.negotiated, alone.enabled.map(({ name }) => name), alone.names], [false, ['envelope'], all])
  })

  t.test('have media types that differ, whatever their case, blanks and charset', async t => {
    const typed = (contentType: string) => defineFormat({ ...fine, name: 'typed', contentType })
    for (const contentType of ['application/json', 'Application/JSON ; charset=UTF-8', 'application/json;charset=ascii']) {
      t.throws(() => resolveFormats('envelope', [typed(contentType)], settings), {
        code: 'FST_ERR_REPLIES_INVALID_OPTION',
        message: /negotiate option should be formats of media types that differ from each other and from that of format 'envelope', instead got 'typed'/
      }, contentType)
      t.strictSame(resolveFormats('envelope', [typed(contentType), 'problem'], settings, true).enabled.map(({ name }) => name), ['envelope', 'problem'], 'the default of negotiate')
    }
    const other = resolveFormats('envelope', [typed('application/json; profile=a')], settings)
    t.strictSame([other.enabled.length, other.negotiated], [2, true])
    const spaced = defineFormat({ ...fine, name: 'spaced', contentType: 'application/json ;profile=a' })
    t.throws(() => resolveFormats('envelope', [typed('application/json; profile=a'), spaced], settings), { message: /instead got 'spaced'/ })
    t.throws(() => resolveFormats('envelope', ['problem', typed('application/problem+json')], settings, true), { message: /instead got 'typed'/ })
  })

  t.test('are named, or what defineFormat returns under another name', async t => {
    for (const value of ['yaml', null, undefined, 5, {}, { name: 'own' }, defineFormat({ ...fine, name: 'fields' })]) {
      const message = /option should be one of envelope, .*, problem-xml or what defineFormat returns under another name, instead got/
      t.throws(() => resolveFormats(value as never, [], settings), { message: new RegExp(`^format ${message.source}`) })
      t.throws(() => resolveFormats('envelope', [value as never], settings), { message: new RegExp(`^negotiate ${message.source}`) })
    }
  })
})
