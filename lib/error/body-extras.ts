import type { FastifyRequest } from 'fastify'

/** Members of a body besides the error; every member is `undefined` unless an option turns it on. */
export interface BodyExtras {
  /** The request, `undefined` for malformed HTTP. */
  request: FastifyRequest | undefined
  /** Stack and cause chain, see option `debug`. */
  debug: Record<string, unknown> | undefined
  /** Id of the request, as in `X-Request-Id`. */
  requestId: string | undefined
  /** Id of the trace, from option `traceId`. */
  traceId: string | undefined
}

export const noExtras: BodyExtras = Object.freeze({ request: undefined, debug: undefined, requestId: undefined, traceId: undefined })
