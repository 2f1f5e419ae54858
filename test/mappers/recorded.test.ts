import t from 'tap'
import { buildMapped } from '../support/mapped.js'
import { recordings, type RecordedError } from '../support/recorded-errors.js'
import { upstream } from '../../lib/mappers/index.js'

const secret = /vault|stored|secret|constraint failed|duplicate|unique|127\.0\.0\.1|ECONN|knex|pool|libsql|hrana/i

function throwAgain ({ cause, message, ...properties }: RecordedError): Error {
  return Object.assign(new Error(message, { ...(cause !== undefined && { cause: throwAgain(cause) }) }), properties)
}

for (const [by, { mapper, failures }] of Object.entries(recordings)) {
  t.test(`${by}`, async (t) => {
    const expectMapped = await buildMapped(t, [mapper, upstream], secret)
    for (const [name, { error, reply, sent }] of Object.entries(failures)) {
      await expectMapped(t, name, reply, () => { throw throwAgain(error) }, sent, { method: name === 'delete' ? 'DELETE' : 'POST' })
    }
  })
}
