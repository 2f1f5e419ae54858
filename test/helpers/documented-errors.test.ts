import t from 'tap'
import { documentedErrors } from '../../lib/helpers/documented-errors.js'
import { defineError } from '../../lib/index.js'

t.test('an error of the server stands beside a declared one of its status', async t => {
  const own = defineError({ code: 'ORIGIN_UNKNOWN', statusCode: 520, title: 'Origin unknown', message: 'The origin failed.' })
  const documented = documentedErrors({ method: 'GET', url: '/', handler: () => {}, errors: [own] }, 400)
  t.same(documented.map(({ definition, code }) => [definition.statusCode, code]), [[520, 'ORIGIN_UNKNOWN'], [520, 'UNKNOWN_ERROR']])
  t.match(documented[1]?.source, { statusCode: 520 })
})
