import { runInNewContext } from 'node:vm'
import t from 'tap'
import { errors } from '../../lib/index.js'
import { copyForLog } from '../../lib/send/log-copy.js'

const copy = (value: unknown, withStack = false) => copyForLog(value, withStack) as Error & Record<string, any>
const text = (length: number) => 'x'.repeat(length)
const isKept = (property: unknown) => 'property' in copy({ property })

t.test('a copy has at most', async t => {
  t.test('five causes', async t => {
    let thrown: Error = new Error('level 8')
    for (let level = 7; level >= 1; level--) thrown = new Error(`level ${level}`, { cause: thrown })
    const messages: string[] = []
    for (let link: any = copy(thrown); link !== undefined; link = link.cause) messages.push(link.message)
    t.strictSame(messages, [1, 2, 3, 4, 5, 6].map((level) => `level ${level}`))
  })

  t.test('ten errors of an AggregateError, and those of five levels', async t => {
    const list = (count: number) => copy(new AggregateError(Array.from({ length: count }, (_, i) => `${i}`)))['errors'].length
    t.strictSame([9, 10, 11].map(list), [9, 10, 10])
    let thrown: unknown = 'innermost'
    for (let level = 8; level >= 1; level--) thrown = new AggregateError([thrown], `level ${level}`)
    const messages: string[] = []
    for (let link: any = copy(thrown); link !== undefined; link = link.errors?.[0]) messages.push(link.message)
    t.strictSame(messages, [1, 2, 3, 4, 5, 6].map((level) => `level ${level}`))
    t.strictSame(Object.keys(copy(thrown)), ['message', 'stack'], 'which a logger does not find among its properties')
  })

  t.test('32 properties', async t => {
    const members = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, i]))
    const kept = (count: number) => Object.keys(copy(members(count))).filter((name) => name.startsWith('p')).length
    t.strictSame([31, 32, 33].map(kept), [31, 32, 32])
  })

  t.test('4096 characters of a text, 1024 of the JSON of a property', async t => {
    const long = text(4097)
    const cut = `${text(4095)}…`
    t.equal(copy(long), cut)
    t.match(copy({ message: long, property: long }), { message: cut, property: cut, stack: `Object: ${cut}` })
    t.equal(copy({ message: text(4096) }).message, text(4096))
    t.strictSame([1020, 1021].map((length) => isKept([text(length)])), [true, false])
    t.strictSame([511, 512].map((length) => isKept(Array(length).fill(1))), [true, false])
  })

  t.test('1024 characters and values of a property that are read, hidden ones too', async t => {
    // Besides the text: the object and the number
    t.strictSame([1022, 1023].map((length) => isKept({ password: text(length), a: 1 })), [true, false])
  })
})

t.test('properties that are logged, and those that are not', async t => {
  const table: [property: unknown, expected: unknown][] = [
    ['a', 'a'],
    ['', ''],
    [7, 7],
    [false, false],
    [null, undefined],
    [7n, undefined],
    [Symbol('a'), undefined],
    [() => 'a', undefined],
    [{ a: { b: [1, null, 'c'] } }, { a: { b: [1, null, 'c'] } }],
    [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    [[{ a: 1 }, new Map()], [{ a: 1 }, null]],
    [{ a: new Map(), b: new (class Own { c = 1 })(), d: 1 }, { d: 1 }],
    [{ when: new Date(0) }, { when: '1970-01-01T00:00:00.000Z' }],
    [new Date(0), undefined],
    [new Map(), undefined],
    [{ toJSON: () => undefined }, undefined],
    [{ get a () { throw new Error('get') } }, undefined]
  ]
  for (const [property, expected] of table) t.strictSame(copy({ property })['property'], expected)
  const secrets = ['authorization', 'Set-Cookie', 'credentials', 'password', 'PASSWD', 'clientSecret', 'sessionId', 'accessToken', 'apikey', 'api-key', 'x_api_key']
  const ofClient = ['request', 'response', 'req', 'res', 'config', 'socket', 'headers', 'options', 'body', 'data', '_original', 'originalValue', 'value', 'input', 'received', 'issues', 'inner', 'validation']
  for (const name of [...secrets, ...ofClient]) {
    t.notOk(name in copy({ [name]: 'hunter2' }), name)
    t.strictSame(copy({ property: { [name]: 'hunter2', a: 1 } })['property'], { a: 1 }, name)
  }
})

t.test('own properties do not replace the parts of an error', async t => {
  const thrown = JSON.parse('{"constructor":"Other","name":"Own","message":5,"stack":"own stack","cause":{"message":"cause"},"errors":["first"],"__proto__":{"polluted":true}}')
  const error = copy(thrown)
  t.strictSame([error.name, error.message, error.stack, (error.cause as Error).message, error['errors'], error['polluted']], ['Own', '', 'Own: ', 'cause', ['first'], undefined])
  t.ok(error instanceof Error)
  t.equal(error.constructor, undefined)
  t.equal(copy(thrown, true).stack, 'own stack')
  t.equal(copy({ message: 'a', stack: 5 }, true).stack, 'Object: a')
})

t.test('causes of any type', async t => {
  const causes: [cause: unknown, expected: unknown][] = [[undefined, undefined], [null, undefined], [0, '0'], ['text', 'text'], [false, 'false']]
  for (const [cause, expected] of causes) t.equal(copy({ cause }).cause, expected, String(cause))
})

t.test('the name of an error is that of its class', async t => {
  class TokenError extends Error {}
  const table: [value: unknown, expected: string][] = [
    [new TokenError('a'), 'TokenError'],
    [Object.assign(new TokenError('a'), { name: 'Other' }), 'TokenError'],
    [new (class extends Error { static override readonly name = '' })('a'), 'Error'],
    [{ name: 'Own' }, 'Own'],
    [{}, 'Object'],
    [{ name: 5 }, 'Object'],
    [Object.create(null), 'Object'],
    [Object.assign(Object.create(null), { name: 'Own' }), 'Own'],
    [{ constructor: { name: 5 }, name: 'Own' }, 'Own'],
    [{ name: '' }, ''],
    [function own () {}, 'Function'],
    [runInNewContext('new RangeError("a")'), 'RangeError']
  ]
  for (const [value, expected] of table) t.equal(copy(value).name, expected)
})

t.test('a value that is no object is its text', async t => {
  for (const [value, expected] of [['text', 'text'], [5, '5'], [null, 'null'], [undefined, 'undefined'], [Symbol('a'), 'Symbol(a)']]) t.equal(copy(value), expected)
})

t.test('of an error of this package, what may be redacted is left out', async t => {
  const reply = errors.conflict('Taken.', { code: 'TAKEN', detail: { a: 1 }, extensions: { b: 2 } })
  t.match(copy(reply), { message: 'Taken.', code: 'TAKEN', statusCode: 409 })
  t.strictSame(['detail', 'extensions'].map((name) => name in copy(reply)), [false, false])
  t.match(copy({ detail: 'of the database', extensions: { b: 2 } }), { detail: 'of the database', extensions: { b: 2 } })
})
