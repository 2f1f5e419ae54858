import { Type, type Static } from '@sinclair/typebox'
import { anyMembers } from './members.js'

/** One member of `errors`: a validation failure, in the form of a problem. */
export const problemIssueSchema = Type.Object({
  title: Type.String({ description: 'Machine code of the issue, such as invalid_type' }),
  detail: Type.String({ description: 'What is wrong, in a sentence' }),
  pointer: Type.Optional(Type.String({ description: 'JSON Pointer into the body, as a URI fragment' })),
  parameter: Type.Optional(Type.String({ description: 'Name of the query or path parameter' })),
  header: Type.Optional(Type.String({ description: 'Name of the request header' }))
})

/** Body of the `problem` format (RFC 9457). Further members are those of the error's detail. */
export const problemSchema = Type.Object({
  type: Type.Optional(Type.String({ format: 'uri-reference', description: 'Identifies the kind of problem; about:blank when absent' })),
  title: Type.String({ minLength: 1, description: 'The same for every occurrence of this kind' }),
  status: Type.Optional(Type.Integer({ minimum: 400, maximum: 599 })),
  detail: Type.String({ minLength: 1, description: 'What went wrong this time' }),
  instance: Type.Optional(Type.String({ format: 'uri-reference', description: 'Identifies this occurrence' })),
  code: Type.Optional(Type.String({ description: 'Machine code of the error, such as CONFLICT' })),
  errors: Type.Optional(Type.Array(problemIssueSchema)),
  requestId: Type.Optional(Type.String()),
  traceId: Type.Optional(Type.String()),
  debug: Type.Optional(anyMembers())
}, { title: 'Problem', additionalProperties: true })

/** A problem as a TypeScript type. */
export type Problem = Static<typeof problemSchema>
export type ProblemIssue = Static<typeof problemIssueSchema>
