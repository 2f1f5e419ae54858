// Does the heap stay where it is? Half a million mixed errors, with the heap after each tenth.
// npm run benchmark:soak [-- errors]
import Fastify from 'fastify'
import errorsPlugin, { errors } from 'fastify-error-replies'

const total = Number(process.argv[2] ?? 500_000)
const STEPS = 10
const LIMIT = 1.1 // heap at the end, as a multiple of the heap after the first tenth

const fastify = Fastify()
await fastify.register(errorsPlugin, { requestId: true })
fastify.get('/helper', (_request, reply) => reply.conflict('meta.updated', new Date(), { any: ['value'] }))
fastify.get('/thrown', async () => { throw errors.notFound() })
fastify.get('/unexpected', async () => { throw new Error('inner', { cause: new Error('innermost') }) })
fastify.get('/status/:statusCode', async (request) => {
  throw Object.assign(new Error('any'), { statusCode: Number((request.params as { statusCode: string }).statusCode) })
})
fastify.post('/validated', { schema: { body: { type: 'object', required: ['name'] } } }, () => 'never')
fastify.get('/hook', { onSend: async () => { throw new Error('hook') } }, () => 'never')

const requests = [
  () => ({ url: '/helper' }),
  () => ({ url: '/thrown' }),
  () => ({ url: '/unexpected' }),
  (i: number) => ({ url: `/status/${400 + i % 200}` }),
  () => ({ method: 'POST' as const, url: '/validated', payload: {} }),
  () => ({ url: '/hook' }),
  (i: number) => ({ url: `/nowhere/${i}`, headers: { accept: `text/x${i}, application/problem+json;q=0.${i % 10}` } }),
  () => ({ method: 'DELETE' as const, url: '/helper' })
]

async function heapInUse (): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.()
    await new Promise((resolve) => { setTimeout(resolve, 20) })
  }
  return process.memoryUsage().heapUsed
}

if (globalThis.gc === undefined) throw new Error('run with --expose-gc, as npm run benchmark:soak does')
const heaps: number[] = []
for (let i = 0; i < total; i++) {
  const { statusCode } = await fastify.inject((requests[i % requests.length] as typeof requests[0])(i))
  if (statusCode < 400) throw new Error(`a reply with status ${statusCode}`)
  // inject resolves in microtasks: without a pause nothing that waits for the event loop is ever collected
  if (i % 50 === 0) await new Promise((resolve) => { setImmediate(resolve) })
  if ((i + 1) % Math.ceil(total / STEPS) === 0) {
    heaps.push(await heapInUse())
    console.log(`${i + 1} errors: ${(heaps.at(-1) as number / 1e6).toFixed(1)} MB`)
  }
}
const growth = (heaps.at(-1) as number) / (heaps[0] as number)
console.log(`heap at the end is ${growth.toFixed(3)} times the heap after the first tenth`)
if (growth > LIMIT) process.exitCode = 1
