import { isObject, type Members } from './values.js'

/** What a decoder reads of the JSON of an error catalogue. */
export interface ClientCatalog {
  readonly errors: readonly ClientCatalogEntry[]
}

/** One error of a catalogue. */
export interface ClientCatalogEntry {
  readonly code: string
  /** Whether to try again: `no`, `after` the time that the reply says, or with growing `backoff`. */
  readonly retry?: string | undefined
  /** JSON Schema of the detail; `type`, `required`, `properties`, `items`, `enum`, `const` and `anyOf` are read. */
  readonly detail?: object | undefined
}

/** Whether a value fits a schema, as far as the keywords go that a client can check in few bytes. */
export function fitsSchema (value: unknown, schema: unknown, depth = 0): boolean {
  if (!isObject(schema) || depth > 20) return true
  const { type, required, properties, items, anyOf } = schema
  if ('const' in schema && schema['const'] !== value) return false
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value)) return false
  if (Array.isArray(anyOf) && !anyOf.some((member) => fitsSchema(value, member, depth + 1))) return false
  if (type !== undefined && ![type].flat().some((name) => isOfType(value, name))) return false
  if (Array.isArray(value)) return value.every((item) => fitsSchema(item, items, depth + 1))
  if (!isObject(value)) return true
  return (!Array.isArray(required) || required.every((name) => Object.hasOwn(value, name))) &&
    Object.entries((properties ?? {}) as Members).every(([name, member]) => !Object.hasOwn(value, name) || fitsSchema(value[name], member, depth + 1))
}

function isOfType (value: unknown, name: unknown): boolean {
  if (name === 'integer') return Number.isInteger(value)
  if (name === 'array') return Array.isArray(value)
  if (name === 'object') return isObject(value)
  return name === 'null' ? value === null : typeof value === name // eslint-disable-line valid-typeof
}
