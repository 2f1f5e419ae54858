import Fastify, { type FastifyReply } from 'fastify'
import { isLogged } from './log-file.js'
import { listen, type ServerSetup } from './question.js'

/** A reply that is finished: nothing of it is read, decided or serialized when it is sent. */
export interface FinishedReply {
  readonly statusCode: number
  readonly body: string
  /** Its log line. */
  readonly line: { readonly code: string, readonly message: string }
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
export function sendFinished (reply: FastifyReply, finished: FinishedReply): void {
  const { statusCode, body, contentType = 'application/json; charset=utf-8', varies = true, headers } = finished
  reply.code(statusCode)
  if (isLogged) writeLine(reply, finished)
  reply
    .header('content-type', contentType)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
  if (headers !== undefined) reply.headers(headers)
  if (varies) reply.header('vary', 'Accept')
  // Without a serializer Fastify adds a charset to JSON, which application/problem+json does not have
  if (!contentType.includes('charset')) reply.serializer(identity)
  reply.send(body)
}

const identity = (body: string) => body

// The line that the plugin writes too: from 500 on with the error and its stack
function writeLine (reply: FastifyReply, { statusCode, line: { code, message } }: FinishedReply): void {
  const { request } = reply
  if (statusCode < 500) request.log.info({ res: reply, err: { statusCode, code, message } }, message)
  else request.log.error({ req: request, res: reply, err: new Error('the database is away') }, message)
}

/** Starts the limit: a route whose handler sends a finished reply. */
export function startLimit (finished: FinishedReply, setup: ServerSetup): Promise<number> {
  const fastify = Fastify(setup)
  fastify.get('/', (_request, reply) => { sendFinished(reply, finished) })
  return listen(fastify)
}
