import t from 'tap'
import { readParameters } from '../../lib/normalize/issue-parameters.js'

const parameters: [kind: string, keyword: string, params: unknown, expected: object | undefined][] = [
  // Ajv
  ['too_small', 'minLength', { limit: 3 }, { limit: 3, unit: 'characters', exclusive: false }],
  ['too_big', 'maxItems', { limit: 3 }, { limit: 3, unit: 'items', exclusive: false }],
  ['too_big', 'maxProperties', { limit: 3 }, { limit: 3, unit: 'properties', exclusive: false }],
  ['too_small', 'exclusiveMinimum', { comparison: '>', limit: 3 }, { limit: 3, unit: undefined, exclusive: true }],
  ['too_small', 'minContains', { minContains: 1 }, { limit: undefined, unit: undefined, exclusive: false }],
  ['not_multiple_of', 'multipleOf', { multipleOf: 5 }, { limit: 5 }],
  ['invalid_string', 'format', { format: 'email' }, { format: 'email' }],
  ['invalid_string', 'pattern', { pattern: '^a$' }, { format: undefined }],
  ['invalid_enum_value', 'enum', { allowedValues: ['a', 1, null, {}, undefined] }, { values: ['a', 1, null] }],
  ['invalid_literal', 'const', { allowedValue: false }, { values: [false] }],
  ['invalid_type', 'type', { type: 'string' }, undefined],
  // zod 4 and 3
  ['too_small', 'too_small', { origin: 'string', minimum: 3, inclusive: true }, { limit: 3, unit: 'characters', exclusive: false }],
  ['too_big', 'too_big', { type: 'set', maximum: 3, inclusive: true }, { limit: 3, unit: 'items', exclusive: false }],
  ['too_big', 'too_big', { origin: 'number', maximum: 3, inclusive: false }, { limit: 3, unit: undefined, exclusive: true }],
  ['too_small', 'too_small', { origin: 'bigint', minimum: 5n }, { limit: '5', unit: undefined, exclusive: false }],
  ['too_small', 'too_small', { origin: 'date', minimum: new Date(0) }, { limit: '1970-01-01T00:00:00.000Z', unit: undefined, exclusive: false }],
  ['too_small', 'too_small', { origin: 'date', minimum: new Date(NaN) }, { limit: undefined, unit: undefined, exclusive: false }],
  ['not_multiple_of', 'not_multiple_of', { divisor: 5 }, { limit: 5 }],
  ['invalid_string', 'invalid_string', { validation: 'url' }, { format: 'url' }],
  ['invalid_string', 'invalid_string', { validation: { includes: 'a' } }, { format: undefined }],
  ['invalid_enum_value', 'invalid_value', { values: ['a', 'b'] }, { values: ['a', 'b'] }],
  ['invalid_enum_value', 'invalid_enum_value', { options: ['a', 'b'], received: 'secret' }, { values: ['a', 'b'] }],
  // Joi
  ['too_small', 'min', { limit: 3, value: 'secret' }, { limit: 3, unit: 'characters', exclusive: false }],
  ['too_big', 'max', { limit: 1, value: [1, 2] }, { limit: 1, unit: 'items', exclusive: false }],
  ['too_small', 'greater', { limit: 5, value: 1 }, { limit: 5, unit: undefined, exclusive: true }],
  ['not_multiple_of', 'multiple', { multiple: 2, value: 3 }, { limit: 2 }],
  ['invalid_enum_value', 'only', { valids: ['a', 'b'], value: 'secret' }, { values: ['a', 'b'] }],
  ['invalid_string', 'email', { value: 'secret', invalids: ['secret'] }, { format: 'email' }],
  // Yup
  ['too_small', 'min', { more: 5, value: 1 }, { limit: 5, unit: undefined, exclusive: true }],
  ['too_big', 'max', { less: 5, value: 9 }, { limit: 5, unit: undefined, exclusive: true }],
  ['invalid_enum_value', 'oneOf', { values: 'a, b', resolved: ['a', 'b'], value: 'secret' }, { values: ['a', 'b'] }],
  // valibot
  ['too_small', 'min_length', { requirement: 3, input: 'a' }, { limit: 3, unit: 'characters', exclusive: false }],
  ['too_small', 'min_value', { requirement: 3, input: 'a' }, { limit: 3, unit: undefined, exclusive: false }],
  ['too_small', 'gt_value', { requirement: 3, input: 1 }, { limit: 3, unit: undefined, exclusive: true }],
  // ArkType
  ['too_big', 'maxLength', { rule: 1, data: ['a', 'b'] }, { limit: 1, unit: 'items', exclusive: false }],
  ['too_small', 'min', { rule: 5, exclusive: true, data: 1 }, { limit: 5, unit: undefined, exclusive: true }],
  ['not_multiple_of', 'divisor', { rule: 2, data: 3 }, { limit: 2 }],
  // Anything else
  ['too_small', 'minimum', undefined, { limit: undefined, unit: undefined, exclusive: false }],
  ['too_small', 'constructor', { origin: 'constructor', limit: {} }, { limit: undefined, unit: undefined, exclusive: false }],
  ['invalid_enum_value', 'enum', { get allowedValues () { throw new Error('No.') } }, { values: undefined }]
]

