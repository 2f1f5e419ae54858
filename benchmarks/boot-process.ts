// One start of a server, reported to the parent process: node --expose-gc boot-process.js <what to register>
import type { FastifyInstance } from 'fastify'

/** What a start took. */
export interface BootMessage {
  /** Milliseconds. */
  readonly time: number
  /** Milliseconds, user and system, every thread: modules are compiled on others. */
  readonly cpu: number
  /** Megabytes in use, after a collection. */
  readonly heap: number
}

export const CHILDREN = 500
const ROUTES = 5000

type Boot = (fastify: FastifyInstance) => Promise<unknown>

const withPlugin: Boot = async (fastify) => fastify.register((await import('fastify-error-replies')).default, { sensible: false })

function withChildren (again: boolean): Boot {
  return async (fastify) => {
    await withPlugin(fastify)
    for (let i = 0; i < CHILDREN; i++) {
      fastify.register(async (child) => {
        if (again) await withPlugin(child)
        child.get('/', () => 'never')
      }, { prefix: `/child${i}` })
    }
  }
}

function withRoutes (declares: boolean): Boot {
  return async (fastify) => {
    await withPlugin(fastify)
    const { errors } = await import('fastify-error-replies')
    const declared = declares ? { errors: [errors.notFound, errors.conflict, errors.forbidden, errors.locked, errors.gone] } : {}
    for (let i = 0; i < ROUTES; i++) fastify.get(`/items${i}/:id`, declared, () => 'never')
  }
}

/** What is registered, by name. */
export const boots = {
  'bare Fastify': async () => {},
  'the plugin, `sensible: false`': withPlugin,
  'the plugin': async (fastify) => fastify.register((await import('fastify-error-replies')).default),
  '@fastify/sensible': async (fastify) => fastify.register((await import('@fastify/sensible')).default),
  '500 child contexts': withChildren(false),
  '500 child contexts that register it again': withChildren(true),
  '5,000 routes': withRoutes(false),
  '5,000 routes with five errors each': withRoutes(true)
} satisfies Readonly<Record<string, Boot>>

export type BootName = keyof typeof boots

if (process.send !== undefined) {
  const start = performance.now()
  const before = process.cpuUsage()
  const { default: Fastify } = await import('fastify')
  const fastify = Fastify()
  await boots[process.argv[2] as BootName](fastify)
  await fastify.ready()
  const time = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  for (let i = 0; i < 2; i++) globalThis.gc?.()
  const message: BootMessage = { time, cpu: (user + system) / 1000, heap: process.memoryUsage().heapUsed / 1e6 }
  process.send(message)
  process.disconnect?.()
}
