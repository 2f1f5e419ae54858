import { errors } from './factories.js'
import type { RouteOptions } from 'fastify'
import type { HelperName } from '../error/catalog.js'
import type { Declarable } from '../error/define-error.js'

const BODY_METHODS = new Set(['POST', 'PUT', 'PATCH', 'QUERY'])

/** The errors that a route can give by its schema and method alone. */
export function impliedErrors ({ method, schema = {} }: RouteOptions): Declarable[] {
  const takesBody = schema.body !== undefined || [method].flat().some((name) => BODY_METHODS.has(name))
  const names: (HelperName | false)[] = [
    schema.body !== undefined && 'invalidBody',
    (schema.querystring !== undefined || schema.params !== undefined) && 'invalidParameter',
    (takesBody || schema.headers !== undefined) && 'badRequest',
    takesBody && 'payloadTooLarge',
    takesBody && 'unsupportedMediaType'
  ]
  return names.filter((name) => name !== false).map((name) => errors[name])
}
