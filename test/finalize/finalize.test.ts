import Fastify, { type InjectOptions } from 'fastify'
import t from 'tap'
import errorsPlugin, { defineError, errors, type ErrorRepliesOptions } from '../../lib/index.js'
import { builtInFormats, type FormatName } from '../../lib/formats/built-in/index.js'
import { redactDetail } from '../../lib/finalize/redact.js'

const retired = defineError({ code: 'RETIRED', statusCode: 405, title: 'Retired', message: 'Retired.' })

async function send (thrown: unknown, options: ErrorRepliesOptions = {}, request: InjectOptions = {}) {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { errors: [retired], ...options })
  fastify.post('/', async () => { throw thrown })
  fastify.get('/', async () => 'fine')
  return fastify.inject({ method: 'POST', url: '/', ...request })
}

t.test('a 405 has its methods in Allow and in the detail', async t => {
  const init = (allow: string | string[], more: object = {}) => ({ headers: { allow }, ...more })
  const message = 'Invalid request method POST.'
  const rows: [what: string, error: Error, message: string, allow: string, detail: object | undefined][] = [
    ['of the router', errors.methodNotAllowed(), message, 'GET, HEAD', { allowedMethods: ['GET', 'HEAD'] }],
    ['of the router, with a message', errors.methodNotAllowed('No.'), 'No.', 'GET, HEAD', { allowedMethods: ['GET', 'HEAD'] }],
    ['of the helper', errors.methodNotAllowed(['PUT', 'PATCH']), message, 'PUT, PATCH', { allowedMethods: ['PUT', 'PATCH'] }],
    ['of the helper, with a message', errors.methodNotAllowed(['PUT', 'PATCH'], 'No.'), 'No.', 'PUT, PATCH', { allowedMethods: ['PUT', 'PATCH'] }],
    ['of a header', errors.methodNotAllowed('No.', init('PUT,PATCH, b@d')), 'No.', 'PUT, PATCH', { allowedMethods: ['PUT', 'PATCH'] }],
    ['of a header, without a message', errors.methodNotAllowed(undefined, init('PUT,PATCH')), message, 'PUT, PATCH', { allowedMethods: ['PUT', 'PATCH'] }],
    ['of several headers', errors.methodNotAllowed('No.', init(['PUT', 'PATCH'])), 'No.', 'PUT, PATCH', { allowedMethods: ['PUT', 'PATCH'] }],
    ['of a header, beside others in the detail', errors.fail(405, 'No.', init('PUT,PATCH', { detail: { allowedMethods: ['PUT'], a: 1 } })), 'No.', 'PUT, PATCH', { allowedMethods: ['PUT'], a: 1 }],
    ['of no token', errors.fail(405, 'No.', init('b@d', { detail: { allowedMethods: ['b@d'] } })), 'No.', '', { allowedMethods: ['b@d'] }],
    ['in the detail alone', errors.fail(405, 'No.', { detail: { allowedMethods: ['PUT'] } }), 'No.', 'GET, HEAD', { allowedMethods: ['PUT'] }],
    ['of an error of the application', retired(), 'Retired.', 'GET, HEAD', undefined],
    ['of an error of the application, with its own', retired({ headers: { allow: 'PUT,PATCH' } } as never), 'Retired.', 'PUT, PATCH', undefined]
  ]
  for (const [what, error, message, allow, detail] of rows) {
    const { headers, json } = await send(error)
    t.equal(headers['allow'], allow, what)
    const sent = json().error
    if (!what.startsWith('of an error')) t.equal(sent.message, message, what)
    t.strictSame(sent.detail, detail, what)
  }
  t.equal((await send(errors.gone())).headers['allow'], undefined)

  t.test('and the same body whether they come from the router or a list, in every format', async t => {
    for (const format of Object.keys(builtInFormats) as FormatName[]) {
      const [router, list] = await Promise.all([errors.methodNotAllowed(), errors.methodNotAllowed(['GET', 'HEAD'])].map((error) => send(error, { format })))
      t.equal(list?.body, router?.body, format)
    }
  })

  t.test('and its message in the language, unless the application wrote one', async t => {
    const options: ErrorRepliesOptions = { languages: { de: { INVALID_REQUEST_METHOD: ({ method }) => `Nicht ${method}.` } } }
    const request = { headers: { 'accept-language': 'de' } }
    for (const error of [errors.methodNotAllowed(), errors.methodNotAllowed(['PUT']), errors.methodNotAllowed(undefined, init('PUT'))]) {
      t.equal((await send(error, options, request)).json().error.message, 'Nicht POST.')
    }
    for (const error of [errors.methodNotAllowed('No.'), errors.methodNotAllowed(['PUT'], 'No.'), errors.methodNotAllowed('No.', init('PUT'))]) {
      t.equal((await send(error, options, request)).json().error.message, 'No.')
    }
    t.equal((await send(undefined, options, { method: 'DELETE', ...request })).json().error.message, 'Nicht DELETE.')
  })
})

t.test('a status that the application assigns is sent, if it is one of an error', async t => {
  for (const [assigned, sent] of [[404, 404], [599, 599], [600, 410], [399, 410], [410, 410], [undefined, 410]]) {
    const { statusCode, json } = await send(Object.assign(errors.gone(), { statusCode: assigned }), { format: 'problem' })
    t.equal(statusCode, sent, String(assigned))
    t.equal(json().code, 'GONE')
  }
  t.match((await send(Object.assign(errors.gone(), { statusCode: 404 }), { format: 'problem' })).json(), { title: 'Not Found', status: 404, detail: 'What was at this address is gone for good.' })
})

