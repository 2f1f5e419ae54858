import type { HelperName, RowNamed } from '../error/catalog.js'
import type { HelperArguments } from '../error/helper-arguments.js'
import type { ChallengeInit, ErrorInit } from '../error/init-arguments.js'

type InitOf<Row> = Row extends { readonly header: 'WWW-Authenticate' | 'Proxy-Authenticate' } ? ChallengeInit : ErrorInit

type HelperOf<Row, Result> =
  Row extends { readonly arguments: HelperArguments<infer Own extends readonly unknown[], infer Required> }
    ? Required extends true
      ? (...args: [...Own, message?: string | Error, init?: InitOf<Row>]) => Result
      : {
          (message?: string | Error, init?: InitOf<Row>): Result
          (...args: [...Own, message?: string | Error, init?: InitOf<Row>]): Result
        }
    : (message?: string | Error, init?: InitOf<Row>) => Result

/** The type of a helper, from its row in the catalogue: `(message?, init?)`, and the same behind its own arguments. */
export type Helper<Name extends HelperName, Result> = HelperOf<RowNamed<Name>, Result>
