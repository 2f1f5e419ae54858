// Built by build/catalog.ts; to change it, edit lib/error/catalog.ts or schemas/details.ts and run: npm run generate
import type {
  acceptedTypeArguments,
  availableTypeArguments,
  blockedByArguments,
  conflictArguments,
  fieldArguments,
  limitArguments,
  methodArguments,
  nameArguments,
  pathArguments,
  protocolArguments,
  retryArguments,
  sizeArguments
} from '../error/helper-arguments.js'
import type { DeclaredFail, DeclaredHelpers } from './declared-type.js'
import type { ChallengeHelper, Helper, HelperThatNeeds, HelperWith, OwnArguments } from './helper-type.js'
import type { OtherHelpers } from './other-helpers.js'

/**
 * The helpers of `reply` and the factories of `errors`: the same names, the same arguments.
 *
 * Each takes `(message?, init?)`, as in `@fastify/sensible`; those with own arguments take these two after them.
 */
export interface Helpers<Result> extends OtherHelpers<Result> {
  /** Sends 400 Bad Request. */
  badRequest: Helper<Result>
  /** Sends 400 Bad Request, code `INVALID_BODY`, with the dotted path to the invalid part of the body, `''` for all of it. */
  invalidBody: HelperThatNeeds<OwnArguments<typeof pathArguments>, Result>
  /** Sends 400 Bad Request, code `INVALID_PARAMETER_VALUE`, with a message that names the parameter. */
  invalidParameter: HelperThatNeeds<OwnArguments<typeof nameArguments>, Result>
  /** Sends 401 Unauthorized with `WWW-Authenticate`: the `challenge` of `init`, else option `challenge`. */
  unauthorized: ChallengeHelper<Result>
  /** Sends 402 Payment Required. */
  paymentRequired: Helper<Result>
  /** Sends 403 Forbidden. */
  forbidden: Helper<Result>
  /** Sends 404 Not Found. */
  notFound: Helper<Result>
  /** Sends 405 Method Not Allowed, with `Allow` and `detail.allowedMethods`, both in the given order; without a list, with the methods that the router has for the path. */
  methodNotAllowed: HelperWith<OwnArguments<typeof methodArguments>, Result>
  /** Sends 406 Not Acceptable, with the media types that are available, as `detail.mediaTypes` (RFC 9110 section 15.5.7). */
  notAcceptable: HelperWith<OwnArguments<typeof availableTypeArguments>, Result>
  /** Sends 407 Proxy Authentication Required with `Proxy-Authenticate`: the `challenge` of `init`, else option `challenge`. */
  proxyAuthenticationRequired: ChallengeHelper<Result>
  /** Sends 408 Request Timeout. */
  requestTimeout: Helper<Result>
  /** Sends 409 Conflict, with the field and both values; a `Date` is sent as its ISO string, other values as JSON. */
  conflict: HelperWith<OwnArguments<typeof conflictArguments>, Result>
  /** Sends 410 Gone. */
  gone: Helper<Result>
  /** Sends 411 Length Required. */
  lengthRequired: Helper<Result>
  /** Sends 412 Precondition Failed. */
  preconditionFailed: Helper<Result>
  /** Sends 413 Content Too Large, with the limit in bytes as `detail.limit`, and `Retry-After` where the condition is temporary. */
  payloadTooLarge: HelperWith<OwnArguments<typeof limitArguments>, Result>
  /** Sends 413 Content Too Large, with the limit in bytes as `detail.limit`, and `Retry-After` where the condition is temporary. */
  contentTooLarge: HelperWith<OwnArguments<typeof limitArguments>, Result>
  /** Sends 414 URI Too Long. */
  uriTooLong: Helper<Result>
  /** Sends 415 Unsupported Media Type, with `Accept`, on PATCH also `Accept-Patch` (RFC 9110 section 15.5.16); without a list, with the media types that the route parses. */
  unsupportedMediaType: HelperWith<OwnArguments<typeof acceptedTypeArguments>, Result>
  /** Sends 416 Range Not Satisfiable, with `Content-Range`, from the size in bytes (RFC 9110 section 14.4). */
  rangeNotSatisfiable: HelperWith<OwnArguments<typeof sizeArguments>, Result>
  /** Sends 417 Expectation Failed. */
  expectationFailed: Helper<Result>
  /** Sends 421 Misdirected Request. */
  misdirectedRequest: Helper<Result>
  /** Sends 422 Unprocessable Content, with messages by dotted field path; those about the whole object under `base`. */
  unprocessableEntity: HelperWith<OwnArguments<typeof fieldArguments>, Result>
  /** Sends 422 Unprocessable Content, with messages by dotted field path; those about the whole object under `base`. */
  unprocessableContent: HelperWith<OwnArguments<typeof fieldArguments>, Result>
  /** Sends 423 Locked. */
  locked: Helper<Result>
  /** Sends 424 Failed Dependency. */
  failedDependency: Helper<Result>
  /** Sends 425 Too Early. */
  tooEarly: Helper<Result>
  /** Sends 426 Upgrade Required, with `Upgrade` (RFC 9110 section 15.5.22). */
  upgradeRequired: HelperWith<OwnArguments<typeof protocolArguments>, Result>
  /** Sends 428 Precondition Required. */
  preconditionRequired: Helper<Result>
  /** Sends 429 Too Many Requests, with `Retry-After`: seconds, or a `Date`. */
  tooManyRequests: HelperWith<OwnArguments<typeof retryArguments>, Result>
  /** Sends 431 Request Header Fields Too Large. */
  requestHeaderFieldsTooLarge: Helper<Result>
  /** Sends 451 Unavailable For Legal Reasons, with a `Link` to who blocks the resource, an absolute URI (RFC 7725 section 4). */
  unavailableForLegalReasons: HelperWith<OwnArguments<typeof blockedByArguments>, Result>
  /** Sends 500 Internal Server Error. */
  internalServerError: Helper<Result>
  /** Sends 501 Not Implemented. */
  notImplemented: Helper<Result>
  /** Sends 502 Bad Gateway. */
  badGateway: Helper<Result>
  /** Sends 503 Service Unavailable, with `Retry-After`: seconds, or a `Date`. */
  serviceUnavailable: HelperWith<OwnArguments<typeof retryArguments>, Result>
  /** Sends 504 Gateway Timeout. */
  gatewayTimeout: Helper<Result>
  /** Sends 505 HTTP Version Not Supported. */
  httpVersionNotSupported: Helper<Result>
  /** Sends 506 Variant Also Negotiates. */
  variantAlsoNegotiates: Helper<Result>
  /** Sends 507 Insufficient Storage. */
  insufficientStorage: Helper<Result>
  /** Sends 508 Loop Detected. */
  loopDetected: Helper<Result>
}

