import { catalog } from './catalog.js'
import { invalid } from '../util/check-option.js'
import { FST_ERR_REPLIES_DUPLICATE_CODE, FST_ERR_REPLIES_INVALID_ERROR } from '../util/boot-errors.js'
import { isNameTaken } from '../util/fastify-internals.js'
import { kDefinition } from './symbols.js'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ErrorFactory } from './define-error.js'

const builtInCodes = new Map<string, string>(catalog.map(({ code, name }) => [code, `errors.${name}`]))

// Members of a reply itself, which a decorator would hide without Fastify objecting
const REPLY_MEMBERS = new Set([
  'callNotFound', 'code', 'compileSerializationSchema', 'elapsedTime', 'getDecorator', 'getHeader', 'getHeaders',
  'getSerializationFunction', 'hasHeader', 'hasTrailer', 'header', 'headers', 'hijack', 'mediaType', 'redirect',
  'removeHeader', 'removeTrailer', 'routeOptions', 'send', 'sent', 'serialize', 'serializeInput', 'serializer',
  'server', 'status', 'statusCode', 'then', 'trailer', 'type', 'writeEarlyHints',
  'log', 'raw', 'request' // own properties, which Fastify 5.0 lets a decorator replace
])

/**
 * Checks the definitions of a context and compiles their serializers.
 *
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 * @throws FST_ERR_REPLIES_DUPLICATE_CODE
 * @throws FST_ERR_REPLIES_INVALID_ERROR
 */
export function resolveDefinitions (factories: unknown): readonly ErrorFactory[] {
  if (!Array.isArray(factories) || !factories.every(isErrorFactory)) {
    return invalid('errors', 'an array of what defineError returns', factories)
  }
  const codes = new Map(builtInCodes)
  for (const [index, factory] of factories.entries()) {
    const definition = factory[kDefinition]
    const taken = codes.get(definition.code)
    if (taken !== undefined) throw FST_ERR_REPLIES_DUPLICATE_CODE(definition.code, taken)
    codes.set(definition.code, `errors[${index}]`)
    definition.compile()
  }
  return factories
}

/** Whether a value is what `defineError` returns, made by any copy of this package. */
export function isErrorFactory (value: unknown): value is ErrorFactory {
  return typeof value === 'function' && (value as Partial<ErrorFactory>)[kDefinition]?.isOwn === true
}

/**
 * Decorates `reply` with a helper for each definition that has a `helper`.
 *
 * @throws FST_ERR_REPLIES_INVALID_ERROR when a decorator of that name exists
 */
export function decorateDefinitions (fastify: FastifyInstance, factories: readonly ErrorFactory[], helperNames: ReadonlySet<string>): void {
  for (const factory of factories) {
    const { code, helper } = factory[kDefinition]
    if (helper === undefined) continue
    // In a child context, Fastify would let it hide the helper of its parent
    if (helperNames.has(helper) || REPLY_MEMBERS.has(helper)) throw FST_ERR_REPLIES_INVALID_ERROR(code, `reply.${helper} exists already, give it another name`)
    try {
      fastify.decorateReply(helper, {
        [helper]: function (this: FastifyReply, ...args: unknown[]) {
          const error = factory(...args as [])
          return this.code(error.statusCode).send(error)
        }
      }[helper])
    } catch (error) {
      if (!isNameTaken(error)) throw error
      throw FST_ERR_REPLIES_INVALID_ERROR(code, `reply.${helper} exists already, give it another name`, { cause: error })
    }
  }
}
