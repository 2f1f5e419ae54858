import { definitionOf, type CatalogRow } from '../error/catalog.js'
import { errorSchemas, formatSchema, nameOf, openSchema, toPascalCase, type Entry, type NamedSchema } from './error-schemas.js'
import { exampleBody, exampleOf, examplesOf, withDefinition } from './error-examples.js'
import { en, type DocumentTexts } from '../languages/documents/en.js'
import { describeErrors } from './error-links.js'
import { toSwaggerSchema } from './swagger-schema.js'
import type { ErrorPages } from '../error/error-pages.js'
import type { CompiledFormat } from '../formats/index.js'
import type { OwnDefinition } from '../error/define-error.js'
import type { ErrorDefinition, ErrorReply } from '../error/error-reply.js'
import type { RouteError } from '../helpers/index.js'

interface MediaType {
  schema: object
  examples?: Record<string, { summary: string, value: unknown }>
}

/** One response of a document, shared by the routes that have it. */
export interface DocumentedResponse {
  /** Name as a component. */
  readonly name: string
  /** In the form of Fastify's `schema.response`: media types under `content`. */
  readonly schema: { readonly description: string, readonly content: Readonly<Record<string, MediaType>>, readonly headers?: object }
  /** For Swagger 2.0, which has one schema and no media types: that of the first format. */
  readonly swagger: SwaggerResponse
}

/** A response of Swagger 2.0. */
export interface SwaggerResponse {
  readonly schema: object
  /** One example by its media type. */
  readonly examples: Readonly<Record<string, unknown>>
}

/** Documents have the texts of the default language. */
export interface DocumentLanguages {
  readonly tags: readonly string[]
  inLanguage (error: ErrorReply, tag?: string, onlyAscii?: boolean): { readonly error: ErrorReply }
}

/** The parts of a response. */
interface ResponseParts {
  /** A status, or `default`: any error that the route does not document by its status. */
  status: string
  entries: readonly Entry[]
  /** Formats in which the status has no such entry: any error, as under `default`. */
  others: readonly CompiledFormat[]
  /** Codes of `default` and of the other formats, `undefined` where they may have any. */
  codes: readonly string[] | undefined
  /** Whether there are further errors than the entries, with any code. */
  isOpen: boolean
  /** Format that the name of the response leaves out. */
  usual: CompiledFormat
  /** Pages of the errors. */
  pages: ErrorPages
  /** Option `languages`. */
  languages: DocumentLanguages | undefined
  /** Texts of the document. */
  texts?: DocumentTexts | undefined
}

export function buildResponse ({ status, entries, others, codes, isOpen, usual, languages, pages, texts = en }: ResponseParts): DocumentedResponse {
  const isDefault = status === 'default'
  const name = isDefault ? 'Error' : joinNames(entries)
  const localize = (schema: NamedSchema) => texts === en ? schema : translateSchema(schema, texts) as NamedSchema
  const schemasOf = (format: CompiledFormat) => {
    const present = entries.filter(({ formats }) => formats.includes(format))
    const isAny = isDefault || others.includes(format)
    const schemas = isOpen || (isAny && codes === undefined)
      ? [formatSchema(format)]
      : isAny ? [openSchema(format, 'Error', codes as readonly string[])] : errorSchemas(format, joinNames(present), present)
    return schemas.map(localize)
  }
  const formats = [...new Set([...entries.flatMap(({ formats }) => formats), ...others])]
  const content: Record<string, MediaType> = {}
  const schemas: Record<string, NamedSchema[]> = {}
  for (const format of formats) {
    const type = mediaType(format)
    const present = entries.filter(({ formats }) => formats.includes(format))
    const examples = isDefault && codes?.includes((entries[0] as Entry).code) === false ? {} : buildExamples(format, present, languages)
    const own = schemas[type] ??= []
    own.push(...schemasOf(format))
    const all = { ...content[type]?.examples, ...examples }
    content[type] = { schema: uniteSchemas(own), ...(Object.keys(all).length > 0 && { examples: all }) }
  }
  const definitions = entries.map(({ definition }) => definition)
  const headers = describeHeaders(definitions, texts)
  const suffix = formats.length === 1 && formats[0] !== usual ? toPascalCase((formats[0] as CompiledFormat).name) : ''
  const description = isDefault ? texts.labels.otherError : describeErrors(entries.map((entry) => ({ title: titleOf(entry, languages), code: entry.code })), pages, texts.labels.or)
  return {
    name: name + suffix,
    schema: { description, content, ...(Object.keys(headers).length > 0 && { headers }) },
    get swagger () {
      const format = formats[0] as CompiledFormat
      const [schema, ...others] = isDefault ? [formatSchema(format)] : schemasOf(format)
      const [example] = Object.values(content[mediaType(format)]?.examples ?? {})
      return {
        schema: {
          'x-response-description': description,
          ...(Object.keys(headers).length > 0 && { headers }),
          // Swagger 2.0 has no unions
          ...toSwaggerSchema(localize(others.length === 0 ? schema as NamedSchema : openSchema(format, name, entries.map(({ code }) => code))))
        },
        examples: example === undefined ? {} : { [mediaType(format)]: example.value }
      }
    }
  }
}

