import { Type, type Static } from '@sinclair/typebox'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyReply } from 'fastify'
import { expect, test } from 'tstyche'
import { Type as Type1 } from 'typebox'
import { defineError, errors, type DefinedReply, type ErrorRepliesOptions, type ReplyHelper } from 'fastify-error-replies'
import { conflictDetailSchema, envelopeSchema, problemSchema, type Envelope, type Problem } from 'fastify-error-replies/schemas'

const outOfStock = defineError({
  code: 'OUT_OF_STOCK',
  statusCode: 409,
  title: 'Out of stock',
  message: ({ sku, left }) => `Only ${left} of ${sku} left`,
  detail: Type.Object({ sku: Type.String(), left: Type.Integer(), note: Type.Optional(Type.String()) }),
  helper: 'outOfStock'
})
const closed = defineError({ code: 'SHOP_CLOSED', statusCode: 503, title: 'Closed', message: 'Closed.' })
const loose = defineError({ code: 'LOOSE', statusCode: 400, title: 'Loose', message: 'Loose.', detail: {} as { type: 'object', properties: Record<string, object> } })
const optional = defineError({ code: 'OPTIONAL', statusCode: 400, title: 'Optional', message: 'Optional.', detail: Type.Object({ a: Type.Optional(Type.String()) }) })
const newer = defineError({
  code: 'NEWER',
  statusCode: 400,
  title: 'Newer',
  message: ({ kind }) => kind,
  detail: Type1.Object({
    kind: Type1.Union([Type1.Literal('a'), Type1.Literal('b')]),
    list: Type1.Array(Type1.Object({ id: Type1.Integer(), on: Type1.Boolean() })),
    note: Type1.Optional(Type1.String())
  })
})

declare const reply: FastifyReply
declare const error: unknown

declare module 'fastify' {
  interface FastifyReply {
    outOfStock: ReplyHelper<typeof outOfStock>
  }
}

test('a factory takes the detail that its schema describes', () => {
  expect(outOfStock).type.toBeCallableWith({ sku: 'a', left: 1 })
  expect(outOfStock).type.toBeCallableWith({ sku: 'a', left: 1, note: 'b' }, { message: 'c', cause: error, headers: { 'x-a': 'b' } })
  expect(outOfStock).type.not.toBeCallableWith()
  expect(outOfStock).type.not.toBeCallableWith({ sku: 'a' })
  expect(outOfStock).type.not.toBeCallableWith({ sku: 'a', left: '1' })
  expect(outOfStock).type.not.toBeCallableWith({ sku: 'a', left: 1, more: 1 })
  expect(outOfStock).type.not.toBeCallableWith({ sku: 'a', left: 1 }, { code: 'OTHER' })
  expect(closed).type.toBeCallableWith()
  expect(closed).type.toBeCallableWith({ message: 'Back at noon.' })
  expect(closed).type.not.toBeCallableWith({ sku: 'a' })
  expect(optional).type.toBeCallableWith()
  expect(loose).type.toBeCallableWith({ any: 'thing' })
})

test('schemas of typebox 1.x are typed too', () => {
  expect(newer).type.toBeCallableWith({ kind: 'a' as const, list: [{ id: 1, on: true }] })
  expect(newer).type.not.toBeCallableWith({ kind: 'c' as const, list: [] })
  expect(newer).type.not.toBeCallableWith({ kind: 'a' as const })
  expect(newer).type.not.toBeCallableWith({ kind: 'a' as const, list: [{ id: '1', on: true }] })
})

test('an error has its code and detail', () => {
  expect(outOfStock({ sku: 'a', left: 1 }).code).type.toBe<'OUT_OF_STOCK'>()
  expect(outOfStock({ sku: 'a', left: 1 }).detail?.left).type.toBe<number | undefined>()
  // Arguments that do not fit the schema leave no detail
  expect(outOfStock({ sku: 'a', left: 1 })).type.not.toBeAssignableTo<{ detail: object }>()
  expect(closed()).type.toBe<DefinedReply<'SHOP_CLOSED', undefined>>()
  expect(closed().detail).type.toBe<undefined>()
})

test('is() narrows', () => {
  if (outOfStock.is(error)) {
    expect(error.detail?.sku).type.toBe<string | undefined>()
    expect(error.code).type.toBe<'OUT_OF_STOCK'>()
  } else if (closed.is(error)) {
    expect(error.code).type.toBe<'SHOP_CLOSED'>()
  } else {
    expect(error).type.toBe<unknown>()
  }
})

