import { headerSize } from '../http/header-values.js'
import { removeHeader } from '../util/fastify-internals.js'
import type { FastifyReply } from 'fastify'
import type { ErrorHeaders } from '../error/error-reply.js'

// Bytes of the headers of a reply: 8 kB, of which 192 are left to the status line and to what Node adds
const MAX_HEADERS = 8000

/**
 * The headers that a reply has no room for, each with the lines of it that stay.
 *
 * Those of the error have a budget of their own. Of the others, set by hooks or by the format, the largest lines are left
 * out: few are missing, and those that a browser needs, such as the ones of CORS, are short.
 */
export function findExcess (headers: Readonly<Record<string, unknown>>, own: ErrorHeaders | undefined): Map<string, string[]> | undefined {
  let excess = -MAX_HEADERS
  for (const name in headers) excess += headerSize(name, headers[name])
  if (excess <= 0) return undefined
  const others = Object.entries(headers).filter(([name, value]) => own?.[name] !== value)
    .flatMap(([name, value]) => [value].flat().map((line) => ({ name, line: String(line), size: headerSize(name, line) })))
  const dropped = new Set<typeof others[number]>()
  for (const line of others.toSorted((a, b) => b.size - a.size)) {
    if (excess <= 0) break
    excess -= line.size
    dropped.add(line)
  }
  const kept = new Map([...dropped].map(({ name }): [string, string[]] => [name, []]))
  for (const line of others) if (!dropped.has(line)) kept.get(line.name)?.push(line.line)
  return kept
}

/** Leaves out of a reply the headers that it has no room for. */
export function fitReply (reply: FastifyReply, own: ErrorHeaders | undefined): void {
  for (const [name, lines] of findExcess(reply.getHeaders(), own) ?? []) {
    removeHeader(reply, name)
    if (lines.length > 0) reply.header(name, lines)
  }
}
