import type { BuiltInCode } from '../error/generated-names.js'
import type { MessageKey } from '../error/messages.js'
import type { IssueInput, CompleteLanguage, MessageText, TextInput } from '../error/language-texts.js'

/** A text with `{}` for a number, or one for each plural category that the language has. */
type Counted = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string })

interface LimitTemplates {
  /** Length of a text. */
  readonly characters: Counted
  /** Members of an array. */
  readonly items: Counted
  /** Members of an object. */
  readonly properties: Counted
  /** A number that may be the limit itself. */
  readonly value: string
  /** A number that may not. */
  readonly exclusive: string
  /** Without a limit that is known. */
  readonly plain: string
}

/** Texts of validation issues; `{}` stands for what the schema asks for. */
interface IssueTemplates {
  /** A value that is missing. */
  readonly missing: string
  readonly type: string
  /** Where the type that the schema asks for is not known. */
  readonly otherType: string
  /** One of several values. */
  readonly values: string
  /** The one value that is allowed. */
  readonly literal: string
  readonly unknownProperty: string
  readonly tooSmall: LimitTemplates
  readonly tooBig: LimitTemplates
  readonly format: string
  readonly pattern: string
  readonly multiple: string
  /** Without a divisor that is known. */
  readonly otherMultiple: string
  readonly union: string
  readonly custom: string
}

type ErrorTexts = Readonly<Record<BuiltInCode, readonly [title: string, message: MessageText]>>

/** Makes the texts of a language from its templates. */
export function buildLanguage (tag: string, errors: ErrorTexts, messages: Readonly<Record<MessageKey, string>>, issues: IssueTemplates): CompleteLanguage {
  const titled = Object.fromEntries(Object.entries(errors).map(([code, [title, message]]) => [code, { title, message }]))
  return {
    ...titled as Pick<CompleteLanguage, BuiltInCode>,
    ...messages,
    invalid_type: ({ expected, received }) => received === 'undefined' ? issues.missing : fill(issues.type, expected, issues.otherType),
    invalid_enum_value: issues.values,
    invalid_literal: issues.literal,
    unrecognized_keys: issues.unknownProperty,
    too_small: buildLimit(tag, issues.tooSmall),
    too_big: buildLimit(tag, issues.tooBig),
    invalid_string: ({ format }) => fill(issues.format, format, issues.pattern),
    not_multiple_of: ({ limit }) => fill(issues.multiple, limit, issues.otherMultiple),
    invalid_union: issues.union,
    custom: issues.custom
  }
}

/** A message that names the path of the first issue. */
export function withPath (template: string, plain: string): MessageText {
  return ({ path }: TextInput) => fill(template, path === '' ? undefined : path, plain)
}

/** A message that names the method of the request. */
export function withMethod (template: string, plain: string): MessageText {
  return ({ method }: TextInput) => fill(template, method === '' ? undefined : method, plain)
}

function buildLimit (tag: string, templates: LimitTemplates): (issue: IssueInput) => string {
  let plural: Intl.PluralRules | undefined
  return ({ limit, unit, exclusive }) => {
    if (unit === undefined || exclusive === true) return fill(exclusive === true ? templates.exclusive : templates.value, limit, templates.plain)
    const counted = templates[unit]
    if (typeof counted === 'string' || typeof limit !== 'number') return fill(typeof counted === 'string' ? counted : counted.other, limit, templates.plain)
    plural ??= new Intl.PluralRules(tag)
    return fill(counted[plural.select(limit)] ?? counted.other, limit, templates.plain)
  }
}

// A function, since a text with `$&` would be one that is replaced
function fill (template: string, value: string | number | undefined, plain: string): string {
  return value === undefined ? plain : template.replace('{}', () => String(value))
}
