import type { Test } from 'tap'
import type { Answer } from './send-request.js'

export type Expected = readonly [statusCode: number, code: string, message: string, headers?: Record<string, string>, detail?: object]

export const unknown: Expected = [500, 'UNKNOWN_ERROR', 'An unknown error has occurred.']
export const notFound: Expected = [404, 'NOT_FOUND', 'There is nothing at this address.']
export const conflict: Expected = [409, 'CONFLICT', 'Taken.']
export const tooLarge: Expected = [413, 'CONTENT_TOO_LARGE', 'The request body is too large.']
export const invalid: Expected = [400, 'INVALID_REQUEST', 'Invalid request.']
export const unavailable: Expected = [503, 'SERVICE_UNAVAILABLE', 'The service is unavailable. Try again later.']
export const badGateway: Expected = [502, 'BAD_GATEWAY', 'A server behind this one gave an invalid answer.']
export const gatewayTimeout: Expected = [504, 'GATEWAY_TIMEOUT', 'A server behind this one did not answer in time.']

export const errorHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', vary: 'Accept' }

export function envelope ([, code, message, , detail]: Expected) {
  return { type: ['Error'], error: { code, message, ...(detail === undefined ? undefined : { detail }) }, debug: {} }
}

/** Compares a whole reply in the format `envelope`: status, body, and every header but those of the connection. */
export function tells (t: Test, { way, statusCode, headers, text }: Answer, expected: Expected, name = ''): void {
  const { 'content-length': length, ...others } = headers
  t.strictSame({ statusCode, headers: others, text }, {
    statusCode: expected[0],
    headers: { 'content-type': 'application/json; charset=utf-8', ...errorHeaders, ...expected[3] },
    text: JSON.stringify(envelope(expected))
  }, `${name} ${way}`)
}
