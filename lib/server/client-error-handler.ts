import { errors } from '../helpers/index.js'
import { buildRaw } from '../pipeline.js'
import { serializeRawReply } from '../send/index.js'
import { readProperty } from '../util/read-property.js'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'
import type { ResolvedOptions } from '../options.js'

// A socket that is closed while the client still sends is reset, and the reply with it (RFC 9112 section 9.6)
const LINGER = 500 // milliseconds

// One connection can fail several times: with every further packet after the malformed one
const handled = new WeakSet<Socket>()

/**
 * Writes an error response for malformed HTTP to the socket and closes it; never throws.
 *
 * Nothing is written into a response that has begun. The response to an earlier request of the same connection is
 * waited for, so that the client does not take this one for it.
 */
export function handleClientError (error: unknown, socket: Socket, log: FastifyBaseLogger, options: ResolvedOptions): void {
  try {
    const reason = readProperty(error, 'code')
    if (reason === 'ECONNRESET' || socket.destroyed || handled.has(socket)) return
    handled.add(socket)
    if (!socket.writable) {
      socket.destroy()
      return
    }
    const reply = buildRaw(replyFor(reason), { thrown: error, log, reason }, options)
    respond(socket, serializeRawReply(reply), reply.publish)
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

function respond (socket: Socket, text: string, onSend: () => void): void {
  if (socket.destroyed || !socket.writable) return
  const response = responseInFlight(socket)
  if (response?.req.complete) {
    response.once('close', () => respond(socket, text, onSend))
  } else if (response?.headersSent) {
    // It belongs to the request that failed
    socket.destroySoon()
  } else {
    const timer = setTimeout(() => socket.destroy(), LINGER)
    socket.once('close', () => clearTimeout(timer))
    onSend()
    socket.end(text)
  }
}

// Node has no public access to the response of a socket; its own handling of the event reads the same property
function responseInFlight (socket: Socket): ServerResponse | undefined {
  return (socket as { _httpMessage?: ServerResponse | null })._httpMessage ?? undefined
}
