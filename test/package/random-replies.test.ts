import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import t from 'tap'
import errorsPlugin, { defineFormat, isErrorReply, serverOptions, type ErrorRepliesOptions } from '../../lib/index.js'
import { kDefinition } from '../../lib/error/symbols.js'
import * as schemas from '../../schemas/index.js'
import { anything, SECRET, thrownValues } from '../support/hostile.js'
import { buildRequest, openConnection, type Connection, type WireReply } from '../support/keep-alive.js'
import { hasFeature } from '../support/versions.js'

// `npm run fuzz` makes 100,000 errors; the gate makes enough to notice a broken rule
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2500)
const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const MAX_BODY = 65_536 // bytes

const ajv = new Ajv({ strict: false })
addFormats.default(ajv)
const validators: Record<string, ValidateFunction> = {
  envelope: ajv.compile(schemas.envelopeSchema),
  problem: ajv.compile(schemas.problemSchema),
  fields: ajv.compile(schemas.fieldsSchema),
  description: ajv.compile(schemas.descriptionSchema),
  oauth2: ajv.compile(schemas.oauth2Schema),
  fastify: ajv.compile(schemas.fastifySchema)
}

const HOOKS = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend', 'onError', 'onResponse'] as const
type Place = Exclude<typeof HOOKS[number], 'onError' | 'onResponse'> | 'parser' | 'validator' | 'handler' | 'serializer' | 'stream'

/** What a function of the application does in place of its work. */
type Behaviour = { readonly throws: boolean, readonly value: unknown }

interface Case {
  readonly format: string
  readonly place: Place
  readonly way: 'thrown' | 'rejected' | 'later' | 'done' | 'sent'
  readonly make: () => unknown
  /** What goes wrong besides. */
  readonly also: readonly ('onError' | 'onSend' | 'onResponse' | 'log' | 'send again' | 'slow' | 'not modified' | 'stale')[]
  readonly options: Partial<Record<'messages' | 'log' | 'traceId' | 'map' | 'type' | 'instance' | 'body' | 'serialize', Behaviour>>
  readonly accept: string | undefined
  readonly method: 'GET' | 'POST' | 'HEAD'
}

let current: Case
/** The value that the case threw. */
let thrown: unknown
/** Whether it did. */
let hasFailed = false
/** Status of the error of this package that it threw. */
let status: number | undefined

function behave (name: keyof Case['options'], fallback: unknown): any {
  const behaviour = current.options[name]
  if (behaviour === undefined) return fallback
  if (behaviour.throws) throw behaviour.value
  return behaviour.value
}

const own = defineFormat({
  name: 'own',
  contentType: 'application/x-own',
  body: (error) => behave('body', error.code),
  serialize: (body) => behave('serialize', String(body))
})

/** A server that is closed when the test ends; gives its port. */
async function buildServer (format: string): Promise<number> {
  const fastify = Fastify({
    ...serverOptions(),
    forceCloseConnections: true,
    genReqId: () => 'id-1',
    logger: { level: 'trace', stream: { write () {} }, serializers: { err (error: unknown) { if (current?.also.includes('log')) throw new Error(SECRET); return String(typeof error) } } as never }
  } as {})
  await fastify.register(errorsPlugin, {
    format: format === 'own' ? own : format,
    negotiate: format === 'envelope' ? ['problem', own] : [],
    requestId: format === 'fields' || format === 'problem',
    strictErrors: format === 'description' ? 'warn' : false,
    messages: (error) => behave('messages', error.message),
    log: () => behave('log', 'info'),
    traceId: () => behave('traceId', undefined),
    mappers: [() => behave('map', undefined)],
    problem: { type: () => behave('type', 'about:blank'), instance: () => behave('instance', undefined) }
  } as ErrorRepliesOptions)
  fastify.get('/fine', async () => 'fine')
  fastify.register(async (child) => {
    child.addContentTypeParser('text/x', ((_request: unknown, _payload: unknown, done: never) => fail('parser', undefined, done)) as never)
    const hooks = Object.fromEntries(HOOKS.map((hook) => [hook, buildHook(hook)]))
    const schema = { querystring: {} }
    child.route({
      method: ['GET', 'POST', 'HEAD'],
      url: '/run',
      ...hooks,
      schema,
      validatorCompiler: ({ httpPart }: { httpPart?: string }) => (value: unknown) => {
        if (current.place !== 'validator' || httpPart !== 'querystring') return { value }
        // The message of an Error that a validator returns is that of the failure, unless it has `expose: false`
        const error = fault() || new Error('is wrong')
        if (current.way === 'thrown') throw error
        return { error }
      },
      handler: run
    } as never)
  })
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => fastify.close())
  return (fastify.server.address() as AddressInfo).port
}

