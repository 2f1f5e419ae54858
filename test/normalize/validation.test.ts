import Fastify, { type FastifyServerOptions } from 'fastify'
import t from 'tap'
import errorsPlugin, { type ErrorRepliesOptions } from '../../lib/index.js'
import { cleanText, readIssues } from '../../lib/normalize/issues.js'
import { isIssueLocation } from '../../lib/normalize/validation.js'

const SECRET = 'hunter2'
const text = (length: number) => 'x'.repeat(length)

async function build (options: ErrorRepliesOptions = {}, server: FastifyServerOptions = {}) {
  const fastify = Fastify({ ajv: { customOptions: { allErrors: true } }, ...server })
  await fastify.register(errorsPlugin, options)
  return fastify
}

/** The reply to an error that names a part of the request, as Fastify throws it. */
async function send (properties: object, options: ErrorRepliesOptions = {}, message = SECRET) {
  const fastify = await build(options)
  fastify.get('/', async () => { throw Object.assign(new Error(message), { statusCode: 400, validationContext: 'body' }, properties) })
  const response = await fastify.inject('/')
  const { error, ...body } = response.json()
  return { statusCode: response.statusCode, error, body, raw: response.body }
}

t.test('the parts of a request that a validation can be of', async t => {
  for (const where of ['body', 'querystring', 'params', 'headers']) t.equal(isIssueLocation(where), true, where)
  for (const where of ['query', '', undefined, ['body']]) t.equal(isIssueLocation(where), false, String(where))
})

t.test('of an error that may not speak, only what a validator describes is sent', async t => {
  const error = (message: string, more: object = {}) => Object.assign(new Error(message), more)
  const failures: [failure: unknown, messages: string[]][] = [
    [{ message: 'plain' }, ['plain']],
    [{ instancePath: '/a', message: 'of Ajv' }, ['of Ajv']],
    [error('with a place', { instancePath: '/a' }), ['with a place']],
    [error('with a path', { path: ['a'] }), ['with a path']],
    [error(SECRET), ['is invalid']],
    [error(SECRET, { instancePath: 7 }), ['is invalid']]
  ]
  for (const [failure, messages] of failures) {
    const { error, raw } = await send({ expose: false, validation: [failure] })
    t.same(error.detail.issues.map(({ message }: { message: string }) => message), messages)
    t.notMatch(raw, SECRET)
  }
})

t.test('the message of the error is sent where it is not made of the failures, and may be shown', async t => {
  const failure = { instancePath: '/a', message: 'is odd' }
  const other = { instancePath: '/b', message: 'is even' }
  const usual = 'Invalid body content.'
  const rows: [message: string, properties: object, options: ErrorRepliesOptions, sent: string][] = [
    ['body/a is odd', { validation: [failure] }, {}, usual],
    ['body/a is odd, body/b is even', { validation: [failure, other] }, {}, usual],
    ['body/a is odd, body/b is even, body/a is odd', { validation: [failure, other, failure] }, {}, usual],
    ['body/a is odd!', { validation: [failure] }, {}, 'body/a is odd!'],
    ['body/a is ood', { validation: [failure] }, {}, 'body/a is ood'],
    ['Own.', { validation: [failure] }, {}, 'Own.'],
    ['Own.', { validation: [failure] }, { expose: 'deliberate' }, 'Own.'],
    ['Own.', { validation: [failure], statusCode: 422 }, { expose: 'deliberate' }, usual],
    ['Own.', { validation: [failure], expose: false }, {}, usual],
    ['Own.', { validation: [] }, { expose: 'deliberate' }, usual],
    ['Own.', { validation: [] }, {}, 'Own.'],
    ['Own.', {}, {}, usual],
    ['Own.', { validation: null }, {}, usual],
    ['', { validation: [failure] }, {}, usual]
  ]
  for (const [message, properties, options, sent] of rows) t.equal((await send(properties, options, message)).error.message, sent, `${message} ${JSON.stringify([properties, options])}`)
})

