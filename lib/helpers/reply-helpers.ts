import type { FastifyInstance, FastifyReply } from 'fastify'
import { isNameTaken } from '../util/fastify-internals.js'
import { errors } from './factories.js'
import { describeTaken, guardNames } from './name-guard.js'
import type { ErrorReply } from '../error/error-reply.js'
import type { Helpers } from './generated.js'

const factories = Object.entries(errors) as [string, (...args: unknown[]) => ErrorReply][]

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
      if (!isNameTaken(error)) throw error
      throw describeTaken(fastify, name, error)
    }
  }
  // httpErrors is the first name that @fastify/sensible decorates
  guardNames(fastify, new Set(['httpErrors', ...helperNames]))
}

function buildHelper (name: string, factory: (...args: unknown[]) => ErrorReply) {
  // Through reply.send, so that onError hooks and the error handler of a child context still see the error
  return {
    [name]: function (this: FastifyReply, ...args: unknown[]) {
      const error = factory(...args)
      // Before onError hooks, which would see 200
      return this.code(error.statusCode).send(error)
    }
  }[name] as Helpers<FastifyReply>['fail']
}
