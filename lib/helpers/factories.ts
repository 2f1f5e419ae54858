import { readPlainArguments, type ChallengeInit, type ErrorInit } from '../error/arguments.js'
import { catalog, definitionNamed, definitionOf, type CatalogRow, type HelperName } from '../error/catalog.js'
import { ErrorReply, isErrorReply, type ErrorParts } from '../error/error-reply.js'
import { buildBearerError, buildOAuthError, buildOAuthRedirect } from '../oauth2/oauth2.js'
import { kDefinition } from '../error/symbols.js'
import type { Declarable, ErrorFactory, FactoryArguments } from '../error/define-error.js'
import type { RetryAfter } from '../http/header-values.js'
import type { BearerErrorCode, OAuthErrorCode, OAuthRedirectCode } from '../oauth2/codes.js'
import type { BearerErrorInit, OAuthErrorInit, OAuthRedirectInit } from '../oauth2/init.js'

/**
 * The helpers of `reply` and the factories of `errors`: the same names, the same arguments.
 *
 * Each takes `(message?, init?)`, as `@fastify/sensible` has it; those with arguments of their own take the two
 * behind them.
 */
export interface Helpers<Result> {
  /** Answers 400 Bad Request. */
  badRequest (message?: string, init?: ErrorInit): Result

  /** Answers 400 with code `INVALID_BODY`; `path` is the dotted path to what is wrong in the body, `''` for all of it. */
  invalidBody (path: string, message?: string, init?: ErrorInit): Result

  /** Answers 400 with code `INVALID_PARAMETER_VALUE`; the message names the parameter. */
  invalidParameter (name: string, message?: string, init?: ErrorInit): Result

  /** Answers 401 Unauthorized with `WWW-Authenticate`: the `challenge` of `init`, else the one of the plugin's options. */
  unauthorized (message?: string, init?: ChallengeInit): Result

  /** Answers 402 Payment Required. */
  paymentRequired (message?: string, init?: ErrorInit): Result

  /** Answers 403 Forbidden. */
  forbidden (message?: string, init?: ErrorInit): Result

  /** Answers 404 Not Found. */
  notFound (message?: string, init?: ErrorInit): Result

  /** Answers 405 Method Not Allowed. */
  methodNotAllowed (message?: string, init?: ErrorInit): Result

  /**
   * Answers 405 Method Not Allowed with `Allow` and `detail.allowedMethods`, both in the given order.
   *
   * Without a list, the methods are those that the router has for the path.
   */
  methodNotAllowed (allowedMethods: readonly string[], message?: string, init?: ErrorInit): Result

  /** Answers 406 Not Acceptable. */
  notAcceptable (message?: string, init?: ErrorInit): Result

  /** Answers 406 Not Acceptable with the media types that can be had (RFC 9110 section 15.5.7). */
  notAcceptable (mediaTypes: readonly string[], message?: string, init?: ErrorInit): Result

  /** Answers 407 Proxy Authentication Required with `Proxy-Authenticate`: the `challenge` of `init`, else the one of the plugin's options. */
  proxyAuthenticationRequired (message?: string, init?: ChallengeInit): Result

  /** Answers 408 Request Timeout. */
  requestTimeout (message?: string, init?: ErrorInit): Result

  /** Answers 409 Conflict. */
  conflict (message?: string, init?: ErrorInit): Result

  /** Answers 409 Conflict with the field and both values; a `Date` is sent as its ISO string, other values as JSON. */
  conflict (field: string, originalValue: unknown, newValue: unknown, message?: string, init?: ErrorInit): Result

  /** Answers 410 Gone. */
  gone (message?: string, init?: ErrorInit): Result

  /** Answers 411 Length Required. */
  lengthRequired (message?: string, init?: ErrorInit): Result

  /** Answers 412 Precondition Failed. */
  preconditionFailed (message?: string, init?: ErrorInit): Result

  /** Answers 413 Content Too Large. */
  payloadTooLarge (message?: string, init?: ErrorInit): Result

  /** Answers 413 Content Too Large: the limit in bytes, and `Retry-After` when the condition is temporary. */
  payloadTooLarge (limit: number | undefined, retryAfter?: RetryAfter, message?: string, init?: ErrorInit): Result

  /** Answers 413 Content Too Large. */
  contentTooLarge (message?: string, init?: ErrorInit): Result

  /** Answers 413 Content Too Large: the limit in bytes, and `Retry-After` when the condition is temporary. */
  contentTooLarge (limit: number | undefined, retryAfter?: RetryAfter, message?: string, init?: ErrorInit): Result

  /** Answers 414 URI Too Long. */
  uriTooLong (message?: string, init?: ErrorInit): Result

  /** Answers 415 Unsupported Media Type. */
  unsupportedMediaType (message?: string, init?: ErrorInit): Result

  /**
   * Answers 415 Unsupported Media Type with `Accept` (RFC 9110 section 15.5.16), on PATCH also `Accept-Patch`.
   *
   * Without a list, the media types are those that the route parses.
   */
  unsupportedMediaType (mediaTypes: readonly string[], message?: string, init?: ErrorInit): Result

