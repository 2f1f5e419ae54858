import '@fastify/sensible'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { expect, test } from 'tstyche'
import errorsPlugin, { errors, type ErrorReply, type ErrorRepliesOptions } from 'fastify-error-replies'

const fastify = Fastify()
declare const reply: FastifyReply

test('the plugin registers with its options', () => {
  expect(fastify.register).type.toBeCallableWith(errorsPlugin)
  expect(fastify.register).type.toBeCallableWith(errorsPlugin, { expose: 'deliberate' as const })
  expect<ErrorRepliesOptions>().type.toBeAssignableFrom({ log: { 404: 'debug' as const, '5xx': 'fatal' as const } })
  expect<ErrorRepliesOptions>().type.toBeAssignableFrom({ traceId: (request: FastifyRequest) => request.headers['traceparent']?.toString() })
  expect<ErrorRepliesOptions>().type.not.toBeAssignableFrom({ format: 'xml' as const })
  expect<ErrorRepliesOptions>().type.not.toBeAssignableFrom({ traceId: async () => '0af7' })
  expect<ErrorRepliesOptions>().type.not.toBeAssignableFrom({ log: { 404: 'loud' as const } })
})

test('helpers take their own arguments', () => {
  expect(reply.conflict('field', 1, 2)).type.toBe<FastifyReply>()
  expect(reply.methodNotAllowed(['GET', 'POST'])).type.toBe<FastifyReply>()
  expect(reply.conflict).type.not.toBeCallableWith('field', 1)
  expect(reply.methodNotAllowed).type.not.toBeCallableWith([1])
  expect(reply.invalidBody).type.not.toBeCallableWith()
  expect(reply.tooManyRequests).type.toBeCallableWith(new Date())
  expect(reply.tooManyRequests).type.not.toBeCallableWith({})
  expect(reply.unprocessableEntity).type.toBeCallableWith({ name: ['is blank'] })
  expect(reply.unprocessableEntity).type.not.toBeCallableWith({ name: 'is blank' })
  expect(reply.unauthorized).type.toBeCallableWith('Who?', { challenge: 'Basic realm="a"' })
  expect(reply.forbidden).type.not.toBeCallableWith('No.', { challenge: 'Basic realm="a"' })
  expect(reply.fail).type.toBeCallableWith(409, 'field', 1, 2)
  expect(reply.fail).type.toBeCallableWith(errors.contentTooLarge, 5)
  expect(reply.fail).type.not.toBeCallableWith('conflict')
})

test('helpers take the one message of @fastify/sensible', () => {
  expect(reply.conflict('Taken.')).type.toBe<FastifyReply>()
  expect(reply.methodNotAllowed()).type.toBe<FastifyReply>()
  expect(reply.imateapot('Short.')).type.toBe<FastifyReply>()
  expect(reply.getHttpError(404, 'None.')).type.toBe<FastifyReply>()
  expect(reply.notFound('None.', { code: 'NO_DOCUMENT', detail: { id: 1 } })).type.toBe<FastifyReply>()
})

test('factories give error replies', () => {
  expect(errors.conflict('field', 1, 2)).type.toBeAssignableTo<ErrorReply>()
  expect(errors.conflict).type.not.toBeCallableWith('field', 1)
  expect<ErrorReply>().type.toBeAssignableTo<Error>()
  expect(errors.notFound().statusCode).type.toBe<number>()
})

test('handlers may return what a helper returns', () => {
  expect(fastify.get).type.toBeCallableWith('/', async (_request: unknown, reply: FastifyReply) => reply.conflict('field', 1, 2))
})
