// Where versions of Fastify differ, each with the version that changed it: the feature is detected, not the version
// number. And values that Fastify keeps behind symbols, each with the fallback without it.
import { readProperty, readText } from './read-property.js'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Removes a header of a reply. Before Fastify 5.12.0 `reply.removeHeader` leaves what was set on `reply.raw`. */
export function removeHeader (reply: FastifyReply, name: string): void {
  reply.removeHeader(name)
  if (!reply.raw.headersSent) reply.raw.removeHeader(name)
}

/**
 * Whether the path of a request cannot be decoded.
 *
 * Before Fastify 5.12.2 such a request comes to the not-found handler when no route has its method.
 */
export function isMalformed ({ raw }: FastifyRequest): boolean {
  const url = raw.url as string
  if (!url.includes('%')) return false
  try {
    decodeURI(url.replace(/[?#].*/s, ''))
    return false
  } catch {
    return true
  }
}

interface LogController {
  isLogDisabled (request: FastifyRequest): boolean
}

const controllers = new WeakMap<object, LogController | undefined>()

/**
 * Whether the application wants no line for a request (`disableRequestLogging`).
 *
 * From Fastify 5.10.0 on a log controller knows, which is behind a symbol; before, `initialConfig` has the option,
 * from 5.7.0 on perhaps as a function.
 */
export function isLogDisabled (request: FastifyRequest): boolean {
  const { initialConfig } = request.server
  let controller = controllers.get(initialConfig)
  if (controller === undefined && !controllers.has(initialConfig)) {
    controller = findBySymbol(request.server, 'fastify.logController') as LogController | undefined
    controllers.set(initialConfig, controller)
  }
  if (controller !== undefined) return controller.isLogDisabled(request)
  const disabled: unknown = initialConfig.disableRequestLogging
  return typeof disabled === 'function' ? disabled(request) === true : disabled === true
}

/** Whether a parser could not read a body. Before Fastify 5.5.0 JSON's has no code but is a SyntaxError with a status. */
export function isParserError ({ name, statusCode }: { readonly name: unknown, readonly statusCode: unknown }): boolean {
  return name === 'SyntaxError' && statusCode === 400
}

/** The options that an instance was made with, those that `initialConfig` does not show included; `{}` without them. */
export function readConstructorOptions (fastify: FastifyInstance): Readonly<Record<string, unknown>> {
  return findBySymbol(fastify, 'fastify.options') as Record<string, unknown> | undefined ?? {}
}

/** The media types that a context has a parser for, `undefined` where Fastify does not show them. */
export function readParserTypes (fastify: FastifyInstance): readonly string[] | undefined {
  const parser = findBySymbol(fastify, 'fastify.contentTypeParser') as { parserList?: unknown } | undefined
  return Array.isArray(parser?.parserList) ? parser.parserList as string[] : undefined
}

/** Whether a decorator could not be set because there is one of its name. */
export function isNameTaken (error: unknown): boolean {
  return readProperty(error, 'code') === 'FST_ERR_DEC_ALREADY_PRESENT'
}

/** Whether a not-found handler could not be set because there is one for the prefix; such an error has no code. */
export function isNotFoundHandlerTaken (error: unknown): boolean {
  return readText(error, 'message').startsWith('Not found handler already set')
}

/**
 * The plugin that registers another one, by name; `''` where the application registers it, `undefined` where it is not
 * registered.
 *
 * Fastify prints its plugins as a tree, and shows them no other way.
 *
 * @param except a plugin whose own registration does not count
 */
export function registeredBy (fastify: FastifyInstance, name: string, except: string): string | undefined {
  const lines = fastify.printPlugins().split('\n').map((line) => {
    const [, indent, text] = /^([^\w@]*)(.*?)(?: -?\d+ ms)?$/.exec(line) as unknown as [string, string, string]
    return { depth: indent.length, text }
  })
  const parents = lines.flatMap(({ depth, text }, index) => text === name ? lines.slice(0, index).findLast((line) => line.depth < depth) as typeof lines[number] : [])
  const others = parents.filter(({ text }) => text !== except).map(({ depth, text }) => depth > 0 ? text : '')
  return others.find((text) => text !== '') ?? others[0]
}

let kReplyHeaders: symbol | undefined
let kReplyTrailers: symbol | undefined
let kContext: symbol | undefined
let kNextErrorHandler: symbol | undefined

type Internals = Record<symbol, unknown>

/** The headers of a reply, without those of `reply.raw`; `undefined` where Fastify does not show them. */
export function readReplyHeaders (reply: FastifyReply): Record<string, unknown> | undefined {
  kReplyHeaders ??= findOwnSymbol(reply, 'fastify.reply.headers')
  return (reply as unknown as Internals)[kReplyHeaders as symbol] as Record<string, unknown> | undefined
}

/** Removes the trailers of a reply, which no public method lists. Where Fastify does not show them they stay. */
export function removeTrailers (reply: FastifyReply): void {
  kReplyTrailers ??= findOwnSymbol(reply, 'fastify.reply.trailers')
  if (kReplyTrailers !== undefined) (reply as unknown as Internals)[kReplyTrailers] = null
}

/** Whether the reply to a request passes onSend hooks; `true` where Fastify does not show them. */
export function hasOnSendHooks (request: FastifyRequest): boolean {
  kContext ??= findOwnSymbol(request, 'fastify.context')
  const context = (request as unknown as Internals)[kContext as symbol] as { onSend?: unknown } | undefined
  return context?.onSend !== null
}

/** An error handler as Fastify keeps it; without a prototype, so that none comes after it. */
export type NextErrorHandler = { readonly func: (failure: unknown, request: FastifyRequest, reply: FastifyReply) => void }

/**
 * Sets the error handler that gets the next failure of a reply whose error handler has run, in place of that of the
 * parent context.
 *
 * @returns `false` where no error handler has run, or Fastify does not show the next one
 */
export function setNextErrorHandler (reply: FastifyReply, handler: NextErrorHandler): boolean {
  if (!hasErrorHandlerRun(reply)) return false
  ;(reply as unknown as Internals)[kNextErrorHandler as symbol] = handler
  return true
}

/** Whether Fastify has called an error handler for a reply. */
export function hasErrorHandlerRun (reply: FastifyReply): boolean {
  kNextErrorHandler ??= findOwnSymbol(reply, 'fastify.reply.nextErrorHandler')
  return kNextErrorHandler !== undefined && Object.hasOwn(reply, kNextErrorHandler)
}

function findOwnSymbol (value: FastifyReply | FastifyRequest, name: string): symbol | undefined {
  return Object.getOwnPropertySymbols(value).find(({ description }) => description === name)
}

// A child context inherits from its parent
function findBySymbol (fastify: object, name: string): unknown {
  for (let instance = fastify; instance !== null; instance = Object.getPrototypeOf(instance)) {
    const symbol = Object.getOwnPropertySymbols(instance).find(({ description }) => description === name)
    if (symbol !== undefined) return (instance as Record<symbol, unknown>)[symbol]
  }
  return undefined
}
