import type { DocumentedResponse } from './build-response.js'
import type { DocumentedResponses } from './openapi.js'

/** On an operation, from transform to transformObject: the error responses that it was given. */
export const MARK = 'x-fastify-error-replies'

interface Operation {
  responses: Record<string, any>
  [MARK]?: DocumentedResponses
}

/** Moves the error responses of all operations to the components of the document, and their schemas. */
export function nameComponents (document: any): void {
  const operations = new Set(Object.values<any>(document.paths).flatMap(operationsOf).filter((operation) => operation?.[MARK] !== undefined))
  const isSwagger = document.openapi === undefined
  const holder = isSwagger ? document : document.components
  const schemas = isSwagger
    ? new Components(document.definitions, '#/definitions/')
    : new Components(document.components.schemas ??= {}, '#/components/schemas/')
  // A copy: those of the options are the same object for every document
  const responses = new Components(holder.responses = { ...holder.responses }, isSwagger ? '#/responses/' : '#/components/responses/')
  const nameResponse = isSwagger ? nameSwaggerSchema : nameSchemas
  const withCodes = document.openapi?.startsWith('3.0') === false ? withConst : (schema: unknown) => schema
  const references = new Map<DocumentedResponse, object>()

  for (const { responses: described, [MARK]: added = [] } of operations) {
    for (const [status, documented] of added) {
      const response = described[status]
      if (references.has(documented) || (response.content ?? response.schema) === undefined) continue
      nameResponse(response, documented, (schema) => schemas.add(schema.title, withCodes(schema)))
      references.set(documented, responses.add(documented.name, response))
    }
  }
  for (const { responses: described, [MARK]: added = [] } of operations) {
    // One object each: YAML makes anchors of shared ones
    for (const [status, documented] of added) described[status] = { ...references.get(documented) }
  }
  for (const operation of operations) delete operation[MARK]
  if (Object.keys(holder.responses).length === 0) delete holder.responses
}

/** Whether an operation of the document has these responses: hidden routes do not. */
export function isShown (document: any, added: DocumentedResponses): boolean {
  // Mostly the path that came last
  return Object.values<any>(document.paths).findLast((path) => operationsOf(path).some((operation) => operation?.[MARK] === added)) !== undefined
}

function operationsOf (path: any): Operation[] {
  const operations = Object.values<any>(path)
  return path.additionalOperations === undefined ? operations : operations.concat(Object.values(path.additionalOperations))
}

function nameSchemas (response: any, { schema: { content } }: DocumentedResponse, name: (schema: any) => object): void {
  for (const [type, media] of Object.entries<any>(response.content)) {
    media.schema = media.schema.oneOf === undefined ? name(media.schema) : { oneOf: media.schema.oneOf.map(name) }
    // Converted like a schema until here, where a member is called as a keyword is
    const examples = content[type]?.examples
    if (examples !== undefined) media.examples = examples
  }
}

function nameSwaggerSchema (response: any, { swagger: { examples } }: DocumentedResponse, name: (schema: any) => object): void {
  response.schema = name(response.schema)
  if (Object.keys(examples).length > 0) response.examples = examples
}

// @fastify/swagger makes an `enum` of every `const`, which OpenAPI 3.0 does not have; later versions have both
function withConst (schema: any): unknown {
  const { code, error } = schema.properties ?? {}
  const restore = (member: any) => member.enum?.length === 1 ? { ...member, const: member.enum[0] } : member
  if (code !== undefined) return { ...schema, properties: { ...schema.properties, code: restore(code) } }
  if (error?.properties?.code === undefined) return schema
  return { ...schema, properties: { ...schema.properties, error: { ...error, properties: { ...error.properties, code: restore(error.properties.code) } } } }
}

// Components of one kind: the same one is there once, another of the same name gets a number
class Components {
  readonly #members: Record<string, unknown>
  readonly #path: string
  readonly #names = new Map<string, string>()

  constructor (members: Record<string, unknown>, path: string) {
    this.#members = members
    this.#path = path
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
    return { $ref: this.#path + name }
  }
}
