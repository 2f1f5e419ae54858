import { inspect, types } from 'node:util'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import t from 'tap'
import { ErrorReply, errors, isErrorReply } from '../../lib/index.js'
import { changeReply, loggedStatus, type ErrorParts } from '../../lib/error/error-reply.js'
import { FunctionError } from '../../lib/util/call-function.js'
import * as symbols from '../../lib/error/symbols.js'
import { kDefinition, kErrorReply } from '../../lib/error/symbols.js'

t.test('ErrorReply', async t => {
  t.test('is a native Error', async t => {
    const error = errors.conflict('name', 'a', 'b')
    t.ok(types.isNativeError(error))
    t.ok(error instanceof Error)
    t.equal(structuredClone(error).message, error.message)
    t.match(inspect(error), /^\[ErrorReply: Update conflict/)
    t.equal(String(error), 'ErrorReply [CONFLICT]: Update conflict. Resolve the conflict and try again.')
  })

  t.test('has no own symbol and no enumerable cause', async t => {
    const cause = new Error('below')
    const error = errors.badGateway('No.', { cause })
    t.same(Object.getOwnPropertySymbols(error), [])
    t.equal(error.cause, cause)
    t.notOk(Object.keys(error).includes('cause'))
    t.notOk('cause' in errors.gone())
  })

  t.test('toJSON has what a client may see', async t => {
    const error = errors.conflict('name', 'a', 'b', 'Taken.', { cause: new Error('secret') })
    t.same(JSON.parse(JSON.stringify(error)), {
      statusCode: 409, code: 'CONFLICT', title: 'Conflict', message: 'Taken.', detail: { conflictField: 'name', originalValue: 'a', newValue: 'b' }
    })
  })

  t.test('collects the stack of an expected error on demand', async t => {
    t.equal(errors.notFound().stack, 'ErrorReply: There is nothing at this address.')
    t.match(errors.internalServerError().stack, /error-reply\.test/)
    t.equal(errors.fail(499).stack, 'ErrorReply: Invalid request.')
    ErrorReply.captureStackTraces = true
    t.teardown(() => { ErrorReply.captureStackTraces = false })
    t.match(errors.notFound().stack, /^ErrorReply: There is nothing at this address\.\n +at .*error-reply\.test/)
  })

  t.test('leaves Error.stackTraceLimit as it was, also where it cannot be written', async t => {
    const limit = Error.stackTraceLimit
    errors.gone()
    t.equal(Error.stackTraceLimit, limit)
    const descriptor = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit') as PropertyDescriptor
    t.teardown(() => { Object.defineProperty(Error, 'stackTraceLimit', descriptor) })
    Object.defineProperty(Error, 'stackTraceLimit', { value: 7, writable: false, configurable: true })
    t.equal(errors.gone().statusCode, 410)
    t.equal(Error.stackTraceLimit, 7)
  })

  t.test('is known by another copy of the package, a Proxy is not', async t => {
    const other = Object.create({ [kErrorReply]: true, [kDefinition]: { statusCode: 400 } })
    for (const value of [errors.gone(), other]) t.equal(isErrorReply(value), true)
    for (const value of [undefined, null, 'gone', {}, new Error('a'), new Proxy(errors.gone(), {}), Object.create(errors.gone()), { [kErrorReply]: true }]) {
      t.equal(isErrorReply(value), false)
    }
  })

  t.test('is named ErrorReply, as native errors are named, also in a bundle', async t => {
    t.strictSame(Object.getOwnPropertyDescriptor(ErrorReply.prototype, 'name'), { value: 'ErrorReply', writable: true, enumerable: false, configurable: true })
    for (const minify of [false, true]) {
      const { outputFiles } = await build({ entryPoints: [fileURLToPath(new URL('../../lib/error/error-reply.js', import.meta.url))], bundle: true, minify, format: 'esm', write: false })
      const bundled = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text as string)}`) as { ErrorReply: Function }
      t.equal(bundled.ErrorReply.name, 'ErrorReply')
    }
  })

  t.test('has what it was made from, for formats and the log', async t => {
    const failure = new FunctionError(() => {}, 'failed')
    const oauth2 = { kind: 'answer', error: 'invalid_grant', uri: undefined, hasStatus: false } as const
    const definition = { name: 'a', statusCode: 409, code: 'A', title: 'A', message: 'A.', type: '/a', loggedAs: 500 }
    const read = (error: ErrorReply) => [
      error[kDefinition], error[symbols.kDefaultMessage], error[symbols.kTranslatable], error[symbols.kMessageKey], error[symbols.kInvalidArgument],
      error[symbols.kFailure], error[symbols.kForeign], error[symbols.kOAuth2], error.type, error[symbols.kCauseMessage], error[symbols.kText], loggedStatus(error)
    ]
    const { loggedAs, type, ...least } = definition
    t.strictSame(read(new ErrorReply(least, {})), [least, true, true, undefined, undefined, undefined, false, undefined, undefined, false, undefined, 409])
    const parts = {
      code: 'B',
      message: 'B.',
      messageKey: 'b',
      invalidArgument: 'wrong',
      failure,
      foreign: true,
      oauth2,
      causeMessage: true,
      text: 'c',
      detail: { a: 1 },
      extensions: { b: 2 },
      headers: { c: 'd' },
      issues: [],
      cause: failure
    }
    const whole: unknown[] = [definition, false, true, 'b', 'wrong', failure, true, oauth2, '/a', true, 'c', 500]
    const error = new ErrorReply(definition, parts)
    t.strictSame(read(error), whole)
    t.strictSame([error.statusCode, error.title], [409, 'A'])
    for (const name of ['code', 'message', 'detail', 'extensions', 'headers', 'issues', 'cause'] as const) t.equal(error[name], parts[name], name)
    t.equal((error as unknown as Record<symbol, unknown>)[kErrorReply], true)

    // A copy has all of it, except that the message is no longer that of a cause, a text or a key when it is another
    const members = ['code', 'statusCode', 'title', 'message', 'detail', 'extensions', 'headers', 'issues', 'cause'] as const
    const copy = changeReply(error, {})
    t.strictSame(members.map((name) => copy[name]), members.map((name) => error[name]))
    t.strictSame(read(copy), whole.with(9, false))
    const changed = changeReply(error, { message: 'C.', detail: { a: 2 } })
    t.strictSame(members.map((name) => changed[name]), members.map((name) => name === 'message' ? 'C.' : name === 'detail' ? { a: 2 } : error[name]))
    t.strictSame(read(changed), whole.with(3, undefined).with(9, false).with(10, undefined))
    t.equal(changeReply(error, {}, least)[kDefinition], least)
  })

  t.test('whose message may be that of a language: the default one, one of a key, or one that the definition made', async t => {
    const definition = errors.gone()[kDefinition]
    const cases: [parts: ErrorParts, isDefault: boolean, isTranslatable: boolean][] = [
      [{}, true, true], [{ message: 'a' }, false, false], [{ message: 'a', customMessage: true }, false, false], [{ message: 'a', customMessage: false }, true, true],
      [{ message: 'a', translatable: true }, false, true], [{ message: 'a', translatable: false }, false, false], [{ message: 'a', messageKey: 'b' }, false, true]
    ]
    for (const [parts, isDefault, isTranslatable] of cases) {
      const error = new ErrorReply(definition, parts)
      for (const { [symbols.kDefaultMessage]: first, [symbols.kTranslatable]: second } of [error, changeReply(error, {})]) t.strictSame([first, second], [isDefault, isTranslatable], JSON.stringify(parts))
    }
  })

  t.test('has accessors that every copy of the package finds', async t => {
    const keys = Object.entries(symbols).map(([name, symbol]) => [name, Symbol.keyFor(symbol)])
    t.strictSame(Object.fromEntries(keys), {
      kErrorReplies: 'fastify-error-replies.context',
      kCatalogs: 'fastify-error-replies.catalogs',
      kDeclared: 'fastify-error-replies.declared',
      kWebsocket: 'fastify-error-replies.websocket',
      kDocument: 'fastify-error-replies.document',
      kErrorReply: 'fastify-error-replies.reply',
      kDefinition: 'fastify-error-replies.definition',
      kDefaultMessage: 'fastify-error-replies.default-message',
      kTranslatable: 'fastify-error-replies.translatable',
      kMessageKey: 'fastify-error-replies.message-key',
      kInvalidArgument: 'fastify-error-replies.invalid-argument',
      kFailure: 'fastify-error-replies.failure',
      kOAuth2: 'fastify-error-replies.oauth2',
      kForeign: 'fastify-error-replies.foreign',
      kText: 'fastify-error-replies.text',
      kCauseMessage: 'fastify-error-replies.cause-message'
    })
  })
})
