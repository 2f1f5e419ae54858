import type { BuiltInCode } from './generated-names.js'
import type { IssueKind, IssueParameters } from './issue-parameters.js'
import type { MessageKey } from './messages.js'

/** Parts of the text of a validation issue; never the value that the client sent. */
export interface IssueInput extends IssueParameters {
  /** Dotted path, `''` for the body, querystring, params or headers as a whole. */
  readonly path: string
  /** Last name of the path. */
  readonly field: string
  /** For `invalid_type`, the type that the schema asks for. */
  readonly expected: string | undefined
  /** For `invalid_type`, the type that was received; `'undefined'` for a missing value. */
  readonly received: string | undefined
}

/** Text of a kind of validation issue. */
export type IssueText = string | ((issue: IssueInput) => string)

/** Parts of the message of an error. */
export interface TextInput<Detail = any> {
  readonly detail: Detail
  readonly statusCode: number
  /** Parameters of the path, `{}` where no route was found. */
  readonly params: Readonly<Record<string, any>>
  /** Dotted path of the first validation issue, `''` without one. */
  readonly path: string
  /** Method of the request, `''` without one. */
  readonly method: string
}

/** A message, or a synchronous function that returns it; at most 4096 characters. */
export type MessageText<Detail = any> = string | ((input: TextInput<Detail>) => string)

/** Texts of an error: its message, or both of its texts. */
export type ErrorText<Detail = any> = MessageText<Detail> | {
  readonly title?: string | undefined
  readonly message?: MessageText<Detail> | undefined
}

/**
 * Texts of a language: by code of an error, by kind of a validation issue, and by key of a more precise message.
 *
 * Missing texts are sent in the default language.
 */
export type LanguageTexts =
  & { readonly [Code in BuiltInCode]?: ErrorText<Record<string, any> | undefined> | undefined }
  & { readonly [Kind in IssueKind]?: IssueText | undefined }
  & { readonly [Key in MessageKey]?: MessageText | undefined }
  & { readonly [code: Uppercase<string>]: ErrorText | undefined }

/** Texts of a language for all built-in errors, all kinds of issues and all keys of messages. */
export type CompleteLanguage =
  & { readonly [Code in BuiltInCode]: { readonly title: string, readonly message: MessageText } }
  & { readonly [Kind in IssueKind]: IssueText }
  & { readonly [Key in MessageKey]: MessageText }
