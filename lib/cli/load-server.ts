import { createRequire } from 'node:module'
import { kCatalogs } from '../error/symbols.js'
import type { FastifyInstance, FastifyPluginAsync, FastifyServerOptions } from 'fastify'
import type { MountedCatalog } from '../catalog/index.js'

/** A server that is ready. */
export interface LoadedServer extends Pick<MountedCatalog, 'write'> {
  close (): Promise<void>
}

/**
 * Makes the server of a module ready, without listening.
 *
 * @param url of the catalogue; the first one without it
 * @throws Error with a message for the user of the command
 */
export async function loadServer (module: string, url: string | undefined): Promise<LoadedServer> {
  const loaded = await import(module)
  const fastify = await buildServer(await loaded.default, loaded.options, module)
  await fastify.ready()
  const mounted = fastify[kCatalogs] ?? []
  const found = mounted.find(({ path }) => url === undefined || path === url)
  if (found === undefined) {
    throw new Error(mounted.length === 0
      ? 'the server has no catalogue, register fastify-error-replies/catalog after fastify-error-replies'
      : `the server has no catalogue at '${String(url)}', but at ${mounted.map(({ path }) => path).join(', ')}`)
  }
  return { write: (name) => found.write(name), close: () => fastify.close() }
}

async function buildServer (exported: unknown, options: FastifyServerOptions | undefined, module: string): Promise<FastifyInstance> {
  if (isInstance(exported)) return exported
  if (typeof exported === 'function') {
    // A plugin takes the instance; a function without arguments makes one
    if (exported.length > 0) {
      const Fastify = createRequire(module)('fastify') as (options?: FastifyServerOptions) => FastifyInstance
      const fastify = Fastify(options)
      await fastify.register(exported as FastifyPluginAsync)
      return fastify
    }
    const built: unknown = await exported()
    if (isInstance(built)) return built
  }
  throw new Error('the default export should be a Fastify instance, a function that returns one, or a plugin')
}

function isInstance (value: unknown): value is FastifyInstance {
  return typeof (value as FastifyInstance | undefined)?.ready === 'function' && typeof (value as FastifyInstance).inject === 'function'
}
