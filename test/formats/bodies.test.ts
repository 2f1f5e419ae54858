import t from 'tap'
import { errors } from '../../lib/index.js'
import { changeReply, ErrorReply, type ErrorParts, type Issue } from '../../lib/error/error-reply.js'
import { definitionNamed, definitionOf, invalidJson } from '../../lib/error/catalog.js'
import { noExtras } from '../../lib/error/body-extras.js'
import { builtInFormats, type FormatName } from '../../lib/formats/built-in/index.js'
import { issueSentence } from '../../lib/formats/issue-text.js'

const settings = { phrase: () => undefined, problem: {}, description: {}, pages: { uris: undefined, isLinked: false } }
const issue: Issue = { path: 'a.b', keys: ['a', 'b'], in: 'body', kind: 'too_small', message: 'must be >= 1', pointer: '/a/b' }
const sent = { path: 'a.b', in: 'body', kind: 'too_small', message: 'must be >= 1' }
const plain = (statusCode: number, parts: ErrorParts = {}) => new ErrorReply(definitionOf(statusCode), parts)
const failed = (parts: ErrorParts = {}) => new ErrorReply(definitionNamed('invalidBody'), { foreign: true, issues: [issue], ...parts })

/** The body of an error in a format, without the members that are not sent. */
function bodyOf (format: FormatName, error: ErrorReply, phrases: Record<number, string> = {}): any {
  const body: object = builtInFormats[format]({ ...settings, phrase: (statusCode) => phrases[statusCode] }).body(error, noExtras)
  return JSON.parse(JSON.stringify(body))
}

t.test('each format has its name, its content type and the status of a failed validation', async t => {
  const json = 'application/json; charset=utf-8'
  const promised: Record<FormatName, [contentType: string, validationStatusCode: number]> = {
    envelope: [json, 400],
    problem: ['application/problem+json', 400],
    fields: [json, 422],
    description: [json, 400],
    oauth2: [json, 400],
    fastify: [json, 400],
    'json-rpc': [json, 400],
    'problem-xml': ['application/problem+xml', 400]
  }
  const actual = Object.values(builtInFormats).map((build) => build(settings))
    .map(({ name, contentType, validationStatusCode }) => [name, [contentType, validationStatusCode]])
  t.strictSame(Object.fromEntries(actual), promised)
})

t.test('a sentence of a validation failure', async t => {
  const cases: [changes: Partial<Issue>, sentence: string][] = [
    [{}, '`body.a.b` must be >= 1.'],
    [{ path: '' }, '`body` must be >= 1.'],
    [{ in: 'headers', message: 'Is wrong.' }, '`headers.a.b` Is wrong.'],
    [{ isTranslated: true, message: 'Zu klein.' }, '`body.a.b`: Zu klein.'],
    [{ isTranslated: true, kind: 'invalid_type', received: 'string', message: 'Falsch' }, '`body.a.b`: Falsch'],
    [{ kind: 'invalid_type' }, '`body.a.b` must be >= 1.'],
    [{ received: 'string', expected: 'integer' }, '`body.a.b` must be >= 1.'],
    [{ kind: 'invalid_type', received: 'string' }, '`body.a.b` is `string`, but a value is expected.'],
    [{ kind: 'invalid_type', received: 'string', expected: 'integer' }, '`body.a.b` is `string`, but `integer` is expected.']
  ]
  for (const [changes, sentence] of cases) t.equal(issueSentence({ ...issue, ...changes }), sentence)
})

