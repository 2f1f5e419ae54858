import { Readable } from 'node:stream'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { OutgoingHttpHeaders } from 'node:http'

/** What a part was answered with, read to its end. */
export interface PartResponse {
  readonly statusCode: number
  readonly headers: OutgoingHttpHeaders
  readonly rawPayload: Buffer
}

/** Why a part has no answer. */
export type PartFailure = 'aborted' | 'broken' | 'closing' | 'timeout' | 'too large'

/** What bounds a part. */
export interface PartLimits {
  /** Milliseconds until the end of the reply. */
  readonly timeout: number
  /** Bytes of the reply's body. */
  readonly resultLimit: number
}

/** One request to this server. */
export interface PartRequest {
  readonly method: string
  readonly url: string
  readonly headers: NonNullable<InjectOptions['headers']>
  readonly remoteAddress: string
  /** JSON text; `undefined` for a request without a body. */
  readonly body: string | undefined
}

// Bodies of the requests that are part of a batch. A batch that finds its own request among them is nested, whatever
// led there: a rewritten URL, a parameter in the prefix, another batch endpoint.
const partBodies = new WeakSet<Readable>()

/** Whether a request is itself a part of a batch. */
export function isPart (raw: unknown): boolean {
  const body = (raw as { _lightMyRequest?: { payload?: unknown } })._lightMyRequest?.payload
  return typeof body === 'object' && body !== null && partBodies.has(body as Readable)
}

/**
 * Runs one part through the server, without a socket, and reads its reply; never rejects and is always answered in time.
 *
 * A handler cannot be stopped from outside. One that is out of time is told so by its `request.signal`, its stream is
 * destroyed, and whatever it sends later is thrown away.
 *
 * @param connection calls its `onClose` when the client of the batch goes away
 */
export function runPart (
  fastify: FastifyInstance, request: PartRequest, limits: PartLimits, connection: { onClose: () => void }
): Promise<PartResponse | PartFailure> {
  return new Promise((resolve) => {
    const body = openBody(request.body)
    let settled = false

    const settle = (outcome: PartResponse | PartFailure) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      if (typeof outcome === 'string') body.destroy(new Error(`part of a batch: ${outcome}`))
      resolve(outcome)
    }
    const timer = setTimeout(() => settle('timeout'), limits.timeout)
    connection.onClose = () => settle('aborted')

    inject(fastify, request, body).then(
      (response) => settled ? discard(response) : readResponse(response, limits.resultLimit, settle),
      (error: unknown) => settle(isClosing(error) ? 'closing' : 'broken')
    )
  })
}

async function inject (fastify: FastifyInstance, { method, url, headers, remoteAddress, body }: PartRequest, payload: Readable): Promise<LightMyRequestResponse> {
  return fastify.inject({
    method,
    url,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
    remoteAddress,
    payload,
    payloadAsStream: true,
    validate: false
  } as InjectOptions)
}

// An error of the stream that it reads from ends an injected request, before and after its body is read, so every part
// has one and it outlives its end. (A `signal` is heard until the body is read only, and costs 20 µs.)
function openBody (text: string | undefined): Readable {
  const body = new Readable({
    autoDestroy: false,
    read () {
      if (text !== undefined) this.push(text)
      this.push(null)
    }
  })
  partBodies.add(body)
  return body
}

function readResponse (response: LightMyRequestResponse, limit: number, settle: (outcome: PartResponse | PartFailure) => void): void {
  const stream = response.stream()
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= limit) {
      chunks.push(chunk)
    } else {
      settle('too large')
      discard(response)
    }
  })
  stream.on('end', () => settle({ statusCode: response.statusCode, headers: response.headers, rawPayload: Buffer.concat(chunks) }))
  stream.on('error', () => settle('broken'))
  stream.on('close', () => settle('broken'))
}

// Ends both sides, so that what still feeds the reply (a file, an upstream) is closed too
function discard (response: LightMyRequestResponse): void {
  const stream = response.stream()
  stream.on('error', () => {})
  stream.destroy()
  response.raw.res.destroy()
}

function isClosing (error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === 'FST_ERR_REOPENED_CLOSE_SERVER'
}
