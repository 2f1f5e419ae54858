import serializeJsonRpcError from '../generated/json-rpc.js'
import { kDefinition } from '../../error/symbols.js'
import type { ErrorReply } from '../../error/error-reply.js'
import type { JsonRpcError } from '../../../schemas/json-rpc.js'
import type { Format } from '../format.js'

/**
 * Errors of a JSON-RPC 2.0 server, an MCP server for one.
 *
 * `id` is always null: an error that HTTP reports belongs to the whole request, which may be a batch.
 */
export function jsonRpc (): Format<JsonRpcError> {
  return {
    name: 'json-rpc',
    contentType: 'application/json; charset=utf-8',
    validationStatusCode: 400,
    body: (error, { requestId, traceId, debug }) => ({
      jsonrpc: '2.0',
      error: {
        code: numberOf(error),
        message: error.message,
        data: {
          statusCode: error.statusCode,
          code: error.code,
          detail: error.extensions === undefined ? error.detail : { ...error.extensions, ...error.detail },
          issues: error.issues?.map(({ path, in: where, kind, message }) => ({ path, in: where, kind, message })),
          requestId,
          traceId,
          debug
        }
      },
      id: null
    }),
    serialize: serializeJsonRpcError
  }
}

// JSON-RPC 2.0 section 5.1; -32000 is the first of those that an implementation may use
function numberOf (error: ErrorReply): number {
  if (error[kDefinition].name === 'invalidJson') return -32700
  if (error.statusCode === 400 || error.issues !== undefined) return -32600
  return error.statusCode >= 500 ? -32603 : -32000
}
