import type { DocumentedResponse } from './build-response.js'
import type { DocumentedResponses } from './openapi.js'

type Schema = Readonly<Record<string, unknown>>

/**
 * A route's schema with its error responses, for `@fastify/swagger` without `openapiOptions()`; what the route says of
 * a status itself stays.
 *
 * The same schema serves both kinds of document: for OpenAPI 3 `@fastify/swagger` reads `servers` of an operation before
 * it reads `response`, for Swagger 2.0, where operations have no servers, it does not.
 */
export function withResponses (schema: object | undefined, responses: DocumentedResponses): object {
  const { servers, response: own, ...rest } = (schema ?? {}) as Schema
  const build = (describe: (documented: DocumentedResponse) => object) => ({
    ...(own as object | undefined ?? plainSuccess),
    ...Object.fromEntries([...responses]
      .filter(([status]) => own === undefined || !Object.hasOwn(own as object, status))
      .map(([status, documented]) => [status, describe(documented)]))
  })
  let isOpenapi = false
  return {
    ...rest,
    get servers () {
      isOpenapi = true
      return servers
    },
    get response () {
      const describe = isOpenapi ? openapiResponse : swaggerResponse
      isOpenapi = false
      return build(describe)
    }
  }
}

// As @fastify/swagger documents a route that has no response schema
const plainSuccess = { 200: { type: 'null', description: 'Default Response' } }

// Members that @fastify/swagger takes for keywords of a schema, inside of examples too, and changes
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
