import { isErrorReply, type ErrorReply } from '../error/error-reply.js'
import { callFunction, nameOf, type FunctionRole } from '../util/call-function.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorMapper } from './options.js'

/** Result of the mappers of option `mappers` for a thrown value, `undefined` without a result; never throws. */
export function mapError (thrown: unknown, request: FastifyRequest, mappers: readonly ErrorMapper[]): ErrorReply | undefined {
  for (const mapper of mappers) {
    const answer = callFunction(roleOf(mapper), mapper, request.log, thrown, request)
    if (answer !== undefined && answer !== null) return answer
  }
  return undefined
}

function roleOf (mapper: ErrorMapper): FunctionRole<ErrorReply | null | undefined> {
  return {
    get name () { return `mapper '${nameOf(mapper)}' of option mappers` },
    expected: "an error of 'errors' or undefined",
    isAnswer: (value) => value === undefined || value === null || isErrorReply(value)
  }
}
