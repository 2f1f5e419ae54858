const plain: Readonly<Record<string, string>> = {
  invalid_enum_value: 'must be one of the allowed values',
  invalid_literal: 'must be the allowed value',
  unrecognized_keys: 'is not a known property',
  too_small: 'is too small',
  too_big: 'is too big',
  invalid_string: 'is not in the expected form',
  not_multiple_of: 'is not a multiple of the allowed step',
  invalid_union: 'has none of the allowed forms'
}

/** The message of an issue whose own one quotes a value: made from the kind, and what is expected. */
export function plainMessage (kind: string, expected: string | undefined, received: unknown): string {
  if (kind !== 'invalid_type') return plain[kind] ?? 'is invalid'
  if (received === undefined) return 'is required'
  return expected === undefined ? 'is not of the expected type' : `must be ${expected}`
}

const MAX_QUOTED = 256 // UTF-16 code units of a value that are looked for

/**
 * Whether a message repeats a value of the client.
 *
 * A short one counts where it is in quotes, as validators write it: "a" stands in most sentences.
 */
export function isQuoted (message: string, value: unknown): boolean {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return false
  const text = String(value).slice(0, MAX_QUOTED)
  if (text === '') return false
  if (text.length > 3) return message.includes(text)
  return ['"', "'", '`'].some((quote) => message.includes(quote + text + quote))
}
