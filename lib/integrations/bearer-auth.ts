import { errors } from '../helpers/index.js'
import { readProperty } from '../util/read-property.js'

// Of a request that the plugin refuses; any other error is a failure of the server
const MISSING = 'FST_BEARER_AUTH_MISSING_AUTHORIZATION_HEADER'
const INVALID = 'FST_BEARER_AUTH_INVALID_AUTHORIZATION_HEADER'

/**
 * Option `errorResponse` of `@fastify/bearer-auth`: leaves the reply to the error handler, which the plugin bypasses
 * otherwise.
 *
 * A refused request gets 401 with a challenge that has `invalid_token`, unless it carried no bearer token (RFC 6750
 * section 3.1). An error that `auth` threw is handled as if a handler had thrown it. With your own `bearerType`, use
 * `(error) => errors.bearerError('invalid_token', { scheme: 'Token', cause: error })` instead.
 *
 * @returns An error, under the type that the plugin asks for: the plugin sends whatever it gets.
 */
export function bearerAuthErrorResponse (error: Error): Error & { error: string } {
  return toReply(error) as Error & { error: string }
}

function toReply (error: Error): Error {
  switch (readProperty(error, 'code')) {
    case MISSING: return errors.bearerError(undefined, { cause: error })
    case INVALID: return errors.bearerError('invalid_token', { cause: error })
    default: return error
  }
}
