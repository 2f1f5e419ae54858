import { errors } from '../helpers/index.js'
import { readText } from '../util/read-property.js'
import { readPath } from './cause-chain.js'
import type { ErrorReply } from '../error/error-reply.js'

// @fastify/busboy's own texts; its errors have neither a status nor a code
const MALFORMED = /^Multipart: Boundary not found$|(?:^Unexpected|due to unexpected) end of multipart data$/

/**
 * Maps what `@fastify/multipart` throws: a malformed body, a JSON field that is no JSON and a field with a name that is
 * not allowed become 400, another media type 415 with `Accept` in place of a 406, and each of its limits 413. That of a
 * file has the largest size in bytes as `detail.limit`; the others do not say their number.
 */
export function multipart (error: unknown): ErrorReply | undefined {
  const init = { cause: error }
  switch (readText(error, 'code')) {
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return errors.unsupportedMediaType(['multipart/form-data'], undefined, init)
    case 'FST_REQ_FILE_TOO_LARGE': {
      // busboy stops counting at the limit
      const limit = readPath(error, 'part', 'file', 'bytesRead')
      return Number.isSafeInteger(limit) ? errors.payloadTooLarge(limit as number, undefined, undefined, init) : errors.payloadTooLarge(undefined, init)
    }
    case 'FST_FILES_LIMIT':
    case 'FST_FIELDS_LIMIT':
    case 'FST_PARTS_LIMIT':
      return errors.payloadTooLarge(undefined, init)
    case 'FST_PROTO_VIOLATION':
    case 'FST_INVALID_JSON_FIELD_ERROR':
      return errors.badRequest(undefined, init)
  }
  return MALFORMED.test(readText(error, 'message')) ? errors.badRequest(undefined, init) : undefined
}
