import { changeReply, type ErrorReply } from '../../error/error-reply.js'
import { isDeclarable } from '../../helpers/index.js'
import { checkFunction, invalid, isObject } from '../../util/check-option.js'
import { driverErrors } from './driver-errors.js'
import { isUnreached } from './query-builders.js'
import { buildDatabaseReply, type DatabaseFailure } from './replies.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorMapper } from '../../normalize/index.js'

/**
 * The error for the violation of one constraint: a factory that needs no arguments, of `errors` or from `defineError`,
 * or a synchronous function of the thrown error and the request. `undefined` keeps the default of the mapper.
 */
export type ConstraintError = (() => ErrorReply | undefined) | ((error: unknown, request: FastifyRequest) => ErrorReply | undefined)

/** The mapper of a database. */
export interface DatabaseMapper {
  (error: unknown, request: FastifyRequest): ErrorReply | undefined
  /**
   * The same mapper with errors of the application for constraints, by their names in the database:
   * `postgres.with({ users_email_key: emailTaken })`.
   *
   * The thrown error becomes the `cause`. Further calls add constraints.
   *
   * @throws FST_ERR_REPLIES_INVALID_OPTION for a value that is not a factory and not a synchronous function
   */
  with (constraints: Readonly<Record<string, ConstraintError>>): DatabaseMapper
}

/** Reads one error, `undefined` for one that is not the database's or says nothing about the request. */
export type FailureReader = (error: unknown, request: FastifyRequest) => DatabaseFailure | undefined

/** Builds the mapper of a database from how its errors are read. */
export function defineMapper (name: string, read: FailureReader, constraints: ReadonlyMap<string, ConstraintError> = new Map()): DatabaseMapper {
  const mapper: ErrorMapper = {
    [name] (error: unknown, request: FastifyRequest): ErrorReply | undefined {
      const links = driverErrors(error)
      for (const link of links) {
        const failure = read(link, request)
        if (failure !== undefined) return readOwn(failure, constraints, error, request) ?? buildDatabaseReply(failure, request, error)
      }
      return isUnreached(links) ? buildDatabaseReply({ kind: 'unavailable' }, request, error) : undefined
    }
  }[name] as ErrorMapper
  return Object.assign(mapper, {
    with: (added: Readonly<Record<string, ConstraintError>>) => defineMapper(name, read, new Map([...constraints, ...checkConstraints(name, added)]))
  })
}

function readOwn ({ constraints: names = [] }: DatabaseFailure, constraints: ReadonlyMap<string, ConstraintError>, error: unknown, request: FastifyRequest): ErrorReply | undefined {
  const own = names.map((name) => constraints.get(name)).find((found) => found !== undefined)
  if (own === undefined) return undefined
  return isDeclarable(own) ? changeReply(own(), { cause: error }) : own(error, request)
}

function checkConstraints (name: string, constraints: unknown): [string, ConstraintError][] {
  if (!isObject(constraints)) invalid(`${name}.with`, 'errors by the name of a constraint', constraints)
  const entries = Object.entries(constraints)
  for (const [constraint, value] of entries) checkFunction(`${name}.with ${constraint}`, 'a factory of an error or a synchronous function', value)
  return entries as [string, ConstraintError][]
}
