import { runInNewContext } from 'node:vm'
import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { defineError, defineFormat, type ErrorRepliesOptions } from '../../lib/index.js'
import { isSynchronous } from '../../lib/util/check-option.js'

type Own = () => any
interface Line { level: number, msg: string }

const defined = (parts: object) => {
  const error = defineError({ code: 'OWN', statusCode: 409, title: 'Own', message: 'Own.', ...parts } as never)
  return { options: { errors: [error] }, make: () => (error as () => Error)() }
}
const format = (parts: object) => defineFormat({ name: 'own', contentType: 'text/plain', body: () => 'body', serialize: String, ...parts })

// Each function of the application: the name that it is reported under, and the options with it
const places: [name: string, build: (own: Own) => { options: ErrorRepliesOptions, make?: () => Error }][] = [
  ['messages option', (messages) => ({ options: { messages } })],
  ['log option', (log) => ({ options: { log } })],
  ['expose option', (expose) => ({ options: { expose }, make: () => Object.assign(new Error('hunter2'), { statusCode: 409 }) })],
  ['debug option', (debug) => ({ options: { debug } })],
  ['traceId option', (traceId) => ({ options: { traceId } })],
  ["mapper 'own' of option mappers", (own) => ({ options: { mappers: [own] } })],
  ['problem.type option', (type) => ({ options: { format: 'problem', problem: { type } } })],
  ['problem.instance option', (instance) => ({ options: { format: 'problem', problem: { instance } } })],
  ["body of format 'own'", (body) => ({ options: { format: format({ body }) } })],
  ["serialize of format 'own'", (serialize) => ({ options: { format: format({ serialize }) } })],
  ["message of error 'OWN'", (message) => defined({ message })],
  ["headers of error 'OWN'", (headers) => defined({ headers })]
]

const rejected = () => Promise.reject(new Error('hunter2'))
const failures: [what: string, fail: Own, report: string][] = [
  ['throws', () => { throw new Error('hunter2') }, 'failed'],
  ['throws null', () => { throw null }, 'failed'], // eslint-disable-line no-throw-literal
  ['rejects', rejected, 'should be synchronous, its promise is ignored'],
  ['rejects in another realm', () => runInNewContext('Promise.reject(new Error("hunter2"))'), 'should be synchronous, its promise is ignored'],
  ['returns a promise', () => Promise.resolve('/text'), 'should be synchronous, its promise is ignored'],
  ['returns nonsense', () => Symbol('hunter2'), 'its result is ignored']
]

t.test('functions of the application', async t => {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => { unhandled.push(reason) }
  process.on('unhandledRejection', note)
  t.teardown(() => { process.off('unhandledRejection', note) })

  for (const [name, build] of places) {
    for (const [what, fail, report] of failures) {
      // A body may be anything: what cannot become text is for its serialize to refuse
      if (name.startsWith('body') && what === 'returns nonsense') continue
      t.test(`${name} that ${what} costs no reply and is reported once`, async t => {
        const lines: Line[] = []
        const fastify = Fastify({ logger: { level: 'info', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
        const { options, make = () => Object.assign(new Error('Taken.'), { statusCode: 409 }) } = build(function own () { return fail() })
        await fastify.register(errorsPlugin, options)
        fastify.get('/', async () => { throw make() })
        for (let time = 0; time < 2; time++) {
          const { statusCode, body, headers } = await fastify.inject('/')
          t.equal(statusCode, 409)
          t.notMatch(body, /hunter2|Promise|\/text/)
          t.match(headers['content-type'], /json/)
          t.ok(JSON.parse(body))
        }
        const reports = lines.filter(({ msg }) => msg.startsWith('fastify-error-replies: '))
        t.equal(reports.length, 1)
        t.equal(reports[0]?.level, 40)
        const text = String(reports[0]?.msg)
        t.ok(text.startsWith(`fastify-error-replies: ${name} `) && text.endsWith(report), text)
      })
    }
  }
  t.strictSame(unhandled, [])

  t.test('undefined means no answer, and is not reported', async t => {
    const lines: Line[] = []
    const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
    const none = () => undefined as never
    await fastify.register(errorsPlugin, { format: 'problem', messages: none, expose: none, debug: none, traceId: none, mappers: [none], problem: { type: none, instance: none } })
    fastify.get('/', async () => { throw Object.assign(new Error('hunter2'), { statusCode: 409 }) })
    const { statusCode, body } = await fastify.inject('/')
    t.equal(statusCode, 409)
    t.same(JSON.parse(body), { title: 'Conflict', status: 409, detail: 'Update conflict. Resolve the conflict and try again.', code: 'CONFLICT' })
    t.strictSame(lines, [])
  })

  t.test('an error that was changed after it was made is a 500, and reported once', async t => {
    const lines: Line[] = []
    const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
    await fastify.register(errorsPlugin)
    fastify.get('/', async (_request, reply) => { throw Object.assign(reply.server.makeConflict(), { detail: { big: 10n } }) })
    fastify.decorate('makeConflict', () => defined({}).make())
    for (let time = 0; time < 2; time++) t.equal((await fastify.inject('/')).statusCode, 500)
    t.equal(lines.filter(({ msg }) => msg === "fastify-error-replies: format 'envelope' failed").length, 1)
  })
})

t.test('an async function is a boot error', async t => {
  const later = async () => 'text'
  const generator = async function * () { yield 'text' }
  for (const own of [later, generator]) {
    t.notOk(isSynchronous(own))
    for (const [name, build] of places) {
      const code = name.includes('format') ? 'FST_ERR_REPLIES_INVALID_FORMAT' : name.includes('error') ? 'FST_ERR_REPLIES_INVALID_ERROR' : 'FST_ERR_REPLIES_INVALID_OPTION'
      await t.rejects(async () => {
        const { options } = build(own)
        await Fastify().register(errorsPlugin, options)
      }, { code }, name)
    }
  }
  t.ok(isSynchronous(Object.setPrototypeOf(() => 'text', null)), 'whatever its prototype')
})

declare module 'fastify' {
  interface FastifyInstance {
    makeConflict (): Error
  }
}
