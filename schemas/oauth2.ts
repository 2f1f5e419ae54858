import { Type, type Static } from '@sinclair/typebox'
import { anyMembers } from './members.js'

/** Body of an OAuth2 error (RFC 6749 section 5.2); the patterns are the characters of its appendix A. */
export const oauth2Schema = Type.Object({
  error: Type.String({ minLength: 1, pattern: '^[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+$', description: 'Error code, such as invalid_request' }),
  error_description: Type.Optional(Type.String({ pattern: '^[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+$', maxLength: 500 })),
  error_uri: Type.Optional(Type.String({ pattern: '^[\\x21\\x23-\\x5B\\x5D-\\x7E]+$' })),
  request_id: Type.Optional(Type.String()),
  trace_id: Type.Optional(Type.String()),
  debug: Type.Optional(anyMembers())
}, { title: 'OAuth2Error' })

/** The body of an OAuth2 error as a TypeScript type. */
export type OAuth2Error = Static<typeof oauth2Schema>
