import { catalog } from './catalog.js'
import { ErrorReply, type ErrorDefinition } from './error-reply.js'
import { kDefaultMessage, kDefinition } from './symbols.js'
import type { Format } from './format.js'

/**
 * Serializes, once, every built-in error that says nothing but its status.
 *
 * The function that comes back gives the finished body of such an error, `undefined` for any other.
 */
export function compileConstants (format: Format): (error: ErrorReply) => string | undefined {
  const bodies = new Map<ErrorDefinition, string>()
  for (const definition of catalog) {
    bodies.set(definition, format.serialize(format.body(new ErrorReply(definition, {}), { debug: undefined })))
  }
  return function constantBody (error) {
    if (!error[kDefaultMessage] || error.detail !== undefined || error.issues !== undefined || error.extensions !== undefined) return undefined
    const definition = error[kDefinition]
    return error.code === definition.code ? bodies.get(definition) : undefined
  }
}
