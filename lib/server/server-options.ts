import { handleClientError } from './client-error-handler.js'
import { checkBoolean, checkNames } from '../util/check-option.js'
import { buildErrorHandler, type ReplyHandler } from '../pipeline.js'
import { readConstructorOptions } from '../util/fastify-internals.js'
import { resolveOptions, type ErrorRepliesOptions, type ResolvedOptions } from '../options.js'
import { kErrorReplies } from '../error/symbols.js'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Options of `serverOptions`: those of the plugin that apply before a route is found. */
export interface ServerOptionsInit extends Pick<ErrorRepliesOptions,
'format' | 'negotiate' | 'problem' | 'description' | 'phrases' | 'languages' | 'defaultLanguage' | 'language' | 'requestId' | 'traceId' | 'debug' | 'log'> {
  /**
   * Report every failure of a validation, not only the first: `allErrors` of Ajv.
   *
   * Ajv then checks all of a value that is wrong, so keep `bodyLimit` low; at most `validation.maxIssues` are sent.
   *
   * @default false
   */
  allErrors?: boolean | undefined
}

/** The result of `serverOptions`, for the constructor of Fastify. */
export interface ErrorRepliesServerOptions {
  frameworkErrors: (error: unknown, request: any, reply: any) => void
  clientErrorHandler: (error: unknown, socket: Socket) => void
  return503OnClosing: false
  /** With `allErrors` only; other options of Ajv have to be merged with it. */
  ajv?: { customOptions: { allErrors: true } }
}

const optionNames = ['format', 'negotiate', 'problem', 'description', 'phrases', 'languages', 'defaultLanguage', 'language', 'requestId', 'traceId', 'debug', 'log']
const ours = new WeakSet<object>()

/**
 * Options for the constructor of Fastify, `Fastify({ ...serverOptions() })`: the errors that no plugin can reach.
 *
 * A malformed URL (400), a parameter over `maxParamLength` (414), an asynchronous constraint that fails (500),
 * malformed HTTP (400), a request that takes too long (408) or has too large a header (431), and, with the plugin, a
 * request that comes while the server closes (503). They follow the options of the plugin where it is registered on
 * the root instance, and those given here where it is not.
 *
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 * @throws FST_ERR_REPLIES_INVALID_FORMAT
 */
export function serverOptions (options: ServerOptionsInit = {}): ErrorRepliesServerOptions {
  checkNames('', options, [...optionNames, 'allErrors'])
  const { allErrors = false, ...replyOptions } = options
  checkBoolean('allErrors', allErrors)
  const fallback = resolveOptions(replyOptions, false)

  // Called by the router: hooks do not run, params are null, and an error thrown here would end the process
  function frameworkErrors (error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    handlerOf(request.server[kErrorReplies] ?? fallback)(error, request, reply)
  }

  // Fastify binds it to the root instance
  function clientErrorHandler (this: FastifyInstance, error: unknown, socket: Socket): void {
    handleClientError(error, socket, this.log, this[kErrorReplies] ?? fallback)
  }

  ours.add(frameworkErrors).add(clientErrorHandler)
  return { frameworkErrors, clientErrorHandler, return503OnClosing: false, ...(allErrors ? { ajv: { customOptions: { allErrors } } } : undefined) }
}

const handlers = new WeakMap<ResolvedOptions, ReplyHandler>()

function handlerOf (options: ResolvedOptions): ReplyHandler {
  let handler = handlers.get(options)
  if (handler === undefined) {
    handler = buildErrorHandler(options, { formats: false, routes: false })
    handlers.set(options, handler)
  }
  return handler
}

/** Which options of `serverOptions` a server was made with. */
export interface ServerOptionsInUse {
  frameworkErrors: boolean
  clientErrorHandler: boolean
  /** Requests reach Fastify's hooks while the server closes. */
  return503OnClosing: boolean
}

export function readServerOptions (fastify: FastifyInstance): ServerOptionsInUse {
  // Where Fastify does not show them, the server counts as one without serverOptions
  const { frameworkErrors, clientErrorHandler, return503OnClosing } = readConstructorOptions(fastify)
  return {
    frameworkErrors: ours.has(frameworkErrors as object),
    clientErrorHandler: ours.has(clientErrorHandler as object),
    return503OnClosing: return503OnClosing === false
  }
}
