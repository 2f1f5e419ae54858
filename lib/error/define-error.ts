import { describeUnknownMember, readPlainArguments, type ChallengeInit } from './init-arguments.js'
import { buildDetailFilter, type DetailFilter } from './detail-filter.js'
import { checkDocumentation, readDocumentation, type ErrorDocumentation } from './documentation.js'
import { describeInvalid, describeUnreadable } from './invalid-argument.js'
import { isErrorCode } from './error-code.js'
import { ErrorReply, isErrorReply, type ErrorDefinition, type ErrorParts } from './error-reply.js'
import { FST_ERR_REPLIES_INVALID_ERROR } from '../util/boot-errors.js'
import { FunctionError, tryFunction } from '../util/call-function.js'
import { isObject, isSynchronous, isText } from '../util/check-option.js'
import { cutText } from '../util/json-values.js'
import { readText } from '../util/read-property.js'
import { kDefinition } from './symbols.js'
import type { FastifyReply } from 'fastify'
import type { DetailOf } from './detail-type.js'

type Headers = NonNullable<ChallengeInit['headers']>

/** An error of the application, for {@link defineError}. */
export interface DefineErrorOptions<Code extends string = string, Schema extends object | undefined = object | undefined> extends ErrorDocumentation<DetailOf<Schema>> {
  /** Machine code in upper snake case, at most 64 characters; unique in its context. */
  code: Code
  /** HTTP status, 400 to 599. */
  statusCode: number
  /** The same for every occurrence. */
  title: string
  /** For a person: a string, or a function of the detail. */
  message: string | ((detail: DetailOf<Schema>) => string)
  /** TypeBox or JSON schema, of type object: members that it does not name are never sent. Without it the error has no detail. */
  detail?: Schema | undefined
  /** Headers of every occurrence, or a function of the detail. */
  headers?: Headers | ((detail: DetailOf<Schema>) => Headers) | undefined
  /**
   * `type` in the `problem` format, an absolute URI or a full path.
   *
   * @default the base of option `problem.type` and the code in kebab case, else the page in the catalogue
   */
  type?: string | undefined
  /**
   * Name of a reply helper: `'outOfStock'` decorates `reply.outOfStock(detail)` where the definition is registered.
   *
   * @default no helper
   */
  helper?: string | undefined
}

/** Options of one occurrence, besides its detail. */
export interface OccurrenceInit extends Pick<ChallengeInit, 'headers' | 'challenge' | 'cause'> {
  /** Replaces the message of the definition. */
  message?: string | undefined
}

/** An error reply that {@link defineError} has typed. */
export interface DefinedReply<Code extends string, Detail> extends ErrorReply {
  readonly code: Code
  /** Members that the schema names; `undefined` where the arguments did not fit it, which is logged. */
  readonly detail: Detail extends undefined ? undefined : (Detail & Record<string, unknown>) | undefined
}

/** Arguments of a definition's factory and of its reply helper. */
export type FactoryArguments<Detail> =
  Detail extends undefined ? [init?: OccurrenceInit]
    : {} extends Detail ? [detail?: Detail, init?: OccurrenceInit]
        : [detail: Detail, init?: OccurrenceInit]

/** An error with a definition: a factory of `errors`, or the result of {@link defineError}. */
export interface Declarable extends Function {
  readonly [kDefinition]: ErrorDefinition
}

/** The factory of an error: `throw outOfStock({ sku, left })`. */
export interface ErrorFactory<Code extends string = string, Detail = any> extends Declarable {
  (...args: FactoryArguments<Detail>): DefinedReply<Code, Detail>
  readonly [kDefinition]: OwnDefinition
  readonly code: Code
  readonly statusCode: number
  /** Whether an error was made from this definition, by any copy of this package. */
  is (error: unknown): error is DefinedReply<Code, Detail>
}

/**
 * The reply helper of a definition that has a `helper`, for the augmentation of `FastifyReply`. With the `RouteGeneric` of
 * `FastifyReply` it is `never` in routes whose type `Errors` does not include this error.
 */
export type ReplyHelper<Factory, RouteGeneric = unknown> = Factory extends ErrorFactory<any, infer Detail>
  ? RouteGeneric extends { Errors: readonly (infer Declared)[] }
    ? Factory extends Declared ? HelperWith<Detail> : ReturnType<Factory> extends Declared ? HelperWith<Detail> : never
    : HelperWith<Detail>
  : never

type HelperWith<Detail> = (...args: FactoryArguments<Detail>) => FastifyReply

/** The definition behind a factory. */
export interface OwnDefinition extends ErrorDefinition {
  readonly isOwn: true
  /** Name of the reply helper, where it has one. */
  readonly helper: string | undefined
  readonly schema: object | undefined
  /** Names of the headers that every occurrence has, as far as the definition describes them. */
  readonly headerNames: readonly string[]
  /** Its description in the catalogue. */
  readonly documentation: ErrorDocumentation
  /** @throws FST_ERR_REPLIES_INVALID_ERROR when the schema of the detail does not compile */
  compile (): void
}

/**
 * Defines an error of the application.
 *
 * @throws FST_ERR_REPLIES_INVALID_ERROR for a definition that is incomplete or illegal
 */
