import { errors } from '../helpers/index.js'
import { readText } from '../util/read-property.js'
import type { ErrorReply } from '../error/error-reply.js'

// @fastify/busboy's own texts; its errors have neither a status nor a code
const MALFORMED = /^Multipart: Boundary not found$|(?:^Unexpected|due to unexpected) end of multipart data$/

/** Maps what `@fastify/multipart` throws for a malformed body: 400 in place of a 500. */
export function multipart (error: unknown): ErrorReply | undefined {
  return MALFORMED.test(readText(error, 'message')) ? errors.badRequest(undefined, { cause: error }) : undefined
}
