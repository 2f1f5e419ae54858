// Where versions of Fastify differ, each with the version that changed it: the feature is looked for, never a version
// number. And what Fastify keeps behind symbols, each with what happens without it.
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

/**
 * The plugin that registers another one, by name; `undefined` where it is the application, or nobody does.
 *
 * Fastify prints its plugins as a tree, and shows them no other way.
 *
 * @param except a plugin whose own registration does not count
 */
export function registeredBy (fastify: FastifyInstance, name: string, except: string): string | undefined {
  const lines = fastify.printPlugins().split('\n').map((line) => {
    const [, indent = '', text = ''] = /^([^\w@]*)(.*?)(?: -?\d+ ms)?$/.exec(line) ?? []
    return { depth: indent.length, text }
  })
  for (const [index, { depth, text }] of lines.entries()) {
    if (text !== name) continue
    const parent = lines.slice(0, index).findLast((line) => line.depth < depth)
    if (parent !== undefined && parent.depth > 0 && parent.text !== except) return parent.text
  }
  return undefined
}

let kReplyHeaders: symbol | undefined

/** The headers of a reply, without those of `reply.raw`; `undefined` where Fastify does not show them. */
export function readReplyHeaders (reply: FastifyReply): object | undefined {
  kReplyHeaders ??= Object.getOwnPropertySymbols(reply).find(({ description }) => description === 'fastify.reply.headers')
  return (reply as unknown as Record<symbol, object | undefined>)[kReplyHeaders as symbol]
}

// A child context inherits from its parent
function findBySymbol (fastify: object, name: string): unknown {
  for (let instance = fastify; instance !== null; instance = Object.getPrototypeOf(instance)) {
    const symbol = Object.getOwnPropertySymbols(instance).find(({ description }) => description === name)
    if (symbol !== undefined) return (instance as Record<symbol, unknown>)[symbol]
  }
  return undefined
}
