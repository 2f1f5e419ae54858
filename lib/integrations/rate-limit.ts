import { errors } from '../helpers/index.js'
import { readProperty } from '../util/read-property.js'
import type { ErrorReply } from '../error/error-reply.js'

/** The context that `@fastify/rate-limit` passes; its types are not imported, as the plugin may not be installed. */
export interface RateLimitContext {
  /** Whether the client is banned. */
  readonly ban: boolean
  /** Milliseconds until the client may try again. */
  readonly ttl: number
}

/**
 * Option `errorResponseBuilder` of `@fastify/rate-limit`: 429, or 403 for a client that is banned.
 *
 * `Retry-After` is computed from `ttl`, also where the option `addHeaders` of the plugin leaves it out. The body does
 * not contain the limit, and no stack is collected, as the plugin's own error does for every request of a flood.
 */
export function rateLimitErrorResponseBuilder (_request: unknown, context: RateLimitContext): ErrorReply {
  if (readProperty(context, 'ban') === true) return errors.forbidden()
  return errors.tooManyRequests(Number(readProperty(context, 'ttl')) / 1000)
}
