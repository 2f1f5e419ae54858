import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import formbody from '@fastify/formbody'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import t, { type Test } from 'tap'
import * as oauth from 'oauth4webapi'
import errorsPlugin from '../../lib/index.js'

// A strict client reads from a listening server

type Call = (reply: FastifyReply, request: FastifyRequest) => unknown

async function listen (t: Test, run: (fastify: FastifyInstance) => unknown) {
  const fastify = Fastify()
  await run(fastify)
  t.teardown(() => fastify.close())
  await fastify.listen({ port: 0 })
  return describeServer(`http://localhost:${(fastify.server.address() as AddressInfo).port}`)
}

function describeServer (origin: string) {
  const server: oauth.AuthorizationServer = {
    issuer: origin,
    token_endpoint: `${origin}/oauth2/token`,
    revocation_endpoint: `${origin}/revoke`,
    introspection_endpoint: `${origin}/introspect`,
    pushed_authorization_request_endpoint: `${origin}/par`,
    device_authorization_endpoint: `${origin}/device`,
    authorization_response_iss_parameter_supported: true
  }
  return { origin, server }
}

// What a call of the client rejects with
const attempt = async (promise: Promise<unknown>) => promise.then(() => undefined, (error) => error)

const insecure = { [oauth.allowInsecureRequests]: true }

