import { catalog } from '../error/catalog.js'
import { kDefinition, kErrorReplies } from '../error/symbols.js'
import { errors } from '../helpers/factories.js'
import { isErrorReply, type ErrorDefinition, type ErrorReply } from '../error/error-reply.js'
import { documentedErrors } from '../helpers/documented-errors.js'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { CatalogRoute } from '../../schemas/catalog.js'
import type { Declarable, OwnDefinition } from '../error/define-error.js'
import type { CompiledFormat } from '../formats/index.js'
import type { CatalogSettings } from './options.js'

/** The options of a context that has the plugin. */
export type Context = NonNullable<FastifyInstance[typeof kErrorReplies]>

/** An error of the server, and where it is sent. */
export interface CollectedError {
  readonly factory: Declarable
  readonly definition: ErrorDefinition
  /** For an error that a route declares with its own code. */
  readonly occurrence: ErrorReply | undefined
  /** Options of the context that sends it. */
  readonly options: Context
  readonly formats: Set<CompiledFormat>
  readonly routes: Map<string, CatalogRoute>
  isListed: boolean
}

/** Errors that a server sends, collected while its routes are defined. */
export interface Collection {
  readonly errors: ReadonlyMap<string, CollectedError>
  /** Addresses of the pages, by code. */
  readonly uris: ReadonlyMap<string, string>
  /** Formats of all contexts, the default one first. */
  readonly formats: ReadonlySet<CompiledFormat>
  /** Name of a status in option `phrases`. */
  readonly phrase: Context['phrase']
  addRoute (instance: FastifyInstance, route: RouteOptions): void
}

// Errors that a request to any address can cause
const general = ['badRequest', 'notFound', 'methodNotAllowed', 'internalServerError'] as const

/** Name of a page in an address: `OUT_OF_STOCK` → `out-of-stock`. */
export const slugOf = (code: string): string => code.toLowerCase().replaceAll('_', '-')

/** Starts with the built-in errors and those that a context has registered. */
export function collectErrors (context: Context, settings: CatalogSettings): Collection {
  const collected = new Map<string, CollectedError>()
  const uris = new Map<string, string>()
  const formats = new Set(context.formats.enabled)

  function add (factory: Declarable, options: Context, isListed: boolean, definition = factory[kDefinition], occurrence?: ErrorReply): CollectedError | undefined {
    if (isPrivate(definition)) return undefined
    let entry = collected.get(definition.code)
    if (entry === undefined) {
      entry = { factory, definition, occurrence, options, formats: new Set(), routes: new Map(), isListed }
      collected.set(definition.code, entry)
      uris.set(definition.code, `${settings.baseUrl}${settings.path}/${slugOf(definition.code)}`)
    }
    entry.isListed ||= isListed
    return entry
  }

  const isGeneral = new Set<unknown>(context.notFound ? general : ['badRequest', 'internalServerError'])
  for (const { name } of catalog) add(errors[name as 'notFound'], context, settings.all || isGeneral.has(name))
  addContext(context)

  function addContext (options: Context): void {
    for (const factory of options.errors) add(factory, options, true)
    for (const format of options.formats.enabled) formats.add(format)
  }

  const seen = new Set([context])
  return {
    errors: collected,
    uris,
    formats,
    phrase: context.phrase,
    addRoute (instance, route) {
      const options = instance[kErrorReplies] as Context
      if (!seen.has(options)) {
        seen.add(options)
        addContext(options)
        // A catalogue in that context has set its own
        options.pages.uris ??= uris
        options.pages.isLinked ||= settings.link
      }
      const { url, config, schema = {} } = route
      const { hide, summary } = schema as { hide?: unknown, summary?: string }
      const methods = [route.method].flat().filter((method) => method !== 'HEAD')
      if (route.errors === false || hide === true || methods.length === 0) return
      const own = config?.errorFormat === undefined ? undefined : options.formats.byName(config.errorFormat)
      if (own !== undefined) formats.add(own)
      const described = describeRoute(url, methods, summary, schema, settings)
      for (const { source, definition, code } of documentedErrors(route, options.validationStatusCode ?? options.formats.default.validationStatusCode)) {
        const isOccurrence = isErrorReply(source)
        const factory = isOccurrence ? errors.fail as unknown as Declarable : source
        const coded = code === definition.code ? definition : { ...definition, code }
        const entry = isOccurrence ? add(factory, options, true, coded, source) : add(factory, options, true)
        if (entry === undefined) continue
        for (const format of own === undefined ? options.formats.enabled : [own]) entry.formats.add(format)
        entry.routes.set(`${url} ${methods.join(' ')}`, described)
      }
    }
  }
}

function isPrivate (definition: ErrorDefinition): boolean {
  return definition.isOwn === true && (definition as OwnDefinition).documentation.public === false
}

function describeRoute (url: string, methods: string[], summary: string | undefined, schema: object, { openapi }: CatalogSettings): CatalogRoute {
  return {
    url,
    methods,
    ...(summary !== undefined && { summary }),
    ...(openapi !== undefined && { operation: `${openapi}#/${operationOf(url, methods[0] as string, schema)}` })
  }
}

// As swagger-ui names the anchor of an operation
function operationOf (url: string, method: string, schema: { tags?: readonly string[], operationId?: string }): string {
  const path = url.replace(/:(\w+)/g, '{$1}')
  const id = schema.operationId ?? `${method.toLowerCase()}_${path.replace(/^\//, '')}`.replace(/\W/g, '_')
  return [schema.tags?.[0] ?? 'default', id].map(encodeURIComponent).join('/')
}
