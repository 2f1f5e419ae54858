import { readProperty, readText } from '../util/read-property.js'
import { kErrorReplies } from '../error/symbols.js'
import { buildValidationReply } from '../normalize/index.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'

/**
 * Maps a `ZodError` that a handler threw, from `schema.parse(request.body)`, to the reply of a failed validation.
 *
 * Zod does not know what it was given, so every issue is one of the body. Leave this mapper out where schemas also
 * check what is not the client's: the response of another server, a row, the configuration.
 */
export function zod (error: unknown, request: FastifyRequest): ErrorReply | undefined {
  const name = readText(error, 'name')
  if (name !== 'ZodError' && name !== '$ZodError') return undefined
  const failures = readProperty(error, 'issues')
  // A validator compiler's errors come with their own place in the request
  if (!Array.isArray(failures) || readProperty(error, 'validationContext') !== undefined) return undefined
  const options = request.server[kErrorReplies]
  return buildValidationReply({
    where: 'body',
    failures,
    cause: error,
    statusCode: options?.validationStatusCode ?? options?.formats.default.validationStatusCode ?? 400,
    maxIssues: options?.maxIssues ?? 50
  }, request)
}
