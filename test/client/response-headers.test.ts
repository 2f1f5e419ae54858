import t from 'tap'
import { readChallenges, readRetryAfter, toHeaders } from '../../lib/client/response-headers.js'

const get = (headers: Record<string, string>) => (name: string) => headers[name] ?? ''
const DATE = 'Sat, 21 Nov 2015 12:00:00 GMT'
const LATER = 'Sat, 21 Nov 2015 12:00:30 GMT'

t.test('when to try again', t => {
  const table: [headers: Record<string, string>, expected: number | undefined][] = [
    [{}, undefined],
    [{ 'retry-after': '5' }, 5000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '-5' }, 0],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': '1999999' }, 1_999_999_000],
    [{ 'retry-after': '2000000' }, 2_000_000_000],
    [{ 'retry-after': '2000001' }, 2_000_000_000],
    [{ 'retry-after': LATER, date: DATE }, 30_000],
    [{ 'retry-after': DATE, date: LATER }, 0],
    [{ 'retry-after': 'soon', ratelimit: '"a";r=0;t=5' }, undefined],
    [{ 'retry-after': '7', ratelimit: '"a";r=0;t=50' }, 7000],
    [{ ratelimit: '"a";r=0;t=5' }, 5000],
    [{ ratelimit: '"a";r=0;t=5, "b";r=0; t=9' }, 9000],
    [{ ratelimit: '"a";r=0;t=9, "b";r=0;t=5' }, 9000],
    [{ ratelimit: 'limit=1,t=4' }, 4000],
    [{ ratelimit: '"a";r=0;t=0' }, 0],
    [{ ratelimit: '"a";r=0' }, undefined]
  ]
  for (const [headers, expected] of table) t.equal(readRetryAfter(get(headers)), expected, JSON.stringify(headers))
  const { now } = Date
  t.teardown(() => { Date.now = now })
  Date.now = () => Date.parse(DATE)
  t.equal(readRetryAfter(get({ 'retry-after': LATER })), 30_000, 'by the clock of the client where the server has none')
  t.equal(readRetryAfter(get({ 'retry-after': LATER, date: 'now' })), 30_000)
  t.end()
})

t.test('challenges', t => {
  const read = (text: string) => readChallenges(get({ 'www-authenticate': text })).map(({ scheme, parameters }) => [scheme, { ...parameters }])
  const table: [text: string, expected: unknown[]][] = [
    ['', []],
    ['Basic', [['Basic', {}]]],
    ['Basic, Negotiate', [['Basic', {}], ['Negotiate', {}]]],
    ['Negotiate abc, Basic', [['Negotiate', { token68: 'abc' }], ['Basic', {}]]],
    ['Negotiate abc==, Basic', [['Negotiate', { token68: 'abc==' }], ['Basic', {}]]],
    ['Negotiate abc Basic', [['Negotiate', { token68: 'abc' }], ['Basic', {}]]],
    ['Bearer Realm="a, \\"b\\" \\\\", error=invalid_token', [['Bearer', { realm: 'a, "b" \\', error: 'invalid_token' }]]],
    ['Bearer realm="a" DPoP algs = "ES256", Basic', [['Bearer', { realm: 'a' }], ['DPoP', { algs: 'ES256' }], ['Basic', {}]]],
    ['Digest realm="open', [['Digest', { realm: 'open' }]]],
    ['realm="of nothing", Basic', [['Basic', {}]]],
    ['Own __proto__="a"', [['Own', JSON.parse('{"__proto__":"a"}')]]],
    [`Basic realm=${'x'.repeat(9000)}`, [['Basic', { realm: 'x'.repeat(8180) }]]]
  ]
  for (const [text, expected] of table) t.strictSame(read(text), expected, text.slice(0, 60))
  t.end()
})

t.test('headers of any client', t => {
  const own = new Headers({ 'x-a': 'b' })
  t.equal(toHeaders(own), own)
  const table: [source: unknown, expected: [string, string][]][] = [
    [undefined, []],
    [null, []],
    [{}, []],
    [{ 'X-A': 'b', 'x-count': 5 }, [['x-a', 'b'], ['x-count', '5']]],
    [{ 'x-list': ['a', 'b'], 'x-none': undefined, 'x-null': null, 'x-empty': '' }, [['x-empty', ''], ['x-list', 'a,b']]],
    [{ ':status': '500', 'bad name': 'a', 'x-bad': 'a\nb', 'x-good': 'c' }, [['x-good', 'c']]],
    [[['x-a', 'b'], ['x-a', 'c']], [['x-a', 'b, c']]],
    [new Map([['x-a', 'b']]), [['x-a', 'b']]]
  ]
  for (const [source, expected] of table) t.strictSame([...toHeaders(source)], expected)
  t.end()
})