t.test('the detail of an envelope', async t => {
  const other: Issue = { ...issue, path: 'c' }
  const cases: [name: string, error: ErrorReply, detail: unknown][] = [
    ['nothing', plain(410), undefined],
    ['a detail', plain(410, { detail: { a: 1 } }), { a: 1 }],
    ['extensions', plain(410, { extensions: { a: 2, b: 3 } }), { a: 2, b: 3 }],
    ['both', plain(410, { detail: { a: 1 }, extensions: { a: 2, b: 3 } }), { a: 1, b: 3 }],
    ['a failed validation', failed(), { path: 'a.b', issues: [sent] }],
    ['a failed validation with a detail', failed({ detail: { path: 'x', a: 1 } }), { path: 'a.b', a: 1, issues: [sent] }],
    ['a failed validation with extensions', failed({ extensions: { path: 'x', a: 1 } }), { path: 'a.b', a: 1, issues: [sent] }],
    ['a path that the application names', failed({ foreign: false }), { path: 'a.b' }],
    ['two paths', failed({ foreign: false, issues: [issue, other] }), { path: 'a.b', issues: [sent, { ...sent, path: 'c' }] }],
    ['no path', failed({ foreign: false, issues: [] }), {}],
    ['a parameter that the application names', errors.invalidParameter('a'), undefined],
    ['parameters', plain(400, { issues: [issue, other] }), { issues: [sent, { ...sent, path: 'c' }] }],
    ['a foreign parameter', plain(400, { issues: [issue], foreign: true }), { issues: [sent] }],
    ['one field message', plain(422, { issues: [issue] }), { issues: [sent] }]
  ]
  for (const [name, error, detail] of cases) t.strictSame(bodyOf('envelope', error).error.detail, detail, name)
})

t.test('an envelope has the code and the message of its error', async t => {
  t.strictSame(bodyOf('envelope', plain(410, { code: 'OLD', message: 'No.' })), { type: ['Error'], error: { code: 'OLD', message: 'No.' }, debug: {} })
})

t.test('the debug member of an envelope has what is turned on', async t => {
  const extras = { debug: { name: 'Error' }, requestId: 'r', traceId: 't' }
  const { body } = builtInFormats.envelope(settings)
  t.strictSame(body(plain(410), noExtras).debug, {})
  t.strictSame(body(plain(410), { ...noExtras, ...extras }).debug, { requestId: 'r', traceId: 't', name: 'Error' })
  for (const [name, value] of Object.entries(extras)) {
    t.strictSame(JSON.parse(JSON.stringify(body(plain(410), { ...noExtras, [name]: value }).debug)), name === 'debug' ? value : { [name]: value }, name)
  }
})

t.test('the description', async t => {
  const longer = bodyOf('description', plain(404)).description
  t.not(longer, 'There is nothing at this address.')
  const cases: [error: ErrorReply, description: string][] = [
    [plain(404, { message: 'No such order.' }), 'No such order.'],
    [plain(404, { message: 'made', customMessage: false }), longer],
    [new ErrorReply({ ...definitionOf(404), message: 'Own.' }, {}), 'Own.'],
    [plain(410), 'What was at this address is gone for good.'],
    [failed(), 'Invalid body content. `body.a.b` must be >= 1.'],
    [failed({ message: 'Own text.' }), 'Own text. `body.a.b` must be >= 1.'],
    [failed({ message: 'Own text.', text: 'Own text.' }), 'Own text.'],
    [failed({ message: 'Own text.', text: 'Another.' }), 'Own text. `body.a.b` must be >= 1.']
  ]
  for (const [error, description] of cases) t.equal(bodyOf('description', error).description, description)
  t.equal(bodyOf('description', plain(404), { 404: 'Nothing Here' }).message, '404: Nothing Here')
})

t.test('a title is that of the language, else of option phrases, else of the error', async t => {
  const local = new ErrorReply({ ...definitionOf(404), localTitle: 'Nicht gefunden' }, {})
  for (const format of ['problem', 'description'] as const) {
    const titleOf = (error: ErrorReply, phrases?: Record<number, string>) => bodyOf(format, error, phrases)[format === 'problem' ? 'title' : 'message'].replace('404: ', '')
    t.strictSame([titleOf(local, { 404: 'Nothing Here' }), titleOf(plain(404), { 404: 'Nothing Here' }), titleOf(plain(404))], ['Nicht gefunden', 'Nothing Here', 'Not Found'])
  }
})

