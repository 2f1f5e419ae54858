import type { DocumentTexts } from '../languages/documents/index.js'
import type { CatalogProperty } from '../../schemas/catalog.js'

interface Schema {
  readonly type?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly format?: string
}

const MAX_DEPTH = 5

/** The members that a schema of an object names, as rows of a table. */
export function listProperties (schema: object, texts: DocumentTexts, prefix = '', depth = 0): CatalogProperty[] {
  const { properties = {}, required = [] } = schema as Schema
  return Object.entries(properties).flatMap(([key, member]) => {
    const name = prefix + key
    const [example] = member.examples ?? []
    const row: CatalogProperty = {
      name,
      type: nameType(member),
      required: required.includes(key),
      ...(member.description !== undefined && { description: texts.members[member.description] ?? member.description }),
      ...(example !== undefined && { example })
    }
    if (depth === MAX_DEPTH) return [row]
    return [row, ...listProperties(member, texts, `${name}.`, depth + 1), ...listProperties(member.items ?? {}, texts, `${name}[].`, depth + 1)]
  })
}

/** A type as text: `array of strings`, `'a' or 'b'`. */
export function nameType ({ type, items, anyOf, oneOf, enum: values, const: value, format }: Schema): string {
  if (value !== undefined) return JSON.stringify(value)
  if (values !== undefined) return values.map((member) => JSON.stringify(member)).join(' or ')
  const members = anyOf ?? oneOf
  if (members !== undefined) return [...new Set(members.map(nameType))].join(' or ')
  if (type === 'array') return items === undefined ? 'array' : `array of ${plural(nameType(items))}`
  if (type === undefined) return 'any'
  const name = [type].flat().join(' or ')
  return format === undefined ? name : `${name} (${format})`
}

function plural (name: string): string {
  return /^[a-z]+$/.test(name) && name !== 'any' ? `${name}s` : name
}
