import { noExtras, type BodyExtras } from '../error/body-extras.js'
import { compileFormat, type CompiledFormat } from './compile-format.js'
import { envelope } from './built-in/envelope.js'
import { reportFailure } from '../util/report-failure.js'
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
    return { format, body: format.render(error, extras) }
  } catch (failure) {
    // A format of the application, or an option of one, that throws: the default format never does
    reportFailure(log, 'error', `format '${format.name}' failed`, failure)
    return { format: plainEnvelope, body: plainEnvelope.render(error, noExtras) }
  }
}
