export { bearerAuthErrorResponse } from './bearer-auth.js'
export { rateLimitErrorResponseBuilder, type RateLimitContext } from './rate-limit.js'
