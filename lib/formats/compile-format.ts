import { noExtras, type BodyExtras } from '../error/body-extras.js'
import { kDefaultMessage, kDefinition, kForeign, kOAuth2, kText } from '../error/symbols.js'
import type { FastifyBaseLogger } from 'fastify'
import type { ErrorDefinition, ErrorReply } from '../error/error-reply.js'
import type { Format } from './format.js'

/** A format as a context uses it. */
export interface CompiledFormat extends Format {
  /** The finished body. */
  render (error: ErrorReply, extras: BodyExtras, log?: FastifyBaseLogger): string
}

/**
 * Prepares a format for a context.
 *
 * An error without anything but its definition always has the same body: it is serialized once and kept.
 */
export function compileFormat (format: Format): CompiledFormat {
  const own = new WeakMap<ErrorDefinition, string>()
  const foreign = new WeakMap<ErrorDefinition, string>() // a format may leave out the code of a foreign error

  function render (error: ErrorReply, extras: BodyExtras, log?: FastifyBaseLogger): string {
    if (extras !== noExtras || !isConstant(error)) return format.serialize(format.body(error, extras, log))
    const definition = error[kDefinition]
    const bodies = error[kForeign] ? foreign : own
    let body = bodies.get(definition)
    if (body === undefined) {
      body = format.serialize(format.body(error, noExtras, log))
      bodies.set(definition, body)
    }
    return body
  }

  return { ...format, render }
}

function isConstant (error: ErrorReply): boolean {
  const definition = error[kDefinition]
  return error.detail === undefined && error.issues === undefined && error.extensions === undefined &&
    error.message === definition.message && error.code === definition.code && error[kOAuth2] === undefined && error[kText] === undefined &&
    (error[kDefaultMessage] || definition.isOwn === true || definition.isTranslated === true)
}
