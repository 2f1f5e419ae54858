const REDACTED = '[redacted]'

/**
 * The detail without the values that option `redact` names, the same object when it has no such member.
 *
 * A name stands for the member at that dotted path, whatever is below it, in each element of an array on the way, and
 * for both values of a conflict in that field.
 */
export function redactDetail (detail: Record<string, unknown>, redact: readonly string[]): Record<string, unknown> {
  let result = detail
  const field = detail['conflictField']
  if (typeof field === 'string' && redact.some((path) => field === path || field.startsWith(`${path}.`))) {
    result = { ...detail, originalValue: REDACTED, newValue: REDACTED }
  }
  for (const path of redact) result = redactPath(result, path.split('.'), 0) as Record<string, unknown>
  return result
}

function redactPath (value: unknown, keys: readonly string[], depth: number): unknown {
  if (depth === keys.length) return REDACTED
  if (Array.isArray(value)) return redactItems(value, keys, depth)
  if (typeof value !== 'object' || value === null) return value
  let result = value as Record<string, unknown>
  // A member may have dots in its name
  for (let end = depth + 1; end <= keys.length; end++) {
    const name = keys.slice(depth, end).join('.')
    if (!Object.hasOwn(result, name)) continue
    const redacted = redactPath(result[name], keys, end)
    if (redacted !== result[name]) result = { ...result, [name]: redacted }
  }
  return result
}

function redactItems (items: readonly unknown[], keys: readonly string[], depth: number): readonly unknown[] {
  const redacted = items.map((item, index) => redactPath(item, keys, String(index) === keys[depth] ? depth + 1 : depth))
  return redacted.some((item, index) => item !== items[index]) ? redacted : items
}
