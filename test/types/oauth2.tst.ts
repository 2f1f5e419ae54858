import Fastify, { type FastifyReply } from 'fastify'
import { expect, test } from 'tstyche'
import errorsPlugin, { errors, type BearerErrorCode, type ErrorReply, type ErrorRepliesOptions, type OAuthErrorCode, type OAuthRedirectCode } from 'fastify-error-replies'

declare const reply: FastifyReply
declare const code: string

test('codes are those that are known, and any other', () => {
  expect<OAuthErrorCode>().type.toBeAssignableFrom<'invalid_grant'>()
  expect<OAuthRedirectCode>().type.toBeAssignableFrom<'login_required'>()
  expect<BearerErrorCode>().type.toBeAssignableFrom<'insufficient_scope'>()
  expect<OAuthErrorCode>().type.toBeAssignableFrom<'registration_not_supported'>()
  expect<OAuthErrorCode>().type.toBeAssignableFrom(code)
  expect<OAuthErrorCode>().type.not.toBeAssignableFrom<404>()
  // A union that has become plain string would no longer offer the known codes
  expect<OAuthErrorCode>().type.not.toBe<string>()
  expect<OAuthRedirectCode>().type.not.toBe<string>()
  expect<BearerErrorCode>().type.not.toBe<string>()
})

test('oauthError', () => {
  expect(reply.oauthError('invalid_grant')).type.toBe<FastifyReply>()
  expect(errors.oauthError('invalid_grant', 'Used.', { uri: new URL('https://a.example'), statusCode: 401, cause: 1 })).type.toBeAssignableTo<ErrorReply>()
  expect(reply.oauthError).type.toBeCallableWith('temporarily_unavailable', undefined, { retryAfter: new Date() })
  expect(reply.oauthError).type.toBeCallableWith('invalid_client', 'No.', { challenge: ['Basic realm="a"'] })
  expect(reply.oauthError).type.toBeCallableWith('use_dpop_nonce', 'Again.', { nonce: 'a' })
  expect(reply.oauthError).type.not.toBeCallableWith()
  expect(reply.oauthError).type.not.toBeCallableWith('invalid_grant', { uri: 'https://a.example' })
  expect(reply.oauthError).type.not.toBeCallableWith('invalid_grant', 'Used.', { status: 401 })
})

test('oauthRedirect', () => {
  expect(reply.oauthRedirect('https://a.example/cb', 'access_denied')).type.toBe<FastifyReply>()
  expect(errors.oauthRedirect('https://a.example/cb', code, { state: ['a', 'b'], issuer: 'https://b.example', mode: 'fragment' })).type.toBe<ErrorReply>()
  expect(reply.oauthRedirect).type.not.toBeCallableWith('https://a.example/cb')
  expect(reply.oauthRedirect).type.not.toBeCallableWith(undefined, 'access_denied')
  expect(reply.oauthRedirect).type.not.toBeCallableWith('https://a.example/cb', 'access_denied', { mode: 'form_post' })
  expect(reply.oauthRedirect).type.not.toBeCallableWith('https://a.example/cb', 'access_denied', { statusCode: 307 })
})

test('bearerError', () => {
  expect(reply.bearerError()).type.toBe<FastifyReply>()
  expect(errors.bearerError('insufficient_scope', { scope: ['a', 'b'], realm: 'a', description: 'No.' })).type.toBeAssignableTo<ErrorReply>()
  expect(reply.bearerError).type.toBeCallableWith('insufficient_user_authentication', { acrValues: 'a b', maxAge: 5 })
  expect(reply.bearerError).type.toBeCallableWith('invalid_token', { scheme: ['Bearer', 'DPoP'], algs: 'ES256' })
  expect(reply.bearerError).type.not.toBeCallableWith('invalid_token', 'Expired.')
  expect(reply.bearerError).type.not.toBeCallableWith('invalid_token', { maxAge: '5' })
})

test('handlers may return what a helper returns', () => {
  expect(Fastify().get).type.toBeCallableWith('/', async (_request: unknown, reply: FastifyReply) => reply.oauthRedirect('https://a.example', 'access_denied'))
})

test('option oauth2', () => {
  expect<ErrorRepliesOptions>().type.toBeAssignableFrom({ oauth2: { issuer: 'https://a.example', invalidClientStatusCode: 401 as const } })
  expect<ErrorRepliesOptions>().type.not.toBeAssignableFrom({ oauth2: { invalidClientStatusCode: 403 as const } })
  expect(Fastify().register).type.toBeCallableWith(errorsPlugin, { oauth2: {} })
})
