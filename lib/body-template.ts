import { ErrorReply, type ErrorDefinition } from './error-reply.js'
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
    if (message === definition.message) {
      shape ??= readShape(detail, excepted, ownHead, tail)
      const text = fillIn(detail, shape)
      if (text !== undefined) return text
    }
    const members = stringifyMembers(detail, excepted)
    return members === undefined ? undefined : (message === definition.message ? ownHead : head + quote(message) + between) + members + tail
  }

  return { withMessage: (message) => plainHead + quote(message) + plainTail, withDetail }
}

/** The body around a detail whose members are texts, as a definition with arguments of its own has it each time. */
interface Shape {
  readonly names: readonly string[]
  /** What stands in front of each text, its opening quote included; the first with the head of the body. */
  readonly openings: readonly string[]
  readonly end: string
}

function readShape (detail: Record<string, unknown>, excepted: ReadonlySet<string> | undefined, head: string, tail: string): Shape {
  const names = Object.keys(detail)
  const isPlain = names.every((name) => typeof detail[name] === 'string' && excepted?.has(name) !== true)
  if (!isPlain) return { names: [], openings: [], end: '' }
  return { names, openings: names.map((name, i) => `${i === 0 ? head : '",'}${quote(name)}:"`), end: `"${tail}` }
}

// JSON.stringify would cost 0.9 µs more for the three texts of a conflict (Node 20)
function fillIn (detail: Record<string, unknown>, { names, openings, end }: Shape): string | undefined {
  let text = ''
  let count = 0
  for (const name in detail) {
    const value = detail[name]
    if (name !== names[count] || typeof value !== 'string' || ESCAPED.test(value)) return undefined
    text += openings[count] + value
    count++
  }
  return count > 0 && count === names.length ? text + end : undefined
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
