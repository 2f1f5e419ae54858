import fc from 'fast-check'
import { errors } from '../../lib/index.js'

/** What no client may see, wherever an error carries it. */
export const SECRET = 'hunter2'

/** Any value. */
export const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true, withSet: true, withSparseArray: true, withTypedArray: true })

// Lone surrogates and controls too. The unit 'binary' of fast-check takes seconds to prepare.
const text = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units))

/** A function as a counterexample shows it. */
function show<Make extends () => unknown> (make: Make, ...from: unknown[]): Make {
  return Object.assign(make, { [fc.toStringMethod]: () => from.map((value) => fc.stringify(value)).join(' ') })
}

// An error with any values under the names that are read, and a secret under other names
const foreign = fc.record({
  base: fc.constantFrom('error', 'type', 'plain', 'null', 'aggregate', 'dom'),
  statusCode: fc.oneof(fc.integer({ min: 390, max: 610 }), anything),
  code: fc.oneof(fc.string(), fc.constantFrom('ECONNREFUSED', 'FST_ERR_VALIDATION', 'ERR_HTTP_INVALID_HEADER_VALUE'), anything),
  headers: fc.oneof(fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('retry-after', 'allow', 'link', 'vary', 'set-cookie')), anything), anything),
  validation: fc.oneof(fc.array(fc.record({ keyword: fc.constantFrom('type', 'required', 'anyOf', 'x'), instancePath: fc.string(), message: fc.string(), params: anything, schemaPath: fc.string() })), anything),
  validationContext: fc.constantFrom('body', 'querystring', 'params', 'headers', 'other', undefined),
  long: fc.constantFrom(0, 4000, 100_000),
  getter: fc.constantFrom('message', 'code', 'statusCode', 'headers', 'name', 'stack', 'none'),
  shell: fc.constantFrom('none', 'none', 'frozen', 'proxy', 'keyless')
}, { requiredKeys: ['base', 'getter', 'shell', 'long'] }).map(({ base, getter, shell, long, ...properties }) => show(() => {
  const message = SECRET + 'x'.repeat(long)
  const error: any = base === 'error'
    ? new Error(message)
    : base === 'type'
      ? new TypeError(message)
      : base === 'aggregate' ? new AggregateError([new Error('inner')], message) : base === 'dom' ? Object.create(new DOMException(message)) : base === 'null' ? Object.create(null) : {}
  const secrets = { expose: false, sql: SECRET, detail: { secret: SECRET }, config: { secret: SECRET }, cause: new Error(SECRET), 'x-internal-token': SECRET }
  for (const [name, value] of Object.entries({ ...secrets, ...properties })) Object.defineProperty(error, name, { value, enumerable: true, configurable: true, writable: true })
  if (properties.headers === undefined) error.headers = { 'set-cookie': SECRET, 'x-internal-token': SECRET, 'content-type': 'text/html', 'transfer-encoding': 'chunked' }
  if (getter !== 'none') Object.defineProperty(error, getter, { get: () => { throw new Error(SECRET) } })
  if (shell === 'frozen') return Object.freeze(error)
  if (shell === 'proxy') return new Proxy(error, { get: () => { throw new Error(SECRET) } })
  return shell === 'keyless' ? new Proxy(error, { ownKeys: () => { throw new Error(SECRET) } }) : error
}, { base, getter, shell, long, ...properties }))

const init = fc.record({
  code: fc.oneof(fc.string(), fc.constant('A_CODE')),
  detail: fc.object(),
  extensions: fc.object(),
  headers: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()), anything.filter((value) => !Array.isArray(value)))),
  challenge: fc.oneof(fc.string(), fc.array(fc.string())),
  cause: fc.constant(new Error(SECRET))
}, { requiredKeys: [] })

/** Arguments of a helper: valid ones, and any others. */
export const helperArguments = fc.array(
  fc.oneof(anything, text, init, fc.array(fc.string()), fc.double(), fc.date({ noInvalidDate: false })),
  { maxLength: 6 }
)

/** Names of the helpers, without those of OAuth2 that redirect. */
export const helperNames = fc.constantFrom(...Object.keys(errors).filter((name) => !name.startsWith('oauth')))

/** An error of this package. */
const own = fc.tuple(helperNames, helperArguments).map(([name, args]) => show((): unknown => {
  try {
    return (errors as unknown as Record<string, (...args: unknown[]) => unknown>)[name]?.(...args)
  } catch (error) {
    return error
  }
}, name, args))

/** Makes a value that is thrown: an error of this package, a foreign one, anything. */
export const thrownValues = fc.oneof({ weight: 3, arbitrary: own }, { weight: 4, arbitrary: foreign }, { weight: 1, arbitrary: anything.map((value) => show(() => value, value)) })
