import { types } from 'node:util'
import { cutText } from './json-values.js'
import { readText } from './read-property.js'
import { reportFailure } from './report-failure.js'
import type { FastifyBaseLogger } from 'fastify'

// The functions of an application (`messages`, `log`, a mapper, the body of a format …) are called here and nowhere
// else: each may throw, return a wrong type, or be async.

/** The purpose of a function of the application. */
export interface FunctionRole<T> {
  /** Where it comes from, for the log: `option messages`. */
  readonly name: string
  /** What it should return, for the log: `a string`. */
  readonly expected: string
  isAnswer (value: unknown): value is T
}

/** Why a function of the application has no result; `cause` is what it threw. */
export class FunctionError extends Error {
  readonly failed: Function

  constructor (failed: Function, message: string, cause?: unknown) {
    super(message, { cause })
    this.failed = failed
  }
}

/**
 * Calls a function of the application; never throws.
 *
 * @returns its result, or a failure: it threw, returned a promise, whose rejection is then handled, or a value of another type
 * than its role asks for
 */
export function tryFunction<T, Args extends readonly unknown[]> (role: FunctionRole<T>, own: (...args: Args) => unknown, args: Args): { answer: T } | FunctionError {
  try {
    const answer = own(...args)
    if (types.isPromise(answer)) {
      // An unhandled rejection would end the process
      Promise.prototype.then.call(answer, undefined, () => {})
      return new FunctionError(own, `${role.name} should be synchronous, its promise is ignored`)
    }
    if (role.isAnswer(answer)) return { answer }
    return new FunctionError(own, `${role.name} should return ${role.expected}, its result is ignored`)
  } catch (cause) {
    return new FunctionError(own, `${role.name} failed`, cause)
  }
}

/**
 * Calls a function of the application; never throws. A failure is reported once per function.
 *
 * @returns its result, `undefined` where it failed
 */
export function callFunction<T, Args extends readonly unknown[]> (role: FunctionRole<T>, own: (...args: Args) => unknown, log: FastifyBaseLogger | undefined, ...args: Args): T | undefined {
  const result = tryFunction(role, own, args)
  if (!(result instanceof FunctionError)) return result.answer
  reportFunction(result, log)
  return undefined
}

const reported = new WeakSet<Function>()

/** Logs once that a function of the application fails: it would fail for every request. */
export function reportFunction ({ failed, message, cause }: FunctionError, log: FastifyBaseLogger | undefined): void {
  if (log === undefined || reported.has(failed)) return
  reported.add(failed)
  reportFailure(log, 'warn', message, cause)
}

/** The name of a function for the log, short. */
export function nameOf (own: Function): string {
  return cutText(readText(own, 'name'), 64)
}
