import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Test } from 'tap'
import type { ErrorReplyMessage } from '../../lib/index.js'

/** A log line, as JSON. */
export type Line = Record<string, any>

/** Option `logger` of a server, and the lines about errors that it writes. */
export function recordLines (): { lines: Line[], logger: object } {
  const lines: Line[] = []
  const write = (text: string): void => {
    const line = JSON.parse(text)
    if ('err' in line) lines.push(line)
  }
  return { lines, logger: { level: 'debug', stream: { write } } }
}

/** What is published until the test ends. */
export function recordMessages (t: Test): ErrorReplyMessage[] {
  const messages: ErrorReplyMessage[] = []
  const listener = (message: unknown) => { messages.push(message as ErrorReplyMessage) }
  subscribe('fastify-error-replies.reply', listener)
  t.teardown(() => unsubscribe('fastify-error-replies.reply', listener))
  return messages
}