t.test('readParameters', async t => {
  for (const [kind, keyword, params, expected] of parameters) t.strictSame(readParameters(kind, keyword, params), expected, `${kind} ${keyword}`)

  t.test('knows what a keyword, or the kind of a value, counts', async t => {
    const units = {
      characters: ['minLength', 'maxLength', 'string'], items: ['minItems', 'maxItems', 'array', 'set', 'map'], properties: ['minProperties', 'maxProperties', 'object']
    }
    for (const [unit, names] of Object.entries(units)) {
      for (const name of names) {
        t.match(readParameters('too_small', name, { limit: 3 }), { unit }, name)
        for (const member of ['origin', 'type']) t.match(readParameters('too_big', 'too_big', { [member]: name, maximum: 3 }), { unit }, `${member} ${name}`)
      }
    }
    for (const keyword of ['min', 'max', 'length', 'minLength', 'maxLength', 'min_length', 'max_length']) {
      for (const member of ['value', 'input', 'data']) {
        t.match(readParameters('too_big', keyword, { [member]: 'abc' }), { unit: 'characters' }, `${keyword} ${member}`)
        t.match(readParameters('too_big', keyword, { [member]: [1] }), { unit: 'items' }, `${keyword} ${member}`)
      }
    }
    t.match(readParameters('too_big', 'max', { value: 3 }), { unit: undefined })
    t.match(readParameters('too_big', 'max_value', { value: 'abc' }), { unit: undefined })
  })

  t.test('knows which limits are exclusive', async t => {
    for (const keyword of ['exclusiveMinimum', 'exclusiveMaximum', 'greater', 'less', 'gt_value', 'lt_value']) t.match(readParameters('too_small', keyword, {}), { exclusive: true }, keyword)
    const params: [kind: string, params: object, exclusive: boolean][] = [
      ['too_small', { inclusive: false }, true], ['too_small', { inclusive: true }, false], ['too_small', { exclusive: true }, true], ['too_small', { exclusive: false }, false],
      ['too_small', { more: 1 }, true], ['too_small', { less: 1 }, false], ['too_big', { less: 1 }, true], ['too_big', { more: 1 }, false], ['too_big', { less: '1' }, false]
    ]
    for (const [kind, value, exclusive] of params) t.match(readParameters(kind, 'min', value), { exclusive }, `${kind} ${JSON.stringify(value)}`)
  })

  t.test('reads a limit, a divisor, a format and values under each of their names', async t => {
    const names: [kind: string, member: string, names: string[], value: unknown, read?: unknown][] = [
      ['too_small', 'limit', ['limit', 'minimum', 'min', 'more', 'requirement', 'rule'], 3],
      ['too_big', 'limit', ['limit', 'maximum', 'max', 'less', 'requirement', 'rule'], 3],
      ['not_multiple_of', 'limit', ['multipleOf', 'divisor', 'multiple', 'requirement', 'rule'], 3],
      ['invalid_string', 'format', ['format', 'validation'], 'date'],
      ['invalid_enum_value', 'values', ['allowedValues', 'resolved', 'valids', 'values', 'options', 'allowedValue'], ['a', true], ['a', true]],
      ['invalid_literal', 'values', ['allowedValues', 'allowedValue'], 'a', ['a']]
    ]
    for (const [kind, member, list, value, read = value] of names) {
      for (const name of list) t.match(readParameters(kind, 'own', { [name]: value }), { [member]: read }, `${kind} ${name}`)
      t.match(readParameters(kind, 'own', {}), { [member]: undefined }, kind)
    }
    t.match(readParameters('too_small', 'own', { maximum: 3 }), { limit: undefined })
    t.match(readParameters('too_big', 'own', { minimum: 3 }), { limit: undefined })
    for (const format of ['email', 'url', 'uuid']) t.match(readParameters('invalid_string', format, {}), { format })
    t.match(readParameters('invalid_string', 'regex', {}), { format: undefined })
  })

  t.test('keeps its bounds', async t => {
    const { values } = readParameters('invalid_enum_value', 'enum', { allowedValues: Array.from({ length: 500 }, () => 'x'.repeat(5000)) }) as { values: string[] }
    t.equal(values.length, 100)
    t.ok(values.every((value) => value.length === 256))
    t.match(readParameters('invalid_string', 'format', { format: 'x'.repeat(300) }), { format: /^x{255}…$/ })
    t.match(readParameters('too_small', 'min', { min: 10n ** 300n }), { limit: /^10{254}…$/ })
  })
})
