// Sizes in UTF-16 code units. A reply stays far below the buffer of a proxy.
export const MAX_TEXT = 4096
export const MAX_KEY = 256
export const MAX_VALUE = 32_768
export const MAX_MEMBERS = 256
const MAX_TOTAL = 65_536

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
 * through JSON, so that a `Date` becomes its ISO string. A value that JSON cannot represent (a cycle, a function, a
 * throwing getter) or that is longer than 32,768 characters becomes `null`. From the 257th member or 65,536 characters
 * on, a member `truncated` takes the place of the rest.
 */
export function toJsonMembers (members: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  let count = 0
  let room = MAX_TOTAL
  for (const key of Object.keys(members)) {
    if (isDropped(key)) continue
    const value = ++count > MAX_MEMBERS ? undefined : readJsonValue(members, key)
    room -= sizeOf(value)
    if (count > MAX_MEMBERS || room < 0) {
      copy['truncated'] = true
      break
    }
    copy[cutText(key, MAX_KEY)] = value
  }
  return copy
}

/** Whether a name means something to JavaScript, so that no member has it. */
export function isDropped (name: string): boolean {
  return DROPPED.has(name)
}

function sizeOf (value: unknown): number {
  if (typeof value === 'string') return value.length
  return typeof value === 'object' && value !== null ? JSON.stringify(value).length : 0
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