test('reply.fail and the helper of a name take the same arguments', () => {
  expect(reply.fail(outOfStock, { sku: 'a', left: 1 })).type.toBe<FastifyReply>()
  expect(reply.fail).type.not.toBeCallableWith(outOfStock, { sku: 'a' })
  expect(reply.fail(closed)).type.toBe<FastifyReply>()
  expect(reply.fail(errors.conflict, 'field', 1, 2)).type.toBe<FastifyReply>()
  expect(reply.outOfStock({ sku: 'a', left: 1 })).type.toBe<FastifyReply>()
  expect(reply.outOfStock).type.not.toBeCallableWith({ sku: 'a' })
})

test('the plugin takes definitions', () => {
  expect<ErrorRepliesOptions>().type.toBeAssignableFrom({ errors: [outOfStock, closed] })
  expect<ErrorRepliesOptions>().type.not.toBeAssignableFrom({ errors: [errors.conflict] })
})

test('a route declares its errors', () => {
  const fastify = Fastify()
  const handler = () => ''
  expect(fastify.get).type.toBeCallableWith('/', { errors: [outOfStock, closed, errors.notFound, errors.contentTooLarge] }, handler)
  expect(fastify.get).type.toBeCallableWith('/', { errors: false as const }, handler)
  expect(fastify.route).type.toBeCallableWith({ method: 'GET' as const, url: '/', errors: [outOfStock], handler })
  expect(fastify.get).type.not.toBeCallableWith('/', { errors: [errors.fail] }, handler)
  expect(fastify.get).type.not.toBeCallableWith('/', { errors: [404] }, handler)
  expect(fastify.get).type.toBeCallableWith('/', { errors: [outOfStock({ sku: 'a', left: 1 })] }, handler)
  expect<ErrorRepliesOptions>().type.toBeAssignableFrom({ strictErrors: 'warn' as const })
  expect<ErrorRepliesOptions>().type.not.toBeAssignableFrom({ strictErrors: true as const })
})

test('the types of a typed route are what they were', () => {
  const fastify = Fastify().withTypeProvider<TypeBoxTypeProvider>()
  const schema = {
    params: Type.Object({ id: Type.Integer() }),
    response: { 200: Type.Object({ name: Type.String() }), 409: envelopeSchema }
  }
  fastify.get('/:id', { schema, errors: [outOfStock] }, async (request, reply) => {
    expect(request.params).type.toBe<{ id: number }>()
    expect(reply.code(200).send).type.toBeCallableWith({ name: 'a' })
    expect(reply.code(200).send).type.not.toBeCallableWith({ name: 1 })
    if (request.params.id === 1) return reply.notFound('None.')
    if (request.params.id === 2) return reply.fail(outOfStock, { sku: 'a', left: 1 })
    if (request.params.id === 3) throw outOfStock({ sku: 'a', left: 1 })
    return { name: 'a' }
  })
  fastify.get('/wrong/:id', { schema, errors: [outOfStock] }, (_request, reply) => {
    expect(reply.send).type.not.toBeCallableWith({ wrong: 'a' })
    reply.send({ name: 'a' })
  })
})

test('published schemas are types', () => {
  expect<Static<typeof envelopeSchema>['error']>().type.toBe<Envelope['error']>()
  expect<Static<typeof envelopeSchema>['error']['code']>().type.toBe<string>()
  expect<Static<typeof problemSchema>>().type.toBe<Problem>()
  expect<Static<typeof conflictDetailSchema>>().type.toBe<{ conflictField: string, conflictFields?: string[], originalValue?: unknown, newValue?: unknown }>()
})

test('what a definition says for the catalogue', () => {
  defineError({
    code: 'DOCUMENTED',
    statusCode: 409,
    title: 'Documented',
    message: ({ left }) => `${left} left`,
    detail: Type.Object({ left: Type.Integer() }),
    description: 'Why.',
    remedy: 'What to do.',
    retry: 'after',
    examples: [{ left: 2 }],
    since: '1.2',
    deprecated: true,
    public: false,
    aliases: ['OLD']
  })
  expect(defineError).type.not.toBeCallableWith({ code: 'WRONG', statusCode: 409, title: 'Wrong', message: 'Wrong.', retry: 'later' })
  expect(defineError).type.not.toBeCallableWith({ code: 'WRONG', statusCode: 409, title: 'Wrong', message: 'Wrong.', detail: outOfStockSchema, examples: [{ left: 'two' }] })
})

const outOfStockSchema = Type.Object({ left: Type.Integer() })
