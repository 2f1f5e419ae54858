import { definitionOf } from '../error/catalog.js'
import { isPublicCode } from '../error/error-code.js'
import { ErrorReply, isErrorReply } from '../error/error-reply.js'
import { asErrorStatus, forwardHeaders } from './foreign-error.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { mapError } from './map-error.js'
import { buildNotFoundReply } from './not-found.js'
import { readFailures } from './issues.js'
import { readProperty } from '../util/read-property.js'
import { buildValidationReply, isIssueLocation } from './validation.js'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Format } from '../formats/format.js'
import type { ResolvedOptions } from '../options.js'

// Codes of Fastify itself, whose texts speak of routes, paths and content types, and of what quotes a header of the
// request (@fastify/compress): the catalogue's are told instead.
const FRAMEWORK_CODE = /^FST_(?:ERR_|CP_ERR_INVALID_CONTENT_ENCODING$)/

/**
 * Turns any thrown value into an error reply: decides what a client may see.
 *
 * A foreign error is first offered to the mappers of option `map`. What they leave gives its status and, where option
 * `expose` allows it, its message and code; its headers pass an allow-list; nothing else of it is looked at. Never
 * throws.
 */
export function normalize (thrown: unknown, request: FastifyRequest, reply: FastifyReply, format: Format, options: ResolvedOptions): ErrorReply {
  if (isErrorReply(thrown)) return thrown
  const mapped = options.map.length === 0 ? undefined : mapError(thrown, request, options.map)
  if (mapped !== undefined) return mapped

  const code = readProperty(thrown, 'code')
  // A method that the server was not told of (addHttpMethod) goes past the not-found handler
  if (code === 'FST_ERR_NOT_FOUND' && options.expose !== 'all') return buildNotFoundReply(request, options)

  const statusCode = readStatusCode(thrown) ?? asErrorStatus(reply.statusCode) ?? 500
  const where = statusCode < 500 ? readProperty(thrown, 'validationContext') : undefined
  if (isIssueLocation(where)) {
    return buildValidationReply({
      where,
      failures: readFailures(thrown),
      cause: thrown,
      statusCode: options.validationStatusCode ?? (statusCode === 400 ? format.validationStatusCode : statusCode),
      code: options.expose === 'all' && typeof code === 'string' ? code : undefined,
      maxIssues: options.maxIssues
    }, request)
  }

  const exposed = isExposed(thrown, code, statusCode, options.expose)
  const message = exposed ? readProperty(thrown, 'message') : undefined
  return new ErrorReply(definitionOf(statusCode), {
    message: typeof message === 'string' && message !== '' ? cutText(message, MAX_TEXT) : undefined,
    code: exposed && (options.expose === 'all' ? typeof code === 'string' : isPublicCode(code)) ? code as string : undefined,
    headers: forwardHeaders(readProperty(thrown, 'headers'), statusCode, options.forwardHeaders),
    cause: thrown,
    foreign: true
  })
}

function readStatusCode (thrown: unknown): number | undefined {
  return asErrorStatus(readProperty(thrown, 'statusCode')) ?? asErrorStatus(readProperty(thrown, 'status'))
}

function isExposed (thrown: unknown, code: unknown, statusCode: number, expose: ResolvedOptions['expose']): boolean {
  if (expose === 'all') return true
  if (typeof expose === 'function') {
    try {
      return expose(thrown, statusCode) === true
    } catch {
      return false
    }
  }
  if (typeof code === 'string' && FRAMEWORK_CODE.test(code)) return false
  // A parser's SyntaxError quotes the body, also where body-parser calls it exposed
  if (readProperty(thrown, 'name') === 'SyntaxError') return false
  const own = readProperty(thrown, 'expose')
  return own === true || (expose === 'client-errors' && statusCode < 500 && own !== false)
}
