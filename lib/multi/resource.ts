import { METHODS } from 'node:http'
import type { MultiPartRequest, QueryValue } from '../../schemas/multi.js'

// What a server should at least take, in octets (RFC 9110 section 4.1)
const MAX_LENGTH = 8000
// How often a path is decoded before it is taken for an attempt to hide something
const MAX_DECODINGS = 8

// A URL parser drops tabs and line feeds and reads `\` as `/`, so that either could hide another path; a fragment is
// never sent. Non-ASCII is left to the parser, which encodes it.
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0020\u007f\\#]/

/** Why a part is not run; `undefined` from {@link checkPart} when it is. */
export type Refusal = { readonly statusCode: 400 | 414, readonly message: string }

/**
 * Checks that a part asks for something on this server that is not the batch itself.
 *
 * @param batchPath the {@link canonicalPath} of the batch endpoint
 */
export function checkPart ({ method, resource }: MultiPartRequest, batchPath: string | undefined): Refusal | undefined {
  // Node answers a method that it does not know with 400 before any router sees it; CONNECT asks for a tunnel
  if (!METHODS.includes(method) || method === 'CONNECT') return refuse('The method of this part is not known.')
  if (resource.length > MAX_LENGTH) return { statusCode: 414, message: 'The resource of this part is too long.' }
  if (!resource.startsWith('/') || resource.startsWith('//') || UNSAFE.test(resource)) {
    return refuse('The resource of this part is not a path on this server.')
  }
  const path = canonicalPath(resource)
  if (path === undefined) return refuse('The resource of this part is not a path on this server.')
  if (path === batchPath) return refuse('A batch cannot hold a batch.')
  return undefined
}

/**
 * One form for all spellings of a path, `undefined` for one that leads elsewhere.
 *
 * Percent-encoding is undone, that of ASCII however often it was done, letters are lower case, slashes are single and none is at the
 * end, what follows `;` in a segment is dropped: a router may be told to ignore any of these. A path with a dot
 * segment, in whatever encoding, or with an incomplete encoding has no such form.
 */
export function canonicalPath (resource: string): string | undefined {
  let path = decode(resource.split('?', 1)[0] as string)
  for (let i = 0; path !== undefined && /%[0-7][0-9a-f]/i.test(path); i++) {
    if (i === MAX_DECODINGS) return undefined
    path = path.replace(/%([0-7][0-9a-f])/gi, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  }
  if (path === undefined) return undefined
  const segments = path.split(/[/\\]/).map((segment) => segment.split(';', 1)[0] as string)
  if (segments.includes('.') || segments.includes('..')) return undefined
  return '/' + segments.filter((segment) => segment !== '').join('/').toLowerCase()
}

/** The address of a part: its resource with the members of `query` added. */
export function buildUrl ({ resource, query }: MultiPartRequest): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    const values: QueryValue[] = Array.isArray(value) ? value : [value]
    for (const item of values) parameters.append(name, String(item))
  }
  if (parameters.size === 0) return resource
  const separator = !resource.includes('?') ? '?' : /[?&]$/.test(resource) ? '' : '&'
  return resource + separator + parameters.toString()
}

// As a server does, which answers 400 where it fails
function decode (path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

function refuse (message: string): Refusal {
  return { statusCode: 400, message }
}
