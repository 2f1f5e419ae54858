import { Type, type Static } from '@sinclair/typebox'
import { issueSchema } from './details.js'
import { anyMembers } from './members.js'

/** Body of the `json-rpc` format: a response of JSON-RPC 2.0 that is an error, section 5.1 of its specification. */
export const jsonRpcSchema = Type.Object({
  jsonrpc: Type.Literal('2.0'),
  error: Type.Object({
    code: Type.Integer({ description: '-32700 malformed JSON, -32600 invalid request, -32603 server error, -32000 any other error' }),
    message: Type.String({ minLength: 1, description: 'What went wrong, for a person' }),
    data: Type.Object({
      statusCode: Type.Integer({ minimum: 400, maximum: 599, description: 'HTTP status' }),
      code: Type.String({ description: 'Machine code of the error, such as CONFLICT' }),
      detail: Type.Optional(anyMembers()),
      issues: Type.Optional(Type.Array(issueSchema)),
      requestId: Type.Optional(Type.String()),
      traceId: Type.Optional(Type.String()),
      debug: Type.Optional(anyMembers())
    })
  }),
  id: Type.Null()
}, { title: 'JsonRpcError' })

/** A JSON-RPC error response as a TypeScript type. */
export type JsonRpcError = Static<typeof jsonRpcSchema>
