import { cutText, MAX_KEY } from '../util/json-values.js'
import { readText } from '../util/read-property.js'

const MAX_VALUE = 64 // characters of a value in a message

/** Says what an argument should be, for the log. */
export function describeInvalid (argument: string, expected: string, actual: unknown): string {
  return `${argument} should be ${expected}, instead got '${describeValue(actual)}'`
}

/** Says why the arguments of a helper cannot be read, for the log. */
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

/** The valid members of a list, each once, and what is wrong with the first that is not valid. */
export function readList (name: string, value: unknown, isMember: (item: unknown) => item is string): [string[], string?] {
  const members = new Set<string>()
  let wrong: string | undefined
  for (const item of value as Iterable<unknown>) {
    if (isMember(item)) members.add(item)
    else wrong ??= describeInvalid(name, 'a list of valid names', item)
  }
  return [[...members], wrong]
}
