import { cutText } from '../util/json-values.js'

/** Says what an argument should be, for the log. */
export function describeInvalid (argument: string, expected: string, actual: unknown): string {
  return `${argument} should be ${expected}, instead got '${describe(actual)}'`
}

function describe (value: unknown): string {
  return typeof value === 'object' ? Object.prototype.toString.call(value) : cutText(String(value), 64)
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
