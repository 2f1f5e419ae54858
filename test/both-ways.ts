import type { FastifyInstance } from 'fastify'
import type { AddressInfo } from 'node:net'

export interface Ask {
  method?: string
  url: string
  headers?: Record<string, string>
  body?: unknown
}

export interface Answer {
  way: string
  statusCode: number
  headers: Record<string, string>
  text: string
  json (): any
}

/** Sends one request through inject and over a real socket. */
export async function askBothWays (fastify: FastifyInstance, { method = 'GET', url, headers = {}, body }: Ask): Promise<Answer[]> {
  if (!fastify.server.listening) await fastify.listen({ port: 0, host: '127.0.0.1' })
  const all = body === undefined ? headers : { 'content-type': 'application/json', ...headers }
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const injected = await fastify.inject({ method: method as 'GET', url, headers: all, ...(text === undefined ? undefined : { payload: text }) })
  const { port } = fastify.server.address() as AddressInfo
  const fetched = await fetch(`http://127.0.0.1:${port}${url}`, { method, headers: all, redirect: 'manual', ...(text === undefined ? undefined : { body: text }) })
  const fetchedText = await fetched.text()
  return [
    {
      way: 'inject',
      statusCode: injected.statusCode,
      headers: pickHeaders(Object.entries(injected.headers).map(([name, value]) => [name, String(value)])),
      text: injected.body,
      json: () => JSON.parse(injected.body)
    },
    { way: 'socket', statusCode: fetched.status, headers: pickHeaders([...fetched.headers]), text: fetchedText, json: () => JSON.parse(fetchedText) }
  ]
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
