import { isHeaderValue, isToken, isUnsatisfiedRange } from '../http/header-values.js'
import { isErrorStatus } from '../http/error-status.js'
import { readList, readNames, readProperty } from '../util/read-property.js'
import type { ErrorHeaders } from '../error/error-reply.js'

/** An error status, 400 to 599, or `undefined`. A string of exactly three digits is taken as well, as Fastify does. */
export function readErrorStatus (value: unknown): number | undefined {
  const statusCode = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value
  return isErrorStatus(statusCode) ? statusCode : undefined
}

const MAX_FORWARDED = 64 // headers

/** The headers of a foreign error that are sent with its reply: those on the list with a valid value. */
export function forwardHeaders (headers: unknown, statusCode: number, allowed: readonly string[]): ErrorHeaders | undefined {
  let result: ErrorHeaders | undefined
  let count = 0
  for (const name of readNames(headers)) {
    if (count === MAX_FORWARDED) break
    const key = name.toLowerCase()
    if (!isAllowed(key, statusCode, allowed)) continue
    const lines = readLines(key, readProperty(headers, name))
    if (!isToken(key) || lines === undefined) continue
    (result ??= {})[key] = lines
    count++
  }
  return result
}

// An array, as of several challenges, is one line per member
function readLines (name: string, value: unknown): string | string[] | undefined {
  const list = readList(value)
  if (list !== undefined) {
    const lines = list.filter((line) => isHeaderValue(name, line) && line !== '')
    return lines.length === 0 ? undefined : lines as string[]
  }
  const text = typeof value === 'number' ? String(value) : value
  return isHeaderValue(name, text) && (name !== 'content-range' || isUnsatisfiedRange(text)) ? text : undefined
}

function isAllowed (name: string, statusCode: number, allowed: readonly string[]): boolean {
  if (name === 'content-range' && statusCode !== 416) return false
  return allowed.some((pattern) => pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern)
}
