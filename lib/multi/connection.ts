import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Duplex } from 'node:stream'
import { hasRefusedStatus } from '../http/refused-status.js'
import { isFinalStatus, ReplyReader, type PartReply } from './reply-reader.js'
import type { FastifyInstance } from 'fastify'
import type { Socket } from 'node:net'

/** Why a part has no reply. */
export interface PartFailure {
  readonly kind: 'broken' | 'failed' | 'status' | 'timeout' | 'too large'
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

/** A part as bytes: its head, and its body if it has one. */
export type PartMessage = readonly [head: Buffer, body?: Buffer]

/** Connects a batch to the router: a socket in memory, with what the socket of the batch says of its client. */
export type Connect = (client: Socket) => PartConnection

// What a request can be asked of its socket without a way to the connection of the batch
const FACTS = [
  'remoteAddress', 'remotePort', 'remoteFamily', 'localAddress', 'localPort', 'localFamily', 'encrypted', 'authorized',
  'authorizationError', 'alpnProtocol', 'servername', 'getPeerCertificate', 'getPeerX509Certificate', 'getProtocol', 'getCipher'
]

/**
 * A connection that parts of a batch come in on, one after the other.
 *
 * Node's HTTP server takes any Duplex stream as a connection, so that a part is a request like any, with all that Node
 * does for one; no port is used.
 */
export class PartConnection extends Duplex {
  #reader = new ReplyReader()
  #limit = 0
  #end: ((outcome: PartReply | PartFailure) => void) | undefined

  constructor (client: Socket) {
    super({ decodeStrings: false })
    for (const name of FACTS) {
      const value = client[name as keyof Socket] as unknown
      if (value !== undefined) Object.assign(this, { [name]: typeof value === 'function' ? value.bind(client) : value })
    }
    this.once('close', () => this.fail({ kind: 'broken' }))
  }

  /** Sends a part and reads its reply; always resolves in time and never rejects. The connection is closed if it fails. */
  run ([head, body]: PartMessage, { timeout, resultLimit }: PartLimits): Promise<PartReply | PartFailure> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.fail({ kind: 'timeout' }), timeout)
      this.#reader = new ReplyReader()
      this.#limit = resultLimit
      this.#end = (outcome) => {
        this.#end = undefined
        clearTimeout(timer)
        resolve(outcome)
      }
      this.push(head)
      if (body !== undefined) this.push(body)
    })
  }

  /** Called when the whole reply has been written. */
  finish (response: ServerResponse): void {
    const { statusCode } = this.#reader
    if (statusCode === 0) this.fail({ kind: 'broken' })
    else if (!isFinalStatus(statusCode) || hasRefusedStatus(response)) this.fail({ kind: 'status' })
    else this.#end?.(this.#reader)
  }

  fail (failure: PartFailure): void {
    this.#end?.(failure)
    this.destroy()
  }

  override _read (): void {}

  override _write (chunk: string | Buffer, encoding: BufferEncoding, callback: () => void): void {
    // Copied: a buffer belongs to its writer again after the callback
    this.#reader.write(Buffer.from(chunk as string, encoding))
    callback()
    if (this.#reader.size > this.#limit) this.fail({ kind: 'too large' })
  }

  // What handlers and libraries set on the socket of a request
  setTimeout (): this { return this }
  setNoDelay (): this { return this }
  setKeepAlive (): this { return this }
  ref (): this { return this }
  unref (): this { return this }
}

/** What connects the batches of a server to its router. */
export function createConnect (fastify: FastifyInstance): Connect {
  // Never listens. The addresses of parts were checked, and a long query is the body of a batch
  const server = createServer({ maxHeaderSize: 2 ** 30, requireHostHeader: false, keepAliveTimeout: 0 })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const connection = request.socket as Duplex as PartConnection
    response.once('finish', () => connection.finish(response))
    try {
      fastify.routing(request, response)
    } catch (cause) {
      connection.fail({ kind: 'failed', cause })
    }
  })
  return (client) => {
    const connection = new PartConnection(client)
    server.emit('connection', connection)
    return connection
  }
}

/** Whether a raw request is a part of a batch. */
export function isPart ({ socket }: { socket?: unknown }): boolean {
  return socket instanceof PartConnection
}
