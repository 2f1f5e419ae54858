import { definitionOf, withStatus } from '../error/catalog.js'
import { isErrorReply, type ErrorDefinition } from '../error/error-reply.js'
import { kDefinition, kOAuth2 } from '../error/symbols.js'
import { errors } from './factories.js'
import type { RouteOptions } from 'fastify'
import type { HelperName } from '../error/generated-names.js'
import type { RouteError } from './declared-type.js'

/** An error that a route may send. */
export interface DocumentedError {
  readonly definition: ErrorDefinition
  /** Code of the body, in the formats that have one. */
  readonly code: string
  /** Its declaration, for an example. */
  readonly source: RouteError
}

/**
 * The errors that a route may send: those that follow from its method and schema, those that it declares, and those
 * that the server sends of itself under a status that is among them already.
 *
 * @param validationStatusCode status of a failed validation
 */
export function documentedErrors (route: RouteOptions, validationStatusCode: number): DocumentedError[] {
  const result = [...impliedErrors(route, validationStatusCode), ...(route.errors || []).flatMap(declaredErrors)]
  for (const statusCode of new Set(result.map(({ definition }) => definition.statusCode))) {
    const definition = definitionOf(statusCode)
    const isKnown = result.some(({ definition: other, code }) => other.statusCode === statusCode && code === definition.code)
    if (isServerStatus(statusCode) && !isKnown) result.push(serverError(definition))
  }
  return result
}

// A malformed URL or body, a parameter that is too long, a slow client, a server that closes: under any route
const SERVER_STATUSES = new Set([400, 404, 408, 413, 414, 415, 431])

/** Whether the server sends errors of a status of itself, under any route. */
export function isServerStatus (statusCode: number): boolean {
  return statusCode >= 500 || SERVER_STATUSES.has(statusCode)
}

function serverError (definition: ErrorDefinition): DocumentedError {
  const factory = errors[definition.name as HelperName]
  return { definition, code: definition.code, source: factory[kDefinition] === definition ? factory : errors.fail(definition.statusCode) }
}

const BODY_METHODS = new Set(['POST', 'PUT', 'PATCH', 'QUERY'])

function impliedErrors ({ method, schema = {} }: RouteOptions, validationStatusCode: number): DocumentedError[] {
  const takesBody = schema.body !== undefined || [method].flat().some((name) => BODY_METHODS.has(name))
  const validations: (HelperName | false)[] = [
    schema.body !== undefined && 'invalidBody',
    // `query` is Fastify's other name of `querystring`
    ((schema as { query?: unknown }).query !== undefined || schema.querystring !== undefined || schema.params !== undefined) && 'invalidParameter',
    schema.headers !== undefined && 'badRequest'
  ]
  const parsing: HelperName[] = takesBody ? ['badRequest', 'payloadTooLarge', 'unsupportedMediaType'] : []
  const implied = [
    ...validations.filter((name) => name !== false).map((name) => describe(errors[name], validationStatusCode)),
    ...parsing.map((name) => describe(errors[name]))
  ]
  // A header and a body may fail alike
  return implied.filter((error, i) => implied.findIndex(({ definition }) => definition === error.definition) === i)
}

function declaredErrors (source: RouteError): DocumentedError[] {
  const declared = describe(source)
  if (!isErrorReply(source)) return [declared]
  const oauth2 = source[kOAuth2]
  // 401 where the request had credentials in Authorization (RFC 6749 section 5.2)
  const isBoth = oauth2?.kind === 'answer' && oauth2.error === 'invalid_client' && !oauth2.hasStatus
  return isBoth ? [declared, describe(source, 401)] : [declared]
}

function describe (source: RouteError, statusCode = source[kDefinition].statusCode): DocumentedError {
  const definition = withStatus(source[kDefinition], statusCode)
  return { definition, code: isErrorReply(source) ? source.code : definition.code, source }
}
