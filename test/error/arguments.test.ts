import { runInNewContext } from 'node:vm'
import Fastify, { type FastifyReply } from 'fastify'
import t from 'tap'
import errorsPlugin, { errors } from '../../lib/index.js'
import { kCauseMessage } from '../../lib/error/symbols.js'

const later = new Date('2026-01-02T03:04:05Z')

// call → error member of the body, and headers
const calls: [string, (reply: FastifyReply) => unknown, object, Record<string, string | string[] | undefined>?][] = [
  ['conflict with both values', (reply) => reply.conflict('meta.updated', '2015-11-21T12:34:45Z', '2015-11-21T12:45:56Z'), {
    code: 'CONFLICT',
    message: 'Update conflict. Resolve the conflict and try again.',
    detail: { conflictField: 'meta.updated', originalValue: '2015-11-21T12:34:45Z', newValue: '2015-11-21T12:45:56Z' }
  }],
  ['conflict with a Date and an object', (reply) => reply.conflict('a', later, { b: [1, 2n] }), {
    code: 'CONFLICT',
    message: 'Update conflict. Resolve the conflict and try again.',
    detail: { conflictField: 'a', originalValue: '2026-01-02T03:04:05.000Z', newValue: { b: [1, '2'] } }
  }],
  ['conflict without values', (reply) => reply.conflict('a', undefined, NaN), {
    code: 'CONFLICT',
    message: 'Update conflict. Resolve the conflict and try again.',
    detail: { conflictField: 'a', originalValue: null, newValue: null }
  }],
  ['conflict with values, a message and init', (reply) => reply.conflict('a', 1, 2, 'Too late.', { code: 'STALE', detail: { by: 'b' } }), {
    code: 'STALE',
    message: 'Too late.',
    detail: { by: 'b', conflictField: 'a', originalValue: 1, newValue: 2 }
  }],
  ['conflict with a message', (reply) => reply.conflict('Taken.'), { code: 'CONFLICT', message: 'Taken.' }],
  ['methodNotAllowed with a list', (reply) => reply.methodNotAllowed(['GET', 'POST']), {
    code: 'INVALID_REQUEST_METHOD',
    message: 'Invalid request method DELETE.',
    detail: { allowedMethods: ['GET', 'POST'] }
  }, { allow: 'GET, POST' }],
  ['methodNotAllowed with a list that repeats', (reply) => reply.methodNotAllowed(['POST', 'GET', 'POST'], 'No.'), {
    code: 'INVALID_REQUEST_METHOD',
    message: 'No.',
    detail: { allowedMethods: ['POST', 'GET'] }
  }, { allow: 'POST, GET' }],
  ['methodNotAllowed with an empty list', (reply) => reply.methodNotAllowed([]), {
    code: 'INVALID_REQUEST_METHOD',
    message: 'Invalid request method DELETE.',
    detail: { allowedMethods: [] }
  }, { allow: '' }],
  ['methodNotAllowed with a message', (reply) => reply.methodNotAllowed('Not here.'), {
    code: 'INVALID_REQUEST_METHOD',
    message: 'Not here.',
    detail: { allowedMethods: ['GET', 'HEAD'] }
  }, { allow: 'GET, HEAD' }],
  ['invalidBody', (reply) => reply.invalidBody('data.meta'), {
    code: 'INVALID_BODY', message: 'Invalid body content.', detail: { path: 'data.meta' }
  }],
  ['invalidBody of the root', (reply) => reply.invalidBody('', 'Not a document.'), {
    code: 'INVALID_BODY', message: 'Not a document.', detail: { path: '' }
  }],
  ['invalidParameter', (reply) => reply.invalidParameter('depth'), {
    code: 'INVALID_PARAMETER_VALUE', message: 'Invalid parameter value for depth.'
  }],
  ['unauthorized', (reply) => reply.unauthorized(), {
    code: 'UNAUTHORIZED', message: 'Valid credentials are required.'
  }, { 'www-authenticate': 'Bearer realm="api"' }],
  ['unauthorized with a challenge', (reply) => reply.unauthorized('Who?', { challenge: 'Basic realm="a"' }), {
    code: 'UNAUTHORIZED', message: 'Who?'
  }, { 'www-authenticate': 'Basic realm="a"' }],
  ['unauthorized with two challenges', (reply) => reply.unauthorized(undefined, { challenge: ['Basic realm="a"', 'Negotiate'] }), {
    code: 'UNAUTHORIZED', message: 'Valid credentials are required.'
  }, { 'www-authenticate': ['Basic realm="a"', 'Negotiate'] }],
  ['proxyAuthenticationRequired with a challenge', (reply) => reply.proxyAuthenticationRequired('Who?', { challenge: 'Basic realm="a"' }), {
    code: 'PROXY_AUTHENTICATION_REQUIRED', message: 'Who?'
  }, { 'proxy-authenticate': 'Basic realm="a"', 'www-authenticate': undefined }],
  ['unprocessableEntity with fields', (reply) => reply.unprocessableEntity({ name: ['is blank', 'is short'], base: ['is odd'] }), {
    code: 'UNPROCESSABLE_CONTENT',
    message: 'The request is well formed but cannot be processed.',
    detail: {
      issues: [
        { path: 'name', in: 'body', kind: 'custom', message: 'is blank' },
        { path: 'name', in: 'body', kind: 'custom', message: 'is short' },
        { path: '', in: 'body', kind: 'custom', message: 'is odd' }
      ]
    }
  }],
  ['tooManyRequests in seconds', (reply) => reply.tooManyRequests(1.2), {
    code: 'TOO_MANY_REQUESTS', message: 'Too many requests. Try again later.'
  }, { 'retry-after': '2' }],
  ['tooManyRequests at a moment', (reply) => reply.tooManyRequests(later), {
    code: 'TOO_MANY_REQUESTS', message: 'Too many requests. Try again later.'
  }, { 'retry-after': 'Fri, 02 Jan 2026 03:04:05 GMT' }],
  ['tooManyRequests in the past', (reply) => reply.tooManyRequests(-1), {
    code: 'TOO_MANY_REQUESTS', message: 'Too many requests. Try again later.'
  }, { 'retry-after': '0' }],
  ['tooManyRequests never', (reply) => reply.tooManyRequests(Infinity), {
    code: 'TOO_MANY_REQUESTS', message: 'Too many requests. Try again later.'
  }, { 'retry-after': undefined }],
  ['tooManyRequests at no moment', (reply) => reply.tooManyRequests(new Date(NaN)), {
    code: 'TOO_MANY_REQUESTS', message: 'Too many requests. Try again later.'
  }, { 'retry-after': undefined }],
  ['serviceUnavailable with a delay and a message', (reply) => reply.serviceUnavailable(5, 'Back at noon'), {
    code: 'SERVICE_UNAVAILABLE', message: 'Back at noon'
  }, { 'retry-after': '5' }],
  ['serviceUnavailable with a delay beyond counting', (reply) => reply.serviceUnavailable(1e300), {
    code: 'SERVICE_UNAVAILABLE', message: 'The service is unavailable. Try again later.'
  }, { 'retry-after': '9007199254740991' }],
  ['unsupportedMediaType with a list', (reply) => reply.unsupportedMediaType(['application/json', 'text/csv; header=present']), {
    code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The media type of the request body is not supported.'
  }, { accept: 'application/json, text/csv; header=present', 'accept-patch': undefined }],
  ['unsupportedMediaType with one type', (reply) => reply.unsupportedMediaType(['text/csv']), {
    code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The media type of the request body is not supported.'
  }, { accept: 'text/csv' }],
  ['notAcceptable with a list', (reply) => reply.notAcceptable(['text/html']), {
    code: 'NOT_ACCEPTABLE',
    message: 'None of the available representations is acceptable.',
    detail: { mediaTypes: ['text/html'] }
  }],
  ['rangeNotSatisfiable with a size', (reply) => reply.rangeNotSatisfiable(1234), {
    code: 'RANGE_NOT_SATISFIABLE', message: 'None of the requested ranges can be sent.'
  }, { 'content-range': 'bytes */1234' }],
  ['upgradeRequired with protocols', (reply) => reply.upgradeRequired(['websocket', 'HTTP/2.0']), {
    code: 'UPGRADE_REQUIRED', message: 'The request must be sent over another protocol.'
  }, { upgrade: 'websocket, HTTP/2.0', connection: 'Upgrade' }],
  ['upgradeRequired with one protocol', (reply) => reply.upgradeRequired(new Set(['websocket']) as never), {
    code: 'UPGRADE_REQUIRED', message: 'The request must be sent over another protocol.'
  }, { upgrade: 'websocket', connection: 'Upgrade' }],
  ['contentTooLarge with a limit', (reply) => reply.contentTooLarge(1024), {
    code: 'CONTENT_TOO_LARGE', message: 'The request body is too large.', detail: { limit: 1024 }
  }, { 'retry-after': undefined }],
  ['contentTooLarge for a while', (reply) => reply.contentTooLarge(undefined, 3, 'Later.'), {
    code: 'CONTENT_TOO_LARGE', message: 'Later.'
  }, { 'retry-after': '3' }],
  ['unavailableForLegalReasons with a URL', (reply) => reply.unavailableForLegalReasons(new URL('https://example.com/law')), {
    code: 'UNAVAILABLE_FOR_LEGAL_REASONS', message: 'Access is denied for legal reasons.'
  }, { link: '<https://example.com/law>; rel="blocked-by"' }],
  ['unavailableForLegalReasons with a URI that would end the reference', (reply) => reply.unavailableForLegalReasons('urn:a>b;c'), {
    code: 'UNAVAILABLE_FOR_LEGAL_REASONS', message: 'Access is denied for legal reasons.'
  }, { link: '<urn:a%3Eb;c>; rel="blocked-by"' }],
  ['unavailableForLegalReasons with a message', (reply) => reply.unavailableForLegalReasons('Blocked: by court'), {
    code: 'UNAVAILABLE_FOR_LEGAL_REASONS', message: 'Blocked: by court'
  }, { link: undefined }],
  ['init with everything', (reply) => reply.forbidden('No.', {
    code: 'NOT_YOURS', detail: { owner: 'a' }, headers: { 'X-Team': 'b', 'X-Count': 3 }, extensions: { owner: 'c', hint: 'd' }, cause: new Error('secret')
  }), {
    code: 'NOT_YOURS', message: 'No.', detail: { owner: 'a', hint: 'd' }
  }, { 'x-team': 'b', 'x-count': '3' }],
  ['fail by status', (reply) => reply.fail(409, 'a', 1, 2), {
    code: 'CONFLICT',
    message: 'Update conflict. Resolve the conflict and try again.',
    detail: { conflictField: 'a', originalValue: 1, newValue: 2 }
  }],
  ['fail with a factory', (reply) => reply.fail(errors.contentTooLarge, 5), {
    code: 'CONTENT_TOO_LARGE', message: 'The request body is too large.', detail: { limit: 5 }
  }],
  ['fail with an error reply', (reply) => reply.fail(errors.gone('Gone.')), { code: 'GONE', message: 'Gone.' }],
  ['fail by a status without a helper', (reply) => reply.fail(418, 'Short.'), { code: 'IM_A_TEAPOT', message: 'Short.' }]
]

