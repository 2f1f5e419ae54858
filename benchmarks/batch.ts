// Is a batch of 20 cheaper than 20 requests? One server in its own process, rounds interleaved over one socket,
// CPU of the server per 20 requests.
// npm run benchmark:batch [-- rounds]
import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import Fastify from 'fastify'
import errorsPlugin, { errors } from 'fastify-error-replies'
import multi from 'fastify-error-replies/multi'
import { estimateRatio, median } from './statistics.js'

const PARTS = 20
const TIMES = 100 // per round

interface Part { method: string, resource: string, data?: object }

const document: Part = { method: 'GET', resource: '/items/1' }
const echoed: Part = { method: 'POST', resource: '/items', data: { name: 'a', list: [1, 2, 3] } }
const missing: Part = { method: 'GET', resource: '/missing/1' }
const kinds = { 'GET, a document': [document], 'POST, echoed': [echoed], 'GET, a thrown 404': [missing], mixed: [document, echoed, missing, document] }

async function serve (): Promise<void> {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  await fastify.register(multi)
  fastify.get('/items/:id', async () => ({ id: 1, name: 'a' }))
  fastify.post('/items', async ({ body }) => body)
  fastify.get('/missing/:id', async () => { throw errors.notFound() })
  await fastify.listen({ port: 0, host: '127.0.0.1' })
  const { port } = fastify.server.address() as { port: number }
  process.on('message', () => { process.send?.(process.cpuUsage()) })
  process.once('disconnect', () => { fastify.close() })
  process.send?.(port)
}

if (process.send !== undefined) {
  await serve()
} else {
  const child = fork(fileURLToPath(import.meta.url))
  const [port] = await once(child, 'message') as [number]
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })

  const send = (method: string, path: string, data?: unknown) => new Promise<void>((resolve, reject) => {
    const body = data === undefined ? undefined : JSON.stringify(data)
    const headers = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    request({ agent, port, host: '127.0.0.1', method, path, headers }, (response) => { response.resume().on('end', resolve) })
      .on('error', reject).end(body)
  })
  const cpuOf = async (work: () => Promise<unknown>) => {
    const read = async () => {
      child.send('cpu')
      const [{ user, system }] = await once(child, 'message') as [NodeJS.CpuUsage]
      return user + system
    }
    const before = await read()
    for (let i = 0; i < TIMES; i++) await work()
    return (await read() - before) / TIMES
  }

  console.log('| 20 requests | in a batch | one by one | ratio | 95 % |\n| --- | --: | --: | --: | --: |')
  for (const [name, parts] of Object.entries(kinds)) {
    const batch = { requests: Array.from({ length: PARTS }, (_, i) => parts[i % parts.length] as Part) }
    const rounds: [number, number][] = []
    for (let i = -1; i < Number(process.argv[2] ?? 7); i++) {
      const together = await cpuOf(() => send('POST', '/multi', batch))
      const apart = await cpuOf(async () => { for (const { method, resource, data } of batch.requests) await send(method, resource, data) })
      if (i >= 0) rounds.push([together, apart]) // the first round warms up
    }
    const ratio = estimateRatio(rounds.map(([together, apart]) => together / apart))
    const cost = (index: 0 | 1) => Math.round(median(rounds.map((round) => round[index])))
    console.log(`| ${name} | ${cost(0)} µs | ${cost(1)} µs | ${ratio.value.toFixed(2)} | ${ratio.lower.toFixed(2)} – ${ratio.upper.toFixed(2)} |`)
    if (ratio.value >= 1) process.exitCode = 1
  }
  agent.destroy()
  child.disconnect()
}
