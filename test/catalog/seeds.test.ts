// Pages that people wrote by hand about the errors of their API: a server with this package that has the same errors
// writes a page that holds the same facts
import Fastify from 'fastify'
import { Type } from '@sinclair/typebox'
import t, { type Test } from 'tap'
import catalog, { type CatalogOptions } from '../../lib/catalog/index.js'
import errorsPlugin, { defineError, errors, type ErrorRepliesOptions } from '../../lib/index.js'
import type { Declarable } from '../../lib/error/define-error.js'

async function writePage (plugin: ErrorRepliesOptions, options: CatalogOptions, declared: readonly Declarable[], config: object = {}, inChild?: ErrorRepliesOptions): Promise<string> {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, plugin)
  await fastify.register(catalog, options)
  fastify.get('/declared', { errors: declared, config }, async () => 'ok')
  if (inChild !== undefined) {
    await fastify.register(async (child) => {
      await child.register(errorsPlugin, inChild)
      child.get('/in-child', { errors: declared }, async () => 'ok')
    })
  }
  return (await fastify.inject('/errors?format=md')).body
}

/** Every row of a table of the page, as its cells. */
const readRows = (page: string) => page.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2).split(' | ').map((cell) => cell.replaceAll('`', '')))

function hasStatuses (t: Test, page: string, statuses: Readonly<Record<number, readonly [name: string, description?: string]>>) {
  const rows = readRows(page)
  for (const [status, [name, description]] of Object.entries(statuses)) {
    const row = rows.find(([code]) => code === status) ?? []
    t.equal(row[1]?.toLowerCase(), name.toLowerCase(), status)
    if (description !== undefined) t.equal(row[2], description, status)
  }
}

function hasProperties (t: Test, page: string, properties: Readonly<Record<string, readonly [type: string, description?: string]>>) {
  const rows = readRows(page)
  for (const [name, [type, description]] of Object.entries(properties)) {
    const found = rows.filter(([cell]) => cell === name)
    t.ok(found.some((row) => row[1]?.startsWith(type) && (description === undefined || row[3]?.includes(description))), `${name}: ${JSON.stringify(found)}`)
  }
}

const describe = (statuses: Readonly<Record<number, readonly [string, string?]>>) =>
  Object.fromEntries(Object.entries(statuses).flatMap(([status, [, description]]) => description === undefined ? [] : [[status, description]]))