t.test('redact', async t => {
  const conflict = { conflictField: 'meta.updated', originalValue: 1, newValue: 2 }
  const rows: [detail: Record<string, unknown>, paths: string[], expected: object | undefined][] = [
    [{ a: 1, b: 2 }, ['a'], { a: '[redacted]', b: 2 }],
    [{ a: 1 }, ['b'], undefined],
    [{ a: { b: 1, c: 2 } }, ['a.b'], { a: { b: '[redacted]', c: 2 } }],
    [{ 'a.b': { c: 1 } }, ['a.b.c'], { 'a.b': { c: '[redacted]' } }],
    [{ a: { 'b.c': 1 }, 'a.b': { c: 1 }, 'a.b.c': 1 }, ['a.b.c'], { a: { 'b.c': '[redacted]' }, 'a.b': { c: '[redacted]' }, 'a.b.c': '[redacted]' }],
    [{ a: [{ b: 1 }, 2, null] }, ['a.b'], { a: [{ b: '[redacted]' }, 2, null] }],
    [{ a: [1, 2] }, ['a.0'], { a: ['[redacted]', 2] }],
    [{ a: [1, { b: 2 }] }, ['a.c'], undefined],
    [{ a: null, b: 'text' }, ['a.c', 'b.length'], undefined],
    [{ a: {} }, ['a.constructor'], undefined],
    [conflict, ['meta'], { ...conflict, originalValue: '[redacted]', newValue: '[redacted]' }],
    [conflict, ['meta.updated'], { ...conflict, originalValue: '[redacted]', newValue: '[redacted]' }],
    [conflict, ['updated'], undefined],
    [conflict, ['met'], undefined],
    [{ conflictField: 5, newValue: 2 }, ['meta'], undefined]
  ]
  for (const [detail, paths, expected] of rows) {
    const result = redactDetail(detail, paths)
    if (expected === undefined) t.equal(result, detail, JSON.stringify([detail, paths]))
    else t.strictSame(result, expected, JSON.stringify([detail, paths]))
  }

  t.test('hides members of detail and extensions, each alone too', async t => {
    const parts: [parts: object, sent: object | undefined][] = [
      [{ detail: { a: 1 } }, { a: '[redacted]' }], [{ extensions: { a: 1 } }, { a: '[redacted]' }], [{ detail: { a: 1 }, extensions: { b: 1 } }, { a: '[redacted]', b: 1 }],
      [{ detail: { b: 1 }, extensions: { a: 1 } }, { a: '[redacted]', b: 1 }], [{ detail: { b: 1 } }, { b: 1 }], [{}, undefined]
    ]
    for (const [init, sent] of parts) t.strictSame((await send(errors.gone('No.', init), { redact: ['a'] })).json().error.detail, sent)
  })
})

t.test('messages', async t => {
  t.equal((await send(errors.gone(), { messages: () => 'Weg.' })).json().error.message, 'Weg.')
  t.equal((await send(errors.gone(), { messages: () => '' })).json().error.message, 'What was at this address is gone for good.')
  t.equal((await send(errors.gone(), { messages: () => 'x'.repeat(5000) })).json().error.message, `${'x'.repeat(4095)}…`)

  t.test('with languages get the text of the language, which one that is returned as it is stays', async t => {
    const seen: string[] = []
    for (const [answer, message, language] of [[(text: string) => text, 'Weg.', 'de'], [() => 'Fort.', 'Fort.', 'en'], [() => '', 'Weg.', 'de']] as const) {
      const options: ErrorRepliesOptions = { languages: { de: { GONE: 'Weg.' } }, messages: (error) => { seen.push(error.message); return answer(error.message) } }
      const { headers, json } = await send(errors.gone(), options, { headers: { 'accept-language': 'de' } })
      t.same([json().error.message, headers['content-language']], [message, language])
    }
    t.same(seen, ['Weg.', 'Weg.', 'Weg.'])
  })

  t.test('is what a failed validation says in the format problem', async t => {
    t.equal((await send(errors.invalidBody('a'), { format: 'problem', messages: () => 'Falsch.' })).json().detail, 'Falsch.')
    t.equal((await send(errors.invalidBody('a'), { format: 'problem' })).json().detail, 'Request failed validation')
  })
})

t.test('each member that an option adds is sent without the others', async t => {
  const { debug, error } = (await send(errors.gone(), { debug: true })).json()
  t.strictSame([error.code, debug], ['GONE', { name: 'ErrorReply', message: error.message, stack: [], causes: [] }])
  t.strictSame((await send(errors.gone(), { traceId: () => '0af7' })).json().debug, { traceId: '0af7' })
  t.strictSame((await send(errors.gone(), { traceId: () => '0'.repeat(32) })).json().debug, {})
  t.strictSame((await send(errors.gone(), { traceId: () => '0'.repeat(33) })).json().debug, { traceId: '0'.repeat(33) })
  const withId = await send(errors.gone(), { requestId: true })
  t.strictSame(withId.json().debug, { requestId: withId.headers['x-request-id'] })
  t.match(withId.headers['x-request-id'], /^req-/)

  t.test('debug has each line of the stack, without the message', async t => {
    const stack = 'TypeError: outer\n    at first (a.js:1:1)\n    at second (b.js:2:2)'
    const error = Object.assign(new TypeError('outer', { cause: Object.assign(new Error('inner'), { stack: 'Error: inner', name: 7 }) }), { stack })
    for (const debug of [true, () => true]) {
      t.strictSame((await send(error, { debug })).json().debug, {
        name: 'TypeError', message: 'outer', stack: ['at first (a.js:1:1)', 'at second (b.js:2:2)'], causes: [{ name: 'object', message: 'inner', stack: [] }]
      })
    }
    for (const debug of [false, () => false]) t.strictSame((await send(error, { debug })).json().debug, {})
  })
})
