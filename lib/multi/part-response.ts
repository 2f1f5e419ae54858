import { ServerResponse, type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http'
import { ownMembers, type PartRequest } from './part-request.js'

/** How the reply of a part ended. */
export type PartEnd = 'broken' | 'finished' | 'too large'

type Callback = (error?: Error | null) => void

// Members of ServerResponse that Node's own streams look at and its types do not tell
interface Internals {
  finished: boolean
  destroyed: boolean
  _closed: boolean
  socket: unknown
}

/**
 * What Fastify takes as the raw reply of a part: keeps the head and the body instead of writing them to a socket.
 *
 * Headers, and the rules for them, are those of ServerResponse. `write` takes whatever comes at once, so nothing waits
 * for a drain; over the limit, or when nobody wants the reply any more, it takes nothing, which stops what is piped in.
 */
export class PartResponse extends ServerResponse {
  readonly #limit: number
  readonly #onEnd: (end: PartEnd) => void
  readonly #chunks: Buffer[] = []
  #size = 0
  #hasHead = false
  #hasBody: boolean

  static {
    // Its types have a property there, which a getter cannot override; @fastify/express defines it once more
    Object.defineProperty(this.prototype, 'headersSent', { configurable: true, get (this: PartResponse) { return this.#hasHead } })
  }

  /**
   * @param limit bytes that the body may have
   * @param onEnd called once, when there is no more to come
   */
  constructor (request: PartRequest, limit: number, onEnd: (end: PartEnd) => void) {
    super(request as unknown as IncomingMessage)
    internals(this).socket = request.socket
    this.#limit = limit
    this.#onEnd = onEnd
    this.#hasBody = request.method !== 'HEAD'
    Object.defineProperties(this, members)
  }

  /** The body so far. */
  get rawPayload (): Buffer {
    return this.#chunks.length === 1 ? this.#chunks[0] as Buffer : Buffer.concat(this.#chunks)
  }

  override writeHead (statusCode: number, reason?: string | Headers, headers?: Headers): this {
    if (this.#hasHead) throw new Error('the head of this part is written already')
    this.statusCode = statusCode
    const fields = typeof reason === 'object' ? reason : headers
    if (Array.isArray(fields)) {
      for (let i = 0; i < fields.length - 1; i += 2) this.appendHeader(String(fields[i]), String(fields[i + 1]))
    } else if (fields !== undefined) {
      for (const name in fields) {
        const value = fields[name]
        if (value !== undefined) this.setHeader(name, value)
      }
    }
    this.#hasHead = true
    // RFC 9110 sections 6.4.1 and 15.4.5
    if (statusCode === 204 || statusCode === 304) this.#hasBody = false
    return this
  }

  override flushHeaders (): void {
    if (!this.#hasHead) this.writeHead(this.statusCode)
  }

  override write (chunk: unknown, encoding?: BufferEncoding | Callback | null, callback?: Callback | null): boolean {
    const done = typeof encoding === 'function' ? encoding : callback
    if (this.destroyed || this.writableEnded) {
      if (typeof done === 'function') process.nextTick(done, new Error('the reply of this part has ended'))
      return false
    }
    this.flushHeaders()
    if (this.#hasBody) this.#keep(chunk, typeof encoding === 'string' ? encoding : 'utf8')
    if (typeof done === 'function') process.nextTick(done)
    return !this.destroyed
  }

  override end (chunk?: unknown, encoding?: BufferEncoding | Callback | null, callback?: Callback | null): this {
    const done = [chunk, encoding, callback].find((argument) => typeof argument === 'function') as Callback | undefined
    if (this.destroyed || this.writableEnded) return this
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') {
      this.write(chunk, typeof encoding === 'string' ? encoding : 'utf8')
    }
    this.flushHeaders()
    if (this.destroyed) return this
    internals(this).finished = true
    if (done !== undefined) this.once('finish', done)
    this.#onEnd('finished')
    process.nextTick(finish, this)
    return this
  }

  override destroy (): this {
    if (this.destroyed) return this
    internals(this).destroyed = true
    if (!this.writableEnded) this.#onEnd('broken')
    process.nextTick(close, this)
    return this
  }

  // Nobody is there to read an interim reply
  override writeContinue (callback?: () => void): void { callback?.() }
  override writeProcessing (): void {}
  override writeEarlyHints (_hints: Record<string, string | string[]>, callback?: () => void): void { callback?.() }

  #keep (chunk: unknown, encoding: BufferEncoding): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk as Uint8Array)
    this.#size += bytes.length
    if (this.#size <= this.#limit) {
      this.#chunks.push(bytes)
    } else {
      this.#onEnd('too large')
      this.destroy()
    }
  }
}

const members = ownMembers(PartResponse)

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[]

function internals (response: PartResponse): Internals {
  return response as unknown as Internals
}

function finish (response: PartResponse): void {
  response.emit('finish')
  internals(response).destroyed = true
  close(response)
}

function close (response: PartResponse): void {
  internals(response)._closed = true
  response.emit('close')
  response.req.destroy()
}
