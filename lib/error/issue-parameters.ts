/** Kinds of validation issues, as `kind` in a reply names them. */
export const issueKinds = [
  'invalid_type', 'invalid_enum_value', 'invalid_literal', 'unrecognized_keys', 'too_small', 'too_big', 'invalid_string',
  'not_multiple_of', 'invalid_union', 'custom'
] as const

/** Kind of a validation issue. */
export type IssueKind = typeof issueKinds[number]

/** Where in the request an issue was found; Fastify's own names for the parts. */
export type IssueLocation = 'body' | 'querystring' | 'params' | 'headers'

/** Parameters of the schema in a validation issue, for the kinds that have some. */
export interface IssueParameters {
  /** The limit of `too_small` and `too_big`, the divisor of `not_multiple_of`. */
  readonly limit?: number | string | undefined
  /** What a limit counts; `undefined` where it is compared with the value itself. */
  readonly unit?: 'characters' | 'items' | 'properties' | undefined
  /** Whether the limit itself is out of range. */
  readonly exclusive?: boolean | undefined
  /** Values that are allowed, at most 100. */
  readonly values?: readonly (string | number | boolean | null)[] | undefined
  /** Name of the format of `invalid_string`, such as `email`; `undefined` for a pattern. */
  readonly format?: string | undefined
}
