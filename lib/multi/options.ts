import { FST_ERR_REPLIES_UNKNOWN_OPTION } from '../util/boot-errors.js'
import { invalid } from '../util/check-option.js'
import { isToken } from '../http/header-values.js'
import { isForwardable } from './headers.js'

/** Options of `fastify.register(multi, options)`. */
export interface MultiOptions {
  /**
   * Path of the batch endpoint, below the prefix of its context.
   *
   * @default '/multi'
   */
  url?: string | undefined
  /**
   * Requests that one batch may hold, 1 to 1000.
   *
   * @default 50
   */
  maxRequests?: number | undefined
  /**
   * Headers of the batch request that each of its parts carries; a name may end in `*`.
   *
   * `host` is always carried; headers of the connection and of the body (`content-*`, `accept-encoding`) never are.
   *
   * @default authorization, cookie, accept, accept-language, accept-version, user-agent, origin, referer, sec-fetch-*,
   * csrf-token, xsrf-token, x-csrf-token, x-xsrf-token, forwarded, x-forwarded-*, x-real-ip, x-request-id,
   * traceparent, tracestate
   */
  forwardHeaders?: readonly string[] | undefined
  /**
   * Milliseconds that one part may take, 1 to 2147483647. A part that takes longer gets 504 and the next one starts.
   *
   * @default 10000
   */
  timeout?: number | undefined
  /**
   * Bytes that the body of one part's reply may have. A longer one is cut off and the part gets 502.
   *
   * @default 1048576
   */
  resultLimit?: number | undefined
  /**
   * Bytes that the body of the batch request may have; a longer one gets 413.
   *
   * @default the server's `bodyLimit`
   */
  bodyLimit?: number | undefined
}

/** The options of a batch endpoint, complete. */
export interface ResolvedMultiOptions {
  readonly url: string
  readonly maxRequests: number
  readonly forwardHeaders: readonly string[]
  readonly timeout: number
  readonly resultLimit: number
  readonly bodyLimit: number | undefined
}

const defaultOptions = {
  url: '/multi',
  maxRequests: 50,
  forwardHeaders: [
    'authorization', 'cookie', 'accept', 'accept-language', 'accept-version', 'user-agent',
    // These identify a request of another site: without them a part would look more trustworthy than its batch
    'origin', 'referer', 'sec-fetch-*', 'csrf-token', 'xsrf-token', 'x-csrf-token', 'x-xsrf-token',
    // What `trustProxy` reads; the part comes from the same address, so it is trusted to the same degree
    'forwarded', 'x-forwarded-*', 'x-real-ip',
    'x-request-id', 'traceparent', 'tracestate'
  ],
  timeout: 10_000, // 10 seconds
  resultLimit: 1_048_576, // 1 MiB
  bodyLimit: undefined
} as const

// Fastify hands a plugin its own registration options along with the plugin's
const fastifyOptions = ['prefix', 'logLevel', 'logSerializers']
const MAX_TIMER = 2_147_483_647 // what setTimeout can wait, 2^31 - 1

/**
 * Checks the options of a batch endpoint and fills in the defaults.
 *
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 */
export function resolveMultiOptions (options: MultiOptions): ResolvedMultiOptions {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(defaultOptions, name) && !fastifyOptions.includes(name)) {
      throw FST_ERR_REPLIES_UNKNOWN_OPTION(name, Object.keys(defaultOptions).join(', '))
    }
  }
  const url = options.url ?? defaultOptions.url
  // What it matches must be one path: a wildcard would take requests that are not batches
  if (typeof url !== 'string' || !/^\/[^?#*\s]+$/.test(url)) invalid('url', 'a path such as /multi', url)
  return {
    url,
    maxRequests: checkInteger('maxRequests', options.maxRequests ?? defaultOptions.maxRequests, 1000),
    forwardHeaders: checkHeaders(options.forwardHeaders ?? defaultOptions.forwardHeaders),
    timeout: checkInteger('timeout', options.timeout ?? defaultOptions.timeout, MAX_TIMER),
    resultLimit: checkInteger('resultLimit', options.resultLimit ?? defaultOptions.resultLimit, Number.MAX_SAFE_INTEGER),
    bodyLimit: options.bodyLimit === undefined
      ? undefined
      : checkInteger('bodyLimit', options.bodyLimit, Number.MAX_SAFE_INTEGER)
  }
}

function checkInteger (name: string, value: unknown, max: number): number {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > max) {
    invalid(name, `an integer from 1 to ${max}`, value)
  }
  return value as number
}

function checkHeaders (names: unknown): string[] {
  if (!Array.isArray(names) || !names.every(isToken)) invalid('forwardHeaders', 'an array of header names', names)
  const patterns = (names as string[]).map((name) => name.toLowerCase())
  for (const pattern of patterns) {
    if (!isForwardable(pattern)) invalid('forwardHeaders', 'without headers of the connection or the body', pattern)
  }
  return patterns
}
