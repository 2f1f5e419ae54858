import { FST_ERR_REPLIES_INVALID_OPTION, FST_ERR_REPLIES_UNKNOWN_OPTION } from './errors.js'
import { envelope } from './formats/envelope.js'
import { isChallenge } from './header-values.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from './error-reply.js'
import type { Format } from './format.js'

/** Level that a line is logged at; `silent` logs nothing. */
export type ReplyLogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** Levels by status (`404`), by class (`'4xx'`, `'5xx'`), a status before its class. */
export type ReplyLogLevels = { [status: number]: ReplyLogLevel, '4xx'?: ReplyLogLevel, '5xx'?: ReplyLogLevel }

/** Turns a foreign error into an error reply, or answers `undefined` to leave it to the next; synchronous. */
export type ErrorMapper = (error: unknown, request: FastifyRequest) => ErrorReply | undefined

/** Options of `fastify.register(errorsPlugin, options)`. */
export interface ErrorRepliesOptions {
  /**
   * Wire format of the context.
   *
   * @default 'envelope'
   */
  format?: 'envelope' | undefined
  /**
   * Turn foreign errors (of a database, of another server) into error replies; the first answer wins.
   *
   * `fastify-error-replies/mappers` has some ready. One that throws is skipped, which is logged the first time.
   *
   * @default []
   */
  map?: readonly ErrorMapper[] | undefined
  /** How validation failures are told. */
  validation?: {
    /**
     * Status of a validation failure, 400 to 499.
     *
     * @default the format's: 422 in `fields`, 400 in every other
     */
    statusCode?: number | undefined
    /**
     * Failures told in one reply, 1 to 1000; the rest is left out.
     *
     * @default 50
     */
    maxIssues?: number | undefined
  } | undefined
  /**
   * Whose message a client sees.
   *
   * `'client-errors'`: this package's errors, those that say `expose: true`, and any other below 500 unless it says
   * `expose: false` or belongs to the framework. `'deliberate'`: only the first two. `'all'`: every error's, as
   * Fastify does on its own. Or a function that answers for a foreign error.
   *
   * @default 'client-errors'
   */
  expose?: 'deliberate' | 'client-errors' | 'all' | ((error: unknown, statusCode: number) => boolean) | undefined
  /**
   * Take the not-found handler of the context.
   *
   * @default true
   */
  notFound?: boolean | undefined
  /**
   * Answer 405 with `Allow` where the path is known under another method.
   *
   * @default true
   */
  methodNotAllowed?: boolean | undefined
  /**
   * Challenge of a 401 that brings none (RFC 9110 section 11.6.1).
   *
   * @default 'Bearer realm="api"'
   */
  challenge?: string | undefined
  /**
   * Stack and cause chain in the debug member of the body: for every request, or for those the function says.
   *
   * @default false
   */
  debug?: boolean | ((request: FastifyRequest) => boolean) | undefined
  /**
   * Headers of a foreign error that are sent with the reply, in lower case; a name may end in `*`.
   *
   * @default retry-after, www-authenticate, proxy-authenticate, allow, accept, accept-*, upgrade, link, ratelimit*,
   * x-ratelimit-*, and content-range at 416
   */
  forwardHeaders?: readonly string[] | undefined
  /**
   * Level of the one line that each error is logged with, by status or from a function.
   *
   * @default { '4xx': 'info', '5xx': 'error' }
   */
  log?: ReplyLogLevels | ((error: ErrorReply, request: FastifyRequest) => ReplyLogLevel) | undefined
  /**
   * Register the utilities of `@fastify/sensible`, with the reply helpers of this plugin in place of its own.
   *
   * @default true
   */
  sensible?: boolean | undefined
}

/** The options of a context, complete. */
export interface ResolvedOptions {
  readonly format: Format
  readonly map: readonly ErrorMapper[]
  readonly validationStatusCode: number | undefined
  readonly maxIssues: number
  readonly expose: NonNullable<ErrorRepliesOptions['expose']>
  readonly notFound: boolean
  readonly methodNotAllowed: boolean
  readonly challenge: string
  readonly debug: boolean | ((request: FastifyRequest) => boolean)
  readonly forwardHeaders: readonly string[]
  readonly logLevel: (error: ErrorReply, request: FastifyRequest) => ReplyLogLevel
  readonly sensible: boolean
}

const defaultOptions = {
  format: 'envelope',
  map: [],
  validation: {
    maxIssues: 50 // failures in one reply
  },
  expose: 'client-errors',
  notFound: true,
  methodNotAllowed: true,
  challenge: 'Bearer realm="api"',
  debug: false,
  forwardHeaders: [
    'retry-after', 'www-authenticate', 'proxy-authenticate', 'allow', 'accept', 'accept-*', 'upgrade', 'content-range',
    'link', 'ratelimit*', 'x-ratelimit-*'
  ],
  log: { '4xx': 'info', '5xx': 'error' },
  sensible: true
} as const

