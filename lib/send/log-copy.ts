import { ThrownRecord } from '../error/thrown.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { readNames } from '../util/read-property.js'

const MAX_CAUSES = 5
const MAX_PROPERTIES = 32
// Clients put whole requests on their errors; what has one of these names is never logged
const SECRET = /auth|cookie|credential|passw|secret|session|token|api[-_]?key/i
const OWN = new Set(['name', 'message', 'stack', 'cause', '__proto__'])

/**
 * A thrown value as it is logged; never throws.
 *
 * An error keeps its name, message, stack, at most five causes, and those own properties that are plain values
 * (`code`, `errno`, `table`). Objects are left out: the error of an HTTP client has the request with its credentials.
 * The copy is an `Error` that a logger may write to, as pino does.
 */
export function copyForLog (value: unknown, record = new ThrownRecord(value), depth = 0): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return cutText(String(value), MAX_TEXT)
  const cause = record.get('cause')
  const copy = Object.create(Error.prototype, {
    // pino asks the constructor for its name before the error for its own
    constructor: { value: undefined },
    name: { value: readText(record.name) ?? 'Object' },
    cause: { value: cause == null || depth === MAX_CAUSES ? undefined : copyForLog(cause, undefined, depth + 1) }
  })
  copy.message = readText(record.message) ?? ''
  copy.stack = readText(record.get('stack')) ?? ''
  for (const name of readNames(value).slice(0, MAX_PROPERTIES)) {
    const property = SECRET.test(name) || OWN.has(name) ? undefined : record.get(name)
    if (typeof property === 'string') copy[name] = cutText(property, MAX_TEXT)
    else if (typeof property === 'number' || typeof property === 'boolean') copy[name] = property
  }
  return copy
}

function readText (text: unknown): string | undefined {
  return typeof text === 'string' ? cutText(text, MAX_TEXT) : undefined
}
