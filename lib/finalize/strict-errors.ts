import { kDeclared, kDefinition, kForeign, kOAuth2 } from '../error/symbols.js'
import { definitionNamed, definitionOf } from '../error/catalog.js'
import { FST_ERR_REPLIES_UNDECLARED } from '../util/boot-errors.js'
import { isParserError } from '../util/fastify-internals.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'
import type { ThrownRecord } from '../error/thrown.js'
import type { FinalizeSettings } from './options.js'

/**
 * Compares an error with those that its route declares (option `strictErrors`).
 *
 * @param validationStatusCode status of a failed validation in the format of the reply
 * @returns the error to be sent in its place (`'error'`), `undefined` where the error may be sent
 */
export function enforceDeclared (error: ErrorReply, thrown: ThrownRecord, request: FastifyRequest, validationStatusCode: number, { strictErrors }: FinalizeSettings): Error | undefined {
  if (isDeclared(error, thrown, request, validationStatusCode)) return undefined
  const { code, statusCode } = error
  const route = `${request.method} ${String(request.routeOptions.url)}`
  const undeclared = FST_ERR_REPLIES_UNDECLARED(route, `${statusCode} with code '${code}'`, describeDeclaration(error))
  if (strictErrors === 'error') return Object.assign(undeclared, { cause: thrown.value })
  try {
    request.log.warn(undeclared.message)
  } catch {
    // A logger that fails must not keep the client from its reply
  }
  return undefined
}

function isDeclared (error: ErrorReply, thrown: ThrownRecord, request: FastifyRequest, validationStatusCode: number): boolean {
  const { statusCode, code } = error
  // A redirect has its own response, under `schema.response`
  if (statusCode < 400 || request.is404 || isImplied(error, thrown, validationStatusCode)) return true
  const declared = request.routeOptions.config[kDeclared]
  if (declared === undefined || declared.has(`${statusCode} ${code}`)) return true
  // A server error comes under `default` of the document, with a body and a code that are known there
  const { format, code: usual } = error[kDefinition]
  return statusCode >= 500 && format === undefined && code === usual && !declared.has(String(statusCode))
}

// What follows from the schema and the body of a route: a validation of Fastify that failed, a body that cannot be
// parsed. A mapper may make the error of a validation for a route without a schema.
function isImplied (error: ErrorReply, thrown: ThrownRecord, validationStatusCode: number): boolean {
  if (!error[kForeign]) return false
  if (error.issues !== undefined) return error.statusCode === validationStatusCode && thrown.get('validationContext') !== undefined
  return String(thrown.code).startsWith('FST_ERR_CTP_') || isParserError(thrown)
}

function describeDeclaration (error: ErrorReply): string {
  const { statusCode, code } = error
  const { isOwn, name, code: usual } = error[kDefinition]
  const oauth2 = error[kOAuth2]
  if (oauth2?.kind === 'answer') return `errors.oauthError('${oauth2.error}')`
  if (isOwn === true) return `what defineError returns for '${usual}'`
  const isListed = definitionNamed(name)?.statusCode === statusCode
  if (code === usual && isListed) return `errors.${name}`
  if (code === definitionOf(statusCode).code) return `errors.fail(${statusCode})`
  return isListed ? `errors.${name}('…', { code: '${code}' })` : `errors.fail(${statusCode}, '…', { code: '${code}' })`
}
