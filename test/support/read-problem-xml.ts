import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Problem } from '../../schemas/index.js'

// Empty elements may be '', {} or []: what a reader cannot distinguish is read as text
const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, trimValues: false, ignoreDeclaration: true, htmlEntities: true })

/** A problem in XML as its JSON has it: items `i` are an array, `status` is a number. */
export function readProblemXml (text: string): Problem {
  const valid = XMLValidator.validate(text)
  if (valid !== true) throw new Error(`${valid.err.msg} in ${text}`)
  const { problem: { '@_xmlns': namespace, ...members } } = parser.parse(text)
  if (namespace !== 'urn:ietf:rfc:7807') throw new Error(`namespace ${String(namespace)}`)
  const problem = readValue(members) as Problem & { debug?: unknown }
  if (problem.status !== undefined) problem.status = Number(problem.status)
  if (members.debug === '') problem.debug = {}
  return problem
}

function readValue (value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { i: items, ...members } = value as Record<string, unknown>
  if (items !== undefined && Object.keys(members).length === 0) return (Array.isArray(items) ? items : [items]).map(readValue)
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, readValue(member)]))
}
