import * as driver from 'mongodb'
import t from 'tap'
import { mongodb, upstream } from '../../lib/mappers/index.js'
import { buildMapped, refused, taken, unavailable, unknown } from '../support/mapped.js'

const secret = /vault|stored|secret|E11000|dup key|mongo|index/i

// What a server sends, in the driver's own classes: MongoDB has no engine that runs inside a test
t.test('mongodb', async (t) => {
  const expectMapped = await buildMapped(t, [mongodb, upstream], secret)
  const server = (document: object) => () => { throw new driver.MongoServerError(document as driver.ErrorDescription) }
  const duplicate = (keyPattern: object | undefined, index = 'secret_1') =>
    server({ ok: 0, code: 11000, errmsg: `E11000 duplicate key error collection: shop.vault index: ${index} dup key: { secret: "stored" }`, keyPattern, keyValue: { secret: 'stored' } })

  t.test('a duplicate key is 409', async (t) => {
    await expectMapped(t, 'sent', taken('email'), duplicate({ email: 1 }), { email: 'a@x' })
    await expectMapped(t, 'not sent', taken(), duplicate({ email: 1 }))
    await expectMapped(t, 'several', taken('tenant', 'email'), duplicate({ tenant: 1, email: 1 }), { email: 'a@x', tenant: 7 })
    await expectMapped(t, 'a member of an object', taken('address.zipCode'), duplicate({ 'address.zip_code': 1 }), { address: { zipCode: 1 } })
    await expectMapped(t, 'a member that was not sent', taken(), duplicate({ 'address.zip_code': 1 }), { address: { city: 1 } })
    await expectMapped(t, 'a member of a text', taken(), duplicate({ 'address.zip_code': 1 }), { address: 'zip_code' })
    await expectMapped(t, 'a field with a dot', taken('address.city'), duplicate({ 'address.city': 1 }), { 'address.city': 1 })
    await expectMapped(t, 'without a pattern', taken(), duplicate(undefined), { email: 'a@x' })
    await expectMapped(t, 'of a bulk write', taken(), () => {
      throw new driver.MongoBulkWriteError({ message: 'E11000 duplicate key error collection: shop.vault index: secret_1 dup key: { secret: "stored" }', code: 11000, writeErrors: [] }, {} as driver.BulkWriteResult)
    })
    // MikroORM
    await expectMapped(t, 'in an error of another name', taken('email'), () => {
      throw Object.assign(new Error('secret'), { name: 'UniqueConstraintViolationException', code: 11000, errmsg: 'E11000 secret', keyPattern: { email: 1 } })
    }, { email: 'a@x' })
  })

  t.test('a document that fails the validator of its collection is 422', async (t) => {
    const details = {
      operatorName: '$jsonSchema',
      schemaRulesNotSatisfied: [
        { operatorName: 'properties', propertiesNotSatisfied: [{ propertyName: 'age', description: 'secret', details: [{ operatorName: 'minimum', consideredValue: 17 }] }] },
        { operatorName: 'required', specifiedAs: { required: ['email'] }, missingProperties: ['email', 'name'] }
      ]
    }
    const invalid = server({ code: 121, errmsg: 'Document failed validation', errInfo: { failingDocumentId: 'secret', details } })
    await expectMapped(t, 'sent', refused('age', 'email'), invalid, { age: 17, email: '' })
    await expectMapped(t, 'not sent', refused(), invalid)
    await expectMapped(t, 'without details', refused(), server({ code: 121, errmsg: 'Document failed validation' }), { age: 17 })
  })

  t.test('what may succeed later is 503 with Retry-After', async (t) => {
    for (const code of [112, 50, 262, 24, 251, 10107, 13435, 189, 91, 11600]) {
      await expectMapped(t, String(code), unavailable, server({ code, errmsg: 'secret' }))
    }
    const topology = { servers: new Map() } as unknown as driver.TopologyDescription
    const failures: Record<string, Error> = {
      MongoNetworkError: new driver.MongoNetworkError('connect ECONNREFUSED secret', { cause: Object.assign(new Error('secret'), { code: 'ECONNREFUSED' }) }),
      MongoNetworkTimeoutError: new driver.MongoNetworkTimeoutError('secret'),
      MongoServerSelectionError: new driver.MongoServerSelectionError('secret', topology),
      MongoOperationTimeoutError: new driver.MongoOperationTimeoutError('secret'),
      MongoNotConnectedError: new driver.MongoNotConnectedError('secret'),
      MongoTopologyClosedError: new driver.MongoTopologyClosedError('secret')
    }
    for (const [name, error] of Object.entries(failures)) {
      t.equal(error.name, name)
      await expectMapped(t, name, unavailable, () => { throw error })
    }
    const client = new driver.MongoClient('mongodb://127.0.0.1:1', { serverSelectionTimeoutMS: 50 })
    await expectMapped(t, 'a closed port', unavailable, () => client.connect())
  })

  t.test("any other error stays the server's", async (t) => {
    await expectMapped(t, 'another code', unknown, server({ code: 2, errmsg: 'secret' }))
    await expectMapped(t, 'a mistake in a call', unknown, () => { throw new driver.MongoInvalidArgumentError('secret') })
    await expectMapped(t, 'the number in an error of others', unknown, () => { throw Object.assign(new Error('secret'), { code: 11000 }) })
  })
})
