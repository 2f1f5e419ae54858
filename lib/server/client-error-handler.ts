import { publishReply } from '../send/diagnostics.js'
import { errors } from '../helpers/factories.js'
import { buildRawReply, logRawReply, serializeRawReply } from '../send/raw-reply.js'
import { readProperty } from '../util/read-property.js'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'
import type { ResolvedOptions } from '../options.js'

// A socket that is closed while the client still sends is reset, and the reply with it (RFC 9112 section 9.6)
const LINGER = 500 // milliseconds

// One connection can fail several times: with every further packet behind the broken one
const answered = new WeakSet<Socket>()

/**
 * Answers what is no HTTP, on the bare socket, and closes the connection; never throws.
 *
 * Nothing is written into a response that has begun. One that belongs to an earlier request of the same connection
 * is waited for, so that the client does not take this answer for that one.
 */
export function answerClientError (error: unknown, socket: Socket, log: FastifyBaseLogger, options: ResolvedOptions): void {
  try {
    const reason = readProperty(error, 'code')
    if (reason === 'ECONNRESET' || socket.destroyed || answered.has(socket)) return
    answered.add(socket)
    if (!socket.writable) {
      socket.destroy()
      return
    }
    const reply = replyFor(reason)
    logRawReply(reply, reason, log, options)
    const raw = buildRawReply(reply, options, log)
    answer(socket, serializeRawReply(raw), () => publishReply(reply, raw.format, error, undefined))
  } catch {
    socket.destroy()
  }
}

function replyFor (reason: unknown): ErrorReply {
  switch (reason) {
    case 'ERR_HTTP_REQUEST_TIMEOUT': return errors.requestTimeout()
    case 'HPE_HEADER_OVERFLOW': return errors.requestHeaderFieldsTooLarge()
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW': return errors.payloadTooLarge()
    default: return errors.badRequest()
  }
}

function answer (socket: Socket, text: string, onAnswer: () => void): void {
  if (socket.destroyed || !socket.writable) return
  const response = responseInFlight(socket)
  if (response?.req.complete) {
    response.once('close', () => answer(socket, text, onAnswer))
  } else if (response?.headersSent) {
    // The request that failed is the one being answered already
    socket.destroySoon()
  } else {
    const timer = setTimeout(() => socket.destroy(), LINGER)
    socket.once('close', () => clearTimeout(timer))
    onAnswer()
    socket.end(text)
  }
}

// Node tells nobody which response a socket is busy with; its own handling of the event reads the same property
function responseInFlight (socket: Socket): ServerResponse | undefined {
  return (socket as { _httpMessage?: ServerResponse | null })._httpMessage ?? undefined
}
