import { isHeaderText } from '../http/header-values.js'
import { checkBoolean, checkFunction, checkNames, invalid, isObject } from '../util/check-option.js'
import { resolveFormats, type Formats } from './registry.js'
import type { ErrorPages } from '../error/error-pages.js'
import type { FormatName } from './built-in/index.js'
import type { FormatDefinition } from './define-format.js'
import type { DescriptionSettings, ProblemSettings } from './format.js'

/** Options of the wire formats. */
export interface FormatOptions {
  /**
   * Default format of the context.
   *
   * @default 'envelope'
   * @see [Formats](formats.md)
   */
  format?: FormatName | FormatDefinition | undefined
  /**
   * Further formats that a client may select with `Accept` in this context, each with its own media type. With `[]`,
   * `Accept` is not read.
   *
   * @default ['problem']
   */
  negotiate?: readonly (FormatName | FormatDefinition)[] | undefined
  /**
   * Reason phrases by status, in place of those that IANA registers: `{ 413: 'Payload Too Large' }`. They are the
   * titles in the body, not translations of messages.
   *
   * @default {}
   */
  phrases?: Readonly<Record<number, string>> | undefined
  /** Settings of the `problem` format. */
  problem?: ProblemSettings | undefined
  /** Settings of the `description` format. */
  description?: DescriptionSettings | undefined
}

/** {@link FormatOptions}, resolved. */
export interface ResolvedFormats {
  readonly formats: Formats
  /** Pages of the errors, which a catalogue fills in. */
  readonly pages: ErrorPages
  /** The phrase of a status in option `phrases`; `undefined` where the option does not have it. */
  phrase (statusCode: number): string | undefined
}

export const formatDefaults = {
  format: 'envelope',
  negotiate: ['problem'],
  phrases: {},
  problem: {},
  description: {}
} as const

/**
 * @throws FST_ERR_REPLIES_INVALID_OPTION
 * @throws FST_ERR_REPLIES_UNKNOWN_OPTION
 * @throws FST_ERR_REPLIES_INVALID_FORMAT
 */
export function resolveFormatOptions (options: FormatOptions): ResolvedFormats {
  const { format, negotiate, phrases, problem, description } = { ...formatDefaults, ...options } as Required<FormatOptions>
  const pages: ErrorPages = { uris: undefined, isLinked: false }
  const phrase = resolvePhrases(phrases as NonNullable<typeof phrases>)
  return {
    pages,
    phrase,
    formats: resolveFormats(format as NonNullable<typeof format>, negotiate as NonNullable<typeof negotiate>, {
      phrase,
      problem: resolveProblem(problem as ProblemSettings),
      description: resolveDescription(description as DescriptionSettings),
      pages
    }, options.negotiate === undefined)
  }
}

function resolvePhrases (phrases: Readonly<Record<number, string>>) {
  if (!isObject(phrases)) invalid('phrases', 'phrases by status', phrases)
  for (const [status, phrase] of Object.entries(phrases)) {
    if (!/^[45]\d\d$/.test(status)) invalid('phrases', 'phrases by a status from 400 to 599', status)
    if (!isHeaderText(phrase)) invalid(`phrases.${status}`, 'a short text', phrase)
  }
  return (statusCode: number) => phrases[statusCode]
}

function resolveProblem (problem: ProblemSettings): ProblemSettings {
  checkNames('problem', problem, ['status', 'type', 'instance'])
  const { status, type, instance } = problem
  if (status !== undefined) checkBoolean('problem.status', status)
  // A relative reference would mean another problem under every path (RFC 9457 section 3.1.1)
  if (type !== undefined && !(typeof type === 'string' && (type.startsWith('/') || URL.canParse(type)))) {
    checkFunction('problem.type', 'an absolute URI, a full path or a synchronous function', type)
  }
  if (instance !== undefined && typeof instance !== 'boolean') checkFunction('problem.instance', 'a boolean or a synchronous function', instance)
  return problem
}

function resolveDescription (description: DescriptionSettings): DescriptionSettings {
  checkNames('description', description, ['message'])
  const { message } = description
  const styles = ['status-and-phrase', 'status', 'phrase']
  if (message !== undefined && !styles.includes(message)) invalid('description.message', `one of ${styles.join(', ')}`, message)
  return description
}
