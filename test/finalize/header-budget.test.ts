import Fastify, { type FastifyReply } from 'fastify'
import t from 'tap'
import { fitHeaders } from '../../lib/finalize/header-budget.js'
import errorsPlugin, { errors, type ErrorRepliesOptions } from '../../lib/index.js'

const text = (length: number) => 'x'.repeat(length)

async function get (fail: (reply: FastifyReply) => unknown, options: ErrorRepliesOptions = {}, query = '') {
  const fastify = Fastify({ requestIdHeader: 'x-request-id' })
  await fastify.register(errorsPlugin, options)
  fastify.get('/', (_request, reply) => fail(reply))
  const response = await fastify.inject({ url: `/${query}`, headers: { authorization: 'Bearer x' } })
  const size = Object.entries(response.headers).flatMap(([name, value]) => [value].flat().map((line) => name.length + String(line).length + 4)).reduce((sum, line) => sum + line)
  t.ok(size <= 8192, `${size} bytes of headers`)
  return response
}

t.test('headers of an error have one budget', async t => {
  t.test('what does not fit is left out, the rest is sent', async t => {
    const { statusCode, headers } = await get((reply) => reply.gone('Gone.', { headers: { 'x-a': text(7000), 'x-b': text(7000), 'x-c': [text(500), text(5000), 'c'] } }))
    t.equal(statusCode, 410)
    t.equal(headers['x-a'], text(7000))
    t.notOk('x-b' in headers)
    t.same(headers['x-c'], [text(500), 'c'])
  })

  t.test('a list of names is cut behind a name', async t => {
    const methods = Array.from({ length: 5000 }, (_, i) => `METHOD-${i}`)
    const { headers } = await get(() => { throw Object.assign(new Error('No.'), { statusCode: 405, headers: { allow: methods.join(', ') } }) })
    const allow = String(headers['allow']).split(', ')
    t.same(allow, methods.slice(0, allow.length))
    t.ok(allow.length > 500)
    const { headers: none } = await get((reply) => reply.upgradeRequired('No.', { headers: { upgrade: text(9000), allow: '' } }))
    t.notOk('upgrade' in none)
    t.equal(none['allow'], '')
  })

  t.test('a list of names that fills the budget stays', async t => {
    const allow = `GET, ${text(7666)}`
    t.strictSame(fitHeaders({ allow, 'x-b': 'b' }), { allow })
    t.strictSame(fitHeaders({ allow: `${allow}x`, 'x-b': 'b' }), { allow: 'GET', 'x-b': 'b' })
  })

  t.test('headers that fill the budget stay as they are, and one more byte is cut', async t => {
    const full = { 'x-a': text(7680 - 7) }
    t.equal(fitHeaders(full), full)
    t.strictSame(fitHeaders({ ...full, 'x-b': 'b' }), full)
    t.strictSame(fitHeaders({ 'x-a': text(7680 - 6), 'x-b': 'b' }), { 'x-b': 'b' })
    t.strictSame(fitHeaders({ 'x-a': [text(4000), text(4000), 'a'], 'x-b': '' }), { 'x-a': [text(4000), 'a'], 'x-b': '' })
    t.strictSame(fitHeaders({ 'x-a': [text(8000)] }), {})
    for (const name of ['accept', 'accept-patch', 'allow', 'upgrade']) {
      t.strictSame(fitHeaders({ [name]: `a, ${text(8000)}` }), { [name]: 'a' }, name)
      t.strictSame(fitHeaders({ [name]: text(8000), 'x-b': 'b' }), { 'x-b': 'b' }, name)
    }
    t.strictSame(fitHeaders({ link: `a, ${text(8000)}` }), {}, 'another header is no list of names')
  })

  t.test('headers that frame the message are left out', async t => {
    t.strictSame(fitHeaders({ 'Content-Length': '5', 'x-a': 'a', connection: 'close' }), { 'x-a': 'a' })
  })

  t.test('what HTTP requires has its place first', async t => {
    const { headers } = await get((reply) => reply.unauthorized('No.', { headers: { 'x-a': text(7650) } }), { challenge: `Basic realm="${text(1000)}"` })
    t.equal(headers['www-authenticate'], `Basic realm="${text(1000)}"`)
    t.notOk('x-a' in headers)
    const { headers: many } = await get(() => { throw Object.assign(new Error('No.'), { statusCode: 401, headers: { 'www-authenticate': text(9000) } }) })
    t.equal(many['www-authenticate'], 'Bearer realm="api"')
  })

  t.test('challenges of OAuth2', async t => {
    const init = { realm: text(2000), description: text(2000), scope: text(2000), acrValues: text(2000), resourceMetadata: `https://a.example/${text(2000)}`, algs: text(2000), scheme: ['DPoP', 'Bearer', text(5000)] }
    const { headers } = await get((reply) => reply.bearerError('invalid_token', init))
    const [first, second, ...others] = headers['www-authenticate'] as unknown as string[]
    t.match(first, /^DPoP realm="x{1024}", scope="x{1024}", acr_values="x{1024}"/)
    t.match(second, /^Bearer realm="x{1024}", error="invalid_token", error_description="x{500}"/)
    t.same(others, [])
  })

  t.test('a redirect of OAuth2 leaves out what it need not say', async t => {
    const redirect = (init: object) => (reply: FastifyReply) => reply.oauthRedirect('https://a.example/cb', 'access_denied', init)
    const long = await get(redirect({ description: '&'.repeat(500), uri: `https://a.example/${text(2000)}`, state: text(5000), headers: { location: 'https://b.example', 'x-a': text(7000) } }))
    t.equal(long.statusCode, 303)
    t.equal(long.headers['location'], `https://a.example/cb?error=access_denied&state=${text(5000)}`)
    t.notOk('x-a' in long.headers)
    const tooLong = await get(redirect({ state: text(8000) }))
    t.equal(tooLong.statusCode, 400)
    t.notOk('location' in tooLong.headers)
    t.equal(tooLong.json().error, 'access_denied')
  })

  t.test('addresses of pages and codes have a limit', async t => {
    const fine = `https://a.example/${text(2030)}`
    t.equal((await get((reply) => reply.oauthError('a', 'b', { uri: fine }))).json().error_uri, fine)
    for (const uri of [`${fine}x`, `https://a.example/${'€'.repeat(300)}`]) t.notOk('error_uri' in (await get((reply) => reply.oauthError('a', 'b', { uri }))).json())
    t.throws(() => errors.oauthError(text(257)), { code: 'FST_ERR_REPLIES_OAUTH2_CODE' })
    t.equal(errors.oauthError(text(256)).statusCode, 400)
  })

  t.test('a list in a helper has a limit, which is logged', async t => {
    const { message } = errors.methodNotAllowed(['GET'])
    t.ok(message)
    const { headers, detail, extensions } = errors.methodNotAllowed(Array.from({ length: 5000 }, (_, i) => `M${i}`))
    t.ok(String(headers?.['allow']).length <= 4096)
    t.same(String(headers?.['allow']).split(', '), detail?.['allowedMethods'])
    t.same(extensions, { truncated: true })
    t.same(errors.methodNotAllowed(Array.from({ length: 5000 }, (_, i) => `M${i}`), 'No.', { extensions: { a: 1 } }).extensions, { a: 1, truncated: true })
  })
})

t.test('an id of the request that the client chose', async t => {
  const send = async (id: string) => {
    const fastify = Fastify({ requestIdHeader: 'x-request-id' })
    await fastify.register(errorsPlugin, { requestId: true })
    const { headers, body } = await fastify.inject({ url: '/', headers: { 'x-request-id': id } })
    t.equal(headers['x-request-id'], JSON.parse(body).debug.requestId)
    return headers['x-request-id']
  }
  for (const id of ['a', '~!"', text(256)]) t.equal(await send(id), id)
  for (const id of [text(257), text(9000), 'a b', '\u00e9', '\u0000']) t.match(await send(id), /^[0-9a-f-]{36}$/, id.slice(0, 10))
})
