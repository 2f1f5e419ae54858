import { kDocument } from '../error/symbols.js'
import type { RouteOptions } from 'fastify'
import type { DocumentedResponse, DocumentedResponses } from './openapi.js'

/** The functions of `@fastify/swagger`'s options that are to run besides. */
export interface OpenapiTransforms {
  /** `transform`, such as `jsonSchemaTransform` of fastify-type-provider-zod. */
  transform?: ((document: any) => any) | undefined
  /** `transformObject`. */
  transformObject?: ((document: any) => any) | undefined
}

/** What {@link openapiOptions} gives. */
export interface OpenapiOptions {
  transform (document: any): any
  transformObject (document: any): any
  refResolver: { buildLocalReference (schema: any, baseUri: any, fragment: any, index: number): string }
}

const MARK = 'x-fastify-error-replies' // on an operation, from transform to transformObject

interface Operation {
  responses: Record<string, any>
  [MARK]?: DocumentedResponses
}

/**
 * Options for `@fastify/swagger` under which errors become named components: spread them into its own.
 *
 * Each error body is then one schema and each response one component, which operations refer to; shared schemas keep
 * their `$id` as their name. Functions of your own for `transform` and `transformObject` are given here.
 */
export function openapiOptions ({ transform, transformObject }: OpenapiTransforms = {}): OpenapiOptions {
  // Responses whose schema @fastify/swagger has resolved and converted already, by document
  const seen = new WeakMap<object, Set<DocumentedResponse>>()

  return {
    transform (document) {
      const { route, url, openapiObject } = document as { route: RouteOptions, url: string, openapiObject?: object }
      const own = route.config?.[kDocument]
      const schema = own === undefined ? document.schema : own.schema
      const result = transform === undefined ? { schema, url } : transform({ ...document, schema })
      if (own === undefined || openapiObject === undefined) return result
      const full = seen.get(openapiObject) ?? new Set()
      seen.set(openapiObject, full)
      const response: Record<string, unknown> = { ...(result.schema?.response ?? { 200: { type: 'null', description: 'Default Response' } }) }
      const added = new Map<string, DocumentedResponse>()
      for (const [status, documented] of own.responses) {
        if (Object.hasOwn(response, status)) continue
        added.set(status, documented)
        response[status] = full.has(documented) ? { type: 'null', description: documented.schema.description } : documented.schema
        full.add(documented)
      }
      return { ...result, schema: { ...result.schema, response, [MARK]: added } }
    },

    transformObject (document) {
      if (document.openapiObject !== undefined) nameComponents(document.openapiObject)
      return transformObject === undefined ? document.openapiObject ?? document.swaggerObject : transformObject(document)
    },

    refResolver: {
      buildLocalReference: ({ $id }) => $id.replace(/[^\w.-]/g, '_')
    }
  }
}

function nameComponents (openapi: any): void {
  const operations = new Set<Operation>(Object.values<any>(openapi.paths).flatMap((path) =>
    [...Object.values<any>(path), ...Object.values<any>(path.additionalOperations ?? {})]).filter((operation) => operation?.[MARK] !== undefined))
  const schemas = new Components(openapi.components.schemas ??= {}, 'schemas')
  // A copy: those of the options are the same object for every document
  const responses = new Components(openapi.components.responses = { ...openapi.components.responses }, 'responses')
  const isOld = openapi.openapi.startsWith('3.0')
  const references = new Map<DocumentedResponse, object>()

  for (const { responses: described, [MARK]: added = [] } of operations) {
    for (const [status, documented] of added) {
      const response = described[status]
      if (response.content === undefined || references.has(documented)) continue
      for (const [type, media] of Object.entries<any>(response.content)) {
        const name = (schema: any) => schemas.add(schema.title, isOld ? schema : withConst(schema))
        media.schema = media.schema.oneOf === undefined ? name(media.schema) : { oneOf: media.schema.oneOf.map(name) }
        // Converted like a schema until here, where a member is called as a keyword is
        const examples = documented.schema.content[type]?.examples
        if (examples !== undefined) media.examples = examples
      }
      references.set(documented, responses.add(documented.name, response))
    }
  }
  for (const { responses: described, [MARK]: added = [] } of operations) {
    // An object of its own each: YAML makes anchors of shared ones
    for (const [status, documented] of added) described[status] = { ...references.get(documented) }
  }
  for (const operation of operations) delete operation[MARK]
  if (Object.keys(openapi.components.responses).length === 0) delete openapi.components.responses
}

// @fastify/swagger makes an `enum` of every `const`, which OpenAPI 3.0 does not have; later versions do
function withConst (schema: any): unknown {
  const { code, error } = schema.properties ?? {}
  const restore = (member: any) => {
    const { enum: values, ...rest } = member
    return values?.length === 1 ? { ...rest, const: values[0] } : member
  }
  if (code !== undefined) return { ...schema, properties: { ...schema.properties, code: restore(code) } }
  if (error?.properties?.code === undefined) return schema
  return { ...schema, properties: { ...schema.properties, error: { ...error, properties: { ...error.properties, code: restore(error.properties.code) } } } }
}

// Components of one kind: the same one is there once, another of the same name gets a number
class Components {
  readonly #members: Record<string, unknown>
  readonly #kind: string
  readonly #names = new Map<string, string>()

  constructor (members: Record<string, unknown>, kind: string) {
    this.#members = members
    this.#kind = kind
  }

  add (wanted: string, member: unknown): object {
    const text = wanted + JSON.stringify(member)
    let name = this.#names.get(text)
    if (name === undefined) {
      name = wanted
      for (let i = 2; Object.hasOwn(this.#members, name); i++) name = wanted + i
      this.#names.set(text, name)
      this.#members[name] = member
    }
    return { $ref: `#/components/${this.#kind}/${name}` }
  }
}
