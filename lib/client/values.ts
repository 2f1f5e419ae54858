/** Characters of a body that are read, and kept in `body`. */
export const MAX_BODY = 65_536

/** Issues of an error, further ones are left out. */
export const MAX_ISSUES = 1000

const MAX_TEXT = 1000

export type Members = Record<string, unknown>

export const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text that says something, cut; `undefined` for any other value. */
export const readText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, MAX_TEXT) : undefined

/** A machine code in upper snake case. */
export const readCode = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(value) ? value : undefined
