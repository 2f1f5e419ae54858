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

const reported = new WeakSet<Function>()

/** The same, once for a function of the application: one that is wrong is wrong for every request. */
export function reportOnce (wrong: Function, log: FastifyBaseLogger, message: string, failure?: unknown): void {
  if (reported.has(wrong)) return
  reported.add(wrong)
  reportFailure(log, 'warn', message, failure)
}
