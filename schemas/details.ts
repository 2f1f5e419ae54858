import { Type, type Static } from '@sinclair/typebox'

/** Where in the request an issue was found; Fastify's own names for the parts. */
export const issueLocationSchema = Type.Unsafe<'body' | 'querystring' | 'params' | 'headers'>({
  type: 'string', enum: ['body', 'querystring', 'params', 'headers']
})

/** One validation failure, as `detail.issues` of the envelope lists it. */
export const issueSchema = Type.Object({
  path: Type.String({ description: 'Dotted path from the root of that part of the request; empty for the root itself' }),
  in: issueLocationSchema,
  kind: Type.String({ description: 'Machine code of the issue, such as invalid_type or too_small' }),
  message: Type.String()
})

/** `detail` of `CONFLICT`: the field and, where the application passes them, both values. */
export const conflictDetailSchema = Type.Object({
  conflictField: Type.String({ description: 'Path to the field that caused the conflict' }),
  conflictFields: Type.Optional(Type.Array(Type.String(), { description: 'Paths to all of them, where there are several' })),
  originalValue: Type.Optional(Type.Unknown({ description: 'The value that is stored' })),
  newValue: Type.Optional(Type.Unknown({ description: 'The value that was sent' }))
})

/** `detail` of `INVALID_REQUEST_METHOD`: the members of the `Allow` header, in its order. */
export const methodNotAllowedDetailSchema = Type.Object({
  allowedMethods: Type.Array(Type.String())
})

/** `detail` of `INVALID_BODY`: where the body fails first, and every failure of its schema. */
export const invalidBodyDetailSchema = Type.Object({
  path: Type.String(),
  issues: Type.Optional(Type.Array(issueSchema))
})

/** `detail` of a failure of the querystring, the params or the headers. */
export const issuesDetailSchema = Type.Object({
  issues: Type.Optional(Type.Array(issueSchema))
})

/** `detail` of a 413: the largest body, in bytes, that would have been taken. */
export const contentTooLargeDetailSchema = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 0 }))
})

export type IssueLocation = Static<typeof issueLocationSchema>
export type ConflictDetail = Static<typeof conflictDetailSchema>
export type MethodNotAllowedDetail = Static<typeof methodNotAllowedDetailSchema>
export type InvalidBodyDetail = Static<typeof invalidBodyDetailSchema>
export type IssuesDetail = Static<typeof issuesDetailSchema>
export type ContentTooLargeDetail = Static<typeof contentTooLargeDetailSchema>
