import Fastify from 'fastify'
import t from 'tap'
import { hasOnSendHooks, readConstructorOptions, readParserTypes, readReplyHeaders } from '../../lib/util/fastify-internals.js'
import { acceptedTypes } from '../../lib/finalize/accepted-types.js'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

t.test('what Fastify keeps behind symbols is optional', async t => {
  const unknown = {} as FastifyInstance
  t.same(readConstructorOptions(unknown), {})
  t.equal(readParserTypes(unknown), undefined)
  t.equal(readReplyHeaders({} as FastifyReply), undefined)
  t.equal(hasOnSendHooks({} as FastifyRequest), true)
  const request = { routeOptions: {}, server: { hasContentTypeParser: (type: string) => type === 'text/plain' } } as unknown as FastifyRequest
  t.same(acceptedTypes(request), ['text/plain'])

  const fastify = Fastify({ return503OnClosing: false })
  t.equal(readConstructorOptions(fastify)['return503OnClosing'], false)
  t.ok(readParserTypes(fastify)?.includes('application/json'))
})
