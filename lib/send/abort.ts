import { isClientGone } from '../http/client-gone.js'
import type { FastifyRequest } from 'fastify'
import type { ThrownRecord } from '../error/thrown.js'

// DOMException and Node's own, axios
const NAMES: readonly unknown[] = ['AbortError', 'CanceledError']
// What Node, raw-body and streams throw where a client leaves while its request is read or its reply is written
const CODES: readonly unknown[] = ['ABORT_ERR', 'ECONNABORTED', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']

/**
 * Whether a thrown value is only that the client has gone.
 *
 * Any other failure is one of the server, though its reply is not received: in an overload clients leave first.
 */
export function isAbort (thrown: ThrownRecord, request: FastifyRequest): boolean {
  // With a system call it is the connection to another server
  return isClientGone(request) && (NAMES.includes(thrown.name) || (CODES.includes(thrown.code) && thrown.get('syscall') === undefined))
}
