import { isHeaderValue, isToken } from '../http/header-values.js'
import { readProperty } from '../util/read-property.js'
import type { ErrorHeaders } from '../error/error-reply.js'

/** An error status, 400 to 599, or `undefined`. A string of exactly three digits is one too: Fastify takes it for one. */
export function asErrorStatus (value: unknown): number | undefined {
  const statusCode = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value
  return Number.isInteger(statusCode) && (statusCode as number) >= 400 && (statusCode as number) <= 599
    ? statusCode as number
    : undefined
}

/** The headers of a foreign error that are sent with its reply: on the list and valid. */
export function forwardHeaders (headers: unknown, statusCode: number, allowed: readonly string[]): ErrorHeaders | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined
  let result: ErrorHeaders | undefined
  try {
    for (const name of Object.keys(headers)) {
      const key = name.toLowerCase()
      if (!isAllowed(key, statusCode, allowed)) continue
      const value = readProperty(headers, name)
      const text = typeof value === 'number' ? String(value) : value
      if (isToken(key) && isHeaderValue(key, text)) (result ??= {})[key] = text
    }
  } catch {
    // A Proxy that refuses to list its keys has no headers
  }
  return result
}

function isAllowed (name: string, statusCode: number, allowed: readonly string[]): boolean {
  if (name === 'content-range' && statusCode !== 416) return false
  return allowed.some((pattern) => pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern)
}
