import { cutText, MAX_KEY } from '../util/json-values.js'
import { buildPointer } from '../util/json-pointer.js'
import { readProperty, readText } from '../util/read-property.js'
import { MAX_FAILURES, readFailure, type Failure } from './failures.js'
import { isQuoted, plainMessage } from './issue-messages.js'
import { receivedValue, schemaType, typeName } from './issue-types.js'
import type { FastifyRequest } from 'fastify'
import type { Issue } from '../error/error-reply.js'
import type { IssueLocation } from '../error/issue-parameters.js'

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/
const MAX_MESSAGE = 512
// Code units of paths and messages in one reply: with escapes, JSON and every format's repetition below 64 kB
export const MAX_TOTAL = 12_288

// The subject of a failure that is about the value itself
const ITSELF: readonly undefined[] = [undefined]

/** The failures of a validation. */
export interface ReadIssues {
  /** Never empty. */
  readonly issues: Issue[]
  /** Whether all failures are there with their own messages, so that a message that lists them repeats no value either. */
  readonly isFaithful: boolean
}

/**
 * The failures of a validation as one list, whichever validator found them; never throws.
 *
 * Where there is nothing to read, the part of the request as a whole is at fault.
 */
export function readIssues (where: IssueLocation, all: readonly unknown[], maxIssues: number, request: FastifyRequest): ReadIssues {
  const failures = all.length > MAX_FAILURES ? all.slice(0, MAX_FAILURES) : all
  const issues: Issue[] = []
  const unions = failures.length > 1 ? findUnions(failures) : []
  // First text of each pointer, and further ones: most pointers have one
  const firsts = new Map<string, string>()
  const further = new Set<string>()
  let isFaithful = true
  let room = MAX_TOTAL
  let i = 0
  for (; i < failures.length && issues.length < maxIssues && room > 0; i++) {
    if (isRepeated(failures[i], unions)) continue
    const failure = readFailure(failures[i])
    for (const property of failure.subjects.length === 0 ? ITSELF : failure.subjects) {
      const [issue, isOwn] = buildIssue(where, failure, property, request)
      isFaithful &&= isOwn
      // TypeBox reports that a property is missing, and that it is not of its type; Yup an invalid date up to three times
      const text = issue.received === 'undefined' ? issue.received : issue.message
      const first = firsts.get(issue.pointer)
      if (first === undefined) firsts.set(issue.pointer, text)
      else {
        const id = `${issue.pointer} ${text}`
        if (first === text || further.has(id)) continue
        further.add(id)
      }
      room -= 64 + 2 * issue.path.length + issue.message.length
      if (issues.length < maxIssues && room > 0) issues.push(issue)
      else isFaithful = false
    }
  }
  if (i < all.length) isFaithful = false
  if (issues.length === 0) issues.push({ path: '', keys: [], in: where, kind: 'custom', message: 'is invalid', pointer: '' })
  return { issues, isFaithful }
}

// A failed union also reports every branch that failed: those are how, not what
function findUnions (failures: readonly unknown[]): string[] {
  const paths = new Set<string>()
  for (const failure of failures) {
    const keyword = readProperty(failure, 'keyword')
    const path = readProperty(failure, 'schemaPath')
    if ((keyword === 'anyOf' || keyword === 'oneOf') && typeof path === 'string') paths.add(`${path}/`)
  }
  return [...paths]
}

function isRepeated (failure: unknown, unions: readonly string[]): boolean {
  // typebox 1.x reports unknown properties a second time, all at once
  if (readProperty(failure, 'keyword') === 'boolean' && /\/(?:additional|unevaluated)Properties$/.test(readText(failure, 'schemaPath'))) return true
  return unions.some((union) => readText(failure, 'schemaPath').startsWith(union))
}

function buildIssue (where: IssueLocation, failure: Failure, property: string | undefined, request: FastifyRequest): [Issue, boolean] {
  const { kind } = failure
  const keys = property === undefined ? failure.keys : [...failure.keys, property]
  for (let i = 0; i < keys.length; i++) keys[i] = cleanText(keys[i] as string, MAX_KEY)
  const value = kind === 'invalid_type' || failure.mayQuote ? receivedValue(where, keys, request) : undefined
  const isType = kind === 'invalid_type'
  const expected = isType ? failure.expected ?? schemaType(where, keys, request) : undefined
  const own = failure.quotes || failure.message === '' || (failure.mayQuote && isQuoted(failure.message, value)) ? undefined : failure.message
  // One literal for all kinds: a spread of one into another costs 2 µs per issue (Node 20)
  return [{
    path: cutText(keys.length === 1 ? keys[0] as string : keys.join('.'), MAX_MESSAGE),
    keys,
    in: where,
    kind,
    message: own === undefined ? plainMessage(kind, expected, value) : cleanText(own, MAX_MESSAGE),
    pointer: cutText(buildPointer(keys), MAX_MESSAGE),
    expected,
    received: isType ? typeName(value) : undefined,
    parameters: failure.parameters
  }, own !== undefined]
}

// Control characters and lone surrogates would be escapes of six characters each. Most texts are ASCII and have none:
// 0.4 µs less (Node 20).
export function cleanText (text: string, max: number): string {
  const short = cutText(text, max)
  return PRINTABLE_ASCII.test(short) ? short : short.replace(/\p{Cc}/gu, ' ').toWellFormed()
}