  /** Answers 416 Range Not Satisfiable. */
  rangeNotSatisfiable (message?: string, init?: ErrorInit): Result

  /** Answers 416 Range Not Satisfiable with `Content-Range`, from the size in bytes (RFC 9110 section 14.4). */
  rangeNotSatisfiable (size: number, message?: string, init?: ErrorInit): Result

  /** Answers 417 Expectation Failed. */
  expectationFailed (message?: string, init?: ErrorInit): Result

  /** Answers 421 Misdirected Request. */
  misdirectedRequest (message?: string, init?: ErrorInit): Result

  /** Answers 422 Unprocessable Content. */
  unprocessableEntity (message?: string, init?: ErrorInit): Result

  /** Answers 422 Unprocessable Content with messages by dotted field path; those of the whole object under `base`. */
  unprocessableEntity (fields: Readonly<Record<string, readonly string[]>>, message?: string, init?: ErrorInit): Result

  /** Answers 422 Unprocessable Content. */
  unprocessableContent (message?: string, init?: ErrorInit): Result

  /** Answers 422 Unprocessable Content with messages by dotted field path; those of the whole object under `base`. */
  unprocessableContent (fields: Readonly<Record<string, readonly string[]>>, message?: string, init?: ErrorInit): Result

  /** Answers 423 Locked. */
  locked (message?: string, init?: ErrorInit): Result

  /** Answers 424 Failed Dependency. */
  failedDependency (message?: string, init?: ErrorInit): Result

  /** Answers 425 Too Early. */
  tooEarly (message?: string, init?: ErrorInit): Result

  /** Answers 426 Upgrade Required. */
  upgradeRequired (message?: string, init?: ErrorInit): Result

  /** Answers 426 Upgrade Required with `Upgrade` (RFC 9110 section 15.5.22). */
  upgradeRequired (protocols: readonly string[], message?: string, init?: ErrorInit): Result

  /** Answers 428 Precondition Required. */
  preconditionRequired (message?: string, init?: ErrorInit): Result

  /** Answers 429 Too Many Requests. */
  tooManyRequests (message?: string, init?: ErrorInit): Result

  /** Answers 429 Too Many Requests with `Retry-After`. */
  tooManyRequests (retryAfter: RetryAfter, message?: string, init?: ErrorInit): Result

  /** Answers 431 Request Header Fields Too Large. */
  requestHeaderFieldsTooLarge (message?: string, init?: ErrorInit): Result

  /** Answers 451 Unavailable For Legal Reasons. */
  unavailableForLegalReasons (message?: string, init?: ErrorInit): Result

  /** Answers 451 Unavailable For Legal Reasons with a `Link` to who blocks it, an absolute URI (RFC 7725 section 4). */
  unavailableForLegalReasons (blockedBy: URL | string, message?: string, init?: ErrorInit): Result

  /** Answers 500 Internal Server Error. */
  internalServerError (message?: string, init?: ErrorInit): Result

  /** Answers 501 Not Implemented. */
  notImplemented (message?: string, init?: ErrorInit): Result

  /** Answers 502 Bad Gateway. */
  badGateway (message?: string, init?: ErrorInit): Result

  /** Answers 503 Service Unavailable. */
  serviceUnavailable (message?: string, init?: ErrorInit): Result

  /** Answers 503 Service Unavailable with `Retry-After`. */
  serviceUnavailable (retryAfter: RetryAfter, message?: string, init?: ErrorInit): Result

  /** Answers 504 Gateway Timeout. */
  gatewayTimeout (message?: string, init?: ErrorInit): Result

  /** Answers 505 HTTP Version Not Supported. */
  httpVersionNotSupported (message?: string, init?: ErrorInit): Result

  /** Answers 506 Variant Also Negotiates. */
  variantAlsoNegotiates (message?: string, init?: ErrorInit): Result

  /** Answers 507 Insufficient Storage. */
  insufficientStorage (message?: string, init?: ErrorInit): Result

  /** Answers 508 Loop Detected. */
  loopDetected (message?: string, init?: ErrorInit): Result

  /** Answers with an error of the application and its detail. */
  fail<Detail> (error: ErrorFactory<string, Detail>, ...args: FactoryArguments<Detail>): Result

  /** Answers with the error of a status, of a helper's name, or of a factory of `errors`, and that helper's arguments. */
  fail (error: number | HelperName | BuiltInFactory | ErrorReply, ...args: unknown[]): Result

  /**
   * Answers an OAuth2 client as a token endpoint does (RFC 6749 section 5.2), always in the `oauth2` format.
   *
   * `error_description` is cleaned and cut to 500 characters. `invalid_client` is a 401 with a challenge where the
   * request had credentials in `Authorization`.
   *
   * @throws FST_ERR_REPLIES_OAUTH2_CODE for a code with other characters than OAuth2 has
   */
  oauthError (code: OAuthErrorCode, description?: string, init?: OAuthErrorInit): Result

