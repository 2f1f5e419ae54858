import { Type, type Static } from '@sinclair/typebox'
import { anyMembers } from './members.js'

/** Body of the `fastify` format: what Fastify itself sends. Further members are those of a plain object that was thrown. */
export const fastifySchema = Type.Object({
  statusCode: Type.Integer({ minimum: 400, maximum: 599 }),
  code: Type.Optional(Type.String({ description: 'Where the error has another one than its status' })),
  error: Type.Optional(Type.String({ description: 'Reason phrase of the status as Node has it; absent for a status that Node does not know' })),
  message: Type.String(),
  requestId: Type.Optional(Type.String()),
  traceId: Type.Optional(Type.String()),
  debug: Type.Optional(anyMembers())
}, { title: 'FastifyError', additionalProperties: true })

/** The body of the `fastify` format as a TypeScript type. */
export type FastifyErrorBody = Static<typeof fastifySchema>
