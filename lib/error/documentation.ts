import { isErrorCode } from './error-code.js'
import { isText } from '../util/check-option.js'

/** When a client may send the request again: not as it is, after `Retry-After`, or after growing pauses. */
export type Retry = 'no' | 'after' | 'backoff'

/** Documentation of an error for the catalogue. */
export interface ErrorDocumentation<Detail = any> {
  /** What the error means and when it occurs, in a sentence or two. */
  description?: string | undefined
  /** What a client should do, in a sentence. */
  remedy?: string | undefined
  /**
   * When a client may send the request again.
   *
   * @default that of the built-in error of the same status
   */
  retry?: Retry | undefined
  /**
   * Details to show as examples, in OpenAPI documents too; the first is the one in short lists.
   *
   * @default one that is made from the schema of the detail
   */
  examples?: readonly Detail[] | undefined
  /** Version of the API that sent it first. */
  since?: string | undefined
  /** `true`, or a text that says what replaces it: the API will stop sending it. */
  deprecated?: boolean | string | undefined
  /**
   * `false` keeps the error out of the catalogue.
   *
   * @default true
   */
  public?: boolean | undefined
  /** Earlier codes of the error: their pages lead to this one. */
  aliases?: readonly string[] | undefined
}

/** Checks the documentation of a definition; `check` throws with the reason. */
export function checkDocumentation (options: ErrorDocumentation, check: (isFine: boolean, reason: string) => void): void {
  const { description, remedy, retry, examples, since, deprecated, public: isPublic, aliases } = options
  for (const [name, text] of Object.entries({ description, remedy, since })) {
    check(text === undefined || isText(text), `its ${name} should be a non-empty string`)
  }
  check(retry === undefined || ['no', 'after', 'backoff'].includes(retry), 'its retry should be no, after or backoff')
  check(examples === undefined || (Array.isArray(examples) && examples.every(isDetail)), 'its examples should be an array of details')
  check(deprecated === undefined || typeof deprecated === 'boolean' || isText(deprecated), 'its deprecated should be a boolean or a non-empty string')
  check(isPublic === undefined || typeof isPublic === 'boolean', 'its public should be a boolean')
  check(aliases === undefined || (Array.isArray(aliases) && aliases.every(isErrorCode)), 'its aliases should be an array of codes')
}

/** The members of a definition that the catalogue reads. */
export function readDocumentation ({ description, remedy, retry, examples, since, deprecated, public: isPublic, aliases }: ErrorDocumentation): ErrorDocumentation {
  return { description, remedy, retry, examples, since, deprecated, public: isPublic, aliases }
}

function isDetail (value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
