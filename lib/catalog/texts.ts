import type { Retry } from '../error/documentation.js'

/** Texts of an error in the catalogue. */
export interface ErrorTexts {
  /** What the error means. */
  readonly description: string
  /** Why it happens. */
  readonly cause: string
  /** What a client should do. */
  readonly remedy: string
  /** When a client may send the request again. */
  readonly retry: Retry
}

/** Built-in errors after which a client may send the same request again, by code. */
export const retries: Readonly<Record<string, Retry>> = {
  REQUEST_TIMEOUT: 'backoff',
  LOCKED: 'backoff',
  TOO_EARLY: 'backoff',
  TOO_MANY_REQUESTS: 'after',
  BAD_GATEWAY: 'backoff',
  SERVICE_UNAVAILABLE: 'after',
  GATEWAY_TIMEOUT: 'backoff'
}
