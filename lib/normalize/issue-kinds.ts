// What validators call a failure → machine code of the issue: keywords of JSON Schema, the codes of zod, Joi and ArkType,
// the types of Yup and valibot. `min*` and `max*` are read off their prefix.
const kinds: Readonly<Record<string, string>> = {
  type: 'invalid_type',
  required: 'invalid_type',
  invalid_date: 'invalid_type',
  base: 'invalid_type',
  integer: 'invalid_type',
  optionality: 'invalid_type',
  nullable: 'invalid_type',
  defined: 'invalid_type',
  typeError: 'invalid_type',
  domain: 'invalid_type',
  proto: 'invalid_type',
  safe_integer: 'invalid_type',
  enum: 'invalid_enum_value',
  invalid_value: 'invalid_enum_value',
  only: 'invalid_enum_value',
  picklist: 'invalid_enum_value',
  const: 'invalid_literal',
  literal: 'invalid_literal',
  unit: 'invalid_literal',
  additionalProperties: 'unrecognized_keys',
  unevaluatedProperties: 'unrecognized_keys',
  noUnknown: 'unrecognized_keys',
  exact: 'unrecognized_keys',
  unknown: 'unrecognized_keys',
  exclusiveMinimum: 'too_small',
  empty: 'too_small',
  non_empty: 'too_small',
  greater: 'too_small',
  positive: 'too_small',
  gt_value: 'too_small',
  after: 'too_small',
  exclusiveMaximum: 'too_big',
  less: 'too_big',
  negative: 'too_big',
  lt_value: 'too_big',
  before: 'too_big',
  format: 'invalid_string',
  pattern: 'invalid_string',
  invalid_format: 'invalid_string',
  matches: 'invalid_string',
  regex: 'invalid_string',
  email: 'invalid_string',
  url: 'invalid_string',
  uuid: 'invalid_string',
  datetime: 'invalid_string',
  datetime_offset: 'invalid_string',
  datetime_precision: 'invalid_string',
  multipleOf: 'not_multiple_of',
  multiple: 'not_multiple_of',
  multiple_of: 'not_multiple_of',
  divisor: 'not_multiple_of',
  anyOf: 'invalid_union',
  oneOf: 'invalid_union',
  if: 'invalid_union',
  union: 'invalid_union',
  variant: 'invalid_union',
  match: 'invalid_union',
  types: 'invalid_union',
  invalid_union_discriminator: 'invalid_union'
}
const knownKinds = new Set(Object.values(kinds))

/** Machine code of an issue, from what its validator calls it; a validator that has these codes itself, as zod does, keeps them. */
export function issueKind (keyword: string): string {
  if (Object.hasOwn(kinds, keyword)) return kinds[keyword] as string
  if (knownKinds.has(keyword)) return keyword
  return keyword.startsWith('min') ? 'too_small' : keyword.startsWith('max') ? 'too_big' : 'custom'
}

// The compiler of @fastify/type-provider-typebox 5 passes on the messages of TypeBox only
const typeboxMessages: readonly (readonly [RegExp, string])[] = [
  [/^Expected required property$/, 'invalid_type'],
  [/^Unexpected property$/, 'unrecognized_keys'],
  [/^Expected union value$/, 'invalid_union'],
  [/^Expected '|^Expected (?:true|false|-?\d[\d.]*)$/, 'invalid_literal'],
  [/greater (?:or equal|than)|at least/, 'too_small'],
  [/less (?:or equal|than)|no more than/, 'too_big'],
  [/^Expected \w+(?: timestamp)? to be a multiple of/, 'not_multiple_of'],
  [/^Expected string to match/, 'invalid_string'],
  [/^Expected \w+$/, 'invalid_type']
]

/** Machine code of an issue that has a message of TypeBox alone. */
export function kindOfMessage (message: string): string {
  return typeboxMessages.find(([pattern]) => pattern.test(message))?.[1] ?? 'custom'
}