t.test('arguments', async t => {
  const lines: { msg: string }[] = []
  const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line) => { lines.push(JSON.parse(line)) } } } })
  await fastify.register(errorsPlugin)
  const handlers = new Map(calls.map(([name, call]) => [name, call]))
  fastify.get('/', () => 'never asked for')
  fastify.delete('/', (request, reply) => handlers.get(request.headers['x-call'] as string)?.(reply))

  for (const [name, , error, headers = {}] of calls) {
    t.test(name, async t => {
      const response = await fastify.inject({ method: 'DELETE', url: '/', headers: { 'x-call': name } })
      t.same(response.json(), { type: ['Error'], error, debug: {} })
      for (const [header, value] of Object.entries(headers)) t.same(response.headers[header], value, header)
      t.same(lines.filter(({ msg }) => msg.startsWith('fastify-error-replies: ')), [], 'nothing is wrong')
    })
  }
})

// Calls that the types forbid: from JavaScript they are logged, and the valid arguments are sent
const circular: Record<string, unknown> = {}
circular['self'] = circular
const revoked = Proxy.revocable({}, {})
revoked.revoke()
const revokedFunction = Proxy.revocable(() => {}, {})
revokedFunction.revoke()

const misuses: [string, (reply: any) => unknown, number, object, string, string?][] = [
  ['methodNotAllowed with a number', (reply) => reply.methodNotAllowed(['GET', 1, 'BAD TOKEN']), 405, { allowedMethods: ['GET'] }, 'methodNotAllowed: allowedMethods should be a list of methods, instead got \'1\'', 'GET'],
  ['conflict with an invalid field', (reply) => reply.conflict(7, 1, 2), 409, { conflictField: '', originalValue: 1, newValue: 2 }, 'conflict: field should be a string, instead got \'7\''],
  ['conflict with values that JSON cannot represent', (reply) => reply.conflict('a', circular, () => 1), 409, { conflictField: 'a', originalValue: null, newValue: null }, ''],
  ['an invalid message', (reply) => reply.forbidden(Symbol('x')), 403, {}, 'forbidden: message should be a string, instead got \'Symbol(x)\''],
  ['an invalid init', (reply) => reply.forbidden('No.', 'init'), 403, {}, 'forbidden: init should be an object, instead got \'init\''],
  ['an unknown member of init', (reply) => reply.forbidden('No.', { details: {} }), 403, {}, 'forbidden: init has no member \'details\', its members are code, detail, headers, cause, extensions, challenge'],
  ['an invalid code', (reply) => reply.forbidden('No.', { code: 'not-a-code' }), 403, {}, 'forbidden: code should be in upper snake case, instead got \'not-a-code\''],
  ['an invalid detail', (reply) => reply.forbidden('No.', { detail: 'x' }), 403, {}, 'forbidden: detail should be an object, instead got \'x\''],
  ['invalid extensions', (reply) => reply.forbidden('No.', { extensions: [] }), 403, {}, 'forbidden: extensions should be an object, instead got \'[object Array]\''],
  ['invalid headers', (reply) => reply.forbidden('No.', { headers: null }), 403, {}, 'forbidden: headers should be an object, instead got \'[object Null]\''],
  ['a header with a line break', (reply) => reply.forbidden('No.', { headers: { 'x-a': 'b\r\nset-cookie: c' } }), 403, {}, 'forbidden: header \'x-a\' cannot be sent with an error'],
  ['a header that frames the message', (reply) => reply.forbidden('No.', { headers: { 'Content-Length': 3 } }), 403, {}, 'forbidden: header \'Content-Length\' cannot be sent with an error'],
  ['a challenge with a line break', (reply) => reply.unauthorized('No.', { challenge: 'Basic\r\nx: y' }), 401, {}, 'unauthorized: challenge should be a list of challenges, such as Bearer realm="api", instead got \'Basic\r\nx: y\''],
  ['fields that hold no text', (reply) => reply.unprocessableEntity({ name: [1], other: 'x' }), 422, { issues: [{ path: 'other', in: 'body', kind: 'custom', message: 'x' }] }, 'unprocessableEntity: fields.name should be an array of strings, instead got \'[object Array]\''],
  ['an invalid path', (reply) => reply.invalidBody({}), 400, { path: '' }, 'invalidBody: path should be a string, instead got \'[object Object]\''],
  ['an invalid name', (reply) => reply.invalidParameter(5), 400, {}, 'invalidParameter: name should be a string, instead got \'5\''],
  ['an invalid size', (reply) => reply.rangeNotSatisfiable(-1), 416, {}, 'rangeNotSatisfiable: size should be a whole number of bytes, instead got \'-1\''],
  ['an invalid limit', (reply) => reply.contentTooLarge(1.5), 413, {}, 'payloadTooLarge: limit should be a whole number of bytes, instead got \'1.5\''],
  ['invalid protocols', (reply) => reply.upgradeRequired([{}]), 426, {}, 'upgradeRequired: protocols should be a list of protocols, instead got \'[object Object]\''],
  ['a field with a name of JavaScript', (reply) => reply.unprocessableEntity({ constructor: ['x'], name: [] }), 422, {}, 'unprocessableEntity: fields.name should be an array of strings, instead got \'[object Array]\''],
  ['fields that hold no text at all', (reply) => reply.unprocessableEntity({ name: [] }), 422, {}, 'unprocessableEntity: fields.name should be an array of strings, instead got \'[object Array]\''],
  ['invalid media types', (reply) => reply.unsupportedMediaType(['json']), 415, {}, 'unsupportedMediaType: mediaTypes should be a list of media types, instead got \'json\''],
  ['invalid media types of a 406', (reply) => reply.notAcceptable(['json']), 406, { mediaTypes: [] }, 'notAcceptable: mediaTypes should be a list of media types, instead got \'json\''],
  ['an empty name', (reply) => reply.invalidParameter(''), 400, {}, 'invalidParameter: name should be a string, instead got \'\''],
  ['arguments that cannot be read', (reply) => reply.unprocessableEntity(revoked.proxy), 422, {}, "unprocessableEntity: arguments cannot be read: Cannot perform 'IsArray' on a proxy that has been revoked"],
  ['fail with no status', (reply) => reply.fail(200), 500, {}, 'internalServerError: fail takes a status from 400 to 599 or a definition, instead got \'200\''],
  ['fail with the name of a helper', (reply) => reply.fail('conflict'), 500, {}, 'internalServerError: fail takes a status from 400 to 599 or a definition, instead got \'conflict\''],
  ['fail with nothing', (reply) => reply.fail(), 500, {}, 'internalServerError: fail takes a status from 400 to 599 or a definition, instead got \'undefined\''],
  ['fail with an object that has no text', (reply) => reply.fail(Object.create(null)), 500, {}, 'internalServerError: fail takes a status from 400 to 599 or a definition, instead got \'[object Object]\''],
  ['fail with a proxy', (reply) => reply.fail(revoked.proxy), 500, {}, 'internalServerError: fail takes a status from 400 to 599 or a definition, instead got \'[object Object]\''],
  ['fail with a function', (reply) => reply.fail(function own () {}), 500, {}, 'internalServerError: fail takes a status from 400 to 599 or a definition, instead got \'function own\''],
  ['fail with a function that hides', (reply) => reply.fail(revokedFunction.proxy), 500, {}, 'internalServerError: fail takes a status from 400 to 599 or a definition, instead got \'function \''],
  ['a value that is long', (reply) => reply.fail('x'.repeat(65)), 500, {}, `internalServerError: fail takes a status from 400 to 599 or a definition, instead got '${'x'.repeat(63)}…'`],
  ['a value that is as long as it may be', (reply) => reply.fail('x'.repeat(64)), 500, {}, `internalServerError: fail takes a status from 400 to 599 or a definition, instead got '${'x'.repeat(64)}'`]
]

