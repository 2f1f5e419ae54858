import Fastify, { type FastifyReply } from 'fastify'
import { listen } from './question.js'

/** A reply that is finished: nothing of it is read, decided or serialized when it is sent. */
export interface FinishedReply {
  readonly statusCode: number
  readonly body: string
  /** @default 'application/json; charset=utf-8' */
  readonly contentType?: string
  /**
   * Whether `Vary: Accept` is sent, as where `Accept` may choose the format.
   *
   * @default true
   */
  readonly varies?: boolean
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends a finished reply with the headers of every error: the least that Fastify can do for it. */
export function sendFinished (reply: FastifyReply, { statusCode, body, contentType = 'application/json; charset=utf-8', varies = true, headers }: FinishedReply): void {
  reply
    .code(statusCode)
    .header('content-type', contentType)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
  if (varies) reply.header('vary', 'Accept')
  if (headers !== undefined) reply.headers(headers)
  reply.send(body)
}

/** Starts the limit: a route whose handler sends a finished reply. */
export function startLimit (finished: FinishedReply): Promise<number> {
  const fastify = Fastify()
  fastify.get('/', (_request, reply) => { sendFinished(reply, finished) })
  return listen(fastify)
}
