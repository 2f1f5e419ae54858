import fastifyPlugin from 'fastify-plugin'
import { kCatalogs, kErrorReplies } from '../error/symbols.js'
import { errors } from '../helpers/factories.js'
import { fill } from '../languages/documents/index.js'
import { FST_ERR_REPLIES_NO_PLUGIN } from '../util/boot-errors.js'
import { collectErrors, slugOf } from './collect.js'
import { loadPages, type Pages } from './pages.js'
import { chooseRepresentation, sendRepresentation } from './serve.js'
import { resolveCatalogOptions, type CatalogOptions } from './options.js'
import type { RepresentationName } from './representations.js'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'

/** A catalogue that is mounted, for the command line: its representations once the server is ready. */
export interface MountedCatalog {
  /** Path with the prefix of its context. */
  readonly path: string
  write (name: RepresentationName): string
}

declare module 'fastify' {
  interface FastifyInstance {
    [kCatalogs]?: MountedCatalog[]
  }
}

/**
 * Serves the errors of a server as HTML, JSON and Markdown, and gives problems their `type`.
 *
 * Registered after the plugin and before the routes: those that are defined earlier are not in it.
 *
 * @throws FST_ERR_REPLIES_NO_PLUGIN
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 */
const catalog: FastifyPluginAsync<CatalogOptions> = async (fastify, options) => {
  const context = fastify[kErrorReplies]
  if (context === undefined) throw FST_ERR_REPLIES_NO_PLUGIN()
  const settings = resolveCatalogOptions(options, fastify.prefix, context.languages?.tags ?? [])
  const collection = collectErrors(context, settings)
  context.pages.uris = collection.uris
  context.pages.isLinked = settings.link
  let pages: Pages

  fastify.addHook('onRoute', function (route) { collection.addRoute(this, route) })
  fastify.addHook('onReady', async () => {
    pages = await loadPages(collection, settings, context.languages)
  })
  const root = rootOf(fastify)
  root[kCatalogs] = [...root[kCatalogs] ?? [], { path: settings.path, write: (name) => pages.usual.representations.index(name).text }]

  const route = { method: 'GET', schema: { hide: true }, errors: false } as const

  fastify.route<{ Querystring: Record<string, unknown> }>({
    ...route,
    url: settings.url,
    handler: async (request, reply) => {
      const { q } = request.query
      const { representations, language } = pages.choose(request)
      const name = chooseRepresentation(request)
      if (name !== 'html' || typeof q !== 'string' || q.trim() === '') return sendRepresentation(representations.index(name), request, reply, language)
      const found = representations.search(q)
      return 'code' in found ? reply.redirect(representations.pathOf(found.code), 303) : sendRepresentation(found, request, reply, language)
    }
  })

  fastify.route<{ Params: { code: string } }>({
    ...route,
    url: `${settings.url}/:code`,
    handler: async (request, reply) => {
      const { code: slug } = request.params
      const code = slug.toUpperCase().replaceAll('-', '_')
      const name = chooseRepresentation(request)
      const { model, representations, language, texts } = pages.choose(request)
      const error = model.find(code)
      // A page has one address
      if (error !== undefined) return slug === slugOf(code) ? sendRepresentation(representations.error(error, name), request, reply, language) : reply.redirect(representations.pathOf(code), 301)
      const renamed = model.renamed(code)
      if (renamed !== undefined) return reply.redirect(representations.pathOf(renamed), 301)
      const removed = model.catalog.removed.find((entry) => entry.code === code)
      if (removed === undefined) throw errors.notFound()
      const { successor, text } = removed
      const headers: Record<string, string> = successor === undefined ? {} : { link: `<${representations.pathOf(successor)}>; rel="successor-version"` }
      if (language !== undefined) headers['content-language'] = language.tag
      if (name === 'html') return sendRepresentation(representations.removed(removed), request, reply.code(410).headers(headers), language)
      throw errors.gone(successor === undefined ? text : fill(texts.labels.replaced, successor), { headers })
    }
  })
}

function rootOf (fastify: FastifyInstance): FastifyInstance {
  let root = fastify
  for (let parent = Object.getPrototypeOf(root); parent !== Object.prototype; parent = Object.getPrototypeOf(parent)) root = parent
  return root
}

const catalogPlugin = fastifyPlugin(catalog, { name: 'fastify-error-replies-catalog', fastify: '>=5' })

export { catalogPlugin as default, catalogPlugin as 'module.exports' }
export type { CatalogOptions, CatalogTexts, TextChanges } from './options.js'
export type { ErrorTexts } from './texts.js'
export type { Catalog, CatalogError } from '../../schemas/catalog.js'
