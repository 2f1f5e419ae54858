import type { ErrorPages } from '../error/error-pages.js'
import type { ErrorDefinition } from '../error/error-reply.js'

/** The description of a response: titles of its errors, each with a link to its page where a catalogue is mounted. */
export function describeErrors (definitions: readonly ErrorDefinition[], { uris }: ErrorPages): string {
  return [...new Set(definitions.map(({ title, code }) => {
    const uri = uris?.get(code)
    return uri === undefined ? title : `${title} ([${code}](${uri}))`
  }))].join(', or: ')
}