const formats: Readonly<Record<string, Format>> = { envelope }
const logLevels: readonly unknown[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
// Fastify hands a plugin its own registration options along with the plugin's
const fastifyOptions = ['prefix', 'logLevel', 'logSerializers']

/**
 * Checks the options and fills in the defaults.
 *
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 */
export function resolveOptions (options: ErrorRepliesOptions = {}): ResolvedOptions {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(defaultOptions, name) && !fastifyOptions.includes(name)) {
      throw FST_ERR_REPLIES_UNKNOWN_OPTION(name, Object.keys(defaultOptions).join(', '))
    }
  }
  const { format, map, expose, notFound, methodNotAllowed, challenge, debug, forwardHeaders, log, sensible } =
    { ...defaultOptions, ...withoutUndefined(options) }
  const { statusCode, maxIssues } = resolveValidation(options.validation)

  if (typeof format !== 'string' || !Object.hasOwn(formats, format)) invalid('format', `one of ${Object.keys(formats).join(', ')}`, format)
  if (!Array.isArray(map) || !map.every(isSynchronous)) invalid('map', 'an array of synchronous functions', map)
  if (!['deliberate', 'client-errors', 'all'].includes(expose as string) && typeof expose !== 'function') {
    invalid('expose', 'deliberate, client-errors, all or a function', expose)
  }
  checkBoolean('notFound', notFound)
  checkBoolean('methodNotAllowed', methodNotAllowed)
  checkBoolean('sensible', sensible)
  if (!isChallenge(challenge)) invalid('challenge', 'a challenge such as Bearer realm="api"', challenge)
  if (typeof debug !== 'boolean' && typeof debug !== 'function') invalid('debug', 'a boolean or a function', debug)
  if (!Array.isArray(forwardHeaders) || !forwardHeaders.every((name) => typeof name === 'string')) {
    invalid('forwardHeaders', 'an array of header names', forwardHeaders)
  }

  return {
    format: formats[format] as Format,
    map: [...map],
    validationStatusCode: statusCode,
    maxIssues,
    expose,
    notFound,
    methodNotAllowed,
    challenge,
    debug,
    forwardHeaders: forwardHeaders.map((name) => name.toLowerCase()),
    logLevel: resolveLog(log),
    sensible
  }
}

function resolveValidation (validation: ErrorRepliesOptions['validation']) {
  if (validation !== undefined && (typeof validation !== 'object' || validation === null)) invalid('validation', 'an object', validation)
  for (const name of Object.keys(validation ?? {})) {
    if (name !== 'statusCode' && name !== 'maxIssues') {
      throw FST_ERR_REPLIES_UNKNOWN_OPTION(`validation.${name}`, 'validation.statusCode, validation.maxIssues')
    }
  }
  const statusCode = validation?.statusCode
  const maxIssues = validation?.maxIssues ?? defaultOptions.validation.maxIssues
  if (statusCode !== undefined && !isIntegerBetween(statusCode, 400, 499)) {
    invalid('validation.statusCode', 'an integer from 400 to 499', statusCode)
  }
  if (!isIntegerBetween(maxIssues, 1, 1000)) invalid('maxIssues', 'an integer from 1 to 1000', maxIssues)
  return { statusCode, maxIssues }
}

function resolveLog (log: NonNullable<ErrorRepliesOptions['log']>): ResolvedOptions['logLevel'] {
  if (typeof log === 'function') return log
  if (typeof log !== 'object' || log === null) invalid('log', 'levels by status or a function', log)
  for (const [status, level] of Object.entries(log)) {
    if (!/^[45](?:\d\d|xx)$/.test(status)) invalid('log', 'levels by a status such as 404 or a class such as 4xx', status)
    if (!logLevels.includes(level)) invalid(`log.${status}`, `one of ${logLevels.join(', ')}`, level)
  }
  const clientErrors = log['4xx'] ?? defaultOptions.log['4xx']
  const serverErrors = log['5xx'] ?? defaultOptions.log['5xx']
  return ({ statusCode }) => log[statusCode] ?? (statusCode < 500 ? clientErrors : serverErrors)
}

function isSynchronous (value: unknown): boolean {
  return typeof value === 'function' && value.constructor.name !== 'AsyncFunction'
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function withoutUndefined<T extends object> (options: T): Defined<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Defined<T>
}

function checkBoolean (name: string, value: unknown): void {
  if (typeof value !== 'boolean') invalid(name, 'a boolean', value)
}

function isIntegerBetween (value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max
}

function invalid (name: string, expected: string, actual: unknown): never {
  throw FST_ERR_REPLIES_INVALID_OPTION(name, expected, typeof actual === 'object' ? JSON.stringify(actual) : String(actual))
}
