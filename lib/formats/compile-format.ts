import { compileTemplate, type BodyTemplate } from './body-template.js'
import { noExtras, type BodyExtras, type Format } from './format.js'
import { kDefaultMessage, kDefinition, kForeign, kOAuth2 } from '../error/symbols.js'
import type { ErrorDefinition, ErrorReply } from '../error/error-reply.js'

/** A format as a context uses it. */
export interface CompiledFormat extends Format {
  /** The finished body. */
  render (error: ErrorReply, extras: BodyExtras): string
}

/**
 * Prepares a format for a context.
 *
 * An error that says nothing but its definition has one body: it is serialized once and kept. Where a format says
 * what it makes of a detail, so is the text around message and detail: putting the pieces together costs a third of
 * what the serializer does, 3.1 µs less for reply.conflict(field, a, b) on Node 20.
 */
export function compileFormat (format: Format): CompiledFormat {
  const own = new WeakMap<ErrorDefinition, string>()
  const foreign = new WeakMap<ErrorDefinition, string>() // a format may leave out the code of a foreign error
  const templates = new WeakMap<ErrorDefinition, BodyTemplate>()

  function render (error: ErrorReply, extras: BodyExtras): string {
    if (extras === noExtras && isOrdinary(error)) {
      if (error.issues === undefined && error.extensions === undefined) {
        if (isConstant(error)) return renderConstant(error)
        const body = format.detail === undefined ? undefined : renderTemplate(error, error.detail)
        if (body !== undefined) return body
      } else if (format.buildDetail !== undefined) {
        const body = renderTemplate(error, format.buildDetail(error))
        if (body !== undefined) return body
      }
    }
    return format.serialize(format.body(error, extras))
  }

  function renderConstant (error: ErrorReply): string {
    const definition = error[kDefinition]
    const bodies = error[kForeign] ? foreign : own
    let body = bodies.get(definition)
    if (body === undefined) {
      body = format.serialize(format.body(error, noExtras))
      bodies.set(definition, body)
    }
    return body
  }

  function renderTemplate ({ message, [kDefinition]: definition }: ErrorReply, detail: Record<string, unknown> | undefined): string | undefined {
    let template = templates.get(definition)
    if (template === undefined) {
      template = compileTemplate(format, definition)
      templates.set(definition, template)
    }
    return detail === undefined ? template.withMessage(message) : template.withDetail(message, detail)
  }

  return { ...format, render }
}

// Whether it tells the code of its definition, to those who know nothing of OAuth2
function isOrdinary (error: ErrorReply): boolean {
  return error[kOAuth2] === undefined && error.code === error[kDefinition].code
}

function isConstant (error: ErrorReply): boolean {
  const definition = error[kDefinition]
  return error.detail === undefined && error.message === definition.message && (error[kDefaultMessage] || definition.isOwn === true)
}