t.test('an error in place of the message is the cause', async t => {
  for (const cause of [new Error('a'), runInNewContext("new Error('of another realm')"), Object.create(Error.prototype)]) {
    const error = errors.gone(cause)
    t.equal(error.cause, cause)
    t.equal(error[kCauseMessage], true)
  }
  const cause = new Error('a')
  for (const error of [errors.gone('Gone.', { cause }), errors.gone(cause, {})]) t.equal(error.cause, cause)
  t.equal(errors.gone('Gone.', { cause })[kCauseMessage], false)
})

t.test('an empty message is that of the definition', async t => {
  t.equal(errors.gone('').message, errors.gone().message)
  t.equal(errors.gone(null as never).message, errors.gone().message)
})

t.test('wrong arguments', async t => {
  for (const [name, call, statusCode, detail, logged, allow] of misuses) {
    t.test(name, async t => {
      const lines: { level: number, msg: string }[] = []
      const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line) => { lines.push(JSON.parse(line)) } } } })
      await fastify.register(errorsPlugin)
      fastify.get('/', (_request, reply) => call(reply))
      const response = await fastify.inject('/')
      t.equal(response.statusCode, statusCode)
      t.same(response.json().error.detail ?? {}, detail)
      t.equal(response.headers['allow'], allow)
      t.equal(response.headers['set-cookie'], undefined)
      const warnings = lines.filter(({ level }) => level === 40).map(({ msg }) => msg)
      t.same(warnings, logged === '' ? [] : [`fastify-error-replies: ${logged.replace(': ', ' in route GET /: ')}`])
    })
  }
})

