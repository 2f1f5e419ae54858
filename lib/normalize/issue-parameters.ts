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

// Of Joi, Yup, valibot and ArkType, which call it the same for a text and a list
const lengths = new Set(['min', 'max', 'length', 'minLength', 'maxLength', 'min_length', 'max_length'])
const exclusives = new Set(['greater', 'less', 'gt_value', 'lt_value'])
const formats = new Set(['email', 'url', 'uuid'])

/**
 * What the schema asked for in a failure, as far as its parameters have it: those of Ajv, zod, Joi, Yup, valibot and
 * ArkType.
 *
 * @returns `undefined` for a kind without parameters
 */
export function readParameters (kind: string, keyword: string, params: unknown): IssueParameters | undefined {
  switch (kind) {
    case 'too_small':
    case 'too_big': return readLimit(kind, keyword, params)
    case 'not_multiple_of': return { limit: readFirst(params, ['multipleOf', 'divisor', 'multiple', 'requirement', 'rule'], toLimit) }
    case 'invalid_string': return { format: readFirst(params, ['format', 'validation'], toName) ?? (formats.has(keyword) ? keyword : undefined) }
    case 'invalid_enum_value':
    case 'invalid_literal': return { values: readFirst(params, ['allowedValues', 'resolved', 'valids', 'values', 'options', 'allowedValue'], toValues) }
    default: return undefined
  }
}

function readLimit (kind: string, keyword: string, params: unknown): IssueParameters {
  return {
    limit: readFirst(params, ['limit', ...(kind === 'too_small' ? ['minimum', 'min', 'more'] : ['maximum', 'max', 'less']), 'requirement', 'rule'], toLimit),
    unit: (lengths.has(keyword) ? readFirst(params, ['value', 'input', 'data'], unitOf) : undefined) ?? units.get(keyword) ?? readFirst(params, ['origin', 'type'], (name) => units.get(name)),
    exclusive: keyword.startsWith('exclusive') || exclusives.has(keyword) || readProperty(params, 'inclusive') === false ||
      readProperty(params, 'exclusive') === true || typeof readProperty(params, kind === 'too_small' ? 'more' : 'less') === 'number'
  }
}

// Of the value itself only this is read
function unitOf (value: unknown): Unit {
  return typeof value === 'string' ? 'characters' : Array.isArray(value) ? 'items' : undefined
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
