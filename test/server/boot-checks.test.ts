import { fileURLToPath } from 'node:url'
import autoload from '@fastify/autoload'
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

  t.test('warns of a child context without routes, as @fastify/autoload makes of a file', async t => {
    t.strictSame((await warningsOf(async () => {
      const fastify = Fastify()
      await fastify.register(autoload, { dir: t.testdir({ 'errors.mjs': `import errorsPlugin from '${new URL('../../lib/index.js', import.meta.url).href}'\nexport default async (fastify) => { await fastify.register(errorsPlugin) }` }) })
      fastify.get('/', async () => 'fine')
      await fastify.ready()
    })).map(({ code }) => code), ['FST_REPLIES_WRN_NO_ROUTES'])
    t.strictSame(await warningsOf(async () => {
      const fastify = Fastify()
      fastify.register(async (child) => {
        await child.register(errorsPlugin)
        child.register(async (inner) => { inner.get('/', async () => 'fine') })
      }, { prefix: '/a' })
      fastify.register(async (child) => {
        await child.register(errorsPlugin)
        child.register(async (inner) => { await inner.register(errorsPlugin, { format: 'problem' }) })
        child.get('/child', async () => 'fine')
      }, { prefix: '/b' })
      await fastify.ready()
    }), [])
  })

  t.test('takes a CommonJS file that exports the plugin itself', async t => {
    const dir = t.testdir({ 'errors.cjs': `module.exports = require('${fileURLToPath(new URL('../../lib/index.js', import.meta.url))}')` })
    const fastify = Fastify()
    // As fastify-cli calls its template
    await fastify.register(autoload, { dir, options: { skipOverride: true } })
    fastify.get('/', async () => { throw new Error('hidden') })
    t.equal((await fastify.inject('/')).json().error.code, 'UNKNOWN_ERROR')
  })

  t.test('describes a not-found handler that is set after the plugin', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    t.throws(() => fastify.setNotFoundHandler(() => 'mine'), { code: 'FST_ERR_REPLIES_NOT_FOUND_HANDLER', message: /'notFound: false'/ })
    fastify.register(async (child) => { child.setNotFoundHandler(async () => 'mine') }, { prefix: '/child' })
    t.equal((await fastify.inject('/child/x')).body, 'mine')
    t.throws(() => fastify.setNotFoundHandler(() => 'late'), { code: 'FST_ERR_INSTANCE_ALREADY_LISTENING' }, 'another failure is as it was')
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
