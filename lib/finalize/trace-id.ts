import { MAX_KEY } from '../util/json-values.js'
import { reportOnce } from '../util/report-failure.js'
import type { FastifyRequest } from 'fastify'

type TraceIdReader = (request: FastifyRequest) => unknown

// What OpenTelemetry calls a span without a trace (W3C Trace Context section 3.2.2.3)
const NO_TRACE = '0'.repeat(32)

/** What option `traceId` answers for a request, `undefined` where that is no id; never throws. */
export function readTraceId (read: TraceIdReader, request: FastifyRequest): string | undefined {
  try {
    const id = read(request)
    if (id === undefined || id === NO_TRACE) return undefined
    if (typeof id === 'string' && id !== '' && id.length <= MAX_KEY) return id
    // A promise would crash the process when it is rejected
    if (id instanceof Promise) id.catch(() => {})
    reportOnce(read, request.log, `traceId option should return a text of 1 to ${MAX_KEY} characters or undefined, its answer is ignored`)
  } catch (failure) {
    reportOnce(read, request.log, 'traceId option failed', failure)
  }
  return undefined
}
