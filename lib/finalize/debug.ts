import { cutText, MAX_TEXT } from '../util/json-values.js'
import { readProperty } from '../util/read-property.js'
import type { FastifyRequest } from 'fastify'
import type { ResolvedOptions } from '../options.js'

const MAX_CAUSES = 5

/** What the debug member of the body holds for a thrown value, `undefined` unless debugging is on for the request. */
export function buildDebug (thrown: unknown, request: FastifyRequest, { debug }: ResolvedOptions): Record<string, unknown> | undefined {
  if (debug === false || !isDebugged(debug, request)) return undefined
  const causes = []
  for (let value = readProperty(thrown, 'cause'); value != null && causes.length < MAX_CAUSES; value = readProperty(value, 'cause')) {
    causes.push(describe(value))
  }
  return { ...describe(thrown), causes }
}

function isDebugged (debug: ResolvedOptions['debug'], request: FastifyRequest): boolean {
  try {
    return debug === true || (typeof debug === 'function' && debug(request) === true)
  } catch {
    return false
  }
}

function describe (value: unknown): Record<string, unknown> {
  const name = readProperty(value, 'name')
  const message = readProperty(value, 'message')
  const stack = readProperty(value, 'stack')
  return {
    name: typeof name === 'string' ? cutText(name, MAX_TEXT) : typeof value,
    message: typeof message === 'string' ? cutText(message, MAX_TEXT) : '',
    stack: typeof stack === 'string' ? cutText(stack, MAX_TEXT).split('\n').slice(1).map((line) => line.trim()) : []
  }
}
