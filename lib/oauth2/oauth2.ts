import { INIT_MEMBERS, readPlainArguments } from '../error/init-arguments.js'
import { definitionOf } from '../error/catalog.js'
import { ErrorReply, type ErrorDefinition, type ErrorParts } from '../error/error-reply.js'
import { describeUnreadable } from '../error/invalid-argument.js'
import { isErrorCode } from '../error/error-code.js'
import { isErrorStatus } from '../http/error-status.js'
import { formatRetryAfter, isToken, type RetryAfter } from '../http/header-values.js'
import { authorizationErrors, bearerErrors, checkOAuth2Code, statusOf, tokenErrors } from './codes.js'
import { checkRedirectUri } from './redirect.js'
import { cleanUri, isNqchars, readTokens } from './text.js'
import { isIssuer } from './settings.js'
import { readProperty } from '../util/read-property.js'
import type { BearerErrorInit, OAuthErrorInit, OAuthRedirectInit } from './init.js'

const ANSWER_MEMBERS = ['uri', 'statusCode', 'retryAfter', 'nonce', 'challenge', 'headers', 'cause'] satisfies (keyof OAuthErrorInit)[]
const REDIRECT_MEMBERS = ['description', 'uri', 'state', 'issuer', 'mode', 'headers', 'cause'] satisfies (keyof OAuthRedirectInit)[]
const BEARER_MEMBERS = [...INIT_MEMBERS, ...([
  'description', 'uri', 'scope', 'realm', 'acrValues', 'maxAge', 'scheme', 'algs', 'nonce', 'resourceMetadata',
  'statusCode', 'credentials'
] satisfies (keyof BearerErrorInit)[])]

/** Builds the reply of `oauthError`; throws for an illegal code only. */
export function buildOAuthError (code: unknown, description: unknown, init: unknown, entry: Function): ErrorReply {
  checkOAuth2Code(code)
  const read = new InitReader(init)
  const given = read.statusCode()
  const statusCode = given ?? statusOf(tokenErrors, code, 400)
  const parts = read.parts(description, statusCode, ANSWER_MEMBERS)
  parts.headers = { ...parts.headers, ...NO_STORE, ...read.nonce(), ...read.retryAfter() }
  parts.oauth2 = { kind: 'answer', error: code, uri: read.uri('uri'), hasStatus: given !== undefined }
  return new ErrorReply(define('oauthError', code, statusCode), read.withInvalidArgument(parts), entry)
}

/** Builds the reply of `oauthRedirect`; throws for an illegal code or address only. */
export function buildOAuthRedirect (registeredUri: unknown, code: unknown, init: unknown, entry: Function): ErrorReply {
  checkRedirectUri(registeredUri)
  checkOAuth2Code(code)
  const read = new InitReader(init)
  const parts = read.parts(read.get('description'), 303, REDIRECT_MEMBERS)
  parts.headers = { ...parts.headers, ...NO_STORE }
  const state = read.get('state')
  parts.oauth2 = {
    kind: 'redirect',
    error: code,
    uri: read.uri('uri'),
    registeredUri,
    state: typeof state === 'string' && state !== '' ? state : undefined,
    issuer: read.checked('issuer', 'an absolute URL without query and fragment', isIssuer),
    mode: read.checked('mode', "'query' or 'fragment'", isMode) ?? 'query'
  }
  // 303 makes a GET of whatever the request was; 307 and 308 would send the user's form on to the client (RFC 9700
  // section 4.12)
  const definition = { ...define('oauthRedirect', code, 303), title: 'See Other', loggedAs: statusOf(authorizationErrors, code, 400) }
  return new ErrorReply(definition, read.withInvalidArgument(parts), entry)
}

