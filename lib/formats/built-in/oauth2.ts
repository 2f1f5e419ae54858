import serializeOAuth2 from '../generated/oauth2.js'
import { issueSentence } from '../issue-text.js'
import { cleanDescription } from '../../oauth2/text.js'
import { kDefaultMessage, kOAuth2, kText } from '../../error/symbols.js'
import type { OAuth2Error } from '../../../schemas/oauth2.js'
import type { ErrorReply } from '../../error/error-reply.js'
import type { Format } from '../format.js'

/** OAuth2 errors (RFC 6749 section 5.2), and every other error in the terms of OAuth2. */
export function oauth2 (): Format<OAuth2Error> {
  return {
    name: 'oauth2',
    contentType: 'application/json; charset=utf-8',
    headers: { pragma: 'no-cache' }, // RFC 6749 section 5.1
    validationStatusCode: 400,
    onlyAscii: true, // RFC 6749 appendix A.8
    body: (error, { debug, requestId, traceId }) => ({
      error: error[kOAuth2]?.error ?? errorCode(error.statusCode),
      error_description: cleanDescription(describe(error)),
      error_uri: error[kOAuth2]?.uri,
      request_id: requestId,
      trace_id: traceId,
      debug
    }),
    serialize: serializeOAuth2
  }
}

function describe (error: ErrorReply): string {
  const { message, issues, [kText]: text } = error
  if (error[kOAuth2]?.kind === 'answer' && error[kDefaultMessage]) return '' // its code says it all
  const [issue] = issues ?? []
  // The message of a schemaErrorFormatter says which
  return issue === undefined || message === text ? message : `${message} ${issueSentence(issue).replaceAll('`', '')}`
}

function errorCode (statusCode: number): string {
  switch (statusCode) {
    case 401: return 'invalid_client'
    case 403: return 'access_denied'
    case 429:
    case 503: return 'temporarily_unavailable'
    default: return statusCode < 500 ? 'invalid_request' : 'server_error'
  }
}
