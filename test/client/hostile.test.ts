import fc from 'fast-check'
import t from 'tap'
import { createDecoder, isApiError, type ApiError } from '../../lib/client/index.js'

// 100,000 bodies over all properties with `npm run fuzz`; fewer in the gate, which has to be quick
const numRuns = Math.ceil(Number(process.env['FUZZ_RUNS'] ?? 3600) / 3)
const decoder = createDecoder({ catalog: { errors: [{ code: 'A', detail: { type: 'object', required: ['a'] } }] } })

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

t.test('issues without number and messages without end are cut', async (t) => {
  const errors = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}`, ['x'.repeat(5000)]]))
  t.ok(isBounded(decoder.decodeBody({ status: 422, body: { message: 'x'.repeat(5000), errors } })))
  t.ok(isBounded(decoder.decodeBody({ status: 422, body: { title: 'a', detail: 'b', errors: Array.from({ length: 5000 }, () => ({ title: 'c', pointer: '/a'.repeat(5000) })) } })))
})
