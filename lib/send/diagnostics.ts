import { channel } from 'node:diagnostics_channel'
import { isAbort } from './abort.js'
import { readProperty } from '../util/read-property.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'
import type { ThrownRecord } from '../error/thrown.js'

/**
 * Message of the diagnostics channel `fastify-error-replies.reply`: one message for every error reply,
 * before it is sent.
 */
export interface ErrorReplyMessage {
  /** Status of the reply; 303 for `oauthRedirect`. */
  readonly statusCode: number
  /** Code of the reply, such as `CONFLICT`, whether or not its format sends it. */
  readonly code: string
  /** Name of its format. */
  readonly format: string
  /** Pattern of the route, such as `/documents/:id`; `undefined` where no route was found. */
  readonly route: string | undefined
  /** The error that was thrown or sent, before option `mappers` and before messages are hidden. */
  readonly error: unknown
  /** The request, `undefined` where Fastify does not have it: malformed HTTP, 417. */
  readonly request: FastifyRequest | undefined
}

const replies = channel('fastify-error-replies.reply')

/**
 * Publishes an error reply, unless the error is that the client has closed the connection: then there is no reply.
 *
 * A subscriber that throws does so on the next tick, as an uncaught exception; the reply goes its way.
 */
export function publishReply ({ statusCode, code }: ErrorReply, format: { readonly name: string }, thrown: ThrownRecord, request: FastifyRequest | undefined): void {
  if (!replies.hasSubscribers || (request !== undefined && isAbort(thrown, request))) return
  const message: ErrorReplyMessage = { statusCode, code, format: format.name, route: readRoute(request), error: thrown.value, request }
  replies.publish(message)
}

function readRoute (request: FastifyRequest | undefined): string | undefined {
  const url = readProperty(readProperty(request, 'routeOptions'), 'url')
  return typeof url === 'string' ? url : undefined
}
