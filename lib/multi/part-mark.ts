import type { FastifyInstance } from 'fastify'

const kPart = Symbol('fastify-error-replies.part')

// Injection routes a request before it returns
let isStarting = false

/** Runs `inject`; the request that it routes to a context with {@link markParts} is marked as a part of a batch. */
export function startPart (inject: () => unknown): void {
  isStarting = true
  try {
    inject()
  } finally {
    isStarting = false
  }
}

/**
 * Marks the parts that reach a route of the context, whatever URL they had and before any hook.
 *
 * The factory of the child logger is the first function of a context that gets the raw request. A mark on the request
 * cannot be forged or lost, as a header or an asynchronous context can.
 */
export function markParts (fastify: FastifyInstance): void {
  const buildLogger = fastify.childLoggerFactory
  fastify.setChildLoggerFactory(function (logger, bindings, options, raw) {
    if (isStarting) (raw as Marked)[kPart] = true
    return buildLogger.call(this, logger, bindings, options, raw)
  })
}

/** Whether a raw request is a part of a batch. */
export function isPart (raw: object): boolean {
  return (raw as Marked)[kPart] === true
}

interface Marked {
  [kPart]?: true
}
