/** Characters of a body that are read, and kept in `body`. */
export const MAX_BODY = 65_536

const MAX_TEXT = 1000

export type Members = Record<string, unknown>

export const isText = (value: unknown): value is string => typeof value === 'string'

export const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first of some values that is a text which says something, cut. */
export function readText (...values: unknown[]): string | undefined {
  for (const value of values) if (isText(value) && value.trim()) return value.trim().slice(0, MAX_TEXT)
  return undefined
}

/** The result of a function, `undefined` where it throws. */
export function attempt<Result> (run: () => Result): Result | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
