import t from 'tap'
import { readCauses, ThrownRecord } from '../../lib/error/thrown.js'

const names = ['name', 'message', 'code', 'statusCode', 'stack', 'cause', 'headers']

t.test('a thrown value is read once, property by property', async t => {
  const reads: string[] = []
  const value = new Proxy({}, { get: (_target, name) => { reads.push(String(name)); return `${String(name)} ${reads.length}` } })
  const record = new ThrownRecord(value)
  t.equal(record.value, value)
  t.strictSame(reads, names.slice(0, 4))
  t.strictSame([record.name, record.message, record.code, record.statusCode], ['name 1', 'message 2', 'code 3', 'statusCode 4'])
  const get = () => names.slice(2).map((name) => record.get(name))
  t.strictSame(get(), ['code 3', 'statusCode 4', 'stack 5', 'cause 6', 'headers 7'])
  t.strictSame(get(), ['code 3', 'statusCode 4', 'stack 5', 'cause 6', 'headers 7'])
  t.equal(reads.length, names.length)
})

t.test('a property that cannot be read is undefined', async t => {
  const record = new ThrownRecord(new Proxy({}, { get () { throw new Error('trap') } }))
  t.strictSame(names.map((name) => record.get(name)), names.map(() => undefined))
  for (const value of [undefined, null, 'text', 1]) t.equal(new ThrownRecord(value).get('cause'), undefined)
})

t.test('causes are the nearest five', async t => {
  const chain = (length: number): Error => new Error(`${length}`, length === 0 ? {} : { cause: chain(length - 1) })
  const messages = (value: unknown) => readCauses(new ThrownRecord(value)).map(({ message }) => message)
  t.strictSame(messages(chain(0)), [])
  t.strictSame(messages(chain(5)), ['4', '3', '2', '1', '0'])
  t.strictSame(messages(chain(6)), ['5', '4', '3', '2', '1'])
  t.strictSame(messages({ cause: null }), [])
  t.strictSame(messages({ cause: 'text' }), [undefined])
})
