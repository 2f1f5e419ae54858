import Fastify, { type FastifyServerOptions } from 'fastify'
import t from 'tap'
import errorsPlugin, { errors, type ErrorRepliesOptions } from '../../lib/index.js'
import { forwardHeaders, readErrorStatus } from '../../lib/normalize/foreign-error.js'
import { normalizeDefaults } from '../../lib/normalize/options.js'

const SECRET = 'hunter2'

async function send (thrown: unknown, options: ErrorRepliesOptions = {}, server: FastifyServerOptions = {}) {
  const fastify = Fastify({ ...server }) // Fastify 5.0 puts its logger into what it is given
  await fastify.register(errorsPlugin, options)
  fastify.get('/', async () => { throw thrown })
  return fastify.inject({ url: '/', headers: { 'accept-language': 'de' } })
}

const fail = (statusCode: number, more: object = {}, message = SECRET) => Object.assign(new Error(message), { statusCode, ...more })

t.test('readErrorStatus', async t => {
  for (const status of [400, 599, '400', '599']) t.equal(readErrorStatus(status), Number(status))
  for (const status of [399, 600, 400.5, '0400', '4e2', ' 400', '40', '', null, undefined, [400], {}]) t.equal(readErrorStatus(status), undefined, String(status))
})

t.test('forwardHeaders', async t => {
  const rows: [headers: unknown, statusCode: number, expected: object | undefined][] = [
    [undefined, 401, undefined],
    [null, 401, undefined],
    ['link: a', 401, undefined],
    [{}, 401, undefined],
    [{ 'x-own': 'a' }, 401, undefined],
    [{ Link: 'a', LINKS: 'b' }, 401, { link: 'a' }],
    [{ 'retry-after': 3, link: null, allow: {} }, 401, { 'retry-after': '3' }],
    [{ accepted: 'a', 'accept-': 'b', 'Accept-CH': 'c' }, 401, { 'accept-': 'b', 'accept-ch': 'c' }],
    [{ ratelimi: 'a', ratelimits: 'b' }, 401, { ratelimits: 'b' }],
    [{ 'ratelimit a': 'b', ratelimité: 'c', ratelimit: 'd\r\n' }, 401, undefined],
    [{ link: ['a', '', 'b\r\n', 7, 'c'] }, 401, { link: ['a', 'c'] }],
    [{ link: ['', 7] }, 401, undefined],
    [{ link: '' }, 401, { link: '' }],
    [{ 'content-range': 'bytes */3' }, 416, { 'content-range': 'bytes */3' }],
    [{ 'content-range': 'bytes 0-1/3' }, 416, undefined],
    [{ 'content-range': 'bytes */3' }, 417, undefined],
    [{ 'content-range': 'bytes */3' }, 415, undefined]
  ]
  for (const [headers, statusCode, expected] of rows) t.strictSame(forwardHeaders(headers, statusCode, normalizeDefaults.errorHeaders), expected, JSON.stringify(headers))
})

t.test('mappers', async t => {
  const lines: Record<string, any>[] = []
  const server = { logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } }
  const seen: unknown[] = []
  const mappers = [
    () => null as never,
    () => undefined,
    function odd () { return 5 as never },
    (error: unknown) => { seen.push((error as Error).message); return (error as Error).message === 'gone' ? errors.gone() : undefined },
    () => errors.locked()
  ]
  t.equal((await send(fail(409, {}, 'gone'), { mappers }, server)).json().error.code, 'GONE')
  t.equal((await send(fail(409, {}, 'other'), { mappers }, server)).json().error.code, 'LOCKED')
  t.strictSame(lines.map(({ msg }) => msg), ["fastify-error-replies: mapper 'odd' of option mappers should return an error of 'errors' or undefined, its result is ignored"])
  t.strictSame(seen, ['gone', 'other'])

  t.test('get no error of this package', async t => {
    const mappers = [() => errors.locked()]
    t.equal((await send(errors.gone(), { mappers })).json().error.code, 'GONE')
    t.equal((await send(fail(409, { code: 'FST_ERR_REPLIES_OWN' }), { mappers })).json().error.code, 'CONFLICT')
    for (const code of ['X_FST_ERR_REPLIES_', 'FST_ERR_OTHER', 7, undefined]) t.equal((await send(fail(409, { code }), { mappers })).json().error.code, 'LOCKED', String(code))
  })
})

t.test('a function of option expose is called with error and status, and says yes or no', async t => {
  const lines: Record<string, any>[] = []
  const server = { logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } }
  const rows: [answer: unknown, isShown: boolean, reports: number][] = [[true, true, 0], [false, false, 0], [undefined, false, 0], ['yes', false, 1]]
  for (const [answer, isShown, reports] of rows) {
    lines.length = 0
    const seen: unknown[] = []
    const error = fail(409)
    const { body } = await send(error, { expose: (...args) => { seen.push(...args); return answer as never } }, server)
    t.equal(body.includes(SECRET), isShown, String(answer))
    t.strictSame([seen[0] === error, seen[1]], [true, 409])
    t.strictSame(lines.map(({ msg }) => msg), reports === 0 ? [] : ['fastify-error-replies: expose option should return a boolean, its result is ignored'])
  }
})

