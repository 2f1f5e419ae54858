import { callFunction, type FunctionRole } from '../util/call-function.js'
import { MAX_KEY } from '../util/json-values.js'
import type { FastifyRequest } from 'fastify'

// What OpenTelemetry calls a span without a trace (W3C Trace Context section 3.2.2.3)
const NO_TRACE = '0'.repeat(32)

const role: FunctionRole<string | undefined> = {
  name: 'traceId option',
  expected: `a string of 1 to ${MAX_KEY} characters or undefined`,
  isAnswer: (id): id is string | undefined => id === undefined || (typeof id === 'string' && id !== '' && id.length <= MAX_KEY)
}

/** Result of option `traceId` for a request, `undefined` where it is not an id; never throws. */
export function readTraceId (read: (request: FastifyRequest) => unknown, request: FastifyRequest): string | undefined {
  const id = callFunction(role, read, request.log, request)
  return id === NO_TRACE ? undefined : id
}
