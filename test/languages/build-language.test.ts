import t from 'tap'
import { buildLanguage, withMethod, withPath } from '../../lib/languages/build-language.js'
import { fill, loadDocumentTexts } from '../../lib/languages/documents/index.js'

const limit = (name: string) => ({
  characters: { one: `${name} {} character`, few: `${name} {} few characters`, other: `${name} {} characters` },
  items: `${name} {} items`,
  properties: { other: `${name} {} properties` },
  value: `${name} {}`,
  exclusive: `${name} exclusive {}`,
  plain: `${name} plain`
})
const texts = buildLanguage('pl', { CONFLICT: ['a title', 'a message'], GONE: ['gone', () => 'made'] } as never, { duplicate_entry: 'duplicate' } as never, {
  missing: 'missing',
  type: 'type {}',
  otherType: 'other type',
  values: 'values',
  literal: 'literal',
  unknownProperty: 'unknown',
  tooSmall: limit('small'),
  tooBig: limit('big'),
  format: 'format {}',
  pattern: 'pattern',
  multiple: 'multiple {}',
  otherMultiple: 'other multiple',
  union: 'union',
  custom: 'custom'
}) as Record<string, any>

t.test('titles, messages and the texts of issues', async t => {
  t.strictSame(texts['CONFLICT'], { title: 'a title', message: 'a message' })
  t.equal(texts['GONE'].message(), 'made')
  t.strictSame(['duplicate_entry', 'invalid_enum_value', 'invalid_literal', 'unrecognized_keys', 'invalid_union', 'custom'].map((name) => texts[name]),
    ['duplicate', 'values', 'literal', 'unknown', 'union', 'custom'])
  const table: [kind: string, issue: object, expected: string][] = [
    ['invalid_type', { expected: 'string', received: 'undefined' }, 'missing'],
    ['invalid_type', { expected: 'string', received: 'number' }, 'type string'],
    ['invalid_type', { expected: undefined, received: 'number' }, 'other type'],
    ['invalid_string', { format: 'email' }, 'format email'],
    ['invalid_string', { format: undefined }, 'pattern'],
    ['not_multiple_of', { limit: 5 }, 'multiple 5'],
    ['not_multiple_of', { limit: 0 }, 'multiple 0'],
    ['not_multiple_of', { limit: undefined }, 'other multiple']
  ]
  for (const [kind, name] of [['too_small', 'small'], ['too_big', 'big']] as const) {
    table.push(
      [kind, { limit: 5, unit: undefined, exclusive: false }, `${name} 5`],
      [kind, { limit: 5, unit: undefined, exclusive: true }, `${name} exclusive 5`],
      [kind, { limit: 5, unit: 'items', exclusive: true }, `${name} exclusive 5`],
      [kind, { limit: undefined, unit: undefined, exclusive: true }, `${name} plain`],
      [kind, { limit: undefined, unit: undefined, exclusive: undefined }, `${name} plain`],
      [kind, { limit: 1, unit: 'items', exclusive: false }, `${name} 1 items`],
      [kind, { limit: undefined, unit: 'items' }, `${name} plain`],
      [kind, { limit: 1, unit: 'characters' }, `${name} 1 character`],
      [kind, { limit: 2, unit: 'characters' }, `${name} 2 few characters`],
      [kind, { limit: 5, unit: 'characters' }, `${name} 5 characters`],
      [kind, { limit: 22, unit: 'characters' }, `${name} 22 few characters`],
      [kind, { limit: '1', unit: 'characters' }, `${name} 1 characters`],
      [kind, { limit: undefined, unit: 'characters' }, `${name} plain`],
      [kind, { limit: 1, unit: 'properties' }, `${name} 1 properties`]
    )
  }
  for (const [kind, issue, expected] of table) t.equal(texts[kind](issue), expected, `${kind} ${JSON.stringify(issue)}`)
  t.equal(texts['invalid_string']({ format: '$&' }), 'format $&')
})

t.test('messages that name the path or the method', async t => {
  const input = (parts: object) => ({ path: '', method: '', ...parts }) as never
  const path = withPath('wrong: {}', 'wrong') as Function
  const method = withMethod('no {}', 'not allowed') as Function
  t.strictSame([path(input({ path: 'a.b' })), path(input({ method: 'GET' }))], ['wrong: a.b', 'wrong'])
  t.strictSame([method(input({ method: 'GET' })), method(input({ path: 'a.b' }))], ['no GET', 'not allowed'])
})

t.test('texts of documents by tag', async t => {
  const tags: [tag: string, primary: string][] = ['de', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'zh'].flatMap((tag) => [[tag, tag], [`${tag.toUpperCase()}-XX`, tag]])
  for (const [tag, primary] of [...tags, ['en', 'en'], ['sv', 'en'], ['toString', 'en']] as const) {
    const module = await import(`../../lib/languages/documents/${primary}.js`)
    t.equal(await loadDocumentTexts(tag), module[primary], tag)
  }
  t.strictSame([fill('{} of {}', 5), fill('a {}', '$&'), fill('a', 1)], ['5 of {}', 'a $&', 'a'])
})
