import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { errors, type ErrorRepliesOptions } from '../../lib/index.js'
import { resolveFinalizeOptions } from '../../lib/finalize/options.js'

// Options → message
const invalid: [options: object, message: string][] = [
  [{ strictErrors: true }, "strictErrors option should be warn, error or false, instead got 'true'"],
  [{ strictErrors: 'off' }, "strictErrors option should be warn, error or false, instead got 'off'"],
  [{ challenge: 'Bearer realm="a' }, "challenge option should be a challenge such as Bearer realm=\"api\", instead got 'Bearer realm=\"a'"],
  [{ debug: 1 }, "debug option should be a boolean or a synchronous function, instead got '1'"],
  [{ debug: async () => true }, "debug option should be a boolean or a synchronous function, instead got 'async function debug'"],
  [{ requestId: 'yes' }, "requestId option should be a boolean, instead got 'yes'"],
  [{ traceId: 'a' }, "traceId option should be a synchronous function, instead got 'a'"],
  [{ traceId: null }, "traceId option should be a synchronous function, instead got 'null'"],
  [{ messages: {} }, "messages option should be a synchronous function, instead got '{}'"],
  [{ messages: async () => 'a' }, "messages option should be a synchronous function, instead got 'async function messages'"],
  [{ redact: 'a.b' }, "redact option should be an array of dotted paths, instead got 'a.b'"],
  [{ redact: ['a', ''] }, "redact option should be an array of dotted paths, instead got '[\"a\",\"\"]'"],
  [{ redact: [5] }, "redact option should be an array of dotted paths, instead got '[5]'"]
]

t.test('an invalid option is described', async t => {
  for (const [options, message] of invalid) t.throws(() => resolveFinalizeOptions(options, undefined), { message }, message)
})

t.test('options have defaults', async t => {
  const { oauth2, ...settings } = resolveFinalizeOptions({}, undefined)
  t.strictSame(settings, {
    strictErrors: false, challenge: 'Bearer realm="api"', debug: false, requestId: false, traceId: undefined, messages: undefined, languages: undefined, redact: []
  })
  for (const strictErrors of ['warn', 'error', false] as const) t.equal(resolveFinalizeOptions({ strictErrors }, undefined).strictErrors, strictErrors)
})

// Option that is a function, its result → what is reported
const functions: [options: (answer: () => never) => ErrorRepliesOptions, answer: unknown, report: string | undefined][] = [
  [(messages) => ({ messages }), 5, 'messages option should return a string'],
  [(messages) => ({ messages }), undefined, undefined],
  [(debug) => ({ debug }), 'yes', 'debug option should return a boolean'],
  [(debug) => ({ debug }), undefined, undefined],
  [(debug) => ({ debug }), false, undefined],
  [(traceId) => ({ traceId }), '', 'traceId option should return a string of 1 to 256 characters or undefined'],
  [(traceId) => ({ traceId }), 'x'.repeat(257), 'traceId option should return a string of 1 to 256 characters or undefined'],
  [(traceId) => ({ traceId }), undefined, undefined],
  [(language) => ({ languages: { de: { GONE: 'Weg.' } }, language }), 5, 'language option should return a language tag or undefined'],
  [(language) => ({ languages: { de: { GONE: 'Weg.' } }, language }), 'x'.repeat(257), 'language option should return a language tag or undefined'],
  [(language) => ({ languages: { de: { GONE: 'Weg.' } }, language }), 'x'.repeat(256), undefined],
  [(language) => ({ languages: { de: { GONE: 'Weg.' } }, language }), null, undefined],
  [(text) => ({ languages: { en: { GONE: text } } }), 'x'.repeat(4097), "text 'GONE' of option languages.en should return a string of at most 4096 characters"],
  [(text) => ({ languages: { en: { GONE: { message: text } } } }), 5, "text 'GONE' of option languages.en should return a string of at most 4096 characters"],
  [(text) => ({ languages: { en: { custom: text } } }), 'x'.repeat(513), "text 'custom' of option languages.en should return a string of at most 512 characters"]
]

t.test('a function that returns something else is reported, and the reply is as without it', async t => {
  for (const [options, answer, report] of functions) {
    const lines: string[] = []
    const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line).msg) } } } })
    await fastify.register(errorsPlugin, options(() => answer as never))
    fastify.get('/', async () => { throw errors.gone() })
    fastify.get('/issues', async () => { throw errors.invalidBody('name') })
    t.strictSame((await fastify.inject('/')).json(), { type: ['Error'], error: { code: 'GONE', message: 'What was at this address is gone for good.' }, debug: {} })
    await fastify.inject('/issues')
    t.strictSame(lines, report === undefined ? [] : [`fastify-error-replies: ${report}, its result is ignored`])
  }
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { languages: { en: { GONE: () => 'x'.repeat(4096) } }, traceId: () => 'x'.repeat(256) })
  fastify.get('/', async () => { throw errors.gone() })
  t.match((await fastify.inject('/')).json(), { error: { message: 'x'.repeat(4096) }, debug: { traceId: 'x'.repeat(256) } }, 'up to the limit')
})
