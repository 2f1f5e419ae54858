import { checkBoolean } from '../util/check-option.js'

/** Options of what the plugin takes over besides the error handler. */
export interface PluginOptions {
  /**
   * Install a not-found handler in this encapsulation context.
   *
   * @default true
   */
  notFound?: boolean | undefined
  /**
   * Register the utilities of `@fastify/sensible`, with the reply helpers of this plugin in place of its own.
   *
   * @default true
   */
  sensible?: boolean | undefined
  /**
   * Document the errors of routes for `@fastify/swagger`; `errors: false` on a route turns it off for that route.
   *
   * @default true
   */
  openapi?: boolean | undefined
}

/** {@link PluginOptions}, resolved. */
export type PluginSettings = { readonly [Name in keyof PluginOptions]-?: NonNullable<PluginOptions[Name]> }

export const serverDefaults = {
  notFound: true,
  sensible: true,
  openapi: true
} as const

/** @throws FST_ERR_REPLIES_INVALID_OPTION */
export function resolveServerOptions (options: PluginOptions): PluginSettings {
  const { notFound, sensible, openapi } = { ...serverDefaults, ...options }
  checkBoolean('notFound', notFound)
  checkBoolean('sensible', sensible)
  checkBoolean('openapi', openapi)
  return { notFound, sensible, openapi } as PluginSettings
}
