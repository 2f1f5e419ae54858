import { problem } from './problem.js'
import type { Problem } from '../../../schemas/problem.js'
import type { Format, FormatSettings } from '../format.js'

const MAX_DEPTH = 32 // of nested members

/** Problem details as XML (RFC 9457 appendix B): the same members as `problem`. */
export function problemXml (settings: FormatSettings): Format<Problem> {
  return {
    ...problem(settings),
    name: 'problem-xml',
    contentType: 'application/problem+xml',
    serialize: (body) => '<?xml version="1.0" encoding="UTF-8"?>\n' +
      `<problem xmlns="urn:ietf:rfc:7807">${serializeMembers(body, 0)}</problem>`
  }
}

function serializeMembers (members: object, depth: number): string {
  return Object.entries(members)
    .filter(([name, value]) => isName(name) && value !== undefined)
    .map(([name, value]) => `<${name}>${serializeValue(value, depth + 1)}</${name}>`).join('')
}

// An item of an array is an element `i`
function serializeValue (value: unknown, depth: number): string {
  if (value === null || depth > MAX_DEPTH) return ''
  if (Array.isArray(value)) return value.map((item) => `<i>${serializeValue(item, depth + 1)}</i>`).join('')
  return typeof value === 'object' ? serializeMembers(value, depth) : escapeXml(String(value))
}

// A member whose name is no XML name is left out, as appendix B asks for; names with `xml` in front are reserved
function isName (name: string): boolean {
  return /^(?!xml)[A-Za-z_][\w.-]*$/i.test(name)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

// What XML 1.0 has no character for becomes U+FFFD
function escapeXml (text: string): string {
  return text.toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>\r]/g, (character) => ENTITIES[character] as string)
}
