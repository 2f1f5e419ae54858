import { ErrorReply, type ErrorDefinition } from '../error/error-reply.js'
import { noExtras, type Format } from './format.js'

/** The body of one definition in one format, around what an occurrence may say: a message and a detail. */
export interface BodyTemplate {
  /** The body of an error without a detail. */
  withMessage (message: string): string
  /** The body of an error with a detail, `undefined` where only the serializer can tell. */
  withDetail (message: string, detail: Record<string, unknown>): string | undefined
}

// No text of a definition holds them
const MESSAGE = '\u0000message'
const MEMBER = '\u0000member'

// What JSON writes as an escape, among others: control characters and surrogates that are alone
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u

/**
 * Compiles the body of a definition to the text around its message and its detail.
 *
 * The format serializes a probe; what it writes around the probe's message and member is what it writes around any.
 */
export function compileTemplate (format: Format, definition: ErrorDefinition): BodyTemplate {
  const [plainHead, plainTail] = split(serialize(format, new ErrorReply(definition, { message: MESSAGE })), quote(MESSAGE))
  const [head, rest] = split(serialize(format, new ErrorReply(definition, { message: MESSAGE, detail: { [MEMBER]: 0 } })), quote(MESSAGE))
  const [between, tail] = split(rest, `${quote(MEMBER)}:0`)
  const ownHead = head + quote(definition.message) + between
  const excepted = typeof format.detail === 'object' ? format.detail.except : undefined
  let shape: Shape | undefined

  function withDetail (message: string, detail: Record<string, unknown>): string | undefined {
    shape ??= readShape(detail, excepted)
    const members = fillIn(detail, shape) ?? stringifyMembers(detail, excepted)
    return members === undefined ? undefined : (message === definition.message ? ownHead : head + quote(message) + between) + members + tail
  }

  return { withMessage: (message) => plainHead + quote(message) + plainTail, withDetail }
}

/** A detail of texts and lists of texts, as a definition with arguments of its own has it each time. */
interface Shape {
  readonly names: readonly string[]
  /** What stands in front of each member's text, opening quote and bracket included. */
  readonly openings: readonly string[]
  readonly end: string
}

const NO_SHAPE: Shape = { names: [], openings: [], end: '' }

function readShape (detail: Record<string, unknown>, excepted: ReadonlySet<string> | undefined): Shape {
  const names = Object.keys(detail)
  const openings: string[] = []
  let before = ''
  for (const name of names) {
    const value = detail[name]
    if ((typeof value !== 'string' && !Array.isArray(value)) || excepted?.has(name) === true) return NO_SHAPE
    openings.push(`${before}${quote(name)}:${typeof value === 'string' ? '"' : '["'}`)
    before = typeof value === 'string' ? '",' : '"],'
  }
  return { names, openings, end: before.slice(0, -1) }
}

// JSON.stringify would cost 0.9 µs more for the three texts of a conflict, as much for the list of a 405 (Node 20)
function fillIn (detail: Record<string, unknown>, { names, openings, end }: Shape): string | undefined {
  let text = ''
  let count = 0
  for (const name in detail) {
    if (name !== names[count]) return undefined
    const opening = openings[count] as string
    const value = plainText(detail[name], opening.endsWith('["'))
    if (value === undefined) return undefined
    text += opening + value
    count++
  }
  return count > 0 && count === names.length ? text + end : undefined
}

// A text, or the members of a list that is not empty, where JSON needs no escape
function plainText (value: unknown, isList: boolean): string | undefined {
  if (!isList) return typeof value === 'string' && !ESCAPED.test(value) ? value : undefined
  if (!Array.isArray(value) || value.length === 0) return undefined
  for (const item of value) if (typeof item !== 'string' || ESCAPED.test(item)) return undefined
  return value.join('","')
}

function stringifyMembers (detail: Record<string, unknown>, excepted: ReadonlySet<string> | undefined): string | undefined {
  const text = JSON.stringify(detail).slice(1, -1)
  if (excepted === undefined) return text
  // Between the members of the body stands a comma that an empty detail has no use for
  return text === '' || Object.keys(detail).some((name) => excepted.has(name)) ? undefined : text
}

function quote (text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`
}

function serialize (format: Format, probe: ErrorReply): string {
  return format.serialize(format.body(probe, noExtras))
}

function split (text: string, separator: string): [string, string] {
  const start = text.indexOf(separator)
  return [text.slice(0, start), text.slice(start + separator.length)]
}