t.test('oauth4webapi understands', async t => {
  const parties: oauth.Client = { client_id: 'reader' }
  const secret = oauth.ClientSecretPost('open-sesame')
  let answer: Call = () => {}
  const { origin, server } = await listen(t, async (fastify) => {
    await fastify.register(formbody)
    await fastify.register(errorsPlugin, { oauth2: { issuer: 'https://as.example' } })
    fastify.all('*', (request, reply) => { answer(reply, request) })
  })

  const codes = [
    'invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client', 'unsupported_grant_type',
    'invalid_scope', 'access_denied', 'authorization_pending', 'slow_down', 'expired_token', 'invalid_target',
    'unsupported_token_type', 'invalid_dpop_proof', 'use_dpop_nonce'
  ]
  for (const code of codes) {
    t.test(`${code} of the token endpoint and its copies`, async t => {
      answer = (reply) => reply.oauthError(code, 'A "reason".', { uri: 'https://a.example/e' })
      const outcomes = [
        await attempt(oauth.clientCredentialsGrantRequest(server, parties, secret, new URLSearchParams(), insecure)
          .then((response) => oauth.processClientCredentialsResponse(server, parties, response))),
        await attempt(oauth.revocationRequest(server, parties, secret, 'token', insecure).then((response) => oauth.processRevocationResponse(response))),
        await attempt(oauth.introspectionRequest(server, parties, secret, 'token', insecure)
          .then((response) => oauth.processIntrospectionResponse(server, parties, response))),
        await attempt(oauth.pushedAuthorizationRequest(server, parties, secret, new URLSearchParams(), insecure)
          .then((response) => oauth.processPushedAuthorizationResponse(server, parties, response))),
        await attempt(oauth.deviceAuthorizationRequest(server, parties, secret, new URLSearchParams(), insecure)
          .then((response) => oauth.processDeviceAuthorizationResponse(server, parties, response)))
      ]
      for (const error of outcomes) {
        t.ok(error instanceof oauth.ResponseBodyError)
        t.match(error, { error: code, error_description: "A 'reason'.", status: 400, cause: { error_uri: 'https://a.example/e' } })
      }
    })
  }

  t.test('invalid_client in Authorization, as a challenge', async t => {
    answer = (reply) => reply.oauthError('invalid_client', 'Unknown client.')
    const error = await attempt(oauth.clientCredentialsGrantRequest(server, parties, oauth.ClientSecretBasic('open-sesame'), new URLSearchParams(), insecure)
      .then((response) => oauth.processClientCredentialsResponse(server, parties, response)))
    t.ok(error instanceof oauth.WWWAuthenticateChallengeError)
    t.same(error.cause, [{ scheme: 'basic', parameters: { realm: 'api' } }])
    t.same(await error.response.json(), { error: 'invalid_client', error_description: 'Unknown client.' })
  })

  // The library reads bodies below 500 only: of the others, status and media type
  t.test('server_error and temporarily_unavailable, as failures of the server', async t => {
    for (const [code, status] of [['server_error', 500], ['temporarily_unavailable', 503]] as const) {
      answer = (reply) => reply.oauthError(code, 'Sorry.', { retryAfter: 5 })
      const response = await oauth.clientCredentialsGrantRequest(server, parties, secret, new URLSearchParams(), insecure)
      const copy = response.clone()
      const error = await attempt(oauth.processClientCredentialsResponse(server, parties, response))
      t.equal(error?.code, 'OAUTH_RESPONSE_IS_NOT_CONFORM')
      t.equal(copy.status, status)
      t.equal(copy.headers.get('retry-after'), '5')
      t.same(await copy.json(), { error: code, error_description: 'Sorry.' })
    }
  })

  t.test('use_dpop_nonce: it tries again with the nonce', async t => {
    const nonces: unknown[] = []
    answer = (reply, request) => {
      const proof = String(request.headers['dpop']).split('.')[1] as string
      const { nonce } = JSON.parse(Buffer.from(proof, 'base64url').toString())
      nonces.push(nonce)
      return request.url === '/resource'
        ? reply.bearerError('use_dpop_nonce', { nonce: 'resource-nonce', algs: 'ES256' })
        : reply.oauthError('use_dpop_nonce', 'With a nonce.', { nonce: 'token-nonce' })
    }
    const DPoP = oauth.DPoP(parties, await oauth.generateKeyPair('ES256'))
    for (const expected of [undefined, 'token-nonce']) {
      const error = await attempt(oauth.clientCredentialsGrantRequest(server, parties, secret, new URLSearchParams(), { ...insecure, DPoP })
        .then((response) => oauth.processClientCredentialsResponse(server, parties, response)))
      t.ok(oauth.isDPoPNonceError(error))
      t.equal(nonces.at(-1), expected)
    }
    for (const expected of ['token-nonce', 'resource-nonce']) {
      const error = await attempt(oauth.protectedResourceRequest('token', 'GET', new URL('/resource', origin), undefined, undefined, { ...insecure, DPoP }))
      t.ok(oauth.isDPoPNonceError(error))
      t.same(error.cause, [{ scheme: 'dpop', parameters: { realm: 'api', error: 'use_dpop_nonce', algs: 'ES256' } }])
      t.equal(nonces.at(-1), expected)
    }
  })

  for (const mode of ['query', 'fragment'] as const) {
    t.test(`a redirect with its parameters in the ${mode}`, async t => {
      const authorization = { issuer: 'https://as.example', authorization_response_iss_parameter_supported: true }
      const state = oauth.generateRandomState()
      for (const code of ['access_denied', 'server_error', 'login_required', 'forbidden_scope']) {
        for (const sent of [state, 'a b+c&d="é"', undefined]) {
          answer = (reply) => reply.oauthRedirect('https://a.example/cb?own=1', code, { description: 'A "reason" & more.', state: sent, mode })
          const response = await fetch(`${origin}/authorize`, { redirect: 'manual' })
          t.equal(response.status, 303)
          t.equal(await response.text(), '')
          const location = new URL(response.headers.get('location') as string)
          t.equal(location.searchParams.get('own'), '1')
          const parameters = mode === 'query' ? location : new URLSearchParams(location.hash.slice(1))
          try {
            oauth.validateAuthResponse(authorization, parties, parameters, sent ?? oauth.expectNoState)
            t.fail('takes the error for a success')
          } catch (error) {
            t.ok(error instanceof oauth.AuthorizationResponseError)
            t.match(error, { error: code, error_description: "A 'reason' & more." })
          }
        }
      }
    })
  }

  // call → challenges
  const challenges: [string, Call, number, object[]][] = [
    ['invalid_token', (reply) => reply.bearerError('invalid_token', { description: 'A "reason" \\ more.', realm: 'the "docs"\\' }), 401,
      [{ scheme: 'bearer', parameters: { realm: 'the "docs"\\', error: 'invalid_token', error_description: "A 'reason' / more." } }]],
    ['insufficient_scope', (reply) => reply.bearerError('insufficient_scope', { scope: ['a', 'b'] }), 403,
      [{ scheme: 'bearer', parameters: { realm: 'api', error: 'insufficient_scope', scope: 'a b' } }]],
    ['invalid_request', (reply) => reply.bearerError('invalid_request'), 400,
      [{ scheme: 'bearer', parameters: { realm: 'api', error: 'invalid_request' } }]],
    ['insufficient_user_authentication', (reply) => reply.bearerError('insufficient_user_authentication', { acrValues: 'a b', maxAge: 5 }), 401,
      [{ scheme: 'bearer', parameters: { realm: 'api', error: 'insufficient_user_authentication', acr_values: 'a b', max_age: '5' } }]],
    ['no code', (reply) => reply.bearerError(), 401, [{ scheme: 'bearer', parameters: { realm: 'api' } }]],
    ['several challenges', (reply) => reply.bearerError('invalid_token', { scheme: ['DPoP', 'Bearer'], algs: 'ES256', challenge: 'Basic realm="b"' }), 401, [
      { scheme: 'dpop', parameters: { realm: 'api', algs: 'ES256' } },
      { scheme: 'bearer', parameters: { realm: 'api', error: 'invalid_token' } },
      { scheme: 'basic', parameters: { realm: 'b' } }
    ]]
  ]
  for (const [name, run, status, expected] of challenges) {
    t.test(`the challenges of a protected resource: ${name}`, async t => {
      answer = run
      const error = await attempt(oauth.protectedResourceRequest('token', 'GET', new URL('/resource', origin), undefined, undefined, insecure))
      t.ok(error instanceof oauth.WWWAuthenticateChallengeError)
      t.equal(error.status, status)
      t.same(error.cause, expected)
      t.match(error.response.headers.get('content-type'), /^application\/json/)
    })
  }
})

