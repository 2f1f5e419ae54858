import { isShown, MARK, nameComponents } from './name-components.js'
import { toSwaggerRoute } from './swagger-schema.js'
import { kDocument } from '../error/symbols.js'
import type { RouteOptions } from 'fastify'
import type { DocumentedResponse } from './build-response.js'
import type { DocumentedResponses } from './openapi.js'

/** Functions of the application for the options of `@fastify/swagger`, which run as well. */
export interface OpenapiTransforms {
  /** `transform`, such as `jsonSchemaTransform` of fastify-type-provider-zod. */
  transform?: ((document: any) => any) | undefined
  /** `transformObject`. */
  transformObject?: ((document: any) => any) | undefined
}

/** The result of {@link openapiOptions}. */
export interface OpenapiOptions {
  transform (document: any): any
  transformObject (document: any): any
  refResolver: { buildLocalReference (schema: any, baseUri: any, fragment: any, index: number): string }
}

/** How far a document is. */
interface Progress {
  /** Responses that it has in full; for @fastify/swagger to convert them once more would take most of the time. */
  readonly converted: Set<DocumentedResponse>
  /** Those of the route before, which may be hidden. */
  readonly last?: DocumentedResponses
}

/**
 * Options for `@fastify/swagger` under which errors become named components: spread them into its own.
 *
 * Each error body is then one schema and each response one component, which operations refer to; shared schemas keep
 * their `$id` as their name. In Swagger 2.0 the schemas of routes have only the keywords that it knows. Functions of
 * your own for `transform` and `transformObject` are given here.
 */
export function openapiOptions ({ transform, transformObject }: OpenapiTransforms = {}): OpenapiOptions {
  const progress = new WeakMap<object, Progress>()

  return {
    transform (document) {
      const { route, url, openapiObject, swaggerObject } = document as { route: RouteOptions, url: string, openapiObject?: object, swaggerObject?: object }
      const own = route.config?.[kDocument]
      const schema = own === undefined ? document.schema : own.schema
      const transformed = transform === undefined ? { schema, url } : transform({ ...document, schema })
      const result = swaggerObject === undefined ? transformed : { ...transformed, schema: toSwaggerRoute(transformed.schema) }
      if (own === undefined) return result
      const response: Record<string, unknown> = { ...(result.schema?.response ?? { 200: { type: 'null', description: 'Default Response' } }) }
      const added = new Map<string, DocumentedResponse>()
      const whole = (openapiObject ?? swaggerObject) as object
      const { converted, last } = progress.get(whole) ?? { converted: new Set() }
      if (last !== undefined && isShown(whole, last)) for (const documented of last.values()) converted.add(documented)
      progress.set(whole, { converted, last: added })
      for (const [status, documented] of own.responses) {
        if (Object.hasOwn(response, status)) continue
        added.set(status, documented)
        response[status] = converted.has(documented)
          ? { type: 'null', description: documented.schema.description }
          : swaggerObject === undefined ? documented.schema : documented.swagger.schema
      }
      return { ...result, schema: { ...result.schema, response, [MARK]: added } }
    },

    transformObject (document) {
      nameComponents(document.openapiObject ?? document.swaggerObject)
      return transformObject === undefined ? document.openapiObject ?? document.swaggerObject : transformObject(document)
    },

    refResolver: {
      buildLocalReference: ({ $id }) => $id.replace(/[^\w.-]/g, '_')
    }
  }
}
