import t from 'tap'
import { errors } from '../../lib/index.js'
import { catalog } from '../../lib/error/catalog.js'
import { kInvalidArgument, kTranslatable } from '../../lib/error/symbols.js'

// Written down a second time on purpose: names of the own arguments, how many, and whether a message may stand alone
const own: Record<string, [signature: string, count: number, required: boolean]> = {
  invalidBody: ['path', 1, true],
  invalidParameter: ['name', 1, true],
  methodNotAllowed: ['allowedMethods', 1, false],
  notAcceptable: ['mediaTypes', 1, false],
  conflict: ['field, originalValue, newValue', 3, false],
  payloadTooLarge: ['limit?, retryAfter?', 2, false],
  unsupportedMediaType: ['mediaTypes', 1, false],
  rangeNotSatisfiable: ['size', 1, false],
  unprocessableEntity: ['fields', 1, false],
  upgradeRequired: ['protocols', 1, false],
  tooManyRequests: ['retryAfter', 1, false],
  unavailableForLegalReasons: ['blockedBy', 1, false],
  serviceUnavailable: ['retryAfter', 1, false]
}

t.test('own arguments of helpers', async t => {
  t.test('have the promised names', async t => {
    const actual = catalog.flatMap(({ name, arguments: reader }) => reader === undefined ? [] : [[name, [reader.signature, reader.count, reader.required]]])
    t.strictSame(Object.fromEntries(actual), own)
  })

  t.test('each description is a phrase that follows the status', async t => {
    for (const { name, arguments: reader } of catalog) if (reader !== undefined) t.match(reader.description, /^with .*[^.]$/, name)
  })
})

t.test('a list without a valid member is no header', async t => {
  t.equal(errors.unauthorized('No.', { challenge: 'no\n' }).headers, undefined)
  t.equal(errors.upgradeRequired([]).headers, undefined)
  t.equal(errors.unsupportedMediaType([]).headers, undefined)
})

t.test('a list has at most 4,096 characters, with what divides its members', async t => {
  const [first, second] = ['A', 'B'].map((letter) => letter.repeat(2046)) as [string, string]
  const full = errors.methodNotAllowed([first, first, second, second])
  t.strictSame(full.detail, { allowedMethods: [first, second] })
  t.strictSame([full[kInvalidArgument], full.extensions], [undefined, undefined])
  const over = errors.methodNotAllowed([first, `${second}B`, 'GET'])
  t.strictSame(over.detail, { allowedMethods: [first] })
  t.strictSame(over.extensions, { truncated: true })
  t.equal(over[kInvalidArgument], 'allowedMethods should be a list of at most 4096 characters, the rest is left out')
  t.strictSame(errors.notAcceptable(['text/html', `text/${'x'.repeat(4096)}`]).extensions, { truncated: true })
})

t.test('values in messages of the log are cut', async t => {
  const wrong = (value: unknown) => errors.forbidden(value as string)[kInvalidArgument]
  const long = 'x'.repeat(100)
  t.equal(wrong({ [long]: () => {} }[long]), `message should be a string, instead got 'function ${'x'.repeat(63)}…'`)
  t.equal(wrong({ [Symbol.toStringTag]: long }), `message should be a string, instead got '[object ${'x'.repeat(55)}…'`)
  t.equal(wrong(1n), "message should be a string, instead got '1'")
  const fields = new Proxy({}, { ownKeys () { throw new Error(long.repeat(3)) } })
  t.equal(errors.unprocessableEntity(fields)[kInvalidArgument], `arguments cannot be read: ${'x'.repeat(255)}…`)
})

t.test('a size may be 0', async t => {
  t.strictSame(errors.rangeNotSatisfiable(0).headers, { 'content-range': 'bytes */0' })
  t.strictSame(errors.contentTooLarge(0).detail, { limit: 0 })
})

t.test('field messages', async t => {
  // Each takes 64 units, its path twice, and its message
  const text = (length: number) => 'x'.repeat(length - 64 - 2 * 'ab'.length)

  t.test('are sent up to 16,384 units, the rest is left out', async t => {
    const quarters = [4096, 4096, 4096, 4096].map(text)
    const full = errors.unprocessableEntity({ ab: quarters })
    t.equal(full.issues?.length, 4)
    t.equal(full.extensions, undefined)
    const next = errors.unprocessableEntity({ ab: quarters, later: ['late'] })
    t.strictSame([next.issues?.length, next.extensions], [4, { truncated: true }])
    const over = errors.unprocessableEntity({ ab: [...quarters.slice(1), text(4097), 'late'], later: ['late'] })
    t.strictSame(over.issues?.map(({ message }) => message), quarters.slice(1))
    t.strictSame(over.extensions, { truncated: true })
  })

  t.test('are cut after 4,096 characters, and paths after 256', async t => {
    const [issue] = errors.unprocessableEntity({ ['f'.repeat(257)]: ['m'.repeat(4097)] }).issues ?? []
    t.strictSame([issue?.path, issue?.message], [`${'f'.repeat(255)}…`, `${'m'.repeat(4095)}…`])
  })

  t.test('have a path, its names and a pointer', async t => {
    const issue = (path: string, keys: string[], pointer: string, where = 'body') => [{ path, keys, in: where, kind: 'custom', message: 'is invalid', pointer }]
    t.strictSame(errors.invalidBody('data.a/b').issues, issue('data.a/b', ['data', 'a/b'], '/data/a~1b'))
    t.strictSame(errors.invalidBody('').issues, issue('', [], ''))
    t.strictSame(errors.invalidParameter('depth').issues, issue('depth', ['depth'], '/depth', 'querystring'))
    t.strictSame(errors.unprocessableEntity({ base: ['is invalid'] }).issues, issue('', [], ''))
    t.equal(errors.invalidBody('p'.repeat(4097)).issues?.[0]?.path, `${'p'.repeat(4095)}…`)
  })
})

t.test('a language may replace the message that invalidParameter makes, not that of the application', async t => {
  t.equal(errors.invalidParameter('depth')[kTranslatable], true)
  t.equal(errors.invalidParameter('depth', 'Too deep.')[kTranslatable], false)
})
