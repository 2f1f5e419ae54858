// Sizes in UTF-16 code units. A reply stays far below what a proxy buffers, whatever it was made from.
export const MAX_TEXT = 4096
export const MAX_KEY = 256
export const MAX_VALUE = 32_768
const MAX_MEMBERS = 256

// Names that mean something to JavaScript and nothing to a client
const DROPPED = new Set(['__proto__', 'constructor', 'prototype', 'toJSON'])

/** Text of at most `max` code units; a cut one ends in an ellipsis. */
export function cutText (text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max - 1) + '…'
}

/**
 * A copy of the members of an object as plain JSON values, safe to hand to any serializer.
 *
 * Each member is read once. Strings, finite numbers, booleans and `null` stay as they are; everything else goes
 * through JSON, so that a `Date` becomes its ISO string. A value that JSON cannot tell (a cycle, a function, a
 * throwing getter) or that is longer than 32,768 characters becomes `null`.
 */
export function toJsonMembers (members: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  let count = 0
  for (const key of Object.keys(members)) {
    if (DROPPED.has(key)) continue
    if (++count > MAX_MEMBERS) break
    copy[cutText(key, MAX_KEY)] = readJsonValue(members, key)
  }
  return copy
}

function readJsonValue (members: Record<string, unknown>, key: string): unknown {
  try {
    return toJsonValue(members[key])
  } catch {
    return null
  }
}

/** One value as plain JSON, see {@link toJsonMembers}. */
export function toJsonValue (value: unknown): unknown {
  switch (typeof value) {
    case 'string': return cutText(value, MAX_VALUE)
    case 'boolean': return value
    case 'number': return Number.isFinite(value) ? value : null
    default: return value === null ? null : copyThroughJson(value)
  }
}

function copyThroughJson (value: unknown): unknown {
  try {
    const text = JSON.stringify(value, replaceBigInt)
    return text === undefined || text.length > MAX_VALUE ? null : JSON.parse(text)
  } catch {
    return null
  }
}

function replaceBigInt (_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
