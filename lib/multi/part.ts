import { buildKeyed } from '../error/messages.js'
import { errors } from '../helpers/factories.js'
import { isErrorReply, type ErrorReply } from '../error/error-reply.js'
import { resolveOptions, type ErrorRepliesOptions, type ResolvedOptions } from '../options.js'
import { buildRaw } from '../pipeline.js'
import type { RawReply } from '../send/index.js'
import { readPartHeaders } from './headers.js'
import { isFinalStatus } from './reply-reader.js'
import type { FastifyBaseLogger } from 'fastify'
import type { OutgoingHttpHeaders } from 'node:http'
import type { MultiPart } from '../../schemas/multi.js'

/** A reply, such as that of `fastify.inject`; of the two bodies the bytes are read first. */
export interface ReplyLike {
  readonly statusCode: number
  readonly headers: OutgoingHttpHeaders
  readonly rawPayload?: Buffer | undefined
  readonly payload?: string | undefined
}

/** A part whose result is JSON text, so that the JSON of a handler is sent unchanged. */
export interface PartText {
  readonly responseCode: number
  readonly headers: Record<string, string> | undefined
  readonly result: string
  readonly httpOnlyCookies: readonly string[]
}

// Media types whose body is sent as a string, besides text/*
const TEXT = /^(?:text\/.*|application\/(?:ecmascript|graphql|javascript|x-ndjson|x-www-form-urlencoded|xml|yaml)|[^;]+\+(?:xml|yaml))$/
const JSON_TYPE = /^(?:application\/json|[^;]+\+json)$/

/**
 * The part of a batch that an error or a reply makes: `responseCode`, `headers` and `result`.
 *
 * An error becomes the complete body that it has in `format`; one that this package did not make becomes a 500. The
 * body of a reply becomes its value when it is JSON, a string when it is other text, else base64; `null` when there is
 * none. A reply with a status that is not from 200 to 599 becomes a 502. Pure. Set-Cookie lines with `HttpOnly` are left out: what JSON holds, a script can read.
 *
 * @param options `format` of errors, by default `'envelope'`, and `challenge` of a 401 that brings none
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 */
export function toMultiPart (value: ErrorReply | ReplyLike, options?: Pick<ErrorRepliesOptions, 'format' | 'challenge'>): MultiPart {
  const { responseCode, headers, result } = isReplyLike(value) && isFinalStatus(value.statusCode)
    ? readReply(value)
    : readForeign(isReplyLike(value) ? invalidStatus() : value, resolveOptions(options))
  return { responseCode, ...(headers === undefined ? undefined : { headers }), result: JSON.parse(result) as unknown }
}

const noLog = {} as FastifyBaseLogger // nothing is written to it

function readForeign (value: unknown, options: ResolvedOptions): PartText {
  const error = isErrorReply(value) ? value : errors.internalServerError()
  const raw = buildRaw(error, { thrown: value, log: noLog }, { ...options, logLevel: () => 'silent' })
  return readRawReply(options.formats.negotiated ? { ...raw, headers: { vary: 'Accept', ...raw.headers } } : raw)
}

/** The part of an error that has no reply of the server. */
export function readRawReply ({ statusCode, headers, body }: RawReply): PartText {
  return readReply({ statusCode, headers, payload: body })
}

/** The part of a reply. */
export function readReply ({ statusCode, headers, rawPayload, payload }: ReplyLike): PartText {
  return {
    responseCode: statusCode,
    ...readPartHeaders(headers),
    result: readResult(rawPayload ?? Buffer.from(payload ?? ''), headers)
  }
}

/** A part as the batch reply holds it. */
export function serializePart ({ responseCode, headers, result }: PartText): string {
  return headers === undefined
    ? `{"responseCode":${responseCode},"result":${result}}`
    : `{"responseCode":${responseCode},"headers":${JSON.stringify(headers)},"result":${result}}`
}

function readResult (body: Buffer, headers: OutgoingHttpHeaders): string {
  if (body.length === 0) return 'null'
  const contentType = String(headers['content-type'] ?? '')
  const mediaType = (contentType.split(';', 1)[0] as string).trim().toLowerCase()
  const encoding = headers['content-encoding'] ?? 'identity'
  const isJson = JSON_TYPE.test(mediaType)
  if (encoding !== 'identity' || !(isJson || TEXT.test(mediaType))) return JSON.stringify(body.toString('base64'))
  const text = decodeText(body, contentType)
  return isJson && isJsonText(text) ? text : JSON.stringify(text)
}

function decodeText (body: Buffer, contentType: string): string {
  const charset = /;[\t ]*charset="?([^\s;"]+)/i.exec(contentType)?.[1]
  if (charset === undefined || /^utf-?8$/i.test(charset)) return body.toString()
  try {
    return new TextDecoder(charset).decode(body)
  } catch {
    return body.toString() // an unknown charset
  }
}

// The text goes into the batch reply as it is, so it must be whole
function isJsonText (text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The error of a part in place of a reply whose status a batch cannot have. */
export function invalidStatus (): ErrorReply {
  return buildKeyed(502, 'part_invalid_status')
}

function isReplyLike (value: ErrorReply | ReplyLike): value is ReplyLike {
  return !isErrorReply(value) && !(value instanceof Error) && typeof value?.statusCode === 'number' &&
    typeof value.headers === 'object' && value.headers !== null
}
