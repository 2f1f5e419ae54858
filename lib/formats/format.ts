import { kDefinition } from '../error/symbols.js'
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { BodyExtras } from '../error/body-extras.js'
import type { ErrorPages } from '../error/error-pages.js'
import type { ErrorReply } from '../error/error-reply.js'

/** Options that formats depend on. */
export interface FormatSettings {
  /** The title of an error, after option `phrases`; `undefined` where the option does not have it. */
  phrase (statusCode: number): string | undefined
  readonly problem: ProblemSettings
  readonly description: DescriptionSettings
  readonly pages: ErrorPages
}

/** Settings of the `problem` format (RFC 9457). */
export interface ProblemSettings {
  /**
   * Whether a problem has `status`.
   *
   * @default true
   */
  status?: boolean | undefined
  /**
   * `type` of a problem. A string is a base, an absolute URI or a full path, to which the code in kebab case is
   * appended: `https://x/errors/` becomes `https://x/errors/not-found`.
   *
   * @default the page of the error in a mounted catalogue; without one no `type`, which means `about:blank`
   * @see [Catalogue](catalog.md)
   */
  type?: string | ((error: ErrorReply) => string | undefined) | undefined
  /**
   * `instance` of a problem: `true` for the path of the request, or a function.
   *
   * @default false
   */
  instance?: boolean | ((request: FastifyRequest) => string | undefined) | undefined
}

/** Settings of the `description` format. */
export interface DescriptionSettings {
  /**
   * `message` of a description: `404: Not Found`, `404` or `Not Found`.
   *
   * @default 'status-and-phrase'
   */
  message?: 'status-and-phrase' | 'status' | 'phrase' | undefined
}

/** One wire format. */
export interface Format<Body = any> {
  readonly name: string
  /** Value of `Content-Type`. */
  readonly contentType: string
  /** Further headers of every reply in this format. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Status of a validation failure, unless option `validation.statusCode` says otherwise. */
  readonly validationStatusCode: number
  /** Whether the body depends on the request; where it does not, the body of an error without detail is kept. */
  readonly needsRequest?: boolean | undefined
  /** Whether its texts can hold nothing but printable ASCII: an error that a language gives others to keeps those it has. */
  readonly onlyAscii?: boolean | undefined
  /** JSON Schema of the body, for documents; the built-in formats have theirs in `schemas/`. */
  readonly schema?: object | undefined
  /** The body of an error reply; `log` is where a function of the application that fails is reported. */
  body (error: ErrorReply, extras: BodyExtras, log?: FastifyBaseLogger): Body
  /** The body as text, by a serializer compiled from the schema of the format. */
  serialize (body: Body): string
}

/** The title of an error in a format that has one: that of its language, else of option `phrases`, else its own. */
export function titleOf (error: ErrorReply, settings: FormatSettings): string {
  return error[kDefinition].localTitle ?? settings.phrase(error.statusCode) ?? error.title
}
