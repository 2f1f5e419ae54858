import { kDocument } from '../error/symbols.js'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { DocumentedResponses, DocumentSettings } from './openapi.js'

/** The parts of a route that a document needs. */
export interface RouteDocument {
  /** The schema that the route came with. */
  readonly schema: RouteOptions['schema']
  readonly responses: DocumentedResponses
}

declare module 'fastify' {
  interface FastifyContextConfig {
    [kDocument]?: RouteDocument | undefined
  }
}

interface CollectedRoute {
  route: RouteOptions
  fastify: FastifyInstance
  /** Its response schemas are JSON Schema, not those of another library (zod). */
  isJsonSchema: boolean
}

/**
 * Documents the errors of routes for `@fastify/swagger`, whichever is registered first.
 *
 * `@fastify/swagger` keeps the options of each route and reads their schema when the document is requested. Fastify
 * has compiled that schema by then, so what is put in its place when the server is ready is documented and never
 * compiled: not one serializer more, and replies are serialized as before.
 */
export function collectRoutes (fastify: FastifyInstance, options: DocumentSettings): (instance: FastifyInstance, route: RouteOptions) => void {
  const routes: CollectedRoute[] = []
  fastify.addHook('onReady', async () => {
    const documented = routes.splice(0)
    if (!documented.some(({ fastify }) => fastify.hasPlugin('@fastify/swagger'))) return
    const { buildRouteDocuments } = await import('./openapi.js')
    const { loadDocumentTexts } = await import('../languages/documents/index.js')
    const texts = await loadDocumentTexts(options.languages?.tags[0] ?? 'en')
    const { withResponses } = await import('./inline-responses.js')
    const documentRoute = buildRouteDocuments(options, documented.map(({ route }) => route), texts)
    for (const { route, isJsonSchema } of documented) {
      const responses = documentRoute(route)
      // On the config, which a copy of the options shares; symbols stay out of any document
      const config = route.config as Record<symbol, unknown>
      config[kDocument] = { schema: route.schema, responses } satisfies RouteDocument
      if (isJsonSchema) route.schema = withResponses(route.schema, responses) as NonNullable<RouteOptions['schema']>
    }
  })
  return function collect (fastify, route) {
    if (route.errors === false || route.method === 'HEAD') return
    route.config = { ...route.config }
    routes.push({ route, fastify, isJsonSchema: route.serializerCompiler === undefined && fastify.serializerCompiler === undefined })
  }
}
