import { readProperty } from '../util/read-property.js'

/**
 * A thrown value as a record: each of its properties is read at most once, and guarded.
 *
 * Anything can be thrown: a getter may throw, or return another value the second time. What is sent and what is logged
 * come from this record; only mappers read the value itself.
 */
export class ThrownRecord {
  readonly value: unknown
  readonly name: unknown
  readonly message: unknown
  readonly code: unknown
  readonly statusCode: unknown
  #others: Map<string, unknown> | undefined

  constructor (value: unknown) {
    this.value = value
    this.name = readProperty(value, 'name')
    this.message = readProperty(value, 'message')
    this.code = readProperty(value, 'code')
    this.statusCode = readProperty(value, 'statusCode')
  }

  /** Any other property: most are needed for some errors only, and V8 makes the text of a stack when it is first read. */
  get (name: string): unknown {
    if (name === 'code') return this.code
    if (name === 'statusCode') return this.statusCode
    const others = this.#others ??= new Map()
    if (!others.has(name)) others.set(name, readProperty(this.value, name))
    return others.get(name)
  }
}

const MAX_CAUSES = 5

/** The causes of a thrown value, the nearest first, at most five. */
export function readCauses (record: ThrownRecord): ThrownRecord[] {
  const causes: ThrownRecord[] = []
  for (let cause = record.get('cause'); cause != null && causes.length < MAX_CAUSES;) {
    const next = new ThrownRecord(cause)
    causes.push(next)
    cause = next.get('cause')
  }
  return causes
}
