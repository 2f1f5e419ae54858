import { buildApiError, isApiError, type ApiError, type ErrorSource } from './api-error.js'
import type { CatalogReader } from './catalog.js'
import { readBody } from './read-body.js'
import { readPlainText, readShape, type BodyParts } from './read-shape.js'
import { toHeaders, type HeadersLike } from './response-headers.js'
import { attempt, isText, MAX_BODY } from './values.js'

/** A response whose body a client has read already. */
export interface ReadResponse {
  /** HTTP status. */
  readonly status: number
  /** Of `fetch`, of axios, or the plain object of Node. */
  readonly headers?: HeadersLike | undefined
  /** JSON value, text or bytes. */
  readonly body?: unknown
  /** The error that the client threw. */
  readonly cause?: unknown
  readonly response?: Response | undefined
}

/** The parts of a response that a format of the application reads. */
export interface FormatInput {
  readonly status: number
  readonly headers: Headers
  /** Value of `Content-Type` in lower case. */
  readonly contentType: string
  /** JSON value, or text where the body is not JSON. */
  readonly body: unknown
}

/** Decoder of a format of `defineFormat`. */
export interface ClientFormatDefinition {
  /** `format` of its errors. */
  readonly name?: string | undefined
  match (input: FormatInput): boolean
  read (input: FormatInput): BodyParts
}

/** Options of {@link createDecoder}. */
export interface DecoderOptions {
  /** Formats of the application; the first that matches reads the body. */
  formats?: readonly ClientFormatDefinition[] | undefined
  /** `readCatalog(json)` of an error catalogue: a detail that does not fit its schema becomes `undefined`. */
  catalog?: CatalogReader | undefined
}

/** Turns failed responses into errors; none of its functions throws. */
export interface Decoder<Definitions = never> {
  /** The error of a response of `fetch`, whose body it reads, 64 kB at most. */
  decode (response: Response): Promise<ApiError<Definitions>>
  /** The error of a response whose body has been read. */
  decodeBody (response: ReadResponse): ApiError<Definitions>
  /** {@link isApiError} with the definitions of this decoder. */
  isApiError (error: unknown): error is ApiError<Definitions>
}

/**
 * Creates a decoder, once per application.
 *
 * `Definitions` is the union of the server's definitions, imported as a type:
 * `export type AppErrors = typeof outOfStock | typeof quotaExceeded`. A detail has its type as the server defines it, or
 * is `undefined`; with `catalog` it is checked first.
 */
export function createDecoder<Definitions = never> ({ formats = [], catalog = (parts) => parts }: DecoderOptions = {}): Decoder<Definitions> {
  // Reading a value may throw: then the parts that were read are the error
  function read (source?: any, body?: unknown, response?: Response): ApiError {
    const known: ErrorSource = { status: 0, headers: new Headers(), response }
    return attempt(() => {
      const { status, headers, cause } = source
      known.status = Number.isInteger(status) ? status : 0
      if (cause !== undefined) known.cause = cause
      known.headers = toHeaders(headers)
      known.body = parse(body)
      return buildApiError(known, catalog(readParts(known)))
    }) ?? buildApiError(known, {})
  }

  function readParts ({ status, headers, body }: ErrorSource): BodyParts {
    const contentType = (headers.get('content-type') ?? '').toLowerCase()
    for (const { name, match, read } of formats) {
      const input = { status, headers, body, contentType }
      const parts = attempt(() => match(input) && { format: name, ...read(input) })
      if (parts) return parts
    }
    return isText(body) ? { message: readPlainText(body) } : readShape(body, contentType)
  }

  return {
    decode: async (response: Response) => read(response, await readBody(response), response),
    decodeBody: (source: ReadResponse) => attempt(() => read(source, source.body, source.response)) ?? read(),
    isApiError
  } as Decoder<Definitions>
}

// Text that is JSON becomes its value, whatever its label says; all else stays text
function parse (source: unknown): unknown {
  const text = source instanceof ArrayBuffer || source instanceof Uint8Array ? new TextDecoder().decode(source.slice(0, MAX_BODY)) : source
  if (!isText(text)) return text
  const body = text.slice(0, MAX_BODY).trim()
  return (attempt(() => [JSON.parse(body)]) ?? [body || undefined])[0]
}
