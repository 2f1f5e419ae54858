import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { SpanStatusCode, trace } from '@opentelemetry/api'
import * as Sentry from '@sentry/node'
import Fastify, { type FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { defineError, errors, type ErrorReplyMessage } from '../../lib/index.js'
import { mysql } from '../../lib/mappers/index.js'
import { exporter, traceRequests } from '../support/tracing.js'

const limit = defineError({ code: 'LIMIT', statusCode: 429, title: 'Limit', message: 'Enough.', helper: 'limitReached' })
const sql = (errno: number) => Object.assign(new Error(`mysql ${errno}`), { errno, sqlState: '23000', sqlMessage: 'secret' })

// Each with its status, and what a monitor should have of it
const routes: Record<string, { run: (reply: any) => unknown, status: number, seen?: string }> = {
  '/fine': { run: () => 'fine', status: 200 },
  '/broken': { run: () => { throw new Error('broken') }, status: 500, seen: 'broken' },
  '/rejected': { run: async () => { throw new Error('rejected') }, status: 500, seen: 'rejected' },
  '/sent': { run: (reply) => reply.send(new Error('sent')), status: 500, seen: 'sent' },
  '/factory': { run: () => { throw errors.badGateway('factory') }, status: 502, seen: 'factory' },
  '/helper': { run: (reply) => reply.serviceUnavailable(5, 'helper'), status: 503, seen: 'helper' },
  '/mapped-503': { run: async () => { throw sql(1213) }, status: 503, seen: 'mysql 1213' },
  '/mapped-409': { run: async () => { throw sql(1062) }, status: 409 },
  '/conflict': { run: (reply) => reply.conflict('a', 1, 2), status: 409 },
  '/thrown': { run: () => { throw errors.gone() }, status: 410 },
  '/own': { run: (reply) => reply.limitReached(), status: 429 },
  '/client': { run: () => { throw Object.assign(new Error('client'), { statusCode: 403 }) }, status: 403 },
  '/nowhere': { run: (reply) => reply.callNotFound(), status: 404 },
  '/oauth': { run: (reply) => reply.oauthError('invalid_grant'), status: 400 }
}

async function buildServer (t: Test, before: (fastify: FastifyInstance) => void = () => {}): Promise<FastifyInstance> {
  const fastify = Fastify({ forceCloseConnections: true })
  t.teardown(() => fastify.close())
  before(fastify)
  await fastify.register(errorsPlugin, { mappers: [mysql], errors: [limit] })
  for (const [url, { run }] of Object.entries(routes)) fastify.get(url, (_request, reply) => run(reply))
  fastify.get('/hook', { preHandler: async () => { throw new Error('hook') } }, async () => 'fine')
  return fastify
}

/** Requests every route; then two whose client disconnects before they fail: one fails by itself, one only stops. */
async function askAll (t: Test, fastify: FastifyInstance): Promise<void> {
  const late = { '/gone': new Error('gone'), '/aborted': new DOMException('aborted', 'AbortError') }
  let arrive = (): void => {}
  for (const [url, error] of Object.entries(late)) {
    fastify.get(url, async (request) => {
      arrive()
      await once(request.raw.socket, 'close')
      throw error
    })
  }
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  for (const [url, { status }] of Object.entries(routes)) t.equal((await fastify.inject(url)).statusCode, status, url)
  t.equal((await fastify.inject('/hook')).statusCode, 500)
  for (const url of Object.keys(late)) {
    const arrived = new Promise<void>((resolve) => { arrive = resolve })
    const failed = new Promise<void>((resolve) => { fastify.server.once('request', (_request, response) => response.once('close', resolve)) })
    const socket = connect((fastify.server.address() as AddressInfo).port, '127.0.0.1', () => { socket.write(`GET ${url} HTTP/1.1\r\nhost: a\r\n\r\n`) })
    await arrived
    socket.destroy()
    await failed
  }
}

const expected = [...Object.values(routes).map(({ seen }) => seen).filter((seen) => seen !== undefined), 'hook']

function listenTo (t: Test, listener: (message: ErrorReplyMessage) => void): void {
  subscribe('fastify-error-replies.reply', listener as (message: unknown) => void)
  t.teardown(() => unsubscribe('fastify-error-replies.reply', listener as (message: unknown) => void))
}

t.test('onError hooks see the status of a helper', async (t) => {
  const fastify = await buildServer(t)
  const seen: Record<string, number> = {}
  fastify.addHook('onError', async ({ url }: { url: string }, reply: { statusCode: number }) => { seen[url] = reply.statusCode })
  for (const url of ['/helper', '/conflict', '/own', '/oauth']) await fastify.inject(url)
  t.strictSame(seen, { '/helper': 503, '/conflict': 409, '/own': 429, '/oauth': 400 })
})

// An integration of Sentry is set up once in a process
t.test('Sentry has what clients got as 5xx, and what failed after they had gone, but no abort', async (t) => {
  const captured: string[] = []
  Sentry.init({
    dsn: 'https://key@o1.ingest.sentry.io/1',
    integrations: [Sentry.fastifyIntegration({ shouldHandleError: () => false })],
    transport: (options) => Sentry.createTransport(options, async ({ body }) => {
      const items = String(body).split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
      for (const { exception } of items) if (exception !== undefined) captured.push(exception.values.at(-1).value)
      return { statusCode: 200 }
    })
  })
  t.teardown(() => Sentry.close())
  listenTo(t, ({ statusCode, error }) => {
    if (statusCode >= 500) Sentry.captureException(error, { mechanism: { type: 'fastify-error-replies', handled: false } })
  })
  const fastify = await buildServer(t)
  await askAll(t, fastify)
  await Sentry.flush(2000)
  t.strictSame(captured.sort(), [...expected, 'gone'].sort())
})

// The span of a request ends with its connection
t.test('OpenTelemetry has only what clients got as 5xx', async (t) => {
  listenTo(t, ({ statusCode, code, error }) => {
    const span = trace.getActiveSpan()
    span?.setAttribute('error.type', code)
    if (statusCode < 500) return
    span?.setStatus({ code: SpanStatusCode.ERROR })
    if (error instanceof Error) span?.recordException(error)
  })
  const fastify = await buildServer(t, traceRequests)
  exporter.reset()
  await askAll(t, fastify)
  const spans = exporter.getFinishedSpans()
  const failed = spans.filter(({ status }) => status.code === SpanStatusCode.ERROR)
  t.strictSame(failed.flatMap(({ events }) => events.map(({ attributes }) => attributes?.['exception.message'])).sort(), expected.toSorted())
  t.equal(failed.length, expected.length)
  t.strictSame(spans.flatMap(({ events }) => events).length, expected.length)
})
