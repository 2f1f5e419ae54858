import t from 'tap'
import { type FormatInput, createDecoder, createFetch, decodeParts, heyApiErrorInterceptor, isApiError, kyBeforeError, networkError, ofetchResponseError, openapiFetchMiddleware, retryDelay, shouldRetry, axiosInterceptor } from '../../lib/client/index.js'
import { buildApiError } from '../../lib/client/api-error.js'
import { readBody } from '../../lib/client/read-body.js'

const decoder = createDecoder()
const build = (parts = {}, status = 404, headers = {}) => buildApiError({ status, headers: new Headers(headers) }, parts)
const caught = async (run: () => unknown): Promise<any> => {
  try {
    return await run()
  } catch (error) {
    return error
  }
}

t.test('the members of an error', async t => {
  const cause = new Error('cause')
  const headers = new Headers({ 'x-request-id': 'of the header', 'retry-after': '5', 'www-authenticate': 'Basic' })
  const response = new Response('', { status: 409 })
  const error = buildApiError({ status: 409, headers, body: { a: 1 }, response, cause }, {
    code: 'A', message: ' m ', title: ' T ', detail: { b: 2 }, issues: [{ path: 'a', message: 'one' }, { path: 'a', message: 'two' }, { message: 'all' }], type: 'u', oauth2Error: 'o', requestId: 'r', traceId: 't', format: 'own'
  })
  const parts = {
    status: 409,
    code: 'A',
    title: 'T',
    detail: { b: 2 },
    issues: [{ in: 'body', path: 'a', keys: ['a'], message: 'one', kind: undefined }, { in: 'body', path: 'a', keys: ['a'], message: 'two', kind: undefined }, { in: 'body', path: '', keys: [], message: 'all', kind: undefined }],
    fields: Object.assign(Object.create(null), { a: ['one', 'two'], '': ['all'] }),
    type: 'u',
    oauth2Error: 'o',
    requestId: 'r',
    traceId: 't',
    retryAfter: 5000,
    retryable: false,
    challenges: [{ scheme: 'Basic', parameters: Object.create(null) }],
    format: 'own'
  }
  t.strictSame(error.toJSON(), { name: 'ApiError', message: 'm', ...parts })
  t.strictSame(Object.keys(error), Object.keys(parts), 'a printed error shows no headers and no body')
  t.equal(error.headers, headers)
  t.strictSame(error.body, { a: 1 })
  t.equal(error.response, response)
  t.equal(error.cause, cause)
  t.ok(isApiError(error) && error instanceof Error && error.name === 'ApiError')
  t.ok(isApiError({ [Symbol.for('fastify-error-replies.api-error')]: true }), 'of another copy of this package')
  for (const other of [undefined, null, 'a', 5, {}, new Error('a'), { name: 'ApiError', status: 404, code: 'NOT_FOUND' }]) t.equal(isApiError(other), false)
})

t.test('without parts an error is that of its status', async t => {
  const error = build({}, 404, { 'x-request-id': 'of the header' })
  t.match(error, { status: 404, code: 'NOT_FOUND', message: 'Not found.', title: undefined, detail: undefined, issues: [], requestId: 'of the header', retryAfter: undefined, retryable: false, challenges: [], format: 'other' })
  t.strictSame(error.fields, Object.create(null))
  t.equal(build({}, 429).message, 'Too many requests.')
  t.equal(build({ issues: [{ message: 'of the issue' }] }).message, 'of the issue')
  t.equal(build({ message: ' ' }).message, 'Not found.')
  t.equal(build().requestId, undefined)
  t.equal('cause' in build(), false)
})

t.test('codes are upper snake case of 64 characters at most', async t => {
  const long = 'A'.repeat(64)
  for (const code of ['A', 'A_1', long]) t.equal(build({ code }).code, code)
  for (const code of ['', 'a', '1A', '_A', 'A-B', `${long}A`, 5, ['A'], null]) t.equal(build({ code }).code, 'NOT_FOUND', String(code))
})

t.test('parts of another type are left out', async t => {
  for (const value of [5, true, null, ['a'], '']) {
    t.match(build({ message: value, title: value, detail: value, type: value, oauth2Error: value, requestId: value, traceId: value }), {
      message: 'Not found.', title: undefined, detail: undefined, type: undefined, oauth2Error: undefined, requestId: undefined, traceId: undefined
    })
  }
})

