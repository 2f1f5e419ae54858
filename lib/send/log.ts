import { isErrorReply, loggedStatus, type ErrorReply } from '../error/error-reply.js'
import { kDefinition, kFailure, kInvalidArgument, kOAuth2 } from '../error/symbols.js'
import { FST_REPLIES_WRN_ARGUMENT } from '../util/boot-warnings.js'
import { reportFunction } from '../util/call-function.js'
import { isLogDisabled } from '../util/fastify-internals.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { reportFailure } from '../util/report-failure.js'
import { isAbort } from './abort.js'
import { copyForLog } from './log-copy.js'
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import type { ThrownRecord } from '../error/thrown.js'
import type { ReplyLogLevel, SendSettings } from './options.js'

/**
 * Writes the one line of an error; never throws.
 *
 * With the thrown value and its causes; from 500 on with its stack and the request, below with its stack at level `debug`.
 */
export function logReply (error: ErrorReply, thrown: ThrownRecord, request: FastifyRequest, reply: FastifyReply | undefined, settings: SendSettings): void {
  try {
    if (error[kInvalidArgument] !== undefined) warnOfArgument(error, error[kInvalidArgument], request)
    if (error[kFailure] !== undefined) reportFunction(error[kFailure], request.log)
    if (isLogDisabled(request)) return
    const level = isAbort(thrown, request) ? 'debug' : settings.logLevel(error, request, request.log)
    if (level !== 'silent') writeLine(level, error, thrown, request, reply)
  } catch (failure) {
    reportFailure(request.log, 'warn', 'an error could not be logged', failure)
  }
}

// Names the helper and the route: the stack of a client error is not collected
function warnOfArgument (error: ErrorReply, wrong: string, request: FastifyRequest): void {
  const { method, routeOptions: { url } } = request
  // The definition of a bearerError is that of its status
  const helper = error[kOAuth2]?.kind === 'challenge' ? 'bearerError' : error[kDefinition].name
  const text = `${helper} in route ${method} ${url ?? 'without a path'}: ${wrong}`
  if (request.log.level === undefined || request.log.level === 'silent') FST_REPLIES_WRN_ARGUMENT(text)
  else request.log.warn(`fastify-error-replies: ${text}`)
}

function writeLine (level: Exclude<ReplyLogLevel, 'silent'>, error: ErrorReply, thrown: ThrownRecord, request: FastifyRequest, reply: FastifyReply | undefined): void {
  // Where nothing is written, the copy is not made
  if (isNoop(request.log[level])) return
  const isServerFault = loggedStatus(error) >= 500
  // Not with a getter that copies when it is read: with one, requests stay until the next full collection (Node 20)
  const err = describe(error, thrown, isServerFault || isDebugging(request.log))
  request.log[level](isServerFault ? { req: request, res: reply, err } : { res: reply, err }, isServerFault ? ownMessage(error, thrown) : error.message)
}

// As pino has it for the levels that it does not write, and Fastify for all where no logger is configured
function isNoop ({ name, length }: Function): boolean {
  return name === 'noop' && length === 0
}

function describe (error: ErrorReply, thrown: ThrownRecord, withStack: boolean): unknown {
  if (isErrorReply(thrown.value)) return copyForLog(error, withStack)
  const copy = copyForLog(thrown.value, withStack, thrown)
  if (typeof copy === 'object' && copy !== null) addReply(copy, error)
  return copy
}

// The message that was sent, for a thrown value without one
function addReply (copy: { code?: unknown, statusCode?: unknown }, { code, statusCode }: ErrorReply): void {
  copy.code ??= code
  copy.statusCode ??= statusCode
}

// A client gets the message of the status; who reads the log needs that of the error
function ownMessage (error: ErrorReply, thrown: ThrownRecord): string {
  const { value, message } = thrown
  return !isErrorReply(value) && typeof message === 'string' && message !== '' ? cutText(message, MAX_TEXT) : error.message
}

function isDebugging (log: FastifyBaseLogger): boolean {
  return log.level === 'debug' || log.level === 'trace'
}

/**
 * Writes the one line of an error without a Fastify request; never throws.
 *
 * @param reason Node's code of the failure; nothing that the client sent is logged
 */
export function logRawReply (error: ErrorReply, reason: unknown, log: FastifyBaseLogger, settings: SendSettings): void {
  try {
    // A function of the application may need the request, which is not its fault
    const level = settings.logLevel(error, undefined, undefined)
    if (level === 'silent') return
    log[level]({ err: copyForLog(error, false), reason }, error.message)
  } catch {
    // A logger that fails must not keep the client from its reply
  }
}
