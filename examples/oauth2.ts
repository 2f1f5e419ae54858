import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import formbody from '@fastify/formbody'
import { Type, type Static } from '@sinclair/typebox'
import { errors } from 'fastify-error-replies'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const MAX_TOKENS = 1000 // kept in memory
const LIFETIME = 300 // seconds that a token is valid
const SCOPES = ['documents:read', 'documents:write']

/** The one client that the server knows. */
export const client = {
  id: 'reader',
  secret: 'open-sesame',
  redirectUri: 'https://reader.example/callback?from=documents'
}

const tokenSchema = Type.Object({
  grant_type: Type.String(),
  scope: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String()),
  client_secret: Type.Optional(Type.String())
})

const authorizeSchema = Type.Object({
  client_id: Type.Optional(Type.String()),
  redirect_uri: Type.Optional(Type.String()),
  response_type: Type.Optional(Type.String()),
  scope: Type.Optional(Type.String()),
  state: Type.Optional(Type.Unknown()) // a list if it is sent twice, which is not sent back
})

const accessSchema = Type.Object({ access_token: Type.String(), token_type: Type.Literal('Bearer'), expires_in: Type.Integer(), scope: Type.String() })

interface Token {
  scopes: readonly string[]
  expires: number // milliseconds since 1970
}

/**
 * An authorization server in three routes: tokens for `client_credentials`, an authorization endpoint that declines
 * whatever it is asked for, and a resource that takes the tokens.
 */
export async function registerOAuth2 (fastify: FastifyInstance): Promise<void> {
  await fastify.register(formbody)
  const tokens = new Map<string, Token>()

  fastify.post<{ Body: Static<typeof tokenSchema> }>('/oauth2/token', {
    config: { errorFormat: 'oauth2' },
    schema: { summary: 'Get a token', tags: ['oauth2'], consumes: ['application/x-www-form-urlencoded'], body: tokenSchema, response: { 200: accessSchema } },
    errors: [
      errors.oauthError('invalid_client'), errors.oauthError('unsupported_grant_type'), errors.oauthError('invalid_scope'),
      errors.oauthError('temporarily_unavailable')
    ]
  }, async (request, reply) => {
    const { grant_type: grantType, scope = 'documents:read' } = request.body
    if (!isClient(request)) return reply.oauthError('invalid_client', 'Unknown client or wrong secret.')
    if (grantType !== 'client_credentials') return reply.oauthError('unsupported_grant_type')
    const scopes = scope.split(' ')
    if (!scopes.every((name) => SCOPES.includes(name))) return reply.oauthError('invalid_scope', `Scopes are ${SCOPES.join(', ')}.`)
    removeExpired(tokens)
    if (tokens.size >= MAX_TOKENS) return reply.oauthError('temporarily_unavailable', undefined, { retryAfter: LIFETIME })
    const token = randomBytes(32).toString('base64url')
    tokens.set(token, { scopes, expires: Date.now() + LIFETIME * 1000 })
    reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
    return { access_token: token, token_type: 'Bearer', expires_in: LIFETIME, scope }
  })

  fastify.get<{ Querystring: Static<typeof authorizeSchema> }>('/oauth2/authorize', {
    config: { errorFormat: 'oauth2' },
    schema: {
      summary: 'Ask a user, who declines',
      tags: ['oauth2'],
      querystring: authorizeSchema,
      response: { 303: { ...Type.Null({ description: 'Back to the client, with the error' }), headers: { Location: { type: 'string', description: 'Redirect URI with the error' } } } }
    },
    errors: [errors.oauthError('invalid_request')]
  }, async (request) => {
    const { client_id: clientId, redirect_uri: redirectUri, response_type: responseType, scope = '', state } = request.query
    // The user is not redirected to an unknown client
    if (clientId !== client.id) throw errors.oauthError('invalid_request', 'Unknown client_id.')
    if (redirectUri !== client.redirectUri) throw errors.oauthError('invalid_request', 'The redirect_uri is not the registered one.')
    const decline = (code: string, description: string) => errors.oauthRedirect(client.redirectUri, code, { description, state: state as string })
    if (responseType !== 'code') throw decline('unsupported_response_type', 'The response_type is code.')
    if (scope.split(' ').includes('documents:write')) throw decline('forbidden_scope', 'This client may read documents only.')
    throw decline('access_denied', 'This server declines every request.')
  })

  fastify.get('/oauth2/documents', {
    schema: { summary: 'List documents with a token', tags: ['oauth2'], response: { 200: Type.Object({ documents: Type.Array(Type.Unknown()) }) } },
    errors: [errors.bearerError('invalid_token'), errors.bearerError('insufficient_scope', { scope: 'documents:read' })]
  }, async (request, reply) => {
    const token = tokens.get(/^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '')
    if (token === undefined || token.expires <= Date.now()) {
      return reply.bearerError('invalid_token', { description: 'The token is unknown or has expired.' })
    }
    if (!token.scopes.includes('documents:read')) {
      return reply.bearerError('insufficient_scope', { description: 'The token may not read documents.', scope: 'documents:read' })
    }
    return { documents: [] }
  })
}

function removeExpired (tokens: Map<string, Token>): void {
  for (const [token, { expires }] of tokens) if (expires <= Date.now()) tokens.delete(token)
}

function isClient (request: FastifyRequest<{ Body: Static<typeof tokenSchema> }>): boolean {
  const [id, secret] = readBasic(request.headers.authorization) ?? [request.body.client_id, request.body.client_secret]
  return id === client.id && isSame(secret ?? '', client.secret)
}

// Both halves are form-encoded before they are joined (RFC 6749 section 2.3.1)
function readBasic (authorization: string | undefined): string[] | undefined {
  if (authorization === undefined) return undefined
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(authorization)?.[1] ?? ''
  const [id, secret] = Buffer.from(encoded, 'base64').toString().split(':')
  return [id, secret].map((half) => new URLSearchParams(`half=${half ?? ''}`).get('half') ?? '')
}

// Compared in constant time
function isSame (sent: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(sent).digest(), createHash('sha256').update(expected).digest())
}