t.test('the body of Fastify', async t => {
  const own = { ...definitionOf(409), code: 'TAKEN', isOwn: true }
  const cases: [name: string, error: ErrorReply, body: object, phrases?: Record<number, string>][] = [
    ['a status alone', plain(410), { statusCode: 410, error: 'Gone', message: 'Gone' }],
    ['its phrase', plain(410), { statusCode: 410, error: 'Weg', message: 'Weg' }, { 410: 'Weg' }],
    ['a status that Node does not know', plain(499), { statusCode: 499, message: 'Client Error' }],
    ['a message', plain(410, { message: 'No.' }), { statusCode: 410, error: 'Gone', message: 'No.' }],
    ['a detail', plain(409, { detail: { a: 1 } }), { statusCode: 409, error: 'Conflict', message: 'Update conflict. Resolve the conflict and try again.' }],
    ['methods', plain(405, { detail: { allowedMethods: [] } }), { statusCode: 405, error: 'Method Not Allowed', message: 'Method Not Allowed' }],
    ['a code', plain(410, { code: 'OLD' }), { statusCode: 410, code: 'OLD', error: 'Gone', message: 'Gone' }],
    ['a foreign code', plain(410, { code: 'OLD', foreign: true }), { statusCode: 410, code: 'OLD', error: 'Gone', message: 'Gone' }],
    ['an error of the application', new ErrorReply(own, { message: 'Taken.' }), { statusCode: 409, code: 'TAKEN', error: 'Conflict', message: 'Taken.' }],
    ['a row that was chosen for a foreign error', new ErrorReply(definitionNamed('invalidBody'), { foreign: true, message: 'No.' }), { statusCode: 400, error: 'Bad Request', message: 'No.' }],
    ['such a row of the application', errors.invalidBody('a', 'No.'), { statusCode: 400, code: 'INVALID_BODY', error: 'Bad Request', message: 'No.' }],
    ['members of a plain object', plain(410, { foreign: true, extensions: { a: 1, statusCode: 1 } }), { a: 1, statusCode: 410, error: 'Gone', message: 'Gone' }],
    ['extensions of the application', plain(410, { extensions: { a: 1 } }), { statusCode: 410, error: 'Gone', message: 'Gone' }],
    ['a failed validation', failed({ issues: [issue, { ...issue, in: 'headers', pointer: '/c', message: 'is odd' }] }), { statusCode: 400, error: 'Bad Request', message: 'body/a/b must be >= 1, headers/c is odd' }],
    ['its own text', failed({ text: 'body is wrong' }), { statusCode: 400, error: 'Bad Request', message: 'body is wrong' }],
    ['a failure of the application', errors.unprocessableEntity({ a: ['is blank'] }), { statusCode: 422, error: 'Unprocessable Entity', message: 'Unprocessable Entity' }]
  ]
  for (const [name, error, body, phrases] of cases) t.strictSame(bodyOf('fastify', error, phrases), body, name)
})

t.test('the errors of fields', async t => {
  const conflict = (detail: Record<string, unknown>) => bodyOf('fields', plain(409, { message: 'Taken.', detail })).errors
  t.strictSame(conflict({ conflictField: 'a' }), { a: ['Taken.'] })
  t.strictSame(conflict({ conflictField: 'a', conflictFields: ['a', 'b'] }), { a: ['Taken.'], b: ['Taken.'] })
  t.strictSame(conflict({ conflictField: 'a', conflictFields: 'b' }), { a: ['Taken.'] })
  for (const conflictField of ['', 5, undefined]) t.equal(conflict({ conflictField, conflictFields: ['a'] }), undefined)
  t.equal(bodyOf('fields', plain(410)).errors, undefined)
  t.strictSame(bodyOf('fields', failed({ issues: [issue, { ...issue, path: '' }, { ...issue, message: 'is odd' }] })).errors, { 'a.b': ['must be >= 1', 'is odd'], base: ['must be >= 1'] })
})

