import { isClientGone } from '../http/client-gone.js'
import { isErrorReply, loggedStatus, type ErrorReply } from '../error/error-reply.js'
import { isLogDisabled } from '../util/fastify-internals.js'
import { cutText, MAX_TEXT } from '../util/json-values.js'
import { copyForLog } from './log-copy.js'
import { readProperty } from '../util/read-property.js'
import { reportFailure } from '../util/report-failure.js'
import { kMisuse } from '../error/symbols.js'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReplyLogLevel, ResolvedOptions } from '../options.js'

/**
 * Writes the one line of an error; never throws.
 *
 * From 500 on with the thrown value, its stack and its causes and the request; below without a stack.
 */
export function logReply (error: ErrorReply, thrown: unknown, request: FastifyRequest, reply: FastifyReply, options: ResolvedOptions): void {
  try {
    if (error[kMisuse] !== undefined) request.log.warn(`fastify-error-replies: ${error[kMisuse]}`)
    if (isLogDisabled(request)) return
    // Nobody waits for this answer: what failed is that the client left
    const level = isClientGone(request) ? 'debug' : options.logLevel(error, request)
    if (level !== 'silent') writeLine(level, error, thrown, request, reply)
  } catch (failure) {
    reportFailure(request.log, 'warn', 'log option failed', failure)
  }
}

function writeLine (level: Exclude<ReplyLogLevel, 'silent'>, error: ErrorReply, thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (loggedStatus(error) < 500) {
    request.log[level]({ res: reply, err: describe(error, thrown) }, error.message)
    return
  }
  const line = {
    req: request,
    res: reply,
    // Read by a logger that writes the line. V8 makes the text of a stack when it is first read: 28 µs, as much as the
    // whole reply costs, which a server that does not log spares itself (Node 20).
    get err () { return copyForLog(isErrorReply(thrown) ? error : thrown) }
  }
  request.log[level](line, error.message)
}

function describe (error: ErrorReply, thrown: unknown) {
  if (error === thrown) return { statusCode: error.statusCode, code: error.code, message: error.message }
  return {
    statusCode: error.statusCode,
    code: readText(thrown, 'code') ?? error.code,
    message: readText(thrown, 'message') ?? error.message
  }
}

function readText (value: unknown, name: string): string | undefined {
  const text = readProperty(value, name)
  return typeof text === 'string' && text !== '' ? cutText(text, MAX_TEXT) : undefined
}
