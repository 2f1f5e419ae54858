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
})
