import { readText } from '../util/read-property.js'
import type { FastifyReply } from 'fastify'

const EVENT_STREAM = /^text\/event-stream\b/i
// Headers that are given to `writeHead` alone are in no other place
const SENT_EVENT_STREAM = /^content-type:[ \t]*text\/event-stream\b/im

/** Whether the response whose headers are sent is a stream of server-sent events. */
export function isEventStream (raw: FastifyReply['raw']): boolean {
  return EVENT_STREAM.test(String(raw.getHeader('content-type'))) || SENT_EVENT_STREAM.test(readText(raw, '_header'))
}

/** An event `error` with a body as its data, a line for each line of it (HTML, section 9.2.6). */
export function formatEvent (body: string): string {
  return `event: error\n${body.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`).join('')}\n`
}
