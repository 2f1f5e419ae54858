import { anyMembers } from '../../schemas/members.js'
import {
  conflictDetailSchema, contentTooLargeDetailSchema, descriptionSchema, envelopeSchema, fastifySchema, fieldsSchema,
  invalidBodyDetailSchema, issuesDetailSchema, methodNotAllowedDetailSchema, oauth2Schema, problemSchema
} from '../../schemas/index.js'
import type { OwnDefinition } from '../error/define-error.js'
import type { ErrorDefinition } from '../error/error-reply.js'
import type { Format } from '../formats/format.js'
import type { FormatName } from '../formats/built-in/index.js'

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
  fastify: fastifySchema
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

// What a helper's own arguments put into the detail; a reply that was made from a message has none of it
const builtInDetails: Readonly<Record<string, ObjectSchema | undefined>> = {
  conflict: conflictDetailSchema,
  methodNotAllowed: methodNotAllowedDetailSchema,
  payloadTooLarge: contentTooLargeDetailSchema
}
const builtInIssues: Readonly<Record<string, ObjectSchema | undefined>> = {
  badRequest: issuesDetailSchema,
  invalidBody: invalidBodyDetailSchema,
  invalidParameter: issuesDetailSchema,
  unprocessableEntity: issuesDetailSchema
}

function detailSchema (definition: ErrorDefinition): object | undefined {
  if (definition.isOwn !== true) return optionalMembers(builtInDetails[definition.name])
  const { schema } = definition as OwnDefinition
  return schema === undefined ? undefined : withExample(schema) as object
}

function issuesSchema ({ name, isOwn }: ErrorDefinition): object | undefined {
  return isOwn === true ? undefined : optionalMembers(builtInIssues[name])
}

function optionalMembers (schema: ObjectSchema | undefined): object | undefined {
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