// Long ones say nothing more
function joinNames (entries: readonly Entry[]): string {
  const names = entries.map(nameOf)
  return names.length <= 4 ? names.join('Or') : `${names[0] as string}Or${names.length - 1}Others`
}

// Descriptions of members, at any depth
function translateSchema (schema: unknown, texts: DocumentTexts): unknown {
  if (Array.isArray(schema)) return schema.map((member) => translateSchema(member, texts))
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(Object.entries(schema).map(([name, member]) => [
    name,
    name === 'description' && typeof member === 'string' ? texts.members[member] ?? member : translateSchema(member, texts)
  ]))
}

function titleOf ({ sources: [source], definition }: Entry, languages: DocumentLanguages | undefined): string {
  return languages === undefined ? definition.title : languages.inLanguage(withDefinition(exampleOf(source as RouteError), definition)).error.title
}

function buildExamples (format: CompiledFormat, entries: readonly Entry[], languages: DocumentLanguages | undefined): NonNullable<MediaType['examples']> {
  return Object.fromEntries(entries.flatMap(({ sources, definition, code }) => sources.flatMap(examplesOf).flatMap((occurrence, i) => {
    const error = withDefinition(occurrence, definition)
    const example = languages === undefined ? error : languages.inLanguage(error, undefined, format.onlyAscii).error
    const value = exampleBody(format, example)
    return value === undefined ? [] : [[i === 0 ? code : `${code}_${i + 1}`, { summary: example.title, value }]]
  })))
}

function uniteSchemas (schemas: readonly NamedSchema[]): object {
  const byTitle = new Map(schemas.map((schema) => [schema.title, schema]))
  return byTitle.size === 1 ? schemas[0] as object : { oneOf: [...byTitle.values()] }
}

function describeHeaders (definitions: readonly ErrorDefinition[], texts: DocumentTexts): Record<string, object> {
  const names = definitions.flatMap((definition) => {
    const { header } = definitionOf(definition.statusCode)
    const own = definition.isOwn === true ? (definition as OwnDefinition).headerNames : [(definition as CatalogRow).header]
    return [header, ...own]
  })
  const headers: Record<string, object> = {}
  for (const name of names) {
    // Names do not differ by case alone (RFC 9110 section 5.1)
    if (name === undefined || Object.keys(headers).some((known) => known.toLowerCase() === name.toLowerCase())) continue
    headers[name] = { type: 'string', description: texts.headers[name.toLowerCase()] ?? name }
  }
  return headers
}

/** The media type of a format, without parameters. */
export function mediaType ({ contentType }: CompiledFormat): string {
  return contentType.replace(/;.*$/s, '').trim()
}
