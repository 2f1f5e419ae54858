import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { defineFormat, errors, type FormatName } from '../../lib/index.js'
import { noExtras } from '../../lib/error/body-extras.js'
import { compileFormat } from '../../lib/formats/compile-format.js'
import { renderReply } from '../../lib/formats/render.js'
import { shortenReply } from '../../lib/formats/shorten.js'
import * as schemas from '../../schemas/index.js'
import { readProblemXml } from '../support/read-problem-xml.js'

const ajv = new Ajv({ strict: false })
addFormats.default(ajv)
const formats: Record<FormatName, object> = {
  envelope: schemas.envelopeSchema,
  problem: schemas.problemSchema,
  fields: schemas.fieldsSchema,
  description: schemas.descriptionSchema,
  oauth2: schemas.oauth2Schema,
  fastify: schemas.fastifySchema,
  'json-rpc': schemas.jsonRpcSchema,
  'problem-xml': schemas.problemSchema
}

const text = (length: number, unit = 'x') => unit.repeat(length)
const many = <T>(count: number, make: (index: number) => T) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, make(index)]))

// What is too much, with the status that it keeps
const large: Record<string, [status: number, make: () => Error]> = {
  'a thousand messages for each of 300 fields': [422, () => errors.unprocessableEntity(many(300, () => Array.from({ length: 1000 }, (_, i) => `message ${i}`)))],
  'long messages in characters of six bytes': [422, () => errors.unprocessableEntity(many(300, () => [text(4096, '\u0001')]))],
  'long names': [422, () => errors.unprocessableEntity({ [text(100_000, '€')]: [text(4096, '€')], [text(99_999, '€')]: ['b'] })],
  'a detail of 300 members of 40 kB': [403, () => errors.forbidden('No.', { detail: many(300, () => text(40_000)) })],
  'a detail and extensions in characters of three bytes': [403, () => errors.forbidden('No.', { detail: many(2, () => text(30_000, '€')), extensions: { more: text(30_000, '€') } })],
  'two long values': [409, () => errors.conflict('field', text(100_000, '\u0000'), text(100_000, '\u0000'))],
  'a member that is one value': [403, () => errors.forbidden('No.', { detail: { a: 1, list: Array.from({ length: 3000 }, () => '\u0001\u0001') } })],
  '5,000 methods': [405, () => errors.methodNotAllowed(Array.from({ length: 5000 }, (_, i) => `METHOD-${i}`))],
  '5,000 media types': [406, () => errors.notAcceptable(Array.from({ length: 5000 }, (_, i) => `text/x${i}`))],
  'a message that was changed': [410, () => Object.assign(errors.gone(), { message: text(1e6) })],
  'a thousand failures of a validation': [400, () => Object.assign(new Error('No.'), {
    statusCode: 400, validationContext: 'body', validation: Array.from({ length: 1000 }, (_, i) => ({ keyword: 'type', instancePath: `/${text(300, '€')}${i}`, message: text(500, '€'), params: {} }))
  })]
}
const hasPlace = new Set(['envelope', 'problem', 'json-rpc'])

t.test('a reply has one budget, whatever it was made from', async t => {
  for (const [format, schema] of Object.entries(formats) as [FormatName, object][]) {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { format, negotiate: [], validation: { maxIssues: 1000, statusCode: 400 } })
    fastify.get('/:name', async (request) => { throw (large[(request.params as { name: string }).name] as [number, () => Error])[1]() })
    for (const [name, [status]] of Object.entries(large)) {
      const response = await fastify.inject(`/${encodeURIComponent(name)}`)
      t.equal(response.statusCode, status, `${format}: ${name}`)
      const size = Object.entries(response.headers).reduce((sum, [field, value]) => sum + field.length + String(value).length + 4, 0)
      t.ok(response.rawPayload.length <= 65_536, `${format}: ${name}, ${response.rawPayload.length} bytes`)
      t.ok(size <= 8192, `${format}: ${name}, headers of ${size} bytes`)
      t.ok(ajv.validate(schema, format === 'problem-xml' ? readProblemXml(response.body) : response.json()), `${format}: ${name} ${ajv.errorsText()}`)
      if (hasPlace.has(format) && !/changed|validation|names|one value/.test(name)) t.match(response.body, '"truncated":true', `${format}: ${name}`)
    }
  }
})

t.test('what fits is not cut', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  const detail = { text: text(30_000, 'é') }
  fastify.get('/', async () => { throw errors.forbidden('No.', { detail }) })
  const response = await fastify.inject('/')
  t.same(response.json().error.detail, detail)
})

t.test('the members and failures that fit stay', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  fastify.get('/', async () => { throw errors.forbidden('No.', { detail: { a: 1, long: text(30_000, '€'), b: 2 }, extensions: { c: 3 } }) })
  const { detail } = (await fastify.inject('/')).json().error
  t.same(detail, { a: 1, truncated: true, ...detail })
  t.notOk('long' in detail)
})

