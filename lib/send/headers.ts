import { findExcess } from './header-budget.js'
import type { ErrorHeaders } from '../error/error-reply.js'

/** What `send` needs to know of a format. */
export interface ReplyFormat {
  readonly name: string
  readonly contentType: string
  /** Further headers of every reply in this format. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/**
 * Headers of every error: 404, 405, 410, 414, 451 and 501 may be cached without them (RFC 9110 section 15.1), and a
 * browser must not take a body for another type than it has.
 */
export const BASELINE: Readonly<Record<string, string>> = Object.freeze({
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff'
})

/** All headers of an error where there is no Fastify reply that has some already; `content-length` is in bytes. */
export function buildHeaders (format: ReplyFormat, body: string, headers?: ErrorHeaders): ErrorHeaders {
  const all: ErrorHeaders = {
    ...(body === '' ? undefined : { 'content-type': format.contentType }),
    'content-length': String(Buffer.byteLength(body)),
    ...BASELINE,
    ...format.headers,
    ...headers
  }
  if (format.headers !== undefined) for (const [name] of findExcess(all, headers) ?? []) delete all[name]
  return all
}
