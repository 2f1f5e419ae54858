import { once } from 'node:events'
import Fastify, { type FastifyReply } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin from '../../lib/index.js'

const CONFLICT = '{"type":["Error"],"error":{"code":"CONFLICT","message":"Taken."},"debug":{}}'

async function build (t: Test) {
  const lines: { level: number, msg: string }[] = []
  const fastify = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => { lines.push(JSON.parse(line)) } } } })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin)
  return { fastify, lines }
}

const later: Record<string, (reply: FastifyReply) => unknown> = {
  'a value that is returned': () => ({ other: true }),
  'nothing that is returned': () => undefined,
  'the reply that is returned': (reply) => reply
}

t.test('once an error is sent past the hooks, nothing that follows is sent or logged', async t => {
  for (const [name, after] of Object.entries(later)) {
    const { fastify, lines } = await build(t)
    let returned = () => {}
    const end = new Promise<void>((resolve) => { returned = resolve })
    fastify.get('/', { onSend: async () => { throw new Error('hook') } }, async (_request, reply) => {
      reply.conflict('Taken.')
      await once(reply.raw, 'finish')
      setTimeout(returned, 10) // Fastify has it then
      return after(reply)
    })
    const { statusCode, body } = await fastify.inject('/')
    t.strictSame([statusCode, body], [409, CONFLICT], name)
    await end
    t.match(lines, [{ level: 50, msg: 'hook' }], name)
    t.equal(lines.length, 1, name)
  }
})

t.test('nor after the last resort', async t => {
  for (const [name, after] of Object.entries(later)) {
    const { fastify, lines } = await build(t)
    let returned = () => {}
    const end = new Promise<void>((resolve) => { returned = resolve })
    fastify.get('/', async (_request, reply) => {
      reply.header = () => { throw new Error('no headers') }
      reply.conflict('Taken.')
      await once(reply.raw, 'finish')
      setTimeout(returned, 10) // Fastify has it then
      return after(reply)
    })
    t.equal((await fastify.inject('/')).statusCode, 500, name)
    await end
    t.match(lines, [{ level: 50, msg: 'fastify-error-replies: an error could not be sent' }], name)
    t.equal(lines.length, 1, name)
  }
})

t.test('a redirect has no type of a body that was not sent', async t => {
  const { fastify } = await build(t)
  fastify.get('/reply', (_request, reply) => reply.type('text/html').oauthRedirect('https://client.example/cb', 'access_denied'))
  fastify.get('/raw', (_request, reply) => {
    reply.raw.setHeader('content-type', 'text/html')
    return reply.oauthRedirect('https://client.example/cb', 'access_denied')
  })
  for (const url of ['/reply', '/raw']) {
    const { statusCode, headers, body } = await fastify.inject(url)
    t.strictSame([statusCode, headers['content-type'], headers['content-length'], body], [303, undefined, '0', ''], url)
  }
})

t.test('what a reply carries is named after this package', async t => {
  const { fastify } = await build(t)
  let names: (string | undefined)[] = []
  fastify.addHook('onSend', async (_request, reply) => { names = Object.getOwnPropertySymbols(reply).map(({ description }) => description).filter((name) => !name?.startsWith('fastify.')) })
  fastify.get('/', (_request, reply) => reply.conflict('Taken.'))
  await fastify.inject('/')
  t.strictSame(names, ['fastify-error-replies.ready'])
  await fastify.inject('/nowhere')
  t.strictSame(names, ['fastify-error-replies.ready', 'fastify-error-replies.headers'])
})

t.test('a single header of the failed handler is removed too, or kept', async t => {
  const { fastify } = await build(t)
  fastify.get('/reply', (_request, reply) => reply.header('content-encoding', 'gzip').conflict('Taken.'))
  fastify.get('/raw', (_request, reply) => {
    reply.raw.setHeader('content-encoding', 'gzip')
    return reply.conflict('Taken.')
  })
  fastify.get('/vary', (_request, reply) => reply.header('vary', 'origin').conflict('Taken.'))
  for (const url of ['/reply', '/raw']) t.equal((await fastify.inject(url)).headers['content-encoding'], undefined, url)
  t.equal((await fastify.inject('/vary')).headers.vary, 'origin, Accept')
})
