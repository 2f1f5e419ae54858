import type { ErrorPages } from '../error/error-pages.js'

/** The description of a response: titles of its errors, each with a link to its page where a catalogue is mounted. */
export function describeErrors (definitions: readonly { readonly title: string, readonly code: string }[], { uris }: ErrorPages, or: string): string {
  return [...new Set(definitions.map(({ title, code }) => {
    const uri = uris?.get(code)
    return uri === undefined ? title : `${title} ([${code}](${uri}))`
  }))].join(or)
}
