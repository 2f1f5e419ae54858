// One start of a server, reported to the parent process: node boot-process.js <what to register>
import type { FastifyInstance } from 'fastify'

/** What a start took, in milliseconds. */
export interface BootMessage {
  readonly time: number
  /** User and system, every thread: modules are compiled on others. */
  readonly cpu: number
}

/** What is registered, by name. */
export const boots: Readonly<Record<string, (fastify: FastifyInstance) => Promise<unknown>>> = {
  'bare Fastify': async () => {},
  'the plugin, `sensible: false`': async (fastify) => fastify.register((await import('fastify-error-replies')).default, { sensible: false }),
  'the plugin': async (fastify) => fastify.register((await import('fastify-error-replies')).default),
  '@fastify/sensible': async (fastify) => fastify.register((await import('@fastify/sensible')).default)
}

if (process.send !== undefined) {
  const start = performance.now()
  const before = process.cpuUsage()
  const { default: Fastify } = await import('fastify')
  const fastify = Fastify()
  await boots[process.argv[2] as string]?.(fastify)
  await fastify.ready()
  const { user, system } = process.cpuUsage(before)
  const message: BootMessage = { time: performance.now() - start, cpu: (user + system) / 1000 }
  process.send(message)
  process.disconnect?.()
}
