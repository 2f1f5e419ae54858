// Mixed load at a fixed rate: successes, every kind of error, batches, clients that go away, sockets that send no
// HTTP, HTTP/2. Reports requests without an answer, the heap and the file descriptors, each tenth of the time.
// The last lines are a table for docs/benchmarks.md.
// npm run soak -- [--minutes 30] [--rate 200] [--url 0]
//   --url 500000    a query of so many characters at each address over HTTP/1.1: what is kept of one must be a copy
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { Agent, request as httpRequest, type RequestOptions } from 'node:http'
import { connect as connectHttp2, type ClientHttp2Session } from 'node:http2'
import { connect } from 'node:net'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import Fastify, { type FastifyInstance } from 'fastify'
import errorsPlugin, { defineError, errors, serverOptions, toEventStream } from 'fastify-error-replies'
import { de } from 'fastify-error-replies/languages/de'
import { postgres } from 'fastify-error-replies/mappers'
import multi from 'fastify-error-replies/multi'
import success from 'fastify-error-replies/success'

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' }, rate: { type: 'string', default: '200' }, url: { type: 'string', default: '0' } } })
const minutes = Number(values.minutes)
const rate = Number(values.rate) // requests a second
const urlLength = Number(values.url)
const maxHeaderSize = 16_384 + 2 * urlLength // bytes
const TICK = 50 // milliseconds
const PATIENCE = 20_000 // milliseconds until a request counts as unanswered
const STEPS = 10
const LIMIT = 1.15 // heap at the end, as a multiple of the heap after the second step

const outOfStock = defineError({
  code: 'OUT_OF_STOCK',
  statusCode: 409,
  title: 'Out of stock',
  message: ({ sku }) => `No ${sku} left.`,
  detail: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } }
})

async function * failingEvents () {
  yield 'data: 1\n\n'
  throw new Error('inner')
}

async function build (http2: boolean): Promise<{ fastify: FastifyInstance, port: number }> {
  const options = { ...serverOptions(), bodyLimit: 10_000 }
  const fastify = (http2 ? Fastify({ ...options, http2: true } as never) : Fastify({ ...options, http: { maxHeaderSize } })) as unknown as FastifyInstance
  await fastify.register(errorsPlugin, {
    requestId: true, debug: ({ url }) => url.includes('debug'), negotiate: ['problem', 'problem-xml'], errors: [outOfStock], languages: { de }, mappers: [postgres]
  })
  await fastify.register(multi)
  await fastify.register(success)
  fastify.get('/fine', async () => ({ fine: true }))
  fastify.get('/slow', async () => { await new Promise((resolve) => { setTimeout(resolve, 30) }); throw errors.serviceUnavailable() })
  fastify.get('/helper', (_request, reply) => reply.conflict('meta.updated', new Date(), { any: ['value'] }))
  fastify.get('/unexpected', async () => { throw new Error('inner', { cause: new Error('innermost') }) })
  fastify.get('/status/:statusCode', async (request) => {
    throw Object.assign(new Error('any'), { statusCode: Number((request.params as { statusCode: string }).statusCode) })
  })
  fastify.get('/token', async () => { throw errors.bearerError('invalid_token') })
  fastify.post('/validated', { schema: { body: { type: 'object', required: ['name'] } } }, async () => ({ fine: true }))
  fastify.get('/defined', async () => { throw outOfStock({ sku: 'chair' }) })
  fastify.get('/mapped', async () => { throw Object.assign(new Error('inner'), { name: 'error', code: '23505', severity: 'ERROR', detail: 'Key (a)=(b) already exists.' }) })
  fastify.get('/oauth', (_request, reply) => reply.oauthError('invalid_client', 'Unknown.'))
  fastify.get('/redirect', (_request, reply) => reply.oauthRedirect('https://client.example/cb', 'access_denied', { state: 'a' }))
  fastify.get('/events', (request, reply) => reply.type('text/event-stream').send(toEventStream(failingEvents(), request)))
  fastify.get('/created', async (_request, reply) => reply.created({ id: 1 }, { self: '/created/1' }))
  for (const errorFormat of ['fields', 'description', 'oauth2', 'fastify'] as const) {
    fastify.get(`/format/${errorFormat}`, { config: { errorFormat } }, async () => { throw errors.unprocessableContent({ name: ['is blank'] }) })
  }
  fastify.get('/hook', { onSend: async () => { throw new Error('hook') } }, async () => 'never')
  await fastify.listen({ port: 0, host: '127.0.0.1' })
  return { fastify, port: (fastify.server.address() as { port: number }).port }
}

