import { noExtras, type BodyExtras, type Format } from './format.js'
import { kDefaultMessage, kDefinition, kForeign } from './symbols.js'
import type { ErrorDefinition, ErrorReply } from './error-reply.js'

/** A format as a context uses it. */
export interface CompiledFormat extends Format {
  /** The finished body. */
  render (error: ErrorReply, extras: BodyExtras): string
}

/**
 * Prepares a format for a context.
 *
 * An error that says nothing but its definition has one body: it is serialized once and kept.
 */
export function compileFormat (format: Format): CompiledFormat {
  const own = new WeakMap<ErrorDefinition, string>()
  const foreign = new WeakMap<ErrorDefinition, string>() // a format may leave out the code of a foreign error

  function render (error: ErrorReply, extras: BodyExtras): string {
    if (extras !== noExtras || !saysNothingMore(error)) return format.serialize(format.body(error, extras))
    const definition = error[kDefinition]
    const bodies = error[kForeign] ? foreign : own
    let body = bodies.get(definition)
    if (body === undefined) {
      body = format.serialize(format.body(error, noExtras))
      bodies.set(definition, body)
    }
    return body
  }

  return { ...format, render }
}

function saysNothingMore (error: ErrorReply): boolean {
  const definition = error[kDefinition]
  return (error[kDefaultMessage] || (definition.isOwn === true && error.message === definition.message)) && error.detail === undefined && error.issues === undefined &&
    error.extensions === undefined && error.code === definition.code
}
