import type { DocumentedResponse } from './build-response.js'
import type { DocumentedResponses } from './openapi.js'

type Schema = Record<string, unknown>

/**
 * A route's schema with its error responses, for `@fastify/swagger` without `openapiOptions()`; what the route says of
 * a status itself stays, and what a `transform` of the application changes.
 *
 * The same schema serves both kinds of document. `@fastify/swagger` reads `consumes` of an operation and then `response`
 * for Swagger 2.0; for OpenAPI 3 it reads `servers` between them, which operations of Swagger 2.0 do not have.
 */
export function withResponses (schema: object | undefined, responses: DocumentedResponses): object {
  let { servers, consumes, response, ...rest } = (schema ?? {}) as Schema
  const added = [...responses].filter(([status]) => response === undefined || !Object.hasOwn(response as object, status))
  const placed: Record<string, unknown> = { ...(response ?? plainSuccess) as object }
  const latest: Record<string, unknown> = {}
  response = placed
  let describe: Describe = openapiResponse
  let described: Describe | undefined
  return {
    ...rest,
    get consumes () {
      describe = swaggerResponse
      return consumes
    },
    set consumes (value) { consumes = value },
    get servers () {
      describe = openapiResponse
      return servers
    },
    set servers (value) { servers = value },
    get response () {
      if (described !== describe) {
        for (const [status, documented] of added) {
          // Replaced or deleted by the application
          if (placed[status] === latest[status]) placed[status] = latest[status] = describe(documented)
        }
        described = describe
      }
      return response
    },
    set response (value) { response = value }
  }
}

type Describe = (documented: DocumentedResponse) => object

// As @fastify/swagger documents a route that has no response schema
const plainSuccess = { 200: { type: 'null', description: 'Default Response' } }

// Members that @fastify/swagger takes for keywords of a schema, inside of examples too, and changes. Under OpenAPI 3.0 the
// `"type":["Error"]` of an envelope becomes `"type":"Error"`; a schema cannot see which version is being written.
const FRAGILE = /"(?:type":\[|const":|nullable":|patternProperties":|definitions":|contentEncoding":|\$)/
const SWAGGER_FRAGILE = /"(?:const":|patternProperties":|\$)/

function openapiResponse ({ schema: response }: DocumentedResponse): object {
  const content = Object.entries(response.content).map(([type, { schema, examples }]) =>
    [type, FRAGILE.test(JSON.stringify(examples)) ? { schema } : { schema, examples }])
  return { ...response, content: Object.fromEntries(content) }
}

function swaggerResponse ({ swagger: { schema, examples } }: DocumentedResponse): object {
  const [example] = Object.values(examples)
  return example === undefined || SWAGGER_FRAGILE.test(JSON.stringify(example)) ? schema : { ...schema, example }
}
