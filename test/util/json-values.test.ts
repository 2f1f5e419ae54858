import t from 'tap'
import { buildPointer } from '../../lib/util/json-pointer.js'
import { cutText, isDropped, toJsonMembers, toJsonValue } from '../../lib/util/json-values.js'
import { isPlainObject, readList, readNames, readProperty, readText } from '../../lib/util/read-property.js'

const text = (length: number) => 'x'.repeat(length)
const refuse = () => { throw new Error('trap') }
const hostile = new Proxy({}, { get: refuse, ownKeys: refuse, getPrototypeOf: refuse })
const hostileList = new Proxy([], { get: refuse })
const revoked = (() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()

t.test('a long text ends in an ellipsis, within its length', async t => {
  t.strictSame([cutText('abc', 4), cutText('abcd', 4), cutText('abcde', 4), cutText('', 0)], ['abc', 'abcd', 'abc…', ''])
})

t.test('one value as JSON', async t => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  const table: [value: unknown, expected: unknown][] = [
    ['a', 'a'], ['', ''], [true, true], [false, false], [0, 0], [1.5, 1.5], [NaN, null], [Infinity, null], [-Infinity, null], [null, null],
    [undefined, null], [5n, '5'], [Symbol('a'), null], [() => 'a', null], [cycle, null], [{ toJSON: refuse }, null], [{ toJSON: () => undefined }, null],
    [new Date(0), '1970-01-01T00:00:00.000Z'], [{ a: [1, { b: 5n }], c: undefined }, { a: [1, { b: '5' }] }],
    [text(32_768), text(32_768)], [text(32_769), `${text(32_767)}…`],
    [[text(32_764)], [text(32_764)]], [[text(32_765)], null]
  ]
  for (const [value, expected] of table) t.strictSame(toJsonValue(value), expected, String(expected).slice(0, 40))
})

t.test('members as JSON', async t => {
  t.strictSame(toJsonMembers({ a: 1, b: undefined, c: { d: [5n] }, get e () { return refuse() } }), { a: 1, b: null, c: { d: ['5'] }, e: null })
  t.strictSame(toJsonMembers(JSON.parse('{"__proto__":1,"constructor":2,"prototype":3,"toJSON":4,"a":5}')), { a: 5 })
  t.strictSame(['__proto__', 'constructor', 'prototype', 'toJSON', 'toString', 'a'].map(isDropped), [true, true, true, true, false, false])
  t.strictSame(Object.keys(toJsonMembers({ [text(256)]: 1, [`y${text(256)}`]: 2 })), [text(256), `y${text(254)}…`])
})

t.test('at most 256 members', async t => {
  const members = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, i]))
  for (const [count, expected] of [[255, 255], [256, 256], [257, 256], [300, 256]] as const) {
    const copy = toJsonMembers(members(count))
    t.equal(Object.keys(copy).filter((name) => name !== 'truncated').length, expected)
    t.equal(copy['truncated'], count > 256 ? true : undefined)
    t.equal(copy[`m${expected - 1}`], expected - 1, 'the last is whole')
  }
  t.equal('truncated' in toJsonMembers({ ...members(256), constructor: 1 } as never), false, 'those that are left out do not count')
})

t.test('at most 65,536 characters of texts and of JSON', async t => {
  const half = text(32_768)
  t.strictSame(toJsonMembers({ a: half, b: half, c: 5, d: null }), { a: half, b: half, c: 5, d: null })
  t.strictSame(toJsonMembers({ a: half, b: half, c: 'x', d: 1 }), { a: half, b: half, truncated: true })
  t.strictSame(toJsonMembers({ a: half, b: text(32_764), c: [12] }), { a: half, b: text(32_764), c: [12] })
  t.strictSame(toJsonMembers({ a: half, b: text(32_765), c: [12] }), { a: half, b: text(32_765), truncated: true })
})

t.test('a pointer from names', async t => {
  const table: [keys: string[], expected: string][] = [[[], ''], [['a', '0'], '/a/0'], [[''], '/'], [['a/b'], '/a~1b'], [['a~b'], '/a~0b'], [['~1', 'c/~d/'], '/~01/c~1~0d~1']]
  for (const [keys, expected] of table) t.equal(buildPointer(keys), expected)
})

t.test('a foreign value is read with care', async t => {
  const own = Object.assign(() => {}, { a: 'b' })
  const table: [value: unknown, property: unknown, text: string, names: string[], list: unknown, isPlain: boolean][] = [
    [{ a: 'b' }, 'b', 'b', ['a'], undefined, true],
    [{ a: 5 }, 5, '', ['a'], undefined, true],
    [{ a: '' }, '', '', ['a'], undefined, true],
    [Object.assign(Object.create(null), { a: 'b' }), 'b', 'b', ['a'], undefined, true],
    [Object.create({ a: 'b' }), 'b', 'b', [], undefined, false],
    [new Date(0), undefined, '', [], undefined, false],
    [own, 'b', 'b', [], undefined, false],
    [Object.setPrototypeOf(Object.assign(() => {}, { a: 'b' }), null), 'b', 'b', [], undefined, false],
    [[1, 2], undefined, '', [], [1, 2], false],
    [Buffer.from('a'), undefined, '', [], undefined, false],
    ['text', undefined, '', [], undefined, false],
    [null, undefined, '', [], undefined, false],
    [undefined, undefined, '', [], undefined, false],
    [hostile, undefined, '', [], undefined, false],
    [hostileList, undefined, '', [], undefined, false],
    [revoked, undefined, '', [], undefined, false]
  ]
  for (const [index, [value, property, own, names, list, isPlain]] of table.entries()) {
    t.strictSame([readProperty(value, 'a'), readText(value, 'a'), readNames(value), readList(value), isPlainObject(value)], [property, own, names, list, isPlain], `${index}`)
  }
  t.strictSame([63, 64, 65].map((length) => readList(Array(length).fill(1))?.length), [63, 64, 64])
  t.strictSame(readList([1, 2, 3], 2), [1, 2])
  t.strictSame([readProperty('text', 'length'), readProperty(() => {}, 'length'), readProperty([1], 'length')], [undefined, 0, 1], 'a text is no object')
})
