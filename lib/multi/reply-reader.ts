import type { OutgoingHttpHeaders } from 'node:http'

/** The reply to a part. */
export interface PartReply {
  readonly statusCode: number
  readonly headers: OutgoingHttpHeaders
  readonly rawPayload: Buffer
}

/** Whether a part may have a status: an integer from 200 to 599. */
export function isFinalStatus (statusCode: number): boolean {
  return Number.isInteger(statusCode) && statusCode >= 200 && statusCode <= 599
}

const STATUS_LINE = /^HTTP\/1\.1 (\d{3}) /

/** Reads a reply from the bytes that Node's HTTP server writes (RFC 9112). */
export class ReplyReader implements PartReply {
  /** That of the last head, which is an informational one until the final one comes; 0 before and if it is not HTTP. */
  statusCode = 0
  headers: OutgoingHttpHeaders = {}
  /** Bytes of the body until now. */
  size = 0
  readonly #chunks: Buffer[] = []
  #state: 'head' | 'body' | 'chunks' | 'end' = 'head'
  #rest: Buffer = Buffer.alloc(0) // a head that is not complete
  #line = '' // before a chunk, not complete
  #left = 0 // bytes of the chunk that are still to come

  get rawPayload (): Buffer {
    return this.#chunks.length === 1 ? this.#chunks[0] as Buffer : Buffer.concat(this.#chunks)
  }

  write (bytes: Buffer): void {
    if (this.#state === 'head') bytes = this.#readHeads(bytes)
    if (this.#state === 'body') this.#add(bytes)
    else if (this.#state === 'chunks') this.#readChunks(bytes)
  }

  // Gives what follows the final head
  #readHeads (bytes: Buffer): Buffer {
    if (this.#rest.length > 0) bytes = Buffer.concat([this.#rest, bytes])
    while (this.#state === 'head') {
      const end = bytes.indexOf('\r\n\r\n')
      if (end === -1) break
      this.#readHead(bytes.toString('latin1', 0, end))
      bytes = bytes.subarray(end + 4)
    }
    this.#rest = bytes
    return bytes
  }

  #readHead (head: string): void {
    const [statusLine, ...lines] = head.split('\r\n')
    this.statusCode = Number(STATUS_LINE.exec(statusLine as string)?.[1] ?? 0)
    if (this.statusCode >= 100 && this.statusCode < 200) return
    const headers: OutgoingHttpHeaders = Object.create(null)
    for (const line of lines) {
      const colon = line.indexOf(':')
      const name = line.slice(0, colon).toLowerCase()
      const value = line.slice(colon + 2)
      const known = headers[name]
      headers[name] = known === undefined ? value : [known as string, value].flat()
    }
    this.headers = headers
    this.#state = this.statusCode === 0 ? 'end' : headers['transfer-encoding'] === undefined ? 'body' : 'chunks'
  }

  // chunk = chunk-size CRLF chunk-data CRLF (RFC 9112 section 7.1); trailers are not read
  #readChunks (bytes: Buffer): void {
    for (let at = 0; at < bytes.length;) {
      if (this.#left > 0) {
        const data = bytes.subarray(at, at + this.#left)
        this.#add(data)
        this.#left -= data.length
        at += data.length
        continue
      }
      const end = bytes.indexOf('\n', at)
      this.#line += bytes.toString('latin1', at, end === -1 ? bytes.length : end)
      if (end === -1) return
      if (this.#line === '0\r') this.#state = 'end'
      if (this.#state === 'end') return
      // The line that ends a chunk is empty
      this.#left = this.#line === '\r' ? 0 : Number.parseInt(this.#line, 16)
      this.#line = ''
      at = end + 1
    }
  }

  #add (bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#chunks.push(bytes)
    this.size += bytes.length
  }
}
