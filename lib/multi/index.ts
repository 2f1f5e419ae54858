import fastifyPlugin from 'fastify-plugin'
import { kErrorReplies } from '../error/symbols.js'
import { buildKeyed } from '../error/messages.js'
import { errors } from '../helpers/factories.js'
import { buildRaw } from '../pipeline.js'
import { reportFailure } from '../util/report-failure.js'
import { requestSchema, responseSchema, validateRequest } from './generated.js'
import { createConnect, isPart, type Connect, type PartFailure, type PartMessage } from './connection.js'
import { forwardedHeaders, serializeHeaders } from './headers.js'
import { resolveMultiOptions, type MultiOptions, type ResolvedMultiOptions } from './options.js'
import { invalidStatus, readRawReply, readReply, serializePart, toMultiPart, type PartText } from './part.js'
import { buildUrl, checkPart } from './resource.js'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { MultiPartRequest, MultiRequest } from '../../schemas/multi.js'
import type { ErrorReply } from '../error/error-reply.js'
import type { ResolvedOptions } from '../options.js'

/**
 * The batch endpoint: several requests in one, run in order, each with the reply of a single request.
 *
 * Not transactional: a part that fails does not stop the others. Registered in its own context, so `prefix` is honoured; the
 * errors plugin must be registered around it.
 *
 * A part is an HTTP/1.1 request of Node's own on a connection in memory, with the addresses, the host and the client
 * certificate of the batch.
 */
const multi: FastifyPluginAsync<MultiOptions> = async (fastify, registerOptions) => {
  const options = resolveMultiOptions(registerOptions)
  const cookies = new WeakMap<FastifyReply, Set<string>>()
  const server: BatchServer = { connect: createConnect(fastify), options, closing: false }
  fastify.addHook('preClose', async () => { server.closing = true })

  fastify.post<{ Body: MultiRequest }>(options.url, {
    ...(options.bodyLimit === undefined ? undefined : { bodyLimit: options.bodyLimit }),
    schema: {
      summary: 'Send several requests in one',
      description: 'They run one after the other, each with the reply that it would have had by itself; one that fails stops none.',
      tags: ['batch'],
      body: {
        ...requestSchema,
        properties: { requests: { ...requestSchema.properties.requests, maxItems: options.maxRequests } }
      },
      response: { 200: { description: 'The replies, in the order of the requests', ...responseSchema } }
    },
    // Both compiled at build time: the server's own compilers may be made for other schemas than JSON Schema
    validatorCompiler: () => (body: unknown) => validateBatch(body, options.maxRequests),
    serializerCompiler: () => JSON.stringify,
    onRequest: async (request) => {
      if (isPart(request.raw)) throw errors.badRequest('A batch cannot hold a batch.')
    },
    // After the hooks of the server: of two cookies of one name a client keeps the last, and a session that begins
    // with the batch itself must not replace that of a part
    onSend: async (_request, reply, payload) => {
      for (const line of cookies.get(reply) ?? []) reply.header('set-cookie', line)
      cookies.delete(reply)
      return payload
    }
  }, async function runBatch (request, reply) {
    const parts = await runParts(server, request, reply)
    if (parts === undefined) return reply
    cookies.set(reply, new Set(parts.flatMap(({ httpOnlyCookies }) => httpOnlyCookies)))
    // A string, so that no number of a part is read and written again
    return reply.type('application/json; charset=utf-8').send(`{"result":[${parts.map(serializePart).join(',')}]}`)
  })
}

interface BatchServer {
  readonly connect: Connect
  readonly options: ResolvedMultiOptions
  closing: boolean
}

