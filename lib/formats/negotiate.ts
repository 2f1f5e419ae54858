import { createRequire } from 'node:module'
import { cacheByHeader } from '../http/header-cache.js'
import type Negotiator from 'negotiator'
import type { CompiledFormat } from './compile-format.js'

const require = createRequire(import.meta.url)

/**
 * Builds the choice of a format by `Accept` (RFC 9110 section 12.5.1).
 *
 * The first format is the default: it stands for a header that is missing, accepts none of the formats, cannot be
 * read or is over 1 kB. An error never becomes a 406.
 */
export function compileNegotiation (formats: readonly CompiledFormat[]): (accept: string | undefined) => CompiledFormat {
  const [first] = formats as readonly [CompiledFormat]
  // Of two formats of one type, the first is meant
  const byType = new Map([...formats].reverse().map((format) => [format.contentType, format]))
  const types = [...new Set(formats.map(({ contentType }) => contentType))]
  return cacheByHeader((accept) => byType.get(preferredType(accept, types) ?? '') ?? first, first)
}

function preferredType (accept: string, types: string[]): string | undefined {
  // Loaded when an Accept is first to be read: 3 ms of starting that most servers never need
  const Negotiation = require('negotiator') as typeof Negotiator
  return new Negotiation({ headers: { accept } }).mediaType(types)
}
