import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { hasRefusedStatus } from '../http/refused-status.js'
import { startPart } from './part-mark.js'

/** The reply to a part, read to its end. */
export interface PartReply {
  readonly statusCode: number
  readonly headers: OutgoingHttpHeaders
  readonly rawPayload: Buffer
}

/** Why a part has no reply. */
export interface PartFailure {
  readonly kind: 'aborted' | 'broken' | 'closing' | 'failed' | 'status' | 'timeout' | 'too large'
  /** The thrown value, if any. */
  readonly cause?: unknown
}

/** Limits of a part. */
export interface PartLimits {
  /** Milliseconds until the end of the reply. */
  readonly timeout: number
  /** Bytes of the reply's body. */
  readonly resultLimit: number
}

/** The client of a batch. */
export interface BatchClient {
  /** Called when the client closes the connection. */
  onClose: (() => void) | undefined
}

/**
 * Runs one part through `fastify.inject` and reads its reply; always resolves in time and never rejects.
 *
 * A handler cannot be stopped from outside: after a timeout the part is aborted, and a reply that comes later is
 * closed. An injected request whose body was read cannot be aborted; its handler runs to its end.
 */
export function injectPart (
  fastify: FastifyInstance, part: InjectOptions, { timeout, resultLimit }: PartLimits, client: BatchClient
): Promise<PartReply | PartFailure> {
  return new Promise((resolve) => {
    const controller = new AbortController()
    let raw: ServerResponse | undefined
    let isOver = false
    const end = (outcome: PartReply | PartFailure) => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      client.onClose = undefined
      resolve(outcome)
    }
    const abort = (failure: PartFailure) => {
      if (isOver) return
      end(failure)
      controller.abort()
      raw?.destroy()
    }
    const timer = setTimeout(abort, timeout, { kind: 'timeout' })
    client.onClose = () => abort({ kind: 'aborted' })
    const read = (error: Error | undefined, response: LightMyRequestResponse | undefined) => {
      if (error != null || response === undefined) {
        end({ kind: isClosing(error) ? 'closing' : 'broken', cause: error })
        return
      }
      raw = response.raw.res
      const stream = response.stream()
      stream.on('error', (cause) => abort({ kind: 'broken', cause }))
      if (isOver) {
        raw.destroy() // it came too late
        return
      }
      const { statusCode, headers } = response
      if (!isFinalStatus(statusCode) || hasRefusedStatus(raw)) {
        abort({ kind: 'status' })
        return
      }
      const chunks: Buffer[] = []
      let size = 0
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > resultLimit) abort({ kind: 'too large' })
        else chunks.push(chunk)
      })
      stream.once('end', () => {
        // Its connection would have been closed before the reply
        if (response.raw.res.req.destroyed) end({ kind: 'broken' })
        else end({ statusCode, headers, rawPayload: Buffer.concat(chunks) })
      })
    }
    // A signal costs half as much as the injection (40 of 80 µs, Node 20) and has no effect once a body was read
    const abortable = part.payload === undefined ? { signal: controller.signal } : undefined
    try {
      // Checked already; injection does not check which methods Node knows
      startPart(() => fastify.inject({ ...part, ...abortable, payloadAsStream: true, validate: false } as InjectOptions, read))
    } catch (cause) {
      if (!isOver) end({ kind: 'failed', cause })
    }
  })
}

/** Whether a part may have a status: an integer from 200 to 599. */
export function isFinalStatus (statusCode: number): boolean {
  return Number.isInteger(statusCode) && statusCode >= 200 && statusCode <= 599
}

function isClosing (error: Error | undefined): boolean {
  return (error as { code?: unknown } | undefined)?.code === 'FST_ERR_REOPENED_CLOSE_SERVER'
}
