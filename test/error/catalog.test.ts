import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin, { errors } from '../../lib/index.js'
import { catalog, definitionNamed, definitionOf } from '../../lib/error/catalog.js'
import { messages } from '../../lib/error/messages.js'

// What the wire formats promise, written down a second time on purpose: status, code, phrase
const promised = {
  badRequest: [400, 'INVALID_REQUEST', 'Bad Request'],
  invalidBody: [400, 'INVALID_BODY', 'Bad Request'],
  invalidParameter: [400, 'INVALID_PARAMETER_VALUE', 'Bad Request'],
  unauthorized: [401, 'UNAUTHORIZED', 'Unauthorized'],
  paymentRequired: [402, 'PAYMENT_REQUIRED', 'Payment Required'],
  forbidden: [403, 'FORBIDDEN', 'Forbidden'],
  notFound: [404, 'NOT_FOUND', 'Not Found'],
  methodNotAllowed: [405, 'INVALID_REQUEST_METHOD', 'Method Not Allowed'],
  notAcceptable: [406, 'NOT_ACCEPTABLE', 'Not Acceptable'],
  proxyAuthenticationRequired: [407, 'PROXY_AUTHENTICATION_REQUIRED', 'Proxy Authentication Required'],
  requestTimeout: [408, 'REQUEST_TIMEOUT', 'Request Timeout'],
  conflict: [409, 'CONFLICT', 'Conflict'],
  gone: [410, 'GONE', 'Gone'],
  lengthRequired: [411, 'LENGTH_REQUIRED', 'Length Required'],
  preconditionFailed: [412, 'PRECONDITION_FAILED', 'Precondition Failed'],
  payloadTooLarge: [413, 'CONTENT_TOO_LARGE', 'Content Too Large'],
  uriTooLong: [414, 'URI_TOO_LONG', 'URI Too Long'],
  unsupportedMediaType: [415, 'UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type'],
  rangeNotSatisfiable: [416, 'RANGE_NOT_SATISFIABLE', 'Range Not Satisfiable'],
  expectationFailed: [417, 'EXPECTATION_FAILED', 'Expectation Failed'],
  misdirectedRequest: [421, 'MISDIRECTED_REQUEST', 'Misdirected Request'],
  unprocessableEntity: [422, 'UNPROCESSABLE_CONTENT', 'Unprocessable Content'],
  locked: [423, 'LOCKED', 'Locked'],
  failedDependency: [424, 'FAILED_DEPENDENCY', 'Failed Dependency'],
  tooEarly: [425, 'TOO_EARLY', 'Too Early'],
  upgradeRequired: [426, 'UPGRADE_REQUIRED', 'Upgrade Required'],
  preconditionRequired: [428, 'PRECONDITION_REQUIRED', 'Precondition Required'],
  tooManyRequests: [429, 'TOO_MANY_REQUESTS', 'Too Many Requests'],
  requestHeaderFieldsTooLarge: [431, 'REQUEST_HEADER_FIELDS_TOO_LARGE', 'Request Header Fields Too Large'],
  unavailableForLegalReasons: [451, 'UNAVAILABLE_FOR_LEGAL_REASONS', 'Unavailable For Legal Reasons'],
  internalServerError: [500, 'UNKNOWN_ERROR', 'Internal Server Error'],
  notImplemented: [501, 'NOT_IMPLEMENTED', 'Not Implemented'],
  badGateway: [502, 'BAD_GATEWAY', 'Bad Gateway'],
  serviceUnavailable: [503, 'SERVICE_UNAVAILABLE', 'Service Unavailable'],
  gatewayTimeout: [504, 'GATEWAY_TIMEOUT', 'Gateway Timeout'],
  httpVersionNotSupported: [505, 'HTTP_VERSION_NOT_SUPPORTED', 'HTTP Version Not Supported'],
  variantAlsoNegotiates: [506, 'VARIANT_ALSO_NEGOTIATES', 'Variant Also Negotiates'],
  insufficientStorage: [507, 'INSUFFICIENT_STORAGE', 'Insufficient Storage'],
  loopDetected: [508, 'LOOP_DETECTED', 'Loop Detected']
}

t.test('catalog', async t => {
  t.test('has the promised rows and no other', async t => {
    t.same(Object.fromEntries(catalog.map(({ name, statusCode, code, title }) => [name, [statusCode, code, title]])), promised)
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
})

t.test('more precise messages are sentences', async t => {
  for (const [key, message] of Object.entries(messages)) t.match(message, /^[A-Z].*\.$/, key)
})