export function defineError<const Code extends string, const Schema extends object | undefined = undefined> (
  options: DefineErrorOptions<Code, Schema>
): ErrorFactory<Code, Schema extends object ? DetailOf<Schema> : undefined> {
  checkOptions(options as unknown as DefineErrorOptions)
  const { code, statusCode, title, message, detail: schema, headers, type, helper } = options
  const filter = schema === undefined ? undefined : buildDetailFilter(code, schema)
  const definition: OwnDefinition = Object.freeze({
    isOwn: true,
    name: helper ?? toCamelCase(code),
    helper,
    code,
    statusCode,
    title,
    message: typeof message === 'string' ? message : title,
    type,
    schema,
    headerNames: typeof headers === 'object' ? Object.keys(headers) : [],
    documentation: readDocumentation(options as ErrorDocumentation),
    compile: () => filter?.compile()
  })

  function factory (...args: unknown[]): ErrorReply {
    let parts: ErrorParts
    try {
      parts = readOccurrence(options as unknown as DefineErrorOptions, filter, filter === undefined ? [undefined, ...args] : args)
    } catch (error) {
      parts = { message: definition.message, invalidArgument: `error '${code}': ${describeUnreadable(error)}` }
    }
    return new ErrorReply(definition, parts, factory)
  }
  Object.defineProperty(factory, 'name', { value: definition.name })
  return Object.assign(factory, {
    [kDefinition]: definition,
    code,
    statusCode,
    is: (error: unknown) => isMadeFrom(error, code)
  }) as unknown as ReturnType<typeof defineError<Code, Schema>>
}

// By code, not by identity: another copy of this package, or of the module that defines the error, has its own object
function isMadeFrom (error: unknown, code: string): boolean {
  return isErrorReply(error) && error[kDefinition].isOwn === true && error[kDefinition].code === code
}

const OCCURRENCE_MEMBERS = ['message', 'headers', 'challenge', 'cause']

function readOccurrence (options: DefineErrorOptions, filter: DetailFilter | undefined, [given, init]: readonly unknown[]): ErrorParts {
  const { code, statusCode, title, message, headers } = options
  const { message: ownMessage, headers: ownHeaders, challenge, cause } = (init ?? {}) as OccurrenceInit
  let detail: Record<string, unknown> | undefined
  let wrong: string | undefined
  try {
    detail = filter?.filter(given ?? {})
  } catch (error) {
    wrong = `detail of '${code}' fails: ${cutText(readText(error, 'message'), 256)}`
  }
  let failure: FunctionError | undefined
  const make = <T>(name: string, expected: string, isAnswer: (value: unknown) => value is T, value: T | ((detail: never) => T) | undefined): T | undefined => {
    if (typeof value !== 'function') return value
    // Functions of the detail need a valid detail
    if (wrong !== undefined) return undefined
    const result = tryFunction({ name: `${name} of error '${code}'`, expected, isAnswer }, value as (detail: unknown) => unknown, [detail])
    if (!(result instanceof FunctionError)) return result.answer
    failure ??= result
    return undefined
  }

  const parts = readPlainArguments(
    ownMessage ?? make('message', 'a string', isString, message),
    { headers: make<Headers>('headers', 'an object', isObject as (value: unknown) => value is Headers, headers), cause },
    statusCode
  )
  const own = readPlainArguments(undefined, { headers: ownHeaders, challenge }, statusCode)
  if (own.headers !== undefined) parts.headers = { ...parts.headers, ...own.headers }
  parts.translatable = ownMessage === undefined || parts.message === undefined
  parts.message ??= typeof message === 'string' ? message : title
  parts.detail = detail
  parts.failure = failure
  parts.invalidArgument = wrong ?? describeInit(init) ?? parts.invalidArgument ?? own.invalidArgument
  return parts
}

function describeInit (init: unknown): string | undefined {
  if (init === undefined || init === null) return undefined
  return isObject(init) ? describeUnknownMember(init, OCCURRENCE_MEMBERS) : describeInvalid('init', 'an object', init)
}

function checkOptions (options: DefineErrorOptions): void {
  const { code, statusCode, title, message, detail, headers, type, helper } = options
  const check = (isFine: boolean, reason: string) => {
    if (!isFine) throw FST_ERR_REPLIES_INVALID_ERROR(String(code), reason)
  }
  check(isErrorCode(code), 'its code should be in upper snake case, at most 64 characters')
  check(Number.isInteger(statusCode) && statusCode >= 400 && statusCode <= 599, `its statusCode should be an integer from 400 to 599, instead got '${String(statusCode)}'`)
  check(isText(title), 'its title should be a non-empty string')
  check(isText(message) || isSynchronous(message), 'its message should be a non-empty string or a synchronous function')
  check(detail === undefined || isObjectSchema(detail), 'its detail should be a schema of an object')
  check(type === undefined || isReference(type), 'its type should be an absolute URI or a full path')
  check(helper === undefined || (typeof helper === 'string' && /^[A-Za-z_$][\w$]*$/.test(helper)), 'its helper should be the name of a function')
  if (typeof headers === 'function') {
    check(isSynchronous(headers), 'its headers should be an object or a synchronous function')
  } else if (headers !== undefined) {
    const { invalidArgument } = readPlainArguments(undefined, { headers }, statusCode)
    check(invalidArgument === undefined, invalidArgument as string)
  }
  checkDocumentation(options, check)
}

function isString (value: unknown): value is string {
  return typeof value === 'string'
}

function isObjectSchema (schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  const { type } = schema as { type?: unknown }
  return type === 'object' || (type === undefined && ['anyOf', 'oneOf', 'allOf', '$ref'].some((keyword) => keyword in schema))
}

// A relative reference would mean another problem under every path (RFC 9457 section 3.1.1)
function isReference (type: unknown): boolean {
  return typeof type === 'string' && (type.startsWith('/') || URL.canParse(type))
}

function toCamelCase (code: string): string {
  return code.toLowerCase().replace(/_+([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase()).replaceAll('_', '')
}
