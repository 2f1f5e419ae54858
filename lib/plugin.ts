import fastifyPlugin from 'fastify-plugin'
import { decorateDefinitions } from './error/registered-errors.js'
import { kErrorReplies } from './error/symbols.js'
import { markWebsocket } from './finalize/index.js'
import { decorateReply, helperNames, keepDeclared, readRouteErrors } from './helpers/index.js'
import { collectRoutes } from './openapi/index.js'
import { noteConstraints } from './http/allowed-methods.js'
import { resolveOptions, type ErrorRepliesOptions, type ResolvedOptions } from './options.js'
import { buildErrorHandler, type RouteChoices } from './pipeline.js'
import { buildNotFoundHandler, checkWhenReady, handleServerEvents, hasRoutes, isRoot, serveWellKnown } from './server/index.js'
import { FST_ERR_REPLIES_ALREADY_REGISTERED, FST_ERR_REPLIES_NOT_FOUND_HANDLER, FST_ERR_REPLIES_UNKNOWN_FORMAT } from './util/boot-errors.js'
import { isNotFoundHandlerTaken, readConstructorOptions } from './util/fastify-internals.js'
import { readProperty } from './util/read-property.js'
import type { FastifyInstance, FastifyPluginAsync, RouteOptions } from 'fastify'
import type { FormatName } from './formats/index.js'

declare module 'fastify' {
  interface FastifyInstance {
    [kErrorReplies]?: ResolvedOptions
  }

  interface FastifyContextConfig {
    /** Format of the route's errors: the name of a built-in one or of one in the plugin's options. */
    errorFormat?: FormatName | keyof ErrorFormats | undefined
  }

  /**
   * Names of the application's formats, for `config.errorFormat`:
   * `declare module 'fastify' { interface ErrorFormats { xml: true } }`.
   */
  interface ErrorFormats {}
}

const errorsPlugin: FastifyPluginAsync<ErrorRepliesOptions> = async (fastify, registerOptions) => {
  // The template of fastify-cli passes the options of the server on to each plugin
  const options = resolveOptions(registerOptions, true, Object.keys(readConstructorOptions(fastify)))
  if (Object.hasOwn(fastify, kErrorReplies)) throw FST_ERR_REPLIES_ALREADY_REGISTERED()
  // A child context of one that has the plugin inherits helpers, utilities and, without its own prefix, 404s
  const inherits = fastify[kErrorReplies] !== undefined
  fastify.decorate(kErrorReplies, options)

  // onRoute does not fire for routes that are there already; those of a child's parents are not its own
  const early = isRoot(fastify) && hasRoutes(fastify)
  const choices: RouteChoices = { formats: early || !isRoot(fastify), routes: false }
  const document = options.openapi ? collectRoutes(fastify, options) : undefined
  fastify.addHook('onRoute', function (route) {
    noteConstraints(this, route.constraints)
    // The routes of a child context that has the plugin too follow that one
    if (this[kErrorReplies] !== options) return
    choices.routes = true
    readRoute(route, options, choices)
    readRouteErrors(route)
    markWebsocket(route)
    if (options.strictErrors !== false) keepDeclared(route, options.validationStatusCode ?? 400)
    document?.(this, route)
  })
  const handle = buildErrorHandler(options, choices)
  fastify.setErrorHandler(handle)
  checkWhenReady(fastify, early, !inherits, choices)
  if (options.notFound) setNotFoundHandler(fastify, buildNotFoundHandler(options, handle), inherits)
  if (!inherits) {
    decorateReply(fastify)
    handleServerEvents(fastify, options)
  }
  serveWellKnown(fastify, options.oauth2.resource.wellKnown)
  decorateDefinitions(fastify, options.errors, helperNames)
  if (options.sensible && !fastify.hasPlugin('@fastify/sensible')) {
    // Loaded only if it is on: its dependencies are half of the start time of this package
    const { sensibleUtilities } = await import('./server/sensible.js')
    await fastify.register(sensibleUtilities, options.sensible === true ? {} : options.sensible)
  }
}

function readRoute ({ method, url, config }: RouteOptions, { formats }: ResolvedOptions, choices: RouteChoices): void {
  const name: unknown = config?.errorFormat
  if (name === undefined) return
  if (typeof name !== 'string' || formats.byName(name) === undefined) {
    throw FST_ERR_REPLIES_UNKNOWN_FORMAT(`${String(method)} ${url}`, formats.names.join(', '), String(name))
  }
  choices.formats = true
}

function setNotFoundHandler (fastify: FastifyInstance, handler: ReturnType<typeof buildNotFoundHandler>, inherits: boolean): void {
  describeNotFoundHandler(fastify)
  try {
    fastify.setNotFoundHandler(handler)
  } catch (error) {
    // That of the parent is for both, where the child has no own prefix
    if (!inherits || readProperty(error, 'code') !== 'FST_ERR_REPLIES_NOT_FOUND_HANDLER') throw error
  }
}

// A second one fails with a message that does not say whose is there: ours or one that comes later
function describeNotFoundHandler (fastify: FastifyInstance): void {
  const set = fastify.setNotFoundHandler as (this: FastifyInstance, ...args: unknown[]) => FastifyInstance
  fastify.setNotFoundHandler = function (this: FastifyInstance, ...args: unknown[]) {
    try {
      return set.apply(this, args)
    } catch (error) {
      throw isNotFoundHandlerTaken(error) ? FST_ERR_REPLIES_NOT_FOUND_HANDLER(this.prefix || '/', { cause: error }) : error
    }
  } as FastifyInstance['setNotFoundHandler']
}

export default fastifyPlugin(errorsPlugin, { name: 'fastify-error-replies', fastify: '>=5' })
