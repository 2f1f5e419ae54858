import { STATUS_CODES } from 'node:http'
import { details } from './generated-details.js'
import {
  acceptedTypeArguments, availableTypeArguments, blockedByArguments, conflictArguments, fieldArguments,
  limitArguments, methodArguments, nameArguments, pathArguments, protocolArguments, retryArguments, sizeArguments,
  type HelperArguments
} from './helper-arguments.js'
import type { ErrorDefinition } from './error-reply.js'
import type { HelperName } from './generated-names.js'

/** Further members of a row of the catalogue. */
interface RowExtras {
  /** How the helper reads its own arguments; without it takes `(message?, init?)` alone. */
  readonly arguments?: HelperArguments
  /** Further names of the helper: the current name of the status, where the helper has an older one. */
  readonly aliases?: readonly string[]
  /** Header that HTTP requires or defines for the status. */
  readonly header?: string
  /** Arguments of the helper in the example of a document. */
  readonly example?: readonly unknown[]
  /** JSON Schema of `detail`, from `schemas/details.ts`. */
  readonly detailSchema?: object
}

/** A row of the catalogue: one built-in error. */
export interface CatalogRow extends ErrorDefinition, RowExtras {}

// Names are those of @fastify/sensible, titles the phrases that IANA registers today. A row here becomes a reply helper,
// a factory in `errors`, its types, an example in documents and a line in the docs: npm run generate
export const catalog: readonly CatalogRow[] = [
  row('badRequest', 400, 'INVALID_REQUEST', 'Bad Request', 'Invalid request.', { detailSchema: details.issues }),
  row('invalidBody', 400, 'INVALID_BODY', 'Bad Request', 'Invalid body content.', { arguments: pathArguments, example: ['name'], detailSchema: details.invalidBody }),
  row('invalidParameter', 400, 'INVALID_PARAMETER_VALUE', 'Bad Request', 'Invalid parameter value.', { arguments: nameArguments, example: ['depth'], detailSchema: details.issues }),
  row('unauthorized', 401, 'UNAUTHORIZED', 'Unauthorized', 'Valid credentials are required.', { header: 'WWW-Authenticate' }),
  row('paymentRequired', 402, 'PAYMENT_REQUIRED', 'Payment Required', 'Payment is required.'),
  row('forbidden', 403, 'FORBIDDEN', 'Forbidden', 'You cannot do that.'),
  row('notFound', 404, 'NOT_FOUND', 'Not Found', 'There is nothing at this address.'),
  row('methodNotAllowed', 405, 'INVALID_REQUEST_METHOD', 'Method Not Allowed', 'Invalid request method.', { arguments: methodArguments, header: 'Allow', example: [['GET', 'POST']], detailSchema: details.methodNotAllowed }),
  row('notAcceptable', 406, 'NOT_ACCEPTABLE', 'Not Acceptable', 'None of the available representations is acceptable.', { arguments: availableTypeArguments }),
  row('proxyAuthenticationRequired', 407, 'PROXY_AUTHENTICATION_REQUIRED', 'Proxy Authentication Required', 'Valid credentials for the proxy are required.', { header: 'Proxy-Authenticate' }),
  row('requestTimeout', 408, 'REQUEST_TIMEOUT', 'Request Timeout', 'The request took too long to arrive.'),
  row('conflict', 409, 'CONFLICT', 'Conflict', 'Update conflict. Resolve the conflict and try again.', { arguments: conflictArguments, example: ['meta.updated', '2015-11-21T12:34:45Z', '2015-11-21T12:45:56Z'], detailSchema: details.conflict }),
  row('gone', 410, 'GONE', 'Gone', 'What was at this address is gone for good.'),
  row('lengthRequired', 411, 'LENGTH_REQUIRED', 'Length Required', 'The request must state the length of its body.'),
  row('preconditionFailed', 412, 'PRECONDITION_FAILED', 'Precondition Failed', 'A precondition of the request does not hold.'),
  row('payloadTooLarge', 413, 'CONTENT_TOO_LARGE', 'Content Too Large', 'The request body is too large.', { arguments: limitArguments, aliases: ['contentTooLarge'], header: 'Retry-After', example: [1_048_576], detailSchema: details.contentTooLarge }),
  row('uriTooLong', 414, 'URI_TOO_LONG', 'URI Too Long', 'The request address is too long.'),
  row('unsupportedMediaType', 415, 'UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type', 'The media type of the request body is not supported.', { arguments: acceptedTypeArguments, header: 'Accept' }),
  row('rangeNotSatisfiable', 416, 'RANGE_NOT_SATISFIABLE', 'Range Not Satisfiable', 'None of the requested ranges can be sent.', { arguments: sizeArguments, header: 'Content-Range' }),
  row('expectationFailed', 417, 'EXPECTATION_FAILED', 'Expectation Failed', 'The expectation of the request cannot be met.'),
  row('misdirectedRequest', 421, 'MISDIRECTED_REQUEST', 'Misdirected Request', 'This server does not answer for the requested host.'),
  row('unprocessableEntity', 422, 'UNPROCESSABLE_CONTENT', 'Unprocessable Content', 'The request is well formed but cannot be processed.', { arguments: fieldArguments, aliases: ['unprocessableContent'], example: [{ name: ['is blank'] }], detailSchema: details.issues }),
  row('locked', 423, 'LOCKED', 'Locked', 'The resource is locked.'),
  row('failedDependency', 424, 'FAILED_DEPENDENCY', 'Failed Dependency', 'An action that this one depends on has failed.'),
  row('tooEarly', 425, 'TOO_EARLY', 'Too Early', 'The request came too early to be safe from replay.'),
  row('upgradeRequired', 426, 'UPGRADE_REQUIRED', 'Upgrade Required', 'The request must be sent over another protocol.', { arguments: protocolArguments, header: 'Upgrade' }),
  row('preconditionRequired', 428, 'PRECONDITION_REQUIRED', 'Precondition Required', 'The request must be conditional.'),
  row('tooManyRequests', 429, 'TOO_MANY_REQUESTS', 'Too Many Requests', 'Too many requests. Try again later.', { arguments: retryArguments, header: 'Retry-After' }),
  row('requestHeaderFieldsTooLarge', 431, 'REQUEST_HEADER_FIELDS_TOO_LARGE', 'Request Header Fields Too Large', 'The header of the request is too large.'),
  row('unavailableForLegalReasons', 451, 'UNAVAILABLE_FOR_LEGAL_REASONS', 'Unavailable For Legal Reasons', 'Access is denied for legal reasons.', { arguments: blockedByArguments, header: 'Link' }),
  row('internalServerError', 500, 'UNKNOWN_ERROR', 'Internal Server Error', 'An unknown error has occurred.'),
  row('notImplemented', 501, 'NOT_IMPLEMENTED', 'Not Implemented', 'The server cannot do this yet.'),
  row('badGateway', 502, 'BAD_GATEWAY', 'Bad Gateway', 'A server behind this one gave an invalid answer.'),
  row('serviceUnavailable', 503, 'SERVICE_UNAVAILABLE', 'Service Unavailable', 'The service is unavailable. Try again later.', { arguments: retryArguments, header: 'Retry-After' }),
  row('gatewayTimeout', 504, 'GATEWAY_TIMEOUT', 'Gateway Timeout', 'A server behind this one did not answer in time.'),
  row('httpVersionNotSupported', 505, 'HTTP_VERSION_NOT_SUPPORTED', 'HTTP Version Not Supported', 'The HTTP version of the request is not supported.'),
  row('variantAlsoNegotiates', 506, 'VARIANT_ALSO_NEGOTIATES', 'Variant Also Negotiates', 'Content negotiation is set up wrongly on the server.'),
  row('insufficientStorage', 507, 'INSUFFICIENT_STORAGE', 'Insufficient Storage', 'The server has no room to store this.'),
  row('loopDetected', 508, 'LOOP_DETECTED', 'Loop Detected', 'The request leads into a loop.')
]

