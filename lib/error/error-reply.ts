import { kDefaultMessage, kDefinition, kErrorReply, kForeign, kMisuse, kOAuth2 } from './symbols.js'
import type { FormatName } from '../formats/built-in/index.js'
import type { OAuth2Parts } from './oauth2-parts.js'
import type { IssueLocation } from '../../schemas/details.js'

/** What is the same in every occurrence of an error: a row of the catalogue, or a definition of the application. */
export interface ErrorDefinition {
  /** Name of the reply helper and factory. */
  readonly name: string
  /** HTTP status, 400 to 599. */
  readonly statusCode: number
  /** Machine code in upper snake case. */
  readonly code: string
  /** The same for every occurrence; for a built-in error the reason phrase that IANA registers. */
  readonly title: string
  /** For a person, when the occurrence says nothing more precise. */
  readonly message: string
  /** Format that tells the error, whatever those of the route and the context are. */
  readonly format?: FormatName | undefined
  /** Status that decides how the error is logged, where it is not the one that is sent. */
  readonly loggedAs?: number | undefined
  /** `type` in the `problem` format, where the definition has one of its own. */
  readonly type?: string | undefined
  /** `true` for a definition of the application: formats tell it in its own words. */
  readonly isOwn?: boolean | undefined
}

/** One validation failure, before a format tells it. */
export interface Issue {
  /** Dotted path from the root of that part of the request, `''` for the root itself. */
  readonly path: string
  /** Names and indexes of the same path. */
  readonly keys: readonly string[]
  readonly in: IssueLocation
  /** Machine code, one of those that `issueKind` in `lib/issues.ts` gives. */
  readonly kind: string
  readonly message: string
  /** JSON Pointer to the value that the validator looked at; a missing property is not part of it. */
  readonly pointer: string
  /** For `invalid_type`, the type that the schema asks for, where it is known. */
  readonly expected?: string | undefined
  /** For `invalid_type`, the name of the type that came. */
  readonly received?: string | undefined
}

/** Lower-case header names and their values; an array is one header line per member. */
export type ErrorHeaders = Record<string, string | string[]>

/** The parts of an error reply that differ from its definition. */
export interface ErrorParts {
  code?: string | undefined
  message?: string | undefined
  detail?: Record<string, unknown> | undefined
  extensions?: Record<string, unknown> | undefined
  issues?: readonly Issue[] | undefined
  headers?: ErrorHeaders | undefined
  cause?: unknown
  misuse?: string | undefined
  foreign?: boolean | undefined
  /** `false` for a message that is the definition's own all the same, told of this request. */
  customMessage?: boolean | undefined
  oauth2?: OAuth2Parts | undefined
}

/**
 * An error on its way to a client: everything in it may be seen by a stranger, except `cause` and `stack`.
 *
 * What the factories of `errors` return and what every thrown value becomes. Expected errors, those below 500,
 * carry no stack.
 */
export class ErrorReply {
  declare readonly name: string
  declare readonly message: string
  declare readonly code: string
  declare readonly statusCode: number
  declare readonly title: string
  declare readonly detail: Record<string, unknown> | undefined
  declare readonly extensions: Record<string, unknown> | undefined
  declare readonly issues: readonly Issue[] | undefined
  declare readonly headers: ErrorHeaders | undefined
  declare readonly cause: unknown
  declare readonly stack?: string
  declare readonly [kDefinition]: ErrorDefinition
  declare readonly [kDefaultMessage]: boolean
  declare readonly [kMisuse]: string | undefined
  declare readonly [kForeign]: boolean
  declare readonly [kOAuth2]: OAuth2Parts | undefined

  // Does not run the Error constructor: collecting a stack that nobody reads is most of what an expected error
  // would cost (2.1 µs of 2.3 µs on Node 20). `instanceof Error`, which Fastify asks for, needs the prototype only.
  constructor (definition: ErrorDefinition, parts: ErrorParts, entry?: Function) {
    const self = this as Writable<ErrorReply>
    self.message = parts.message ?? definition.message
    self.code = parts.code ?? definition.code
    self.statusCode = definition.statusCode
    self.title = definition.title
    self.detail = parts.detail
    self.extensions = parts.extensions
    self.issues = parts.issues
    self.headers = parts.headers
    self.cause = parts.cause
    self[kDefinition] = definition
    self[kDefaultMessage] = parts.message === undefined || parts.customMessage === false
    self[kMisuse] = parts.misuse
    self[kForeign] = parts.foreign === true
    self[kOAuth2] = parts.oauth2
    if (entry !== undefined && definition.statusCode >= 500) Error.captureStackTrace(this, entry)
  }

  toString (): string {
    return `${this.name} [${this.code}]: ${this.message}`
  }
}

export interface ErrorReply extends Error {
  readonly cause: unknown
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

Object.setPrototypeOf(ErrorReply.prototype, Error.prototype)
Object.defineProperty(ErrorReply.prototype, 'name', { value: 'ErrorReply', writable: true, configurable: true })
Object.defineProperty(ErrorReply.prototype, kErrorReply, { value: true })

/** A copy with other parts. An error may be thrown more than once, so it is never changed itself. */
export function changeReply (error: ErrorReply, changes: ErrorParts, definition = error[kDefinition]): ErrorReply {
  return new ErrorReply(definition, {
    code: error.code,
    message: error.message,
    customMessage: !error[kDefaultMessage],
    detail: error.detail,
    extensions: error.extensions,
    issues: error.issues,
    headers: error.headers,
    cause: error.cause,
    misuse: error[kMisuse],
    foreign: error[kForeign],
    oauth2: error[kOAuth2],
    ...changes
  })
}

/** The status that decides how an error is logged. */
export function loggedStatus (error: ErrorReply): number {
  return error[kDefinition].loggedAs ?? error.statusCode
}

/** Whether a thrown value was made by this package, whichever copy of it. */
export function isErrorReply (value: unknown): value is ErrorReply {
  try {
    return value instanceof ErrorReply ||
      (typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[kErrorReply] === true)
  } catch {
    return false // a Proxy whose traps throw
  }
}
