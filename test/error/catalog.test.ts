import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { errors } from '../../lib/index.js'
import { catalog, definitionNamed, definitionOf, invalidJson, withStatus } from '../../lib/error/catalog.js'
import { issueKinds } from '../../lib/error/issue-parameters.js'
import { buildKeyed, messages } from '../../lib/error/messages.js'
import { kMessageKey } from '../../lib/error/symbols.js'

// What the wire formats promise, written down a second time on purpose: status, code, phrase, message
const promised = {
  badRequest: [400, 'INVALID_REQUEST', 'Bad Request', 'Invalid request.'],
  invalidBody: [400, 'INVALID_BODY', 'Bad Request', 'Invalid body content.'],
  invalidParameter: [400, 'INVALID_PARAMETER_VALUE', 'Bad Request', 'Invalid parameter value.'],
  unauthorized: [401, 'UNAUTHORIZED', 'Unauthorized', 'Valid credentials are required.'],
  paymentRequired: [402, 'PAYMENT_REQUIRED', 'Payment Required', 'Payment is required.'],
  forbidden: [403, 'FORBIDDEN', 'Forbidden', 'You cannot do that.'],
  notFound: [404, 'NOT_FOUND', 'Not Found', 'There is nothing at this address.'],
  methodNotAllowed: [405, 'INVALID_REQUEST_METHOD', 'Method Not Allowed', 'Invalid request method.'],
  notAcceptable: [406, 'NOT_ACCEPTABLE', 'Not Acceptable', 'None of the available representations is acceptable.'],
  proxyAuthenticationRequired: [407, 'PROXY_AUTHENTICATION_REQUIRED', 'Proxy Authentication Required', 'Valid credentials for the proxy are required.'],
  requestTimeout: [408, 'REQUEST_TIMEOUT', 'Request Timeout', 'The request took too long to arrive.'],
  conflict: [409, 'CONFLICT', 'Conflict', 'Update conflict. Resolve the conflict and try again.'],
  gone: [410, 'GONE', 'Gone', 'What was at this address is gone for good.'],
  lengthRequired: [411, 'LENGTH_REQUIRED', 'Length Required', 'The request must state the length of its body.'],
  preconditionFailed: [412, 'PRECONDITION_FAILED', 'Precondition Failed', 'A precondition of the request does not hold.'],
  payloadTooLarge: [413, 'CONTENT_TOO_LARGE', 'Content Too Large', 'The request body is too large.'],
  uriTooLong: [414, 'URI_TOO_LONG', 'URI Too Long', 'The request address is too long.'],
  unsupportedMediaType: [415, 'UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type', 'The media type of the request body is not supported.'],
  rangeNotSatisfiable: [416, 'RANGE_NOT_SATISFIABLE', 'Range Not Satisfiable', 'None of the requested ranges can be sent.'],
  expectationFailed: [417, 'EXPECTATION_FAILED', 'Expectation Failed', 'The expectation of the request cannot be met.'],
  misdirectedRequest: [421, 'MISDIRECTED_REQUEST', 'Misdirected Request', 'This server does not answer for the requested host.'],
  unprocessableEntity: [422, 'UNPROCESSABLE_CONTENT', 'Unprocessable Content', 'The request is well formed but cannot be processed.'],
  locked: [423, 'LOCKED', 'Locked', 'The resource is locked.'],
  failedDependency: [424, 'FAILED_DEPENDENCY', 'Failed Dependency', 'An action that this one depends on has failed.'],
  tooEarly: [425, 'TOO_EARLY', 'Too Early', 'The request came too early to be safe from replay.'],
  upgradeRequired: [426, 'UPGRADE_REQUIRED', 'Upgrade Required', 'The request must be sent over another protocol.'],
  preconditionRequired: [428, 'PRECONDITION_REQUIRED', 'Precondition Required', 'The request must be conditional.'],
  tooManyRequests: [429, 'TOO_MANY_REQUESTS', 'Too Many Requests', 'Too many requests. Try again later.'],
  requestHeaderFieldsTooLarge: [431, 'REQUEST_HEADER_FIELDS_TOO_LARGE', 'Request Header Fields Too Large', 'The header of the request is too large.'],
  unavailableForLegalReasons: [451, 'UNAVAILABLE_FOR_LEGAL_REASONS', 'Unavailable For Legal Reasons', 'Access is denied for legal reasons.'],
  internalServerError: [500, 'UNKNOWN_ERROR', 'Internal Server Error', 'An unknown error has occurred.'],
  notImplemented: [501, 'NOT_IMPLEMENTED', 'Not Implemented', 'The server cannot do this yet.'],
  badGateway: [502, 'BAD_GATEWAY', 'Bad Gateway', 'A server behind this one gave an invalid answer.'],
  serviceUnavailable: [503, 'SERVICE_UNAVAILABLE', 'Service Unavailable', 'The service is unavailable. Try again later.'],
  gatewayTimeout: [504, 'GATEWAY_TIMEOUT', 'Gateway Timeout', 'A server behind this one did not answer in time.'],
  httpVersionNotSupported: [505, 'HTTP_VERSION_NOT_SUPPORTED', 'HTTP Version Not Supported', 'The HTTP version of the request is not supported.'],
  variantAlsoNegotiates: [506, 'VARIANT_ALSO_NEGOTIATES', 'Variant Also Negotiates', 'Content negotiation is set up wrongly on the server.'],
  insufficientStorage: [507, 'INSUFFICIENT_STORAGE', 'Insufficient Storage', 'The server has no room to store this.'],
  loopDetected: [508, 'LOOP_DETECTED', 'Loop Detected', 'The request leads into a loop.']
}

