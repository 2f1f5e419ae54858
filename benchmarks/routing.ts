// CPU of a request without sockets: prepared raw requests, given to `fastify.routing`. Noise of the machine's network
// hardly reaches it; what Node's HTTP server adds on a socket is not in it.
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { Writable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { QuestionRequest } from './question.js'

/** As many requests are counted, after as many that warm the server. */
export const REQUESTS = 30_000

/** Microseconds of CPU, user and system, per request, warm. */
export async function measureRequests (fastify: FastifyInstance, request?: QuestionRequest, count = REQUESTS): Promise<number> {
  const send = await prepareRequests(fastify, request)
  await send(count)
  const before = process.cpuUsage()
  await send(count)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / count
}

/** A function that sends a number of requests, one after the other. */
export async function prepareRequests (fastify: FastifyInstance, { method = 'GET', path = '/', headers = {}, body }: QuestionRequest = {}): Promise<(count: number) => Promise<void>> {
  await fastify.ready()
  const socket = new Socket()
  const raw = { host: 'localhost', ...headers, ...(body === undefined ? undefined : { 'content-length': String(Buffer.byteLength(body)) }) }
  const text = body === undefined ? undefined : Buffer.from(body)
  const sendOne = () => new Promise<void>((resolve) => {
    const request = new IncomingMessage(socket)
    Object.assign(request, { method, url: path, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1 })
    Object.assign(request.headers, raw)
    if (text !== undefined) request.push(text)
    request.push(null)
    const response = new ServerResponse(request)
    response.assignSocket(nowhere() as never)
    response.once('finish', resolve)
    fastify.routing(request, response)
  })
  return async (count) => {
    for (let i = 0; i < count; i++) await sendOne()
  }
}

function nowhere (): Writable {
  return new Writable({ write (_chunk, _encoding, callback) { callback() }, writev (_chunks, callback) { callback() } })
}
