import { Readable } from 'node:stream'
import { kErrorReplies } from '../error/symbols.js'
import { buildPart } from '../pipeline.js'
import { formatEvent } from '../send/index.js'
import { defaultSettings } from './error-handler.js'
import type { FastifyRequest } from 'fastify'

/** An error as a server-sent event; as a text it is the event with its blank line. */
export interface ErrorEvent {
  readonly event: 'error'
  /** The body of the error in the format of the route or the context: the value of a JSON format, otherwise its text. */
  readonly data: unknown
  toString (): string
}

/**
 * An error as a server-sent event: `event: error`, with the body that a reply would have as `data`.
 *
 * It is hidden, mapped, logged and published as the error of a reply: call it once for an error that is sent.
 * `reply.sse.send(toEvent(error, request))` of `@fastify/sse` takes it as it is; elsewhere write it as a text. Never
 * throws.
 */
export function toEvent (error: unknown, request: FastifyRequest): ErrorEvent {
  const { body } = buildPart(error, request, request.server[kErrorReplies] ?? defaultSettings())
  // Not enumerable: for JSON, an event is its two members
  return Object.defineProperty({ event: 'error' as const, data: parse(body) }, 'toString', { value: () => formatEvent(body) })
}

/**
 * A stream of server-sent events whose last event is the error that it fails with.
 *
 * For `reply.type('text/event-stream').send(toEventStream(source, request))`. A source that fails before its first chunk
 * makes an error reply as any other handler does. Its chunks are sent as they are. A source that is a stream is destroyed
 * when the client leaves.
 */
export function toEventStream (source: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>, request: FastifyRequest): Readable {
  const stream = Readable.from(endWithError(source, request, () => stream.destroyed), { objectMode: false })
  if (source instanceof Readable) {
    // A stream that waits for its next event would stay open until then, and this one with it
    const { _destroy } = stream
    stream._destroy = (error, callback) => {
      source.destroy()
      _destroy.call(stream, error, callback)
    }
  }
  return stream
}

async function * endWithError (source: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>, request: FastifyRequest, isClosed: () => boolean): AsyncGenerator<string | Uint8Array> {
  let hasBegun = false
  try {
    for await (const chunk of source) {
      hasBegun = true
      yield chunk
    }
  } catch (error) {
    if (!hasBegun || isClosed()) throw error
    // The blank lines end an event that was cut off
    yield `\n\n${String(toEvent(error, request))}`
  }
}

function parse (body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
