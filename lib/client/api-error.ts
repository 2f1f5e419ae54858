import { phraseOf, codeOf, type BuiltInCode } from './codes.js'
import { groupByField, type ApiIssue } from './issues.js'
import { readChallenges, readRetryAfter, type Challenge } from './response-headers.js'
import { isObject, MAX_ISSUES, readCode, readText } from './values.js'
import type { BodyParts } from './read-shape.js'

// Of the registry, so that copies of this package, in two bundles for one, know each other's errors
const kApiError = Symbol.for('fastify-error-replies.api-error')

/** A definition of `defineError`, as far as a client needs its type. */
export interface ClientDefinition {
  (...args: any[]): unknown
  readonly code: string
  is (error: unknown): error is any
}

/** What every {@link ApiError} has, whatever its code. */
export interface ApiErrorMembers extends Error {
  /** HTTP status, 0 where there was no response. */
  readonly status: number
  /** The same for every occurrence, where the format has it. */
  readonly title: string | undefined
  /** Validation failures, `[]` where there are none. */
  readonly issues: readonly ApiIssue[]
  /** Messages by dotted path, those of a whole object under `''`; `{}` where there are none. */
  readonly fields: Readonly<Record<string, string[]>>
  /** `type` of a problem (RFC 9457). */
  readonly type: string | undefined
  /** `error` of the `oauth2` format (RFC 6749 section 5.2). */
  readonly oauth2Error: string | undefined
  readonly requestId: string | undefined
  readonly traceId: string | undefined
  /** Milliseconds after which to try again, at most 2^31 - 1. */
  readonly retryAfter: number | undefined
  /** Whether the same request may succeed later: 429, 502, 503, 504, `NETWORK`, `TIMEOUT`. */
  readonly retryable: boolean
  /** Challenges of `WWW-Authenticate`. */
  readonly challenges: readonly Challenge[]
  /** Format that the body was read as: a built-in one, the name of an own one, or `other`. */
  readonly format: string
  readonly headers: Headers
  /** What came: the JSON value, or the text, cut at 64 kB. */
  readonly body: unknown
  readonly response: Response | undefined
  /** What may leave for a log or a page: no headers, body, response or cause. */
  toJSON (): Record<string, unknown>
}

type DetailOf<Definition> =
  Definition extends { is (error: unknown): error is infer Reply extends { readonly detail: unknown } }
    ? [Reply['detail']] extends [undefined] ? undefined
        : Definition extends (...args: infer Arguments) => unknown ? Arguments[0] : unknown
    : unknown

/** An error whose code the union of definitions has: its detail is typed. */
export interface KnownApiError<Code extends string, Detail> extends ApiErrorMembers {
  readonly code: Code
  readonly detail: Detail
}

/**
 * A code that neither the union of definitions nor this package has.
 *
 * No real code has this form: the compiler narrows by `case 'OUT_OF_STOCK'` only if no other member could be it. Compare
 * such a code as `String(error.code)`.
 */
export type UnknownCode = `code of no definition: ${string}`

type Known<Definition, Checked extends boolean> = Definition extends { readonly code: infer Code extends string }
  ? KnownApiError<Code, DetailOf<Definition> | (Checked extends true ? undefined : never)>
  : never

/** An error whose code the union of definitions does not have: its detail is unknown. */
export interface OtherApiError<Code extends string> extends ApiErrorMembers {
  readonly code: Code
  readonly detail: unknown
}

/**
 * A failed response as an error.
 *
 * A union by `code`: that of each definition in `Definitions`, with its detail, and one of every other code, whose
 * detail is `unknown`. Without definitions any code may be compared.
 */
export type ApiError<Definitions = never, Checked extends boolean = false> = [Definitions] extends [never]
  ? OtherApiError<string>
  : Known<Definitions, Checked> | OtherApiError<Exclude<BuiltInCode, CodeOf<Definitions>> | UnknownCode>

type CodeOf<Definitions> = Definitions extends { readonly code: infer Code } ? Code : never

/** Parts of an error besides those of its body. */
export interface ErrorSource {
  status: number
  headers: Headers
  body: unknown
  response?: Response | undefined
  cause?: unknown
  retryable?: boolean | undefined
}

class ApiErrorClass extends Error {
  declare [kApiError]: true
  declare format: string
  declare headers: Headers

  constructor (source: ErrorSource, parts: BodyParts) {
    const code = readCode(parts.code) ?? codeOf(source.status)
    super(readText(parts.message) ?? phraseOf(code))
    const { status, headers, body, response, cause, retryable = [429, 502, 503, 504].includes(status) } = source
    const issues = Array.isArray(parts.issues) ? parts.issues.slice(0, MAX_ISSUES) : []
    Object.assign(this, {
      status,
      code,
      title: parts.title,
      detail: isObject(parts.detail) ? parts.detail : undefined,
      issues,
      fields: groupByField(issues),
      type: parts.type,
      oauth2Error: parts.oauth2Error,
      requestId: parts.requestId ?? readText(headers.get('x-request-id')),
      traceId: parts.traceId,
      retryAfter: readRetryAfter(headers),
      retryable,
      challenges: readChallenges(headers),
      format: parts.format ?? 'other'
    })
    // Not enumerable, so that what prints or copies errors does not print bodies and cookies
    for (const [name, value] of Object.entries({ headers, body, response, cause })) {
      if (value !== undefined || name !== 'cause') Object.defineProperty(this, name, { value, configurable: true, writable: true })
    }
  }

  get [Symbol.toStringTag] (): string {
    return 'Error'
  }

  toJSON (): Record<string, unknown> {
    return Object.assign<object, object>({ name: 'ApiError', message: this.message }, this) as Record<string, unknown>
  }
}

Object.defineProperty(ApiErrorClass.prototype, 'name', { value: 'ApiError', writable: true, configurable: true })
Object.defineProperty(ApiErrorClass.prototype, kApiError, { value: true })

export const buildApiError = (source: ErrorSource, parts: BodyParts): ApiError =>
  new ApiErrorClass(source, parts) as unknown as ApiError

/** Whether a value is an {@link ApiError}, of whichever copy of this package; never throws. */
export function isApiError<Definitions = never> (error: unknown): error is ApiError<Definitions> {
  try {
    return (error as Record<symbol, unknown>)[kApiError] === true
  } catch {
    return false
  }
}