const json = { 'content-type': 'application/json' }
const batch = JSON.stringify({ requests: ['/fine', '/helper', '/unexpected', '/nowhere'].map((resource) => ({ method: 'GET', resource })) })
const requests: readonly ((i: number) => RequestOptions & { body?: string })[] = [
  () => ({ path: '/fine' }),
  () => ({ path: '/helper' }),
  () => ({ path: '/unexpected' }),
  (i) => ({ path: `/status/${400 + i % 200}` }),
  () => ({ path: '/token' }),
  () => ({ method: 'POST', path: '/validated', headers: json, body: '{}' }),
  () => ({ method: 'POST', path: '/validated', headers: json, body: '{' }),
  () => ({ method: 'POST', path: '/validated', headers: json, body: `"${'x'.repeat(20_000)}"` }),
  () => ({ method: 'POST', path: '/validated', headers: { 'content-type': 'text/csv' }, body: 'a' }),
  () => ({ method: 'POST', path: '/multi', headers: json, body: batch }),
  () => ({ path: '/hook' }),
  () => ({ path: '/defined', headers: { 'accept-language': 'de-AT, en;q=0.5' } }),
  () => ({ path: '/mapped' }),
  () => ({ path: '/oauth', headers: { authorization: 'Basic YTpi' } }),
  () => ({ path: '/redirect' }),
  () => ({ path: '/events' }),
  () => ({ path: '/created' }),
  (i) => ({ path: `/format/${['fields', 'description', 'oauth2', 'fastify'][i % 4]}` }),
  () => ({ path: '/unexpected?debug' }),
  () => ({ path: '/fine', headers: { expect: 'the impossible' } }),
  () => ({ path: '/%zz' }),
  () => ({ method: 'DELETE', path: '/helper' }),
  (i) => ({ path: `/nowhere/${i}`, headers: { accept: `text/x${i}, application/problem+json;q=0.${i % 10}` } })
]
const malformed = ['GARBAGE\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(3 * maxHeaderSize)}\r\n\r\n`, 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n', '\0\0\0\0']

const counts = { answered: 0, succeeded: 0, failed: 0, aborted: 0, hostile: 0, http2: 0, unanswered: 0 }
const open = new Set<Promise<void>>()
const agent = new Agent({ keepAlive: true, maxSockets: 50 })

function count (statusCode: number) {
  counts.answered++
  counts[statusCode < 400 ? 'succeeded' : 'failed']++
}

/** The same request with a long query, another one each time. */
function lengthen<Options extends RequestOptions> (options: Options, i: number): Options {
  if (urlLength === 0) return options
  const query = `${i}=`
  return { ...options, path: `${options.path}?${query.padEnd(urlLength, 'x')}` }
}

/** Sends a request; a client that aborts expects nothing. */
async function send (port: number, { body, ...options }: RequestOptions & { body?: string }, abort: boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const request = httpRequest({ host: '127.0.0.1', port, agent: abort ? undefined : agent, ...options }, (response) => {
      // A server that refuses a body closes the connection when it has answered
      response.resume().once('end', () => { count(response.statusCode as number); resolve() }).once('error', () => { counts.unanswered++; resolve() })
    })
    request.setTimeout(PATIENCE, () => request.destroy(new Error('no answer')))
    request.once('error', (error: NodeJS.ErrnoException) => {
      if (abort) counts.aborted++
      else if (!request.reusedSocket || error.code !== 'ECONNRESET') {
        counts.unanswered++
        console.log(`unanswered: ${options.method ?? 'GET'} ${options.path?.slice(0, 80)}: ${error.message}`)
      }
      resolve()
    })
    request.end(body)
    if (abort) setTimeout(() => request.destroy(), 5)
  })
}

