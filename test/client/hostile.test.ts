import fc from 'fast-check'
import t from 'tap'
import { createDecoder, isApiError, readCatalog, type ApiError } from '../../lib/client/index.js'

// More of each with `npm run fuzz`
const numRuns = Math.ceil(Number(process.env['FUZZ_RUNS'] ?? 450) / 3)
const decoder = createDecoder({ catalog: readCatalog({ errors: [{ code: 'A', detail: { type: 'object', required: ['a'] } }] }) })

const header = fc.dictionary(
  fc.constantFrom('retry-after', 'date', 'ratelimit', 'www-authenticate', 'content-type', 'x-request-id', '\0'),
  fc.oneof(fc.string({ unit: fc.constantFrom('"', '\\', ',', '=', ' ', 't', 'a', '9', ';') }), fc.constantFrom('application/problem+json', 'text/html', '9'.repeat(400), ' '.repeat(9000)))
)
const status = fc.oneof(fc.integer({ min: 400, max: 599 }), fc.constantFrom(0, -1, NaN, Infinity, 1e9))
const anything = fc.anything({ withNullPrototype: true, maxDepth: 3 })
// Members that formats have, with values that they never have
const shaped = fc.dictionary(
  fc.constantFrom('error', 'errors', 'message', 'description', 'detail', 'title', 'type', 'code', 'statusCode', 'debug', '__proto__', 'requestId', 'error_description'),
  fc.oneof(anything, fc.string(), fc.constantFrom('__proto__', 'x'.repeat(5000), ['Error']), fc.array(fc.dictionary(fc.constantFrom('in', 'path', 'pointer', 'source', 'detail', 'title', 'code'), anything))),
  { maxKeys: 5 }
)

function isBounded (error: ApiError): boolean {
  return isApiError(error) && error instanceof Error && Number.isInteger(error.status) &&
    /^[A-Z][A-Z0-9_]{0,63}$/.test(error.code) && error.message !== '' && error.message.length <= 1000 &&
    Array.isArray(error.issues) && error.issues.length <= 1000 &&
    error.issues.every((issue) => issue.message.length <= 1000 && issue.path.length <= 4096 && Array.isArray(issue.keys)) &&
    (error.detail === undefined || (typeof error.detail === 'object' && !Array.isArray(error.detail))) &&
    (error.retryAfter === undefined || (error.retryAfter >= 0 && error.retryAfter < 2 ** 31)) &&
    (typeof error.body !== 'string' || error.body.length <= 65_536) && typeof error.toJSON() === 'object'
}

t.test('any value as a body that has been read', async (t) => {
  fc.assert(fc.property(status, header, fc.oneof(anything, shaped, fc.string()), (status, headers, body) =>
    isBounded(decoder.decodeBody({ status, headers, body }))), { numRuns })
  t.pass()
})

t.test('any text, and JSON that is cut', async (t) => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    shaped.map((value) => { try { return JSON.stringify(value) ?? '' } catch { return '' } }).chain((json) => fc.nat(json.length).map((end) => json.slice(0, end))),
    fc.constantFrom('['.repeat(70_000), '<'.repeat(70_000), '<title'.repeat(12_000), ' '.repeat(70_000), '{"a":'.repeat(20_000), '"' + 'a'.repeat(70_000) + '"')
  )
  fc.assert(fc.property(status, header, text, (status, headers, body) => isBounded(decoder.decodeBody({ status, headers, body }))), { numRuns })
  t.pass()
})

t.test('any bytes as a response', async (t) => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 400, max: 599 }), fc.oneof(fc.uint8Array(), shaped.map((value) => { try { return JSON.stringify(value) ?? '' } catch { return '' } })), async (status, body) =>
    isBounded(await decoder.decode(new Response(body, { status })))), { numRuns })
  t.pass()
})

