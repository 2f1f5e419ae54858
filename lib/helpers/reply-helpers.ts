import type { FastifyInstance, FastifyReply } from 'fastify'
import { errors } from './factories.js'
import { describeTaken, guardNames } from './name-guard.js'
import type { Helpers } from './generated.js'

const factories = Object.entries(errors) as [string, (...args: unknown[]) => Error][]

/** Names that this plugin gives to `reply`. */
export const helperNames: ReadonlySet<string> = new Set(factories.map(([name]) => name))

/**
 * Decorates `reply` with one helper per factory.
 *
 * @throws FST_ERR_REPLIES_NAME_TAKEN when a decorator of that name exists in the same context
 */
export function decorateReply (fastify: FastifyInstance): void {
  for (const [name, factory] of factories) {
    try {
      fastify.decorateReply(name as 'fail', buildHelper(name, factory))
    } catch (error) {
      throw describeTaken(fastify, name, error)
    }
  }
  // httpErrors is the first name that @fastify/sensible decorates
  guardNames(fastify, new Set(['httpErrors', ...helperNames]))
}

function buildHelper (name: string, factory: (...args: unknown[]) => Error) {
  // Through reply.send, so that onError hooks and the error handler of a child context still see the error
  return {
    [name]: function (this: FastifyReply, ...args: unknown[]) {
      return this.send(factory(...args))
    }
  }[name] as Helpers<FastifyReply>['fail']
}
