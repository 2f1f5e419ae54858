import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyReply, type FastifyRequest, type InjectOptions } from 'fastify'
import errorsPlugin, { defineError, errors, openapiOptions, serverOptions, type ErrorRepliesOptions } from '../../lib/index.js'
import { outOfStock, shopClosed } from './openapi-server.js'

const hidden = defineError({ code: 'HIDDEN', statusCode: 507, title: 'Hidden', message: 'Hidden.' })
const factories = errors as unknown as Record<string, (...args: unknown[]) => unknown>

/** What a route throws when its header x-throw has the name: every error that a client can see. */
const thrown: Record<string, () => unknown> = {
  ...Object.fromEntries(Object.keys(errors).filter((name) => !['fail', 'oauthError', 'oauthRedirect', 'bearerError'].includes(name)).map((name) => [name, () => factories[name]?.()])),
  ...Object.fromEntries([418, 510, 511].map((status) => [`status ${status}`, () => errors.fail(status)])),
  outOfStock: () => outOfStock({ sku: 'a', left: 1 }),
  shopClosed: () => shopClosed({ reason: 'night' }),
  hidden: () => hidden(),
  taken: () => errors.conflict('Taken.', { code: 'NAME_TAKEN' }),
  conflict: () => errors.conflict('a.b', new Date(0), { c: [1] }),
  extensions: () => errors.gone('Gone.', { extensions: { since: 1 } } as never),
  invalidBody: () => errors.invalidBody('a.b'),
  fields: () => errors.unprocessableEntity({ name: ['is blank'] } as never),
  nothing: () => undefined,
  text: () => 'a text',
  error: () => new Error('internal'),
  status: () => Object.assign(new Error('Foreign.'), { statusCode: 409 }),
  teapot: () => Object.assign(new Error('Foreign.'), { statusCode: 418 }),
  framework: () => Object.assign(new Error('Foreign.'), { statusCode: 401, code: 'FST_JWT_AUTHORIZATION_TOKEN_EXPIRED' }),
  grant: () => errors.oauthError('invalid_grant', 'Expired.'),
  client: () => errors.oauthError('invalid_client'),
  token: () => errors.bearerError('invalid_token', { description: 'Expired.' }),
  scope: () => errors.bearerError('insufficient_scope', { scope: 'a' })
}

/** Requests that provoke every error under every route of {@link buildEveryError}. */
export const requests: readonly { path: string, request: InjectOptions }[] = [
  ...['/orders', '/plain', '/token', '/files/{id}', '/search'].flatMap((path) => Object.keys(thrown).flatMap((name) =>
    (['client', 'token', 'scope'].includes(name) ? [{}, { authorization: 'Basic YTpi' }, { authorization: 'Bearer a' }] : [{}]).map((headers) => ({
      path,
      request: {
        method: methodOf(path),
        url: path.replace('{id}', '1'),
        headers: { 'x-throw': name, 'x-number': '1', ...headers },
        ...(methodOf(path) === 'GET' ? {} : { payload: { sku: 'a', count: 1 } })
      } as InjectOptions
    })))),
  ...['/orders', '/token', '/files/{id}'].flatMap((path) => [
    { payload: '{', headers: { 'content-type': 'application/json', 'x-number': '1' } },
    { payload: '', headers: { 'content-type': 'application/json', 'x-number': '1' } },
    { payload: 'a', headers: { 'content-type': 'text/csv', 'x-number': '1' } },
    { payload: { sku: 'x'.repeat(2000) }, headers: { 'x-number': '1' } },
    { payload: {}, headers: { 'x-number': '1' } },
    { payload: { sku: {}, count: 'x' }, headers: { 'x-number': '1' } },
    { payload: { sku: 'a', count: 1 }, headers: { 'x-number': 'x' } },
    { payload: { sku: 'a', count: 1 }, headers: { 'x-number': '1' }, query: { page: 'x' } }
  ].map((request) => ({ path, request: { method: methodOf(path), url: path.replace('{id}', '1'), ...request } as InjectOptions }))),
  { path: '/search', request: { method: 'GET', url: '/search?page=x' } },
  { path: '/search', request: { method: 'GET', url: '/search', payload: '{', headers: { 'content-type': 'application/json' } } },
  { path: '/files/{id}', request: { method: 'DELETE', url: '/files/%zz' } },
  { path: '/files/{id}', request: { method: 'DELETE', url: '/files/' + 'a'.repeat(200) } },
  { path: '/files/{id}', request: { method: 'DELETE', url: '/files/1', headers: { 'x-throw': 'call not found' } } }
]

function methodOf (path: string) {
  return ({ '/plain': 'GET', '/search': 'GET', '/files/{id}': 'DELETE' } as Record<string, 'GET' | 'DELETE'>)[path] ?? 'POST'
}

/** A server whose routes throw what a header of the request names. */
export async function buildEveryError (options: ErrorRepliesOptions, openapi = '3.1.0') {
  const fastify = Fastify({ ...serverOptions(), bodyLimit: 1000 }).withTypeProvider<TypeBoxTypeProvider>()
  await fastify.register(swagger, { openapi: { openapi, info: { title: 'Errors', version: '1.0.0' } }, ...openapiOptions() })
  await fastify.register(errorsPlugin, { errors: [outOfStock, shopClosed, hidden], log: { '4xx': 'silent', '5xx': 'silent' } as never, ...options })
  const preHandler = async ({ headers }: FastifyRequest, reply: FastifyReply) => {
    const name = headers['x-throw'] as string | undefined
    if (name === 'call not found') return reply.callNotFound()
    if (name !== undefined) throw thrown[name]?.()
  }
  const body = Type.Object({ sku: Type.String(), count: Type.Integer() })
  const querystring = Type.Object({ page: Type.Optional(Type.Integer()) })
  const describe = (operationId: string) => ({ operationId, summary: operationId })
  fastify.post('/orders', {
    preHandler,
    schema: { ...describe('order'), body, querystring, headers: Type.Object({ 'x-number': Type.Integer() }), response: { 201: body } },
    errors: [outOfStock, errors.conflict, errors.conflict('Taken.', { code: 'NAME_TAKEN' }), shopClosed, errors.bearerError('invalid_token'), errors.unauthorized]
  }, async (_request, reply) => reply.code(201).send({ sku: 'a', count: 1 }))
  fastify.get('/plain', { preHandler, schema: describe('plain') }, async () => 'fine')
  fastify.get('/search', { preHandler, schema: { ...describe('search'), querystring } }, async () => 'fine')
  fastify.post('/token', {
    preHandler,
    config: { errorFormat: 'oauth2' },
    schema: { ...describe('token'), body },
    errors: [errors.oauthError('invalid_grant'), errors.oauthError('invalid_client')]
  }, async () => 'fine')
  fastify.delete('/files/:id', {
    preHandler,
    schema: { ...describe('remove'), params: Type.Object({ id: Type.Integer() }) },
    errors: [errors.notFound, errors.gone, errors.oauthError('invalid_grant'), defineError({ code: 'TOO_BIG', statusCode: 413, title: 'a', message: 'a' })]
  }, async () => 'fine')
  return fastify
}
