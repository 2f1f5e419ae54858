import { changeReply, type ErrorReply } from '../error/error-reply.js'
import { withStatus } from '../error/catalog.js'
import { methodMessage } from '../error/method-message.js'
import { kDefaultMessage, kDefinition, kOAuth2 } from '../error/symbols.js'
import { otherMethods } from '../http/allowed-methods.js'
import { isErrorStatus } from '../http/error-status.js'
import { isToken } from '../http/header-values.js'
import { finalizeOAuth2 } from '../oauth2/finalize.js'
import { callFunction, type FunctionRole } from '../util/call-function.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { redactDetail } from './redact.js'
import type { FastifyRequest } from 'fastify'
import type { FinalizeSettings } from './options.js'

/**
 * Finalizes an error, with the request and the options: the methods of a 405, OAuth2 challenges and
 * redirects, redaction, the message of option `messages` (with option `languages`, see `translate`).
 *
 * @param request `undefined` for malformed HTTP; then only the steps without a request are run
 */
export function finalize (error: ErrorReply, request: FastifyRequest | undefined, settings: FinalizeSettings): ErrorReply {
  let result = withErrorStatus(error)
  if (request !== undefined) {
    if (result.statusCode === 405) result = addMethods(result, request)
    const oauth2 = error[kOAuth2]
    if (oauth2 !== undefined) result = finalizeOAuth2(result, oauth2, request, settings.oauth2)
  }
  if (settings.redact.length > 0) result = redact(result, settings.redact)
  return settings.messages === undefined || settings.languages !== undefined || request === undefined ? result : reword(result, request, settings.messages)
}

function addMethods (error: ErrorReply, request: FastifyRequest): ErrorReply {
  const given = error.headers?.['allow']
  const allow = Array.isArray(given) ? given.join(', ') : given
  const known = error.detail?.['allowedMethods']
  const isDefault = error[kDefaultMessage]
  // From the not-found handler
  if (isDefault && error.message === methodMessage(request)) return error
  // From a list that the helper was called with
  if (Array.isArray(known) && known.every(isToken) && known.join(', ') === allow) {
    return isDefault ? changeReply(error, { message: methodMessage(request), customMessage: false }) : error
  }
  const methods = typeof allow === 'string' ? splitMethods(allow) : otherMethods(request)
  return changeReply(error, {
    message: isDefault ? methodMessage(request) : error.message,
    customMessage: !isDefault,
    // A definition of the application declares its own
    detail: error[kDefinition].isOwn === true ? error.detail : { allowedMethods: methods, ...error.detail },
    headers: { ...error.headers, allow: methods.join(', ') }
  })
}

// An application may assign another status to an error, but only a redirect of OAuth2 is below 400
function withErrorStatus (error: ErrorReply): ErrorReply {
  const definition = error[kDefinition]
  if (error.statusCode === definition.statusCode) return error
  return changeReply(error, {}, isErrorStatus(error.statusCode) ? withStatus(definition, error.statusCode) : definition)
}

function splitMethods (allow: string): string[] {
  return allow.split(',').map((method) => method.trim()).filter(isToken)
}

function redact (error: ErrorReply, paths: readonly string[]): ErrorReply {
  const detail = error.detail === undefined ? undefined : redactDetail(error.detail, paths)
  const extensions = error.extensions === undefined ? undefined : redactDetail(error.extensions, paths)
  return detail === error.detail && extensions === error.extensions ? error : changeReply(error, { detail, extensions })
}

const messagesRole: FunctionRole<string | undefined> = {
  name: 'messages option',
  expected: 'a string',
  isAnswer: (value) => value === undefined || typeof value === 'string'
}

/** The error with the message of option `messages`, the same object without one. */
export function reword (error: ErrorReply, request: FastifyRequest, messages: NonNullable<FinalizeSettings['messages']>): ErrorReply {
  const message = callFunction(messagesRole, messages, request.log, error, request)
  return message !== undefined && message !== '' && message !== error.message
    ? changeReply(error, { message: cutText(message, MAX_TEXT), customMessage: true })
    : error
}
