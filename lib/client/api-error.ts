import { codeOf, type BuiltInCode } from './codes.js'
import { readIssues, type ApiIssue } from './issues.js'
import { readChallenges, readRetryAfter, type Challenge } from './response-headers.js'
import { attempt, isObject, isText, readText } from './values.js'
import type { BodyParts } from './read-shape.js'

// Of the registry, so that copies of this package, in two bundles for one, know each other's errors
const kApiError = Symbol.for('fastify-error-replies.api-error')

/** A definition of `defineError`, as far as a client needs its type. */
export interface ClientDefinition {
  (...args: any[]): unknown
  readonly code: string
  is (error: unknown): error is any
}

/** Members of every {@link ApiError}, whatever its code. */
export interface ApiErrorMembers extends Error {
  /** HTTP status, 0 where there was no response. */
  readonly status: number
  /** The same for every occurrence, where the format has it. */
  readonly title: string | undefined
  /** Validation failures, `[]` without any. */
  readonly issues: readonly ApiIssue[]
  /** Messages by dotted path, those of a whole object under `''`; `{}` without any. */
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
  /** The body: the JSON value, or the text, cut at 64 kB. */
  readonly body: unknown
  readonly response: Response | undefined
  /** The parts that are safe for a log or a page: no headers, body, response or cause. */
  toJSON (): Record<string, unknown>
}

type DetailOf<Definition> =
  Definition extends { is (error: unknown): error is infer Reply extends { readonly detail: unknown } }
    ? [Reply['detail']] extends [undefined] ? undefined
        : Definition extends (...args: infer Arguments) => unknown ? Arguments[0] : unknown
    : unknown

/**
 * An error whose code the union of definitions has: its detail is typed.
 *
 * It is `undefined` where the body has no detail: the format `fastify` sends the code of an error without its detail.
 */
export interface KnownApiError<Code extends string, Detail> extends ApiErrorMembers {
  readonly code: Code
  readonly detail: Detail | undefined
}

/**
 * A code that neither the union of definitions nor this package has.
 *
 * No real code has this form: the compiler narrows by `case 'OUT_OF_STOCK'` only if no other member could be it. Compare
 * such a code as `String(error.code)`.
 */
export type UnknownCode = `code of no definition: ${string}`

type Known<Definition> = Definition extends { readonly code: infer Code extends string }
  ? KnownApiError<Code, DetailOf<Definition>>
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
export type ApiError<Definitions = never> = [Definitions] extends [never]
  ? OtherApiError<string>
  : Known<Definitions> | OtherApiError<Exclude<BuiltInCode, CodeOf<Definitions>> | UnknownCode>

type CodeOf<Definitions> = Definitions extends { readonly code: infer Code } ? Code : never

/** Parts of an error besides those of its body. */
export interface ErrorSource {
  status: number
  headers: Headers
  body?: unknown
  response?: Response | undefined
  cause?: unknown
}

class ApiErrorClass extends Error {
  readonly #source: ErrorSource

  constructor (source: ErrorSource, parts: BodyParts) {
    const { status, headers } = source
    const { code, format = 'other', detail, retryable = [429, 502, 503, 504].includes(status) } = parts
    const get = (name: string): string => headers.get(name) ?? ''
    const known = isText(code) && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : codeOf(status)
    const issues = readIssues(parts.issues)
    const fields: Record<string, string[]> = Object.create(null) // a field may be called __proto__
    for (const { path, message } of issues) (fields[path] ??= []).push(message)
    super(readText(parts.message, issues[0]?.message) ?? known[0] + known.slice(1).toLowerCase().replaceAll('_', ' ') + '.', source)
    this.#source = source
    Object.assign(this, {
      status,
      code: known,
      title: readText(parts.title),
      detail: isObject(detail) ? detail : undefined,
      issues,
      fields,
      type: readText(parts.type),
      oauth2Error: readText(parts.oauth2Error),
      requestId: readText(parts.requestId, get('x-request-id')),
      traceId: readText(parts.traceId),
      retryAfter: readRetryAfter(get),
      retryable,
      challenges: readChallenges(get),
      format
    })
  }

  // Getters, so that what prints or copies errors does not print bodies and cookies
  get headers (): Headers {
    return this.#source.headers
  }

  get body (): unknown {
    return this.#source.body
  }

  get response (): Response | undefined {
    return this.#source.response
  }

  get [kApiError] (): boolean {
    return true
  }

  toJSON (): Record<string, unknown> {
    return Object.assign<object, object>({ name: 'ApiError', message: this.message }, this) as Record<string, unknown>
  }
}

ApiErrorClass.prototype.name = 'ApiError'

export const buildApiError = (source: ErrorSource, parts: BodyParts): ApiError =>
  new ApiErrorClass(source, parts) as unknown as ApiError

/** Whether a value is an {@link ApiError}, of whichever copy of this package; never throws. */
export const isApiError = <Definitions = never>(error: unknown): error is ApiError<Definitions> =>
  attempt(() => (error as Record<symbol, unknown>)[kApiError]) === true
