import { definitionNamed, definitionOf, withStatus } from '../error/catalog.js'
import { ErrorReply, type ErrorDefinition, type Issue } from '../error/error-reply.js'
import { readIssues } from './issues.js'
import type { FastifyRequest } from 'fastify'
import type { IssueLocation } from '../../schemas/details.js'

const invalidBody = definitionNamed('invalidBody')
const invalidParameter = definitionNamed('invalidParameter')

const locations: readonly unknown[] = ['body', 'querystring', 'params', 'headers']

/** Whether a value names a part of the request, as Fastify's `validationContext` does. */
export function isIssueLocation (value: unknown): value is IssueLocation {
  return locations.includes(value)
}

/** A validation that failed, as Fastify tells it. */
export interface ValidationFailure {
  where: IssueLocation
  /** What the validator found, in the manner of Ajv: `keyword`, `instancePath`, `params`, `message`. */
  failures: readonly unknown[]
  /** What was thrown. */
  cause: unknown
  statusCode: number
  code?: string | undefined
  maxIssues: number
}

/** The error reply of a failed validation. */
export function buildValidationReply ({ where, failures, cause, statusCode, code, maxIssues }: ValidationFailure, request: FastifyRequest): ErrorReply {
  const issues = readIssues(where, failures, maxIssues, request)
  const { path: name } = issues[0] as Issue
  const isParameter = where === 'querystring' || where === 'params'
  return new ErrorReply(withStatus(definitionFor(where), statusCode), {
    message: isParameter && name !== '' ? `Invalid parameter value for ${name}.` : undefined,
    translatable: true,
    code,
    issues,
    cause,
    foreign: true
  })
}

function definitionFor (where: IssueLocation): ErrorDefinition {
  switch (where) {
    case 'body': return invalidBody
    case 'headers': return definitionOf(400)
    default: return invalidParameter
  }
}
