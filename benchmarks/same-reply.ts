import { request as sendRequest } from 'node:http'
import type { QuestionRequest } from './question.js'

/** A reply as it came over the wire; headers in their order, without `Date`. */
export interface WireReply {
  readonly statusCode: number
  readonly headers: readonly string[]
  readonly body: string
}

/** Asks a server once. */
export function fetchReply (origin: string, { method = 'GET', path = '/', headers = {}, body }: QuestionRequest = {}): Promise<WireReply> {
  return new Promise((resolve, reject) => {
    const request = sendRequest(origin + path, { method, headers, agent: false }, async (response) => {
      try {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk as Buffer)
        resolve({
          statusCode: response.statusCode as number,
          headers: pairs(response.rawHeaders).filter((line) => !line.startsWith('Date: ')),
          body: Buffer.concat(chunks).toString()
        })
      } catch (error) {
        reject(error)
      }
    })
    request.on('error', reject)
    request.end(body)
  })
}

/**
 * Compares what two servers send: a ratio means something only between equal replies.
 *
 * @throws an error that shows both when one byte or header differs
 */
export function checkSameReply (limit: WireReply, plugin: WireReply): void {
  const [expected, actual] = [describe(limit), describe(plugin)]
  if (expected !== actual) throw new Error(`the servers do not send the same\n\nlimit:\n${expected}\n\nplugin:\n${actual}`)
}

function describe ({ statusCode, headers, body }: WireReply): string {
  return [statusCode, ...headers, '', body].join('\n')
}

function pairs (rawHeaders: readonly string[]): string[] {
  const lines = []
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`)
  return lines
}
