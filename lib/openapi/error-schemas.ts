import { anyMembers } from '../../schemas/members.js'
import { descriptionSchema, envelopeSchema, fastifySchema, fieldsSchema, jsonRpcSchema, oauth2Schema, problemSchema } from '../../schemas/index.js'
import { exampleBody, exampleOf, withDefinition } from './error-examples.js'
import type { CatalogRow } from '../error/catalog.js'
import type { OAuth2Error } from '../../schemas/oauth2.js'
import type { OwnDefinition } from '../error/define-error.js'
import type { ErrorDefinition } from '../error/error-reply.js'
import type { CompiledFormat, Format, FormatName } from '../formats/index.js'
import type { RouteError } from '../helpers/index.js'

// Loaded for a document only: the schemas bring TypeBox with them (40 ms)

/** A schema that has its own name in a document. */
export interface NamedSchema {
  readonly title: string
  readonly [keyword: string]: unknown
}

/** An error in a response: under which formats it has that status. */
export interface Entry {
  definition: ErrorDefinition
  code: string
  sources: RouteError[]
  formats: CompiledFormat[]
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
  return { title: toPascalCase(format.name), ...cleanSchema(schema) as object }
}

/**
 * The schemas of errors of one status in a format.
 *
 * In the formats that always have a code, one each, with that code and the members of the detail; in `oauth2`, one with
 * all codes; in the others, that of the format.
 *
 * @param name of them all
 */
export function errorSchemas (format: Format, name: string, entries: readonly Entry[]): NamedSchema[] {
  switch (format.name) {
    case 'envelope':
    case 'problem': return entries.map((entry) => errorSchema(format, entry))
    case 'oauth2': return [oauth2ErrorSchema(format, name, entries)]
    default: return [formatSchema(format)]
  }
}

function errorSchema (format: Format, entry: Entry): NamedSchema {
  const { definition } = entry
  const title = nameOf(entry) + toPascalCase(format.name)
  // Some generators read only one of the two
  const code = { type: 'string', const: entry.code, enum: [entry.code] }
  const detail = detailSchema(definition)
  if (format.name === 'problem') return { title, ...specialProblem(code, detail) } // issues are a member of the problem
  return { title, ...specialEnvelope(code, detail ?? issuesSchema(definition), definition.isOwn === true && detail !== undefined) }
}

/**
 * The schema of any error in a format, with its codes where the format has one.
 *
 * Generated types narrow errors by literal codes: those of one schema must not be in another one.
 *
 * @param codes all that the error may have
 */
export function openSchema (format: Format, name: string, codes: readonly string[]): NamedSchema {
  const title = name + toPascalCase(format.name)
  const code = { type: 'string', enum: [...new Set(codes)] }
  switch (format.name) {
    case 'envelope': return { title, ...specialEnvelope(code, undefined, false) }
    case 'problem': return { title, ...specialProblem(code, undefined) }
    default: return formatSchema(format)
  }
}

function oauth2ErrorSchema (format: Format, name: string, entries: readonly Entry[]): NamedSchema {
  const codes = entries.flatMap(({ sources, definition }) =>
    sources.map((source) => (exampleBody(format, withDefinition(exampleOf(source), definition)) as OAuth2Error).error))
  return {
    ...formatSchema(format),
    title: name + toPascalCase(format.name),
    properties: { ...oauth2Schema.properties, error: { type: 'string', enum: [...new Set(codes)] } }
  }
}

/** `outOfStock` → `OutOfStock`; an error with another code than that of its definition has the name of its code. */
export function nameOf ({ definition: { name, code: usual, format }, code }: Entry): string {
  return toPascalCase(code === usual && format === undefined ? name : code.toLowerCase())
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
    }
  }
}

// The arguments of a helper become the detail; without arguments a reply has no detail, so no member is required
function detailSchema (definition: ErrorDefinition): object | undefined {
  if (definition.isOwn !== true) return hasIssues(definition) ? undefined : optionalMembers(definition)
  const { schema } = definition as OwnDefinition
  return schema === undefined ? undefined : cleanSchema(schema) as object
}

function issuesSchema (definition: ErrorDefinition): object | undefined {
  return definition.isOwn === true || !hasIssues(definition) ? undefined : optionalMembers(definition)
}

function hasIssues (definition: ErrorDefinition): boolean {
  return Object.hasOwn(((definition as CatalogRow).detailSchema as ObjectSchema | undefined)?.properties ?? {}, 'issues')
}

function optionalMembers (definition: ErrorDefinition): object | undefined {
  const schema = (definition as CatalogRow).detailSchema as ObjectSchema | undefined
  return schema === undefined ? undefined : { type: 'object', properties: schema.properties }
}

// OpenAPI 3.0 knows one `example`, and every later version takes it too. `additionalProperties: true` is the default,
// and an index signature in generated types, which hides the members beside it.
function cleanSchema (schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(cleanSchema)
  if (typeof schema !== 'object' || schema === null) return schema
  const { examples, properties, ...rest } = schema as { examples?: unknown, properties?: object, [keyword: string]: unknown }
  if (rest['additionalProperties'] === true && properties !== undefined && Object.keys(properties).length > 0) delete rest['additionalProperties']
  for (const keyword of ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf', 'not']) {
    if (keyword in rest) rest[keyword] = cleanSchema(rest[keyword])
  }
  return {
    ...rest,
    ...(Array.isArray(examples) && examples.length > 0 && { example: examples[0] }),
    ...(properties !== undefined && { properties: Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, cleanSchema(member)])) })
  }
}

/** `outOfStock` → `OutOfStock`. */
export function toPascalCase (name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replace(/[^A-Za-z0-9]+(.?)/g, (_match, letter: string) => letter.toUpperCase())
}
