import { definitionOf } from '../error/catalog.js'
import { ErrorReply } from '../error/error-reply.js'
import { buildNotFoundReply, readErrorStatus } from '../normalize/index.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { readProperty, readText } from '../util/read-property.js'
import { readPath } from './cause-chain.js'
import type { FastifyRequest } from 'fastify'

/**
 * Maps the `HttpException` of NestJS: its status, and below 500 its message.
 *
 * The messages of a `ValidationPipe` are joined. A path without a route is 404 or 405, without the URL that Nest puts in
 * its message; what Fastify refused has the default message of its status.
 */
export function nest (error: unknown, request: FastifyRequest): ErrorReply | undefined {
  if (typeof readProperty(error, 'getStatus') !== 'function' || typeof readProperty(error, 'getResponse') !== 'function') return undefined
  const statusCode = readErrorStatus(readProperty(error, 'status')) ?? 500
  if (statusCode === 404 && readProperty(request, 'is404') === true) return buildNotFoundReply(request, { methodNotAllowed: true, expose: '4xx' })
  const isFastify = readText(readProperty(error, 'cause'), 'code').startsWith('FST_')
  const message = statusCode >= 500 || isFastify ? '' : readMessage(error)
  return new ErrorReply(definitionOf(statusCode), {
    message: message === '' ? undefined : cutText(message, MAX_TEXT),
    cause: error,
    foreign: true
  })
}

function readMessage (error: unknown): string {
  const messages = readPath(error, 'response', 'message')
  return Array.isArray(messages) ? messages.filter((message) => typeof message === 'string').join(', ') : readText(error, 'message')
}
