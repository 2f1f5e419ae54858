import { isErrorReply, loggedStatus, type ErrorReply } from '../error/error-reply.js'
import { kFailure, kInvalidArgument } from '../error/symbols.js'
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
 * From 500 on with the thrown value, its stack and its causes and the request; below without a stack.
 */
export function logReply (error: ErrorReply, thrown: ThrownRecord, request: FastifyRequest, reply: FastifyReply | undefined, settings: SendSettings): void {
  try {
    if (error[kInvalidArgument] !== undefined) request.log.warn(`fastify-error-replies: ${error[kInvalidArgument]}`)
    if (error[kFailure] !== undefined) reportFunction(error[kFailure], request.log)
    if (isLogDisabled(request)) return
    const level = isAbort(thrown, request) ? 'debug' : settings.logLevel(error, request, request.log)
    if (level !== 'silent') writeLine(level, error, thrown, request, reply)
  } catch (failure) {
    reportFailure(request.log, 'warn', 'an error could not be logged', failure)
  }
}

function writeLine (level: Exclude<ReplyLogLevel, 'silent'>, error: ErrorReply, thrown: ThrownRecord, request: FastifyRequest, reply: FastifyReply | undefined): void {
  if (loggedStatus(error) < 500) {
    request.log[level]({ res: reply, err: describe(error, thrown) }, error.message)
    return
  }
  const line = {
    req: request,
    res: reply,
    // Read by a logger that writes the line. V8 makes the text of a stack when it is first read: 28 µs, as much as the
    // whole reply costs, which a server that does not log need not pay (Node 20).
    get err () { return isErrorReply(thrown.value) ? copyForLog(error) : copyForLog(thrown.value, thrown) }
  }
  request.log[level](line, error.message)
}

function describe (error: ErrorReply, thrown: ThrownRecord) {
  if (error === thrown.value) return { statusCode: error.statusCode, code: error.code, message: error.message }
  return {
    statusCode: error.statusCode,
    code: readText(thrown.code) ?? error.code,
    message: readText(thrown.message) ?? error.message
  }
}

function readText (text: unknown): string | undefined {
  return typeof text === 'string' && text !== '' ? cutText(text, MAX_TEXT) : undefined
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
    log[level]({ err: { code: error.code, message: error.message, statusCode: error.statusCode }, reason }, error.message)
  } catch {
    // A logger that fails must not cost the client its reply
  }
}
