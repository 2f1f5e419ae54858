import { Type } from "@sinclair/typebox";
const queryValueSchema = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
const multiPartRequestSchema = Type.Object({
  method: Type.String({ description: "HTTP method in upper case" }),
  resource: Type.String({ description: "Path on this server, starting with one slash; may have a query" }),
  query: Type.Optional(Type.Unsafe(Type.Object({}, {
    description: "Added to the query of the resource; a list repeats its name",
    additionalProperties: Type.Union([...queryValueSchema.anyOf, Type.Array(queryValueSchema)])
  }))),
  data: Type.Optional(Type.Unknown({ description: "Body of the request, sent as JSON" }))
}, { title: "MultiPartRequest" });
const multiRequestSchema = Type.Object({
  requests: Type.Array(multiPartRequestSchema, { minItems: 1, description: "Run one after the other, in this order" })
}, { title: "MultiRequest" });
const multiPartSchema = Type.Object({
  responseCode: Type.Integer({ minimum: 200, maximum: 599, description: "Status that the request by itself would have had" }),
  headers: Type.Optional(Type.Unsafe(Type.Object({}, {
    description: "Headers in lower case, without those of the connection, date, content-length and content-type application/json; several Set-Cookie are one per line",
    additionalProperties: Type.String()
  }))),
  result: Type.Unknown({ description: "The body: JSON as it is, other text as a string, anything else in base64; null where there is none" })
}, { title: "MultiPart" });
const multiResponseSchema = Type.Object({
  result: Type.Array(multiPartSchema)
}, { title: "MultiResponse" });
export {
  multiPartRequestSchema,
  multiPartSchema,
  multiRequestSchema,
  multiResponseSchema
};
