import { changeReply, type ErrorReply } from '../error-reply.js'
import { readProperty } from '../read-property.js'
import { kErrorReplies } from '../symbols.js'
import { buildValidationReply } from '../validation.js'
import { readText } from './cause-chain.js'
import type { FastifyRequest } from 'fastify'

const MAX_ISSUES = 1000

// Zod's own texts of these quote what was received or what was expected
const texts: Readonly<Record<string, string>> = {
  invalid_value: 'must be one of the allowed values',
  invalid_enum_value: 'must be one of the allowed values',
  invalid_literal: 'must be the allowed value',
  unrecognized_keys: 'is not a known property'
}

/**
 * Maps a `ZodError` that a handler threw, from `schema.parse(request.body)`, to the reply of a failed validation.
 *
 * Zod does not know what it was given, so every issue is one of the body. Leave this mapper out where schemas also
 * check what is not the client's: the answer of another server, a row, the configuration.
 */
export function zod (error: unknown, request: FastifyRequest): ErrorReply | undefined {
  const name = readText(error, 'name')
  if (name !== 'ZodError' && name !== '$ZodError') return undefined
  const issues = readProperty(error, 'issues')
  // A validator compiler's errors come with their own place in the request
  if (!Array.isArray(issues) || readProperty(error, 'validationContext') !== undefined) return undefined
  const options = request.server[kErrorReplies]
  const reply = buildValidationReply({
    where: 'body',
    thrown: { validation: issues.slice(0, MAX_ISSUES).map(toFailure) },
    statusCode: options?.validationStatusCode ?? options?.formats.default.validationStatusCode ?? 400,
    code: undefined,
    maxIssues: options?.maxIssues ?? 50
  }, request)
  return changeReply(reply, { cause: error })
}

// As the validator compilers for zod tell an issue
function toFailure (issue: unknown): object {
  const keyword = readKeyword(issue)
  const path = readProperty(issue, 'path')
  return {
    keyword,
    instancePath: Array.isArray(path) ? path.map((key) => `/${escapeKey(String(key))}`).join('') : '',
    params: { keys: readProperty(issue, 'keys'), expected: readProperty(issue, 'expected') },
    message: Object.hasOwn(texts, keyword) ? texts[keyword] : readText(issue, 'message')
  }
}

function readKeyword (issue: unknown): string {
  const code = readText(issue, 'code')
  if (code === 'invalid_union_discriminator') return 'invalid_union'
  const values = readProperty(issue, 'values')
  return code === 'invalid_value' && Array.isArray(values) && values.length === 1 ? 'invalid_literal' : code
}

// RFC 6901 section 3
function escapeKey (key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
