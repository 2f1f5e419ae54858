// Problem types of draft-ietf-httpapi-ratelimit-headers, for the registry of RFC 9457: an Internet-Draft, so that
// addresses and members may still change
import { defineError } from '../error/define-error.js'
import { REGISTRY } from './registry.js'

const violated = {
  type: 'object',
  properties: {
    'violated-policies': {
      type: 'array',
      items: { type: 'string' },
      description: 'Names of the quota policies that the request violates, as in RateLimit-Policy'
    }
  }
} as const

/** 429: the quota that the client has been assigned is used up. Draft: RateLimit header fields for HTTP. */
export const quotaExceeded = defineError({
  code: 'QUOTA_EXCEEDED',
  statusCode: 429,
  type: `${REGISTRY}quota-exceeded`,
  title: 'Request cannot be satisfied as assigned quota has been exceeded',
  message: 'The quota is used up. Try again later.',
  detail: violated
})

/** 503: the server takes less than usual for a while. Draft: RateLimit header fields for HTTP. */
export const temporaryReducedCapacity = defineError({
  code: 'TEMPORARY_REDUCED_CAPACITY',
  statusCode: 503,
  type: `${REGISTRY}temporary-reduced-capacity`,
  title: 'Request cannot be satisfied due to temporary server capacity constraints',
  message: 'The server has less capacity than usual. Try again later.',
  detail: violated
})

/** 429: the requests of the client follow an abnormal pattern. Draft: RateLimit header fields for HTTP. */
export const abnormalUsageDetected = defineError({
  code: 'ABNORMAL_USAGE_DETECTED',
  statusCode: 429,
  type: `${REGISTRY}abnormal-usage-detected`,
  title: 'Request not satisfied due to detection of abnormal request pattern',
  message: 'The requests of this client are unusual, so they are not served for now.',
  detail: violated
})
