import fastifyPlugin from 'fastify-plugin'
import { buildErrorHandler } from './error-handler.js'
import { FST_ERR_REPLIES_ALREADY_REGISTERED, FST_ERR_REPLIES_NOT_FOUND_HANDLER } from './errors.js'
import { buildNotFoundHandler } from './not-found-handler.js'
import { resolveOptions, type ErrorRepliesOptions, type ResolvedOptions } from './options.js'
import { decorateReply } from './reply-helpers.js'
import { sensibleUtilities } from './sensible.js'
import { coverServer } from './server-surfaces.js'
import { kErrorReplies } from './symbols.js'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    [kErrorReplies]?: ResolvedOptions
  }
}

const errorsPlugin: FastifyPluginAsync<ErrorRepliesOptions> = async (fastify, registerOptions) => {
  const options = resolveOptions(registerOptions)
  if (Object.hasOwn(fastify, kErrorReplies)) throw FST_ERR_REPLIES_ALREADY_REGISTERED()
  // A child context of one that has the plugin inherits helpers, utilities and, without a prefix of its own, 404s
  const inherits = fastify[kErrorReplies] !== undefined
  fastify.decorate(kErrorReplies, options)

  const handle = buildErrorHandler(options)
  fastify.setErrorHandler(handle)
  if (options.notFound) setNotFoundHandler(fastify, buildNotFoundHandler(options, handle), inherits)
  if (!inherits) {
    decorateReply(fastify)
    coverServer(fastify, options)
  }
  if (options.sensible && !fastify.hasPlugin('@fastify/sensible')) await fastify.register(sensibleUtilities)
}

function setNotFoundHandler (fastify: FastifyInstance, handler: ReturnType<typeof buildNotFoundHandler>, inherits: boolean): void {
  try {
    fastify.setNotFoundHandler(handler)
  } catch (error) {
    if (!inherits) throw FST_ERR_REPLIES_NOT_FOUND_HANDLER(fastify.prefix || '/', { cause: error })
  }
}

export default fastifyPlugin(errorsPlugin, { name: 'fastify-error-replies', fastify: '>=5' })
