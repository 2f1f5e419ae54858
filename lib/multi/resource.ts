import { METHODS } from 'node:http'
import type { MessageKey } from '../error/messages.js'
import type { MultiPartRequest, QueryValue } from '../../schemas/multi.js'

// What a server should at least take, in octets (RFC 9110 section 4.1)
const MAX_LENGTH = 8000
// A URL parser drops tabs and line feeds and reads `\` as `/`, so that either could hide another path; a fragment is
// never sent.
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0020\u007f\\#]/
// A URL parser resolves these, so that another path would be requested than the batch shows (RFC 3986 section 5.2.4)
const DOT_SEGMENT = /^[^?]*\/(?:\.|%2e){1,2}(?:[/?]|$)/i

// eslint-disable-next-line no-control-regex
const NON_ASCII = /[^\u0000-\u007f]+/g

/** Why a part is not run; `undefined` from {@link checkPart} when it is. */
export type Refusal = { readonly statusCode: 400 | 414, readonly key: MessageKey }

/** Checks that a part has a known method and a path on this server. */
export function checkPart ({ method, resource }: MultiPartRequest): Refusal | undefined {
  // Node answers a method that it does not know with 400 before any router sees it; CONNECT asks for a tunnel
  if (!METHODS.includes(method) || method === 'CONNECT') return refuse('part_unknown_method')
  if (resource.length > MAX_LENGTH) return { statusCode: 414, key: 'part_resource_too_long' }
  if (!resource.startsWith('/') || resource.startsWith('//') || UNSAFE.test(resource) || DOT_SEGMENT.test(resource)) {
    return refuse('part_invalid_resource')
  }
  return undefined
}

/** The address of a part: its resource with the members of `query` added and what is not ASCII encoded. */
export function buildUrl ({ resource: text, query }: MultiPartRequest): string {
  const resource = text.replace(NON_ASCII, (characters) => encodeURIComponent(characters.toWellFormed()))
  if (query === undefined) return resource
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const values: QueryValue[] = Array.isArray(value) ? value : [value]
    for (const item of values) parameters.append(name, String(item))
  }
  if (parameters.size === 0) return resource
  const separator = !resource.includes('?') ? '?' : /[?&]$/.test(resource) ? '' : '&'
  return resource + separator + parameters.toString()
}

function refuse (key: MessageKey): Refusal {
  return { statusCode: 400, key }
}
