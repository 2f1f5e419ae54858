import type { HelperArguments } from '../error/helper-arguments.js'
import type { ChallengeInit, ErrorInit } from '../error/init-arguments.js'

// Without conditions: a compiler compares these types with those of @fastify/sensible and of each other reply

/** A helper without own arguments. */
export type Helper<Result> = (message?: string | Error, init?: ErrorInit) => Result

/** The same, of a status with a challenge. */
export type ChallengeHelper<Result> = (message?: string | Error, init?: ChallengeInit) => Result

/** A helper that takes its own arguments and the two behind them, or the two alone. */
export interface HelperWith<Own extends readonly unknown[], Result> {
  (message?: string | Error, init?: ErrorInit): Result
  (...args: [...Own, message?: string | Error, init?: ErrorInit]): Result
}

/** A helper that cannot be called without its own arguments. */
export type HelperThatNeeds<Own extends readonly unknown[], Result> = (...args: [...Own, message?: string | Error, init?: ErrorInit]) => Result

/** The own arguments of a helper. */
export type OwnArguments<Reader> = Reader extends HelperArguments<infer Own extends readonly unknown[]> ? Own : never
