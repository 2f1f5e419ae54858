// What do declared errors cost an application with 1,000 routes? The same one with and without, each in a process of
// its own, interleaved: CPU time until it is ready, heap then, and CPU per success.
// npm run benchmark:declared [-- runs]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Type } from '@sinclair/typebox'
import Fastify from 'fastify'
import errorsPlugin, { defineError, errors } from 'fastify-error-replies'
import { estimateRatio, median } from './statistics.js'

const ROUTES = 1000
const SUCCESSES = 20_000
const LIMIT = 1.1 // start and heap with declarations, as multiples of those without

interface Message {
  readonly start: number // ms of CPU until ready
  readonly heap: number // MB after a collection
  readonly success: number // µs of CPU
}

async function measure (declares: boolean): Promise<Message> {
  const before = process.cpuUsage()
  const own = ['OUT_OF_STOCK', 'PRICE_CHANGED'].map((code) => defineError({
    code, statusCode: 409, title: code, message: 'No.', detail: Type.Object({ sku: Type.String() })
  }))
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { errors: own })
  const declared = declares ? { errors: [...own, errors.notFound, errors.forbidden, errors.locked] } : {}
  const schema = { body: Type.Object({ name: Type.String() }), response: { 200: Type.Object({ name: Type.String() }) } }
  for (let i = 0; i < ROUTES; i++) fastify.post(`/items${i}/:id`, { schema, ...declared }, async () => ({ name: 'a' }))
  await fastify.ready()
  const ready = process.cpuUsage(before)
  globalThis.gc?.()
  const heap = process.memoryUsage().heapUsed / 1e6
  let from = process.cpuUsage()
  for (let i = 0; i < SUCCESSES; i++) {
    if (i === SUCCESSES / 2) from = process.cpuUsage() // the first half warms up
    await fastify.inject({ method: 'POST', url: '/items7/1', payload: { name: 'a' } })
    if (i % 50 === 0) await new Promise((resolve) => { setImmediate(resolve) })
  }
  const { user, system } = process.cpuUsage(from)
  return { start: (ready.user + ready.system) / 1000, heap, success: (user + system) / (SUCCESSES / 2) }
}

async function run (declares: boolean): Promise<Message> {
  const child = fork(fileURLToPath(import.meta.url), [declares ? 'declared' : 'undeclared'], { execArgv: ['--expose-gc'] })
  const [[message]] = await Promise.all([once(child, 'message'), once(child, 'exit')])
  return message as Message
}

if (process.send !== undefined) {
  process.send(await measure(process.argv[2] === 'declared'))
  process.disconnect?.()
} else {
  const pairs: [Message, Message][] = []
  for (let i = 0; i < Number(process.argv[2] ?? 5); i++) {
    const first = await run(i % 2 === 0)
    const second = await run(i % 2 !== 0)
    pairs.push(i % 2 === 0 ? [first, second] : [second, first])
  }
  console.log('| with 5 errors on each of 1,000 routes | with | without | ratio | 95 % |\n| --- | --: | --: | --: | --: |')
  for (const [name, unit] of [['start', 'ms'], ['heap', 'MB'], ['success', 'µs']] as const) {
    const ratio = estimateRatio(pairs.map(([declared, plain]) => declared[name] / plain[name]))
    const cost = (index: 0 | 1) => median(pairs.map((pair) => pair[index][name])).toFixed(1)
    console.log(`| ${name} | ${cost(0)} ${unit} | ${cost(1)} ${unit} | ${ratio.value.toFixed(3)} | ${ratio.lower.toFixed(3)} – ${ratio.upper.toFixed(3)} |`)
    if (name !== 'success' && ratio.value > LIMIT) process.exitCode = 1
  }
}
