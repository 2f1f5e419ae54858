import Fastify from 'fastify'
import t from 'tap'
import errorsPlugin from '../../lib/index.js'

t.test('a 415 of a server without parsers has no Accept', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  fastify.removeAllContentTypeParsers()
  fastify.patch('/', (_request, reply) => reply.unsupportedMediaType())
  const { statusCode, headers } = await fastify.inject({ method: 'PATCH', url: '/' })
  t.equal(statusCode, 415)
  t.same([headers['accept'], headers['accept-patch']], [undefined, undefined])
})
