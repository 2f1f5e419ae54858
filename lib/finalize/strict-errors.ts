import { kDeclared, kDefinition, kForeign } from '../error/symbols.js'
import { FST_ERR_REPLIES_UNDECLARED } from '../util/boot-errors.js'
import { isParserError } from '../util/fastify-internals.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'
import type { ThrownRecord } from '../error/thrown.js'
import type { FinalizeSettings } from './options.js'

/**
 * Compares an error with those that its route declares (option `strictErrors`).
 *
 * @returns the error to be sent in its place (`'error'`), `undefined` where the error may be sent
 */
export function enforceDeclared (error: ErrorReply, thrown: ThrownRecord, request: FastifyRequest, { strictErrors }: FinalizeSettings): Error | undefined {
  if (isDeclared(error, thrown, request)) return undefined
  const { code, statusCode } = error
  const undeclared = FST_ERR_REPLIES_UNDECLARED(`${request.method} ${String(request.routeOptions.url)}`, statusCode, code)
  if (strictErrors === 'error') return Object.assign(undeclared, { cause: thrown.value })
  try {
    request.log.warn(undeclared.message)
  } catch {
    // A logger that fails must not cost the client its reply
  }
  return undefined
}

function isDeclared (error: ErrorReply, thrown: ThrownRecord, request: FastifyRequest): boolean {
  if (error.statusCode >= 500 || request.is404 || isImplied(error, thrown)) return true
  const declared = request.routeOptions.config[kDeclared]
  return declared === undefined || declared.has(error[kDefinition].code)
}

// What follows from the schema and the body of a route: a validation that failed, a body that cannot be parsed
function isImplied (error: ErrorReply, thrown: ThrownRecord): boolean {
  if (!error[kForeign]) return false
  return error.issues !== undefined || String(thrown.code).startsWith('FST_ERR_CTP_') || isParserError(thrown)
}
