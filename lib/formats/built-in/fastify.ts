import { STATUS_CODES } from 'node:http'
import serializeFastify from '../generated/fastify.js'
import { kDefaultMessage, kDefinition, kForeign } from '../../error/symbols.js'
import type { FastifyErrorBody } from '../../../schemas/fastify.js'
import type { ErrorReply } from '../../error/error-reply.js'
import type { Format, FormatSettings } from '../format.js'

/** Fastify's own body, phrases and default messages: for an API that has clients already. */
export function fastify (settings: FormatSettings): Format<FastifyErrorBody> {
  return {
    name: 'fastify',
    contentType: 'application/json; charset=utf-8',
    validationStatusCode: 400,
    body (error, { debug, requestId, traceId }) {
      const phrase = settings.phrase(error.statusCode) ?? STATUS_CODES[error.statusCode] ?? error.title
      return {
        statusCode: error.statusCode,
        // A foreign error has the code that it came with, or none
        code: (error[kForeign] && error.code === error[kDefinition].code ? undefined : error.code),
        error: phrase,
        message: validationText(error) ?? (isPlain(error) ? phrase : error.message),
        requestId,
        traceId,
        debug
      }
    },
    serialize: serializeFastify
  }
}

// Says nothing but its status; the methods of a 405 are in Allow
function isPlain (error: ErrorReply): boolean {
  return error[kDefaultMessage] && (error.detail === undefined || error.statusCode === 405)
}

// The text that Fastify makes of a failed validation: "body/name must be string, …"
function validationText ({ issues, [kForeign]: isForeign }: ErrorReply): string | undefined {
  if (!isForeign || issues === undefined) return undefined
  return issues.map((issue) => `${issue.in}${issue.pointer} ${issue.message}`).join(', ')
}
