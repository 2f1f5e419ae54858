// Where versions of Fastify differ, each with the version that changed it. What is looked for is the feature, never a
// version number.
import { readProperty, readText } from './read-property.js'
import type { FastifyReply, FastifyRequest } from 'fastify'

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
    controller = findLogController(request.server)
    controllers.set(initialConfig, controller)
  }
  if (controller !== undefined) return controller.isLogDisabled(request)
  const disabled: unknown = initialConfig.disableRequestLogging
  return typeof disabled === 'function' ? disabled(request) === true : disabled === true
}

function findLogController (fastify: object): LogController | undefined {
  for (let instance = fastify; instance !== null; instance = Object.getPrototypeOf(instance)) {
    const symbol = Object.getOwnPropertySymbols(instance).find(({ description }) => description === 'fastify.logController')
    if (symbol !== undefined) return (instance as Record<symbol, LogController>)[symbol]
  }
  return undefined
}

/** Whether a parser could not read a body. Before Fastify 5.5.0 JSON's has no code but is a SyntaxError with a status. */
export function isParserError (thrown: unknown): boolean {
  return readText(thrown, 'name') === 'SyntaxError' && readProperty(thrown, 'statusCode') === 400
}