// As the formats send them; of each some member becomes what no server sends, or the text is damaged
const bodies = [
  { type: ['Error'], error: { code: 'CONFLICT', message: 'Conflict.', detail: { conflictField: 'a', issues: [{ in: 'body', path: 'a.0', kind: 'type', message: 'No.' }] } }, debug: { requestId: 'r', traceId: 't' } },
  { type: ['Error'], error: { code: 'INVALID_BODY', message: 'No.', detail: { path: 'a.b' } }, debug: {} },
  { type: 'https://a.example/b', title: 'Bad Request', status: 400, detail: 'No.', code: 'A', errors: [{ title: 'type', detail: '`params.a`', pointer: '#/a~1b/%20' }, { parameter: 'a' }, { header: 'x' }], requestId: 'r', left: 3 },
  { message: 'No.', errors: { base: ['all'], 'a.b': ['one', 'two'] }, requestId: 'r' },
  { message: '404: Not Found', description: 'No such thing.' },
  { error: 'invalid_grant', error_description: 'No.' },
  { statusCode: 409, code: 'A', error: 'Conflict', message: 'No.' },
  { errors: [{ code: 'A', detail: 'No.', source: { pointer: '/data/a' } }] },
  { message: 'No.' }
].map((body) => JSON.stringify(body))
const values: unknown[] = [null, true, 0, -1, 1e308, '', ' ', '\0', '\u2028', '__proto__', 'constructor', 'x'.repeat(1500), '.'.repeat(5000), '%', '#/%', [], {}, [[[]]], [null, 5, 'a'], { toString: 1, valueOf: 'x', length: -1 }, { then: 5 }]
const texts = ['{', '}', '[', ']', '"', '\\', ',', ':', '\0', '\uFFFD', '\uD800', '<title', '<', '9'.repeat(400), '"'.repeat(300), '\\u00', '{"__proto__":', ' '.repeat(300)]
const headerValues = ['', '5', '-5', 'soon', '9'.repeat(400), 'Sat, 21 Nov 2015 12:00:00 GMT', '"a";t=5'.repeat(50), ';t='.repeat(2000), 'Bearer realm="a, \\"b\\""', '"\\"'.repeat(2000), 'a = '.repeat(2000), ' ='.repeat(2000), 'Basic abc=='.repeat(500), 'a="'.repeat(2000), 'application/problem+json', 'text/html']

// mulberry32: the same bodies for the same seed
function random (seed: number) {
  return (below: number): number => {
    seed = (seed + 0x6D2B79F5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 * below)
  }
}

type Random = ReturnType<typeof random>

function replaceMember (value: any, pick: Random, depth = pick(4)): unknown {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  if (depth === 0 || keys.length === 0) return values[pick(values.length)]
  const key = keys[pick(keys.length)]!
  return Object.assign(Array.isArray(value) ? [...value] : { ...value }, { [key]: replaceMember(value[key], pick, depth - 1) })
}

function damage (text: string, pick: Random): string {
  const start = pick(text.length + 1)
  return text.slice(0, start) + texts[pick(texts.length)] + text.slice(pick(2) === 0 ? start : pick(text.length + 1))
}

t.test('20,000 bodies that are almost those of a format', async (t) => {
  const BATCH = 100
  let count = 0
  let slowest = 0
  await fc.assert(fc.asyncProperty(fc.integer(), async (seed) => {
    const pick = random(seed)
    for (let i = 0; i < BATCH; i++) {
      let body: unknown = JSON.parse(bodies[pick(bodies.length)]!)
      for (let times = pick(3); times > 0; times--) body = replaceMember(body, pick)
      if (pick(2) === 0) body = damage(JSON.stringify(body), pick)
      const headers = pick(5) > 0 ? { 'content-type': 'application/json' } : Object.fromEntries(['retry-after', 'ratelimit', 'www-authenticate', 'content-type', 'date'].map((name) => [name, headerValues[pick(headerValues.length)]!]))
      const source = { status: 400 + pick(200), headers, body }
      const start = performance.now()
      const error = pick(10) === 0 && typeof body === 'string' ? await decoder.decode(new Response(body, source)) : decoder.decodeBody(source)
      slowest = Math.max(slowest, performance.now() - start)
      if (!isBounded(error) || error.status !== source.status) return false
      count++
    }
    return true
  }), { numRuns: 200 })
  t.equal(count, 20_000)
  t.ok(slowest < 1000, `${slowest} ms`) // of a few, so that only what grows faster than its input can reach it
})

t.test('time grows with the length of the text, not faster', async (t) => {
  const time = (run: () => unknown): number => {
    const start = performance.now()
    run()
    return performance.now() - start
  }
  for (const part of ['<title', '<', '"', '\\"', 'a="', ' =', '= ', 'a ', ';', '; ', ';t=', '%', '~', '/', '{"a":', '[', ' ', '_', 'A']) {
    const text = part.repeat(65_536 / part.length)
    const headers = { 'content-type': text, 'retry-after': text, date: text, ratelimit: text, 'www-authenticate': text, 'x-request-id': text }
    for (const body of [`<${text}`, { error: text }, { error: text.toLowerCase() + '!' }, { error: { code: text } }, { title: text, detail: text, errors: [{ pointer: `#${text}`, detail: text }] }]) {
      const run = () => time(() => decoder.decodeBody({ status: 400, headers, body }))
      const took = Math.min(run(), run()) // the other may have met a busy machine
      t.ok(took < 200, `${part}: ${took} ms`)
    }
  }
})

t.test('issues without number and messages without end are cut', async (t) => {
  const errors = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}`, ['x'.repeat(5000)]]))
  t.ok(isBounded(decoder.decodeBody({ status: 422, body: { message: 'x'.repeat(5000), errors } })))
  t.ok(isBounded(decoder.decodeBody({ status: 422, body: { title: 'a', detail: 'b', errors: Array.from({ length: 5000 }, () => ({ title: 'c', pointer: '/a'.repeat(5000) })) } })))
})