/** Builds the reply of `bearerError`; throws for an illegal code only. */
export function buildBearerError (code: unknown, init: unknown, entry: Function): ErrorReply {
  if (code !== undefined) checkOAuth2Code(code)
  const read = new InitReader(init)
  const statusCode = read.statusCode() ?? (code === undefined ? 401 : statusOf(bearerErrors, code, 401))
  const parts = read.parts(read.get('description'), statusCode, BEARER_MEMBERS)
  parts.headers = { ...parts.headers, ...read.nonce() }
  const schemes = read.schemes() ?? [code === 'invalid_dpop_proof' || code === 'use_dpop_nonce' ? 'DPoP' : 'Bearer']
  parts.oauth2 = {
    kind: 'challenge',
    error: code,
    uri: read.uri('uri'),
    schemes,
    realm: read.checked('realm', 'a string', isText),
    parameters: {
      scope: read.tokens('scope'),
      acr_values: read.tokens('acrValues'),
      max_age: read.checked('maxAge', 'a whole number of seconds', isSeconds)?.toString(),
      resource_metadata: read.uri('resourceMetadata')
    },
    algs: read.tokens('algs'),
    credentials: read.checked('credentials', 'a boolean', isBoolean)
  }
  return new ErrorReply(definitionOf(statusCode), read.withInvalidArgument(parts), entry)
}

// RFC 6749 section 5.1, whatever headers the application adds
const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' }

function define (name: string, code: string, statusCode: number): ErrorDefinition {
  const upper = code.toUpperCase().replace(/[^A-Z0-9]+/g, '_')
  return {
    name,
    statusCode,
    code: isErrorCode(upper) ? upper : 'OAUTH2_ERROR',
    title: statusCode < 400 ? 'See Other' : definitionOf(statusCode).title,
    message: `OAuth2 error ${code}.`,
    format: 'oauth2'
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
const isMode = (value: unknown): value is 'query' | 'fragment' => value === 'query' || value === 'fragment'
const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

// Reads the arguments, each member once. An invalid member is left out and logged: the reply is an error already.
class InitReader {
  readonly #init: unknown
  #invalidArgument: string | undefined

  constructor (init: unknown) {
    this.#init = init
  }

  get (name: string): unknown {
    return readProperty(this.#init, name)
  }

  checked<T> (name: string, expected: string, isRight: (value: unknown) => value is T): T | undefined {
    const value = this.get(name)
    if (value === undefined || isRight(value)) return value
    this.#invalidArgument ??= `${name} should be ${expected}`
    return undefined
  }

  parts (message: unknown, statusCode: number, members: readonly string[]): ErrorParts {
    let parts: ErrorParts
    try {
      parts = readPlainArguments(message, this.#init, statusCode, members)
    } catch (error) {
      return { invalidArgument: describeUnreadable(error) }
    }
    if (Array.isArray(parts.headers?.['dpop-nonce'])) {
      delete parts.headers['dpop-nonce']
      parts.invalidArgument ??= 'a reply has one dpop-nonce'
    }
    return parts
  }

  statusCode (): number | undefined {
    return this.checked('statusCode', 'an integer from 400 to 599', isErrorStatus)
  }

  uri (name: string): string | undefined {
    return this.#converted(name, 'the address of a web page', cleanUri)
  }

  tokens (name: string): string | undefined {
    return this.#converted(name, 'a list of tokens without quotes and backslashes', readTokens)
  }

  schemes (): readonly string[] | undefined {
    return this.#converted('scheme', 'the name of a scheme or a list of them', (value) => {
      const list: readonly unknown[] = Array.isArray(value) ? value : [value]
      return list.length > 0 && list.every(isToken) ? [...new Set(list)] : undefined
    })
  }

  nonce (): { 'dpop-nonce': string } | undefined {
    const nonce = this.checked('nonce', 'visible ASCII without quotes and backslashes', isNqchars)
    return nonce === undefined ? undefined : { 'dpop-nonce': nonce }
  }

  retryAfter (): { 'retry-after': string } | undefined {
    const value = this.#converted('retryAfter', 'seconds or a Date', (value) =>
      typeof value === 'number' || value instanceof Date ? formatRetryAfter(value as RetryAfter) : undefined)
    return value === undefined ? undefined : { 'retry-after': value }
  }

  withInvalidArgument (parts: ErrorParts): ErrorParts {
    parts.invalidArgument ??= this.#invalidArgument
    return parts
  }

  #converted<T> (name: string, expected: string, convert: (value: unknown) => T | undefined): T | undefined {
    const value = this.get(name)
    if (value === undefined) return undefined
    let converted: T | undefined
    try {
      converted = convert(value)
    } catch {
      // A Proxy that refuses to be read
    }
    if (converted === undefined) this.#invalidArgument ??= `${name} should be ${expected}`
    return converted
  }
}
