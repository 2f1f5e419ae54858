import { definitionOf } from './catalog.js'
import { isPublicCode } from './error-code.js'
import { ErrorReply, isErrorReply, type ErrorHeaders } from './error-reply.js'
import { isHeaderValue, isToken } from './header-values.js'
import { cutText, MAX_TEXT } from './json-values.js'
import { mapError } from './map-error.js'
import { buildNotFoundReply } from './not-found-reply.js'
import { readFailures } from './issues.js'
import { readProperty } from './read-property.js'
import { buildValidationReply, isIssueLocation } from './validation.js'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Format } from './format.js'
import type { ResolvedOptions } from './options.js'

// Codes of Fastify itself, whose texts speak of routes, paths and content types, and of what quotes a header of the
// request (@fastify/compress): the catalogue's are told instead.
const FRAMEWORK_CODE = /^FST_(?:ERR_|CP_ERR_INVALID_CONTENT_ENCODING$)/

/**
 * Turns any thrown value into an error reply: decides what a client may see.
 *
 * A foreign error is first offered to the mappers of option `map`. What they leave gives its status and, where option
 * `expose` allows it, its message and code; its headers pass an allow-list; nothing else of it is looked at. Never
 * throws.
 */
export function normalize (thrown: unknown, request: FastifyRequest, reply: FastifyReply, format: Format, options: ResolvedOptions): ErrorReply {
  if (isErrorReply(thrown)) return thrown
  const mapped = options.map.length === 0 ? undefined : mapError(thrown, request, options.map)
  if (mapped !== undefined) return mapped

  const code = readProperty(thrown, 'code')
  // A method that the server was not told of (addHttpMethod) goes past the not-found handler
  if (code === 'FST_ERR_NOT_FOUND' && options.expose !== 'all') return buildNotFoundReply(request, options)

  const statusCode = readStatusCode(thrown) ?? asErrorStatus(reply.statusCode) ?? 500
  const where = statusCode < 500 ? readProperty(thrown, 'validationContext') : undefined
  if (isIssueLocation(where)) {
    return buildValidationReply({
      where,
      failures: readFailures(thrown),
      cause: thrown,
      statusCode: options.validationStatusCode ?? (statusCode === 400 ? format.validationStatusCode : statusCode),
      code: options.expose === 'all' && typeof code === 'string' ? code : undefined,
      maxIssues: options.maxIssues
    }, request)
  }

  const exposed = isExposed(thrown, code, statusCode, options.expose)
  const message = exposed ? readProperty(thrown, 'message') : undefined
  return new ErrorReply(definitionOf(statusCode), {
    message: typeof message === 'string' && message !== '' ? cutText(message, MAX_TEXT) : undefined,
    code: exposed && (options.expose === 'all' ? typeof code === 'string' : isPublicCode(code)) ? code as string : undefined,
    headers: forwardHeaders(readProperty(thrown, 'headers'), statusCode, options.forwardHeaders),
    cause: thrown,
    foreign: true
  })
}

function readStatusCode (thrown: unknown): number | undefined {
  return asErrorStatus(readProperty(thrown, 'statusCode')) ?? asErrorStatus(readProperty(thrown, 'status'))
}

/** An error status, 400 to 599, or `undefined`. A string of exactly three digits is one too: Fastify takes it for one. */
export function asErrorStatus (value: unknown): number | undefined {
  const statusCode = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value
  return Number.isInteger(statusCode) && (statusCode as number) >= 400 && (statusCode as number) <= 599
    ? statusCode as number
    : undefined
}

function isExposed (thrown: unknown, code: unknown, statusCode: number, expose: ResolvedOptions['expose']): boolean {
  if (expose === 'all') return true
  if (typeof expose === 'function') {
    try {
      return expose(thrown, statusCode) === true
    } catch {
      return false
    }
  }
  if (typeof code === 'string' && FRAMEWORK_CODE.test(code)) return false
  // A parser's SyntaxError quotes the body, also where body-parser calls it exposed
  if (readProperty(thrown, 'name') === 'SyntaxError') return false
  const own = readProperty(thrown, 'expose')
  return own === true || (expose === 'client-errors' && statusCode < 500 && own !== false)
}

/** The headers of a foreign error that are sent with its reply: on the list and valid. */
export function forwardHeaders (headers: unknown, statusCode: number, allowed: readonly string[]): ErrorHeaders | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined
  let result: ErrorHeaders | undefined
  try {
    for (const name of Object.keys(headers)) {
      const key = name.toLowerCase()
      if (!isAllowed(key, statusCode, allowed)) continue
      const value = readProperty(headers, name)
      const text = typeof value === 'number' ? String(value) : value
      if (isToken(key) && isHeaderValue(key, text)) (result ??= {})[key] = text
    }
  } catch {
    // A Proxy that refuses to list its keys has no headers
  }
  return result
}

function isAllowed (name: string, statusCode: number, allowed: readonly string[]): boolean {
  if (name === 'content-range' && statusCode !== 416) return false
  return allowed.some((pattern) => pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern)
}
