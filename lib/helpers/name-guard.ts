import { FST_ERR_REPLIES_NAME_TAKEN } from '../util/boot-errors.js'
import { isNameTaken, registeredBy } from '../util/fastify-internals.js'
import type { FastifyInstance } from 'fastify'

const SENSIBLE = '@fastify/sensible'

/** The error of a name that two plugins decorate: names the other plugin and the solutions. */
export function describeTaken (fastify: FastifyInstance, name: string, cause: unknown): Error {
  const parent = registeredBy(fastify, SENSIBLE, 'fastify-error-replies')
  if (parent === undefined) {
    return FST_ERR_REPLIES_NAME_TAKEN(name, 'the application or another plugin: rename the other decorator, or register one of the two in a child context', { cause })
  }
  const who = parent === '' ? SENSIBLE : `${SENSIBLE}, which plugin '${parent}' registers`
  return FST_ERR_REPLIES_NAME_TAKEN(name, `${who}: remove that registration, the utilities of ${SENSIBLE} are included (option 'sensible'), or register ${parent === '' ? 'it' : `'${parent}'`} in a child context`, { cause })
}

/**
 * Describes what goes wrong when `@fastify/sensible` is registered after the plugin, in the same context.
 *
 * It decorates in the tick in which it is loaded, where a failure is an uncaught exception; all that it can have is a
 * message.
 */
export function guardNames (fastify: FastifyInstance, names: ReadonlySet<string>): void {
  for (const method of ['decorate', 'decorateReply'] as const) {
    const decorate = fastify[method] as (this: FastifyInstance, name: string | symbol, ...args: unknown[]) => FastifyInstance
    fastify[method] = function (this: FastifyInstance, name: string | symbol, ...args: unknown[]) {
      try {
        return decorate.call(this, name, ...args)
      } catch (error) {
        if (!isNameTaken(error) || !names.has(String(name))) throw error
        throw describeTaken(this, String(name), error)
      }
    } as FastifyInstance['decorate'] & FastifyInstance['decorateReply']
  }
}
