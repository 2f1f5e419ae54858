// What fastify-error-replies/problems exports: problem types that standards and drafts define
export { invalidDigestValues, mismatchingDigestValues, unsupportedAlgorithms } from './digest.js'
export { idempotencyKeyInProgress, idempotencyKeyMissing, idempotencyKeyReused } from './idempotency-key.js'
export { abnormalUsageDetected, quotaExceeded, temporaryReducedCapacity } from './rate-limit.js'
export { resourceRetired } from './resource-retired.js'
