// Statuses of draft-ietf-httpapi-idempotency-key-header, an Internet-Draft. It registers no problem types: `type` is
// that of option `problem.type`.
import { defineError } from '../error/define-error.js'

/** 400: the route needs an `Idempotency-Key`. Draft: The Idempotency-Key HTTP header field. */
export const idempotencyKeyMissing = defineError({
  code: 'IDEMPOTENCY_KEY_MISSING',
  statusCode: 400,
  title: 'Idempotency-Key is missing',
  message: 'This request needs the header Idempotency-Key.'
})

/** 422: the key belongs to another request. Draft: The Idempotency-Key HTTP header field. */
export const idempotencyKeyReused = defineError({
  code: 'IDEMPOTENCY_KEY_REUSED',
  statusCode: 422,
  title: 'Idempotency-Key is already used',
  message: 'The Idempotency-Key was used for another request. Send this one with a new key.'
})

/** 409: the first request with the key has not ended yet. Draft: The Idempotency-Key HTTP header field. */
export const idempotencyKeyInProgress = defineError({
  code: 'IDEMPOTENCY_KEY_IN_PROGRESS',
  statusCode: 409,
  title: 'A request with this Idempotency-Key is in progress',
  message: 'A request with this Idempotency-Key has not ended yet. Try again later.'
})
