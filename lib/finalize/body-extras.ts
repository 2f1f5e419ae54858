import { noExtras, type BodyExtras } from '../error/body-extras.js'
import { buildDebug } from './debug.js'
import { readRequestId } from './request-id.js'
import { readTraceId } from './trace-id.js'
import type { FastifyRequest } from 'fastify'
import type { ThrownRecord } from '../error/thrown.js'
import type { FinalizeSettings } from './options.js'

/**
 * Members that the options add to the body of an error.
 *
 * @param needsRequest whether the format looks at the request
 */
export function buildExtras (thrown: ThrownRecord, request: FastifyRequest, needsRequest: boolean, settings: FinalizeSettings): BodyExtras {
  const debug = buildDebug(thrown, request, settings)
  const traceId = settings.traceId === undefined ? undefined : readTraceId(settings.traceId, request)
  if (debug === undefined && traceId === undefined && !settings.requestId && !needsRequest) return noExtras
  return { request, debug, requestId: settings.requestId ? readRequestId(request) : undefined, traceId }
}
