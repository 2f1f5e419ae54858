import { definitionOf } from '../error/catalog.js'
import { ErrorReply } from '../error/error-reply.js'
import { forwardHeaders, readErrorStatus } from '../normalize/index.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { readProperty, readText } from '../util/read-property.js'
import { kErrorReplies } from '../error/symbols.js'
import { wreckStatus } from './wreck.js'
import type { FastifyRequest } from 'fastify'

/**
 * Maps the errors of `@hapi/boom`.
 *
 * The status is `output.statusCode`; the text, `output.payload.message`, is sent below 500 only; of `output.headers`
 * those pass that option `errorHeaders` lets through. `data` and the rest of the payload stay here. An error that
 * describes the response of another server, as those of `@hapi/wreck` do, is a 502 or 504.
 */
export function boom (error: unknown, request: FastifyRequest): ErrorReply | undefined {
  if (readProperty(error, 'isBoom') !== true) return undefined
  const output = readProperty(error, 'output')
  const statusCode = wreckStatus(error) ?? readErrorStatus(readProperty(output, 'statusCode')) ?? 500
  const isServer = statusCode >= 500 || readProperty(error, 'isServer') === true
  const message = isServer ? '' : readText(readProperty(output, 'payload'), 'message')
  return new ErrorReply(definitionOf(statusCode), {
    message: message === '' ? undefined : cutText(message, MAX_TEXT),
    headers: forwardHeaders(readProperty(output, 'headers'), statusCode, request.server[kErrorReplies]?.errorHeaders ?? []),
    cause: error,
    foreign: true
  })
}
