import { inspect, types } from 'node:util'
import t from 'tap'
import { ErrorReply, errors, isErrorReply } from '../../lib/index.js'
import * as symbols from '../../lib/error/symbols.js'

const { kDefinition, kErrorReply } = symbols

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
    for (const value of [errors.gone(), other]) t.ok(isErrorReply(value))
    for (const value of [undefined, null, 'gone', {}, new Error('a'), new Proxy(errors.gone(), {}), Object.create(errors.gone()), { [kErrorReply]: true }]) {
      t.notOk(isErrorReply(value))
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
