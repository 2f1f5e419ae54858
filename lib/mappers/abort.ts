import { definitionOf } from '../error/catalog.js'
import { isClientGone } from '../http/client-gone.js'
import { ErrorReply, type ErrorDefinition } from '../error/error-reply.js'
import { errors } from '../helpers/index.js'
import { readProperty, readText } from '../util/read-property.js'
import type { FastifyRequest } from 'fastify'

// 499 is not registered: it stands in the log only, where nginx has made it known for this
const clientClosedRequest: ErrorDefinition = {
  ...definitionOf(400),
  name: 'clientClosedRequest',
  statusCode: 499,
  code: 'CLIENT_CLOSED_REQUEST',
  title: 'Client Closed Request',
  message: 'The client closed the connection before the reply was ready.'
}

// DOMException and Node's own, then axios
const ABORT_NAMES: readonly string[] = ['AbortError', 'TimeoutError', 'CanceledError']

/**
 * Maps what `request.signal` stops: the work of a request whose client has gone, or whose `handlerTimeout` is over.
 *
 * The first becomes a 499 that is not received and that is logged as a client error, not as a failure of the
 * server; the second 503. It ignores an abort of any other signal: `upstream` maps timeouts.
 */
export function abort (error: unknown, request: FastifyRequest): ErrorReply | undefined {
  const isAbort = ABORT_NAMES.includes(readText(error, 'name'))
  // Node's own error of a request body that stopped coming
  if (!isAbort && readText(error, 'code') !== 'ECONNRESET') return undefined
  if (isClientGone(request)) return new ErrorReply(clientClosedRequest, { cause: error })
  const reason = readProperty(readProperty(request, 'signal'), 'reason')
  return isAbort && readText(reason, 'code') === 'FST_ERR_HANDLER_TIMEOUT'
    ? errors.serviceUnavailable(undefined, { cause: error })
    : undefined
}
