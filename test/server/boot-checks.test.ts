import cors from '@fastify/cors'
import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import errorsPlugin from '../../lib/index.js'

async function warningsOf (work: () => Promise<unknown>): Promise<{ code: string, message: string }[]> {
  const warnings: (Error & { code: string })[] = []
  const listener = (warning: Error) => { warnings.push(warning as Error & { code: string }) }
  process.on('warning', listener)
  await work()
  await new Promise((resolve) => { setImmediate(resolve) })
  process.removeListener('warning', listener)
  return warnings.filter(({ code }) => code.startsWith('FST_REPLIES')).map(({ code, message }) => ({ code, message }))
}

t.test('boot checks', async t => {
  t.test('warns of routes that were defined first', async t => {
    for (const define of [
      async (fastify: FastifyInstance) => { fastify.get('/early', () => 'a') },
      async (fastify: FastifyInstance) => { await fastify.register(async (child) => { child.put('/x', () => 'a') }, { prefix: '/child' }) }
    ]) {
      const warnings = await warningsOf(async () => {
        const fastify = Fastify()
        await define(fastify)
        await fastify.register(errorsPlugin)
        fastify.get('/late', () => 'a')
        await fastify.ready()
      })
      t.same(warnings, [{
        code: 'FST_REPLIES_WRN_LATE',
        message: 'fastify-error-replies was registered after routes that keep the error handler of Fastify: register it before them'
      }])
    }
  })

  t.test('says nothing of the preflight route of @fastify/cors', async t => {
    t.same(await warningsOf(async () => {
      const fastify = Fastify()
      await fastify.register(cors)
      await fastify.register(errorsPlugin)
      await fastify.ready()
    }), [])
  })

  t.test('says nothing of routes of the same tick', async t => {
    t.same(await warningsOf(async () => {
      const fastify = Fastify()
      fastify.register(errorsPlugin)
      fastify.get('/fields', { config: { errorFormat: 'fields' } }, (_request, reply) => reply.gone())
      fastify.register(async (child) => { child.get('/x', () => 'a') }, { prefix: '/child' })
      t.same((await fastify.inject('/fields')).json(), { message: 'What was at this address is gone for good.' })
    }), [])
  })

  t.test('says nothing of routes outside a child context', async t => {
    t.same(await warningsOf(async () => {
      const fastify = Fastify()
      fastify.get('/outside', () => 'a')
      await fastify.register(async () => {})
      fastify.register(async (child) => {
        await child.register(errorsPlugin)
        child.get('/', () => 'a')
      }, { prefix: '/child' })
      await fastify.ready()
    }), [])
  })

  t.test('warns of an error handler that replaced ours', async t => {
    const warnings = await warningsOf(async () => {
      const fastify = Fastify()
      await fastify.register(errorsPlugin)
      fastify.setErrorHandler(() => {})
      await fastify.ready()
    })
    t.match(warnings, [{ code: 'FST_REPLIES_WRN_HANDLER_REPLACED', message: /prefix '\/'/ }])
  })
})
