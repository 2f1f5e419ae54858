import { definitionNamed, definitionOf } from './catalog.js'
import { ErrorReply, type ErrorDefinition, type Issue } from './error-reply.js'
import { cutText, MAX_KEY, MAX_TEXT } from './json-values.js'
import type { IssueLocation } from '../schemas/details.js'

// JSON Schema keyword → machine code of the issue. `min*` and `max*` are read off their prefix.
const kinds: Readonly<Record<string, string>> = {
  type: 'invalid_type',
  required: 'invalid_type',
  enum: 'invalid_enum_value',
  const: 'invalid_literal',
  additionalProperties: 'unrecognized_keys',
  unevaluatedProperties: 'unrecognized_keys',
  exclusiveMinimum: 'too_small',
  exclusiveMaximum: 'too_big',
  format: 'invalid_string',
  pattern: 'invalid_string',
  multipleOf: 'not_multiple_of',
  anyOf: 'invalid_union',
  oneOf: 'invalid_union',
  if: 'invalid_union'
}

// Keywords whose subject is a property below the instance that Ajv points at, and the parameter that names it
const propertyParams: Readonly<Record<string, string>> = {
  required: 'missingProperty',
  dependencies: 'missingProperty',
  dependentRequired: 'missingProperty',
  additionalProperties: 'additionalProperty',
  unevaluatedProperties: 'unevaluatedProperty',
  propertyNames: 'propertyName'
}

const invalidBody = definitionNamed('invalidBody')
const invalidParameter = definitionNamed('invalidParameter')

const locations: readonly unknown[] = ['body', 'querystring', 'params', 'headers']

/** Whether a value names a part of the request, as Fastify's `validationContext` does. */
export function isIssueLocation (value: unknown): value is IssueLocation {
  return locations.includes(value)
}

/** The error reply of a failed validation. */
export function buildValidationReply (
  where: IssueLocation, validation: unknown, statusCode: number, maxIssues: number, cause: unknown
): ErrorReply {
  const issues = readIssues(where, validation, maxIssues)
  const name = issues?.[0]?.path
  return new ErrorReply(withStatus(definitionFor(where), statusCode), {
    message: where !== 'body' && where !== 'headers' && name !== undefined && name !== ''
      ? `Invalid parameter value for ${name}.`
      : undefined,
    issues,
    cause
  })
}

function definitionFor (where: IssueLocation): ErrorDefinition {
  switch (where) {
    case 'body': return invalidBody
    case 'headers': return definitionOf(400)
    default: return invalidParameter
  }
}

/** The definition under another status, with that status's title. */
export function withStatus (definition: ErrorDefinition, statusCode: number): ErrorDefinition {
  return statusCode === definition.statusCode
    ? definition
    : { ...definition, statusCode, title: definitionOf(statusCode).title }
}

function readIssues (where: IssueLocation, validation: unknown, maxIssues: number): Issue[] | undefined {
  if (!Array.isArray(validation) || validation.length === 0) return undefined
  const issues: Issue[] = []
  for (let i = 0; i < validation.length && issues.length < maxIssues; i++) {
    try {
      issues.push(readIssue(where, validation[i]))
    } catch {
      // A validator's own object whose getters throw tells nothing
    }
  }
  return issues.length === 0 ? undefined : issues
}

function readIssue (where: IssueLocation, failure: any): Issue {
  const keyword = typeof failure.keyword === 'string' ? failure.keyword : ''
  const keys = readPointer(failure.instancePath)
  const property = failure.params?.[propertyParams[keyword] ?? '']
  if (typeof property === 'string') keys.push(cutText(property, MAX_KEY))
  return {
    path: cutText(keys.join('.'), MAX_TEXT),
    keys,
    in: where,
    kind: issueKind(keyword),
    message: typeof failure.message === 'string' && failure.message !== '' ? cutText(failure.message, MAX_TEXT) : 'is invalid'
  }
}

/** Machine code of an issue, from the JSON Schema keyword that failed. */
export function issueKind (keyword: string): string {
  return (Object.hasOwn(kinds, keyword) ? kinds[keyword] : undefined) ??
    (keyword.startsWith('min') ? 'too_small' : keyword.startsWith('max') ? 'too_big' : 'custom')
}

// json-pointer = *( "/" reference-token ), with "~1" for "/" and "~0" for "~" (RFC 6901 section 3)
function readPointer (pointer: unknown): string[] {
  if (typeof pointer !== 'string' || pointer === '') return []
  return pointer.slice(1).split('/').map((key) => cutText(key.replaceAll('~1', '/').replaceAll('~0', '~'), MAX_KEY))
}
