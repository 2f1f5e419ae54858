import t from 'tap'
import { defineError } from '../../lib/index.js'
import { kInvalidArgument } from '../../lib/error/symbols.js'

const fine = { statusCode: 400, title: 'A', message: 'A.' }

t.test('the init of an occurrence', async t => {
  const factory = defineError({ ...fine, code: 'A' }) as (init?: unknown) => Error & { [kInvalidArgument]?: string }

  t.test('may be left out, or have any of its members', async t => {
    for (const init of [undefined, null, {}, { message: 'B.', headers: { 'x-a': 'b' }, challenge: 'Basic', cause: 1 }]) t.equal(factory(init)[kInvalidArgument], undefined)
  })

  t.test('is described where it is wrong', async t => {
    t.equal(factory('x')[kInvalidArgument], "init should be an object, instead got 'x'")
    t.equal(factory([])[kInvalidArgument], "init should be an object, instead got '[object Array]'")
    t.equal(factory({ code: 'B' })[kInvalidArgument], "init has no member 'code', its members are message, headers, challenge, cause")
  })
})

t.test('the schema of a detail', async t => {
  const define = (detail: object) => defineError({ ...fine, code: 'A', detail })

  t.test('is one of an object, or a combination without a type', async t => {
    for (const detail of [{ type: 'object' }, { anyOf: [] }, { oneOf: [] }, { allOf: [] }, { $ref: '#/definitions/a' }]) t.equal(define(detail).code, 'A', JSON.stringify(detail))
  })

  t.test('is not one of anything else', async t => {
    for (const detail of [{}, { properties: {} }, { type: 'array', anyOf: [] }, { type: ['object', 'null'] }]) {
      t.throws(() => define(detail), { message: /its detail should be a schema of an object/ }, JSON.stringify(detail))
    }
  })
})

t.test('a definition without a helper has the name of its code', async t => {
  const names = { OUT_OF_STOCK: 'outOfStock', A: 'a', LIMIT_2_A: 'limit2A', A__B: 'aB', CLOSED_: 'closed' }
  for (const [code, name] of Object.entries(names)) t.equal(defineError({ ...fine, code }).name, name)
})
