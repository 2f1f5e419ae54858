import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import errorsPlugin, { errors, type FormatName } from '../../lib/index.js'
import * as schemas from '../../schemas/index.js'
import { readProblemXml } from '../support/read-problem-xml.js'

// `npm run fuzz` makes 100,000 errors, a third for each property; the gate makes enough to notice a broken rule
const RUNS = Math.ceil(Number(process.env['FUZZ_RUNS'] ?? 4500) / 3)
const SECRET = 'hunter2'

const ajv = new Ajv({ strict: false })
addFormats.default(ajv)
const validators = {
  envelope: ajv.compile(schemas.envelopeSchema),
  problem: ajv.compile(schemas.problemSchema),
  fields: ajv.compile(schemas.fieldsSchema),
  description: ajv.compile(schemas.descriptionSchema),
  oauth2: ajv.compile(schemas.oauth2Schema),
  fastify: ajv.compile(schemas.fastifySchema),
  'json-rpc': ajv.compile(schemas.jsonRpcSchema),
  'problem-xml': ajv.compile(schemas.problemSchema)
}
const names = Object.keys(validators) as FormatName[]

// One server per format; what is thrown is handed over in `current`
let current: () => unknown
const servers = new Map<FormatName, FastifyInstance>()
for (const format of names) {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, { format, negotiate: format === 'envelope' ? ['problem'] : [], requestId: format === 'fields' })
  fastify.get('/throw', () => { throw current() })
  fastify.get('/reject', async () => { throw current() })
  fastify.get('/helper', (_request, reply) => { (current() as (reply: unknown) => void)(reply) })
  fastify.get('/fine', () => 'fine')
  servers.set(format, fastify)
}

async function check (format: FormatName, request: { url: string, method?: 'GET' | 'POST', headers?: Record<string, string> }): Promise<void> {
  const fastify = servers.get(format) as FastifyInstance
  const response = await fastify.inject(request)
  const sent = String(response.headers['content-type']).startsWith('application/problem+json') ? 'problem' : format
  const body: any = sent === 'problem-xml' ? readProblemXml(response.body) : JSON.parse(response.body)
  const validate: ValidateFunction = validators[sent]
  if (!(validate(body) as boolean)) throw new Error(`${response.body.slice(0, 500)} ${ajv.errorsText(validate.errors)}`)
  const { statusCode } = response
  if (statusCode < 400 || statusCode > 599) throw new Error(`status ${statusCode}`)
  if ((body.status ?? body.statusCode ?? statusCode) !== statusCode) throw new Error(`status ${statusCode} is not that of ${response.body}`)
  if (response.body.includes(SECRET) || JSON.stringify(response.headers).includes(SECRET)) throw new Error(`secret in ${response.body}`)
  if (response.headers['cache-control'] !== 'no-store') throw new Error('may be cached')
  if (response.rawPayload.length > 200_000) throw new Error(`${response.rawPayload.length} bytes`)
}

const formats = fc.constantFrom(...names)
const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true, withSet: true, withSparseArray: true, withTypedArray: true })

// An error with any values under the names that are read, and a secret under other names
const hostile = fc.record({
  base: fc.constantFrom('error', 'type', 'plain', 'null'),
  statusCode: fc.oneof(fc.integer({ min: 390, max: 610 }), anything),
  status: anything,
  code: fc.oneof(fc.string(), anything),
  headers: fc.oneof(fc.dictionary(fc.string(), anything), anything),
  validation: fc.oneof(fc.array(fc.record({ keyword: fc.constantFrom('type', 'required', 'anyOf', 'x'), instancePath: fc.string(), message: fc.string(), params: anything, schemaPath: fc.string() })), anything),
  validationContext: fc.constantFrom('body', 'querystring', 'params', 'headers', 'other', undefined),
  getter: fc.constantFrom('message', 'code', 'statusCode', 'headers', 'none')
}, { requiredKeys: ['base', 'getter'] }).map(({ base, getter, ...properties }) => () => {
  const error: any = base === 'error' ? new Error(SECRET) : base === 'type' ? new TypeError(SECRET) : base === 'null' ? Object.create(null) : {}
  Object.assign(error, { expose: false, sql: SECRET, detail: { secret: SECRET }, config: { secret: SECRET }, cause: new Error(SECRET) }, properties)
  if (getter !== 'none') Object.defineProperty(error, getter, { get: () => { throw new Error(SECRET) } })
  return error
})

const pause = () => new Promise((resolve) => { setImmediate(resolve) })

t.test('properties', async t => {
  const options = { numRuns: RUNS, interruptAfterTimeLimit: RUNS > 5000 ? 1_500_000 : 35_000, markInterruptAsFailure: true }

  t.test('any thrown value gives a valid reply that contains no secret', async t => {
    await t.resolves(fc.assert(fc.asyncProperty(formats, fc.constantFrom('/throw', '/reject'), fc.oneof(hostile, anything.map((value) => () => value)), async (format, url, make) => {
      current = make
      await check(format, { url })
      await pause()
    }), options))
  })

  t.test('any arguments of any helper give a valid reply', async t => {
    const helpers = fc.constantFrom(...Object.keys(errors).filter((name) => !name.startsWith('oauth')))
    const header = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()), anything))
    const init = fc.record({ code: fc.oneof(fc.string(), fc.constant('A_CODE')), detail: fc.object(), extensions: fc.object(), headers: header, challenge: fc.oneof(fc.string(), fc.array(fc.string())) }, { requiredKeys: [] })
    const args = fc.array(fc.oneof(anything, fc.string({ unit: 'binary' }), init, fc.array(fc.string()), fc.double(), fc.date({ noInvalidDate: false })), { maxLength: 6 })
    await t.resolves(fc.assert(fc.asyncProperty(formats, helpers, args, async (format, name, args) => {
      current = () => (reply: any) => reply[name](...args)
      await check(format, { url: '/helper' })
      if ((await (servers.get(format) as FastifyInstance).inject('/fine')).body !== 'fine') throw new Error('the server does not answer any more')
      await pause()
    }), options))
  })

  t.test('any Accept and any path give a valid reply', async t => {
    const accept = fc.oneof(fc.string({ unit: 'grapheme-ascii', maxLength: 2000 }), fc.array(fc.tuple(fc.constantFrom('application/json', 'application/problem+json', 'application/*', '*/*', 'text/html'), fc.double()), { maxLength: 8 })
      .map((ranges) => ranges.map(([range, q]) => `${range};q=${q}`).join(', ')))
    const path = fc.oneof(fc.webPath(), fc.string({ unit: 'grapheme-ascii' }).map((text) => `/${encodeURIComponent(text)}`))
    await t.resolves(fc.assert(fc.asyncProperty(accept, path, fc.constantFrom('GET', 'POST'), async (accept, path, method) => {
      await check('envelope', { url: `/nowhere${path}?token=${SECRET}`, method: method as 'GET', headers: { accept: accept.replace(/[^\t\x20-\x7e]/g, '') } })
      await pause()
    }), options))
  })
})
