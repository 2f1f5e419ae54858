// Built by build/catalog.ts; to change it, edit lib/error/catalog.ts or schemas/details.ts and run: npm run generate
import type { DeclaredFail, DeclaredHelper } from './declared-type.js'
import type { Helper } from './helper-type.js'
import type { OtherHelpers } from './other-helpers.js'

/**
 * The helpers of `reply` and the factories of `errors`: the same names, the same arguments.
 *
 * Each takes `(message?, init?)`, as in `@fastify/sensible`; those with own arguments take these two after them.
 */
export interface Helpers<Result> extends OtherHelpers<Result> {
  /** Sends 400 Bad Request. */
  badRequest: Helper<'badRequest', Result>
  /** Sends 400 Bad Request, code `INVALID_BODY`, with the dotted path to the invalid part of the body, `''` for all of it. */
  invalidBody: Helper<'invalidBody', Result>
  /** Sends 400 Bad Request, code `INVALID_PARAMETER_VALUE`, with a message that names the parameter. */
  invalidParameter: Helper<'invalidParameter', Result>
  /** Sends 401 Unauthorized with `WWW-Authenticate`: the `challenge` of `init`, else option `challenge`. */
  unauthorized: Helper<'unauthorized', Result>
  /** Sends 402 Payment Required. */
  paymentRequired: Helper<'paymentRequired', Result>
  /** Sends 403 Forbidden. */
  forbidden: Helper<'forbidden', Result>
  /** Sends 404 Not Found. */
  notFound: Helper<'notFound', Result>
  /** Sends 405 Method Not Allowed, with `Allow` and `detail.allowedMethods`, both in the given order; without a list, with the methods that the router has for the path. */
  methodNotAllowed: Helper<'methodNotAllowed', Result>
  /** Sends 406 Not Acceptable, with the media types that are available, as `detail.mediaTypes` (RFC 9110 section 15.5.7). */
  notAcceptable: Helper<'notAcceptable', Result>
  /** Sends 407 Proxy Authentication Required with `Proxy-Authenticate`: the `challenge` of `init`, else option `challenge`. */
  proxyAuthenticationRequired: Helper<'proxyAuthenticationRequired', Result>
  /** Sends 408 Request Timeout. */
  requestTimeout: Helper<'requestTimeout', Result>
  /** Sends 409 Conflict, with the field and both values; a `Date` is sent as its ISO string, other values as JSON. */
  conflict: Helper<'conflict', Result>
  /** Sends 410 Gone. */
  gone: Helper<'gone', Result>
  /** Sends 411 Length Required. */
  lengthRequired: Helper<'lengthRequired', Result>
  /** Sends 412 Precondition Failed. */
  preconditionFailed: Helper<'preconditionFailed', Result>
  /** Sends 413 Content Too Large, with the limit in bytes as `detail.limit`, and `Retry-After` where the condition is temporary. */
  payloadTooLarge: Helper<'payloadTooLarge', Result>
  /** Sends 413 Content Too Large, with the limit in bytes as `detail.limit`, and `Retry-After` where the condition is temporary. */
  contentTooLarge: Helper<'contentTooLarge', Result>
  /** Sends 414 URI Too Long. */
  uriTooLong: Helper<'uriTooLong', Result>
  /** Sends 415 Unsupported Media Type, with `Accept`, on PATCH also `Accept-Patch` (RFC 9110 section 15.5.16); without a list, with the media types that the route parses. */
  unsupportedMediaType: Helper<'unsupportedMediaType', Result>
  /** Sends 416 Range Not Satisfiable, with `Content-Range`, from the size in bytes (RFC 9110 section 14.4). */
  rangeNotSatisfiable: Helper<'rangeNotSatisfiable', Result>
  /** Sends 417 Expectation Failed. */
  expectationFailed: Helper<'expectationFailed', Result>
  /** Sends 421 Misdirected Request. */
  misdirectedRequest: Helper<'misdirectedRequest', Result>
  /** Sends 422 Unprocessable Content, with messages by dotted field path; those about the whole object under `base`. */
  unprocessableEntity: Helper<'unprocessableEntity', Result>
  /** Sends 422 Unprocessable Content, with messages by dotted field path; those about the whole object under `base`. */
  unprocessableContent: Helper<'unprocessableContent', Result>
  /** Sends 423 Locked. */
  locked: Helper<'locked', Result>
  /** Sends 424 Failed Dependency. */
  failedDependency: Helper<'failedDependency', Result>
  /** Sends 425 Too Early. */
  tooEarly: Helper<'tooEarly', Result>
  /** Sends 426 Upgrade Required, with `Upgrade` (RFC 9110 section 15.5.22). */
  upgradeRequired: Helper<'upgradeRequired', Result>
  /** Sends 428 Precondition Required. */
  preconditionRequired: Helper<'preconditionRequired', Result>
  /** Sends 429 Too Many Requests, with `Retry-After`: seconds, or a `Date`. */
  tooManyRequests: Helper<'tooManyRequests', Result>
  /** Sends 431 Request Header Fields Too Large. */
  requestHeaderFieldsTooLarge: Helper<'requestHeaderFieldsTooLarge', Result>
  /** Sends 451 Unavailable For Legal Reasons, with a `Link` to who blocks the resource, an absolute URI (RFC 7725 section 4). */
  unavailableForLegalReasons: Helper<'unavailableForLegalReasons', Result>
  /** Sends 500 Internal Server Error. */
  internalServerError: Helper<'internalServerError', Result>
  /** Sends 501 Not Implemented. */
  notImplemented: Helper<'notImplemented', Result>
  /** Sends 502 Bad Gateway. */
  badGateway: Helper<'badGateway', Result>
  /** Sends 503 Service Unavailable, with `Retry-After`: seconds, or a `Date`. */
  serviceUnavailable: Helper<'serviceUnavailable', Result>
  /** Sends 504 Gateway Timeout. */
  gatewayTimeout: Helper<'gatewayTimeout', Result>
  /** Sends 505 HTTP Version Not Supported. */
  httpVersionNotSupported: Helper<'httpVersionNotSupported', Result>
  /** Sends 506 Variant Also Negotiates. */
  variantAlsoNegotiates: Helper<'variantAlsoNegotiates', Result>
  /** Sends 507 Insufficient Storage. */
  insufficientStorage: Helper<'insufficientStorage', Result>
  /** Sends 508 Loop Detected. */
  loopDetected: Helper<'loopDetected', Result>
}

