import t from 'tap'
import { cacheByHeader } from '../../lib/http/header-cache.js'

t.test('cacheByHeader', async t => {
  t.test('reads each value once', async t => {
    let reads = 0
    const read = cacheByHeader((header) => { reads++; return header.length }, -1)
    t.same([read('ab'), read('ab'), read('abc'), read('ab')], [2, 2, 3, 2])
    t.equal(reads, 2)
  })

  t.test('does not read what is missing, no text or over 1 kB', async t => {
    const read = cacheByHeader(() => { throw t.fail('read') }, 'otherwise')
    for (const header of [undefined, ['de'] as never, 5 as never, 'x'.repeat(1025), 'x'.repeat(8000)]) t.equal(read(header), 'otherwise')
  })

  t.test('a value that cannot be read counts as missing', async t => {
    t.equal(cacheByHeader(() => { throw new Error('No.') }, 'otherwise')('x'), 'otherwise')
  })

  t.test('keeps 256 values', async t => {
    let reads = 0
    const read = cacheByHeader(() => ++reads, 0)
    for (let i = 0; i < 1000; i++) read(`x${i}`)
    t.equal(read('x999'), 1000)
    t.equal(read('x0'), 1001, 'forgotten')

    const other = cacheByHeader(() => ++reads, 0)
    reads = 0
    for (let i = 1; i <= 256; i++) other(`x${i}`)
    t.equal(other('x1'), 1, 'the 256th does not replace the first')
    other('x257')
    t.equal(other('x1'), 258, 'the 257th does')
  })
})
