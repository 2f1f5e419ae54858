import { anyMembers } from '../../schemas/members.js'
import { descriptionSchema, envelopeSchema, fastifySchema, fieldsSchema, jsonRpcSchema, oauth2Schema, problemSchema } from '../../schemas/index.js'
import type { CatalogRow } from '../error/catalog.js'
import type { OwnDefinition } from '../error/define-error.js'
import type { ErrorDefinition } from '../error/error-reply.js'
import type { Format, FormatName } from '../formats/index.js'

// Loaded for a document only: the schemas bring TypeBox with them (40 ms)

/** A schema that has a name of its own in a document. */
export interface NamedSchema {
  readonly title: string
  readonly [keyword: string]: unknown
}

const formatSchemas: Readonly<Record<FormatName, object>> = {
  envelope: envelopeSchema,
  problem: problemSchema,
  fields: fieldsSchema,
  description: descriptionSchema,
  oauth2: oauth2Schema,
  fastify: fastifySchema,
  'json-rpc': jsonRpcSchema,
  'problem-xml': { ...problemSchema, xml: { name: 'problem', namespace: 'urn:ietf:rfc:7807' } }
}

/** The schema of every body of a format. */
export function formatSchema (format: Format): NamedSchema {
  const schema = Object.hasOwn(formatSchemas, format.name)
    ? formatSchemas[format.name as FormatName]
    : format.schema ?? { type: 'string' }
  return { title: toPascalCase(format.name), ...schema }
}

/**
 * The schema of an error's body in a format.
 *
 * In the formats that always tell the code, one with that code and the members of the detail; in the others, that of
 * the format.
 */
export function errorSchema (format: Format, definition: ErrorDefinition): NamedSchema {
  const title = toPascalCase(definition.name) + toPascalCase(format.name)
  const code = { type: 'string', const: definition.code }
  const detail = detailSchema(definition)
  switch (format.name) {
    case 'envelope': return { title, ...specialEnvelope(code, detail ?? issuesSchema(definition), definition.isOwn === true && detail !== undefined) }
    case 'problem': return { title, ...specialProblem(code, detail) } // it tells issues in a member of its own
    default: return formatSchema(format)
  }
}

interface ObjectSchema {
  properties?: Record<string, unknown>
  required?: readonly string[]
}

function specialEnvelope (code: object, detail: object | undefined, isRequired: boolean) {
  const { type, error, debug } = envelopeSchema.properties
  return {
    type: 'object',
    required: ['type', 'error', 'debug'],
    properties: {
      type,
      error: {
        type: 'object',
        required: isRequired ? ['code', 'message', 'detail'] : ['code', 'message'],
        properties: { code, message: error.properties.message, detail: detail ?? anyMembers() }
      },
      debug
    }
  }
}

function specialProblem (code: object, detail: object | undefined) {
  const own = problemSchema.properties as Record<string, unknown>
  const { properties = {}, required = [] } = (detail ?? {}) as ObjectSchema
  const isExtension = (name: string) => !Object.hasOwn(own, name)
  return {
    type: 'object',
    required: ['title', 'detail', 'code', ...required.filter(isExtension)],
    properties: {
      ...own,
      code,
      ...Object.fromEntries(Object.entries(properties).filter(([name]) => isExtension(name)))
    },
    additionalProperties: true
  }
}

// The arguments of a helper become the detail; without them a reply has none, so no member is required
function detailSchema (definition: ErrorDefinition): object | undefined {
  if (definition.isOwn !== true) return hasIssues(definition) ? undefined : optionalMembers(definition)
  const { schema } = definition as OwnDefinition
  return schema === undefined ? undefined : withExample(schema) as object
}

function issuesSchema (definition: ErrorDefinition): object | undefined {
  return definition.isOwn === true || !hasIssues(definition) ? undefined : optionalMembers(definition)
}

function hasIssues (definition: ErrorDefinition): boolean {
  return Object.hasOwn(((definition as CatalogRow).detailSchema as ObjectSchema | undefined)?.properties ?? {}, 'issues')
}

function optionalMembers (definition: ErrorDefinition): object | undefined {
  const schema = (definition as CatalogRow).detailSchema as ObjectSchema | undefined
  return schema === undefined ? undefined : { type: 'object', properties: schema.properties, additionalProperties: true }
}

// OpenAPI 3.0 knows one `example`, and every later version takes it too
function withExample (schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withExample)
  if (typeof schema !== 'object' || schema === null) return schema
  const { examples, properties, ...rest } = schema as { examples?: unknown, properties?: object, [keyword: string]: unknown }
  for (const keyword of ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf', 'not']) {
    if (keyword in rest) rest[keyword] = withExample(rest[keyword])
  }
  return {
    ...rest,
    ...(Array.isArray(examples) && examples.length > 0 && { example: examples[0] }),
    ...(properties !== undefined && { properties: Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, withExample(member)])) })
  }
}

/** `outOfStock` → `OutOfStock`. */
export function toPascalCase (name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replace(/[^A-Za-z0-9]+(.?)/g, (_match, letter: string) => letter.toUpperCase())
}
