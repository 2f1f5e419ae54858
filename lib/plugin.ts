import { isDeepStrictEqual } from 'node:util'
import fastifyPlugin from 'fastify-plugin'
import { decorateDefinitions } from './error/registered-errors.js'
import { kErrorReplies } from './error/symbols.js'
import { markWebsocket } from './finalize/index.js'
import { decorateReply, helperNames, keepDeclared, readRouteErrors } from './helpers/index.js'
import { collectRoutes } from './openapi/index.js'
import { noteConstraints } from './http/allowed-methods.js'
import { ownOptions, resolveOptions, type ErrorRepliesOptions, type ResolvedOptions } from './options.js'
import { buildErrorHandler, type ReplyHandler, type RouteChoices } from './pipeline.js'
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

/** What a child context that registers the plugin with equal options shares with its parent. */
interface Registration {
  readonly given: ErrorRepliesOptions
  readonly handle: ReplyHandler
  readonly choices: RouteChoices
  /** The not-found handler that was set last, `undefined` with `notFound: false`. */
  readonly notFoundHandler: unknown
}

const registrations = new WeakMap<ResolvedOptions, Registration>()

/** On an instance: the not-found handler that was set last, in its context or a parent. */
const kNotFoundHandler = Symbol('fastify-error-replies.not-found-handler')

type Instance = FastifyInstance & { [kNotFoundHandler]?: unknown }

const errorsPlugin: FastifyPluginAsync<ErrorRepliesOptions> = async (fastify, registerOptions) => {
  if (repeats(fastify, registerOptions)) return
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
    if (options.strictErrors !== false) keepDeclared(route, options)
    document?.(this, route)
  })
  const handle = buildErrorHandler(options, choices)
  fastify.setErrorHandler(handle)
  checkWhenReady(fastify, early, !inherits, choices)
  if (options.notFound) setNotFoundHandler(fastify, buildNotFoundHandler(options, handle), inherits)
  registrations.set(options, { given: ownOptions(registerOptions), handle, choices, notFoundHandler: (fastify as Instance)[kNotFoundHandler] })
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

/**
 * Registers the plugin in a child of a context that has it with equal options, which shares what that context has.
 *
 * Routes, helpers and 404s follow the parent anyway. A not-found handler of its own would be a hundred kilobytes of
 * routes: one of each method under the prefix.
 */
function repeats (fastify: Instance, registerOptions: ErrorRepliesOptions): boolean {
  const options = fastify[kErrorReplies] as ResolvedOptions
  const shared = registrations.get(options)
  if (shared === undefined || Object.hasOwn(fastify, kErrorReplies)) return false
  if (fastify[kNotFoundHandler] !== shared.notFoundHandler || !isDeepStrictEqual(ownOptions(registerOptions), shared.given)) return false
  fastify.decorate(kErrorReplies, options)
  fastify.setErrorHandler(shared.handle)
  checkWhenReady(fastify, false, false, shared.choices)
  return true
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
  fastify.setNotFoundHandler = function (this: Instance, ...args: unknown[]) {
    try {
      set.apply(this, args)
      this[kNotFoundHandler] = args.at(-1)
      return this
    } catch (error) {
      throw isNotFoundHandlerTaken(error) ? FST_ERR_REPLIES_NOT_FOUND_HANDLER(this.prefix || '/', { cause: error }) : error
    }
  } as FastifyInstance['setNotFoundHandler']
}

// As a function: for a FastifyPluginAsync, a compiler infers more types in register, and compares more (npm run benchmark:types)
const plugin: (fastify: FastifyInstance, options: ErrorRepliesOptions) => Promise<void> = fastifyPlugin(errorsPlugin, { name: 'fastify-error-replies', fastify: '>=5' })

export default plugin
