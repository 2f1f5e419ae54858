import { resolveDefinitions } from './error/registered-errors.js'
import { finalizeDefaults, resolveFinalizeOptions, type FinalizeOptions, type FinalizeSettings } from './finalize/options.js'
import { formatDefaults, resolveFormatOptions, type FormatOptions, type ResolvedFormats } from './formats/options.js'
import { normalizeDefaults, resolveNormalizeOptions, type NormalizeOptions, type NormalizeSettings } from './normalize/options.js'
import { resolveSendOptions, sendDefaults, type SendOptions, type SendSettings } from './send/options.js'
import { resolveServerOptions, serverDefaults, type PluginOptions, type PluginSettings } from './server/options.js'
import { checkNames, withoutUndefined } from './util/check-option.js'
import type { ErrorFactory } from './error/define-error.js'

/**
 * Options of `fastify.register(errorsPlugin, options)`.
 *
 * Each folder declares, checks and resolves those that it owns; here they are put together.
 */
export interface ErrorRepliesOptions extends FormatOptions, NormalizeOptions, FinalizeOptions, SendOptions, PluginOptions {
  /**
   * Errors of the application, from `defineError`: their serializers are compiled at registration, and those with a
   * `helper` get a reply helper.
   *
   * @default []
   * @see [Errors](errors.md)
   */
  errors?: readonly ErrorFactory[] | undefined
}

/** The options of a context, resolved. */
export interface ResolvedOptions extends ResolvedFormats, NormalizeSettings, FinalizeSettings, SendSettings, PluginSettings {
  readonly errors: readonly ErrorFactory[]
}

/** Defaults of all options. */
export const defaultOptions = {
  ...formatDefaults, ...normalizeDefaults, errors: [], ...finalizeDefaults, ...sendDefaults, ...serverDefaults
} as const

// Fastify passes its own registration options to a plugin as well; fastify-cli and @fastify/autoload pass on their own
const fastifyOptions = ['prefix', 'logLevel', 'logSerializers', 'skipOverride', 'routeParams']

/** The options that are the plugin's, not those that Fastify passes on. */
export function ownOptions (options: ErrorRepliesOptions): ErrorRepliesOptions {
  return withoutUndefined(Object.fromEntries(Object.entries(options).filter(([name]) => !fastifyOptions.includes(name))))
}

/**
 * Checks the options, fills in the defaults and compiles the formats.
 *
 * @param knowsErrors `false` before option `errors` is known: its codes in `languages` are then not checked
 * @param ignored names that are no options of the plugin, and are accepted
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 * @throws FST_ERR_REPLIES_INVALID_FORMAT
 * @throws FST_ERR_REPLIES_INVALID_ERROR
 * @throws FST_ERR_REPLIES_DUPLICATE_CODE
 */
export function resolveOptions (options: ErrorRepliesOptions = {}, knowsErrors = true, ignored: readonly string[] = []): ResolvedOptions {
  checkNames('', options, Object.keys(defaultOptions), [...fastifyOptions, ...ignored])
  const given: ErrorRepliesOptions = withoutUndefined(options)
  const errors = resolveDefinitions(given.errors ?? [])
  return {
    ...resolveNormalizeOptions(given),
    ...resolveFinalizeOptions(given, knowsErrors ? errors.map(({ code }) => code) : undefined),
    ...resolveSendOptions(given),
    ...resolveServerOptions(given),
    ...resolveFormatOptions(given),
    errors
  }
}
