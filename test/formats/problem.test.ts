import t from 'tap'
import Fastify from 'fastify'
import errorsPlugin, { errors } from '../../lib/index.js'
import { noExtras } from '../../lib/error/body-extras.js'
import { problem } from '../../lib/formats/built-in/problem.js'
import { resolveFormatOptions } from '../../lib/formats/options.js'
import type { ProblemSettings } from '../../lib/formats/format.js'

const compile = (settings: ProblemSettings) =>
  problem({ phrase: () => undefined, problem: settings, description: {}, pages: { uris: undefined, isLinked: false } })
const longest = `/${'x'.repeat(2047)}`

t.test('problem', async t => {
  t.test('members of the format are taken, whatever an error adds', async t => {
    const { body } = compile({})
    const names = ['type', 'title', 'status', 'detail', 'instance', 'code', 'errors', 'requestId', 'traceId', 'debug']
    const members = Object.fromEntries(names.map((name) => [name, 'taken']))
    const error = errors.gone('Gone.', { detail: { ...members, free: 1 }, extensions: { ...members, free: 2, other: 3 } })
    t.strictSame(JSON.parse(JSON.stringify(body(error, noExtras))), { title: 'Gone', status: 410, detail: 'Gone.', code: 'GONE', free: 1, other: 3 })
  })

  t.test('type is the page of the code, where a catalogue has filled in the pages', async t => {
    const { pages } = resolveFormatOptions({})
    t.strictSame(pages, { uris: undefined, isLinked: false })
    const { body } = problem({ phrase: () => undefined, problem: {}, description: {}, pages })
    t.equal(body(errors.gone(), noExtras).type, undefined)
    pages.uris = new Map([['GONE', '/errors/gone']])
    t.equal(body(errors.gone(), noExtras).type, '/errors/gone')
    t.equal(body(errors.conflict(), noExtras).type, undefined)
  })

  t.test('instance: true is the path of the request, as a URI reference', async t => {
    const { body } = compile({ instance: true })
    const instances: [url: string, instance: string | undefined][] = [
      ['/a?b', '/a'], ['/a#b', '/a'], ['/a?b#c\n', '/a'], ['/', '/'],
      ['/%41', '/%41'], ['/%aF', '/%aF'], ['/%zz', '/%25zz'], ['/%4', '/%254'], ['/%', '/%25'],
      ['/!~', '/!~'], ['/ \u007f\n', '/%20%7F%0A'], ['/\u00e9', '/%E9'], ['/"<>\\^`{|}', '/%22%3C%3E%5C%5E%60%7B%7C%7D'],
      [longest, longest], [`${longest}x`, undefined], [`${longest}?x`, longest]
    ]
    for (const [url, instance] of instances) t.equal(body(errors.gone(), { ...noExtras, request: { url } as never }).instance, instance, url)
    t.equal(body(errors.gone(), noExtras).instance, undefined, 'malformed HTTP')
  })

  t.test('needs the request for instance, and for a function', async t => {
    const cases: [ProblemSettings, boolean][] = [
      [{}, false], [{ type: '/errors/' }, false], [{ instance: false }, false],
      [{ type: () => undefined }, true], [{ instance: true }, true], [{ instance: () => undefined }, true]
    ]
    for (const [settings, needsRequest] of cases) t.equal(compile(settings).needsRequest, needsRequest, JSON.stringify(settings))
  })

  t.test('type and instance of a function are a URI reference of at most 2,048 characters, others are reported', async t => {
    for (const name of ['type', 'instance'] as const) {
      for (const answer of [longest, 'urn:a', undefined]) t.strictSame(await answerOf(name, answer), [answer, []])
      for (const answer of [`${longest}x`, 'a b', 5, null]) {
        t.strictSame(await answerOf(name, answer), [undefined, [`fastify-error-replies: problem.${name} option should return a URI reference of at most 2048 characters or undefined, its result is ignored`]])
      }
    }
  })
})

/** The member of a problem whose function returns a value, and what is logged. */
async function answerOf (name: 'type' | 'instance', answer: unknown): Promise<[unknown, string[]]> {
  const lines: string[] = []
  const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line).msg) } } } })
  await fastify.register(errorsPlugin, { format: 'problem', problem: { [name]: () => answer } })
  return [(await fastify.inject('/')).json()[name], lines]
}
