import { Type } from "@sinclair/typebox";
const issueLocationSchema = Type.Union([
  Type.Literal("body"),
  Type.Literal("querystring"),
  Type.Literal("params"),
  Type.Literal("headers")
]);
const issueSchema = Type.Object({
  path: Type.String({ description: "Dotted path from the root of that part of the request; empty for the root itself" }),
  in: issueLocationSchema,
  kind: Type.String({ description: "Machine code of the issue, such as invalid_type or too_small" }),
  message: Type.String()
});
const conflictDetailSchema = Type.Object({
  conflictField: Type.String({ description: "Path to the field that caused the conflict" }),
  originalValue: Type.Optional(Type.Unknown({ description: "The value that is stored" })),
  newValue: Type.Optional(Type.Unknown({ description: "The value that was sent" }))
});
const methodNotAllowedDetailSchema = Type.Object({
  allowedMethods: Type.Array(Type.String())
});
const invalidBodyDetailSchema = Type.Object({
  path: Type.String(),
  issues: Type.Optional(Type.Array(issueSchema))
});
const issuesDetailSchema = Type.Object({
  issues: Type.Optional(Type.Array(issueSchema))
});
const contentTooLargeDetailSchema = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 0 }))
});
const fieldErrorsDetailSchema = Type.Object({
  fields: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String(), { minItems: 1 })))
});
export {
  conflictDetailSchema,
  contentTooLargeDetailSchema,
  fieldErrorsDetailSchema,
  invalidBodyDetailSchema,
  issueLocationSchema,
  issueSchema,
  issuesDetailSchema,
  methodNotAllowedDetailSchema
};
