import { loggedStatus, type ErrorReply } from '../error/error-reply.js'
import { callFunction, type FunctionRole } from '../util/call-function.js'
import { checkFunction, invalid, isObject } from '../util/check-option.js'
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'

/** Level of a log line; `silent` logs nothing. */
export type ReplyLogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** Levels by status (`404`) and by class (`'4xx'`, `'5xx'`); a status wins over its class. */
export type ReplyLogLevels = { [status: number]: ReplyLogLevel, '4xx'?: ReplyLogLevel, '5xx'?: ReplyLogLevel }

/** Options of the log. */
export interface SendOptions {
  /**
   * Level of the one log line of each error: by status, by class, or from a function; `'silent'` writes none.
   *
   * @default { '4xx': 'info', '5xx': 'error' }
   * @see [Observability](observability.md#the-log-line)
   */
  log?: ReplyLogLevels | ((error: ErrorReply, request: FastifyRequest) => ReplyLogLevel) | undefined
}

/** {@link SendOptions}, resolved. */
export interface SendSettings {
  /** Never throws; `log` is where a function of the application that fails is reported. */
  readonly logLevel: (error: ErrorReply, request: FastifyRequest | undefined, log: FastifyBaseLogger | undefined) => ReplyLogLevel
}

export const sendDefaults = {
  log: { '4xx': 'info', '5xx': 'error' }
} as const

const logLevels: readonly unknown[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** Whether a value is the name of a level. */
export function isLogLevel (value: unknown): value is ReplyLogLevel {
  return logLevels.includes(value)
}

const role: FunctionRole<ReplyLogLevel> = { name: 'log option', expected: `one of ${logLevels.join(', ')}`, isAnswer: isLogLevel }

function defaultLevel (error: ErrorReply): ReplyLogLevel {
  return sendDefaults.log[loggedStatus(error) < 500 ? '4xx' : '5xx']
}

/** @throws FST_ERR_REPLIES_INVALID_OPTION */
export function resolveSendOptions ({ log = sendDefaults.log }: SendOptions): SendSettings {
  if (typeof log === 'function') {
    checkFunction('log', 'levels by status or a synchronous function', log)
    return { logLevel: (error, request, logger) => callFunction(role, log, logger, error, request as FastifyRequest) ?? defaultLevel(error) }
  }
  if (!isObject(log)) invalid('log', 'levels by status or a synchronous function', log)
  for (const [status, level] of Object.entries(log)) {
    if (!/^[45](?:\d\d|xx)$/.test(status)) invalid('log', 'levels by a status such as 404 or a class such as 4xx', status)
    if (!isLogLevel(level)) invalid(`log.${status}`, `one of ${logLevels.join(', ')}`, level)
  }
  const clientErrors = log['4xx'] ?? sendDefaults.log['4xx']
  const serverErrors = log['5xx'] ?? sendDefaults.log['5xx']
  return { logLevel: (error) => log[loggedStatus(error)] ?? (loggedStatus(error) < 500 ? clientErrors : serverErrors) }
}