// `undefined` when the client is gone
async function runParts (server: BatchServer, request: FastifyRequest<{ Body: MultiRequest }>, reply: FastifyReply): Promise<PartText[] | undefined> {
  const { requests } = request.body
  const headers = buildHeaders(request, server.options)
  const parts: PartText[] = []
  let isGone = reply.raw.destroyed || request.raw.aborted
  let started = 0
  let connection: ReturnType<Connect> | undefined
  // A reply closes early when its client is gone; a request, and so its `signal`, also when it was read to its end
  const close = () => {
    isGone = true
    connection?.destroy()
  }
  reply.raw.once('close', close)
  for (const part of requests) {
    if (isGone) break
    const refusal = checkPart(part)
    if (refusal !== undefined || server.closing) {
      const error = refusal === undefined ? errors.serviceUnavailable() : buildKeyed(refusal.statusCode, refusal.key)
      parts.push(failPart(error, parts.length, request))
      continue
    }
    started++
    // The server closes it after a part that failed or asks for it
    if (connection?.writable !== true) connection = server.connect(request.raw.socket)
    const outcome = await connection.run(buildMessage(part, headers), server.options)
    if (!('kind' in outcome)) parts.push(readReply(outcome))
    else if (!isGone) parts.push(failPart(describeFailure(outcome, server.options), parts.length, request, outcome))
  }
  reply.raw.off('close', close)
  connection?.destroy()
  if (!isGone) return parts
  if (!reply.sent) reply.hijack() // nothing is sent any more
  request.log.info({ started, requests: requests.length }, 'the client of a batch went away')
  return undefined
}

function buildMessage (part: MultiPartRequest, headers: string): PartMessage {
  const start = `${part.method} ${buildUrl(part)} HTTP/1.1\r\n${headers}`
  if (part.data === undefined) return [Buffer.from(`${start}\r\n`, 'latin1')]
  const body = Buffer.from(JSON.stringify(part.data))
  return [Buffer.from(`${start}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`, 'latin1'), body]
}

function buildHeaders (request: FastifyRequest, { forwardHeaders }: ResolvedMultiOptions): string {
  const headers = forwardedHeaders(request.headers, forwardHeaders)
  // Where ids come from a header, the log lines of the parts bear the id of their batch
  const { requestIdHeader } = request.server.initialConfig
  return serializeHeaders(typeof requestIdHeader === 'string' ? { ...headers, [requestIdHeader]: request.id } : headers)
}

function describeFailure ({ kind }: PartFailure, { timeout, resultLimit }: ResolvedMultiOptions): ErrorReply {
  switch (kind) {
    case 'failed': return errors.internalServerError()
    case 'timeout': return buildKeyed(504, 'part_timeout', { detail: { timeout } })
    case 'too large': return buildKeyed(502, 'part_too_large', { detail: { limit: resultLimit } })
    case 'status': return invalidStatus()
    default: return buildKeyed(502, 'part_broken_off')
  }
}

function failPart (error: ErrorReply, index: number, request: FastifyRequest, failure?: PartFailure): PartText {
  const log = request.log.child({ part: index })
  if (failure?.kind === 'failed') reportFailure(log, 'error', 'a part of a batch could not be started', failure.cause)
  const options = request.server[kErrorReplies] as ResolvedOptions
  const { publish, ...raw } = buildRaw(error, { thrown: failure?.cause ?? error, log, request, reason: failure?.kind }, options)
  publish()
  return readRawReply(raw)
}

// The size first, so that thousands of parts are not validated
function validateBatch (body: unknown, maxRequests: number): { error: Error } | true {
  const requests = (body as Partial<MultiRequest> | null)?.requests
  if (Array.isArray(requests) && requests.length > maxRequests) {
    return failValidation({
      instancePath: '/requests', keyword: 'maxItems', params: { limit: maxRequests }, message: `must NOT have more than ${maxRequests} items`
    })
  }
  if (validateRequest(body) === true) return true
  // Of a union every branch fails before the union itself does
  return failValidation(validateRequest.errors.at(-1))
}

function failValidation (failure: object): { error: Error } {
  // Fastify takes the list as what its default validator leaves behind
  return { error: [failure] as unknown as Error }
}

const multiPlugin = fastifyPlugin(multi, {
  name: 'fastify-error-replies-multi',
  fastify: '>=5',
  dependencies: ['fastify-error-replies'],
  encapsulate: true
})

// require() returns the plugin, with the other exports as its properties
const commonjs = Object.assign(multiPlugin, { default: multiPlugin, toMultiPart })

export { toMultiPart, multiPlugin as default, commonjs as 'module.exports' }
export type { MultiOptions } from './options.js'
export type { ReplyLike } from './part.js'
export type { MultiPart, MultiPartRequest, MultiRequest, MultiResponse } from '../../schemas/multi.js'
