import { definitionOf, withStatus, type CatalogRow, type HelperName } from '../error/catalog.js'
import { errorSchema, formatSchema, toPascalCase, type NamedSchema } from './error-schemas.js'
import { describeErrors } from './error-links.js'
import { exampleBody, exampleOf, withDefinition } from './error-examples.js'
import { errors } from '../helpers/index.js'
import { kDefinition } from '../error/symbols.js'
import type { RouteOptions } from 'fastify'
import type { CompiledFormat, ResolvedFormats } from '../formats/index.js'
import type { Declarable, OwnDefinition } from '../error/define-error.js'
import type { ErrorDefinition } from '../error/error-reply.js'

/** What documents need of the options. */
export interface DocumentSettings extends ResolvedFormats {
  readonly validationStatusCode: number | undefined
}

interface MediaType {
  schema: object
  examples?: Record<string, object>
}

/** One response of a document, shared by the routes that have it. */
export interface DocumentedResponse {
  /** Name as a component. */
  readonly name: string
  /** In the form of Fastify's `schema.response`: media types under `content`. */
  readonly schema: { readonly description: string, readonly content: Readonly<Record<string, MediaType>>, readonly headers?: object }
}

/** The error responses of a route, by status and `default`. */
export type DocumentedResponses = ReadonlyMap<string, DocumentedResponse>

/** An error in a response: under which formats it has that status. */
interface Entry {
  factory: Declarable
  definition: ErrorDefinition
  formats: CompiledFormat[]
}

/** Builds what tells the error responses of a route; routes that answer alike share the same objects. */
export function buildRouteDocuments (options: DocumentSettings): (route: RouteOptions) => DocumentedResponses {
  const responses = new Map<string, DocumentedResponse>()

  function respond (status: string, entries: Entry[]): DocumentedResponse {
    const key = [status, ...entries.map(({ definition, formats }) => [definition.code, ...formats.map(({ name }) => name)].join(' '))].join('\n')
    let response = responses.get(key)
    if (response === undefined) {
      response = buildResponse(status, entries, options)
      responses.set(key, response)
    }
    return response
  }

  return function documentRoute (route) {
    const formats = routeFormats(route, options)
    const byStatus = new Map<string, Entry[]>()
    const add = (factory: Declarable, definition: ErrorDefinition, format: CompiledFormat) => {
      const status = String(definition.statusCode)
      const entries = byStatus.get(status) ?? []
      byStatus.set(status, entries)
      const known = entries.find((entry) => entry.definition.code === definition.code)
      if (known === undefined) entries.push({ factory, definition, formats: [format] })
      else if (!known.formats.includes(format)) known.formats.push(format)
    }
    for (const format of formats) {
      for (const factory of impliedErrors(route)) {
        const definition = factory[kDefinition]
        const statusCode = isValidation(definition) ? options.validationStatusCode ?? format.validationStatusCode : definition.statusCode
        add(factory, withStatus(definition, statusCode), format)
      }
      for (const factory of route.errors || []) add(factory, factory[kDefinition], format)
    }
    const document = new Map([...byStatus].sort().map(([status, entries]) => [status, respond(status, entries)]))
    const internal = errors.internalServerError
    return document.set('default', respond('default', [{ factory: internal, definition: internal[kDefinition], formats }]))
  }
}

// Of two formats of one media type, Accept selects the first
function routeFormats ({ config }: RouteOptions, { formats }: DocumentSettings): CompiledFormat[] {
  const own = config?.errorFormat === undefined ? undefined : formats.byName(config.errorFormat)
  const all = own === undefined ? formats.enabled : [own]
  return [...new Map([...all].reverse().map((format) => [mediaType(format), format])).values()].reverse()
}

const BODY_METHODS = new Set(['POST', 'PUT', 'PATCH', 'QUERY'])

// What a route can give by its schema and method alone
function impliedErrors ({ method, schema = {} }: RouteOptions): Declarable[] {
  const takesBody = schema.body !== undefined || [method].flat().some((name) => BODY_METHODS.has(name))
  const names: (HelperName | false)[] = [
    schema.body !== undefined && 'invalidBody',
    (schema.querystring !== undefined || schema.params !== undefined) && 'invalidParameter',
    (takesBody || schema.headers !== undefined) && 'badRequest',
    takesBody && 'payloadTooLarge',
    takesBody && 'unsupportedMediaType'
  ]
  return names.filter((name) => name !== false).map((name) => errors[name])
}

