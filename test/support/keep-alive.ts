import { connect, type Socket } from 'node:net'

/** A response as its bytes say, without any repair that an HTTP client makes. */
export interface WireReply {
  readonly statusCode: number
  /** Lower-case names; the lines of one name in their order. */
  readonly headers: Record<string, string[]>
  readonly body: string
  /** Bytes of the body. */
  readonly size: number
}

/** One connection that is used for request after request. */
export interface Connection {
  /** Sends a message and reads one response; `undefined` when the connection is closed without one. */
  send: (message: string) => Promise<WireReply | undefined>
  readonly isOpen: () => boolean
  /** Bytes that came after the last response, which belong to no request. */
  readonly rest: () => string
  close: () => void
}

/** Opens a connection to a server on this machine. */
export function openConnection (port: number, timeout = 5000): Connection {
  let received = Buffer.alloc(0)
  let isHead = false
  let pending: { resolve: (reply: WireReply | undefined) => void, reject: (error: Error) => void } | undefined
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const settle = () => {
    if (pending === undefined) return
    const parsed = parse(received, isHead)
    if (parsed === undefined) {
      if (socket.destroyed) pending.resolve(undefined)
      else return
    } else {
      received = received.subarray(parsed.end)
      pending.resolve(parsed.reply)
    }
    pending = undefined
  }
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    settle()
  }).on('error', () => {}).on('close', settle)
  return {
    send: (message) => new Promise((resolve, reject) => {
      const timer = setTimeout(() => { reject(new Error(`no response within ${timeout} ms to ${message.slice(0, 200)}`)) }, timeout)
      pending = { resolve: (reply) => { clearTimeout(timer); resolve(reply) }, reject }
      isHead = message.startsWith('HEAD ')
      if (socket.destroyed) settle()
      else socket.write(message)
    }),
    isOpen: () => !socket.destroyed && !socket.readableEnded,
    rest: () => received.toString('latin1'),
    close: () => { socket.destroy() }
  }
}

function parse (bytes: Buffer, isHead: boolean): { reply: WireReply, end: number } | undefined {
  const head = bytes.indexOf('\r\n\r\n')
  if (head === -1) return undefined
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, head).split('\r\n')
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]
  if (status === undefined) throw new Error(`not a status line: ${statusLine}`)
  const headers: Record<string, string[]> = {}
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:\s]+): ?(.*)$/.exec(line) ?? []
    if (name === '') throw new Error(`not a header: ${line}`)
    ;(headers[name.toLowerCase()] ??= []).push(value)
  }
  const start = head + 4
  const length = isHead ? 0 : Number(headers['content-length']?.[0] ?? NaN)
  if (!Number.isInteger(length)) throw new Error(`a response without a length: ${statusLine}`)
  if (bytes.length < start + length) return undefined
  const body = bytes.subarray(start, start + length)
  return { reply: { statusCode: Number(status), headers, body: body.toString(), size: length }, end: start + length }
}

/** A request; with a body it is JSON, unless a header says otherwise. */
export function buildRequest (method: string, url: string, headers: Record<string, string> = {}, body?: string): string {
  const content = body === undefined ? undefined : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
  const lines = Object.entries({ host: 'localhost', ...content, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`
}
