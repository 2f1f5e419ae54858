import t from 'tap'
import { createDecoder, decodeParts } from '../../lib/client/index.js'
import { fitsSchema } from '../../lib/client/catalog.js'

t.test('fitsSchema', async t => {
  let deep: object = { type: 'string' }
  let value: unknown = 1
  for (let i = 0; i < 25; i++) [deep, value] = [{ properties: { a: deep } }, { a: value }]
  t.ok(fitsSchema(value, deep), 'what is too deep is not looked at')
  t.ok(fitsSchema({ a: 1 }, { type: 'object' }), 'no properties')
  t.ok(fitsSchema({ a: 1 }, undefined), 'no schema')
  t.notOk(fitsSchema({}, { required: ['a'] }))
  t.notOk(fitsSchema([1, 'a'], { items: { type: 'integer' } }))
  t.notOk(fitsSchema('c', { enum: ['a', 'b'] }))
  t.notOk(fitsSchema('c', { const: 'a' }))
  t.notOk(fitsSchema('c', { anyOf: [{ type: 'null' }, { type: 'boolean' }] }))
})

t.test('a source whose properties throw is decoded all the same', async t => {
  const { decodeBody } = createDecoder()
  const hostile = new Proxy({}, { get () { throw new Error('trap') } })
  t.equal(decodeBody(hostile as never).name, 'ApiError')
})

t.test('decodeParts rejects for a body that is not a batch', async t => {
  for (const body of ['not JSON', '{}', '[]']) await t.rejects(decodeParts(new Response(body), createDecoder()), { name: 'ApiError', status: 200 }, body)
})
