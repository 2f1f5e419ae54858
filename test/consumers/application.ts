// What an application writes that never imports @fastify/sensible: `npm run test:consumers` compiles it against the
// packed package.
import { Type } from '@sinclair/typebox'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import errorsPlugin, {
  allowedMethods, declaredRoutes, defineError, defineFormat, ErrorReply, errors, openapiOptions, serverOptions,
  type DefinedReply, type ErrorInit, type ErrorMapper, type ErrorRepliesOptions, type Issue, type ReplyHelper
} from 'fastify-error-replies'
import { abort, boom, postgres, prisma, upstream, zod } from 'fastify-error-replies/mappers'
import multi, { toMultiPart, type MultiOptions, type MultiPart } from 'fastify-error-replies/multi'
import { conflictDetailSchema, envelopeSchema, halSchema, multiRequestSchema, type Envelope, type Problem } from 'fastify-error-replies/schemas'
import success, { type Links } from 'fastify-error-replies/success'

const outOfStock = defineError({
  code: 'OUT_OF_STOCK',
  statusCode: 409,
  title: 'Out of stock',
  message: ({ sku, left }) => `Only ${left} of ${sku} left.`,
  detail: Type.Object({ sku: Type.String(), left: Type.Integer() }),
  helper: 'outOfStock'
})
const closed = defineError({ code: 'SHOP_CLOSED', statusCode: 503, title: 'Closed', message: 'Closed.' })
const plain = defineError({
  code: 'PLAIN',
  statusCode: 400,
  title: 'Plain',
  message: ({ kind }) => kind,
  detail: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } } as const
})

declare module 'fastify' {
  interface FastifyReply {
    outOfStock: ReplyHelper<typeof outOfStock>
  }
}

const jsonApi = defineFormat({
  name: 'json-api',
  contentType: 'application/vnd.api+json',
  schema: Type.Object({ errors: Type.Array(Type.Object({ status: Type.String(), detail: Type.String() })) }),
  body: ({ statusCode, message, issues = [] }) => ({
    errors: [{ status: String(statusCode), detail: message }, ...issues.map((issue: Issue) => ({ status: '400', detail: issue.message }))]
  })
})
const text = defineFormat({
  name: 'text',
  contentType: 'text/plain',
  body: ({ title, message }) => ({ title, message }),
  serialize: ({ title, message }) => `${title}: ${message}`
})

const teapot: ErrorMapper = (error, request) => error instanceof RangeError && request.method === 'BREW' ? errors.fail(418) : undefined
const settings: ErrorRepliesOptions = {
  format: jsonApi,
  negotiate: ['problem', text],
  mappers: [abort, boom, postgres, prisma, upstream, zod, teapot],
  errors: [outOfStock, closed, plain],
  strictErrors: 'warn',
  validation: { statusCode: 422, maxIssues: 10 },
  expose: (_error, statusCode) => statusCode < 500,
  messages: (error, request) => `${error.message} (${String(request.id)})`,
  log: { 404: 'silent', '5xx': 'fatal' },
  problem: { type: 'https://a.example/problems/', instance: (request) => request.url }
}

const fastify = Fastify({ ...serverOptions({ format: 'problem' }), logger: true })
await fastify.register(errorsPlugin)
await fastify.register(async (child) => { await child.register(errorsPlugin, settings) }, { prefix: '/child' })
await fastify.register(success)
const batch: MultiOptions = { url: '/batch', maxRequests: 5 }
await fastify.register(multi, batch)

const documents = openapiOptions()
export const transforms: [unknown, unknown] = [documents.transform, documents.transformObject]

const init: ErrorInit = { code: 'NO_DOCUMENT', headers: { 'x-a': 'b' }, cause: new Error('a') }
const links: Links = { self: '/orders/1', find: { href: '/orders/{id}', templated: true } }

fastify.get('/', { errors: [outOfStock, errors.notFound], config: { errorFormat: 'fields' } }, async (_request, reply) => reply.notFound('No such document.', init))
fastify.get('/undocumented', { errors: false }, async (_request, reply) => reply.conflict('name', 'Ada', 'Grace'))
fastify.route({
  method: 'POST',
  url: '/orders',
  errors: [closed],
  schema: { response: { 201: halSchema(Type.Object({ id: Type.Integer() })), 409: envelopeSchema } },
  handler: async (_request, reply) => reply.created({ id: 1 }, { ...links, self: '/orders/1' })
})
fastify.setNotFoundHandler((request, reply) => reply.methodNotAllowed(allowedMethods(request)))

export function all (reply: FastifyReply, request: FastifyRequest): FastifyReply[] {
  return [
    reply.conflict('name', undefined, 1),
    reply.unauthorized('Who?', { challenge: 'Basic realm="a"' }),
    reply.tooManyRequests(new Date(), 'Slow down.'),
    reply.rangeNotSatisfiable(1000),
    reply.unprocessableEntity({ name: ['is blank'] }),
    reply.fail(410),
    reply.fail(errors.conflict, 'name', 'Ada', 'Grace'),
    reply.fail(outOfStock, { sku: 'a', left: 1 }),
    reply.outOfStock({ sku: 'a', left: 1 }),
    reply.oauthError('invalid_grant', 'Used.'),
    reply.oauthRedirect('https://a.example/cb', 'access_denied', { state: request.id }),
    reply.bearerError('insufficient_scope', { scope: ['a'] })
  ]
}

export function read (error: unknown): string | number {
  if (outOfStock.is(error)) {
    const { code, detail }: DefinedReply<'OUT_OF_STOCK', { sku: string, left: number }> = error
    return code.length + (detail?.left ?? 0)
  }
  if (plain.is(error)) return error.detail?.kind ?? ''
  return error instanceof ErrorReply ? error.code : ''
}

export const thrown = [errors.conflict('name', 'Ada', 'Grace'), errors.serviceUnavailable(5), outOfStock({ sku: 'a', left: 1 }), plain({ kind: 'a' }), closed({ cause: init })]
export const part: MultiPart = toMultiPart(errors.notFound())
export const envelope: Envelope = { type: ['Error'], error: { code: 'A', message: 'B' }, debug: {} }
export const problem: Partial<Problem> = { title: 'A' }
export const used = [conflictDetailSchema.type, multiRequestSchema.type]

// @ts-expect-error the detail has no price
outOfStock({ sku: 'a', left: 1, price: 1 })
declaredRoutes(fastify).get('/declared', { errors: [outOfStock] }, async (_request, reply) => reply.fail(outOfStock, { sku: 'a', left: 1 }))
// @ts-expect-error an error that the route does not declare
declaredRoutes(fastify).get('/undeclared', { errors: [outOfStock] }, async (_request, reply) => reply.gone())
// @ts-expect-error no such option
await fastify.register(errorsPlugin, { formats: [] })
// @ts-expect-error a status is not a declaration
fastify.get('/wrong', { errors: [404] }, async () => '')
export const utilities = [fastify.httpErrors.notFound('None.'), fastify.assert, await fastify.to(Promise.resolve(1))]
fastify.get('/utilities', async (request, reply) => reply.cacheControl('max-age', 60).send([request.forwarded(), request.is('json'), reply.vary]))
