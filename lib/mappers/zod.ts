import { definitionNamed } from '../catalog.js'
import { ErrorReply, type Issue } from '../error-reply.js'
import { cutText, MAX_KEY, MAX_TEXT } from '../json-values.js'
import { readProperty } from '../read-property.js'
import { kErrorReplies } from '../symbols.js'
import { readText } from './cause-chain.js'
import { withStatus } from '../validation.js'
import type { FastifyRequest } from 'fastify'

// Codes of zod 4 that zod 3 and this package have under another name; the others are the same
const kinds: Readonly<Record<string, string>> = {
  invalid_type: 'invalid_type',
  invalid_value: 'invalid_enum_value',
  invalid_enum_value: 'invalid_enum_value',
  invalid_literal: 'invalid_literal',
  invalid_format: 'invalid_string',
  invalid_string: 'invalid_string',
  invalid_union: 'invalid_union',
  invalid_union_discriminator: 'invalid_union',
  not_multiple_of: 'not_multiple_of',
  too_small: 'too_small',
  too_big: 'too_big',
  unrecognized_keys: 'unrecognized_keys'
}

// Zod's own texts of these quote what was received or what was expected
const texts: Readonly<Record<string, string>> = {
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
  const failures = readProperty(error, 'issues')
  // A validator compiler's errors come with their own place in the request
  if (!Array.isArray(failures) || readProperty(error, 'validationContext') !== undefined) return undefined
  const options = request.server[kErrorReplies]
  const statusCode = options?.validationStatusCode ?? options?.format.validationStatusCode ?? 400
  const issues = readIssues(failures, options?.maxIssues ?? 50)
  return new ErrorReply(withStatus(definitionNamed('invalidBody'), statusCode), {
    issues: issues.length === 0 ? undefined : issues,
    cause: error
  })
}

function readIssues (failures: readonly unknown[], maxIssues: number): Issue[] {
  const issues: Issue[] = []
  for (let i = 0; i < failures.length && issues.length < maxIssues; i++) {
    try {
      issues.push(...readIssue(failures[i]))
    } catch {
      // An issue that cannot be read tells nothing
    }
  }
  return issues.slice(0, maxIssues)
}

function readIssue (failure: unknown): Issue[] {
  const kind = issueKind(failure)
  const message = texts[kind] ?? (cutText(readText(failure, 'message'), MAX_TEXT) || 'is invalid')
  const path = readKeys(readProperty(failure, 'path'))
  // One issue of zod's names all unknown keys of an object; here each is an issue of its own, as in Ajv
  const unknown = kind === 'unrecognized_keys' ? readKeys(readProperty(failure, 'keys')) : []
  const paths = unknown.length === 0 ? [path] : unknown.map((key) => [...path, key])
  return paths.map((keys) => ({ path: cutText(keys.join('.'), MAX_TEXT), keys, in: 'body', kind, message }))
}

function issueKind (failure: unknown): string {
  const code = readText(failure, 'code')
  const values = readProperty(failure, 'values')
  if (code === 'invalid_value' && Array.isArray(values) && values.length === 1) return 'invalid_literal'
  return (Object.hasOwn(kinds, code) ? kinds[code] : undefined) ?? 'custom'
}

function readKeys (path: unknown): string[] {
  return Array.isArray(path) ? path.slice(0, MAX_KEY).map((key) => cutText(String(key), MAX_KEY)) : []
}
