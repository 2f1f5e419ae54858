import type { FastifyBaseLogger } from 'fastify'

/**
 * Writes a line about an option or a format of the application that fails; never throws.
 *
 * A value that the logger cannot read must not cost the client its answer.
 */
export function reportFailure (log: FastifyBaseLogger | undefined, level: 'warn' | 'error', message: string, failure?: unknown): void {
  try {
    log?.[level](failure === undefined ? {} : { err: failure }, `fastify-error-replies: ${message}`)
  } catch {
    // There is nobody else to tell
  }
}
