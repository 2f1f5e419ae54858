import { routedMethods } from '../http/allowed-methods.js'
import { changeReply, type ErrorReply } from '../error/error-reply.js'
import { isToken } from '../http/header-values.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { completeOAuth2 } from '../oauth2/finalize.js'
import { methodMessage } from '../error/method-message.js'
import { redactDetail } from './redact.js'
import { reportFailure } from '../util/report-failure.js'
import { kDefaultMessage, kOAuth2 } from '../error/symbols.js'
import type { FastifyRequest } from 'fastify'
import type { ResolvedOptions } from '../options.js'

/**
 * Adds to an error reply what only the request and the options can tell: the methods of a 405, OAuth2 challenges and
 * redirects, words, what to hide.
 */
export function completeReply (error: ErrorReply, request: FastifyRequest, options: ResolvedOptions): ErrorReply {
  let complete = error.statusCode === 405 ? tellMethods(error, request) : error
  const oauth2 = error[kOAuth2]
  if (oauth2 !== undefined) complete = completeOAuth2(complete, oauth2, request, options.oauth2)
  if (options.redact.length > 0) complete = hide(complete, options.redact)
  return options.messages === undefined ? complete : reword(complete, request, options.messages)
}

function tellMethods (error: ErrorReply, request: FastifyRequest): ErrorReply {
  const allow = error.headers?.['allow']
  const known = error.detail?.['allowedMethods']
  const isDefault = error[kDefaultMessage]
  // What the not-found handler found
  if (typeof allow === 'string' && Array.isArray(known) && isDefault && error.message === methodMessage(request)) return error
  // What a list as argument came to
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

function hide (error: ErrorReply, redact: readonly string[]): ErrorReply {
  const detail = error.detail === undefined ? undefined : redactDetail(error.detail, redact)
  const extensions = error.extensions === undefined ? undefined : redactDetail(error.extensions, redact)
  return detail === error.detail && extensions === error.extensions ? error : changeReply(error, { detail, extensions })
}

function reword (error: ErrorReply, request: FastifyRequest, messages: NonNullable<ResolvedOptions['messages']>): ErrorReply {
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
