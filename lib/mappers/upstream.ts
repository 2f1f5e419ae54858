import { isErrorCode } from '../error/error-code.js'
import { isClientGone } from '../http/client-gone.js'
import { isErrorStatus } from '../http/error-status.js'
import { changeReply } from '../error/error-reply.js'
import { errors } from '../helpers/index.js'
import { checkList } from '../util/check-option.js'
import { readProperty, readText } from '../util/read-property.js'
import { causeChain, readPath } from './cause-chain.js'
import { wreckStatus } from './wreck.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'
import type { ErrorInit } from '../error/init-arguments.js'
import type { ErrorMapper } from '../normalize/index.js'

// Node's sockets and DNS, undici, axios (ECONNABORTED), got
const TIMEOUT_CODES = new Set([
  'ETIMEDOUT', 'ETIMEOUT', 'ESOCKETTIMEDOUT', 'ECONNABORTED', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT'
])

const FAILURE_CODES = new Set([
  // Sockets and DNS
  'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN',
  'EAI_FAIL', 'EAI_NODATA', 'EPIPE', 'EPROTO',
  // undici
  'UND_ERR_SOCKET', 'UND_ERR_RESPONSE', 'UND_ERR_RESPONSE_STATUS_CODE', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_RES_EXCEEDED_MAX_SIZE', 'UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_REQ_RETRY',
  // axios: ERR_BAD_REQUEST is a 4xx of the upstream to a request of this server
  'ERR_NETWORK', 'ERR_BAD_RESPONSE', 'ERR_BAD_REQUEST', 'ERR_FR_TOO_MANY_REDIRECTS',
  // got
  'ERR_NON_2XX_3XX_RESPONSE', 'ERR_TOO_MANY_REDIRECTS', 'ERR_BODY_PARSE_FAILURE', 'ERR_READING_RESPONSE_STREAM',
  // Certificates
  'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID'
])

// Of lib/client, which shares no module with the server; a test decodes an error with it
const kApiError = Symbol.for('fastify-error-replies.api-error')

/** Options of {@link upstream}. */
export interface UpstreamOptions {
  /**
   * Codes of errors of the client (`fastify-error-replies/client`) that are sent on: status, code, detail and
   * `Retry-After`, without the text of the other server.
   *
   * @default []
   */
  passThrough?: readonly string[] | undefined
}

/**
 * Maps the errors of an HTTP client (undici, `fetch`, axios, got, wreck, `node:http`, this package's own) that called
 * another server.
 *
 * A timeout becomes 504; a failure to connect, a reset, a broken response, a certificate and a response with an error
 * status become 502, a `Response` that was thrown included. The other server's status, headers and text are its own
 * and go no further. A closed connection of the client, and an abort that is not a timeout, are ignored.
 */
export function upstream (error: unknown, request: FastifyRequest): ErrorReply | undefined

/**
 * Makes a mapper that also sends on the errors of the client (`fastify-error-replies/client`) with some codes.
 *
 * @throws FST_ERR_REPLIES_INVALID_OPTION for a `passThrough` that is not an array of codes
 */
export function upstream (options: UpstreamOptions): ErrorMapper
export function upstream (error: unknown, request?: FastifyRequest): ErrorReply | ErrorMapper | undefined {
  if (request !== undefined) return mapUpstream(error, request, [])
  const { passThrough = [] } = error as UpstreamOptions
  checkList('passThrough', 'an array of codes in upper snake case', passThrough, isErrorCode)
  const codes = [...passThrough]
  return function upstream (error, request) { return mapUpstream(error, request, codes) }
}

function mapUpstream (error: unknown, request: FastifyRequest, passThrough: readonly string[]): ErrorReply | undefined {
  const chain = causeChain(error)
  const apiError = chain.find((link) => readProperty(link, kApiError) === true)
  if (apiError === undefined && !chain.some(isTimeout) && !chain.some(isFailure) && !isErrorResponse(error)) return undefined
  // ECONNRESET and EPIPE also occur when the client disconnects
  if (isClientGone(request)) return undefined
  const init = { cause: error }
  const status = readProperty(apiError, 'status')
  if (passThrough.includes(readText(apiError, 'code')) && isErrorStatus(status)) return passOn(apiError, status, init)
  return chain.some(isTimeout) ? errors.gatewayTimeout(undefined, init) : errors.badGateway(undefined, init)
}

function passOn (apiError: unknown, status: number, init: ErrorInit): ErrorReply {
  const code = readText(apiError, 'code')
  const detail = readProperty(apiError, 'detail')
  const retryAfter = readProperty(apiError, 'retryAfter') // milliseconds
  const message = describe(code)
  const passed = errors.fail(status, message, {
    ...init,
    code,
    ...detail !== undefined && { detail },
    ...typeof retryAfter === 'number' && { headers: { 'retry-after': Math.ceil(retryAfter / 1000) } }
  })
  // A language has its text where the code is one of option `errors`
  return changeReply(passed, { message, messageKey: code })
}

// `OUT_OF_STOCK` as a sentence: only the code, no text of the other server
function describe (code: string): string {
  return `${code[0]}${code.slice(1).toLowerCase().replaceAll('_', ' ')}.`
}

function isTimeout (link: unknown): boolean {
  return TIMEOUT_CODES.has(readText(link, 'code')) || (readProperty(link, kApiError) === true && readText(link, 'code') === 'TIMEOUT') || readText(link, 'name') === 'TimeoutError' || wreckStatus(link) === 504 ||
    // axios gives the reason of an abort in the signal only
    (readText(link, 'code') === 'ERR_CANCELED' && readPath(link, 'config', 'signal', 'reason', 'name') === 'TimeoutError')
}

function isFailure (link: unknown): boolean {
  const code = readText(link, 'code')
  const name = readText(link, 'name')
  return FAILURE_CODES.has(code) || wreckStatus(link) === 502 ||
    // A response that is not HTTP, as Node's parser and undici's report it
    code.startsWith('HPE_') || name === 'HTTPParserError' ||
    // The one text that every `fetch` of undici has, whatever went wrong below it
    (name === 'TypeError' && readText(link, 'message') === 'fetch failed')
}

// `if (!response.ok) throw response`
function isErrorResponse (value: unknown): boolean {
  return readProperty(value, Symbol.toStringTag) === 'Response' && readProperty(value, 'ok') === false
}
