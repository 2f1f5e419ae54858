import type { BuiltInCode } from '../../error/generated-names.js'

/** Texts of documents in English. */
export const en = {
  members: {} as Readonly<Record<string, string>>,
  /** Headings and labels; `{}` stands for a number or a name. */
  labels: {
    title: 'Errors',
    reading: 'How to read an error',
    formats: 'Formats',
    format: 'Format {}',
    select: 'Select a format with `Accept`; the first is the default.',
    body: 'Members of the body',
    statuses: 'Status codes',
    status: 'HTTP status {}',
    code: 'Code',
    name: 'Name',
    description: 'Description',
    type: 'Type',
    required: 'Required',
    yes: 'yes',
    no: 'no',
    optional: 'optional',
    error: 'Error',
    message: 'Message',
    cause: 'Why',
    remedy: 'What to do',
    retry: 'Retry',
    since: 'Since',
    earlier: 'Earlier',
    deprecated: 'Deprecated.',
    headers: 'Headers',
    header: 'Header',
    detail: 'Members of the detail',
    examples: 'Examples',
    example: 'Example',
    exampleIn: 'Example, format {}',
    routes: 'Sent by',
    routeCount: 'Routes: {}',
    moreRoutes: 'and {} more, see [all routes]',
    usage: 'In the server',
    find: 'Find an error',
    findBy: 'Code, status or text',
    submit: 'Find',
    found: 'Errors found: {}.',
    showAll: 'Show all',
    copy: 'Copy',
    copied: 'Copied',
    oauth2: 'OAuth2 errors',
    removed: 'Removed codes',
    now: 'Now',
    wasRemoved: '{} was removed',
    successor: 'Use {}.',
    replaced: 'This code was removed. Its successor is {}.',
    otherError: 'Any other error',
    or: ', or: ',
    colon: ': '
  },
  sentences: {
    code: 'Programs read `code`: it does not change. Messages are for people and may change.',
    issues: 'A failed validation names every part of the request that is wrong: in `detail.issues` (format `envelope`) or `errors` (formats `problem` and `fields`), each with its path.',
    report: 'Report an error with the id in `X-Request-Id`, where the reply has it.',
    no: 'Do not send the same request again.',
    after: 'Send it again after the time in `Retry-After`.',
    backoff: 'Send it again after a pause that grows with each attempt.',
    authorization: 'In the query of the redirect back to your application:',
    token: 'From the token endpoint, when a code is exchanged for a token:',
    resource: 'In `WWW-Authenticate` of a protected resource:'
  },
  /** Descriptions of the headers of errors, by name in lower case. */
  headers: {
    accept: 'Media types that the endpoint accepts',
    'accept-patch': 'Media types that the endpoint accepts in a PATCH',
    allow: 'Methods of the resource',
    'content-range': 'Size of the resource, as in `bytes */1000`',
    link: 'With `rel="blocked-by"`, who blocks the resource',
    'proxy-authenticate': 'How to authenticate to the proxy',
    'retry-after': 'Seconds to wait, or the date after which to try again',
    upgrade: 'Protocols to switch to',
    'www-authenticate': 'How to authenticate'
  } as Readonly<Record<string, string>>,
  /** Descriptions of OAuth2 codes. */
  oauth2: {
    invalid_request: 'The request is malformed, or a required parameter is missing; `error_description` has more information.',
    invalid_client: 'The client id or client secret is invalid.',
    invalid_grant: 'The authorization code or refresh token is invalid, expired, or belongs to another client.',
    unauthorized_client: 'The client may not use this grant type.',
    unsupported_grant_type: 'The server does not support the grant type.',
    unsupported_response_type: 'The server does not support the response type.',
    invalid_scope: 'The requested scope is invalid or not supported by the server.',
    forbidden_scope: 'Your application is not allowed to use this scope.',
    access_denied: 'The resource owner or authorization server denied the request.',
    authorization_pending: 'The user has not finished yet. Ask again after the interval.',
    slow_down: 'The client asks too often. Add five seconds to the interval.',
    expired_token: 'The device code has expired. Start again.',
    invalid_target: 'The requested resource is invalid or unknown.',
    unsupported_token_type: 'The server cannot revoke tokens of this type.',
    invalid_dpop_proof: 'The DPoP proof is missing or invalid.',
    use_dpop_nonce: 'The DPoP proof needs the nonce in `DPoP-Nonce`.',
    server_error: 'The server encountered an error while processing the request.',
    temporarily_unavailable: 'The server is overloaded or under maintenance. Try again later.',
    login_required: 'The user has to log in.',
    consent_required: 'The user has to consent.',
    interaction_required: 'The user has to take part.',
    account_selection_required: 'The user has to select an account.',
    invalid_token: 'The access token is expired, revoked or malformed.',
    insufficient_scope: 'The access token does not have the scope in the challenge.',
    insufficient_user_authentication: 'The user has to authenticate again, as the challenge describes.'
  } as Readonly<Record<string, string>>,
  /** What a built-in error means, why it happens, and what a client should do. */
  errors: {
    INVALID_REQUEST: ['The request was malformed or is missing something that is required.', 'The body is not valid JSON, the address cannot be decoded, or a required header is missing.', 'Correct the request before you send it again.'],
    INVALID_BODY: ['The request body is well-formed but fails validation.', 'A member is missing, or has a type or value that the endpoint does not accept.', 'Correct the member at the path in the reply, then send the request again.'],
    INVALID_PARAMETER_VALUE: ['A query or path parameter has a value that does not make sense for it.', 'The value has the wrong type or is out of range, such as a negative limit.', 'Correct the parameter that the message names.'],
    UNAUTHORIZED: ['The request has no valid credentials.', 'The API key or access token is missing, wrong or expired.', 'Authenticate as `WWW-Authenticate` describes, then send the request again with the new credentials.'],
    PAYMENT_REQUIRED: ['The request needs a payment first.', 'The account has no active plan, or its balance is used up.', 'Settle the payment, then send the request again.'],
    FORBIDDEN: ['The request was understood, but you are not allowed to do this.', 'The credentials are valid but do not have the permission.', 'Ask for the permission, or use credentials that have it.'],
    NOT_FOUND: ['The requested resource does not exist.', 'The address has a typing error, or the resource was removed or is not visible to you.', 'Check the address and the identifiers in it.'],
    INVALID_REQUEST_METHOD: ['The address exists, but does not accept the HTTP method.', 'The request was sent with a method that the resource does not have, such as PUT to a collection.', 'Use one of the methods in `Allow`.'],
    NOT_ACCEPTABLE: ['No available representation fits the `Accept` headers of the request.', 'The headers ask for a media type, language or encoding that the resource does not have.', 'Accept one of the available media types.'],
    PROXY_AUTHENTICATION_REQUIRED: ['The proxy needs credentials.', 'The request passed a proxy without credentials, or with wrong ones.', 'Authenticate as `Proxy-Authenticate` describes.'],
    REQUEST_TIMEOUT: ['The request did not arrive completely in time.', 'The connection is slow or was interrupted.', 'Send the request again on a new connection.'],
    CONFLICT: ['The request conflicts with the current state of the resource.', 'The resource was changed after you read it, or already exists.', 'Read the resource again, merge your change, and send it with the new version.'],
    GONE: ['The resource was removed and will not come back.', 'It was deleted, or this version of the API has ended.', 'Remove links to this address.'],
    LENGTH_REQUIRED: ['The request has a body of unknown length.', 'The request has no `Content-Length`.', 'Send the request again with `Content-Length`.'],
    PRECONDITION_FAILED: ['A condition in the headers of the request does not hold.', 'The resource was changed after you read it, so `If-Match` or `If-Unmodified-Since` fails.', 'Read the resource again and send the request with its new validator.'],
    CONTENT_TOO_LARGE: ['The request body is larger than the server accepts.', 'The body is over the limit of the endpoint.', 'Send a smaller body, or split it into several requests.'],
    URI_TOO_LONG: ['The address of the request is longer than the server accepts.', 'A query or path parameter is too long.', 'Shorten the address; move long values into the body.'],
    UNSUPPORTED_MEDIA_TYPE: ['The endpoint does not accept the media type of the request body.', '`Content-Type` is missing, or names a type that the endpoint cannot read.', 'Send the body as one of the types in `Accept` of the reply.'],
    RANGE_NOT_SATISFIABLE: ['The requested range is outside the resource.', '`Range` starts after the end of the resource.', 'Read the size in `Content-Range` and ask for a range within it.'],
    EXPECTATION_FAILED: ['The server does not support the `Expect` header of the request.', 'The header has another value than `100-continue`.', 'Send the request without `Expect`.'],
    MISDIRECTED_REQUEST: ['The request reached a server that does not serve this host.', 'A connection was reused for another host.', 'Open a new connection for this host.'],
    UNPROCESSABLE_CONTENT: ['The request is well-formed but fails a rule of the application.', 'A value breaks a rule, or would duplicate something that exists.', 'Correct the fields that the reply names.'],
    LOCKED: ['The resource is locked.', 'Another operation or user holds it.', 'Wait until the lock is released, then send the request again.'],
    FAILED_DEPENDENCY: ['The request depends on another action that failed.', 'An earlier action of the same operation did not succeed.', 'Correct the earlier action first.'],
    TOO_EARLY: ['The request came in early data, which an attacker could replay.', 'It was sent before the TLS handshake was complete.', 'Send the request again after the handshake.'],
    UPGRADE_REQUIRED: ['The request must use another protocol.', 'The server does not serve this resource over the protocol of the connection.', 'Switch to a protocol in `Upgrade`.'],
    PRECONDITION_REQUIRED: ['The request must be conditional.', 'It has no `If-Match`, so it could overwrite a change of someone else.', 'Read the resource and send its validator in `If-Match`.'],
    TOO_MANY_REQUESTS: ['Too many requests were sent in a short time.', 'The rate limit of the user, application or token is exceeded.', 'Wait for the time in `Retry-After`, then send the request again at a lower rate.'],
    REQUEST_HEADER_FIELDS_TOO_LARGE: ['The headers of the request are larger than the server accepts.', 'A cookie or token is too large, or there are too many headers.', 'Send fewer or smaller headers.'],
    UNAVAILABLE_FOR_LEGAL_REASONS: ['The resource is not available for legal reasons.', 'A law or a court order blocks it.', 'Do not send the request again; `Link` names who blocks the resource.'],
    UNKNOWN_ERROR: ['The server encountered an error while it processed the request.', 'The problem is on the side of the server.', 'If it happens again, report it with the id of the reply.'],
    NOT_IMPLEMENTED: ['The server does not support what the request needs.', 'The function does not exist yet.', 'Do without this function.'],
    BAD_GATEWAY: ['A server behind this one sent an invalid response.', 'A service that this server depends on has a problem.', 'Send the request again after a pause that grows with each attempt.'],
    SERVICE_UNAVAILABLE: ['The server is temporarily unable to handle the request.', 'It is overloaded, being restarted or under maintenance.', 'Wait for the time in `Retry-After`, then send the request again.'],
    GATEWAY_TIMEOUT: ['A server behind this one did not respond in time.', 'A service that this server depends on is slow or unreachable.', 'Send the request again after a pause that grows with each attempt; check first whether it took effect.'],
    HTTP_VERSION_NOT_SUPPORTED: ['The server does not support the HTTP version of the request.', 'The client uses a version that is too old or too new.', 'Use HTTP/1.1 or HTTP/2.'],
    VARIANT_ALSO_NEGOTIATES: ['The content negotiation of the server is configured wrongly.', 'The problem is on the side of the server.', 'Report it.'],
    INSUFFICIENT_STORAGE: ['The server has no room to store what was sent.', 'Its storage, or that of your account, is full.', 'Remove something, or ask for more storage.'],
    LOOP_DETECTED: ['The request leads into an infinite loop.', 'A resource refers to itself, directly or through others.', 'Remove the circular reference.']
  } satisfies Readonly<Record<BuiltInCode, readonly [description: string, cause: string, remedy: string]>>
}

type Texts<English> = { readonly [Name in keyof English]: string }

/** Texts of documents in a language. Those that it does not have are in English. */
export interface DocumentTexts {
  readonly labels: Texts<typeof en.labels>
  readonly sentences: Texts<typeof en.sentences>
  readonly headers: Readonly<Record<string, string>>
  readonly oauth2: Readonly<Record<string, string>>
  readonly errors: Readonly<Partial<Record<string, readonly [description: string, cause: string, remedy: string]>>>
  /** Descriptions of members, by those in the schemas. */
  readonly members: Readonly<Record<string, string>>
}
