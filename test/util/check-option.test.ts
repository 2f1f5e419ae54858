import t from 'tap'
import { checkBoolean, checkFunction, checkList, checkNames, describeOption, isIntegerBetween, isObject, isText, withoutUndefined } from '../../lib/util/check-option.js'
import { callFunction, FunctionError, nameOf, reportFunction } from '../../lib/util/call-function.js'
import { reportFailure } from '../../lib/util/report-failure.js'
import type { FastifyBaseLogger } from 'fastify'

const asText = async () => 'a'
const isNumber = (value: unknown) => typeof value === 'number'

t.test('what is wrong with an option', async t => {
  const invalid = 'FST_ERR_REPLIES_INVALID_OPTION'
  const unknown = 'FST_ERR_REPLIES_UNKNOWN_OPTION'
  const table: [check: () => void, code: string, message: string][] = [
    [() => checkNames('', 5, ['a']), invalid, "the option should be an object, instead got '5'"],
    [() => checkNames('own', null, ['a']), invalid, "own option should be an object, instead got 'null'"],
    [() => checkNames('own', [], ['a']), invalid, "own option should be an object, instead got '[]'"],
    [() => checkNames('', { a: 1, c: 2 }, ['a', 'b'], ['d']), unknown, "'c' is not an option of fastify-error-replies, its options are a, b"],
    [() => checkNames('own', { a: 1, c: 2 }, ['a', 'b'], ['d']), unknown, "'own.c' is not an option of fastify-error-replies, its options are own.a, own.b"],
    [() => checkBoolean('own', 'true'), invalid, "own option should be a boolean, instead got 'true'"],
    [() => checkFunction('own', 'a function', asText), invalid, "own option should be a function, instead got 'async function asText'"],
    [() => checkFunction('own', 'a function', {}), invalid, "own option should be a function, instead got '{}'"],
    [() => checkList('own', 'a list', { length: 0 }), invalid, "own option should be a list, instead got '{\"length\":0}'"],
    [() => checkList('own', 'numbers', [1, 'a'], isNumber), invalid, "own option should be numbers, instead got '[1,\"a\"]'"]
  ]
  for (const [check, code, message] of table) {
    const error: unknown = t.throws(check, { code, message, statusCode: 500 }, message)
    t.ok(error instanceof TypeError)
  }
  t.doesNotThrow(() => {
    checkNames('', { a: 1, d: 2 }, ['a', 'b'], ['d'])
    checkNames('own', {}, ['a'])
    checkBoolean('own', false)
    checkFunction('own', 'a function', () => 'a')
    checkList('own', 'numbers', [1, 2], isNumber)
    checkList('own', 'a list', ['a', 1])
  })
})

t.test('values of options', async t => {
  t.strictSame([0, 1, 2, 3, 4, 1.5, '2', NaN, undefined].map((value) => isIntegerBetween(value, 1, 3)), [false, true, true, true, false, false, false, false, false])
  t.strictSame([{}, Object.create(null), new Date(), [], null, undefined, 'a', () => {}].map(isObject), [true, true, true, false, false, false, false, false])
  t.strictSame(['a', 'x'.repeat(4096), 'x'.repeat(4097), '', 5, undefined].map(isText), [true, true, false, false, false, false])
  t.strictSame(withoutUndefined({ a: 1, b: undefined, c: null, d: false }), { a: 1, c: null, d: false })
  const named = function own () {}
  const values: [value: unknown, expected: string][] = [[named, 'function own'], [asText, 'async function asText'], [[() => {}][0], 'function'], [{ a: 1 }, '{"a":1}'], [null, 'null'], [undefined, 'undefined'], ['a', 'a'], [5n, '5']]
  for (const [value, expected] of values) t.equal(describeOption(value), expected)
})

t.test('a function of the application that fails is reported once, with what it threw', async t => {
  const lines: unknown[][] = []
  const log = { warn: (...line: unknown[]) => { lines.push(['warn', ...line]) }, error: (...line: unknown[]) => { lines.push(['error', ...line]) } } as unknown as FastifyBaseLogger
  const role = { name: 'own option', expected: 'a number', isAnswer: (value: unknown): value is number => typeof value === 'number' }
  const failure = new Error('failed')
  const fail = () => { throw failure }
  const wrong = () => 'a'
  t.equal(callFunction(role, (...args: number[]) => args[0]! + args[1]!, log, 1, 2), 3)
  t.equal(callFunction(role, () => 0, log), 0)
  for (const own of [fail, wrong, asText]) for (let time = 0; time < 2; time++) t.equal(callFunction(role, own, log), undefined)
  t.strictSame(lines, [
    ['warn', { err: failure }, 'fastify-error-replies: own option failed'],
    ['warn', {}, 'fastify-error-replies: own option should return a number, its result is ignored'],
    ['warn', {}, 'fastify-error-replies: own option should be synchronous, its promise is ignored']
  ])
  // Without a logger it is not noted as reported
  const late = () => { throw failure }
  t.equal(callFunction(role, late, undefined), undefined)
  reportFunction(new FunctionError(late, 'late'), log)
  t.strictSame(lines[3], ['warn', {}, 'fastify-error-replies: late'])
  reportFailure(log, 'error', 'message', 'text')
  t.strictSame(lines[4], ['error', { err: 'text' }, 'fastify-error-replies: message'])
  t.doesNotThrow(() => reportFailure({ warn: fail } as never, 'warn', 'message'))
  t.doesNotThrow(() => reportFailure(undefined, 'warn', 'message'))
})

t.test('the name of a function for the log', async t => {
  t.strictSame([nameOf(asText), nameOf([() => {}][0] as Function), nameOf(Object.defineProperty(() => {}, 'name', { value: 'x'.repeat(65) }))], ['asText', '', `${'x'.repeat(63)}…`])
  t.equal(nameOf(Object.defineProperty(() => {}, 'name', { value: 5 })), '')
})