t.test('a helper sends the message of an error that it is called with, where a client may see it', async t => {
  const usual = 'Invalid request.'
  const rows: [cause: Error, options: ErrorRepliesOptions, message: string][] = [
    [new Error('Not a name.'), {}, 'Not a name.'],
    [new Error('x'.repeat(5000)), {}, `${'x'.repeat(4095)}…`],
    [new Error(''), {}, usual],
    [Object.assign(new Error(SECRET), { message: 7 }), {}, usual],
    [Object.assign(new Error(SECRET), { expose: false }), {}, usual],
    [Object.assign(new Error(SECRET), { code: 'FST_ERR_OWN' }), {}, usual],
    [new Error(SECRET), { expose: 'deliberate' }, usual]
  ]
  for (const [cause, options, message] of rows) t.equal((await send(errors.badRequest(cause), options)).json().error.message, message)
  const { headers, json } = await send(errors.badRequest(new Error('Not a name.')), { languages: { de: { INVALID_REQUEST: 'Ung\u00fcltig.' } } })
  t.same([headers['content-language'], json().error.message], ['en', 'Not a name.'], 'which no language replaces')
  t.equal((await send(errors.badRequest(new Error('')), { languages: { de: { INVALID_REQUEST: 'Ung\u00fcltig.' } } })).json().error.message, 'Ung\u00fcltig.')
})

t.test('an error of ours keeps a status that the application gives it, also after a validation', async t => {
  const rows: [error: Error, statusCode: number][] = [
    [Object.assign(errors.gone(), { statusCode: 404, validationContext: 'body' }), 404],
    [Object.assign(errors.gone(), { statusCode: 500, validationContext: 'body' }), 410],
    [Object.assign(errors.gone(), { statusCode: 500, validationContext: 'other' }), 500],
    [Object.assign(errors.internalServerError('No.'), { validationContext: 'body' }), 500]
  ]
  for (const [error, statusCode] of rows) t.equal((await send(error)).statusCode, statusCode)
})

t.test('json-rpc has its own code for a body that is not JSON', async t => {
  const rows: [thrown: Error, code: number][] = [
    [fail(400, { code: 'FST_ERR_CTP_INVALID_JSON_BODY' }), -32700],
    [fail(400, { code: 'FST_ERR_CTP_EMPTY_JSON_BODY' }), -32700],
    [Object.assign(new SyntaxError(SECRET), { statusCode: 400 }), -32700],
    [Object.assign(new SyntaxError(SECRET), { statusCode: 409 }), -32000],
    [fail(400, { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' }), -32600],
    [fail(400), -32600]
  ]
  for (const [thrown, code] of rows) t.equal((await send(thrown, { format: 'json-rpc', negotiate: [] })).json().error.code, code)
})

t.test('a method that Fastify has no route for is a 405 where the path has others', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { languages: { de: { INVALID_REQUEST_METHOD: ({ method }) => `Nicht ${method}.`, NOT_FOUND: 'Nichts.' } } })
  fastify.post('/one', () => 'never')
  const ask = async (method: 'DELETE' | 'GET' | 'MKCOL', url: string) => {
    const { statusCode, headers, json } = await fastify.inject({ method: method as 'GET', url, headers: { 'accept-language': 'de' } })
    return [statusCode, headers['allow'], json().error]
  }
  t.strictSame(await ask('DELETE', '/one'), [405, 'POST', { code: 'INVALID_REQUEST_METHOD', message: 'Nicht DELETE.', detail: { allowedMethods: ['POST'] } }])
  t.strictSame(await ask('GET', '/none'), [404, undefined, { code: 'NOT_FOUND', message: 'Nichts.' }])
  t.strictSame(await ask('MKCOL', '/one'), [405, 'POST', { code: 'INVALID_REQUEST_METHOD', message: 'Nicht MKCOL.', detail: { allowedMethods: ['POST'] } }])
  t.strictSame(await ask('MKCOL', '/none'), [404, undefined, { code: 'NOT_FOUND', message: 'Nichts.' }])
})

t.test("expose: 'all' sends other members of a plain object", async t => {
  const thrown = { statusCode: 429, code: 'SLOW', error: 'Too Many Requests', message: 'Slow down.', headers: { 'retry-after': '3' }, more: 1, 'x.y': [2] }
  const { json, headers } = await send(thrown, { expose: 'all' })
  t.strictSame(json().error, { code: 'SLOW', message: 'Slow down.', detail: { more: 1, 'x.y': [2] } })
  t.equal(headers['retry-after'], '3')
})

t.test('a long message has its limit in every format', async t => {
  t.equal((await send(fail(409, {}, 'x'.repeat(5000)), { format: 'fastify' })).json().message, `${'x'.repeat(4095)}…`)
})
