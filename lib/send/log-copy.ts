import { cutText, MAX_TEXT } from '../util/json-values.js'
import { readProperty } from '../util/read-property.js'

const MAX_CAUSES = 5
const MAX_PROPERTIES = 32
// Clients put whole requests on their errors; what stands under these names is nobody's to log
const SECRET = /auth|cookie|credential|passw|secret|session|token|api[-_]?key/i

/**
 * A thrown value as it is logged; never throws.
 *
 * An error keeps its name, message, stack, at most five causes, and those own properties that are plain values
 * (`code`, `errno`, `table`). Objects are left out: an HTTP client's error holds the request with its credentials.
 * The copy is an `Error` that a logger may write to, as pino does.
 */
export function copyForLog (value: unknown, depth = 0): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return cutText(String(value), MAX_TEXT)
  const cause = readProperty(value, 'cause')
  const copy = Object.create(Error.prototype, {
    // pino asks the constructor for its name before the error for its own
    constructor: { value: undefined },
    name: { value: readText(value, 'name') ?? 'Object' },
    cause: { value: cause == null || depth === MAX_CAUSES ? undefined : copyForLog(cause, depth + 1) }
  })
  copy.message = readText(value, 'message') ?? ''
  copy.stack = readText(value, 'stack') ?? ''
  for (const name of ownNames(value)) {
    const property = SECRET.test(name) || name === 'message' || name === 'stack' ? undefined : readProperty(value, name)
    if (typeof property === 'string') copy[name] = cutText(property, MAX_TEXT)
    else if (typeof property === 'number' || typeof property === 'boolean') copy[name] = property
  }
  return copy
}

function ownNames (value: object): string[] {
  try {
    return Object.keys(value).slice(0, MAX_PROPERTIES).filter((name) => name !== 'name' && name !== 'cause' && name !== '__proto__')
  } catch {
    return [] // a Proxy that refuses
  }
}

function readText (value: unknown, name: string): string | undefined {
  const text = readProperty(value, name)
  return typeof text === 'string' ? cutText(text, MAX_TEXT) : undefined
}
