import { checkBoolean, checkNames, invalid, isIntegerBetween, isObject, withoutUndefined } from './util/check-option.js'
import { resolveDefinitions } from './error/registered-errors.js'
import { loggedStatus } from './error/error-reply.js'
import { resolveFormats, type Formats } from './formats/registry.js'
import { isChallenge, isHeaderText } from './http/header-values.js'
import { resolveOAuth2, type OAuth2Settings, type ResolvedOAuth2 } from './oauth2/settings.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorFactory } from './error/define-error.js'
import type { FormatDefinition } from './formats/define-format.js'
import type { ErrorReply } from './error/error-reply.js'
import type { DescriptionSettings, ProblemSettings } from './formats/format.js'
import type { FormatName } from './formats/built-in/index.js'

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
  format?: FormatName | FormatDefinition | undefined
  /**
   * Further formats that `Accept` may select in this context; with none, `Accept` is not looked at.
   *
   * @default ['problem']
   */
  negotiate?: readonly (FormatName | FormatDefinition)[] | undefined
  /**
   * Turn foreign errors (of a database, of another server) into error replies; the first answer wins.
   *
   * `fastify-error-replies/mappers` has some ready. One that throws is skipped, which is logged the first time.
   *
   * @default []
   */
  map?: readonly ErrorMapper[] | undefined
  /**
   * Errors of the application, from `defineError`: their serializers are compiled at register, and those with a
   * `name` get a reply helper.
   *
   * @default []
   */
  errors?: readonly ErrorFactory[] | undefined
  /**
   * A client error that the route does not declare is logged (`'warn'`) or becomes a 500 (`'error'`), for tests and
   * development.
   *
   * @default false
   */
  strictErrors?: 'warn' | 'error' | false | undefined
  /**
   * Document the errors of routes for `@fastify/swagger`; for one route, `errors: false` turns it off.
   *
   * @default true
   */
  openapi?: boolean | undefined
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
   * The id of the request in the body and in `X-Request-Id`.
   *
   * @default false
   */
  requestId?: boolean | undefined
  /**
   * The id of the trace in the body: 1 to 256 characters, `undefined` or 32 zeros for none; synchronous.
   *
   * One that throws or answers anything else is logged the first time.
   *
   * @default undefined
   */
  traceId?: ((request: FastifyRequest) => string | undefined) | undefined
  /**
   * The message of an error, to localise or reword it; an empty one keeps what was there.
   *
   * @default undefined
   */
  messages?: ((error: ErrorReply, request: FastifyRequest) => string) | undefined
  /**
   * Reason phrases by status, in place of those that IANA registers: `{ 413: 'Payload Too Large' }`.
   *
   * @default {}
   */
  phrases?: Readonly<Record<number, string>> | undefined
  /**
   * Conflict fields and dotted paths into `detail` whose values are never sent.
   *
   * @default []
   */
  redact?: readonly string[] | undefined
  /** What of RFC 9457 the `problem` format sends. */
  problem?: ProblemSettings | undefined
  /** How the `description` format writes its short text. */
  description?: DescriptionSettings | undefined
  /** What the OAuth2 replies of an authorization server say of it. */
  oauth2?: OAuth2Settings | undefined
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
  readonly formats: Formats
  readonly map: readonly ErrorMapper[]
  readonly errors: readonly ErrorFactory[]
  readonly strictErrors: 'warn' | 'error' | false
  readonly openapi: boolean
  readonly validationStatusCode: number | undefined
  readonly maxIssues: number
  readonly expose: NonNullable<ErrorRepliesOptions['expose']>
  readonly notFound: boolean
  readonly methodNotAllowed: boolean
  readonly challenge: string
  readonly oauth2: ResolvedOAuth2
  readonly debug: boolean | ((request: FastifyRequest) => boolean)
  readonly requestId: boolean
  readonly traceId: ErrorRepliesOptions['traceId']
  readonly messages: ErrorRepliesOptions['messages']
  readonly redact: readonly string[]
  readonly forwardHeaders: readonly string[]
  readonly logLevel: (error: ErrorReply, request: FastifyRequest) => ReplyLogLevel
  readonly sensible: boolean
}

/** Defaults of the options, with their units. */
export const defaultOptions = {
  format: 'envelope',
  negotiate: ['problem'],
  map: [],
  errors: [],
  strictErrors: false,
  openapi: true,
  validation: {
    maxIssues: 50 // failures in one reply
  },
  expose: 'client-errors',
  notFound: true,
  methodNotAllowed: true,
  challenge: 'Bearer realm="api"',
  debug: false,
  requestId: false,
  traceId: undefined,
  messages: undefined,
  phrases: {},
  redact: [],
  problem: {},
  description: {},
  oauth2: {},
  forwardHeaders: [
    'retry-after', 'www-authenticate', 'proxy-authenticate', 'allow', 'accept', 'accept-*', 'upgrade', 'content-range',
    'link', 'ratelimit*', 'x-ratelimit-*'
  ],
  log: { '4xx': 'info', '5xx': 'error' },
  sensible: true
} as const

