import { cutText, MAX_KEY } from '../util/json-values.js'
import { readText } from '../util/read-property.js'

const MAX_LIST = 4096 // characters, with what divides its members
const MAX_VALUE = 64 // characters of a value in a message

/** Describes an invalid argument, for the log. */
export function describeInvalid (argument: string, expected: string, actual: unknown): string {
  return `${argument} should be ${expected}, instead got '${describeValue(actual)}'`
}

/** Describes why the arguments of a helper cannot be read, for the log. */
export function describeUnreadable (error: unknown): string {
  return `arguments cannot be read: ${cutText(readText(error, 'message'), MAX_KEY)}`
}

/** A value for a message, short; never throws. */
export function describeValue (value: unknown): string {
  if (typeof value === 'function') return `function ${cutText(readText(value, 'name'), MAX_VALUE)}`
  return typeof value === 'object' ? describeObject(value) : cutText(String(value), MAX_VALUE)
}

function describeObject (value: object | null): string {
  try {
    return cutText(Object.prototype.toString.call(value), MAX_VALUE)
  } catch {
    return '[object Object]' // a Proxy that refuses to be read
  }
}

/** The result of {@link readList}. */
export interface ReadList {
  readonly members: string[]
  /** Description of the first invalid member, or of the list. */
  readonly wrong: string | undefined
  readonly isCut: boolean
}

/**
 * The valid members of a list, each once, as many as fit into 4,096 characters.
 *
 * @param expected what every member is, for the log
 */
export function readList (name: string, value: unknown, isMember: (item: unknown) => item is string, expected: string): ReadList {
  const members = new Set<string>()
  let wrong: string | undefined
  let room = MAX_LIST
  for (const item of value as Iterable<unknown>) {
    if (!isMember(item)) wrong ??= describeInvalid(name, `a list of ${expected}`, item)
    else if (!members.has(item) && (room -= item.length + 2) >= 0) members.add(item)
  }
  if (room < 0) wrong ??= `${name} should be a list of at most ${MAX_LIST} characters, the rest is left out`
  return { members: [...members], wrong, isCut: room < 0 }
}