t.test('envelope', async t => {
  const conflict = defineError({
    code: 'UPDATE_CONFLICT',
    statusCode: 409,
    title: 'Conflict',
    message: 'Update conflict. Resolve the conflict and try again.'
  })
  const page = await writePage({ errors: [conflict], negotiate: [] }, {
    title: 'Platform Errors',
    texts: {
      FORBIDDEN: { description: 'This is returned when you are not allowed to perform the specified operation.' },
      INVALID_PARAMETER_VALUE: { cause: 'Specifying a negative `depth`, or a `limit` of 0 or a negative value.' }
    }
  }, [errors.badRequest, errors.invalidBody, errors.invalidParameter, errors.forbidden, errors.conflict, errors.methodNotAllowed])
  hasProperties(t, page, {
    'error.code': ['string'],
    'error.message': ['string'],
    debug: ['object'],
    allowedMethods: ['array of strings'],
    path: ['string'],
    conflictField: ['string'],
    originalValue: ['any'],
    newValue: ['any']
  })
  for (const [code, status, phrase, message] of [
    ['UNKNOWN_ERROR', 500, 'Internal Server Error', 'An unknown error has occurred.'],
    ['INVALID_REQUEST_METHOD', 405, 'Method Not Allowed', 'Invalid request method PUT.'],
    ['INVALID_REQUEST', 400, 'Bad Request', 'Invalid request.'],
    ['FORBIDDEN', 403, 'Forbidden', 'You cannot do that.'],
    ['INVALID_PARAMETER_VALUE', 400, 'Bad Request', 'Invalid parameter value for limit.'],
    ['INVALID_BODY', 400, 'Bad Request', 'Invalid body content.'],
    ['CONFLICT', 409, 'Conflict', 'Update conflict. Resolve the conflict and try again.']
  ] as const) {
    const part = page.split(/^### /m).find((text) => text.includes(`(\`${code}\`)`)) ?? ''
    t.match(part, `HTTP status ${status} (${phrase}): ${message}`, code)
    const body = part.split('\n').find((line) => line.startsWith('{')) ?? ''
    t.match(JSON.parse(body), { type: ['Error'], error: { code, message }, debug: {} }, code)
  }
  t.match(page, 'allow: GET, POST')
  t.match(page, '"detail":{"allowedMethods":["GET","POST"]}')
  t.match(page, '"detail":{"path":"name"}')
  t.match(page, '"detail":{"conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}')
  t.match(page, '| `Allow` | Methods of the resource |')
  for (const text of ['Specifying a negative `depth`', 'a `limit` of 0 or a negative value', 'not allowed to perform the specified operation']) t.match(page, text)
})

t.test('description, with OAuth2 errors', async t => {
  const statuses = {
    200: ['OK', 'Everything went as expected'],
    201: ['Created', 'The resource was created successfully'],
    204: ['No Content', 'The request was successful but there is no content to return'],
    400: ['Bad Request', 'The request was malformed or missing required parameters'],
    401: ['Unauthorized', 'The request was missing a valid API key or access token'],
    403: ['Forbidden', 'The request was valid but the server is refusing action'],
    404: ['Not Found', 'The requested resource was not found'],
    405: ['Method Not Allowed', 'The request method is not allowed for the endpoint'],
    415: ['Unsupported Media Type', 'The request was made with an unsupported media type'],
    429: ['Too Many Requests', 'The request was rate limited'],
    500: ['Internal Server Error', 'The server encountered an error while processing the request. If you encounter these please report them!'],
    502: ['Bad Gateway', 'The server was acting as a gateway or proxy and received an invalid response from the upstream server'],
    503: ['Service Unavailable', 'The server is currently unavailable (overloaded or down)'],
    504: ['Gateway Timeout', 'The server was acting as a gateway or proxy and did not receive a timely response from the upstream server']
  } as const
  for (const way of ['route', 'child'] as const) {
    const page = await writePage({ format: 'description', negotiate: [] }, {
      intro: 'Our API uses conventional HTTP response codes: `2xx` for success, `4xx` for an error in the request, and `5xx` for an error with our servers.',
      statuses: describe(statuses)
    }, [errors.unauthorized, errors.forbidden, errors.unsupportedMediaType, errors.tooManyRequests, errors.badGateway, errors.serviceUnavailable, errors.gatewayTimeout],
    way === 'route' ? { errorFormat: 'oauth2' } : {}, way === 'child' ? { format: 'oauth2', negotiate: [] } : undefined)
    hasStatuses(t, page, statuses)
    hasProperties(t, page, { message: ['string'], description: ['string'], error: ['string'], error_description: ['string'] })
    const [, redirected = ''] = page.split('In the query of the redirect')
    const [atRedirect = '', exchanged = ''] = redirected.split('From the token endpoint')
    const [atToken = ''] = exchanged.split('In `WWW-Authenticate`')
    for (const [part, codes] of [
      [atRedirect, { invalid_request: 'malformed', unsupported_response_type: 'response type', invalid_scope: 'scope is invalid or not supported by the server', forbidden_scope: 'Your application is not allowed to use this scope', access_denied: 'The resource owner or authorization server denied the request' }],
      [atToken, { unsupported_grant_type: 'grant type', invalid_request: 'error_description', invalid_client: 'The client id or client secret is invalid', server_error: 'The server encountered an error while processing the request' }]
    ] as const) {
      const rows = readRows(part)
      for (const [code, text] of Object.entries(codes)) t.match(rows.find(([error]) => error === code)?.[1], text, code)
    }
    for (const range of ['2xx', '4xx', '5xx']) t.match(page, range)
  }
})

t.test('description, proofread', async t => {
  const page = await writePage({ format: 'description', negotiate: [] }, {
    statuses: { 204: 'The request was successful, but there is no content to return', 403: 'The request was valid, but the server is refusing action' }
  }, [errors.forbidden], { errorFormat: 'oauth2' })
  hasStatuses(t, page, { 204: ['No Content', 'The request was successful, but there is no content to return'], 403: ['Forbidden', 'The request was valid, but the server is refusing action'] })
  t.match(page, '## OAuth2 errors')
  t.match(page, '{"message":"404: Not Found","description":')
})

t.test('fields', async t => {
  const statuses = {
    200: ['OK', 'The request was completed successfully. You may see this status after a GET, PUT, PATCH or DELETE.'],
    201: ['Created', 'The request was completed successfully and a new resource was created. You will see this status only after a POST.'],
    202: ['Accepted', 'The request was completed successfully, but there is a pending task to do before the new resource can be used.'],
    301: ['Moved Permanently', 'The requested resource has been moved to a different URI, and your HTTP client should retry the request against the new one.'],
    304: ['Not Modified', 'Your client supports ETags, and the resource is the one that was indicated by the ETag.'],
    400: ['Bad request', 'You are issuing a request we cannot accept, such as one that is not JSON.'],
    401: ['Unauthorized', 'You are trying to log in and your credentials are invalid, or you are trying to authenticate with an invalid OAuth2 token.'],
    403: ['Forbidden', 'You are not logged in, and the requested resource is not public, or you are logged in but you do not have access to it.'],
    404: ['Not Found', 'The requested resource could not be found.'],
    422: ['Unprocessable Entity', 'There was an error processing your request. You will find more information in the errors field.'],
    502: ['Bad Gateway', 'The server was acting as a gateway or proxy and received an invalid response from the upstream server.'],
    503: ['Service Unavailable', 'The server is currently unable to handle the request due to a temporary condition which will be alleviated after some delay.']
  } as const
  const page = await writePage({ format: 'fields', negotiate: [], phrases: { 422: 'Unprocessable Entity' } }, { statuses: describe(statuses) },
    [errors.unauthorized, errors.forbidden, errors.unprocessableEntity, errors.badGateway, errors.serviceUnavailable])
  hasStatuses(t, page, statuses)
  hasProperties(t, page, { message: ['string'], errors: ['object'] })
  t.match(page, '"errors":{"name":["is blank"]}')
  t.match(page.split('(`SERVICE_UNAVAILABLE`)')[1], /send the request again/i)

  const oauth2 = await writePage({ format: 'fields', negotiate: [] }, {}, [errors.unauthorized], { errorFormat: 'oauth2' })
  t.match(oauth2.split('(`UNAUTHORIZED`)')[1], '{"error":"invalid_client","error_description":"Valid credentials are required."}', 'a 401 of the sign-in has error and error_description')
})

t.test('problem', async t => {
  const statuses = {
    200: ['OK', 'The request succeeded.'],
    201: ['Created', 'A POST method successfully created a resource.'],
    202: ['Accepted', 'The server accepted the request and will execute it later.'],
    204: ['No Content', 'The server successfully executed the method but returns no response body.'],
    400: ['Bad Request', 'The request is not well-formed, syntactically incorrect, or violates schema.'],
    401: ['Unauthorized', 'The client request has not been completed because it lacks valid authentication credentials for the requested resource.'],
    403: ['Forbidden', 'The server understands the request but refuses to authorize it.'],
    404: ['Not Found', 'The specified resource does not exist.'],
    405: ['Method Not Allowed', 'The server does not implement the requested HTTP method.'],
    409: ['Conflict', 'The request cannot be processed as it conflicts with another request.'],
    413: ['Content Too Large', 'The request entity is larger than the limits defined by the server.'],
    422: ['Unprocessable Entity', 'The request is well formatted but it fails some business logic validation'],
    429: ['Too Many Requests', 'The rate limit for the user, application, or token exceeds a predefined value.'],
    500: ['Internal Server Error', 'An internal server error has occurred.'],
    501: ['Not Implemented', 'The server does not support the functionality required to fulfill the request.'],
    503: ['Service Unavailable', 'Service Unavailable.']
  } as const
  const invalidName = defineError({ code: 'INVALID_NAME', statusCode: 422, title: 'Invalid name', message: 'Invalid.', detail: Type.Object({ name: Type.String() }) })
  const page = await writePage({ format: 'problem', negotiate: [], errors: [invalidName], phrases: { 422: 'Unprocessable Entity' } }, {
    intro: 'We use Hypertext Application Language (HAL, `application/hal+json`) for successful responses (`2xx`), with `_links` and `_embedded`.\n\nWe follow Problem Details (`application/problem+json`) for statuses `4xx` and `5xx`.',
    statuses: describe(statuses)
  }, [errors.invalidBody, errors.unauthorized, errors.forbidden, errors.conflict, errors.payloadTooLarge, errors.unprocessableEntity, errors.tooManyRequests, errors.notImplemented, errors.serviceUnavailable])
  hasStatuses(t, page, statuses)
  hasProperties(t, page, { title: ['string', 'The same for every occurrence'], detail: ['string'], errors: ['array of objects'], 'errors[].title': ['string'], 'errors[].detail': ['string'] })
  t.match(page, '"title":"Bad Request","status":400,"detail":"Request failed validation"')
  t.match(page, '{"title":"invalid_type","detail":"`body.name` is `undefined`, but `string` is expected."')
  for (const text of ['application/hal+json', '_links', '_embedded', 'application/problem+json']) t.match(page, text)
})
