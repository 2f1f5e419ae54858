import { types } from 'node:util'
import { definitionNamed, definitionOf, withStatus } from '../error/catalog.js'
import { ErrorReply, type ErrorDefinition, type Issue } from '../error/error-reply.js'
import { readProperty, readText } from '../util/read-property.js'
import { readFailures } from './failures.js'
import { cleanText, MAX_TOTAL, readIssues } from './issues.js'
import type { FastifyRequest } from 'fastify'
import type { ThrownRecord } from '../error/thrown.js'
import type { IssueLocation } from '../error/issue-parameters.js'

const invalidBody = definitionNamed('invalidBody')
const invalidParameter = definitionNamed('invalidParameter')

const JSON_LIST = /^\[\s*[{\]]/
const locations: readonly unknown[] = ['body', 'querystring', 'params', 'headers']

/** Whether a value names a part of the request, as Fastify's `validationContext` does. */
export function isIssueLocation (value: unknown): value is IssueLocation {
  return locations.includes(value)
}

/** A validation that failed. */
export interface ValidationFailure {
  where: IssueLocation
  /** Result of the validator, in any form. */
  failures: readonly unknown[]
  /** The thrown value. */
  cause: unknown
  statusCode: number
  code?: string | undefined
  /** What Fastify, or the validator, says of all failures. */
  text?: string | undefined
  /** Message of the reply, in place of the default one. */
  message?: string | undefined
  maxIssues: number
}

/** The error reply of a failed validation. */
export function buildValidationReply ({ where, failures, cause, statusCode, code, text, message, maxIssues }: ValidationFailure, request: FastifyRequest): ErrorReply {
  const { issues, isFaithful } = readIssues(where, failures, maxIssues, request)
  const { path: name } = issues[0] as Issue
  const isParameter = where === 'querystring' || where === 'params'
  return new ErrorReply(withStatus(definitionFor(where), statusCode), {
    message: message ?? (isParameter && name !== '' ? `Invalid parameter value for ${name}.` : undefined),
    translatable: message === undefined,
    code,
    // A message that lists the failures may quote what an issue does not
    text: message ?? (isFaithful || code !== undefined ? text : undefined),
    issues,
    cause,
    foreign: true
  })
}

/**
 * The error reply of a validation that Fastify reports.
 *
 * The message of a `schemaErrorFormatter` is the application's own, so it is sent; with another status than 400 it is
 * that of any foreign error.
 *
 * @param isExposed whether a client may see the message of a foreign error
 */
export function readValidation (thrown: ThrownRecord, { where, statusCode, maxIssues, code }: Pick<ValidationFailure, 'where' | 'statusCode' | 'maxIssues' | 'code'>, isExposed: boolean, request: FastifyRequest): ErrorReply {
  const own = typeof thrown.message === 'string' ? thrown.message : ''
  let failures = readFailures(thrown)
  // An Error with nothing but a message, which a validator returned
  if (failures.length === 0 && isExposed && own !== '') failures = [{ message: own }]
  // The errors of an AggregateError are not validation failures: they are exposed like its message
  if (!isExposed) failures = failures.filter(isOfValidator)
  const text = cleanText(own, MAX_TOTAL)
  const isFormatted = own !== '' && !isDefaultMessage(where, thrown, failures)
  const isOfFormatter = thrown.statusCode === 400 && failures.length > 0 && thrown.get('expose') !== false
  // One literal: a spread into it costs 5 µs (Node 20)
  return buildValidationReply({
    where,
    failures,
    cause: thrown.value,
    statusCode,
    code,
    // What Fastify makes of a list of failures may be shown as they are, the message of an Error as any other; that of
    // a ZodError is a list in JSON, with values that were received
    text: (isExposed || (failures.length > 0 && !isFormatted)) && !JSON_LIST.test(text) ? text : undefined,
    message: isFormatted && (isExposed || isOfFormatter) ? text : undefined,
    maxIssues
  }, request)
}

// The failures of Ajv first: asking Node whether a value is an Error costs 0.1 µs each (Node 20)
function isOfValidator (failure: unknown): boolean {
  return typeof readProperty(failure, 'instancePath') === 'string' || !types.isNativeError(failure) || readProperty(failure, 'path') !== undefined
}

// Fastify makes its message of a list of failures, and leaves that of an Error as it is
function isDefaultMessage (where: IssueLocation, thrown: ThrownRecord, failures: readonly unknown[]): boolean {
  const validation = thrown.get('validation')
  if (typeof validation !== 'object' || validation === null) return true
  // Its first failure and its length: to compare every failure costs 0.3 µs for each (Node 20)
  const message = String(thrown.message)
  let length = 0
  for (const failure of failures) {
    const path = readText(failure, 'instancePath')
    const text = String(readProperty(failure, 'message'))
    if (length === 0 && !message.startsWith(`${where}${path} ${text}`)) return false
    length += where.length + path.length + text.length + (length === 0 ? 1 : 3)
    if (length > MAX_TOTAL) return true
  }
  return length === message.length
}

function definitionFor (where: IssueLocation): ErrorDefinition {
  switch (where) {
    case 'body': return invalidBody
    case 'headers': return definitionOf(400)
    default: return invalidParameter
  }
}
