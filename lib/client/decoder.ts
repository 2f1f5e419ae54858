import { buildApiError, isApiError, type ApiError } from './api-error.js'
import { fitsSchema, type ClientCatalog } from './catalog.js'
import { readBody } from './read-body.js'
import { readPlainText, readShape, type BodyParts } from './read-shape.js'
import { toHeaders, type HeadersLike } from './response-headers.js'
import { isObject, MAX_BODY, readText } from './values.js'

/** A response whose body a client has read already. */
export interface ReadResponse {
  /** HTTP status. */
  readonly status: number
  /** Of `fetch`, of axios, or the plain object of Node. */
  readonly headers?: HeadersLike | undefined
  /** JSON value, text or bytes. */
  readonly body?: unknown
  /** What the client threw. */
  readonly cause?: unknown
  readonly response?: Response | undefined
}

/** What a format of the application sees of a response. */
export interface FormatInput {
  readonly status: number
  readonly headers: Headers
  /** Value of `Content-Type` in lower case. */
  readonly contentType: string
  /** JSON value, or text where the body is no JSON. */
  readonly body: unknown
}

/** The client's end of a format of `defineFormat`. */
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
  /** JSON of the error catalogue: a detail that does not fit its schema becomes `undefined`. */
  catalog?: ClientCatalog | undefined
}

/** Turns failed responses into errors; none of its functions throws, except {@link Decoder.decodeParts}. */
export interface Decoder<Definitions = never, Checked extends boolean = false> {
  /** The error of a response of `fetch`, whose body it reads, 64 kB at most. */
  decode (response: Response): Promise<ApiError<Definitions, Checked>>
  /** The error of a response whose body has been read. */
  decodeBody (response: ReadResponse): ApiError<Definitions, Checked>
  /**
   * The parts of a batch (`/multi`), each its value or an error.
   *
   * @throws ApiError for a batch that has failed as a whole
   */
  decodeParts (response: Response): Promise<unknown[]>
  /** {@link isApiError} with the definitions of this decoder. */
  isApiError (error: unknown): error is ApiError<Definitions, Checked>
}

/**
 * Creates a decoder, once per application.
 *
 * `Definitions` is the union of the server's definitions, imported as a type:
 * `export type AppErrors = typeof outOfStock | typeof quotaExceeded`. A detail has its type as the server defines it;
 * with `catalog` it is checked first, and `undefined` where it does not fit.
 */
export function createDecoder<Definitions = never> (options: DecoderOptions & { catalog: ClientCatalog }): Decoder<Definitions, true>
export function createDecoder<Definitions = never> (options?: DecoderOptions): Decoder<Definitions>
export function createDecoder ({ formats = [], catalog }: DecoderOptions = {}): Decoder<any, any> {
  const entries = new Map(catalog?.errors.map((entry) => [entry.code, entry]))

  function decodeBody (source: ReadResponse): ApiError {
    let status = 0
    let headers = new Headers()
    let body: unknown
    const extras: { cause?: unknown, response?: Response | undefined } = {}
    try {
      extras.cause = source.cause
      extras.response = source.response
      if (Number.isInteger(source.status)) status = source.status
      headers = toHeaders(source.headers)
      body = parse(source.body)
      const parts = readParts({ status, headers, contentType: (headers.get('content-type') ?? '').toLowerCase(), body })
      const error = buildApiError({ status, headers, body, ...extras, retryable: retryOf(parts.code) }, parts)
      const { detail: schema } = entries.get(error.code) ?? {}
      if (schema !== undefined && !fitsSchema(error.detail, schema)) Object.assign(error, { detail: undefined })
      return error
    } catch {
      return buildApiError({ status, headers, body, ...extras }, {})
    }
  }

  function readParts (input: FormatInput): BodyParts {
    for (const { name = 'other', match, read } of formats) {
      try {
        if (match(input)) return { format: name, ...read(input) }
      } catch {} // the next one, or a built-in
    }
    if (typeof input.body !== 'string') return readShape(input.body, input.contentType)
    return { message: readPlainText(input.body) }
  }

  function retryOf (code: string | undefined): boolean | undefined {
    const retry = code === undefined ? undefined : entries.get(code)?.retry
    return retry === undefined ? undefined : retry !== 'no'
  }

  async function decode (response: Response): Promise<ApiError> {
    const source = { status: 0, headers: {}, body: await readBody(response), response }
    try {
      source.status = response.status
      source.headers = response.headers
    } catch {} // not a response
    return decodeBody(source)
  }

  async function decodeParts (response: Response): Promise<unknown[]> {
    if (!response.ok) throw await decode(response)
    const batch: unknown = await response.json().catch(() => undefined)
    const parts = isObject(batch) ? batch['result'] : undefined
    if (!Array.isArray(parts)) throw decodeBody({ status: response.status, headers: response.headers, body: batch, response })
    return parts.map((part: { responseCode: number, headers?: object, result: unknown }) => part?.responseCode < 400
      ? part.result
      : decodeBody({ status: part?.responseCode, headers: part?.headers, body: part?.result }))
  }

  return { decode, decodeBody, decodeParts, isApiError } as Decoder
}

// Text that is JSON becomes its value, whatever its label says; all else stays text
function parse (source: unknown): unknown {
  const bytes = source instanceof ArrayBuffer ? new Uint8Array(source) : source
  const body = bytes instanceof Uint8Array ? new TextDecoder().decode(bytes.subarray(0, MAX_BODY)) : bytes
  if (typeof body !== 'string') return body
  const text = body.slice(0, MAX_BODY)
  try {
    return JSON.parse(text)
  } catch {
    return readText(text) === undefined ? undefined : text
  }
}
