import { cutText, MAX_KEY } from '../util/json-values.js'
import { readList, readProperty } from '../util/read-property.js'
import type { IssueParameters } from '../error/issue-parameters.js'

const MAX_VALUES = 100

type Unit = IssueParameters['unit']

// What Ajv's keywords count; zod and others name the kind of the value
const units = new Map<unknown, Unit>([
  ['minLength', 'characters'],
  ['maxLength', 'characters'],
  ['minItems', 'items'],
  ['maxItems', 'items'],
  ['minProperties', 'properties'],
  ['maxProperties', 'properties'],
  ['string', 'characters'],
  ['array', 'items'],
  ['set', 'items'],
  ['map', 'items'],
  ['object', 'properties']
])

/**
 * What the schema asked for in a failure, as far as its parameters have it: those of Ajv, and those of zod.
 *
 * @returns `undefined` for a kind without parameters
 */
export function readParameters (kind: string, keyword: string, params: unknown): IssueParameters | undefined {
  switch (kind) {
    case 'too_small':
    case 'too_big': return readLimit(kind, keyword, params)
    case 'not_multiple_of': return { limit: readFirst(params, ['multipleOf', 'divisor'], toLimit) }
    case 'invalid_string': return { format: readFirst(params, ['format', 'validation'], toName) }
    case 'invalid_enum_value':
    case 'invalid_literal': return { values: readFirst(params, ['allowedValues', 'values', 'options', 'allowedValue'], toValues) }
    default: return undefined
  }
}

function readLimit (kind: string, keyword: string, params: unknown): IssueParameters {
  return {
    limit: readFirst(params, ['limit', ...(kind === 'too_small' ? ['minimum', 'min', 'more'] : ['maximum', 'max', 'less']), 'requirement'], toLimit),
    unit: units.get(keyword) ?? readFirst(params, ['origin', 'type'], (name) => units.get(name)),
    exclusive: keyword.startsWith('exclusive') || readProperty(params, 'inclusive') === false
  }
}

function readFirst<T> (params: unknown, names: readonly string[], read: (value: unknown) => T | undefined): T | undefined {
  for (const name of names) {
    const value = readProperty(params, name)
    const result = value === undefined ? undefined : read(value)
    if (result !== undefined) return result
  }
  return undefined
}

function toLimit (value: unknown): number | string | undefined {
  switch (typeof value) {
    case 'number': return value
    case 'bigint': return cutText(String(value), MAX_KEY)
    default: return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined
  }
}

function toName (value: unknown): string | undefined {
  return typeof value === 'string' ? cutText(value, MAX_KEY) : undefined
}

function toValues (value: unknown): IssueParameters['values'] {
  return (readList(value, MAX_VALUES) ?? [value])
    .filter((item): item is string | number | boolean | null => item === null || ['string', 'number', 'boolean'].includes(typeof item))
    .map((item) => typeof item === 'string' ? cutText(item, MAX_KEY) : item)
}