  /**
   * Sends the user back to the client with an error, as an authorization endpoint does (RFC 6749 section 4.1.2.1):
   * 303 and no body.
   *
   * `registeredUri` is the address that the client is registered with, never one that came with the request; its
   * query stays as it is. A request with an unknown client or another address is answered with `oauthError`.
   *
   * @throws FST_ERR_REPLIES_REDIRECT_URI for an address that is not absolute, has a fragment or user info, or a scheme
   * such as `javascript`
   * @throws FST_ERR_REPLIES_OAUTH2_CODE for a code with other characters than OAuth2 has
   */
  oauthRedirect (registeredUri: string, code: OAuthRedirectCode, init?: OAuthRedirectInit): Result

  /**
   * Answers for a protected resource (RFC 6750 section 3): the body in the format of the API, the code in
   * `WWW-Authenticate`.
   *
   * A request without credentials gets the challenge alone. Without a code it is a 401.
   *
   * @throws FST_ERR_REPLIES_OAUTH2_CODE for a code with other characters than OAuth2 has
   */
  bearerError (code?: BearerErrorCode, init?: BearerErrorInit): Result
}

/** A factory of `errors`: it carries its definition, so that a route can declare it. */
export interface BuiltInFactory extends Declarable {
  readonly is?: never
}

type Factories = Pick<Helpers<ErrorReply>, 'fail' | 'oauthError' | 'oauthRedirect' | 'bearerError'> & { readonly [Name in HelperName]: Helpers<ErrorReply>[Name] & BuiltInFactory }

/** Builds an error reply from a definition and the arguments of its helper; never throws. */
export function buildErrorReply (definition: CatalogRow, args: readonly unknown[], entry: Function): ErrorReply {
  let parts: ErrorParts
  try {
    parts = readArguments(definition, args)
  } catch {
    parts = { misuse: 'arguments cannot be read' }
  }
  return new ErrorReply(definition, parts, entry)
}

function readArguments (definition: CatalogRow, args: readonly unknown[]): ErrorParts {
  const own = definition.arguments
  if (args.length === 0) return NO_PARTS
  if (own === undefined || !own.matches(args)) return readPlainArguments(args[0], args[1], definition.statusCode)
  const parts = own.read(args)
  if (args.length <= own.count) return parts
  const plain = readPlainArguments(args[own.count], args[own.count + 1], definition.statusCode)
  return {
    ...parts,
    ...plain,
    misuse: parts.misuse ?? plain.misuse,
    detail: parts.detail === undefined ? plain.detail : { ...plain.detail, ...parts.detail },
    headers: parts.headers === undefined ? plain.headers : { ...plain.headers, ...parts.headers }
  }
}

const NO_PARTS: ErrorParts = Object.freeze({})

/** Factories of every built-in error: `throw errors.conflict('meta.updated', stored, sent)`. */
export const errors: Factories = buildFactories()

function buildFactories (): Factories {
  const factories: Record<string, (...args: unknown[]) => ErrorReply> = {}
  for (const definition of catalog as readonly CatalogRow[]) {
    const name = definition.name
    // The computed key names the function, for stacks and logs
    factories[name] = { [name]: (...args: unknown[]) => buildErrorReply(definition, args, factories[name] as Function) }[name] as typeof factories[string]
    Object.defineProperty(factories[name], kDefinition, { value: definition })
    for (const alias of definition.aliases ?? []) factories[alias] = factories[name]
  }
  Object.assign(factories, { fail, oauthError, oauthRedirect, bearerError })
  return factories as unknown as Factories
}

function fail (error: unknown, ...args: unknown[]): ErrorReply {
  if (isErrorReply(error)) return error
  if (isDeclarable(error)) return error(...args)
  const definition = findDefinition(error)
  if (definition !== undefined) return buildErrorReply(definition, args, fail)
  return new ErrorReply(definitionOf(500), { misuse: `fail takes a status from 400 to 599, the name of a helper or a definition, instead got '${String(error)}'` }, fail)
}

function oauthError (code: unknown, description?: unknown, init?: unknown): ErrorReply {
  return buildOAuthError(code, description, init, oauthError)
}

function oauthRedirect (registeredUri: unknown, code: unknown, init?: unknown): ErrorReply {
  return buildOAuthRedirect(registeredUri, code, init, oauthRedirect)
}

function bearerError (code?: unknown, init?: unknown): ErrorReply {
  return buildBearerError(code, init, bearerError)
}

/** Whether a value is a factory with a definition behind it, of whichever copy of this package. */
export function isDeclarable (value: unknown): value is Declarable & ((...args: unknown[]) => ErrorReply) {
  return typeof value === 'function' && kDefinition in value
}

function findDefinition (error: unknown): CatalogRow | undefined {
  if (typeof error === 'number') {
    return Number.isInteger(error) && error >= 400 && error <= 599 ? definitionOf(error) : undefined
  }
  if (typeof error === 'string') return definitionNamed(error)
  return undefined
}
