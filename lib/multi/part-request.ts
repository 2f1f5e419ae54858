import { Readable } from 'node:stream'
import type { IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'

/** One request to this server. */
export interface PartParts {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** JSON text; `undefined` for a request without a body. */
  readonly body: string | undefined
}

const kPart = Symbol('fastify-error-replies.part')

/** What Fastify takes as the raw request of a part. */
export class PartRequest extends Readable {
  readonly [kPart] = true
  readonly httpVersion = '1.1'
  readonly httpVersionMajor = 1
  readonly httpVersionMinor = 1
  readonly complete = true
  readonly trailers = {}
  readonly rawTrailers = []
  readonly rawHeaders: string[] = []
  readonly headers: IncomingHttpHeaders
  readonly method: string
  url: string // rewriteUrl changes it
  aborted = false
  readonly #body: string | undefined

  constructor ({ method, url, headers, body }: PartParts, readonly socket: Socket) {
    // As of a real request, its end is not its close: that comes with the reply
    super({ autoDestroy: false })
    this.method = method
    this.url = url
    this.headers = { ...headers } // hooks may change theirs
    if (body !== undefined) {
      this.headers['content-type'] = 'application/json'
      this.headers['content-length'] = String(Buffer.byteLength(body))
    }
    for (const [name, value] of Object.entries(this.headers)) this.rawHeaders.push(name, String(value))
    this.#body = body
    Object.defineProperties(this, members)
  }

  get connection (): Socket {
    return this.socket
  }

  setTimeout (): this {
    return this // the part has a timer of its own
  }

  override _read (): void {
    if (this.#body !== undefined) this.push(this.#body)
    this.push(null)
  }

  override _destroy (error: Error | null, callback: (error?: Error | null) => void): void {
    callback(error)
  }
}

const members = ownMembers(PartRequest)

/**
 * The members of a class, to be defined on its instances: Express puts prototypes of its own, which lead to those of
 * `node:http`, under every request and reply that it is given.
 */
export function ownMembers ({ prototype }: { readonly prototype: object }): PropertyDescriptorMap {
  const { constructor: _constructor, ...descriptors } = Object.getOwnPropertyDescriptors(prototype)
  return descriptors
}

/** Whether a request is itself a part of a batch, whatever led it there: a rewritten URL, another batch endpoint. */
export function isPart (raw: unknown): boolean {
  return (raw as Partial<PartRequest>)[kPart] === true
}

/**
 * The connection of a batch as its parts see it: the address, the encryption and the certificate of the client, but
 * nothing that a part does to it reaches the connection itself.
 */
export function buildPartSocket (socket: Socket): Socket {
  const facade: Socket = Object.create(socket, {
    // Listeners of its own
    _events: { value: undefined, writable: true },
    _eventsCount: { value: 0, writable: true },
    _meta: { value: undefined, writable: true },
    writableLength: { value: 0 },
    ...Object.fromEntries(['destroy', 'destroySoon', 'end', 'pause', 'ref', 'resume', 'setKeepAlive', 'setNoDelay', 'setTimeout', 'unref', 'cork', 'uncork']
      .map((name) => [name, { value: () => facade }])),
    write: { value: () => true }
  })
  return facade
}
