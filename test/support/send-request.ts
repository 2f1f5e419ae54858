import type { FastifyInstance } from 'fastify'
import type { AddressInfo } from 'node:net'

export interface TestRequest {
  method?: string
  url: string
  headers?: Record<string, string>
  body?: unknown
}

export interface TestReply {
  way: string
  statusCode: number
  headers: Record<string, string>
  text: string
  json (): any
}

/** Sends one request through inject and over a real socket. */
export async function sendBothWays (fastify: FastifyInstance, request: TestRequest): Promise<TestReply[]> {
  const { method = 'GET', url } = request
  const { headers, payload } = buildMessage(request)
  const injected = await fastify.inject({ method: method as 'GET', url, headers, ...(payload === undefined ? undefined : { payload: payload as string | Buffer }) })
  return [
    {
      way: 'inject',
      statusCode: injected.statusCode,
      headers: pickHeaders(Object.entries(injected.headers).map(([name, value]) => [name, String(value)])),
      text: injected.body,
      json: () => JSON.parse(injected.body)
    },
    await sendOverSocket(fastify, request)
  ]
}

/** Sends one request over a real socket; the body may be a form too. */
export async function sendOverSocket (fastify: FastifyInstance, request: TestRequest): Promise<TestReply> {
  if (!fastify.server.listening) await fastify.listen({ port: 0, host: '127.0.0.1' })
  const { port } = fastify.server.address() as AddressInfo
  const { headers, payload } = buildMessage(request)
  const response = await fetch(`http://127.0.0.1:${port}${request.url}`, {
    method: request.method ?? 'GET', headers, redirect: 'manual', ...(payload === undefined ? undefined : { body: payload as string })
  })
  const text = await response.text()
  return { way: 'socket', statusCode: response.status, headers: pickHeaders([...response.headers]), text, json: () => JSON.parse(text) }
}

function buildMessage ({ headers = {}, body }: TestRequest): { headers: Record<string, string>, payload: unknown } {
  if (body === undefined || body instanceof FormData) return { headers, payload: body }
  return {
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  }
}

// Without what differs by the way alone; several lines of one name become one
function pickHeaders (entries: [string, string][]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of entries) {
    if (['connection', 'date', 'keep-alive', 'transfer-encoding'].includes(name)) continue
    headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`
  }
  return headers
}
