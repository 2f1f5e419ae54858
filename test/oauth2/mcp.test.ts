// The client and the server of the official SDK of the Model Context Protocol, over real HTTP
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js'
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import type { OAuthClientInformationFull, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { JSONRPCErrorResponseSchema } from '@modelcontextprotocol/sdk/types.js'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { errors } from '../../lib/index.js'

// The metadata names the address of the server before it listens
async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** An authorization server that consents at once; a token is its scopes. */
async function buildAuthorizationServer (t: Test): Promise<string> {
  const fastify = Fastify({ forceCloseConnections: true })
  t.teardown(() => fastify.close())
  const scopes = new Map<string, string>()
  fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body as string)))
  })
  fastify.get('/.well-known/oauth-authorization-server', async (request) => {
    const issuer = `http://${request.host}`
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      registration_endpoint: `${issuer}/register`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256']
    }
  })
  fastify.post('/register', async (request, reply) => reply.code(201).send({ ...request.body as object, client_id: 'client' }))
  fastify.get<{ Querystring: { scope?: string, redirect_uri: string } }>('/authorize', async ({ query }, reply) => {
    const code = `code-${scopes.size}`
    scopes.set(code, query.scope ?? '')
    return reply.redirect(`${query.redirect_uri}?code=${code}`, 303)
  })
  fastify.post<{ Body: { code: string } }>('/token', async ({ body }) => {
    const scope = String(scopes.get(body.code))
    return { access_token: Buffer.from(scope).toString('base64url'), token_type: 'Bearer', scope }
  })
  return fastify.listen({ host: '127.0.0.1', port: 0 })
}

async function buildResource (t: Test, authorizationServer: string): Promise<{ fastify: FastifyInstance, url: URL }> {
  const port = await freePort()
  const url = new URL(`http://127.0.0.1:${port}/mcp`)
  const fastify = Fastify({ forceCloseConnections: true })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, {
    format: 'json-rpc',
    negotiate: [],
    oauth2: { scope: ['tools:list'], wellKnown: { resource: url.href, authorization_servers: [authorizationServer] } }
  })
  fastify.addHook('onRequest', async ({ headers: { authorization } }, reply) => {
    if (reply.request.routeOptions.url !== '/mcp') return
    if (authorization === undefined) throw errors.unauthorized()
  })
  fastify.post('/mcp', async (request, reply) => {
    const scopes = Buffer.from(String(request.headers.authorization).slice('Bearer '.length), 'base64url').toString().split(' ')
    if (!scopes.includes('tools:list')) throw errors.bearerError('invalid_token')
    const { method } = request.body as { method?: string }
    if (method === 'tools/call' && !scopes.includes('tools:call')) {
      throw errors.bearerError('insufficient_scope', { scope: ['tools:list', 'tools:call'] })
    }
    if (method === 'tools/list') throw errors.conflict('tools')
    const server = new McpServer({ name: 'example', version: '1.0.0' })
    server.registerTool('greet', {}, async () => ({ content: [{ type: 'text', text: 'hello' }] }))
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined as never, enableJsonResponse: true })
    await server.connect(transport as Transport)
    reply.hijack()
    await transport.handleRequest(request.raw, reply.raw, request.body)
    return reply
  })
  await fastify.listen({ host: '127.0.0.1', port })
  return { fastify, url }
}

class Provider implements OAuthClientProvider {
  readonly redirectUrl = 'http://127.0.0.1/callback'
  readonly clientMetadata = { redirect_uris: [this.redirectUrl], client_name: 'test' }
  readonly authorizations: URL[] = []
  #client: OAuthClientInformationFull | undefined
  #tokens: OAuthTokens | undefined
  #verifier = ''

  clientInformation () { return this.#client }
  saveClientInformation (client: OAuthClientInformationFull) { this.#client = client }
  tokens () { return this.#tokens }
  saveTokens (tokens: OAuthTokens) { this.#tokens = tokens }
  redirectToAuthorization (url: URL) { this.authorizations.push(url) }
  saveCodeVerifier (verifier: string) { this.#verifier = verifier }
  codeVerifier () { return this.#verifier }

  /** What a browser would do: follow the redirect and bring back the code. */
  async consent (): Promise<string> {
    const response = await fetch(this.authorizations.at(-1) as URL, { redirect: 'manual' })
    return new URL(response.headers.get('location') as string).searchParams.get('code') as string
  }
}

t.test('the MCP client finds the authorization server from a 401 and steps up on a 403', async t => {
  const { url } = await buildResource(t, await buildAuthorizationServer(t))
  const provider = new Provider()
  const connect = async () => {
    const client = new Client({ name: 'test', version: '1.0.0' })
    const transport = new StreamableHTTPClientTransport(url, { authProvider: provider })
    t.teardown(() => client.close())
    return { client, transport, connected: client.connect(transport as Transport) }
  }

  const first = await connect()
  await t.rejects(first.connected, { message: 'Unauthorized' })
  t.equal(provider.authorizations[0]?.searchParams.get('scope'), 'tools:list', 'the scope of the 401')
  t.equal(provider.authorizations[0]?.searchParams.get('resource'), url.href, 'the resource of the metadata')
  await first.transport.finishAuth(await provider.consent())

  const second = await connect()
  await second.connected
  t.equal(second.client.getServerVersion()?.name, 'example')
  await t.rejects(second.client.callTool({ name: 'greet' }), { message: 'Unauthorized' })
  t.equal(provider.authorizations[1]?.searchParams.get('scope'), 'tools:list tools:call', 'all scopes of the operation')
  await second.transport.finishAuth(await provider.consent())

  const third = await connect()
  await third.connected
  t.match(await third.client.callTool({ name: 'greet' }), { content: [{ text: 'hello' }] })
})

t.test('errors of the format json-rpc are error responses to the SDK', async t => {
  const { fastify, url } = await buildResource(t, 'https://as.example')
  const token = Buffer.from('tools:list').toString('base64url')
  const client = new Client({ name: 'test', version: '1.0.0' })
  t.teardown(() => client.close())
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization: `Bearer ${token}` } } }) as Transport)
  const failure = await client.listTools().catch((error: unknown) => error)
  t.ok(failure instanceof StreamableHTTPError)
  t.match(failure, { code: 409, message: /"code":"CONFLICT"/ })

  const requests: [payload: string, headers: object, number: number, code: string][] = [
    ['{', {}, -32700, 'INVALID_REQUEST'],
    ['{}', {}, -32000, 'UNAUTHORIZED'],
    ['{"method":"tools/list"}', { authorization: `Bearer ${token}` }, -32000, 'CONFLICT']
  ]
  for (const [payload, headers, number, code] of requests) {
    const response = await fastify.inject({ method: 'POST', url: '/mcp', payload, headers: { 'content-type': 'application/json', authorization: '', ...headers } })
    const { success, data } = JSONRPCErrorResponseSchema.safeParse({ ...response.json<object>(), id: undefined })
    t.ok(success, response.body)
    t.match(data?.error, { code: number, data: { code } })
    t.equal(response.json().id, null)
  }
})
