import { buildHeaders, type ReplyFormat } from './headers.js'
import type { ErrorHeaders, ErrorReply } from '../error/error-reply.js'

/** An error reply where there is no Fastify reply to send it with: a bare socket, a part of a batch. */
export interface RawReply {
  readonly statusCode: number
  readonly phrase: string
  readonly headers: ErrorHeaders
  readonly body: string
}

/** Puts an error and its body together. */
export function buildRawReply ({ statusCode, title }: ErrorReply, format: ReplyFormat, body: string, headers?: ErrorHeaders): RawReply {
  return { statusCode, phrase: title, headers: buildHeaders(format, body, headers), body }
}

/**
 * The reply as an HTTP/1.1 message that is the last on its connection.
 *
 * A server with a clock sends `Date` with every client error (RFC 9110 section 6.6.1).
 */
export function serializeRawReply ({ statusCode, phrase, headers, body }: RawReply): string {
  const fields = { ...headers, date: new Date().toUTCString(), connection: 'close' }
  const lines = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((line) => `${name}: ${line}\r\n`))
  return `HTTP/1.1 ${statusCode} ${phrase}\r\n${lines.join('')}\r\n${body}`
}
