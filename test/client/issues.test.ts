import t from 'tap'
import { readIssues } from '../../lib/client/issues.js'

const plain = (issues: unknown) => JSON.parse(JSON.stringify(readIssues(issues)))
const texts = (count: number) => Array.from({ length: count }, (_, i) => `${i}`)

t.test('one issue', t => {
  const table: [issue: object, expected: object][] = [
    [{}, { in: 'body', path: '', keys: [], message: 'is invalid' }],
    [{ in: 'querystring', path: 'a.0', message: 'm', kind: 'k' }, { in: 'querystring', path: 'a.0', keys: ['a', '0'], message: 'm', kind: 'k' }],
    // Texts and kinds, the most specific first
    [{ detail: 'd', message: 'm', title: 't' }, { in: 'body', path: '', keys: [], message: 'd', kind: 't' }],
    [{ message: 'm', title: 't', code: 'c' }, { in: 'body', path: '', keys: [], message: 'm', kind: 'c' }],
    [{ title: 't', code: 'c', kind: 'k' }, { in: 'body', path: '', keys: [], message: 't', kind: 'k' }],
    // Places
    [{ path: 'a.b', pointer: '/c' }, { in: 'body', path: 'a.b', keys: ['a', 'b'], message: 'is invalid' }],
    [{ pointer: '/a/b', parameter: 'c' }, { in: 'querystring', path: 'a.b', keys: ['a', 'b'], message: 'is invalid' }],
    [{ parameter: 'c', header: 'd' }, { in: 'headers', path: 'c', keys: ['c'], message: 'is invalid' }],
    [{ header: 'd' }, { in: 'headers', path: 'd', keys: ['d'], message: 'is invalid' }],
    [{ parameter: 'c' }, { in: 'querystring', path: 'c', keys: ['c'], message: 'is invalid' }],
    [{ parameter: 'c', detail: '`params.c` is' }, { in: 'params', path: 'c', keys: ['c'], message: '`params.c` is' }],
    [{ detail: '`params.c` is' }, { in: 'body', path: '', keys: [], message: '`params.c` is' }],
    [{ path: 'a', source: { pointer: '/b' } }, { in: 'body', path: 'b', keys: ['b'], message: 'is invalid' }],
    [{ path: 'a', source: 5 }, { in: 'body', path: 'a', keys: ['a'], message: 'is invalid' }],
    [{ path: 5 }, { in: 'body', path: '', keys: [], message: 'is invalid' }],
    [{ path: ['a'] }, { in: 'body', path: '', keys: [], message: 'is invalid' }],
    // Pointers, as text and as a fragment
    [{ pointer: '/a~1b/~0c/~01' }, { in: 'body', path: 'a/b.~c.~1', keys: ['a/b', '~c', '~1'], message: 'is invalid' }],
    [{ pointer: '#/a%20b/c%2Fd' }, { in: 'body', path: 'a b.c.d', keys: ['a b', 'c', 'd'], message: 'is invalid' }],
    [{ pointer: '/a%20b' }, { in: 'body', path: 'a%20b', keys: ['a%20b'], message: 'is invalid' }],
    [{ pointer: '#/%' }, { in: 'body', path: '%', keys: ['%'], message: 'is invalid' }],
    [{ pointer: '#' }, { in: 'body', path: '', keys: [], message: 'is invalid' }]
  ]
  for (const [issue, expected] of table) t.strictSame(plain([issue]), [expected], JSON.stringify(issue))
  t.end()
})

t.test('messages by path', t => {
  const paths = (issues: unknown) => readIssues(issues).map(({ path, message }) => [path, message])
  t.strictSame(paths({ base: ['all', 'more'], 'a.b': 'one', c: [] }), [['', 'all'], ['', 'more'], ['a.b', 'one']])
  t.strictSame(paths({ a: 5 }), [['a', 'is invalid']])
  t.end()
})

t.test('what is no issue is left out', t => {
  for (const issues of [undefined, null, 'text', 5, [], ['a', 5, null, []], {}]) t.strictSame(readIssues(issues), [], JSON.stringify(issues))
  t.end()
})

t.test('at most 1000 issues, 4096 characters of a path and 1000 of a message', t => {
  for (const count of [999, 1000, 1001]) {
    const expected = Math.min(count, 1000)
    t.equal(readIssues(texts(count).map((path) => ({ path }))).length, expected)
    t.equal(readIssues(Object.fromEntries(texts(count).map((path) => [path, 'm']))).length, expected)
    t.equal(readIssues({ a: texts(count) }).length, expected)
  }
  // The member after the last is not read
  t.equal(readIssues({ ...Object.fromEntries(texts(1000).map((path) => [path, []])), last: 'm' }).length, 0)
  t.strictSame([4095, 4096, 4097].map((length) => readIssues([{ path: 'x'.repeat(length) }])[0]?.path.length), [4095, 4096, 4096])
  t.strictSame([999, 1000, 1001].map((length) => readIssues([{ message: 'x'.repeat(length) }])[0]?.message.length), [999, 1000, 1000])
  t.end()
})
