import { checkBoolean, checkNames, invalid } from '../util/check-option.js'

/** Options of `@fastify/sensible`. */
export interface SensibleOptions {
  /**
   * `$id` under which the schema of Fastify's error body is added, for `{ $ref: 'HttpError' }` in response schemas.
   *
   * @default no schema
   */
  sharedSchemaId?: string | undefined
}

/** Options of the plugin besides the error handler. */
export interface PluginOptions {
  /**
   * Install a not-found handler in this encapsulation context.
   *
   * @default true
   */
  notFound?: boolean | undefined
  /**
   * Register the utilities of `@fastify/sensible`, with the reply helpers of this plugin in place of its own; an
   * object has its options.
   *
   * @default true
   * @see [Migration](migration.md#fastifysensible)
   */
  sensible?: boolean | SensibleOptions | undefined
  /**
   * Document the errors of routes for `@fastify/swagger`; `errors: false` on a route turns it off for that route.
   *
   * @default true
   * @see [OpenAPI](openapi.md)
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
  if (typeof sensible !== 'boolean') {
    checkNames('sensible', sensible, ['sharedSchemaId'])
    const { sharedSchemaId } = sensible
    if (sharedSchemaId !== undefined && (typeof sharedSchemaId !== 'string' || sharedSchemaId === '')) invalid('sensible.sharedSchemaId', 'a non-empty string', sharedSchemaId)
  }
  checkBoolean('openapi', openapi)
  return { notFound, sensible, openapi } as PluginSettings
}
