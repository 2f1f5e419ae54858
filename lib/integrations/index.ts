export { errorResponse } from './bearer-auth.js'
export { errorResponseBuilder, type RateLimitContext } from './rate-limit.js'
