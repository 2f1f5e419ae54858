import type { CatalogError } from '../../schemas/catalog.js'

/** The parts of the JSON of a catalogue that a check reads. */
export interface CheckedCatalog {
  readonly errors: readonly Pick<CatalogError, 'code' | 'status' | 'headers' | 'detail'>[]
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>> | undefined
  readonly required?: readonly string[] | undefined
  readonly items?: Schema | undefined
  readonly [keyword: string]: unknown
}

// What says the type of a value, besides its members
const TYPE_KEYWORDS = ['type', 'const', 'enum', 'anyOf', 'oneOf', 'format']

/** Breaking changes for clients of the earlier catalogue, as sentences; additions are not breaking. */
export function findBreakingChanges (before: CheckedCatalog, after: CheckedCatalog): string[] {
  const current = new Map(after.errors.map((error) => [error.code, error]))
  return before.errors.flatMap((old) => {
    const now = current.get(old.code)
    if (now === undefined) return [`${old.code} was removed`]
    const headers = new Set(now.headers.map(({ name }) => name.toLowerCase()))
    return [
      ...old.status === now.status ? [] : [`${old.code} has status ${now.status}, it was ${old.status}`],
      ...old.headers.filter(({ name }) => !headers.has(name.toLowerCase())).map(({ name }) => `${old.code} has no header ${name} any more`),
      ...compareSchemas(old.detail ?? {}, now.detail ?? {}, 'detail').map((change) => `${old.code}: ${change}`)
    ]
  })
}

function compareSchemas (before: Schema, after: Schema, path: string): string[] {
  return [
    ...Object.entries(before.properties ?? {}).flatMap(([name, old]) => {
      const member = `${path}.${name}`
      const now = after.properties?.[name]
      if (now === undefined) return [`${member} was removed`]
      const wasRequired = before.required?.includes(name) === true
      return [
        ...typeOf(old) === typeOf(now) ? [] : [`${member} has another type, ${typeOf(now)} instead of ${typeOf(old)}`],
        ...wasRequired && after.required?.includes(name) !== true ? [`${member} is not always there any more`] : [],
        ...compareSchemas(old, now, member)
      ]
    }),
    ...before.items === undefined ? [] : compareSchemas({ properties: { items: before.items } }, { properties: { items: after.items ?? {} } }, path).map((change) => change.replace(`${path}.items`, `${path}[]`))
  ]
}

function typeOf (schema: Schema): string {
  return TYPE_KEYWORDS.filter((keyword) => schema[keyword] !== undefined).map((keyword) => typeof schema[keyword] === 'string' ? schema[keyword] : JSON.stringify(schema[keyword])).join(' ') || 'any'
}