t.test('the format fastify has the text of Fastify, unless it may repeat a value', async t => {
  const failure = { instancePath: '/a', message: 'is odd' }
  const rows: [message: string, properties: object, options: ErrorRepliesOptions, sent: string][] = [
    ['body/a is odd', { validation: [failure] }, {}, 'body/a is odd'],
    ['body/a is odd', { validation: [failure], expose: false }, {}, 'body/a is odd'],
    ['Own.', { validation: [failure], statusCode: 422 }, { expose: 'deliberate' }, 'body/a is odd'],
    ['"a" is odd', { details: [{ path: ['a'], message: '"a" is odd', type: 'any.own' }], expose: false }, {}, '"a" is odd'],
    ['', {}, {}, ''],
    ['Own.', {}, { expose: 'deliberate' }, 'body is invalid'],
    ['Own.', {}, {}, 'Own.'],
    ['[ { "received": "hunter2" } ]', { issues: [{ code: 'invalid_type', path: ['a'], message: 'is odd' }] }, {}, 'body/a is odd'],
    ['["own"]', { issues: [{ code: 'invalid_type', path: ['a'], message: 'is odd' }] }, {}, '["own"]'],
    ['body/a is odd, body/b is odd', { validation: [failure, { instancePath: '/b', message: 'is odd' }] }, { validation: { maxIssues: 1 } }, 'body/a is odd']
  ]
  for (const [message, properties, options, sent] of rows) {
    t.equal((await send(properties, { format: 'fastify', ...options }, message)).body.message, sent, `${message} ${JSON.stringify([properties, options])}`)
  }
})

t.test('a message is compared with 12,288 characters of the failures', async t => {
  const start = 'body/a '
  const failures = (length: number) => ({ validation: [{ instancePath: '/a', message: text(length - start.length) }] })
  t.match((await send(failures(12_288), {}, `${start}${text(12_281)}!`)).error.message, /^body\/a x/)
  t.equal((await send(failures(12_289), {}, `${start}${text(12_282)}!`)).error.message, 'Invalid body content.')
})

t.test("expose: 'all' sends the code that Fastify sends", async t => {
  for (const code of ['OWN', 42, {}]) {
    const schemaErrorFormatter = () => Object.assign(new Error('Own.'), { code })
    const replies = []
    for (const fastify of [Fastify({ schemaErrorFormatter }), await build({ format: 'fastify', negotiate: [], expose: 'all' }, { schemaErrorFormatter })]) {
      fastify.post('/', { schema: { body: { type: 'object' } } }, () => 'never')
      replies.push((await fastify.inject({ method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, payload: '[]' })).json())
    }
    if (typeof code !== 'object') t.strictSame(replies[1], replies[0], String(code))
    else t.strictSame(replies[1], { statusCode: 400, error: 'Bad Request', message: 'Own.' })
  }
  t.notMatch((await send({ code: 'OWN' })).raw, 'OWN')
})

t.test('a parameter is named where it is known', async t => {
  const failure = { instancePath: '/a', message: 'is odd' }
  const rows: [where: string, failure: object, error: object][] = [
    ['querystring', failure, { code: 'INVALID_PARAMETER_VALUE', message: 'Invalid parameter value for a.' }],
    ['params', failure, { code: 'INVALID_PARAMETER_VALUE', message: 'Invalid parameter value for a.' }],
    ['querystring', { message: 'is odd' }, { code: 'INVALID_PARAMETER_VALUE', message: 'Invalid parameter value.' }],
    ['headers', failure, { code: 'INVALID_REQUEST', message: 'Invalid request.' }],
    ['body', failure, { code: 'INVALID_BODY', message: 'Invalid body content.' }]
  ]
  for (const [where, failure, error] of rows) t.match((await send({ validationContext: where, validation: [failure], expose: false })).error, error, where)
})

const request = { body: {} } as never
const issuesOf = (failures: readonly unknown[], maxIssues = 1000) => readIssues('body', failures, maxIssues, request)

t.test('readIssues keeps each issue once', async t => {
  const failure = (instancePath: string, message: string, more: object = {}) => ({ instancePath, message, keyword: 'pattern', ...more })
  const rows: [what: string, failures: object[], messages: string[]][] = [
    ['the same twice', [failure('/a', 'x'), failure('/a', 'x')], ['x']],
    ['others of the same place', [failure('/a', 'x'), failure('/a', 'y'), failure('/a', 'y'), failure('/a', 'x'), failure('/a', 'z')], ['x', 'y', 'z']],
    ['the same of another place', [failure('/a', 'x'), failure('/b', 'x')], ['x', 'x']],
    ['missing, as two kinds of failure', [failure('/a', 'x', { keyword: 'type' }), failure('/a', 'y', { keyword: 'type' })], ['x']],
    ['a branch of a union', [failure('/a', 'x', { schemaPath: '#/a/anyOf/0' }), failure('/a', 'union', { keyword: 'anyOf', schemaPath: '#/a/anyOf' })], ['union']],
    ['a branch of a oneOf', [failure('/a', 'x', { schemaPath: '#/a/oneOf/0' }), failure('/a', 'union', { keyword: 'oneOf', schemaPath: '#/a/oneOf' })], ['union']],
    ['beside a union', [failure('/a', 'x', { schemaPath: '#/a/anyOfOther' }), failure('/a', 'union', { keyword: 'anyOf', schemaPath: '#/a/anyOf' })], ['x', 'union']],
    ['below a keyword that is no union', [failure('/a', 'x', { schemaPath: '#/a/0' }), failure('/a', 'y', { schemaPath: '#/a' })], ['x', 'y']],
    ['a union without a path', [failure('/a', 'x', { schemaPath: 'undefined/0' }), failure('/a', 'y', { keyword: 'anyOf' }), failure('/a', 'z', { keyword: 'anyOf', schemaPath: Symbol('a') })], ['x', 'y', 'z']],
    ['unknown properties, all at once', [failure('/a', 'x', { keyword: 'boolean', schemaPath: '#/additionalProperties' }), failure('/a', 'y', { keyword: 'boolean', schemaPath: '#/unevaluatedProperties' })], ['is invalid']],
    ['a keyword that is called so', [failure('/a', 'x', { keyword: 'pattern', schemaPath: '#/additionalProperties' }), failure('/a', 'y', { keyword: 'boolean', schemaPath: '#/properties' })], ['x', 'y']]
  ]
  for (const [what, failures, messages] of rows) t.same(issuesOf(failures).issues.map(({ message }) => message), messages, what)
})

