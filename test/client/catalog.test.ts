import t from 'tap'
import { createDecoder, decodeParts, readCatalog } from '../../lib/client/index.js'
import { fitsSchema } from '../../lib/client/catalog.js'

t.test('whether a detail fits its schema', async t => {
  const fitting: [value: unknown, schema: unknown][] = [
    [{ a: 1 }, undefined], [{ a: 1 }, {}], [{ a: 1 }, 5], [{ a: 1 }, []],
    [{ a: 1 }, { type: 'object' }], [[], { type: 'array' }], ['a', { type: 'string' }], [true, { type: 'boolean' }], [null, { type: 'null' }],
    [1.5, { type: 'number' }], [1, { type: 'number' }], [1, { type: 'integer' }], [1, { type: ['string', 'integer'] }], ['a', { type: ['string', 'integer'] }],
    [{ a: 1 }, { required: ['a'] }], ['a', { required: ['a'] }], [[], { required: ['a'], properties: { length: { const: 1 } } }],
    [{}, { properties: { a: { type: 'string' } } }], [{ a: 'b' }, { properties: { a: { type: 'string' } } }], [{ b: 1 }, { properties: { a: { type: 'string' } } }],
    [[1, 2], { items: { type: 'integer' } }], [[], { items: { type: 'integer' } }], [{ a: 1 }, { items: { type: 'integer' } }],
    ['b', { enum: ['a', 'b'] }], ['a', { const: 'a' }], [null, { const: null }], [undefined, { const: undefined }],
    [1, { anyOf: [{ type: 'string' }, { type: 'integer' }] }], [{}, { properties: { toString: { type: 'string' } } }]
  ]
  for (const [value, schema] of fitting) t.equal(fitsSchema(value, schema), true, JSON.stringify([value, schema]))
  const others: [value: unknown, schema: unknown][] = [
    [[], { type: 'object' }], [null, { type: 'object' }], [{}, { type: 'array' }], [1, { type: 'string' }], ['true', { type: 'boolean' }], [0, { type: 'null' }],
    ['1', { type: 'number' }], [1.5, { type: 'integer' }], ['1', { type: 'integer' }], [1.5, { type: ['string', 'integer'] }], [1, { type: 'array' }],
    [{ a: 1 }, { required: ['a', 'b'] }], [{}, { required: ['toString'] }], [{ a: 1 }, { properties: { a: { type: 'string' } } }],
    [[1, 'a'], { items: { type: 'integer' } }], ['c', { enum: ['a', 'b'] }], ['b', { const: 'a' }], [undefined, { const: 1 }],
    [1.5, { anyOf: [{ type: 'string' }, { type: 'integer' }] }], [1, { anyOf: [] }]
  ]
  for (const [value, schema] of others) t.equal(fitsSchema(value, schema), false, JSON.stringify([value, schema]))
})

t.test('a schema is read twenty levels deep', async t => {
  const wrap: ((pair: [unknown, object]) => [unknown, object])[] = [
    ([value, schema]) => [{ a: value }, { properties: { a: schema } }],
    ([value, schema]) => [[value], { items: schema }],
    ([value, schema]) => [value, { anyOf: [schema] }]
  ]
  for (const level of wrap) {
    const fits = (depth: number) => {
      let pair: [unknown, object] = [1, { type: 'string' }]
      for (let i = 1; i < depth; i++) pair = level(pair)
      return fitsSchema(...pair)
    }
    t.strictSame([1, 2, 20, 21, 40].map(fits), [false, false, false, true, true])
  }
})

t.test('a catalogue completes what a body says', async t => {
  const complete = readCatalog({ errors: [{ code: 'A', retry: 'no' }, { code: 'B', retry: 'after' }, { code: 'C', retry: 'backoff', detail: { type: 'object', required: ['a'] } }, { code: 'D' }] })
  t.strictSame(complete({ code: 'A', message: 'm' }), { code: 'A', message: 'm', retryable: false })
  t.strictSame(complete({ code: 'B' }), { code: 'B', retryable: true })
  t.strictSame(complete({ code: 'C', detail: { a: 1 } }), { code: 'C', retryable: true, detail: { a: 1 } })
  t.strictSame(complete({ code: 'C', detail: { b: 1 } }), { code: 'C', retryable: true, detail: undefined })
  t.strictSame(complete({ code: 'D', detail: { b: 1 } }), { code: 'D', detail: { b: 1 } })
  t.strictSame(complete({ code: 'E', detail: { b: 1 } }), { code: 'E', detail: { b: 1 } })
})

t.test('a source whose properties throw is decoded all the same', async t => {
  const { decodeBody } = createDecoder()
  const hostile = new Proxy({}, { get () { throw new Error('trap') } })
  t.equal(decodeBody(hostile as never).name, 'ApiError')
})

t.test('decodeParts rejects for a body that is not a batch', async t => {
  for (const body of ['not JSON', '{}', '[]']) await t.rejects(decodeParts(new Response(body), createDecoder()), { name: 'ApiError', status: 200 }, body)
})
