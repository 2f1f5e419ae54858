import { readProperty } from '../util/read-property.js'
import type { FastifyRequest } from 'fastify'
import type { IssueLocation } from '../../schemas/details.js'

// Fastify's name of the part in a schema → its property on the request
const parts = { body: 'body', querystring: 'query', params: 'params', headers: 'headers' } as const

/**
 * The type that a schema expects at a path, `undefined` where it does not say.
 *
 * A failed `type` names it; for a missing property the schema of the route is walked, which knows it.
 */
export function expectedType (params: unknown, where: IssueLocation, keys: readonly string[], request: FastifyRequest): string | undefined {
  return typeText(readProperty(params, 'type')) ?? typeText(readProperty(params, 'expected')) ?? schemaType(where, keys, request)
}

/** The name of the type that was received at a path, never the value. */
export function receivedType (where: IssueLocation, keys: readonly string[], request: FastifyRequest): string {
  let value: unknown = readProperty(request, parts[where])
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return 'undefined'
    value = readProperty(value, key)
  }
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function schemaType (where: IssueLocation, keys: readonly string[], request: FastifyRequest): string | undefined {
  let schema: unknown = readProperty(readProperty(readProperty(request, 'routeOptions'), 'schema'), where)
  for (const key of keys) {
    const properties = readProperty(schema, 'properties')
    schema = typeof properties === 'object' && properties !== null && Object.hasOwn(properties, key)
      ? readProperty(properties, key)
      : readProperty(schema, 'items')
  }
  return typeText(readProperty(schema, 'type'))
}

function typeText (type: unknown): string | undefined {
  if (Array.isArray(type)) return type.every((name) => typeof name === 'string') ? type.join(' | ') : undefined
  return typeof type === 'string' && type !== '' ? (type.includes(',') ? type.replaceAll(',', ' | ') : type) : undefined
}
