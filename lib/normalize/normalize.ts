import { definitionOf, invalidJson } from '../error/catalog.js'
import { isPublicCode } from '../error/error-code.js'
import { ErrorReply, isErrorReply } from '../error/error-reply.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { forwardHeaders, readErrorStatus } from './foreign-error.js'
import { mapError } from './map-error.js'
import { buildNotFoundReply } from './not-found.js'
import { readFailures } from './issues.js'
import { buildValidationReply, isIssueLocation } from './validation.js'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ThrownRecord } from '../error/thrown.js'
import type { NormalizeSettings } from './options.js'

// Codes of Fastify itself, whose messages contain routes, paths and content types, and of @fastify/compress, which
// quotes a header of the request: the default message of the status is sent instead
const FRAMEWORK_CODE = /^FST_(?:ERR_|CP_ERR_INVALID_CONTENT_ENCODING$)/

/**
 * Turns any thrown value into an error reply: the only place that decides what a client may see.
 *
 * A foreign error is first passed to the mappers of option `map`. If none takes it, its status, its allowed headers
 * and, where option `expose` allows it, its message and code are used; nothing else. Never throws.
 *
 * @param validationStatusCode status of a validation failure in the format of the reply
 */
export function normalize (thrown: ThrownRecord, request: FastifyRequest, reply: FastifyReply, validationStatusCode: number, settings: NormalizeSettings): ErrorReply {
  const { value, code } = thrown
  if (isErrorReply(value)) return value
  const mapped = settings.map.length === 0 ? undefined : mapError(value, request, settings.map)
  if (mapped !== undefined) return mapped

  // A method that the server does not know (addHttpMethod) bypasses the not-found handler
  if (code === 'FST_ERR_NOT_FOUND' && settings.expose !== 'all') return buildNotFoundReply(request, settings)

  const statusCode = readErrorStatus(thrown.statusCode) ?? readErrorStatus(thrown.get('status')) ?? readErrorStatus(reply.statusCode) ?? 500
  const where = statusCode < 500 ? thrown.get('validationContext') : undefined
  if (isIssueLocation(where)) {
    return buildValidationReply({
      where,
      failures: readFailures(thrown),
      cause: value,
      statusCode: settings.validationStatusCode ?? (statusCode === 400 ? validationStatusCode : statusCode),
      code: settings.expose === 'all' && typeof code === 'string' ? code : undefined,
      maxIssues: settings.maxIssues
    }, request)
  }

  const exposed = isExposed(thrown, statusCode, settings.expose)
  const message = exposed ? thrown.message : undefined
  return new ErrorReply(statusCode === 400 && isInvalidJson(thrown) ? invalidJson : definitionOf(statusCode), {
    message: typeof message === 'string' && message !== '' ? cutText(message, MAX_TEXT) : undefined,
    code: exposed && (settings.expose === 'all' ? typeof code === 'string' : isPublicCode(code)) ? code as string : undefined,
    headers: forwardHeaders(thrown.get('headers'), statusCode, settings.forwardHeaders),
    cause: value,
    foreign: true
  })
}

// The SyntaxError is that of Fastify before 5.5.0 and of body-parser
function isInvalidJson ({ code, name }: ThrownRecord): boolean {
  return code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || name === 'SyntaxError'
}

function isExposed (thrown: ThrownRecord, statusCode: number, expose: NormalizeSettings['expose']): boolean {
  if (expose === 'all') return true
  if (typeof expose === 'function') {
    try {
      return expose(thrown.value, statusCode) === true
    } catch {
      return false
    }
  }
  if (typeof thrown.code === 'string' && FRAMEWORK_CODE.test(thrown.code)) return false
  // The SyntaxError of a parser quotes the body, also where body-parser sets `expose`
  if (thrown.name === 'SyntaxError') return false
  const own = thrown.get('expose')
  return own === true || (expose === 'client-errors' && statusCode < 500 && own !== false)
}
