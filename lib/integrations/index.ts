import { errors } from '../helpers/factories.js'
import { readProperty } from '../util/read-property.js'
import type { ErrorReply } from '../error/error-reply.js'

// Functions that plugins of Fastify take as options. Their types are not imported: not everybody has those plugins.

/** What `@fastify/rate-limit` tells of a client that is over its limit. */
export interface RateLimitContext {
  /** Whether the client is banned. */
  readonly ban: boolean
  /** Milliseconds until the client may try again. */
  readonly ttl: number
}

/**
 * Option `errorResponseBuilder` of `@fastify/rate-limit`: 429, or 403 for a client that is banned.
 *
 * `Retry-After` is what the plugin computes, also where its option `addHeaders` leaves that out of a 429. The body
 * tells nothing of the limit, and no stack is collected, as the plugin's own error does for every request of a flood.
 */
export function errorResponseBuilder (_request: unknown, context: RateLimitContext): ErrorReply {
  if (readProperty(context, 'ban') === true) return errors.forbidden()
  return errors.tooManyRequests(Number(readProperty(context, 'ttl')) / 1000)
}

// Of @fastify/bearer-auth, for a request that it refuses; whatever else it is given failed on this side
const MISSING = 'FST_BEARER_AUTH_MISSING_AUTHORIZATION_HEADER'
const INVALID = 'FST_BEARER_AUTH_INVALID_AUTHORIZATION_HEADER'

/**
 * Option `errorResponse` of `@fastify/bearer-auth`: the error handler answers, where the plugin would for itself.
 *
 * A request that is refused gets a 401 whose challenge names `invalid_token`, unless it carried no bearer token (RFC
 * 6750 section 3.1). What `auth` threw is told as if a handler had thrown it. With a `bearerType` of your own, give
 * `(error) => errors.bearerError('invalid_token', { scheme: 'Token', cause: error })` instead.
 *
 * @returns An error, under the type that the plugin asks for: the plugin sends what it gets, whatever that is.
 */
export function errorResponse (error: Error): Error & { error: string } {
  return tell(error) as Error & { error: string }
}

function tell (error: Error): Error {
  switch (readProperty(error, 'code')) {
    case MISSING: return errors.bearerError(undefined, { cause: error })
    case INVALID: return errors.bearerError('invalid_token', { cause: error })
    default: return error
  }
}