// 400 is badRequest, not one of the two more precise rows after it
const byStatus = new Map<number, CatalogRow>([...catalog].reverse().map((entry) => [entry.statusCode, entry]))

const byName = new Map<string, CatalogRow>(catalog.flatMap((entry) =>
  [entry.name, ...entry.aliases ?? []].map((name) => [name, entry])))

/** The definition of a helper name. */
export function definitionNamed (name: HelperName): CatalogRow
export function definitionNamed (name: string): CatalogRow | undefined
export function definitionNamed (name: string): CatalogRow | undefined {
  return byName.get(name)
}

/**
 * The definition of a status.
 *
 * One that the catalogue does not have is treated as the first of its class (RFC 9110 section 15), under its own
 * number and, where Node knows it, its own phrase.
 */
export function definitionOf (statusCode: number): CatalogRow {
  return byStatus.get(statusCode) ?? addUnlisted(statusCode)
}

function addUnlisted (statusCode: number): CatalogRow {
  const isClientError = statusCode < 500
  const first = byStatus.get(isClientError ? 400 : 500) as CatalogRow
  const phrase = STATUS_CODES[statusCode]
  const definition = {
    ...first,
    statusCode,
    title: phrase ?? (isClientError ? 'Client Error' : 'Server Error'),
    code: phrase?.toUpperCase().replaceAll("'", '').replace(/[^A-Z0-9]+/g, '_') ?? first.code
  }
  byStatus.set(statusCode, definition) // at most 200 of them: statuses run from 400 to 599
  return definition
}

/** A body that is not JSON: the row of a 400, for formats that have their own code for it. */
export const invalidJson: ErrorDefinition = Object.freeze({ ...definitionOf(400), name: 'invalidJson' })

const variants = new WeakMap<ErrorDefinition, Map<number, ErrorDefinition>>()

/** A definition under another status. The same object each time: formats keep what they prepare by its identity. */
export function withStatus (definition: ErrorDefinition, statusCode: number): ErrorDefinition {
  if (statusCode === definition.statusCode) return definition
  let known = variants.get(definition)
  if (known === undefined) {
    known = new Map()
    variants.set(definition, known)
  }
  let variant = known.get(statusCode)
  if (variant === undefined) {
    variant = { ...definition, statusCode, title: definitionOf(statusCode).title }
    known.set(statusCode, variant)
  }
  return variant
}

function row (name: string, statusCode: number, code: string, title: string, message: string, extras?: RowExtras): CatalogRow {
  return { name, statusCode, code, title, message, ...extras }
}
