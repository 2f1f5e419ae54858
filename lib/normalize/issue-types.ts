import { readProperty } from '../util/read-property.js'
import { typeText } from './failures.js'
import type { FastifyRequest } from 'fastify'
import type { IssueLocation } from '../error/issue-parameters.js'

// Fastify's name of the part in a schema → its property on the request
const parts = { body: 'body', querystring: 'query', params: 'params', headers: 'headers' } as const

/** The value that was received at a path, `undefined` without one. */
export function receivedValue (where: IssueLocation, keys: readonly string[], request: FastifyRequest): unknown {
  let value: unknown = readProperty(request, parts[where])
  for (const key of keys) {
    if (value == null || !Object.hasOwn(value, key)) return undefined
    value = readProperty(value, key)
  }
  return value
}

/** The name of the type of a value, never the value. */
export function typeName (value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

/** The type that the schema of the route has at a path, `undefined` where it does not say. */
export function schemaType (where: IssueLocation, keys: readonly string[], request: FastifyRequest): string | undefined {
  let schema: unknown = readProperty(readProperty(readProperty(request, 'routeOptions'), 'schema'), where)
  for (const key of keys) {
    const properties = readProperty(schema, 'properties')
    schema = properties != null && Object.hasOwn(properties, key)
      ? readProperty(properties, key)
      : readProperty(schema, 'items')
  }
  return typeText(readProperty(schema, 'type'))
}
