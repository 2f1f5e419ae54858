import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import jwt from '@fastify/jwt'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin from '../../lib/index.js'
import { buildServer, expectReplies, type ExpectedReply } from '../support/expect-reply.js'
import { recordLines } from '../support/record.js'
import { root } from '../support/root.js'
import { load } from '../support/snippets.js'

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const challenge = { 'www-authenticate': 'Bearer realm="api"' }
const base64 = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const sign = (header: object, payload = {}) => {
  const text = `${base64({ alg: 'HS256', typ: 'JWT', ...header })}.${base64(payload)}`
  return bearer(`${text}.${createHmac('sha256', 'secret').update(text).digest('base64url')}`)
}

t.test('@fastify/jwt', async (t) => {
  async function verify (t: Test, headers: Record<string, string>, expected: ExpectedReply) {
    const fastify = await buildServer(t)
    await fastify.register(jwt, { secret: 'secret' })
    fastify.addHook('onRequest', async (request) => { await request.jwtVerify() })
    fastify.get('/', async ({ user }) => user)
    t.match((await fastify.inject({ url: '/', headers: sign({}, { name: 'Ada' }) })).json(), { name: 'Ada' })
    await expectReplies(t, fastify, { url: '/', headers }, expected)
  }

  const table: Record<string, { headers: Record<string, string>, expected: ExpectedReply }> = {
    'no token is a 401 with a challenge': { headers: {}, expected: { status: 401, headers: challenge, message: 'No Authorization was found in request.headers' } },
    'a wrong signature is a 401': { headers: bearer(`${base64({ alg: 'HS256' })}.${base64({})}.abc`), expected: { status: 401, headers: challenge, message: 'Authorization token is invalid: The token signature is invalid.' } },
    'an expired token is a 401': { headers: sign({}, { exp: 1 }), expected: { status: 401, headers: challenge, message: 'Authorization token expired' } },
    'an unsigned token is a 401 that names no library': { headers: bearer(`${base64({ alg: 'none' })}.${base64({})}.`), expected: { status: 401, headers: challenge, message: 'Unsigned authorization token' } },
    'two tokens are a 400': { headers: bearer('a b'), expected: { status: 400, message: 'Format is Authorization: Bearer [token]' } },
    'a token that is not valid yet is a 500': { headers: sign({}, { nbf: 9999999999 }), expected: { status: 500 } }
  }
  for (const [name, { headers, expected }] of Object.entries(table)) t.test(name, (t) => verify(t, headers, expected))
})

t.test('the recipe of docs/plugins.md', async (t) => {
  const page = await readFile(new URL('docs/plugins.md', root), 'utf8')
  const [, recipe = ''] = /^- `@fastify\/jwt`: `([^`]+)`/m.exec(page) ?? []
  const { default: check } = await load(t, 'jwt', `import { errors } from 'fastify-error-replies'\nexport default (request) => ${recipe}\n`)

  async function send (t: Test, headers: Record<string, string>, expected: ExpectedReply, logged: object) {
    const { lines, logger } = recordLines()
    const fastify = Fastify({ logger })
    t.teardown(() => fastify.close())
    await fastify.register(errorsPlugin)
    await fastify.register(jwt, { secret: 'secret' })
    fastify.addHook('onRequest', async (request) => { await check(request) })
    fastify.get('/', async ({ user }) => user)
    t.match((await fastify.inject({ url: '/', headers: sign({}, { name: 'Ada' }) })).json(), { name: 'Ada' })
    t.same(lines, [])
    await expectReplies(t, fastify, { url: '/', headers }, expected)
    t.ok(lines.length > 0)
    for (const line of lines) t.match(line, logged)
  }

  const invalid = { status: 401, headers: { 'www-authenticate': 'Bearer realm="api", error="invalid_token"' } }
  t.test('sends only the challenge without a token', (t) => send(t, {}, { status: 401, headers: challenge }, { level: 30 }))
  t.test('reports a bad token', (t) => send(t, bearer('a.b.c'), invalid, { level: 30 }))
  t.test('sends a 401 for a token that is not valid yet', (t) => send(t, sign({ crit: ['secret'] }, { nbf: 9999999999 }), invalid, { level: 30 }))
  t.test('logs why a token is refused, and sends nothing of it', (t) => send(t, sign({}, { exp: 1 }), invalid, {
    level: 30,
    err: { code: 'UNAUTHORIZED', statusCode: 401, message: /Authorization token expired$/, stack: /caused by: FastifyError: Authorization token expired/ }
  }))
})
