import { STATUS_CODES } from 'node:http'
import serializeFastify from '../generated/fastify.js'
import { definitionOf } from '../../error/catalog.js'
import { kDefaultMessage, kDefinition, kForeign, kText } from '../../error/symbols.js'
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
      const { statusCode } = error
      // Fastify has no phrase for a status that Node does not know
      const phrase = settings.phrase(statusCode) ?? STATUS_CODES[statusCode]
      return {
        // Of a plain object that was thrown, as Fastify sends it
        ...(error[kForeign] ? error.extensions : undefined),
        statusCode,
        code: readOwnCode(error),
        error: phrase,
        message: error[kText] ?? validationText(error) ?? (isPlain(error) ? phrase ?? error.title : error.message),
        requestId,
        traceId,
        debug
      }
    },
    serialize: serializeFastify
  }
}

// Errors of Fastify and of @fastify/sensible have a code only where something gave them one
function readOwnCode ({ code, statusCode, [kForeign]: isForeign, [kDefinition]: definition }: ErrorReply): string | undefined {
  return code === definitionOf(statusCode).code || (isForeign && code === definition.code) ? undefined : code
}

// Says nothing but its status; the methods of a 405 are in Allow
function isPlain (error: ErrorReply): boolean {
  return error[kDefaultMessage] && (error.detail === undefined || error.statusCode === 405)
}

// As Fastify makes it of a failed validation, "body/name must be string, …", where its own text repeats a value
function validationText ({ issues, [kForeign]: isForeign }: ErrorReply): string | undefined {
  if (!isForeign || issues === undefined) return undefined
  return issues.map((issue) => `${issue.in}${issue.pointer} ${issue.message}`).join(', ')
}
