import type { IssueInput, TextInput } from '../../error/language-texts.js'
import type { FunctionRole } from '../../util/call-function.js'

/** A text of a language, with its role for the log if a function fails. */
export interface Text<Input> {
  readonly text: string | ((input: Input) => string)
  readonly role: FunctionRole<string | undefined>
  /** The language that it is written in. */
  readonly tag: string
}

/** A language of option `languages`. */
export interface Language {
  /** As the option has it, for `Content-Language`. */
  readonly tag: string
  /** Tag of the default language. */
  readonly fallbackTag: string
  /** Titles by code; for missing ones, those of the error. */
  readonly titles: ReadonlyMap<string, string>
  /** Messages by code, those of the language before those of the default language. */
  readonly messages: ReadonlyMap<string, readonly Text<TextInput>[]>
  /** Texts of issues by kind, in the same order. */
  readonly issues: ReadonlyMap<string, readonly Text<IssueInput>[]>
}
