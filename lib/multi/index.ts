import fastifyPlugin from 'fastify-plugin'
import { kErrorReplies } from '../error/symbols.js'
import { buildKeyed } from '../error/messages.js'
import { errors } from '../helpers/factories.js'
import { buildRaw } from '../pipeline.js'
import { FST_REPLIES_WRN_BATCH_EXPRESS } from '../util/boot-warnings.js'
import { reportFailure } from '../util/report-failure.js'
import { requestSchema, responseSchema, validateRequest } from './generated.js'
import { forwardedHeaders } from './headers.js'
import { injectPart, type BatchClient, type PartFailure } from './inject-part.js'
import { resolveMultiOptions, type MultiOptions, type ResolvedMultiOptions } from './options.js'
import { isPart, markParts } from './part-mark.js'
import { readRawReply, readReply, serializePart, toMultiPart, type PartText } from './part.js'
import { buildUrl, checkPart } from './resource.js'
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, InjectOptions } from 'fastify'
import type { MultiPartRequest, MultiRequest } from '../../schemas/multi.js'
import type { ErrorReply } from '../error/error-reply.js'
import type { ResolvedOptions } from '../options.js'

/**
 * The batch endpoint: several requests in one, run in order, each with the reply of a single request.
 *
 * Not transactional: a part that fails does not stop the others. Registered in its own context, so `prefix` is honoured; the
 * errors plugin must be registered around it.
 *
 * Parts run through `fastify.inject`, with the address and the host of the batch. TLS is not visible to them: without
 * `trustProxy` and `X-Forwarded-Proto`, `request.protocol` of a part is `http`, and a client certificate is not on its
 * socket. On a Unix socket `request.ip` of a part is `unknown`.
 */
const multi: FastifyPluginAsync<MultiOptions> = async (fastify, registerOptions) => {
  const options = resolveMultiOptions(registerOptions)
  const cookies = new WeakMap<FastifyReply, Set<string>>()
  markParts(fastify)
  // Express replaces the prototype of a response: that of injection, whose methods collect the reply, is lost
  fastify.addHook('onReady', async () => { if (fastify.hasDecorator('express')) FST_REPLIES_WRN_BATCH_EXPRESS(fastify.prefix + options.url) })

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
    const parts = await runParts(fastify, options, request, reply)
    if (parts === undefined) return reply
    cookies.set(reply, new Set(parts.flatMap(({ httpOnlyCookies }) => httpOnlyCookies)))
    // A string, so that no number of a part is read and written again
    return reply.type('application/json; charset=utf-8').send(`{"result":[${parts.map(serializePart).join(',')}]}`)
  })
}

// `undefined` when the client is gone
async function runParts (fastify: FastifyInstance, options: ResolvedMultiOptions, request: FastifyRequest<{ Body: MultiRequest }>, reply: FastifyReply): Promise<PartText[] | undefined> {
  const { requests } = request.body
  const headers = buildHeaders(request, options)
  const client = watchClient(reply)
  const parts: PartText[] = []
  let started = 0
  try {
    for (const part of requests) {
      if (client.closed) break
      const refusal = checkPart(part)
      if (refusal !== undefined) {
        parts.push(failPart(buildKeyed(refusal.statusCode, refusal.key), parts.length, request))
        continue
      }
      started++
      const outcome = await injectPart(fastify, buildInjection(part, headers, request), options, client)
      if (!('kind' in outcome)) parts.push(readReply(outcome))
      else if (outcome.kind !== 'aborted') parts.push(failPart(describeFailure(outcome, options), parts.length, request, outcome))
    }
    if (!client.closed) return parts
    if (!reply.sent) reply.hijack() // nothing is sent any more
    request.log.info({ started, requests: requests.length }, 'the client of a batch went away')
    return undefined
  } finally {
    client.release()
  }
}

function buildInjection (part: MultiPartRequest, headers: IncomingHttpHeaders, { socket }: FastifyRequest): InjectOptions {
  const injection = {
    method: part.method as InjectOptions['method'],
    url: buildUrl(part),
    // Injection takes a missing address for 127.0.0.1, which a Unix socket is not
    remoteAddress: socket.remoteAddress ?? 'unknown'
  }
  return part.data === undefined
    ? { ...injection, headers }
    : { ...injection, headers: { ...headers, 'content-type': 'application/json' }, payload: JSON.stringify(part.data) }
}

function buildHeaders (request: FastifyRequest, { forwardHeaders }: ResolvedMultiOptions) {
  // Injection sends its own user agent otherwise
  const headers = { 'user-agent': undefined, ...forwardedHeaders(request.headers, forwardHeaders) }
  // Where ids come from a header, the log lines of the parts bear the id of their batch
  const { requestIdHeader } = request.server.initialConfig
  return typeof requestIdHeader === 'string' ? { ...headers, [requestIdHeader]: request.id } : headers
}

// A reply closes early when its client is gone; a request, and so its `signal`, also when it was read to its end
function watchClient ({ raw, request }: FastifyReply) {
  const client: BatchClient & { closed: boolean, release: () => void } = {
    closed: raw.destroyed || request.raw.aborted,
    onClose: undefined,
    release: () => { raw.off('close', close) }
  }
  const close = () => {
    client.closed = true
    client.onClose?.()
  }
  raw.once('close', close)
  return client
}

function describeFailure ({ kind }: PartFailure, { timeout, resultLimit }: ResolvedMultiOptions): ErrorReply {
  switch (kind) {
    case 'closing': return errors.serviceUnavailable()
    case 'failed': return errors.internalServerError()
    case 'timeout': return buildKeyed(504, 'part_timeout', { detail: { timeout } })
    case 'too large': return buildKeyed(502, 'part_too_large', { detail: { limit: resultLimit } })
    case 'status': return buildKeyed(502, 'part_invalid_status')
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
