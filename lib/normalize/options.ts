import { checkBoolean, checkFunction, checkList, checkNames, invalid, isIntegerBetween } from '../util/check-option.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'

/** Turns a foreign error into an error reply, or returns `undefined` to leave it to the next mapper; synchronous. */
export type ErrorMapper = (error: unknown, request: FastifyRequest) => ErrorReply | undefined

/** Options that decide how an error is normalized. */
export interface NormalizeOptions {
  /**
   * Functions that turn errors of databases and other servers into error replies; the first result wins. One that
   * throws is skipped, which is logged once.
   *
   * @default []
   * @see [Mappers](mappers.md)
   */
  mappers?: readonly ErrorMapper[] | undefined
  /** How validation failures are sent. */
  validation?: {
    /**
     * Status of a validation failure, 400 to 499.
     *
     * @default of the format: 422 in `fields`, 400 in every other
     */
    statusCode?: number | undefined
    /**
     * Largest number of validation failures in one reply, 1 to 1000. Further ones are left out.
     *
     * @default 50
     */
    maxIssues?: number | undefined
  } | undefined
  /**
   * Which error messages are sent; any other is replaced by the default message of its status. `'4xx'`:
   * those of this package, of errors with `expose: true`, and of any other error below 500 unless it has `expose:
   * false` or comes from the framework. `'deliberate'`: only the first two. `'all'`: every message, as Fastify does
   * by itself. A function decides for an error that is not of this package.
   *
   * @default '4xx'
   * @see [Security](security.md#which-messages-are-sent)
   */
  expose?: 'deliberate' | '4xx' | 'all' | ((error: unknown, statusCode: number) => boolean) | undefined
  /**
   * Send 405 with `Allow` if the path has a route for another method.
   *
   * @default true
   * @see [Routing](routing.md)
   */
  methodNotAllowed?: boolean | undefined
  /**
   * Headers of a foreign error that are sent with the reply, in lower case; a name may end in `*`.
   *
   * @default retry-after, www-authenticate, proxy-authenticate, allow, accept, accept-*, upgrade, link, ratelimit*,
   * x-ratelimit-*, and content-range at 416
   * @see [Security](security.md#headers)
   */
  errorHeaders?: readonly string[] | undefined
}

/** {@link NormalizeOptions}, resolved. */
export interface NormalizeSettings {
  readonly mappers: readonly ErrorMapper[]
  readonly validationStatusCode: number | undefined
  readonly maxIssues: number
  readonly expose: NonNullable<NormalizeOptions['expose']>
  readonly methodNotAllowed: boolean
  readonly errorHeaders: readonly string[]
}

export const normalizeDefaults = {
  mappers: [],
  validation: {
    maxIssues: 50 // failures in one reply
  },
  expose: '4xx',
  methodNotAllowed: true,
  errorHeaders: [
    'retry-after', 'www-authenticate', 'proxy-authenticate', 'allow', 'accept', 'accept-*', 'upgrade', 'content-range',
    'link', 'ratelimit*', 'x-ratelimit-*'
  ]
} as const

/**
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 */
export function resolveNormalizeOptions (options: NormalizeOptions): NormalizeSettings {
  const { mappers, validation, expose, methodNotAllowed, errorHeaders } = { ...normalizeDefaults, ...options } as Required<NormalizeOptions>
  checkList('mappers', 'an array of synchronous functions', mappers)
  for (const mapper of mappers as readonly ErrorMapper[]) checkFunction('mappers', 'an array of synchronous functions', mapper)
  if (!['deliberate', '4xx', 'all'].includes(expose as string)) checkFunction('expose', 'deliberate, 4xx, all or a synchronous function', expose)
  checkBoolean('methodNotAllowed', methodNotAllowed)
  checkList('errorHeaders', 'an array of header names', errorHeaders, isText)
  checkNames('validation', validation, ['statusCode', 'maxIssues'])
  const { statusCode: validationStatusCode, maxIssues = normalizeDefaults.validation.maxIssues } = validation as NonNullable<typeof validation>
  if (validationStatusCode !== undefined && !isIntegerBetween(validationStatusCode, 400, 499)) {
    invalid('validation.statusCode', 'an integer from 400 to 499', validationStatusCode)
  }
  if (!isIntegerBetween(maxIssues, 1, 1000)) invalid('maxIssues', 'an integer from 1 to 1000', maxIssues)
  return {
    mappers: [...mappers as readonly ErrorMapper[]],
    validationStatusCode,
    maxIssues,
    expose: expose as NonNullable<typeof expose>,
    methodNotAllowed: methodNotAllowed as boolean,
    errorHeaders: (errorHeaders as readonly string[]).map((name) => name.toLowerCase())
  }
}

function isText (value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}