const logLevels: readonly unknown[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
// Fastify hands a plugin its own registration options along with the plugin's
const fastifyOptions = ['prefix', 'logLevel', 'logSerializers']

/**
 * Checks the options, fills in the defaults and compiles the formats.
 *
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 * @throws FST_ERR_REPLIES_INVALID_FORMAT
 * @throws FST_ERR_REPLIES_INVALID_ERROR
 * @throws FST_ERR_REPLIES_DUPLICATE_CODE
 */
export function resolveOptions (options: ErrorRepliesOptions = {}): ResolvedOptions {
  checkNames('', options, Object.keys(defaultOptions), fastifyOptions)
  const given = { ...defaultOptions, ...withoutUndefined(options) }
  const {
    map, expose, notFound, methodNotAllowed, challenge, debug, requestId, traceId, messages, redact, forwardHeaders, log,
    sensible, strictErrors, openapi
  } = given

  if (!Array.isArray(map) || !map.every(isSynchronous)) invalid('map', 'an array of synchronous functions', map)
  if (!['deliberate', 'client-errors', 'all'].includes(expose as string) && typeof expose !== 'function') {
    invalid('expose', 'deliberate, client-errors, all or a function', expose)
  }
  if (!['warn', 'error', false].includes(strictErrors)) invalid('strictErrors', 'warn, error or false', strictErrors)
  checkBoolean('openapi', openapi)
  checkBoolean('notFound', notFound)
  checkBoolean('methodNotAllowed', methodNotAllowed)
  checkBoolean('sensible', sensible)
  checkBoolean('requestId', requestId)
  if (!isChallenge(challenge)) invalid('challenge', 'a challenge such as Bearer realm="api"', challenge)
  if (typeof debug !== 'boolean' && typeof debug !== 'function') invalid('debug', 'a boolean or a function', debug)
  if (traceId !== undefined && !isSynchronous(traceId)) invalid('traceId', 'a synchronous function', traceId)
  if (messages !== undefined && typeof messages !== 'function') invalid('messages', 'a function', messages)
  checkTexts('redact', 'dotted paths', redact)
  checkTexts('forwardHeaders', 'header names', forwardHeaders)

  return {
    formats: resolveFormats(given.format, given.negotiate, {
      phrase: resolvePhrases(given.phrases),
      problem: resolveProblem(given.problem),
      description: resolveDescription(given.description)
    }),
    errors: resolveDefinitions(given.errors),
    strictErrors,
    openapi,
    ...resolveValidation(given.validation),
    map: [...map],
    expose,
    notFound,
    methodNotAllowed,
    challenge,
    oauth2: resolveOAuth2(given.oauth2, challenge),
    debug,
    requestId,
    traceId,
    messages,
    redact,
    forwardHeaders: forwardHeaders.map((name) => name.toLowerCase()),
    logLevel: resolveLog(log),
    sensible
  }
}

function resolveValidation (validation: NonNullable<ErrorRepliesOptions['validation']>) {
  checkNames('validation', validation, ['statusCode', 'maxIssues'])
  const { statusCode: validationStatusCode, maxIssues = defaultOptions.validation.maxIssues } = validation
  if (validationStatusCode !== undefined && !isIntegerBetween(validationStatusCode, 400, 499)) {
    invalid('validation.statusCode', 'an integer from 400 to 499', validationStatusCode)
  }
  if (!isIntegerBetween(maxIssues, 1, 1000)) invalid('maxIssues', 'an integer from 1 to 1000', maxIssues)
  return { validationStatusCode, maxIssues }
}

function resolvePhrases (phrases: Readonly<Record<number, string>>) {
  if (!isObject(phrases)) invalid('phrases', 'phrases by status', phrases)
  for (const [status, phrase] of Object.entries(phrases)) {
    if (!/^[45]\d\d$/.test(status)) invalid('phrases', 'phrases by a status from 400 to 599', status)
    if (!isHeaderText(phrase)) invalid(`phrases.${status}`, 'a short text', phrase)
  }
  return (statusCode: number) => phrases[statusCode]
}

function resolveProblem (problem: ProblemSettings): ProblemSettings {
  checkNames('problem', problem, ['status', 'type', 'instance'])
  const { status, type, instance } = problem
  if (status !== undefined) checkBoolean('problem.status', status)
  // A relative reference would mean another problem under every path (RFC 9457 section 3.1.1)
  if (type !== undefined && typeof type !== 'function' && !(typeof type === 'string' && (type.startsWith('/') || URL.canParse(type)))) {
    invalid('problem.type', 'an absolute URI, a full path or a function', type)
  }
  if (instance !== undefined && typeof instance !== 'boolean' && typeof instance !== 'function') {
    invalid('problem.instance', 'a boolean or a function', instance)
  }
  return problem
}

function resolveDescription (description: DescriptionSettings): DescriptionSettings {
  checkNames('description', description, ['message'])
  const { message } = description
  const styles = ['status-and-phrase', 'status', 'phrase']
  if (message !== undefined && !styles.includes(message)) invalid('description.message', `one of ${styles.join(', ')}`, message)
  return description
}

function resolveLog (log: NonNullable<ErrorRepliesOptions['log']>): ResolvedOptions['logLevel'] {
  if (typeof log === 'function') return log
  if (!isObject(log)) invalid('log', 'levels by status or a function', log)
  for (const [status, level] of Object.entries(log)) {
    if (!/^[45](?:\d\d|xx)$/.test(status)) invalid('log', 'levels by a status such as 404 or a class such as 4xx', status)
    if (!logLevels.includes(level)) invalid(`log.${status}`, `one of ${logLevels.join(', ')}`, level)
  }
  const clientErrors = log['4xx'] ?? defaultOptions.log['4xx']
  const serverErrors = log['5xx'] ?? defaultOptions.log['5xx']
  return (error) => log[loggedStatus(error)] ?? (loggedStatus(error) < 500 ? clientErrors : serverErrors)
}

function checkTexts (name: string, what: string, value: unknown): void {
  if (!Array.isArray(value) || !value.every((text) => typeof text === 'string' && text !== '')) {
    invalid(name, `an array of ${what}`, value)
  }
}

function isSynchronous (value: unknown): boolean {
  return typeof value === 'function' && value.constructor.name !== 'AsyncFunction'
}
