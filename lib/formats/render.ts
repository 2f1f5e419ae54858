import { noExtras, type BodyExtras } from '../error/body-extras.js'
import { compileFormat, type CompiledFormat } from './compile-format.js'
import { envelope } from './built-in/envelope.js'
import { FunctionError, reportFunction } from '../util/call-function.js'
import type { FastifyBaseLogger } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'

/** A finished body, empty for a redirect, and the format that it has. */
export interface RenderedReply {
  readonly format: CompiledFormat
  readonly body: string
}

const plainEnvelope = compileFormat(envelope())

/** The body of an error in a format, or an envelope where that format throws. */
export function renderReply (format: CompiledFormat, error: ErrorReply, extras: BodyExtras, log?: FastifyBaseLogger): RenderedReply {
  // A redirect is complete without a body, which would repeat its address
  if (error.statusCode < 400) return { format, body: '' }
  try {
    return { format, body: format.render(error, extras, log) }
  } catch (failure) {
    // A format of the application, or an error that was changed after it was made
    reportFunction(failure instanceof FunctionError ? failure : new FunctionError(format.body, `format '${format.name}' failed`, failure), log)
    return { format: plainEnvelope, body: plainEnvelope.render(error, noExtras) }
  }
}
