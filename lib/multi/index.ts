import fastifyPlugin from 'fastify-plugin'
import { publishReply } from '../send/diagnostics.js'
import { errors } from '../helpers/factories.js'
import { noExtras } from '../error/body-extras.js'
import { requestSchema, responseSchema, validateRequest } from './generated.js'
import { forwardedHeaders } from './headers.js'
import { resolveMultiOptions, type MultiOptions, type ResolvedMultiOptions } from './options.js'
import { readError, readReply, serializePart, toMultiPart, type PartText } from './part.js'
import { buildUrl, canonicalPath, checkPart } from './resource.js'
import { buildPartSocket, isPart } from './part-request.js'
import { runPart, type BatchConnection, type PartFailure } from './run-part.js'
import { renderReply } from '../formats/render.js'
import { kErrorReplies } from '../error/symbols.js'
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { MultiPartRequest, MultiRequest } from '../../schemas/multi.js'
import type { ErrorReply } from '../error/error-reply.js'
import type { ResolvedOptions } from '../options.js'

/**
 * The batch endpoint: several requests in one, run in order, each answered with what it would have had by itself.
 *
 * Not transactional: a part that fails stops none. Registered in a context of its own, so `prefix` is honoured; the
 * errors plugin must be registered around it.
 */
const multi: FastifyPluginAsync<MultiOptions> = async (fastify, registerOptions) => {
  const options = resolveMultiOptions(registerOptions)
  const batchPath = canonicalPath(fastify.prefix + options.url)
  const server: Server = { fastify, options, batchPath, closing: false }
  const cookies = new WeakMap<FastifyReply, Set<string>>()
  fastify.addHook('preClose', async () => { server.closing = true })

  fastify.post<{ Body: MultiRequest }>(options.url, {
    ...(options.bodyLimit === undefined ? undefined : { bodyLimit: options.bodyLimit }),
    schema: {
      body: {
        ...requestSchema,
        properties: { requests: { ...requestSchema.properties.requests, maxItems: options.maxRequests } }
      },
      response: { 200: responseSchema }
    },
    // Both compiled at build time: the server's own compilers may be made for other schemas than JSON Schema
    validatorCompiler: () => (body: unknown) => validateBatch(body, options.maxRequests),
    serializerCompiler: () => JSON.stringify,
    onRequest: async (request) => {
      if (isPart(request.raw)) throw errors.badRequest('A batch cannot hold a batch.')
    },
    // Behind the hooks of the server: of two cookies of one name a client keeps the last, and a session that begins
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

interface Server {
  readonly fastify: FastifyInstance
  readonly options: ResolvedMultiOptions
  /** One form for all spellings of the endpoint's own path. */
  readonly batchPath: string | undefined
  /** No part starts any more. */
  closing: boolean
}

// `undefined` when there is nobody left to answer
async function runParts (server: Server, request: FastifyRequest<{ Body: MultiRequest }>, reply: FastifyReply): Promise<PartText[] | undefined> {
  const { fastify, options, batchPath } = server
  const { requests } = request.body
  const headers = buildHeaders(request, options)
  const connection = watchConnection(reply)
  const parts: PartText[] = []
  let started = 0
  try {
    for (const part of requests) {
      if (connection.closed) break
      const refusal = server.closing ? errors.serviceUnavailable() : refuse(part, batchPath)
      if (refusal !== undefined) {
        parts.push(failPart(refusal, parts.length, request))
        continue
      }
      started++
      const outcome = await runPart(fastify, buildRequest(part, headers), options, connection)
      if (outcome === 'aborted') break
      parts.push(typeof outcome === 'string' ? failPart(describeFailure(outcome, options), parts.length, request) : readReply(outcome))
    }
    if (!connection.closed) return parts
    if (!reply.sent) reply.hijack() // nothing is sent any more
    request.log.info({ started, requests: requests.length }, 'the client of a batch went away')
    return undefined
  } finally {
    connection.release()
  }
}

function refuse (part: MultiPartRequest, batchPath: string | undefined): ErrorReply | undefined {
  const refusal = checkPart(part, batchPath)
  return refusal === undefined ? undefined : errors.fail(refusal.statusCode, refusal.message)
}

function buildRequest (part: MultiPartRequest, headers: IncomingHttpHeaders) {
  return { method: part.method, url: buildUrl(part), headers, body: part.data === undefined ? undefined : JSON.stringify(part.data) }
}

function buildHeaders (request: FastifyRequest, { forwardHeaders }: ResolvedMultiOptions) {
  const headers = forwardedHeaders(request.headers, forwardHeaders)
  // Where ids come from a header, the log lines of the parts bear the id of their batch
  const { requestIdHeader } = request.server.initialConfig
  if (typeof requestIdHeader === 'string') headers[requestIdHeader] = request.id
  return headers
}

// A reply closes early when its client is gone; a request, and so its `signal`, also when it was read to its end
function watchConnection ({ raw, request }: FastifyReply) {
  const connection: BatchConnection & { closed: boolean, release: () => void } = {
    closed: raw.destroyed || request.raw.aborted,
    socket: buildPartSocket(request.socket),
    onClose: undefined,
    release: () => { raw.off('close', close) }
  }
  const close = () => {
    connection.closed = true
    connection.onClose?.()
  }
  raw.once('close', close)
  return connection
}

function describeFailure (failure: PartFailure, { timeout, resultLimit }: ResolvedMultiOptions): ErrorReply {
  switch (failure) {
    case 'timeout': return errors.gatewayTimeout('This part took too long to answer.', { detail: { timeout } })
    case 'too large': return errors.badGateway('The result of this part is too large for a batch.', { detail: { limit: resultLimit } })
    default: return errors.badGateway('The answer to this part broke off.')
  }
}

function failPart (error: ErrorReply, index: number, request: FastifyRequest): PartText {
  const level = error.statusCode < 500 ? 'info' : 'warn'
  request.log[level]({ part: index, statusCode: error.statusCode, code: error.code }, error.message)
  const options = request.server[kErrorReplies] as ResolvedOptions
  const { formats } = options
  const format = formats.negotiated ? formats.negotiate(request.headers.accept) : formats.default
  const rendered = renderReply(format, error, noExtras, request.log)
  publishReply(error, rendered.format, error, request)
  return readError(error, options, rendered)
}

// The size first, so that nobody has thousands of parts looked at
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

export { toMultiPart, multiPlugin as default, multiPlugin as 'module.exports' }
export type { MultiOptions } from './options.js'
export type { ReplyLike } from './part.js'
export type { MultiPart, MultiPartRequest, MultiRequest, MultiResponse } from '../../schemas/multi.js'
