import { noExtras, type BodyExtras } from '../error/body-extras.js'
import { compileFormat, type CompiledFormat } from './compile-format.js'
import { envelope } from './built-in/envelope.js'
import { shortenReply } from './shorten.js'
import { FunctionError, reportFunction } from '../util/call-function.js'
import type { FastifyBaseLogger } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'

const MAX_BODY = 65_536 // bytes
// Bytes that members and failures get, one after the other, until the body fits
const ROOMS = [32_768, 8192, 2048, 0]

/** A finished body, empty for a redirect, and the format that it has. */
export interface RenderedReply {
  readonly format: CompiledFormat
  readonly body: string
}

const plainEnvelope = compileFormat(envelope())

/** The body of an error in a format, at most 64 kB, or an envelope where that format fails. */
export function renderReply (format: CompiledFormat, error: ErrorReply, extras: BodyExtras, log?: FastifyBaseLogger): RenderedReply {
  // A redirect is complete without a body, which would repeat its address
  if (error.statusCode < 400) return { format, body: '' }
  try {
    return { format, body: renderWithin(format, error, extras, log) }
  } catch (failure) {
    // A format of the application, or an error that was changed after it was made
    reportFunction(failure instanceof FunctionError ? failure : new FunctionError(format.body, `format '${format.name}' failed`, failure), log)
    return { format: plainEnvelope, body: renderWithin(plainEnvelope, error, noExtras) }
  }
}

// One budget for the reply, whatever it was made from
function renderWithin (format: CompiledFormat, error: ErrorReply, extras: BodyExtras, log?: FastifyBaseLogger): string {
  const whole = format.render(error, extras, log)
  if (isShort(whole)) return whole
  for (const room of ROOMS) {
    const rest = extras.debug === undefined ? extras : { ...extras, debug: { truncated: true } }
    const body = format.render(shortenReply(error, room), rest, log)
    if (isShort(body)) return body
  }
  throw new FunctionError(format.body, `format '${format.name}' wrote more than ${MAX_BODY} bytes`)
}

// A code unit is at most three bytes
function isShort (body: string): boolean {
  return body.length * 3 <= MAX_BODY || Buffer.byteLength(body) <= MAX_BODY
}
