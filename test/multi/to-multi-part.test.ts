import t from 'tap'
import { errors } from '../../lib/index.js'
import { toMultiPart } from '../../lib/multi/index.js'

t.test('toMultiPart', async t => {
  t.test('has no Vary where there is one format to choose from', async t => {
    t.equal(toMultiPart(errors.gone(), { format: 'problem' }).headers?.['vary'], undefined)
    t.equal(toMultiPart(errors.gone()).headers?.['vary'], 'Accept')
  })

  t.test('of a redirect has neither a body nor a content type', async t => {
    const part = toMultiPart(errors.oauthRedirect('https://client.example/cb', 'access_denied'))
    t.same([part.responseCode, part.result, part.headers?.['content-type']], [303, null, undefined])
  })

  t.test('of a reply whose status a batch cannot have is a 502', async t => {
    for (const statusCode of [NaN, Infinity, 5, 199, 200.5, 600, 999]) {
      const { responseCode, result } = toMultiPart({ statusCode, headers: {}, payload: 'x' })
      t.match([responseCode, result], [502, { error: { code: 'BAD_GATEWAY', message: 'The status of the answer to this part is not valid.' } }], String(statusCode))
    }
    for (const statusCode of [200, 599]) t.equal(toMultiPart({ statusCode, headers: {} }).responseCode, statusCode)
  })
})