declare module 'fastify' {
  // Each member by itself: an interface that extends Helpers would not compile beside the types of @fastify/sensible
  interface FastifyReply<RouteGeneric extends RouteGenericInterface = RouteGenericInterface> {
    /** Sends 400 Bad Request. */
    badRequest: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['badRequest']
    /** Sends 400 Bad Request, code `INVALID_BODY`, with the dotted path to the invalid part of the body, `''` for all of it. */
    invalidBody: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['invalidBody']
    /** Sends 400 Bad Request, code `INVALID_PARAMETER_VALUE`, with a message that names the parameter. */
    invalidParameter: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['invalidParameter']
    /** Sends 401 Unauthorized with `WWW-Authenticate`: the `challenge` of `init`, else option `challenge`. */
    unauthorized: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['unauthorized']
    /** Sends 402 Payment Required. */
    paymentRequired: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['paymentRequired']
    /** Sends 403 Forbidden. */
    forbidden: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['forbidden']
    /** Sends 404 Not Found. */
    notFound: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['notFound']
    /** Sends 405 Method Not Allowed, with `Allow` and `detail.allowedMethods`, both in the given order; without a list, with the methods that the router has for the path. */
    methodNotAllowed: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['methodNotAllowed']
    /** Sends 406 Not Acceptable, with the media types that are available, as `detail.mediaTypes` (RFC 9110 section 15.5.7). */
    notAcceptable: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['notAcceptable']
    /** Sends 407 Proxy Authentication Required with `Proxy-Authenticate`: the `challenge` of `init`, else option `challenge`. */
    proxyAuthenticationRequired: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['proxyAuthenticationRequired']
    /** Sends 408 Request Timeout. */
    requestTimeout: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['requestTimeout']
    /** Sends 409 Conflict, with the field and both values; a `Date` is sent as its ISO string, other values as JSON. */
    conflict: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['conflict']
    /** Sends 410 Gone. */
    gone: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['gone']
    /** Sends 411 Length Required. */
    lengthRequired: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['lengthRequired']
    /** Sends 412 Precondition Failed. */
    preconditionFailed: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['preconditionFailed']
    /** Sends 413 Content Too Large, with the limit in bytes as `detail.limit`, and `Retry-After` where the condition is temporary. */
    payloadTooLarge: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['payloadTooLarge']
    /** Sends 413 Content Too Large, with the limit in bytes as `detail.limit`, and `Retry-After` where the condition is temporary. */
    contentTooLarge: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['contentTooLarge']
    /** Sends 414 URI Too Long. */
    uriTooLong: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['uriTooLong']
    /** Sends 415 Unsupported Media Type, with `Accept`, on PATCH also `Accept-Patch` (RFC 9110 section 15.5.16); without a list, with the media types that the route parses. */
    unsupportedMediaType: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['unsupportedMediaType']
    /** Sends 416 Range Not Satisfiable, with `Content-Range`, from the size in bytes (RFC 9110 section 14.4). */
    rangeNotSatisfiable: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['rangeNotSatisfiable']
    /** Sends 417 Expectation Failed. */
    expectationFailed: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['expectationFailed']
    /** Sends 421 Misdirected Request. */
    misdirectedRequest: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['misdirectedRequest']
    /** Sends 422 Unprocessable Content, with messages by dotted field path; those about the whole object under `base`. */
    unprocessableEntity: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['unprocessableEntity']
    /** Sends 422 Unprocessable Content, with messages by dotted field path; those about the whole object under `base`. */
    unprocessableContent: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['unprocessableContent']
    /** Sends 423 Locked. */
    locked: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['locked']
    /** Sends 424 Failed Dependency. */
    failedDependency: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['failedDependency']
    /** Sends 425 Too Early. */
    tooEarly: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['tooEarly']
    /** Sends 426 Upgrade Required, with `Upgrade` (RFC 9110 section 15.5.22). */
    upgradeRequired: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['upgradeRequired']
    /** Sends 428 Precondition Required. */
    preconditionRequired: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['preconditionRequired']
    /** Sends 429 Too Many Requests, with `Retry-After`: seconds, or a `Date`. */
    tooManyRequests: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['tooManyRequests']
    /** Sends 431 Request Header Fields Too Large. */
    requestHeaderFieldsTooLarge: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['requestHeaderFieldsTooLarge']
    /** Sends 451 Unavailable For Legal Reasons, with a `Link` to who blocks the resource, an absolute URI (RFC 7725 section 4). */
    unavailableForLegalReasons: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['unavailableForLegalReasons']
    /** Sends 500 Internal Server Error. */
    internalServerError: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['internalServerError']
    /** Sends 501 Not Implemented. */
    notImplemented: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['notImplemented']
    /** Sends 502 Bad Gateway. */
    badGateway: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['badGateway']
    /** Sends 503 Service Unavailable, with `Retry-After`: seconds, or a `Date`. */
    serviceUnavailable: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['serviceUnavailable']
    /** Sends 504 Gateway Timeout. */
    gatewayTimeout: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['gatewayTimeout']
    /** Sends 505 HTTP Version Not Supported. */
    httpVersionNotSupported: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['httpVersionNotSupported']
    /** Sends 506 Variant Also Negotiates. */
    variantAlsoNegotiates: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['variantAlsoNegotiates']
    /** Sends 507 Insufficient Storage. */
    insufficientStorage: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['insufficientStorage']
    /** Sends 508 Loop Detected. */
    loopDetected: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['loopDetected']
    /** Sends an error of the application, of a status, or of a helper's name. */
    fail: DeclaredFail<RouteGeneric, Helpers<FastifyReply>['fail']>
    /** Sends an OAuth2 error as a token endpoint does (RFC 6749 section 5.2). */
    oauthError: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['oauthError']
    /** Redirects to an OAuth2 client with an error, as an authorization endpoint does (RFC 6749 section 4.1.2.1). */
    oauthRedirect: Helpers<FastifyReply>['oauthRedirect']
    /** Sends the error of a protected resource with its challenge (RFC 6750 section 3). */
    bearerError: DeclaredHelpers<RouteGeneric, Helpers<FastifyReply>>['bearerError']
  }
}
