import { errors } from '../helpers/index.js'
import { readText } from '../util/read-property.js'
import { readPath } from './cause-chain.js'
import type { ErrorReply } from '../error/error-reply.js'

// @fastify/busboy's own texts; its errors have neither a status nor a code
const MALFORMED = /^Multipart: Boundary not found$|(?:^Unexpected|due to unexpected) end of multipart data$/

/**
 * Maps what `@fastify/multipart` throws: a malformed body becomes 400 in place of a 500, another media type 415 with
 * `Accept` in place of a 406, and the 413 of a file has the largest size in bytes as `detail.limit`.
 *
 * The limits of files, fields and parts stay 413 with the text of that plugin, which does not say their number.
 */
export function multipart (error: unknown): ErrorReply | undefined {
  const init = { cause: error }
  if (readText(error, 'code') === 'FST_INVALID_MULTIPART_CONTENT_TYPE') return errors.unsupportedMediaType(['multipart/form-data'], undefined, init)
  if (readText(error, 'code') === 'FST_REQ_FILE_TOO_LARGE') {
    // busboy stops counting at the limit
    const limit = readPath(error, 'part', 'file', 'bytesRead')
    return Number.isSafeInteger(limit) ? errors.payloadTooLarge(limit as number, undefined, undefined, init) : errors.payloadTooLarge(undefined, init)
  }
  return MALFORMED.test(readText(error, 'message')) ? errors.badRequest(undefined, init) : undefined
}