/** A socket that sends no HTTP: the server answers and closes it, or only closes it. */
async function sendRaw (port: number, text: string): Promise<void> {
  const socket = connect(port, '127.0.0.1').setTimeout(PATIENCE)
  socket.on('error', () => {}).once('timeout', () => { counts.unanswered++; socket.destroy() })
  socket.resume().write(text)
  await once(socket, 'close')
  counts.hostile++
}

async function sendHttp2 (session: ClientHttp2Session, { method = 'GET', path, headers, body }: RequestOptions & { body?: string }): Promise<void> {
  const stream = session.request({ ...headers as Record<string, string>, ':method': method, ':path': path as string })
  await new Promise<void>((resolve) => {
    let answered = false
    stream.setTimeout(PATIENCE, () => stream.destroy())
    stream.once('response', (reply) => { answered = true; count(reply[':status'] as number) }).on('error', () => {}).resume()
    stream.once('close', () => { counts[answered ? 'http2' : 'unanswered']++; resolve() })
    stream.end(body)
  })
}

async function measure () {
  globalThis.gc?.()
  await new Promise((resolve) => { setTimeout(resolve, 50) })
  globalThis.gc?.()
  const files = await readdir('/proc/self/fd').then((list) => list.length, () => undefined)
  return { heap: process.memoryUsage().heapUsed, files }
}

if (globalThis.gc === undefined) throw new Error('run with --expose-gc, as npm run soak does')
const one = await build(false)
const two = await build(true)
const session = connectHttp2(`http://127.0.0.1:${two.port}`)
const heaps: number[] = []
const descriptors: (number | undefined)[] = []
const start = performance.now()
const end = start + minutes * 60_000
let sent = 0
let step = 1
while (performance.now() < end) {
  const due = Math.min((performance.now() - start) / 1000 * rate, sent + rate) // after a pause, at most a second's requests at once
  for (; sent < due; sent++) {
    const make = requests[sent % requests.length] as typeof requests[0]
    const way = sent % 20
    const task = way === 7 ? send(one.port, { path: '/slow' }, true) : way === 13 ? sendRaw(one.port, malformed[Math.floor(sent / 20) % malformed.length] as string) : way % 5 === 4 ? sendHttp2(session, make(sent)) : send(one.port, lengthen(make(sent), sent), false)
    open.add(task)
    task.finally(() => open.delete(task)).catch(() => {})
  }
  await new Promise((resolve) => { setTimeout(resolve, TICK) })
  if (performance.now() >= start + step * minutes * 60_000 / STEPS) {
    await Promise.all(open) // a request that is open keeps its address, at both ends
    const { heap, files } = await measure()
    heaps.push(heap)
    descriptors.push(files)
    console.log(`${(step++ * minutes / STEPS).toFixed(1)} min: ${sent} sent, ${JSON.stringify(counts)}, heap ${(heap / 1e6).toFixed(1)} MB, ${files} file descriptors, ${open.size} open`)
  }
}
await Promise.all(open)
session.close()
agent.destroy()
await Promise.all([one.fastify.close(), two.fastify.close()])
const growth = (heaps.at(-1) as number) / (heaps[1] as number)
const files = descriptors.filter((count) => count !== undefined)
const megabytes = (bytes: number | undefined) => `${((bytes as number) / 1e6).toFixed(1)} MB`
console.log(`
Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${minutes} minutes at ${rate} requests/s, server and clients in one process

| sent | answered | below 400 | from 400 on | over HTTP/2 | aborted by the client | sockets without HTTP | unanswered |
|---|---|---|---|---|---|---|---|
| ${[sent, counts.answered, counts.succeeded, counts.failed, counts.http2, counts.aborted, counts.hostile, counts.unanswered].join(' | ')} |

Heap after ${minutes * 2 / STEPS} minutes ${megabytes(heaps[1])}, at the end ${megabytes(heaps.at(-1))} (${growth.toFixed(3)} times); file descriptors ${files.length === 0 ? 'not counted on this system' : `${Math.min(...files)} to ${Math.max(...files)}`}.`)
if (growth > LIMIT || counts.unanswered > 0) process.exitCode = 1