t.test('what may succeed later', async t => {
  for (let status = 400; status < 600; status++) t.equal(build({}, status).retryable, [429, 502, 503, 504].includes(status), String(status))
  t.strictSame([build({ retryable: true }).retryable, build({ retryable: false }, 503).retryable], [true, false])
  t.strictSame([0, 1, 2, 3].map((count) => shouldRetry(count, build({}, 503))), [true, true, true, false])
  t.strictSame([build(), { retryable: true }, undefined].map((error) => shouldRetry(0, error)), [false, false, false])
  const { random } = Math
  t.teardown(() => { Math.random = random })
  Math.random = () => 0.5
  t.equal(retryDelay(2, build({}, 503, { 'retry-after': '7' })), 9000)
  t.equal(retryDelay(2, { retryAfter: 7000 }), 2000)
  t.strictSame([0, 4, 5, 40].map((count) => retryDelay(count, undefined)), [500, 8000, 15_000, 15_000])
})

t.test('failures without a response', async t => {
  const chain = (depth: number) => {
    let link: object = { name: 'TimeoutError' }
    for (let i = 1; i < depth; i++) link = { name: 'Error', cause: link }
    return link
  }
  const lost = { code: 'NETWORK', message: 'The server cannot be reached.', retryable: true }
  const late = { code: 'TIMEOUT', message: 'The server did not answer in time.', retryable: true }
  const aborted = { code: 'ABORTED', message: 'The request was aborted.', retryable: false }
  const table: [cause: unknown, expected: object][] = [
    [undefined, lost], [null, lost], ['text', lost], [new TypeError('fetch failed'), lost],
    [{ name: 'TimeoutError' }, late], [{ code: 'ETIMEDOUT' }, late], [{ code: 'UND_ERR_HEADERS_TIMEOUT' }, late], [{ code: 'ECONNABORTED' }, late],
    [{ name: 'AbortError' }, aborted], [{ code: 'ERR_CANCELED' }, aborted], [{ name: 'CanceledError' }, aborted],
    [{ name: 'AbortError', cause: { name: 'TimeoutError' } }, late],
    [chain(5), late], [chain(6), lost]
  ]
  for (const [cause, expected] of table) {
    const error = networkError(cause)
    t.match(error, { ...expected, name: 'ApiError', status: 0, issues: [], format: 'other' }, JSON.stringify(cause))
    t.equal(error.cause, cause)
    t.equal(networkError(error), error)
    t.strictSame([...error.headers], [])
  }
})

t.test('a client gets the response below 400, the error from there on', async t => {
  const json = { headers: { 'content-type': 'application/json' } }
  const ok = new Response('{}', { status: 399, ...json })
  const bad = () => new Response('{"message":"m"}', { status: 400, ...json })
  const expected = { name: 'ApiError', status: 400, message: 'm', format: 'fields' }
  t.equal(await createFetch(async () => ok, decoder)(), ok)
  t.match(await caught(createFetch(async () => bad(), decoder)), expected)
  t.match(await caught(createFetch(async () => { throw new TypeError('lost') }, decoder)), { code: 'NETWORK', cause: { message: 'lost' } })

  const middleware = openapiFetchMiddleware(decoder)
  t.equal(await middleware.onResponse({ response: ok }), undefined)
  t.match(await caught(() => middleware.onResponse({ response: bad() })), expected)
  t.match(middleware.onError({ error: new TypeError('lost') }), { code: 'NETWORK' })

  // Of ky 1 and ky 2, before and after the body was read
  const used = bad()
  const cause = Object.assign(new Error('ky'), { response: used, data: await used.json() })
  for (const input of [cause, { error: cause }]) {
    const error = await kyBeforeError(decoder)(input)
    t.match(error, { ...expected, response: used })
    t.equal(error.cause, cause)
  }
  const unread = bad()
  t.match(await kyBeforeError(decoder)({ error: { response: unread, data: { message: 'other' } } }), { ...expected, response: unread })
  t.match(await kyBeforeError(decoder)(new TypeError('lost')), { code: 'NETWORK', cause: { message: 'lost' } })

  const read = Object.assign(bad(), { _data: { message: 'm' } })
  t.match(await caught(() => ofetchResponseError(decoder)({ response: read })), { ...expected, response: read })

  const hey = heyApiErrorInterceptor(decoder)
  t.match(hey({ message: 'm' }, bad()), { ...expected, response: Response })
  t.match(hey(new TypeError('lost')), { code: 'NETWORK', cause: { message: 'lost' } })

  const axios = axiosInterceptor(decoder)
  const ofAxios = (data: unknown) => ({ response: { status: 400, headers: { 'x-request-id': 'r' }, data } })
  t.match(await caught(() => axios(ofAxios({ message: 'm' }))), { ...expected, requestId: 'r', cause: ofAxios({ message: 'm' }) })
  t.match(await caught(() => axios(ofAxios(new Blob(['{"message":"m"}'])))), expected)
  t.equal((await caught(() => axios(ofAxios(new Blob(['ä'.repeat(40_000)]))))).body, 'ä'.repeat(32_768), '64 kB of it')
  t.match(await caught(() => axios({ isAxiosError: true })), { name: 'ApiError', code: 'NETWORK' })
  t.match(await caught(() => axios({ code: 'ERR_CANCELED' })), { name: 'ApiError', code: 'ABORTED' })
  const own = { code: 'OWN' }
  t.equal(await caught(() => axios(own)), own)
})