t.test('debug gives way first', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { debug: true })
  const build = (depth: number): Error => Object.assign(new Error(text(4096, '\u0001')), depth === 0 ? {} : { cause: build(depth - 1) })
  fastify.get('/', async () => { throw build(5) })
  const response = await fastify.inject('/')
  t.equal(response.statusCode, 500)
  t.same(response.json().debug, { truncated: true })
})

t.test('a format of the application that writes more gives way to the envelope', async t => {
  const lines: { msg: string }[] = []
  const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
  await fastify.register(errorsPlugin, { format: defineFormat({ name: 'long', contentType: 'text/plain', body: () => text(70_000), serialize: String }) })
  for (let time = 0; time < 2; time++) t.equal((await fastify.inject('/')).json().error.code, 'NOT_FOUND')
  t.strictSame(lines.map(({ msg }) => msg), ["fastify-error-replies: format 'long' wrote more than 65536 bytes"])
})

t.test('debug goes before what the error says', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { debug: true })
  fastify.get('/', async () => { throw errors.forbidden('No.', { detail: many(3, () => text(30_000, '€')), cause: new Error(text(30_000, '€')) }) })
  const response = await fastify.inject('/')
  t.ok(response.rawPayload.length <= 65_536)
  t.same(response.json().debug, { truncated: true })
})

t.test('a body has at most 65,536 bytes, whatever its characters', async t => {
  for (const unit of ['x', 'é', '€']) {
    const count = Math.floor(65_536 / Buffer.byteLength(unit))
    const fastify = Fastify()
    await fastify.register(errorsPlugin, {
      format: defineFormat({ name: 'long', contentType: 'text/plain', body: ({ message }) => message, serialize: (message) => message === 'over' ? unit.repeat(count + 1) : unit.repeat(count) })
    })
    fastify.get('/:message', async (request) => { throw errors.gone((request.params as { message: string }).message) })
    t.equal((await fastify.inject('/fits')).body, unit.repeat(count))
    t.equal((await fastify.inject('/over')).json().error.message, 'over')
  }
})

t.test('a long body is tried again with 32,768, 8,192 and 2,048 bytes of members, then without any', async t => {
  // A member takes the bytes of its name and its value, as an entry in JSON
  const attempts = (bytes: number) => {
    const found: boolean[] = []
    const format = compileFormat({
      name: 'long', contentType: 'text/plain', validationStatusCode: 400, body: (error) => error, serialize: ({ detail }) => { found.push('a' in detail); return text(70_000) }
    })
    renderReply(format, errors.gone('Gone.', { detail: { a: text(bytes - JSON.stringify(['a', '']).length) } }), noExtras)
    return found
  }
  const expected = { 32_769: 1, 32_768: 2, 8193: 2, 8192: 3, 2049: 3, 2048: 4 }
  for (const [bytes, times] of Object.entries(expected)) t.strictSame(attempts(Number(bytes)), Array.from({ length: 5 }, (_, i) => i < times), bytes)
})

t.test('of what an error has, the first that fit stay', async t => {
  const message = text(5000)
  const members = { a: text(50), b: text(50), c: text(10) }
  const shorten = (room: number) => {
    const { detail, extensions, issues, message } = shortenReply(errors.unprocessableEntity({ x: ['m', 'n'] }, 'No.', { detail: members, extensions: { d: text(10) } }), room)
    return [Object.keys(detail ?? {}).join(''), Object.keys(extensions ?? {}), issues?.length, message]
  }
  const entry = (length: number) => JSON.stringify(['a', text(length)]).length
  t.strictSame(shorten(1e4), ['abc', ['d', 'truncated'], 2, 'No.'])
  t.strictSame(shorten(entry(50)), ['a', ['truncated'], 1, 'No.'])
  t.strictSame(shorten(entry(50) - 1), ['', ['truncated'], 1, 'No.'])
  const [issue] = errors.unprocessableEntity({ x: ['m'] }).issues ?? []
  const issues = (room: number) => shortenReply(errors.unprocessableEntity({ x: ['m', 'n', 'o'] }), room).issues?.length
  const size = 2 * JSON.stringify(issue).length
  t.strictSame([issues(2 * size - 1), issues(2 * size), issues(3 * size - 1), issues(3 * size)], [1, 2, 2, 3], 'a failure counts twice')
  const bare = shortenReply(errors.gone(message), 1e4)
  t.strictSame([bare.detail, bare.issues, bare.extensions, bare.message.length], [undefined, undefined, { truncated: true }, 4096])
})

t.test('a redirect has no body', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  fastify.get('/', (_request, reply) => reply.oauthRedirect('https://client.example/callback', 'access_denied'))
  const { statusCode, body, headers } = await fastify.inject('/')
  t.strictSame([statusCode, body, headers['content-type']], [303, '', undefined])
})
