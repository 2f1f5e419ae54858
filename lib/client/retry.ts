import { isApiError } from './api-error.js'

/**
 * Whether to send a request again, as `retry` of TanStack Query asks: three times, where the error is retryable.
 *
 * @param count failures so far, from 0
 */
export const shouldRetry = (count: number, error: unknown): boolean => count < 3 && isApiError(error) && error.retryable

/**
 * Milliseconds to wait before the next try, as `retryDelay` of TanStack Query asks.
 *
 * A random part of 1 s, 2 s, 4 s … 30 s (full jitter), so that clients do not come back together, on top of `retryAfter`.
 *
 * @param count failures so far, from 0
 */
export const retryDelay = (count: number, error: unknown): number =>
  ((isApiError(error) && error.retryAfter) || 0) + Math.random() * Math.min(30_000, 1000 * 2 ** count)