t.test('the error of JSON-RPC', async t => {
  const numbers: [error: ErrorReply, number: number][] = [
    [new ErrorReply(invalidJson, {}), -32700], [plain(400), -32600], [failed(), -32600], [plain(422, { issues: [issue] }), -32600],
    [plain(500, { issues: [issue] }), -32600], [plain(422), -32000], [plain(499), -32000], [plain(500), -32603], [plain(599), -32603]
  ]
  for (const [error, number] of numbers) t.equal(bodyOf('json-rpc', error).error.code, number, `${error.statusCode} ${error.code}`)
  t.strictSame(bodyOf('json-rpc', failed({ detail: { a: 1 } })), {
    jsonrpc: '2.0', error: { code: -32600, message: 'Invalid body content.', data: { statusCode: 400, code: 'INVALID_BODY', detail: { a: 1 }, issues: [sent] } }, id: null
  })
  t.strictSame(bodyOf('json-rpc', plain(410, { extensions: { a: 2, b: 3 } })).error.data.detail, { a: 2, b: 3 })
})

t.test('the error of OAuth2', async t => {
  const codes = { 400: 'invalid_request', 401: 'invalid_client', 403: 'access_denied', 429: 'temporarily_unavailable', 499: 'invalid_request', 500: 'server_error', 503: 'temporarily_unavailable', 504: 'server_error' }
  for (const [status, error] of Object.entries(codes)) t.equal(bodyOf('oauth2', plain(Number(status))).error, error)
  const answer = { kind: 'answer', error: 'invalid_grant', uri: 'https://as.example/errors', hasStatus: false } as const
  const challenge = { kind: 'challenge', error: undefined, uri: undefined, schemes: [], realm: undefined, parameters: {}, algs: undefined, credentials: undefined } as const
  t.strictSame(bodyOf('oauth2', plain(400, { oauth2: answer, message: 'Used.' })), { error: 'invalid_grant', error_description: 'Used.', error_uri: answer.uri })
  t.strictSame(bodyOf('oauth2', plain(400, { oauth2: answer })), { error: 'invalid_grant', error_uri: answer.uri })
  t.strictSame(bodyOf('oauth2', plain(403, { oauth2: challenge })), { error: 'access_denied', error_description: 'You cannot do that.' })
  t.equal(bodyOf('oauth2', failed()).error_description, 'Invalid body content. body.a.b must be >= 1.')
  t.equal(bodyOf('oauth2', failed({ message: 'Own text.', text: 'Own text.' })).error_description, 'Own text.')
  t.equal(bodyOf('oauth2', failed({ message: 'Own text.', text: 'Another.' })).error_description, 'Own text. body.a.b must be >= 1.')
  const { onlyAscii, headers } = builtInFormats.oauth2(settings)
  t.strictSame([onlyAscii, headers], [true, { pragma: 'no-cache' }])
})

t.test('a problem says that a validation failed, unless its message is its own', async t => {
  const errorsOf = (changes: Partial<Issue>) => bodyOf('problem', failed({ issues: [{ ...issue, ...changes }] })).errors[0]
  t.strictSame(bodyOf('problem', failed()).detail, 'Request failed validation')
  t.strictSame(bodyOf('problem', failed({ message: 'Own text.' })).detail, 'Own text.')
  t.strictSame(bodyOf('problem', changeReply(failed(), { issues: undefined })).detail, 'Invalid body content.')
  t.match(errorsOf({ in: 'headers' }), { title: 'too_small', detail: '`headers.a.b` must be >= 1.', header: 'a.b', pointer: undefined, parameter: undefined })
  for (const where of ['params', 'querystring'] as const) t.match(errorsOf({ in: where }), { parameter: 'a.b', pointer: undefined, header: undefined })
  t.strictSame(errorsOf({ keys: ['a#', '\ud800é'] }).pointer, '#/a%23/%EF%BF%BD%C3%A9')
})
