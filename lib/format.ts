import type { ErrorReply } from './error-reply.js'

/** What a body may hold besides the error itself. */
export interface BodyExtras {
  /** Stack and cause chain, `undefined` unless debugging is on for this request. */
  debug: Record<string, unknown> | undefined
}

/** One wire format: how an error reply is told. */
export interface Format<Body = any> {
  readonly name: string
  /** Value of `Content-Type`. */
  readonly contentType: string
  /** Status of a validation failure, unless option `validation.statusCode` says otherwise. */
  readonly validationStatusCode: number
  /** The body of an error reply. Pure. */
  body (error: ErrorReply, extras: BodyExtras): Body
  /** The body as JSON text, by a serializer compiled from the schema of the format. */
  serialize (body: Body): string
}
