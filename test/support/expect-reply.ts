import Fastify, { type FastifyInstance } from 'fastify'
import errorsPlugin, { type ErrorRepliesOptions } from '../../lib/index.js'
import { sendBothWays, type TestReply, type TestRequest } from './send-request.js'
import type { Test } from 'tap'

/** An error as a client gets it. What is left out is that of the status. */
export interface ExpectedReply {
  readonly status: number
  /** Headers beside `errorHeaders`. */
  readonly headers?: Record<string, string | RegExp>
  readonly code?: string
  readonly message?: string
  readonly detail?: object
  /** The whole body, where it is not an envelope. */
  readonly body?: unknown
}

/** Code and message of a status without others. */
export const defaultMessages: Record<number, readonly [code: string, message: string]> = {
  400: ['INVALID_REQUEST', 'Invalid request.'],
  401: ['UNAUTHORIZED', 'Valid credentials are required.'],
  403: ['FORBIDDEN', 'You cannot do that.'],
  404: ['NOT_FOUND', 'There is nothing at this address.'],
  409: ['CONFLICT', 'Update conflict. Resolve the conflict and try again.'],
  413: ['CONTENT_TOO_LARGE', 'The request body is too large.'],
  429: ['TOO_MANY_REQUESTS', 'Too many requests. Try again later.'],
  500: ['UNKNOWN_ERROR', 'An unknown error has occurred.'],
  502: ['BAD_GATEWAY', 'A server behind this one gave an invalid answer.'],
  503: ['SERVICE_UNAVAILABLE', 'The service is unavailable. Try again later.'],
  504: ['GATEWAY_TIMEOUT', 'A server behind this one did not answer in time.']
}

/** Headers that every error has beside its media type. */
export const errorHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', vary: 'Accept' }

/** A server with the plugin, closed when the test ends. */
export async function buildServer (t: Test, options: ErrorRepliesOptions = {}): Promise<FastifyInstance> {
  const fastify = Fastify({ forceCloseConnections: true })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, options)
  return fastify
}

/** The body of an expected reply in the format `envelope`. */
export function buildEnvelope ({ status, code, message, detail }: ExpectedReply) {
  const [defaultCode, defaultMessage] = defaultMessages[status] ?? []
  const error = { code: code ?? defaultCode, message: message ?? defaultMessage, ...(detail === undefined ? undefined : { detail }) }
  return { type: ['Error'], error, debug: {} }
}

/** Compares a whole reply: status, body (an envelope to the byte), and every header but those of the connection. */
export function expectReply (t: Test, { way, statusCode, headers, text }: TestReply, expected: ExpectedReply, name = ''): void {
  const { 'content-length': length, ...others } = headers
  const wanted: Record<string, string | RegExp> = { 'content-type': 'application/json; charset=utf-8', ...errorHeaders, ...expected.headers }
  t.strictSame({
    statusCode,
    headers: Object.fromEntries(Object.entries(others).map(([field, value]) => {
      const pattern = wanted[field]
      return [field, pattern instanceof RegExp && pattern.test(value) ? pattern : value]
    })),
    body: expected.body === undefined ? text : JSON.parse(text)
  }, {
    statusCode: expected.status,
    headers: wanted,
    body: expected.body ?? JSON.stringify(buildEnvelope(expected))
  }, `${name} ${way}`.trim())
}

/** Sends a request through inject and over a socket, and compares both replies, their length too. */
export async function expectReplies (t: Test, fastify: FastifyInstance, request: string | TestRequest, expected: ExpectedReply): Promise<void> {
  for (const reply of await sendBothWays(fastify, typeof request === 'string' ? { url: request } : request)) {
    expectReply(t, reply, expected)
    t.equal(reply.headers['content-length'], String(Buffer.byteLength(reply.text)), reply.way)
  }
}
