import { cutText, MAX_KEY } from '../../util/json-values.js'
import { readNames, readProperty } from '../../util/read-property.js'
import type { FastifyRequest } from 'fastify'

const MAX_FIELDS = 256
const MAX_COLUMNS = 32
const MAX_PARTS = 8

/**
 * The fields of the request body that match database columns, with the names that the client sent.
 *
 * Column names are never sent: the result has names of the request only, none where the client sent no name that
 * matches. `user_name` stands for `user_name`, `userName` and `UserName`, `address.city` for a member of `address`.
 */
export function sentFields (request: FastifyRequest, columns: readonly unknown[]): string[] {
  const found = columns.slice(0, MAX_COLUMNS).map((column) => typeof column === 'string' && column !== '' ? findField(request.body, column) : undefined)
  return [...new Set(found.filter((field) => field !== undefined))]
}

function findField (body: unknown, column: string): string | undefined {
  const [first = '', ...rest] = column.split('.')
  const fields = listFields(body)
  const field = fields.find((candidate) => fold(candidate) === fold(column)) ?? fields.find((candidate) => fold(candidate) === fold(first))
  if (field === undefined || fold(field) === fold(column)) return field
  const inner = findField(readProperty(body, field), rest.join('.'))
  return inner === undefined ? undefined : `${field}.${inner}`
}

/** Where in the request a value was sent. */
export interface SentValue {
  readonly where: 'params' | 'querystring' | 'body'
  readonly field: string
  readonly value: string
}

/** The texts and numbers of a request, with their names; what is deeper than a member of the body is left out. */
export function sentValues (request: FastifyRequest): SentValue[] {
  const values: SentValue[] = []
  for (const [where, part] of [['params', 'params'], ['querystring', 'query'], ['body', 'body']] as const) {
    const source = readProperty(request, part)
    for (const field of listFields(source)) {
      const value = readProperty(source, field)
      if (typeof value === 'string' || typeof value === 'number') values.push({ where, field, value: String(value) })
    }
  }
  return values
}

/**
 * The fields of the body whose values are joined by `-` in a text, which is how MySQL reports the entry of a key.
 *
 * None where a value was sent in two fields, or where the text can be read in two ways.
 */
export function fieldsOfEntry (request: FastifyRequest, entry: string): string[] {
  const fields = new Map<string, string | undefined>()
  for (const { where, field, value } of sentValues(request)) {
    if (where === 'body') fields.set(value, fields.has(value) ? undefined : field)
  }
  if (fields.has(entry)) return [fields.get(entry) ?? []].flat()
  const parts = entry.split('-')
  if (parts.length > MAX_PARTS) return []
  const readings = readEntry(parts, fields)
  return readings.length === 1 ? readings[0] as string[] : []
}

function readEntry (parts: readonly string[], fields: ReadonlyMap<string, string | undefined>): string[][] {
  if (parts.length === 0) return [[]]
  return parts.flatMap((_part, i) => {
    const field = fields.get(parts.slice(0, i + 1).join('-'))
    return field === undefined ? [] : readEntry(parts.slice(i + 1), fields).map((rest) => [field, ...rest])
  })
}

function listFields (part: unknown): string[] {
  if (Array.isArray(part) || ArrayBuffer.isView(part)) return []
  return readNames(part).slice(0, MAX_FIELDS).filter((field) => field.length <= MAX_KEY)
}

function fold (name: string): string {
  return cutText(name, MAX_KEY).replaceAll('_', '').toLowerCase()
}
