import { definitionOf, invalidJson } from '../error/catalog.js'
import { isPublicCode } from '../error/error-code.js'
import { changeReply, ErrorReply, isErrorReply } from '../error/error-reply.js'
import { kCauseMessage } from '../error/symbols.js'
import { ThrownRecord } from '../error/thrown.js'
import { callFunction, type FunctionRole } from '../util/call-function.js'
import { cutText, MAX_TEXT, MAX_VALUE, toJsonMembers } from '../util/json-values.js'
import { isPlainObject, readNames } from '../util/read-property.js'
import { forwardHeaders, readErrorStatus } from './foreign-error.js'
import { mapError } from './map-error.js'
import { buildNotFoundReply } from './not-found.js'
import { isIssueLocation, readValidation } from './validation.js'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import type { NormalizeSettings } from './options.js'

// Codes of Fastify itself, whose messages contain routes, paths and content types, and of @fastify/compress, which
// quotes a header of the request: the default message of the status is sent instead
const FRAMEWORK_CODE = /^FST_(?:ERR_|CP_ERR_INVALID_CONTENT_ENCODING$)/
// Of a thrown object: the reply has them in its own members, and in its headers
const OWN_MEMBERS = new Set(['statusCode', 'code', 'error', 'message', 'headers'])

/**
 * Turns any thrown value into an error reply: the only place that decides what a client may see.
 *
 * A foreign error is first passed to the mappers of option `mappers`, one with a code of this package is not. If none
 * takes it, its status, its allowed headers and, where option `expose` allows it, only its message and code are used.
 * Never throws.
 *
 * @param validationStatusCode status of a validation failure in the format of the reply
 */
export function normalize (thrown: ThrownRecord, request: FastifyRequest, reply: FastifyReply, validationStatusCode: number, settings: NormalizeSettings): ErrorReply {
  const { value, code } = thrown
  if (isErrorReply(value)) {
    const error = restoreStatus(value, thrown)
    return error[kCauseMessage] ? addCauseMessage(error, settings, request.log) : error
  }
  // Of this package: a mapper that reads causes would take the cause for the error
  const isOwn = typeof code === 'string' && code.startsWith('FST_ERR_REPLIES_')
  const mapped = isOwn ? undefined : mapError(value, request, settings.mappers)
  if (mapped !== undefined) return mapped

  // A method that the server does not know (addHttpMethod) bypasses the not-found handler
  if (code === 'FST_ERR_NOT_FOUND' && settings.expose !== 'all') return buildNotFoundReply(request, settings)

  const statusCode = readErrorStatus(thrown.statusCode) ?? readClientStatus(thrown, settings) ?? readErrorStatus(reply.statusCode) ?? 500
  const where = statusCode < 500 ? thrown.get('validationContext') : undefined
  if (isIssueLocation(where)) {
    return readValidation(thrown, {
      where,
      statusCode: settings.validationStatusCode ?? (statusCode === 400 ? validationStatusCode : statusCode),
      code: settings.expose === 'all' ? readCode(code, true) : undefined,
      maxIssues: settings.maxIssues
    }, isExposed(thrown, statusCode, settings.expose, request.log), request)
  }

  const exposed = isExposed(thrown, statusCode, settings.expose, request.log)
  const asBefore = settings.expose === 'all'
  const message = exposed && typeof thrown.message === 'string' ? thrown.message : undefined
  return new ErrorReply(statusCode === 400 && isInvalidJson(thrown) ? invalidJson : definitionOf(statusCode), {
    message: message === undefined || message === '' ? undefined : cutText(message, MAX_TEXT),
    // Also an empty or a long one
    text: asBefore && message !== undefined ? cutText(message, MAX_VALUE) : undefined,
    code: exposed ? readCode(code, asBefore) : undefined,
    extensions: asBefore ? readMembers(thrown) : undefined,
    headers: forwardHeaders(thrown.get('headers'), statusCode, settings.errorHeaders),
    cause: value,
    foreign: true
  })
}

// Fastify writes a number as text
function readCode (code: unknown, asBefore: boolean): string | undefined {
  if (!asBefore) return isPublicCode(code) ? code : undefined
  return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined
}

// Fastify sends a plain object, such as those of errorResponseBuilder in @fastify/rate-limit, as it is
function readMembers (thrown: ThrownRecord): Record<string, unknown> | undefined {
  const { value } = thrown
  if (!isPlainObject(value)) return undefined
  const names = readNames(value).filter((name) => !OWN_MEMBERS.has(name))
  return names.length === 0 ? undefined : toJsonMembers(Object.fromEntries(names.map((name) => [name, thrown.get(name)])))
}

// Fastify gives any error that a validator throws the status 500
function restoreStatus (error: ErrorReply, thrown: ThrownRecord): ErrorReply {
  const isSet = thrown.statusCode === 500 && isIssueLocation(thrown.get('validationContext'))
  return isSet ? changeReply(error, { causeMessage: error[kCauseMessage] }) : error
}

// reply.badRequest(error): the message of a foreign error, under a status that was chosen for it
function addCauseMessage (error: ErrorReply, { expose }: NormalizeSettings, log: FastifyBaseLogger): ErrorReply {
  const cause = new ThrownRecord(error.cause)
  const { message } = cause
  if (typeof message !== 'string' || message === '' || !isExposed(cause, error.statusCode, expose, log)) return error
  return changeReply(error, { message: cutText(message, MAX_TEXT), customMessage: true, translatable: false })
}

// The SyntaxError is that of Fastify before 5.5.0 and of body-parser
function isInvalidJson ({ code, name }: ThrownRecord): boolean {
  return code === 'FST_ERR_CTP_INVALID_JSON_BODY' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || name === 'SyntaxError'
}

// `status` without `statusCode` is what an HTTP client got from another server, unless the error says who may see it, as
// those of http-errors do: a 401 of an API that this server called is not a 401 of its client
function readClientStatus (thrown: ThrownRecord, { expose }: NormalizeSettings): number | undefined {
  return expose === 'all' || typeof thrown.get('expose') === 'boolean' ? readErrorStatus(thrown.get('status')) : undefined
}

const exposeRole: FunctionRole<boolean | undefined> = {
  name: 'expose option',
  expected: 'a boolean',
  isAnswer: (value) => value === undefined || typeof value === 'boolean'
}

function isExposed (thrown: ThrownRecord, statusCode: number, expose: NormalizeSettings['expose'], log: FastifyBaseLogger): boolean {
  if (expose === 'all') return true
  if (typeof expose === 'function') return callFunction(exposeRole, expose, log, thrown.value, statusCode) === true
  // FST_ERR_VALIDATION is what Fastify adds to the error of a validator
  if (typeof thrown.code === 'string' && FRAMEWORK_CODE.test(thrown.code) && thrown.code !== 'FST_ERR_VALIDATION') return false
  // The SyntaxError of a parser quotes the body, also where body-parser sets `expose`
  if (thrown.name === 'SyntaxError') return false
  const own = thrown.get('expose')
  return own === true || (expose === '4xx' && statusCode < 500 && own !== false)
}
