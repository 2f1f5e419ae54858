import { readProperty } from './read-property.js'
import type { FastifyRequest } from 'fastify'

/** Whether the client has closed the connection, or on HTTP/2 the stream, so that no reply can reach it. */
export function isClientGone (request: FastifyRequest): boolean {
  const { raw } = request
  return readProperty(raw, 'aborted') === true ||
    readProperty(readProperty(raw, 'stream'), 'destroyed') === true ||
    readProperty(readProperty(raw, 'socket'), 'destroyed') === true
}