declare module 'fastify' {
  // Each member by itself: an interface that extends Helpers would not compile beside the types of @fastify/sensible
  interface FastifyReply<RouteGeneric extends RouteGenericInterface = RouteGenericInterface> {
    /** Sends 400 Bad Request. */
    badRequest: DeclaredHelper<RouteGeneric, 'badRequest', Helpers<FastifyReply>['badRequest']>
    /** Sends 400 Bad Request, code `INVALID_BODY`, with the dotted path to the invalid part of the body, `''` for all of it. */
    invalidBody: DeclaredHelper<RouteGeneric, 'invalidBody', Helpers<FastifyReply>['invalidBody']>
    /** Sends 400 Bad Request, code `INVALID_PARAMETER_VALUE`, with a message that names the parameter. */
    invalidParameter: DeclaredHelper<RouteGeneric, 'invalidParameter', Helpers<FastifyReply>['invalidParameter']>
    /** Sends 401 Unauthorized with `WWW-Authenticate`: the `challenge` of `init`, else option `challenge`. */
    unauthorized: DeclaredHelper<RouteGeneric, 'unauthorized', Helpers<FastifyReply>['unauthorized']>
    /** Sends 402 Payment Required. */
    paymentRequired: DeclaredHelper<RouteGeneric, 'paymentRequired', Helpers<FastifyReply>['paymentRequired']>
    /** Sends 403 Forbidden. */
    forbidden: DeclaredHelper<RouteGeneric, 'forbidden', Helpers<FastifyReply>['forbidden']>
    /** Sends 404 Not Found. */
    notFound: DeclaredHelper<RouteGeneric, 'notFound', Helpers<FastifyReply>['notFound']>
    /** Sends 405 Method Not Allowed, with `Allow` and `detail.allowedMethods`, both in the given order; without a list, with the methods that the router has for the path. */
    methodNotAllowed: DeclaredHelper<RouteGeneric, 'methodNotAllowed', Helpers<FastifyReply>['methodNotAllowed']>
    /** Sends 406 Not Acceptable, with the media types that are available, as `detail.mediaTypes` (RFC 9110 section 15.5.7). */
    notAcceptable: DeclaredHelper<RouteGeneric, 'notAcceptable', Helpers<FastifyReply>['notAcceptable']>
    /** Sends 407 Proxy Authentication Required with `Proxy-Authenticate`: the `challenge` of `init`, else option `challenge`. */
    proxyAuthenticationRequired: DeclaredHelper<RouteGeneric, 'proxyAuthenticationRequired', Helpers<FastifyReply>['proxyAuthenticationRequired']>
    /** Sends 408 Request Timeout. */
    requestTimeout: DeclaredHelper<RouteGeneric, 'requestTimeout', Helpers<FastifyReply>['requestTimeout']>
    /** Sends 409 Conflict, with the field and both values; a `Date` is sent as its ISO string, other values as JSON. */
    conflict: DeclaredHelper<RouteGeneric, 'conflict', Helpers<FastifyReply>['conflict']>
    /** Sends 410 Gone. */
    gone: DeclaredHelper<RouteGeneric, 'gone', Helpers<FastifyReply>['gone']>
    /** Sends 411 Length Required. */
    lengthRequired: DeclaredHelper<RouteGeneric, 'lengthRequired', Helpers<FastifyReply>['lengthRequired']>
    /** Sends 412 Precondition Failed. */
    preconditionFailed: DeclaredHelper<RouteGeneric, 'preconditionFailed', Helpers<FastifyReply>['preconditionFailed']>
    /** Sends 413 Content Too Large, with the limit in bytes as `detail.limit`, and `Retry-After` where the condition is temporary. */
    payloadTooLarge: DeclaredHelper<RouteGeneric, 'payloadTooLarge', Helpers<FastifyReply>['payloadTooLarge']>
    /** Sends 413 Content Too Large, with the limit in bytes as `detail.limit`, and `Retry-After` where the condition is temporary. */
    contentTooLarge: DeclaredHelper<RouteGeneric, 'contentTooLarge', Helpers<FastifyReply>['contentTooLarge']>
    /** Sends 414 URI Too Long. */
    uriTooLong: DeclaredHelper<RouteGeneric, 'uriTooLong', Helpers<FastifyReply>['uriTooLong']>
    /** Sends 415 Unsupported Media Type, with `Accept`, on PATCH also `Accept-Patch` (RFC 9110 section 15.5.16); without a list, with the media types that the route parses. */
    unsupportedMediaType: DeclaredHelper<RouteGeneric, 'unsupportedMediaType', Helpers<FastifyReply>['unsupportedMediaType']>
    /** Sends 416 Range Not Satisfiable, with `Content-Range`, from the size in bytes (RFC 9110 section 14.4). */
    rangeNotSatisfiable: DeclaredHelper<RouteGeneric, 'rangeNotSatisfiable', Helpers<FastifyReply>['rangeNotSatisfiable']>
    /** Sends 417 Expectation Failed. */
    expectationFailed: DeclaredHelper<RouteGeneric, 'expectationFailed', Helpers<FastifyReply>['expectationFailed']>
    /** Sends 421 Misdirected Request. */
    misdirectedRequest: DeclaredHelper<RouteGeneric, 'misdirectedRequest', Helpers<FastifyReply>['misdirectedRequest']>
    /** Sends 422 Unprocessable Content, with messages by dotted field path; those about the whole object under `base`. */
    unprocessableEntity: DeclaredHelper<RouteGeneric, 'unprocessableEntity', Helpers<FastifyReply>['unprocessableEntity']>
    /** Sends 422 Unprocessable Content, with messages by dotted field path; those about the whole object under `base`. */
    unprocessableContent: DeclaredHelper<RouteGeneric, 'unprocessableContent', Helpers<FastifyReply>['unprocessableContent']>
    /** Sends 423 Locked. */
    locked: DeclaredHelper<RouteGeneric, 'locked', Helpers<FastifyReply>['locked']>
    /** Sends 424 Failed Dependency. */
    failedDependency: DeclaredHelper<RouteGeneric, 'failedDependency', Helpers<FastifyReply>['failedDependency']>
    /** Sends 425 Too Early. */
    tooEarly: DeclaredHelper<RouteGeneric, 'tooEarly', Helpers<FastifyReply>['tooEarly']>
    /** Sends 426 Upgrade Required, with `Upgrade` (RFC 9110 section 15.5.22). */
    upgradeRequired: DeclaredHelper<RouteGeneric, 'upgradeRequired', Helpers<FastifyReply>['upgradeRequired']>
    /** Sends 428 Precondition Required. */
    preconditionRequired: DeclaredHelper<RouteGeneric, 'preconditionRequired', Helpers<FastifyReply>['preconditionRequired']>
    /** Sends 429 Too Many Requests, with `Retry-After`: seconds, or a `Date`. */
    tooManyRequests: DeclaredHelper<RouteGeneric, 'tooManyRequests', Helpers<FastifyReply>['tooManyRequests']>
    /** Sends 431 Request Header Fields Too Large. */
    requestHeaderFieldsTooLarge: DeclaredHelper<RouteGeneric, 'requestHeaderFieldsTooLarge', Helpers<FastifyReply>['requestHeaderFieldsTooLarge']>
    /** Sends 451 Unavailable For Legal Reasons, with a `Link` to who blocks the resource, an absolute URI (RFC 7725 section 4). */
    unavailableForLegalReasons: DeclaredHelper<RouteGeneric, 'unavailableForLegalReasons', Helpers<FastifyReply>['unavailableForLegalReasons']>
    /** Sends 500 Internal Server Error. */
    internalServerError: DeclaredHelper<RouteGeneric, 'internalServerError', Helpers<FastifyReply>['internalServerError']>
    /** Sends 501 Not Implemented. */
    notImplemented: DeclaredHelper<RouteGeneric, 'notImplemented', Helpers<FastifyReply>['notImplemented']>
    /** Sends 502 Bad Gateway. */
    badGateway: DeclaredHelper<RouteGeneric, 'badGateway', Helpers<FastifyReply>['badGateway']>
    /** Sends 503 Service Unavailable, with `Retry-After`: seconds, or a `Date`. */
    serviceUnavailable: DeclaredHelper<RouteGeneric, 'serviceUnavailable', Helpers<FastifyReply>['serviceUnavailable']>
    /** Sends 504 Gateway Timeout. */
    gatewayTimeout: DeclaredHelper<RouteGeneric, 'gatewayTimeout', Helpers<FastifyReply>['gatewayTimeout']>
    /** Sends 505 HTTP Version Not Supported. */
    httpVersionNotSupported: DeclaredHelper<RouteGeneric, 'httpVersionNotSupported', Helpers<FastifyReply>['httpVersionNotSupported']>
    /** Sends 506 Variant Also Negotiates. */
    variantAlsoNegotiates: DeclaredHelper<RouteGeneric, 'variantAlsoNegotiates', Helpers<FastifyReply>['variantAlsoNegotiates']>
    /** Sends 507 Insufficient Storage. */
    insufficientStorage: DeclaredHelper<RouteGeneric, 'insufficientStorage', Helpers<FastifyReply>['insufficientStorage']>
    /** Sends 508 Loop Detected. */
    loopDetected: DeclaredHelper<RouteGeneric, 'loopDetected', Helpers<FastifyReply>['loopDetected']>
    /** Sends an error of the application, of a status, or of a helper's name. */
    fail: DeclaredFail<RouteGeneric, Helpers<FastifyReply>['fail']>
    /** Sends an OAuth2 error as a token endpoint does (RFC 6749 section 5.2). */
    oauthError: DeclaredHelper<RouteGeneric, 'oauthError', Helpers<FastifyReply>['oauthError']>
    /** Redirects to an OAuth2 client with an error, as an authorization endpoint does (RFC 6749 section 4.1.2.1). */
    oauthRedirect: Helpers<FastifyReply>['oauthRedirect']
    /** Sends the error of a protected resource with its challenge (RFC 6750 section 3). */
    bearerError: DeclaredHelper<RouteGeneric, 'bearerError', Helpers<FastifyReply>['bearerError']>
  }
}