t.test('readIssues says whether all failures are there with their own messages', async t => {
  const same = { instancePath: '/a', message: 'x' }
  const many = (length: number) => Array.from({ length }, (_, i) => ({ instancePath: `/${i}`, message: 'x' }))
  const unknown = { keyword: 'additionalProperties', params: { additionalProperties: ['a', 'b', 'c'] }, message: 'x' }
  const rows: [what: string, failures: unknown[], isFaithful: boolean, count: number][] = [
    ['none', [], true, 1],
    ['as many as there may be', many(3), true, 3],
    ['one more', many(4), false, 3],
    ['properties', [unknown], true, 3],
    ['one property more', [...many(1), unknown], false, 3],
    ['10,000 of the same', Array.from({ length: 10_000 }, () => same), true, 1],
    ['10,001 of the same', Array.from({ length: 10_001 }, () => same), false, 1],
    ['without a message', [{ path: ['a'], message: '' }], false, 1],
    ['with a value', [{ path: ['a'], code: 'invalid_value', message: SECRET }], false, 1]
  ]
  for (const [what, failures, isFaithful, count] of rows) {
    const { issues, ...result } = issuesOf(failures, 3)
    t.equal(result.isFaithful, isFaithful, what)
    t.equal(issues.length, count, what)
  }
  t.strictSame(issuesOf([]).issues, [{ path: '', keys: [], in: 'body', kind: 'custom', message: 'is invalid', pointer: '' }])
  t.equal(issuesOf([{ path: ['a'], message: '' }]).issues[0]?.message, 'is invalid')
})

t.test('readIssues fills 12,288 characters: 64 for each issue, its path twice, its message', async t => {
  const list = (count: number, key: number, message: number) => Array.from({ length: count }, (_, i) => ({ instancePath: `/${text(key)}`, message: String(i).padStart(message, '-') }))
  // 64 + 2 × 40 + 367 = 511, of which 24 have room
  t.equal(issuesOf(list(30, 40, 367)).issues.length, 24)
  t.equal(issuesOf(list(24, 40, 367)).isFaithful, true)
  t.equal(issuesOf(list(25, 40, 367)).isFaithful, false)
  // 64 + 2 × 40 + 368 = 512, of which 24 would leave none
  t.equal(issuesOf(list(30, 40, 368)).issues.length, 23)
  // 64 + 2 × 250 + 553 = 1117, of which 11 leave one
  const full = Array.from({ length: 11 }, (_, i) => ({ instancePath: `/${text(140)}/${text(159)}`, message: String(i).padStart(453, '-') }))
  t.equal(issuesOf(full).issues.length, 11)
  t.equal(issuesOf([...full, full[0]]).isFaithful, true)
})

t.test('texts of an issue are short', async t => {
  const [issue] = issuesOf([{ instancePath: `/${text(300)}/${text(300)}`.slice(0, 512), message: text(600) }]).issues
  t.equal(issue?.message, `${text(511)}…`)
  t.equal(issue?.keys[0], `${text(255)}…`)
  const deep = issuesOf([{ path: Array.from({ length: 60 }, () => text(10)), message: 'x' }]).issues[0]
  t.equal(deep?.path.length, 512)
  t.equal(deep?.pointer.length, 512)
  t.equal(cleanText('a\u0000b\u00e9\ud800', 10), 'a b\u00e9\ufffd')
  t.equal(cleanText('abc', 3), 'abc')
  t.equal(cleanText('abcd', 3), 'ab…')
})