function isValidation ({ name }: ErrorDefinition): boolean {
  return name === 'invalidBody' || name === 'invalidParameter'
}

function buildResponse (status: string, entries: readonly Entry[], { formats: { default: usual }, pages }: DocumentSettings): DocumentedResponse {
  const content: Record<string, MediaType> = {}
  for (const format of new Set(entries.flatMap(({ formats }) => formats))) {
    const told = entries.filter(({ formats }) => formats.includes(format))
    // Any error that a route does not declare comes under `default`
    const schemas = status === 'default' ? [formatSchema(format)] : told.map(({ definition }) => errorSchema(format, definition))
    const examples = Object.fromEntries(told.flatMap(({ factory, definition }) => {
      const value = exampleBody(format, withDefinition(exampleOf(factory), definition))
      return value === undefined ? [] : [[definition.code, { summary: definition.title, value }]]
    }))
    content[mediaType(format)] = { schema: uniteSchemas(schemas), ...(Object.keys(examples).length > 0 && { examples }) }
  }
  const definitions = entries.map(({ definition }) => definition)
  const headers = describeHeaders(definitions)
  const formats = Object.keys(content).length === 1 ? (entries[0] as Entry).formats : []
  const suffix = formats.map((format) => format === usual ? '' : toPascalCase(format.name)).join('')
  return {
    name: (status === 'default' ? 'Error' : definitions.map(({ name }) => toPascalCase(name)).join('Or')) + suffix,
    schema: {
      description: status === 'default' ? 'Any other error' : describeErrors(definitions, pages),
      content,
      ...(Object.keys(headers).length > 0 && { headers })
    }
  }
}

function uniteSchemas (schemas: readonly NamedSchema[]): object {
  const byTitle = new Map(schemas.map((schema) => [schema.title, schema]))
  return byTitle.size === 1 ? schemas[0] as object : { oneOf: [...byTitle.values()] }
}

const headerTexts: Readonly<Record<string, string>> = {
  'WWW-Authenticate': 'How to authenticate',
  'Proxy-Authenticate': 'How to authenticate to the proxy',
  Allow: 'Methods of the resource, separated by commas',
  Accept: 'Media types that the resource takes',
  'Content-Range': 'Size of the representation, as in bytes */1000',
  Upgrade: 'Protocols to change to',
  'Retry-After': 'Seconds, or a date, after which to try again',
  Link: 'Who blocks the resource, with rel="blocked-by"'
}

function describeHeaders (definitions: readonly ErrorDefinition[]): Record<string, object> {
  const names = definitions.flatMap((definition) => {
    const { header } = definitionOf(definition.statusCode)
    const own = definition.isOwn === true ? (definition as OwnDefinition).headerNames : [(definition as CatalogRow).header]
    return [header, ...own]
  })
  const headers: Record<string, object> = {}
  for (const name of names) {
    // Names do not differ by case alone (RFC 9110 section 5.1)
    if (name === undefined || Object.keys(headers).some((known) => known.toLowerCase() === name.toLowerCase())) continue
    headers[name] = { type: 'string', description: headerTexts[name] ?? name }
  }
  return headers
}

function mediaType ({ contentType }: CompiledFormat): string {
  return contentType.replace(/;.*$/s, '').trim()
}

/** A route's schema with its error responses; what the route says of a status itself stays. */
export function withResponses (schema: object | undefined, responses: DocumentedResponses): object {
  const own = (schema as { response?: object } | undefined)?.response
  const added = [...responses].filter(([status]) => own === undefined || !Object.hasOwn(own, status))
  return {
    ...schema,
    response: {
      ...(own ?? plainSuccess),
      ...Object.fromEntries(added.map(([status, { schema }]) => [status, withoutFragile(schema)]))
    }
  }
}

// As @fastify/swagger documents a route that has no response schema
const plainSuccess = { 200: { type: 'null', description: 'Default Response' } }

// Members that @fastify/swagger takes for keywords of a schema, inside of examples too, and changes for OpenAPI 3.0
const FRAGILE = /"(?:type":\[|const":|nullable":|patternProperties":|definitions":|contentEncoding":|\$)/

function withoutFragile (response: DocumentedResponse['schema']): object {
  const content = Object.entries(response.content).map(([type, { schema, examples }]) =>
    [type, FRAGILE.test(JSON.stringify(examples)) ? { schema } : { schema, examples }])
  return { ...response, content: Object.fromEntries(content) }
}
