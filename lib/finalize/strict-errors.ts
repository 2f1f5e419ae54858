import { FST_ERR_REPLIES_UNDECLARED } from '../util/boot-errors.js'
import { isParserError } from '../util/fastify-internals.js'
import { readText } from '../util/read-property.js'
import { kDeclared, kDefinition, kForeign } from '../error/symbols.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'
import type { ResolvedOptions } from '../options.js'

/**
 * Holds a reply against what its route declares (option `strictErrors`).
 *
 * @returns what is to be told: the thrown value, or under `'error'` an error in its place
 */
export function enforceDeclared (error: ErrorReply, thrown: unknown, request: FastifyRequest, { strictErrors }: ResolvedOptions): unknown {
  if (isDeclared(error, thrown, request)) return thrown
  const { code, statusCode } = error
  const undeclared = FST_ERR_REPLIES_UNDECLARED(`${request.method} ${String(request.routeOptions.url)}`, statusCode, code)
  if (strictErrors === 'error') return Object.assign(undeclared, { cause: thrown })
  request.log.warn(undeclared.message)
  return thrown
}

function isDeclared (error: ErrorReply, thrown: unknown, request: FastifyRequest): boolean {
  if (error.statusCode >= 500 || request.is404 || isImplied(error, thrown)) return true
  const declared = request.routeOptions.config[kDeclared]
  return declared === undefined || declared.has(error[kDefinition].code)
}

// What follows from the schema and the body of a route: a validation that failed, a body that cannot be taken
function isImplied (error: ErrorReply, thrown: unknown): boolean {
  if (!error[kForeign]) return false
  return error.issues !== undefined || readText(thrown, 'code').startsWith('FST_ERR_CTP_') || isParserError(thrown)
}
