import { types } from 'node:util'
import { MAX_TEXT } from './json-values.js'
import { FST_ERR_REPLIES_INVALID_OPTION, FST_ERR_REPLIES_UNKNOWN_OPTION } from './boot-errors.js'

/**
 * Checks that an object has no other members than those named.
 *
 * @throws FST_ERR_REPLIES_INVALID_OPTION when it is not an object
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 */
export function checkNames (option: string, value: unknown, names: readonly string[], silent: readonly string[] = []): void {
  if (!isObject(value)) invalid(option === '' ? 'the' : option, 'an object', value)
  const prefix = option === '' ? '' : `${option}.`
  for (const name of Object.keys(value)) {
    if (!names.includes(name) && !silent.includes(name)) {
      throw FST_ERR_REPLIES_UNKNOWN_OPTION(`${prefix}${name}`, names.map((known) => `${prefix}${known}`).join(', '))
    }
  }
}

/** @throws FST_ERR_REPLIES_INVALID_OPTION */
export function checkBoolean (name: string, value: unknown): void {
  if (typeof value !== 'boolean') invalid(name, 'a boolean', value)
}

/**
 * Checks a function of the application, which has to be synchronous.
 *
 * @throws FST_ERR_REPLIES_INVALID_OPTION for any other value, and for an async function as far as it can be recognized
 */
export function checkFunction (name: string, expected: string, value: unknown): void {
  if (!isSynchronous(value)) invalid(name, expected, value)
}

/** Whether a value is a function, and not an async one as far as it can be recognized. */
export function isSynchronous (value: unknown): value is Function {
  return typeof value === 'function' && !types.isAsyncFunction(value)
}

/** @throws FST_ERR_REPLIES_INVALID_OPTION */
export function checkList (name: string, expected: string, value: unknown, isMember: (item: unknown) => boolean = () => true): void {
  if (!Array.isArray(value) || !value.every(isMember)) invalid(name, expected, value)
}

export function isIntegerBetween (value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max
}

export function isObject (value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value is a non-empty string within the length of a message. */
export function isText (value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_TEXT
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The members that have a value: an option that is `undefined` is not set. */
export function withoutUndefined<T extends object> (options: T): Defined<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Defined<T>
}

/** The value of an option, short enough for a message. */
export function describeOption (value: unknown): string {
  if (typeof value === 'function') return `${types.isAsyncFunction(value) ? 'async function' : 'function'} ${value.name}`.trim()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** @throws FST_ERR_REPLIES_INVALID_OPTION */
export function invalid (name: string, expected: string, actual: unknown): never {
  throw FST_ERR_REPLIES_INVALID_OPTION(name, expected, describeOption(actual))
}
