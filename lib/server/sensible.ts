import fastifyPlugin from 'fastify-plugin'
import sensible from '@fastify/sensible'
import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import { helperNames } from '../helpers/index.js'

/**
 * `@fastify/sensible` without the reply helpers that this package has itself.
 *
 * Under sensible's own name, so that a plugin which depends on it finds it.
 */
export const sensibleUtilities = fastifyPlugin((fastify, options, done) => {
  // sensible decorates a facade of the instance, which leaves out the names of this package
  const facade: FastifyInstance = Object.create(fastify, {
    decorate: {
      value: (...args: Parameters<FastifyInstance['decorate']>) => {
        fastify.decorate(...args)
        return facade
      }
    },
    decorateReply: {
      value: (...args: Parameters<FastifyInstance['decorateReply']>) => {
        if (!helperNames.has(args[0] as string)) fastify.decorateReply(...args)
        return facade
      }
    }
  })
  ;(sensible.fastifySensible as FastifyPluginCallback)(facade, options, done)
}, { name: '@fastify/sensible', fastify: '>=5' })
