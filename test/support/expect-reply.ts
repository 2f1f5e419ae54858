import Fastify, { type FastifyInstance } from 'fastify'
import errorsPlugin, { type ErrorRepliesOptions } from '../../lib/index.js'
import { askBothWays, type Ask } from './send-request.js'
import type { Test } from 'tap'

/** An error as a client sees it. */
export interface Expected {
  status: number
  headers?: Record<string, string | RegExp>
  /** The body, or what of it is not of the status. */
  body?: unknown
  code?: string
  message?: string
}

/** Code and message of a status that says nothing more. */
export const words: Record<number, [code: string, message: string]> = {
  400: ['INVALID_REQUEST', 'Invalid request.'],
  401: ['UNAUTHORIZED', 'Valid credentials are required.'],
  403: ['FORBIDDEN', 'You cannot do that.'],
  404: ['NOT_FOUND', 'There is nothing at this address.'],
  409: ['CONFLICT', 'Update conflict. Resolve the conflict and try again.'],
  429: ['TOO_MANY_REQUESTS', 'Too many requests. Try again later.'],
  500: ['UNKNOWN_ERROR', 'An unknown error has occurred.'],
  502: ['BAD_GATEWAY', 'A server behind this one gave an invalid answer.'],
  503: ['SERVICE_UNAVAILABLE', 'The service is unavailable. Try again later.'],
  504: ['GATEWAY_TIMEOUT', 'A server behind this one did not answer in time.']
}

const common = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  vary: 'Accept'
}

/** A server with the plugin. */
export async function buildServer (t: Test, options: ErrorRepliesOptions = {}): Promise<FastifyInstance> {
  const fastify = Fastify({ forceCloseConnections: true })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, options)
  return fastify
}

/** Compares an error in our format, through inject and over a socket: the whole body, every header. */
export async function compareError (t: Test, fastify: FastifyInstance, ask: string | Ask, { status, headers = {}, body, code, message }: Expected) {
  const [ownCode, ownMessage] = words[status] ?? []
  const error = { code: code ?? ownCode, message: message ?? ownMessage }
  for (const answer of await askBothWays(fastify, typeof ask === 'string' ? { url: ask } : ask)) {
    t.equal(answer.statusCode, status, answer.way)
    t.same(answer.json(), body ?? { type: ['Error'], error, debug: {} }, answer.way)
    sameHeaders(t, answer, { ...common, 'content-length': String(Buffer.byteLength(answer.text)), ...headers })
  }
}

function sameHeaders (t: Test, { way, headers }: { way: string, headers: Record<string, string> }, expected: Record<string, string | RegExp>) {
  const told = Object.entries(headers).map(([name, value]) => {
    const pattern = expected[name]
    return [name, pattern instanceof RegExp && pattern.test(value) ? pattern : value]
  })
  t.same(Object.fromEntries(told), expected, way)
}
