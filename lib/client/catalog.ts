import type { BodyParts } from './read-shape.js'
import { attempt, isObject } from './values.js'

/** The parts of the JSON of an error catalogue that a decoder reads. */
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

/** Completes the parts of a body with the catalogue entry of their code. */
export type CatalogReader = (parts: BodyParts) => BodyParts

/**
 * Makes option `catalog` of `createDecoder` from the JSON of an error catalogue.
 *
 * A detail that does not fit its schema becomes `undefined`, and `retry` of the definition becomes `retryable`.
 *
 * @param json of the catalogue, {@link ClientCatalog}; members that a decoder does not read are ignored
 * @throws TypeError when it has no list `errors` of objects
 */
export function readCatalog (json: unknown): CatalogReader {
  const { errors } = Object(json) as ClientCatalog
  if (!Array.isArray(errors) || errors.some((entry) => !isObject(entry))) throw new TypeError("readCatalog: no catalogue, which has a list 'errors' of objects: pass its JSON")
  const entries = new Map<unknown, ClientCatalogEntry>(errors.map((entry: ClientCatalogEntry) => [entry.code, entry]))
  return (parts) => {
    const { retry, detail } = entries.get(parts.code) ?? {}
    return {
      ...parts,
      ...retry && { retryable: retry !== 'no' },
      ...detail && !attempt(() => fitsSchema(parts.detail, detail)) && { detail: undefined }
    }
  }
}

/** Whether a value fits a schema, as far as the keywords go that a client can check in few bytes. */
export function fitsSchema (value: any, schema: any, depth = 20): boolean {
  if (!isObject(schema) || !depth--) return true
  const { type, required = [], properties = {}, items, anyOf = [{}], enum: values = 'const' in schema ? [schema['const']] : [value] } = schema as Record<string, any>
  const name = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  return values.includes(value) &&
    [type ?? name].flat().some((type) => type === name || (type === 'integer' && Number.isInteger(value))) &&
    anyOf.some((member: unknown) => fitsSchema(value, member, depth)) &&
    (name !== 'array' || value.every((item: unknown) => fitsSchema(item, items, depth))) &&
    (name !== 'object' || (required.every((key: string) => Object.hasOwn(value, key)) &&
      Object.entries(properties).every(([key, member]) => !Object.hasOwn(value, key) || fitsSchema(value[key], member, depth))))
}