function fault (): unknown {
  thrown = current.make()
  status = isErrorReply(thrown) && current.options.map === undefined ? thrown.statusCode : undefined
  hasFailed = true
  return thrown
}

// Of a hook that throws or passes on nothing Fastify thinks that it has not failed
function fail (place: string, reply: FastifyReply | undefined, done: (error?: unknown, payload?: unknown) => void): unknown {
  let error = fault()
  const { way } = current
  if (!error && (way === 'thrown' || way === 'done' || place === 'parser')) error = thrown = new Error(SECRET)
  switch (way) {
    case 'thrown': throw error
    case 'done': return done(error)
    case 'sent':
      // A reply that is not an error is a success
      if (reply === undefined || place === 'onSend' || !(error instanceof Error)) return Promise.reject(error)
      reply.send(error)
      return undefined
    case 'rejected': return Promise.reject(error)
    case 'later': return new Promise((_resolve, reject) => { setImmediate(reject, error) })
  }
}

function buildHook (hook: string) {
  return function (_request: FastifyRequest, reply: FastifyReply, ...rest: any[]): unknown {
    const done = rest.at(-1)
    const { also, place } = current
    if (hook === 'onRequest' && also.includes('stale')) {
      reply.headers({ etag: '"a"', 'x-accel-redirect': SECRET, 'content-length': '7', 'transfer-encoding': 'chunked', 'x-bad': 'a\nb', vary: 'origin' })
      reply.trailer('server-timing', async () => SECRET)
    }
    if (hook === place) return fail(hook, reply, done)
    if (hook === 'onSend' && hasFailed && also.includes('not modified')) {
      reply.code(304)
      return done(null, '')
    }
    if (hook === 'onSend' && hasFailed && also.includes('send again')) {
      return new Promise((resolve) => { setImmediate(() => { reply.send({ other: SECRET }); setImmediate(resolve) }) })
    }
    if (hook === 'onSend' && also.includes('slow')) return new Promise((resolve) => { setImmediate(resolve, rest[0]) })
    if (also.includes(hook as 'onSend')) {
      if (hook === 'onSend') hasFailed = true
      return Promise.reject(current.make())
    }
    // An onError hook has an error in place of a payload
    done()
  }
}

function run (_request: FastifyRequest, reply: FastifyReply): unknown {
  switch (current.place) {
    case 'serializer':
      reply.serializer(() => { throw fault() })
      return reply.send({ fine: true })
    case 'stream':
      return reply.send(new Readable({ read () { const error = fault(); this.destroy((error instanceof Error ? error : new Error(SECRET))) } }))
    case 'handler':
      return fail('handler', reply, (error) => { reply.send(error instanceof Error ? error : new Error(SECRET)) })
    default:
      return reply.send({ fine: true })
  }
}

function checkReply (reply: WireReply | undefined, { format, method, place, way }: Case): void {
  if (reply === undefined) throw new Error('no reply')
  const { statusCode, headers, body, size } = reply
  const said = `${statusCode} ${JSON.stringify(headers)} ${body.slice(0, 1000)}`
  if (statusCode < 400 || statusCode > 599) throw new Error(`not an error: ${said}`)
  if (status !== undefined && statusCode !== status) throw new Error(`not the status of the error, ${status}: ${said}`)
  // The message of an Error that a validator returns is that of the failure
  const mayShow = place === 'validator' && way !== 'thrown'
  if (!mayShow && `${JSON.stringify(headers)}${body}`.includes(SECRET)) throw new Error(`a secret: ${said}`)
  if (headers['transfer-encoding'] !== undefined || headers['content-length']?.length !== 1) throw new Error(`not one length: ${said}`)
  if (headers['x-content-type-options'] === undefined || headers['cache-control'] === undefined) throw new Error(`without the headers of every error: ${said}`)
  if (size > MAX_BODY) throw new Error(`${size} bytes: ${said}`)
  if (method === 'HEAD') return
  const type = headers['content-type']?.[0] ?? ''
  if (type.startsWith('application/x-own')) return
  const sent = type.startsWith('application/problem+json')
    ? 'problem'
    : isErrorReply(thrown) && thrown[kDefinition].format !== undefined
      ? thrown[kDefinition].format
      : format === 'own' || format === 'problem' ? 'envelope' : format // where the functions of a format fail
  const validate = validators[sent] as ValidateFunction
  const parsed: unknown = JSON.parse(body)
  if (!(validate(parsed) as boolean)) throw new Error(`not of its schema, ${sent}, ${ajv.errorsText(validate.errors)}: ${said}`)
}

