import type { FunctionError } from '../util/call-function.js'
import type { IssueLocation, IssueParameters } from './issue-parameters.js'
import type { OAuth2Parts } from './oauth2-parts.js'

/** The parts that are the same in every occurrence of an error: a row of the catalogue, or a definition of the application. */
export interface ErrorDefinition {
  /** Name of the reply helper and factory. */
  readonly name: string
  /** HTTP status, 400 to 599. */
  readonly statusCode: number
  /** Machine code in upper snake case. */
  readonly code: string
  /** The same for every occurrence; for a built-in error the reason phrase that IANA registers. */
  readonly title: string
  /** Message for a person, where the occurrence has no more precise one. */
  readonly message: string
  /** Name of the format that the error is always sent in, whatever the route and the context use. */
  readonly format?: string | undefined
  /** Status that decides how the error is logged, where it is not the one that is sent. */
  readonly loggedAs?: number | undefined
  /** `type` in the `problem` format, where the definition has its own. */
  readonly type?: string | undefined
  /** `true` for a definition of the application: no format replaces its message. */
  readonly isOwn?: boolean | undefined
  /** `true` for one whose texts come from option `languages`: no format replaces its message. */
  readonly isTranslated?: boolean | undefined
  /** Title in the language of the reply, from the same option. */
  readonly localTitle?: string | undefined
}

/** One validation failure. */
export interface Issue {
  /** Dotted path from the root of that part of the request, `''` for the root itself. */
  readonly path: string
  /** Names and indexes of the same path. */
  readonly keys: readonly string[]
  /** Part of the request. */
  readonly in: IssueLocation
  /** Machine code such as `invalid_type`, see `issueKind`. */
  readonly kind: string
  /** Message for a person. */
  readonly message: string
  /** JSON Pointer of the same path (RFC 6901); that of a missing property has its name. */
  readonly pointer: string
  /** For `invalid_type`, the type that the schema asks for, where it is known. */
  readonly expected?: string | undefined
  /** For `invalid_type`, the type of the value that was received. */
  readonly received?: string | undefined
  /** What the schema asks for, where the kind has such a parameter. */
  readonly parameters?: IssueParameters | undefined
  /** `true` where the message comes from option `languages`. */
  readonly isTranslated?: boolean | undefined
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
  /** What is wrong with the arguments, for the log. */
  invalidArgument?: string | undefined
  /** A function of the definition that failed, for the log. */
  failure?: FunctionError | undefined
  foreign?: boolean | undefined
  /** `false` for a message that counts as the default one of the definition, though it was made for this request. */
  customMessage?: boolean | undefined
  /** `true` for a message that the definition makes, which a language may replace as it may a default one. */
  translatable?: boolean | undefined
  /** Key of the message in option `languages`, in place of the code. */
  messageKey?: string | undefined
  oauth2?: OAuth2Parts | undefined
  /** Whether the message is that of the cause, where option `expose` lets a client see it. */
  causeMessage?: boolean | undefined
  /** What Fastify would send as the message, where that may be another one. */
  text?: string | undefined
}
