import { changeReply, type ErrorReply } from '../error/error-reply.js'
import { methodMessage } from '../error/method-message.js'
import { kDefaultMessage, kOAuth2 } from '../error/symbols.js'
import { routedMethods } from '../http/allowed-methods.js'
import { isToken } from '../http/header-values.js'
import { finalizeOAuth2 } from '../oauth2/finalize.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { reportFailure } from '../util/report-failure.js'
import { redactDetail } from './redact.js'
import type { FastifyRequest } from 'fastify'
import type { FinalizeSettings } from './options.js'

/**
 * Completes an error with what only the request and the options know: the methods of a 405, OAuth2 challenges and
 * redirects, redaction, the message of option `messages` (with option `languages`, see `translate`).
 *
 * @param request `undefined` where there is none (malformed HTTP); then only what needs no request is done
 */
export function finalize (error: ErrorReply, request: FastifyRequest | undefined, settings: FinalizeSettings): ErrorReply {
  let result = error
  if (request !== undefined) {
    if (error.statusCode === 405) result = addMethods(error, request)
    const oauth2 = error[kOAuth2]
    if (oauth2 !== undefined) result = finalizeOAuth2(result, oauth2, request, settings.oauth2)
  }
  if (settings.redact.length > 0) result = redact(result, settings.redact)
  return settings.messages === undefined || settings.languages !== undefined || request === undefined ? result : reword(result, request, settings.messages)
}

function addMethods (error: ErrorReply, request: FastifyRequest): ErrorReply {
  const allow = error.headers?.['allow']
  const known = error.detail?.['allowedMethods']
  const isDefault = error[kDefaultMessage]
  // From the not-found handler
  if (typeof allow === 'string' && Array.isArray(known) && isDefault && error.message === methodMessage(request)) return error
  // From a list that the helper was called with
  if (typeof allow === 'string' && Array.isArray(known) && known.every(isToken) && known.join(', ') === allow) {
    return isDefault ? changeReply(error, { message: methodMessage(request), customMessage: false }) : error
  }
  const methods = typeof allow === 'string' ? splitMethods(allow) : routedMethods(request).filter((method) => method !== request.method)
  return changeReply(error, {
    message: isDefault ? methodMessage(request) : error.message,
    customMessage: !isDefault,
    detail: { allowedMethods: methods, ...error.detail },
    headers: { ...error.headers, allow: methods.join(', ') }
  })
}

function splitMethods (allow: string): string[] {
  return allow.split(',').map((method) => method.trim()).filter(isToken)
}

function redact (error: ErrorReply, paths: readonly string[]): ErrorReply {
  const detail = error.detail === undefined ? undefined : redactDetail(error.detail, paths)
  const extensions = error.extensions === undefined ? undefined : redactDetail(error.extensions, paths)
  return detail === error.detail && extensions === error.extensions ? error : changeReply(error, { detail, extensions })
}

/** The error with the message of option `messages`, the same object where that has none. */
export function reword (error: ErrorReply, request: FastifyRequest, messages: NonNullable<FinalizeSettings['messages']>): ErrorReply {
  let message: unknown
  try {
    message = messages(error, request)
  } catch (failure) {
    reportFailure(request.log, 'warn', 'messages option failed', failure)
  }
  return typeof message === 'string' && message !== '' && message !== error.message
    ? changeReply(error, { message: cutText(message, MAX_TEXT), customMessage: true })
    : error
}
