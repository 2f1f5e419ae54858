const REDACTED = '[redacted]'

/**
 * The detail without the values that option `redact` names, the same object when it has none of them.
 *
 * A name stands for the member at that dotted path, whatever is below it, and both values of a conflict in that field.
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
  const key = keys[depth]
  if (key === undefined) return REDACTED
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value
  const member = (value as Record<string, unknown>)[key]
  const redacted = redactPath(member, keys, depth + 1)
  if (redacted === member) return value
  return Array.isArray(value)
    ? value.with(Number(key), redacted)
    : { ...value, [key]: redacted }
}