t.test('a body is read as far as it is kept', async t => {
  let pulled = 0
  let cancelled = false
  const endless = new ReadableStream({
    pull (controller) { pulled++; controller.enqueue(new TextEncoder().encode('x'.repeat(32_768))) },
    cancel () { cancelled = true }
  }, { highWaterMark: 0 })
  const text = await readBody(new Response(endless))
  t.strictSame([text.length, pulled, cancelled], [65_536, 2, true])
  // A character in two chunks
  const [first, second] = [new Uint8Array([0x61, 0xC3]), new Uint8Array([0xA4, 0x62])]
  const split = new ReadableStream({ start (controller) { for (const chunk of [first, second]) controller.enqueue(chunk); controller.close() } })
  t.equal(await readBody(new Response(split)), 'aäb')
  t.equal(await readBody(new Response(null)), '')
  t.equal(await readBody({ text: async () => 'of React Native' } as Response), 'of React Native')
  t.equal(await readBody({ text: async () => { throw new Error('lost') } } as unknown as Response), '')
})

t.test('a body that was read is a value, text or bytes', async t => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const body = (source: unknown) => decoder.decodeBody({ status: 400, body: source }).body
  const long = 'x'.repeat(65_537)
  const table: [source: unknown, expected: unknown][] = [
    [undefined, undefined], [null, null], [5, 5], [{ a: 1 }, { a: 1 }], ['', undefined], [' ', undefined], ['{"a":1}', { a: 1 }], [' {"a":1}\n', { a: 1 }],
    ['null', null], ['a b ', 'a b'], [bytes('{"a":1}'), { a: 1 }], [bytes('{"a":1}').buffer, { a: 1 }], [long, long.slice(1)], [bytes(long), long.slice(1)]
  ]
  for (const [source, expected] of table) t.strictSame(body(source), expected)
  t.match(decoder.decodeBody({ status: 400, cause: 'c' }), { cause: 'c' })
  t.equal('cause' in decoder.decodeBody({ status: 400 }), false)
  for (const status of [1.5, NaN, '404', undefined]) t.equal(decoder.decodeBody({ status } as never).status, 0)
})

t.test('formats of the application come first, the first that matches', async t => {
  const seen: unknown[] = []
  const format = (type: string, code: string, name?: string) => ({ name, match: (input: FormatInput) => { seen.push(input); return input.contentType === type }, read: ({ status, body }: FormatInput) => ({ code, message: `${status} ${String(body)}` }) })
  const { decodeBody } = createDecoder({ formats: [format('', 'NO_TYPE'), format('text/own', 'OWN', 'own'), format('text/own', 'OTHER'), { match: () => true, read: () => { throw new Error('read') } }] })
  t.match(decodeBody({ status: 404, body: 'a' }), { code: 'NO_TYPE', message: '404 a', format: 'other' })
  t.match(decodeBody({ status: 404, headers: { 'content-type': 'Text/OWN', 'x-a': 'b' }, body: 'a' }), { code: 'OWN', message: '404 a', format: 'own' })
  t.match(decodeBody({ status: 404, headers: { 'content-type': 'text/plain' }, body: 'a' }), { code: 'NOT_FOUND', message: 'a', format: 'other' })
  t.match(seen[2], { status: 404, headers: Headers, contentType: 'text/own', body: 'a' })
})

t.test('parts of a batch', async t => {
  const of = (body: string, init = {}) => caught(() => decodeParts(new Response(body, init), decoder))
  const parts = await of(JSON.stringify({ result: [{ responseCode: 399, result: 'a' }, { responseCode: 400, headers: { 'x-request-id': 'r' }, result: { message: 'm' } }, {}, null] }))
  t.equal(parts[0], 'a')
  t.match(parts.slice(1), [{ name: 'ApiError', status: 400, message: 'm', requestId: 'r' }, { name: 'ApiError', status: 0 }, { name: 'ApiError', status: 0 }])
  t.match(await of('{"result":{"a":1}}', { headers: { 'x-request-id': 'r' } }), { name: 'ApiError', status: 200, requestId: 'r', body: { result: { a: 1 } }, response: Response })
  const used = new Response('{"result":[]}')
  await used.text()
  t.match(await caught(() => decodeParts(used, decoder)), { name: 'ApiError', status: 200, body: undefined })
  t.match(await of('{"message":"m"}', { status: 503 }), { name: 'ApiError', status: 503, message: 'm' })
})
