import { createRequire } from 'node:module'
import { cacheByHeader } from '../../http/header-cache.js'
import { callFunction, type FunctionRole } from '../../util/call-function.js'
import type Negotiator from 'negotiator'
import type { FastifyRequest } from 'fastify'
import type { Language } from './language-type.js'

const require = createRequire(import.meta.url)

const MAX_TAG = 256 // characters; no language has half of them

const role: FunctionRole<string | null | undefined> = {
  name: 'language option',
  expected: 'a language tag or undefined',
  isAnswer: (tag): tag is string | null | undefined => tag == null || (typeof tag === 'string' && tag.length <= MAX_TAG)
}

/** The language of a reply, and whether `Accept-Language` decided it. */
export interface Choice {
  readonly language: Language
  readonly varies: boolean
}

/** Returns the language tag of a request, `undefined` to leave it to `Accept-Language`; synchronous. */
export type LanguageReader = (request: FastifyRequest) => string | undefined

/**
 * Builds the choice of a language: by `read` where it returns one of them, else by `Accept-Language` (RFC 9110 section
 * 12.5.4) with the lookup of RFC 4647 section 3.4.
 *
 * The first language is the default: it is used for a header that is missing, names none of them, cannot be read or is
 * over 1 kB.
 */
export function compileChoice (languages: readonly Language[], read: LanguageReader | undefined): (request: FastifyRequest | undefined, header: string | undefined) => Choice {
  const byTag = new Map(languages.map((language) => [language.tag.toLowerCase(), language]))
  const tags = languages.map(({ tag }) => tag)
  const first = { language: languages[0] as Language, varies: languages.length > 1 }
  const byHeader = new Map(languages.map((language) => [language, { language, varies: true }]))
  const byReader = new Map(languages.map((language) => [language, { language, varies: false }]))

  // Takes the last subtag off until a language has that tag, and a single letter with what follows it
  function lookUp (range: string): Language | undefined {
    for (let tag = range.toLowerCase(); tag !== ''; tag = tag.replace(/(?:^|-)[^-]*$/, '').replace(/-[^-]$/, '')) {
      const language = byTag.get(tag)
      if (language !== undefined) return language
    }
    return undefined
  }

  const negotiate = cacheByHeader<Choice>((header) => {
    const { ranges, accepted } = readRanges(header, tags)
    for (const range of ranges) {
      const language = lookUp(range === '*' ? accepted[0] ?? range : range)
      if (language !== undefined) return byHeader.get(language) as Choice
    }
    return first
  }, first)

  return (request, header) => {
    const tag = read === undefined || request === undefined ? undefined : callFunction(role, read, request.log, request)
    const language = tag == null ? undefined : lookUp(tag)
    if (language !== undefined) return byReader.get(language) as Choice
    return languages.length === 1 ? first : negotiate(header)
  }
}

// The ranges of a header, the preferred first, and those of the tags that it accepts
function readRanges (header: string, tags: readonly string[]): { ranges: readonly string[], accepted: readonly string[] } {
  // Loaded when a header is first to be read, as for Accept
  const Negotiation = require('negotiator') as typeof Negotiator
  const negotiation = new Negotiation({ headers: { 'accept-language': header } })
  return { ranges: negotiation.languages(), accepted: negotiation.languages(tags) }
}
