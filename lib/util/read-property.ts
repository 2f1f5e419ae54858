const MAX_ITEMS = 64

/** One property of a foreign value, `undefined` where reading it throws. */
export function readProperty (value: unknown, name: string | symbol): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined
  try {
    return (value as Record<string | symbol, unknown>)[name]
  } catch {
    return undefined
  }
}

/** A property of a foreign value where it is a string, `''` where it is not. */
export function readText (value: unknown, name: string): string {
  const text = readProperty(value, name)
  return typeof text === 'string' ? text : ''
}

/** The first items of a foreign array; `undefined` of any other value, and of a Proxy that refuses to be read. */
export function readList (value: unknown, max = MAX_ITEMS): unknown[] | undefined {
  try {
    return Array.isArray(value) ? Array.from(value.slice(0, max)) : undefined
  } catch {
    return undefined
  }
}

/** Names of the own enumerable properties of a foreign value, none of a list of items or bytes, or where a Proxy refuses. */
export function readNames (value: unknown): string[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return []
  try {
    return Array.isArray(value) ? [] : Object.keys(value)
  } catch {
    return []
  }
}

/** Whether a foreign value is an object of no class: a literal. */
export function isPlainObject (value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  try {
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype === null || prototype === Object.prototype
  } catch {
    return false // a Proxy
  }
}
