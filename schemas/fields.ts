import { Type, type Static } from '@sinclair/typebox'
import { anyMembers } from './members.js'

/** Body of the `fields` format: a message, and the messages of each field that is wrong, by its dotted path. */
export const fieldsSchema = Type.Object({
  message: Type.String({ minLength: 1 }),
  errors: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String(), { minItems: 1 }), {
    description: 'Messages by field; those of the whole object under base'
  })),
  requestId: Type.Optional(Type.String()),
  traceId: Type.Optional(Type.String()),
  debug: Type.Optional(anyMembers())
}, { title: 'Fields' })

/** The body of the `fields` format as a TypeScript type. */
export type Fields = Static<typeof fieldsSchema>