t.test('fail with the error of another keeps it as its cause', async t => {
  const cause = new Error('secret')
  const error = errors.fail(cause as never)
  t.equal(error.cause, cause)
  t.equal(error.statusCode, 500)
  t.equal(error.message, 'An unknown error has occurred.')
  t.equal(errors.fail(200).cause, undefined)
})

t.test('an init without its size is read all the same', async t => {
  t.same((errors.payloadTooLarge as (...args: unknown[]) => Error & { detail?: unknown })(undefined, { detail: { a: 1 } }).detail, { a: 1 })
})

t.test('long values are cut', async t => {
  const { message } = errors.forbidden('x'.repeat(10_000))
  t.equal(message.length, 4096)
  t.ok(message.endsWith('…'))
  t.equal((errors.conflict('f'.repeat(300), 'v'.repeat(100_000), { v: 'v'.repeat(100_000) }).detail?.['conflictField'] as string).length, 256)
  t.equal((errors.conflict('f', 'v'.repeat(100_000), 1).detail?.['originalValue'] as string).length, 32_768)
  t.equal(errors.conflict('f', { v: 'v'.repeat(100_000) }, 1).detail?.['originalValue'], null)
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i]))
  const { detail } = errors.forbidden('No.', { detail: many })
  t.equal(Object.keys(detail as object).length, 257, '256 and one that says so')
  t.equal(detail?.['truncated'], true)
})

t.test('members that mean something to JavaScript are dropped', async t => {
  const detail = JSON.parse('{"__proto__":{"a":1},"constructor":1,"prototype":2,"toJSON":3,"kept":4}')
  Object.defineProperty(detail, 'getter', { enumerable: true, get: () => { throw new Error('secret') } })
  t.same(errors.forbidden('No.', { detail }).detail, { kept: 4, getter: null })
})

t.test('expected errors carry no stack, others do', async t => {
  t.equal(errors.notFound().stack, 'ErrorReply: There is nothing at this address.', 'no frames')
  t.match(errors.badGateway().stack, /arguments\.test/)
  t.match(errors.fail(502).stack, /arguments\.test/)
  t.ok(errors.notFound() instanceof Error)
  t.equal(String(errors.notFound('x')), 'ErrorReply [NOT_FOUND]: x')
})
