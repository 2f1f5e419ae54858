import { isErrorReply } from '../error/error-reply.js'
import { ThrownRecord } from '../error/thrown.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { isPlainObject, readList, readNames, readProperty } from '../util/read-property.js'

const MAX_CAUSES = 5
const MAX_ERRORS = 10
const MAX_PROPERTIES = 32
const MAX_JSON = 1024 // UTF-16 code units of a property that is not a primitive
// HTTP clients attach whole requests to their errors; members with one of these names are never logged
const SECRET = /auth|cookie|credential|passw|secret|session|token|api[-_]?key/i
// And validators attach values of the client
const CLIENT = new Set([
  'request', 'response', 'req', 'res', 'config', 'socket', 'headers', 'options', 'body', 'data',
  '_original', 'originalValue', 'value', 'input', 'received', 'issues', 'inner', 'validation'
])
// Of an error of this package: values that option `redact` may keep from a client
const BODY = new Set(['detail', 'extensions'])
const OWN = new Set(['constructor', 'name', 'message', 'stack', 'cause', 'errors', '__proto__'])

/**
 * A thrown value as it is logged; never throws.
 *
 * An error keeps the name of its class, message, at most five causes, the errors of an AggregateError, and those own
 * properties that are plain values (`code`, `errno`, `table`, `{ left: 2 }`). The request, response and settings that
 * an HTTP client puts on its error are left out. The copy is an `Error` that a logger may write to, as pino does.
 *
 * @param withStack whether its stack is read: V8 makes the text when it is first read, which takes 28 µs (Node 20)
 */
export function copyForLog (value: unknown, withStack: boolean, record = new ThrownRecord(value), depth = 0): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return cutText(String(value), MAX_TEXT)
  const cause = record.get('cause')
  const type = readType(record)
  const message = readText(record.message) ?? ''
  const copy = Object.create(Error.prototype, {
    // pino asks the constructor for its name before the error for its own
    constructor: { value: undefined },
    name: { value: type },
    cause: { value: cause == null || depth === MAX_CAUSES ? undefined : copyForLog(cause, withStack, undefined, depth + 1) }
  })
  copy.message = message
  copy.stack = (withStack ? readText(record.get('stack')) : undefined) ?? `${type}: ${message}`
  const errors = depth < MAX_CAUSES ? readList(record.get('errors'), MAX_ERRORS) : undefined
  if (errors !== undefined) {
    // Not enumerable: pino writes it as `aggregateErrors`
    Object.defineProperty(copy, 'errors', { value: errors.map((error) => copyForLog(error, withStack, undefined, depth + 1)) })
  }
  const isReply = isErrorReply(value)
  for (const name of readNames(value).slice(0, MAX_PROPERTIES)) {
    const property = isHidden(name) || OWN.has(name) || (isReply && BODY.has(name)) ? undefined : copyProperty(record.get(name))
    if (property !== undefined) copy[name] = property
  }
  return copy
}

function isHidden (name: string): boolean {
  return SECRET.test(name) || CLIENT.has(name)
}

function copyProperty (property: unknown): unknown {
  switch (typeof property) {
    case 'string': return cutText(property, MAX_TEXT)
    case 'number':
    case 'boolean': return property
    case 'object': return copyPlain(property)
    default: return undefined
  }
}

// A literal or an array, with no instance of a class in it, which may lead to a socket
function copyPlain (property: object | null): unknown {
  let room = MAX_JSON
  try {
    if (!Array.isArray(property) && !isPlainObject(property)) return undefined
    const text = JSON.stringify(property, (name, value: unknown) => {
      room -= typeof value === 'string' ? value.length : 1
      if (room < 0) throw new RangeError('too long') // before all of it is text
      if (isHidden(name) || (typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlainObject(value))) return undefined
      return value
    })
    return text.length > MAX_JSON ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

// Many classes leave the name of their errors as it is
function readType (record: ThrownRecord): string {
  const className = readText(readProperty(record.get('constructor'), 'name'))
  const name = readText(record.name)
  return (className === undefined || className === '' || className === 'Object' ? name : className) ?? 'Object'
}

function readText (text: unknown): string | undefined {
  return typeof text === 'string' ? cutText(text, MAX_TEXT) : undefined
}
