import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'

/** What a body may hold besides the error itself; every member `undefined` unless an option turns it on. */
export interface BodyExtras {
  /** The request in question, `undefined` where there is none yet (malformed HTTP). */
  request: FastifyRequest | undefined
  /** Stack and cause chain. */
  debug: Record<string, unknown> | undefined
  /** Id of the request, as in `X-Request-Id`. */
  requestId: string | undefined
  /** Id of the trace, from option `traceId`. */
  traceId: string | undefined
}

export const noExtras: BodyExtras = Object.freeze({ request: undefined, debug: undefined, requestId: undefined, traceId: undefined })

/** What the options say about formats. */
export interface FormatSettings {
  /** The title of an error, after option `phrases`; `undefined` where the option has none. */
  phrase (statusCode: number): string | undefined
  readonly problem: ProblemSettings
  readonly description: DescriptionSettings
}

/** Option `problem`: what of RFC 9457 is sent. */
export interface ProblemSettings {
  /**
   * Whether the body has `status`.
   *
   * @default true
   */
  status?: boolean | undefined
  /**
   * `type` of a problem: a base, absolute or a full path, that the code in kebab case is appended to, or a function.
   *
   * @default none is sent, which means about:blank
   */
  type?: string | ((error: ErrorReply) => string | undefined) | undefined
  /**
   * `instance` of a problem: `true` for the path of the request, or a function.
   *
   * @default false
   */
  instance?: boolean | ((request: FastifyRequest) => string | undefined) | undefined
}

/** Option `description`: how the short text is written. */
export interface DescriptionSettings {
  /**
   * `message` of the body: `404: Not Found`, `404` or `Not Found`.
   *
   * @default 'status-and-phrase'
   */
  message?: 'status-and-phrase' | 'status' | 'phrase' | undefined
}

/** One wire format: how an error reply is told. */
export interface Format<Body = any> {
  readonly name: string
  /** Value of `Content-Type`. */
  readonly contentType: string
  /** Further headers of every reply in this format. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Status of a validation failure, unless option `validation.statusCode` says otherwise. */
  readonly validationStatusCode: number
  /** Whether the body depends on the request; where it does not, an error that says nothing more has one body. */
  readonly needsRequest?: boolean | undefined
  /**
   * What becomes of a detail: one member of the body, with all its members as they are, or each of its members one of
   * the body, behind all others and but for the names in `except`. A format that says so tells the message of an error
   * once, as it is and in front of the detail, and does not look whose error it is unless that has issues or extensions.
   */
  readonly detail?: 'member' | { readonly except: ReadonlySet<string> } | undefined
  /** The same for an error with issues or extensions, where they become part of the detail. */
  buildDetail? (error: ErrorReply): Record<string, unknown> | undefined
  /** JSON Schema of the body, for documents; the built-in formats have theirs in `schemas/`. */
  readonly schema?: object | undefined
  /** The body of an error reply. */
  body (error: ErrorReply, extras: BodyExtras): Body
  /** The body as text, by a serializer compiled from the schema of the format. */
  serialize (body: Body): string
}

/** The title of an error in a format that has one. */
export function titleOf (error: ErrorReply, settings: FormatSettings): string {
  return settings.phrase(error.statusCode) ?? error.title
}
