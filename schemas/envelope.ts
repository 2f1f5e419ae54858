import { Type, type Static } from '@sinclair/typebox'
import { anyMembers } from './members.js'

/**
 * Body of the `envelope` format.
 *
 * `detail` is there only where the error has one; `debug` always is, `{}` unless debugging is on.
 */
export const envelopeSchema = Type.Object({
  type: Type.Array(Type.Literal('Error'), { minItems: 1, maxItems: 1 }),
  error: Type.Object({
    code: Type.String({ description: 'Machine code of the error, such as CONFLICT' }),
    message: Type.String({ minLength: 1, description: 'What went wrong, for a person' }),
    detail: Type.Optional(anyMembers())
  }),
  debug: anyMembers()
}, { title: 'Envelope' })

/** The envelope as a TypeScript type. */
export type Envelope = Static<typeof envelopeSchema>
