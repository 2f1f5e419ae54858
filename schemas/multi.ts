import { Type, type Static } from '@sinclair/typebox'

const queryValueSchema = Type.Union([Type.String(), Type.Number(), Type.Boolean()])

/** One request of a batch. */
export const multiPartRequestSchema = Type.Object({
  method: Type.String({ description: 'HTTP method in upper case' }),
  resource: Type.String({ description: 'Path on this server, starting with one slash; may have a query' }),
  query: Type.Optional(Type.Unsafe<Record<string, QueryValue | QueryValue[]>>(Type.Object({}, {
    description: 'Added to the query of the resource; a list repeats its name',
    additionalProperties: Type.Union([...queryValueSchema.anyOf, Type.Array(queryValueSchema)])
  }))),
  data: Type.Optional(Type.Unknown({ description: 'Body of the request, sent as JSON' }))
}, { title: 'MultiPartRequest' })

/** Body of a request to the batch endpoint. The endpoint adds `maxItems`, its option `maxRequests`. */
export const multiRequestSchema = Type.Object({
  requests: Type.Array(multiPartRequestSchema, { minItems: 1, description: 'Run one after the other, in this order' })
}, { title: 'MultiRequest' })

/** The reply to one request of a batch. */
export const multiPartSchema = Type.Object({
  responseCode: Type.Integer({ minimum: 200, maximum: 599, description: 'Status that the request by itself would have had' }),
  headers: Type.Optional(Type.Unsafe<Record<string, string>>(Type.Object({}, {
    description: 'Headers in lower case, without those of the connection, date, content-length and content-type application/json; several Set-Cookie are one per line',
    additionalProperties: Type.String()
  }))),
  result: Type.Unknown({ description: 'The body: JSON as it is, other text as a string, anything else in base64; null without a body' })
}, { title: 'MultiPart' })

/** Body of a reply of the batch endpoint: one member per request, in the order of the requests. */
export const multiResponseSchema = Type.Object({
  result: Type.Array(multiPartSchema)
}, { title: 'MultiResponse' })

/** A value in the query of a part. */
export type QueryValue = Static<typeof queryValueSchema>
/** One request of a batch as a TypeScript type. */
export type MultiPartRequest = Static<typeof multiPartRequestSchema>
/** The body of a batch request as a TypeScript type. */
export type MultiRequest = Static<typeof multiRequestSchema>
/** One member of `result` as a TypeScript type. */
export type MultiPart = Static<typeof multiPartSchema>
/** The body of a batch reply as a TypeScript type. */
export type MultiResponse = Static<typeof multiResponseSchema>
