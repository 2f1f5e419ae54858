import { readProperty, readText } from '../util/read-property.js'
import { readPath } from './cause-chain.js'

/**
 * Maps an error of the HTTP client `@hapi/wreck`: 502 for a response that is an error or cannot be read, 504 for
 * one that took too long; `undefined` for any other value.
 *
 * Its errors are those of `@hapi/boom`, with the status of the other server as their own. `@fastify/oauth2` uses it.
 */
export function wreckStatus (error: unknown): 502 | 504 | undefined {
  if (readProperty(error, 'isBoom') !== true) return undefined
  // The one text that has neither a code nor the response
  if (readText(error, 'message') === 'Client request timeout') return 504
  if (readPath(error, 'data', 'isResponseError') === true) return 502
  if (typeof readPath(error, 'data', 'res', 'httpVersion') !== 'string') return undefined
  return readPath(error, 'output', 'statusCode') === 408 ? 504 : 502
}
