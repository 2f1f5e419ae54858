import { noExtras, type Format } from '../formats/format.js'
import { renderReply } from '../formats/render.js'
import type { FastifyBaseLogger } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'
import type { ResolvedOptions } from '../options.js'

/** An error reply where there is no Fastify reply to send it with. */
export interface RawReply {
  readonly statusCode: number
  readonly phrase: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly format: Format
}

/** Tells an error in the default format of the options; `content-length` is in bytes. */
export function buildRawReply (error: ErrorReply, { formats }: ResolvedOptions, log?: FastifyBaseLogger): RawReply {
  const { format, body } = renderReply(formats.default, error, noExtras, log)
  return {
    statusCode: error.statusCode,
    phrase: error.title,
    headers: {
      'content-type': format.contentType,
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...format.headers
    },
    body,
    format
  }
}

/**
 * The reply as an HTTP/1.1 message that is the last on its connection.
 *
 * A server with a clock sends `Date` with every client error (RFC 9110 section 6.6.1).
 */
export function serializeRawReply ({ statusCode, phrase, headers, body }: RawReply): string {
  const fields = { ...headers, date: new Date().toUTCString(), connection: 'close' }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${statusCode} ${phrase}\r\n${lines.join('')}\r\n${body}`
}

/**
 * Writes the one line of an error that has no Fastify request; never throws.
 *
 * `reason` is Node's code of what went wrong. What the client sent is not logged.
 */
export function logRawReply (error: ErrorReply, reason: unknown, log: FastifyBaseLogger, options: ResolvedOptions): void {
  try {
    const level = readLevel(error, options)
    if (level === 'silent') return
    log[level]({ err: { code: error.code, message: error.message, statusCode: error.statusCode }, reason }, error.message)
  } catch {
    // A logger that fails must not cost the client its answer
  }
}

function readLevel (error: ErrorReply, { logLevel }: ResolvedOptions) {
  try {
    return logLevel(error, undefined as never)
  } catch {
    return 'info' // a function of the application that cannot do without a request
  }
}
