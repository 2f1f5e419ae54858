import t from 'tap'
import { issueKind, kindOfMessage } from '../../lib/normalize/issue-kinds.js'
import { isQuoted, plainMessage } from '../../lib/normalize/issue-messages.js'

// Kind → what validators call it
const names: Record<string, string[]> = {
  invalid_type: ['invalid_type', 'type', 'required', 'invalid_date', 'base', 'integer', 'optionality', 'nullable', 'defined', 'typeError', 'domain', 'proto', 'safe_integer'],
  invalid_enum_value: ['invalid_enum_value', 'enum', 'invalid_value', 'only', 'picklist'],
  invalid_literal: ['invalid_literal', 'const', 'literal', 'unit'],
  unrecognized_keys: ['unrecognized_keys', 'additionalProperties', 'unevaluatedProperties', 'noUnknown', 'exact', 'unknown'],
  too_small: [
    'too_small', 'minLength', 'minItems', 'minProperties', 'minimum', 'min', 'min_value', 'exclusiveMinimum', 'empty', 'non_empty', 'greater', 'positive', 'gt_value', 'after'
  ],
  too_big: ['too_big', 'maxLength', 'maximum', 'max', 'max_value', 'exclusiveMaximum', 'less', 'negative', 'lt_value', 'before'],
  invalid_string: ['invalid_string', 'format', 'pattern', 'invalid_format', 'matches', 'regex', 'email', 'url', 'uuid', 'datetime', 'datetime_offset', 'datetime_precision'],
  not_multiple_of: ['not_multiple_of', 'multipleOf', 'multiple', 'multiple_of', 'divisor'],
  invalid_union: ['invalid_union', 'anyOf', 'oneOf', 'if', 'union', 'variant', 'match', 'types', 'invalid_union_discriminator'],
  custom: ['custom', 'not', 'uniqueItems', 'admin', 'toString', '']
}

t.test('what a validator calls a failure has one of the codes of the convention', async t => {
  for (const [kind, list] of Object.entries(names)) for (const name of list) t.equal(issueKind(name), kind, name)
})

// Message of TypeBox → kind
const messages: Record<string, string> = {
  'Expected required property': 'invalid_type',
  'Unexpected property': 'unrecognized_keys',
  'Expected union value': 'invalid_union',
  "Expected 'red'": 'invalid_literal',
  'Expected true': 'invalid_literal',
  'Expected -1.5': 'invalid_literal',
  'Expected string length greater or equal to 3': 'too_small',
  'Expected number to be greater than 3': 'too_small',
  'Expected object to have at least 1 properties': 'too_small',
  'Expected string length less or equal to 3': 'too_big',
  'Expected number to be less than 3': 'too_big',
  'Expected object to have no more than 1 properties': 'too_big',
  'Expected integer to be a multiple of 2': 'not_multiple_of',
  'Expected Date timestamp to be a multiple of 2': 'not_multiple_of',
  "Expected string to match '^a$'": 'invalid_string',
  'Expected number': 'invalid_type',
  'Expected array elements to be unique': 'custom',
  '': 'custom'
}

t.test('a message of TypeBox has the kind of its failure', async t => {
  for (const [message, kind] of Object.entries(messages)) t.equal(kindOfMessage(message), kind, message)
})

// Kind, what is expected, what was received → message
const plain: [kind: string, expected: string | undefined, received: unknown, message: string][] = [
  ['invalid_type', 'string', undefined, 'is required'],
  ['invalid_type', 'string', 7, 'must be string'],
  ['invalid_type', undefined, 7, 'is not of the expected type'],
  ['invalid_enum_value', undefined, undefined, 'must be one of the allowed values'],
  ['invalid_literal', undefined, undefined, 'must be the allowed value'],
  ['unrecognized_keys', undefined, undefined, 'is not a known property'],
  ['too_small', undefined, undefined, 'is too small'],
  ['too_big', undefined, undefined, 'is too big'],
  ['invalid_string', undefined, undefined, 'is not in the expected form'],
  ['not_multiple_of', undefined, undefined, 'is not a multiple of the allowed step'],
  ['invalid_union', undefined, undefined, 'has none of the allowed forms'],
  ['custom', undefined, undefined, 'is invalid']
]

t.test('a kind has a message that quotes nothing', async t => {
  for (const [kind, expected, received, message] of plain) t.equal(plainMessage(kind, expected, received), message)
})

t.test('a message quotes a value that it repeats, a short one where it is in quotes', async t => {
  const cases: [message: string, value: unknown, quoted: boolean][] = [
    ['received hunter2', 'hunter2', true],
    ['must be "a"', 'a', true],
    ["must be 'a'", 'a', true],
    ['must be `a`', 'a', true],
    ['a sentence', 'a', false],
    ['the key', 'key', false],
    ['the name', 'name', true],
    ['is 12345n', 12345n, true],
    ['is 12345', 12345, true],
    ['is true', true, false],
    ['x', '', false],
    ['is not ""', '', false],
    ['[object Object]', {}, false],
    ['x'.repeat(256), 'x'.repeat(300), true],
    ['x'.repeat(255), 'x'.repeat(300), false]
  ]
  for (const [message, value, quoted] of cases) t.equal(isQuoted(message, value), quoted, `${message.slice(0, 20)} ${String(value).slice(0, 20)}`)
})
