import type { FastifyRequest } from 'fastify'

/** Whether the client has closed the connection, or on HTTP/2 the stream, so that no reply can reach it. */
export function isClientGone (request: FastifyRequest): boolean {
  const raw = request.raw as FastifyRequest['raw'] & { isLightMyRequest?: boolean, stream?: { destroyed?: boolean } }
  return raw.aborted || raw.stream?.destroyed === true || raw.socket?.destroyed === true ||
    (raw.isLightMyRequest === true && raw.destroyed) // an injected request has no socket that closes
}
