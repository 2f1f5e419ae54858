import { cutText, MAX_KEY } from '../util/json-values.js'
import type { FastifyRequest } from 'fastify'

const MAX_FIELDS = 256

/**
 * The field of the request body that one of these database columns stands for, as the client itself wrote it.
 *
 * Column names are told to nobody: what comes back is a name out of the request, or `undefined` where the client sent
 * none that matches. `user_name` stands for `user_name`, `userName` and `UserName`. The columns are tried in order.
 */
export function sentField (request: FastifyRequest, columns: readonly unknown[]): string | undefined {
  const fields = listFields(request.body)
  for (const column of columns) {
    if (typeof column !== 'string' || column === '') continue
    const name = fold(column)
    const field = fields.find((candidate) => fold(candidate) === name)
    if (field !== undefined) return field
  }
  return undefined
}

function listFields (body: unknown): string[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || ArrayBuffer.isView(body)) return []
  try {
    return Object.keys(body).slice(0, MAX_FIELDS).filter((field) => field.length <= MAX_KEY)
  } catch {
    return [] // a Proxy that refuses to list its keys
  }
}

function fold (name: string): string {
  return cutText(name, MAX_KEY).replaceAll('_', '').toLowerCase()
}
