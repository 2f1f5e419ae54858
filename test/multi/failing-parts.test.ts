import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { Ajv } from 'ajv'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin from '../../lib/index.js'
import multi from '../../lib/multi/index.js'
import { multiResponseSchema } from '../../schemas/index.js'

const isMultiResponse = new Ajv({ strict: false }).compile(multiResponseSchema)
const HOOKS = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend', 'onError', 'onResponse'] as const
const DATA = { none: undefined, short: {}, long: { text: 'x'.repeat(100_000) } }

async function build (t: Test) {
  const fastify = Fastify({ forceCloseConnections: true })
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin)
  await fastify.register(multi, { timeout: 30, bodyLimit: 10_000_000 })
  fastify.get('/fine', async () => ({}))
  return fastify
}

/** The statuses of the parts of a batch that is valid and ends with a part that is fine. */
async function runParts (fastify: FastifyInstance, requests: object[]): Promise<number[]> {
  const payload = { requests: [...requests, { method: 'GET', resource: '/fine' }] }
  const reply = await fastify.inject({ method: 'POST', url: '/multi', payload })
  const body = reply.json()
  if (reply.statusCode !== 200 || !isMultiResponse(body)) throw new Error(`${reply.statusCode} ${reply.body.slice(0, 500)}`)
  const statusCodes = (body as { result: { responseCode: number }[] }).result.map(({ responseCode }) => responseCode)
  if (statusCodes.length !== payload.requests.length || statusCodes.pop() !== 200) throw new Error(`${statusCodes.length} parts`)
  return statusCodes
}

t.test('a part that destroys its request with an error', async t => {
  const outcomes: Record<string, (request: FastifyRequest, reply: FastifyReply) => unknown> = {
    value: async () => ({}),
    error: async () => { throw new Error('secret') },
    later: async () => { await sleep(5); return {} },
    'later-error': async () => { await sleep(5); throw new Error('secret') },
    stream: (_request, reply) => { reply.send(Readable.from(['a', 'b'])) },
    raw: (_request, reply) => { reply.hijack().raw.end('x') },
    never: () => {}
  }
  for (const when of ['at once', 'later'] as const) {
    const destroy = async ({ raw }: FastifyRequest) => {
      if (when === 'later') await sleep(2)
      raw.destroy(new Error('secret'))
      raw.destroy(new Error('again'))
    }
    for (const hook of HOOKS) {
      t.test(`${when} in ${hook} leaves the others and the process as they are`, async t => {
        const fastify = await build(t)
        for (const [name, handler] of Object.entries(outcomes)) fastify.post(`/${name}`, { [hook]: destroy, bodyLimit: 200_000 }, handler as never)
        for (const [size, data] of Object.entries(DATA)) {
          const requests = Object.keys(outcomes).map((name) => ({ method: 'POST', resource: `/${name}`, ...(data === undefined ? undefined : { data }) }))
          const statusCodes = await runParts(fastify, requests)
          t.ok(statusCodes.every((statusCode) => [200, 500, 502, 504].includes(statusCode)), `${size} ${statusCodes}`)
        }
        await sleep(10)
      })
    }
    t.test(`${when} in a parser leaves the others and the process as they are`, async t => {
      const fastify = await build(t)
      for (const [name, parser] of Object.entries<(request: FastifyRequest, payload: any) => unknown>({
        destroys: async (request) => { await destroy(request); return {} },
        reads: async (request, payload) => { payload.once('data', () => { destroy(request).catch(() => {}) }); await payload.toArray(); return {} },
        pauses: async (request, payload) => { payload.pause(); await destroy(request); payload.resume(); return {} },
        'never-ends': async (request) => { await destroy(request); return await new Promise(() => {}) }
      })) {
        await fastify.register(async (child) => {
          child.removeAllContentTypeParsers()
          child.addContentTypeParser('application/json', parser as never)
          child.post(`/${name}`, { bodyLimit: 200_000 }, async () => ({}))
        })
      }
      for (const data of [DATA.short, DATA.long]) {
        const requests = ['destroys', 'reads', 'pauses', 'never-ends'].map((name) => ({ method: 'POST', resource: `/${name}`, data }))
        const statusCodes = await runParts(fastify, requests)
        t.ok(statusCodes.every((statusCode) => [200, 502, 504].includes(statusCode)), String(statusCodes))
      }
    })
  }
})

t.test('a part with a status that is not one of HTTP', async t => {
  const write: Record<string, (reply: FastifyReply, status: number) => unknown> = {
    set: (reply, status) => reply.code(status).send({}),
    returned: (reply, status) => { reply.raw.statusCode = status; return {} },
    sent: (reply, status) => { reply.raw.statusCode = status; return reply.send({}) },
    ended: (reply, status) => { reply.hijack().raw.statusCode = status; reply.raw.end('{}') },
    written: (reply, status) => { reply.hijack().raw.writeHead(status).end('{}') },
    none: (reply, status) => { reply.hijack().raw.statusCode = status; reply.raw.end() }
  }
  // A handler that writes one past Fastify, which Node refuses, has no reply by itself either
  const refused = [502, 502, 502, 504, 504, 504]
  const cases: [status: number, statusCodes: number[]][] = [
    ...[NaN, 5, -1, Infinity].map((status): [number, number[]] => [status, refused]),
    ...[100, 199, 600, 999].map((status): [number, number[]] => [status, Array(6).fill(502)])
  ]
  for (const [status, statusCodes] of cases) {
    const fastify = await build(t)
    for (const [name, writing] of Object.entries(write)) fastify.get(`/${name}`, async (_request, reply) => writing(reply, status))
    t.strictSame(await runParts(fastify, Object.keys(write).map((name) => ({ method: 'GET', resource: `/${name}` }))), statusCodes, String(status))
  }
})