const behaviour = fc.record({ throws: fc.boolean(), value: anything })
const reference = fc.record({ throws: fc.boolean(), value: fc.constantFrom('https://example.com/errors/7', '/errors', undefined, null, 7, true) })
const cases: fc.Arbitrary<Case> = fc.record({
  format: fc.constantFrom(...Object.keys(validators), 'own'),
  place: fc.constantFrom<Place>('onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend', 'parser', 'validator', 'handler', 'handler', 'serializer', 'stream'),
  way: fc.constantFrom('thrown', 'rejected', 'later', 'done', 'sent'),
  make: thrownValues,
  also: fc.uniqueArray(fc.constantFrom<Case['also'][number]>('onError', 'onSend', 'onResponse', 'log', 'send again', 'slow', 'not modified', 'stale'), { maxLength: 3 })
    // Fastify logs this failure itself, and does not catch what its logger throws
    .filter((also) => !(also.includes('log') && also.includes('onResponse'))),
  options: fc.record({ messages: behaviour, log: behaviour, traceId: behaviour, map: behaviour, type: reference, instance: reference, body: behaviour, serialize: behaviour }, { requiredKeys: [] }),
  accept: fc.option(fc.constantFrom('application/json', 'application/problem+json', 'application/x-own', '*/*;q=0.1', 'text/html'), { nil: undefined }),
  method: fc.constantFrom('GET', 'POST', 'HEAD')
}).filter(({ also, place, way }) => !(
  // Of these Fastify leaves an exception uncaught
  (!hasFeature('care for content type parsers that throw') && place === 'parser' && way === 'thrown') ||
  (!hasFeature('care for headers that cannot be written after an asynchronous hook') && also.includes('stale') && (also.includes('slow') || also.includes('send again')))
))

t.test('any failure anywhere has one valid reply, and the connection is good for the next request', async t => {
  t.comment(`FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS}`)
  const ports = new Map<string, number>()
  for (const format of [...Object.keys(validators), 'own']) ports.set(format, await buildServer(format))
  const connections = new Map<string, Connection>()
  let ran = 0
  await fc.assert(fc.asyncProperty(cases, async (made) => {
    current = made
    hasFailed = false
    thrown = undefined
    status = undefined
    const connection = connections.get(made.format) ?? openConnection(ports.get(made.format) as number)
    connections.delete(made.format) // one that has failed is not used again
    const body = made.place === 'parser' ? 'x' : made.method === 'POST' ? '{}' : undefined
    const headers: Record<string, string> = {
      authorization: SECRET,
      ...(made.place === 'parser' ? { 'content-type': 'text/x' } : undefined),
      ...(made.accept === undefined ? undefined : { accept: made.accept }),
      ...(made.also.includes('not modified') ? { 'if-none-match': '"a"' } : undefined)
    }
    const method = made.place === 'parser' ? 'POST' : made.method
    const reply = await connection.send(buildRequest(method, `/run?secret=${SECRET}`, headers, body))
    if (hasFailed) checkReply(reply, { ...made, method })
    // Fastify closes where a parser may have left half of the body unread
    if (made.place === 'parser' && reply?.headers['connection']?.[0]?.startsWith('close') === true) {
      connection.close()
      ran++
      return
    }
    const next = await connection.send(buildRequest('GET', '/fine'))
    if (next?.body !== 'fine' || connection.rest() !== '') throw new Error(`the connection is not usable: ${next?.body.slice(0, 200) ?? 'closed'} ${connection.rest()}`)
    connections.set(made.format, connection)
    ran++
  }), { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: RUNS > 10_000 ? 1_500_000 : 90_000, markInterruptAsFailure: true })
  for (const connection of connections.values()) connection.close()
  t.ok(ran >= RUNS, `${ran} of ${RUNS} ran`)
})
