import Fastify from 'fastify'
import rateLimit from '@fastify/rate-limit'
import t from 'tap'
import errorsPlugin from '../../lib/index.js'
import * as problems from '../../lib/problems/index.js'

const REGISTRY = 'https://iana.org/assignments/http-problem-types#'

async function buildServer () {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { format: 'problem', negotiate: [], errors: Object.values(problems) })
  return fastify
}

t.test('definitions of problem types', async t => {
  const { unsupportedAlgorithms, invalidDigestValues, mismatchingDigestValues } = problems
  const rows: [make: () => unknown, status: number, type: string | undefined, members: object][] = [
    [() => problems.quotaExceeded({ 'violated-policies': ['day'] }), 429, 'quota-exceeded', { 'violated-policies': ['day'] }],
    [() => problems.temporaryReducedCapacity(), 503, 'temporary-reduced-capacity', {}],
    [() => problems.abnormalUsageDetected({}), 429, 'abnormal-usage-detected', {}],
    [() => unsupportedAlgorithms({ 'unsupported-algorithms': [{ algorithm: 'sha', header: 'Repr-Digest' }] }), 400, 'digest-unsupported-algorithms',
      { 'unsupported-algorithms': [{ algorithm: 'sha', header: 'Repr-Digest' }] }],
    [() => invalidDigestValues({ 'invalid-digests': [{ algorithm: 'sha-512', header: 'Repr-Digest', reason: 'too short' }] }), 400, 'digest-invalid-values',
      { 'invalid-digests': [{ algorithm: 'sha-512', header: 'Repr-Digest', reason: 'too short' }] }],
    [() => mismatchingDigestValues({ 'mismatching-digests': [{ algorithm: 'sha-256', 'provided-digest': ':YQ==:', header: 'Repr-Digest' }] }), 400,
      'digest-mismatching-values', { 'mismatching-digests': [{ algorithm: 'sha-256', 'provided-digest': ':YQ==:', header: 'Repr-Digest' }] }],
    [() => problems.idempotencyKeyMissing(), 400, undefined, {}],
    [() => problems.idempotencyKeyReused(), 422, undefined, {}],
    [() => problems.idempotencyKeyInProgress(), 409, undefined, {}],
    [() => problems.resourceRetired(), 410, undefined, {}]
  ]
  t.equal(rows.length, Object.keys(problems).length)
  const fastify = await buildServer()
  let make: () => unknown = () => undefined
  fastify.get('/', async () => { throw make() })
  for (const [next, status, type, members] of rows) {
    make = next
    const response = await fastify.inject('/')
    t.equal(response.statusCode, status)
    const { type: sentType, title, status: sentStatus, detail, code, ...others } = response.json()
    t.equal(sentType, type === undefined ? undefined : REGISTRY + type)
    t.equal(sentStatus, status)
    t.ok(title !== '' && detail !== '' && /^[A-Z_]+$/.test(code))
    t.same(others, members)
  }
})

t.test('resourceRetired sends Sunset, Deprecation and links', async t => {
  const fastify = await buildServer()
  fastify.get('/', async () => {
    throw problems.resourceRetired({
      sunset: '2026-03-01T00:00:00Z', deprecated: '2025-03-01T00:00:00Z', successor: '/v2/a b?x=<">', latest: 'https://api.example/v3', policy: '/retired'
    })
  })
  fastify.get('/odd', async () => { throw problems.resourceRetired({ sunset: 'soon', deprecated: '', successor: 'javascript:alert(1)', latest: 'http://[' }) })
  const { headers, statusCode } = await fastify.inject('/')
  t.equal(statusCode, 410)
  t.equal(headers['sunset'], 'Sun, 01 Mar 2026 00:00:00 GMT')
  t.equal(headers['deprecation'], '@1740787200')
  t.equal(headers.link, '</v2/a%20b?x=%3C%22%3E>; rel="successor-version", <https://api.example/v3>; rel="latest-version", </retired>; rel="sunset"')
  const odd = await fastify.inject('/odd')
  t.equal(odd.statusCode, 410)
  for (const name of ['sunset', 'deprecation', 'link']) t.equal(odd.headers[name], undefined)
})

t.test('errorResponseBuilder of @fastify/rate-limit can throw them', async t => {
  const fastify = await buildServer()
  await fastify.register(rateLimit, { max: 1, errorResponseBuilder: () => problems.quotaExceeded({ 'violated-policies': ['minute'] }) })
  fastify.get('/', () => 'fine')
  await fastify.inject('/')
  const response = await fastify.inject('/')
  t.equal(response.statusCode, 429)
  t.equal(response.headers['retry-after'], '60')
  t.match(response.json(), { type: `${REGISTRY}quota-exceeded`, status: 429, 'violated-policies': ['minute'] })
})