// Headers that HTTP requires or defines for the status
const headers = {
  unauthorized: 'WWW-Authenticate',
  methodNotAllowed: 'Allow',
  proxyAuthenticationRequired: 'Proxy-Authenticate',
  payloadTooLarge: 'Retry-After',
  unsupportedMediaType: 'Accept',
  rangeNotSatisfiable: 'Content-Range',
  upgradeRequired: 'Upgrade',
  tooManyRequests: 'Retry-After',
  unavailableForLegalReasons: 'Link',
  serviceUnavailable: 'Retry-After'
}
// Arguments of the helper in documents
const examples = {
  invalidBody: ['name'],
  invalidParameter: ['depth'],
  methodNotAllowed: [['GET', 'POST']],
  conflict: ['meta.updated', '2015-11-21T12:34:45Z', '2015-11-21T12:45:56Z'],
  payloadTooLarge: [1_048_576],
  unprocessableEntity: [{ name: ['is blank'] }]
}

t.test('catalog', async t => {
  t.test('has the promised rows and no other', async t => {
    t.same(Object.fromEntries(catalog.map(({ name, statusCode, code, title, message }) => [name, [statusCode, code, title, message]])), promised)
  })

  t.test('rows have the promised headers, examples and further names', async t => {
    const found = (member: 'header' | 'aliases' | 'example') =>
      Object.fromEntries(catalog.flatMap((row) => row[member] === undefined ? [] : [[row.name, row[member]]]))
    t.strictSame(found('header'), headers)
    t.strictSame(found('example'), examples)
    t.strictSame(found('aliases'), { payloadTooLarge: ['contentTooLarge'], unprocessableEntity: ['unprocessableContent'] })
  })

  t.test('every row has a helper that sends its status, code, message and the common headers', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    for (const row of catalog) {
      for (const name of [row.name, ...row.aliases ?? []]) {
        fastify.get(`/reply/${name}`, (_request, reply) => reply.fail(errors[name as 'conflict']))
        fastify.get(`/helper/${name}`, (_request, reply) => reply[name as 'conflict']())
        fastify.get(`/thrown/${name}`, async () => { throw errors[name as 'conflict']() })
      }
    }
    for (const row of catalog) {
      for (const url of [row.name, ...row.aliases ?? []].flatMap((name) => [`/reply/${name}`, `/helper/${name}`, `/thrown/${name}`])) {
        const response = await fastify.inject(url)
        t.equal(response.statusCode, row.statusCode, url)
        t.equal(response.headers['content-type'], 'application/json; charset=utf-8', url)
        t.equal(response.headers['cache-control'], 'no-store', url)
        t.equal(response.headers['x-content-type-options'], 'nosniff', url)
        const message = row.statusCode === 405 ? 'Invalid request method GET.' : row.message
        const detail = row.statusCode === 405 ? { allowedMethods: [] } : undefined
        t.equal(response.body, JSON.stringify({ type: ['Error'], error: { code: row.code, message, detail }, debug: {} }), url)
      }
    }
  })

  t.test('definitionOf gives the plain row of a status', async t => {
    t.equal(definitionOf(400), definitionNamed('badRequest'))
    t.equal(definitionOf(422), definitionNamed('unprocessableContent'))
  })

  t.test('definitionOf takes a status without a row as the first of its class', async t => {
    const { statusCode, code, title, message } = definitionOf(499)
    t.same({ statusCode, code, title, message }, { statusCode: 499, code: 'INVALID_REQUEST', title: 'Client Error', message: 'Invalid request.' })
    t.match(definitionOf(599), { statusCode: 599, code: 'UNKNOWN_ERROR', title: 'Server Error' })
    t.match(definitionOf(418), { statusCode: 418, code: 'IM_A_TEAPOT', title: 'I\'m a Teapot' })
    t.equal(definitionOf(499), definitionOf(499))
  })

  t.test('a definition under another status is one object, with the title of the status', async t => {
    const conflict = definitionOf(409)
    t.equal(withStatus(conflict, 409), conflict)
    for (const [status, title] of [[422, 'Unprocessable Content'], [499, 'Client Error']] as const) {
      const variant = withStatus(conflict, status)
      t.strictSame(variant, { ...conflict, statusCode: status, title })
      t.equal(withStatus(conflict, status), variant)
    }
    t.not(withStatus(definitionOf(410), 422), withStatus(conflict, 422))
  })

  t.test('a body that is not JSON has the row of a 400, under its own name', async t => {
    t.strictSame(invalidJson, { ...definitionOf(400), name: 'invalidJson' })
  })
})

t.test('more precise messages have a key and a sentence, which errors with them have', async t => {
  const promised = {
    duplicate_entry: 'Another entry has this value already.',
    referenced_entry: 'Another entry still refers to this one.',
    part_timeout: 'This part took too long to answer.',
    part_too_large: 'The result of this part is too large for a batch.',
    part_invalid_status: 'The status of the answer to this part is not valid.',
    part_broken_off: 'The answer to this part broke off.',
    part_unknown_method: 'The method of this part is not known.',
    part_resource_too_long: 'The resource of this part is too long.',
    part_invalid_resource: 'The resource of this part is not a path on this server.'
  }
  t.strictSame(messages, promised)
  const error = buildKeyed(409, 'duplicate_entry', { detail: { a: 1 } })
  t.match(error, { statusCode: 409, code: 'CONFLICT', message: promised.duplicate_entry, detail: { a: 1 } })
  t.equal(error[kMessageKey], 'duplicate_entry')
})

t.test('issues have the promised kinds', async t => {
  t.strictSame([...issueKinds].sort(), [
    'custom', 'invalid_enum_value', 'invalid_literal', 'invalid_string', 'invalid_type', 'invalid_union',
    'not_multiple_of', 'too_big', 'too_small', 'unrecognized_keys'
  ])
})
