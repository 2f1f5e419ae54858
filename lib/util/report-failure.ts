import type { FastifyBaseLogger } from 'fastify'

/**
 * Logs a failure other than the error of the reply; never throws.
 *
 * A value that the logger cannot read must not keep the client from its reply.
 */
export function reportFailure (log: FastifyBaseLogger | undefined, level: 'warn' | 'error', message: string, failure?: unknown): void {
  try {
    log?.[level](failure === undefined ? {} : { err: failure }, `fastify-error-replies: ${message}`)
  } catch {
    // There is no other place to report it
  }
}
