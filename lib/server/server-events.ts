import { isRoot } from './boot-checks.js'
import { errors } from '../helpers/index.js'
import { buildRaw } from '../pipeline.js'
import { readServerOptions, type ServerOptionsInUse } from './server-options.js'
import type { Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { ResolvedOptions } from '../options.js'

/** Handles the errors of the server that reach neither a route nor the error handler, and logs which ones Fastify keeps. */
export function handleServerEvents (fastify: FastifyInstance, options: ResolvedOptions): void {
  const inUse = readServerOptions(fastify)
  if (inUse.return503OnClosing) refuseWhileClosing(fastify)
  // The server belongs to the root instance: a plugin in a child context does not speak for all of it
  if (!isRoot(fastify)) return
  answerExpectations(fastify.server, fastify, options)
  reportUncovered(fastify, inUse)
}

// Costs a request 0.2 µs of about 25 µs (Node 20), which is why it is there only where Fastify lets requests through
function refuseWhileClosing (fastify: FastifyInstance): void {
  let closing = false
  fastify.addHook('preClose', (done) => {
    closing = true
    done()
  })
  fastify.addHook('onRequest', (_request, reply, done) => {
    if (closing) reply.send(errors.serviceUnavailable())
    else done()
  })
}

// RFC 9110 section 10.1.1: an expectation other than 100-continue may be rejected with 417. Node does so itself,
// without a body, unless there is a listener; a listener of the application decides itself.
function answerExpectations (server: Server, { log }: FastifyInstance, options: ResolvedOptions): void {
  server.on('checkExpectation', (request, response) => {
    if (server.listenerCount('checkExpectation') > 1 || response.headersSent) return
    try {
      const error = errors.expectationFailed()
      const { statusCode, headers, body, publish } = buildRaw(error, { thrown: error, log, acceptLanguage: request.headers['accept-language'] ?? '' }, options)
      publish()
      response.writeHead(statusCode, headers)
      response.end(body)
    } catch {
      response.destroy()
    }
  })
}

const surfaces: readonly (readonly [keyof ServerOptionsInUse, string])[] = [
  ['frameworkErrors', 'malformed URLs, over-long parameters and asynchronous constraints'],
  ['clientErrorHandler', 'malformed HTTP, request timeouts and header overflows'],
  ['return503OnClosing', 'requests while the server closes']
]

function reportUncovered (fastify: FastifyInstance, inUse: ServerOptionsInUse): void {
  const uncovered = surfaces.filter(([name]) => !inUse[name]).map(([name, text]) => `${text} (${name})`)
  if (uncovered.length > 0) {
    fastify.log.debug(`fastify-error-replies does not handle ${uncovered.join(', ')}: these belong to the constructor, see serverOptions()`)
  }
}
