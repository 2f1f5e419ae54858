import { buildErrorReply, errors } from '../helpers/index.js'
import { changeReply } from '../error/error-reply.js'
import { noExtras } from '../error/body-extras.js'
import { kDefinition } from '../error/symbols.js'
import type { CatalogRow } from '../error/catalog.js'
import type { Declarable, OwnDefinition } from '../error/define-error.js'
import type { ErrorDefinition, ErrorReply } from '../error/error-reply.js'
import type { Format } from '../formats/index.js'

/** An occurrence of an error, as a document shows it. */
export function exampleOf (factory: Declarable): ErrorReply {
  const definition = factory[kDefinition]
  if (definition.isOwn !== true) return buildErrorReply(definition as CatalogRow, (definition as CatalogRow).example ?? [], errors.fail)
  const { schema } = definition as OwnDefinition
  return Reflect.apply(factory as never, undefined, schema === undefined ? [] : [sampleOf(schema, 0)])
}

/** An example under another status: a validation failure has that of its format. */
export function withDefinition (error: ErrorReply, definition: ErrorDefinition): ErrorReply {
  return changeReply(error, {}, definition)
}

/** The body of an example, `undefined` where a format of the application cannot tell it without a request. */
export function exampleBody (format: Format, error: ErrorReply): unknown {
  try {
    const text = format.serialize(format.body(error, noExtras))
    return /[/+]json(?:;|$)/.test(format.contentType) ? JSON.parse(text) : text
  } catch {
    return undefined
  }
}

const MAX_DEPTH = 8

// A value that fits a schema: the one that the schema gives as its example, else the simplest of its type
function sampleOf (schema: any, depth: number): unknown {
  if (typeof schema !== 'object' || schema === null || depth > MAX_DEPTH) return undefined
  for (const value of [schema.const, schema.examples?.[0], schema.example, schema.default, schema.enum?.[0]]) {
    if (value !== undefined) return value
  }
  const member = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (member !== undefined) return sampleOf(member, depth + 1)
  if (Array.isArray(schema.allOf)) return Object.assign({}, ...schema.allOf.map((part: unknown) => sampleOf(part, depth + 1)))
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': return sampleMembers(schema, depth)
    case 'array': return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => sampleOf(schema.items, depth + 1))
    case 'integer':
    case 'number': return schema.minimum ?? 1
    case 'boolean': return true
    case 'string': return sampleText(schema)
    default: return null
  }
}

function sampleMembers (schema: any, depth: number): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, member]) => [name, sampleOf(member, depth + 1)]))
}

const formatSamples: Readonly<Record<string, string>> = {
  'date-time': '2015-11-21T12:34:45Z',
  date: '2015-11-21',
  time: '12:34:45Z',
  email: 'name@example.com',
  uri: 'https://example.com/',
  uuid: '123e4567-e89b-12d3-a456-426614174000'
}

function sampleText ({ format, minLength = 0, maxLength = Infinity }: any): string {
  const known = formatSamples[format]
  return known ?? 'string'.padEnd(minLength, '.').slice(0, maxLength)
}