t.test('the example', async t => {
  const { origin, server } = describeServer(await startExample(t))
  const client = { id: 'reader', secret: 'open-sesame', redirectUri: 'https://reader.example/callback?from=documents' }
  const parties: oauth.Client = { client_id: client.id }
  const grant = async (authentication: oauth.ClientAuth, parameters: Record<string, string> = {}, type = 'client_credentials') => {
    const response = await oauth.genericTokenEndpointRequest(server, parties, authentication, type, new URLSearchParams(parameters), insecure)
    return oauth.processGenericTokenEndpointResponse(server, parties, response)
  }
  const resource = (token: string) => oauth.protectedResourceRequest(token, 'GET', new URL('/oauth2/documents', origin), undefined, undefined, insecure)

  t.test('gives a token for the credentials of the client, which opens the resource', async t => {
    for (const authentication of [oauth.ClientSecretBasic(client.secret), oauth.ClientSecretPost(client.secret)]) {
      const { access_token: token } = await grant(authentication)
      t.same(await (await resource(token)).json(), { documents: [] })
    }
  })

  t.test('declines at the token endpoint', async t => {
    const post = oauth.ClientSecretPost(client.secret)
    t.match(await attempt(grant(oauth.ClientSecretPost('wrong'))), { error: 'invalid_client', status: 400 })
    t.match(await attempt(grant(oauth.ClientSecretBasic('wrong'))), { status: 401, cause: [{ scheme: 'basic', parameters: { realm: 'documents' } }] })
    t.match(await attempt(grant(post, {}, 'password')), { error: 'unsupported_grant_type' })
    t.match(await attempt(grant(post, { scope: 'a"b' })), { error: 'invalid_scope', error_description: 'Scopes are documents:read, documents:write.' })
    for (const authorization of ['Basic', 'Basic ====', 'Bearer a', '"']) {
      const response = await fetch(`${origin}/oauth2/token`, { method: 'POST', headers: { authorization }, body: new URLSearchParams({ grant_type: 'client_credentials' }) })
      t.equal(response.status, 401)
      t.same(await response.json(), { error: 'invalid_client', error_description: 'Unknown client or wrong secret.' })
    }
    const empty = await fetch(`${origin}/oauth2/token`, { method: 'POST', body: new URLSearchParams({ scope: 'a' }) })
    t.equal(empty.status, 400)
    t.match(await empty.json(), { error: 'invalid_request', error_description: /grant_type/ })
    const xml = await fetch(`${origin}/oauth2/token`, { method: 'POST', headers: { 'content-type': 'text/xml' }, body: '<a/>' })
    t.equal(xml.status, 415)
    t.match(xml.headers.get('accept'), /application\/x-www-form-urlencoded/)
    t.match(await xml.json(), { error: 'invalid_request' })
  })

  t.test('declines at the authorization endpoint', async t => {
    const authorize = (parameters: Record<string, string>) => fetch(`${origin}/oauth2/authorize?${new URLSearchParams(parameters)}`, { redirect: 'manual' })
    const known = { client_id: client.id, redirect_uri: client.redirectUri, state: 'a b' }
    const issuer = { issuer: 'https://documents.example', authorization_response_iss_parameter_supported: true }
    for (const [parameters, code] of [
      [{ response_type: 'code' }, 'access_denied'],
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ response_type: 'code', scope: 'documents:write' }, 'forbidden_scope']
    ] as const) {
      const response = await authorize({ ...known, ...parameters })
      t.equal(response.status, 303)
      const location = response.headers.get('location') as string
      t.ok(location.startsWith(`${client.redirectUri}&error=${code}&`))
      t.match(await attempt((async () => oauth.validateAuthResponse(issuer, parties, new URL(location), 'a b'))()), { error: code })
    }
    for (const parameters of [{}, { ...known, client_id: 'other' }, { ...known, redirect_uri: 'https://evil.example' }]) {
      const response = await authorize(parameters)
      t.equal(response.status, 400)
      t.equal(response.headers.get('location'), null)
      const body = await response.text()
      t.match(JSON.parse(body), { error: 'invalid_request' })
      t.notMatch(body, /evil/)
    }
  })

  t.test('declines at the resource', async t => {
    t.match(await attempt(resource('unknown')), { status: 401, cause: [{ scheme: 'bearer', parameters: { realm: 'documents', error: 'invalid_token' } }] })
    const { access_token: token } = await grant(oauth.ClientSecretPost(client.secret), { scope: 'documents:write' })
    t.match(await attempt(resource(token)), { status: 403, cause: [{ scheme: 'bearer', parameters: { error: 'insufficient_scope', scope: 'documents:read' } }] })
    const none = await fetch(`${origin}/oauth2/documents`)
    t.equal(none.headers.get('www-authenticate'), 'Bearer realm="documents"')
    t.same(await none.json(), { type: ['Error'], error: { code: 'UNAUTHORIZED', message: 'Valid credentials are required.' }, debug: {} })
  })
})

// As it was built, on the package by its own name: `npm run build` comes first
async function startExample (t: Test): Promise<string> {
  const script = `
    import Fastify from 'fastify'
    import errorsPlugin from 'fastify-error-replies'
    import { registerOAuth2 } from './dist/examples/oauth2.js'
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { oauth2: { issuer: 'https://documents.example' }, challenge: 'Bearer realm="documents"' })
    await fastify.register(registerOAuth2)
    console.log(await fastify.listen({ port: 0, host: '127.0.0.1' }))
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: new URL('../../', import.meta.url),
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  t.teardown(() => { child.kill('SIGKILL') })
  const [origin] = await once(child.stdout, 'data') as [Buffer]
  return origin.toString().trim()
}
