import { kCauseMessage, kDefaultMessage, kDefinition, kErrorReply, kFailure, kForeign, kInvalidArgument, kMessageKey, kOAuth2, kText, kTranslatable } from './symbols.js'
import type { FunctionError } from '../util/call-function.js'
import type { OAuth2Parts } from './oauth2-parts.js'
import type { ErrorDefinition, ErrorHeaders, ErrorParts, Issue } from './error-parts.js'

export type { ErrorDefinition, ErrorHeaders, ErrorParts, Issue } from './error-parts.js'

let isOfThisCopy: (value: object) => boolean

/**
 * An error reply: a client may see all of it, except `cause` and `stack`.
 *
 * The factories of `errors` and of `defineError` return it, and every thrown value becomes one. It is exported for
 * `instanceof` and `captureStackTraces`; its constructor is internal and may change.
 */
export class ErrorReply extends Error {
  /**
   * Whether errors below 500 have a stack trace, for unit tests and development.
   *
   * They are expected, and collecting their stack would be most of what they cost: 5 µs of 5.3 µs (Node 20).
   *
   * @default false
   */
  static captureStackTraces = false

  // Bundlers rename a class that refers to itself, and a logger asks the class for its name
  static {
    Object.defineProperty(this, 'name', { value: 'ErrorReply' })
  }

  /** Machine code in upper snake case. */
  declare readonly code: string
  /** HTTP status. */
  declare readonly statusCode: number
  /** The same for every occurrence of the error. */
  declare readonly title: string
  /** Members of this occurrence, as plain JSON. */
  declare readonly detail: Record<string, unknown> | undefined
  /** Further members: of the body in `problem`, of `error.detail` in `envelope`. */
  declare readonly extensions: Record<string, unknown> | undefined
  /** Validation failures. */
  declare readonly issues: readonly Issue[] | undefined
  /** Headers of the reply. */
  declare readonly headers: ErrorHeaders | undefined
  declare readonly cause?: unknown

  readonly #definition: ErrorDefinition
  // As they were given: one field in place of one for each
  readonly #parts: ErrorParts

  /** @internal */
  constructor (definition: ErrorDefinition, parts: ErrorParts, entry?: Function) {
    // Collecting an unused stack costs 5 µs, and 0.3 µs without frames (Node 20). Reflect.set does not throw
    // where intrinsics are frozen.
    const limit = Error.stackTraceLimit
    Reflect.set(Error, 'stackTraceLimit', 0)
    super(parts.message ?? definition.message, parts.cause === undefined ? undefined : { cause: parts.cause })
    Reflect.set(Error, 'stackTraceLimit', limit)
    const self = this as Writable<ErrorReply>
    self.code = parts.code ?? definition.code
    self.statusCode = definition.statusCode
    self.title = definition.title
    self.detail = parts.detail
    self.extensions = parts.extensions
    self.issues = parts.issues
    self.headers = parts.headers
    this.#definition = definition
    this.#parts = parts
    if (entry !== undefined && (definition.statusCode >= 500 || ErrorReply.captureStackTraces)) Error.captureStackTrace(this, entry)
  }

  get [kDefinition] (): ErrorDefinition {
    return this.#definition
  }

  get [kDefaultMessage] (): boolean {
    return this.#parts.message === undefined || this.#parts.customMessage === false
  }

  get [kTranslatable] (): boolean {
    return this[kDefaultMessage] || this.#parts.translatable === true || this.#parts.messageKey !== undefined
  }

  get [kMessageKey] (): string | undefined {
    return this.#parts.messageKey
  }

  get [kInvalidArgument] (): string | undefined {
    return this.#parts.invalidArgument
  }

  get [kFailure] (): FunctionError | undefined {
    return this.#parts.failure
  }

  get [kForeign] (): boolean {
    return this.#parts.foreign === true
  }

  get [kOAuth2] (): OAuth2Parts | undefined {
    return this.#parts.oauth2
  }

  /** `type` of the definition in the format `problem`, where it has its own. */
  get type (): string | undefined {
    return this.#definition.type
  }

  get [kCauseMessage] (): boolean {
    return this.#parts.causeMessage === true
  }

  get [kText] (): string | undefined {
    return this.#parts.text
  }

  /** What a client may see, for logs and tests; the body that is sent depends on the format. */
  toJSON (): Record<string, unknown> {
    const { statusCode, code, title, message, detail, extensions, issues } = this
    return { statusCode, code, title, message, detail, extensions, issues }
  }

  override toString (): string {
    return `${this.name} [${this.code}]: ${this.message}`
  }

  static {
    isOfThisCopy = (value) => #definition in value
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

// On the prototype, as native errors have it, and not enumerable
Object.defineProperty(ErrorReply.prototype, 'name', { value: 'ErrorReply', writable: true, configurable: true })
Object.defineProperty(ErrorReply.prototype, kErrorReply, { value: true })

/** A copy with other parts. An error may be thrown more than once, so it is never changed itself. */
export function changeReply (error: ErrorReply, changes: ErrorParts, definition = error[kDefinition]): ErrorReply {
  return new ErrorReply(definition, {
    code: error.code,
    message: error.message,
    customMessage: !error[kDefaultMessage],
    translatable: error[kTranslatable],
    detail: error.detail,
    extensions: error.extensions,
    issues: error.issues,
    headers: error.headers,
    cause: error.cause,
    invalidArgument: error[kInvalidArgument],
    failure: error[kFailure],
    foreign: error[kForeign],
    oauth2: error[kOAuth2],
    text: changes.message === undefined ? error[kText] : undefined,
    messageKey: changes.message === undefined ? error[kMessageKey] : undefined,
    ...changes
  })
}

/** The status that decides how an error is logged. */
export function loggedStatus (error: ErrorReply): number {
  return error[kDefinition].loggedAs ?? error.statusCode
}

/** Whether a thrown value was made by any copy of this package; never throws. */
export function isErrorReply (value: unknown): value is ErrorReply {
  if (typeof value !== 'object' || value === null) return false
  if (isOfThisCopy(value)) return true
  try {
    const other = value as Partial<ErrorReply> & { [kErrorReply]?: unknown }
    // Of a Proxy, and of an object that only inherits from an error, the accessors throw
    return other[kErrorReply] === true && typeof other[kDefinition]?.statusCode === 'number'
  } catch {
    return false
  }
}
