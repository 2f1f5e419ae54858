import { createRequire } from 'node:module'
import { cacheByHeader } from '../http/header-cache.js'
import type Negotiator from 'negotiator'
import type { CompiledFormat } from './compile-format.js'

const require = createRequire(import.meta.url)

/**
 * Builds the choice of a format by `Accept` (RFC 9110 section 12.5.1).
 *
 * The first format is the default: it is used for a header that is missing, accepts none of the formats, cannot be
 * read or is over 1 kB. An error never becomes a 406.
 */
export function compileNegotiation (formats: readonly CompiledFormat[]): (accept: string | undefined) => CompiledFormat {
  const [first] = formats as readonly [CompiledFormat]
  const byType = new Map(formats.map((format) => [withCharset(format), format]))
  const types = [...byType.keys()]
  return cacheByHeader((accept) => byType.get(preferredType(accept, types) ?? '') ?? first, first)
}

// Every body is UTF-8: a client that asks for it, where the type of the format does not say so, gets it
function withCharset ({ contentType }: CompiledFormat): string {
  return /; *charset=/i.test(contentType) ? contentType : `${contentType}; charset=utf-8`
}

function preferredType (accept: string, types: string[]): string | undefined {
  // Loaded when an Accept is first to be read: 3 ms of starting that most servers never need
  const Negotiation = require('negotiator') as typeof Negotiator
  return new Negotiation({ headers: { accept } }).mediaType(types)
}
