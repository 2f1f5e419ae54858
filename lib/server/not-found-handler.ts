import { buildNotFoundReply } from '../normalize/index.js'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReplyHandler } from '../pipeline.js'
import type { ResolvedOptions } from '../options.js'

/** Builds the not-found handler of a context: 405 with `Allow` where the path has other methods, else 404. */
export function buildNotFoundHandler (options: ResolvedOptions, handle: ReplyHandler) {
  return function notFoundHandler (request: FastifyRequest, reply: FastifyReply): void {
    handle(buildNotFoundReply(request, options), request, reply)
  }
}
