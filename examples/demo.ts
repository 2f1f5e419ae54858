import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { attempts } from './attempts.js'
import { buildServer, type DocumentsOptions } from './documents.js'
import { renderPage } from './page.js'

/** Formats that the page shows side by side. */
export const formats = ['envelope', 'problem', 'fields', 'description', 'oauth2', 'fastify'] as const

const page = new URL('../../examples/page/', import.meta.url)

const files: Readonly<Record<string, readonly [URL, string]>> = {
  '/page.css': [new URL('page.css', page), 'text/css'],
  '/page.js': [new URL('page.js', page), 'text/javascript'],
  '/client.js': [new URL(import.meta.resolve('fastify-error-replies/client')), 'text/javascript']
}

/**
 * Builds the documents server with a page at `/` that sends requests to it.
 *
 * `/as/fields/documents/2` is the path `/documents/2` of the same server with the format `fields`, and so for every
 * format: each has a server, and all of them listen on one port.
 */
export async function buildDemo (options: DocumentsOptions = {}): Promise<FastifyInstance> {
  const servers = new Map<string, FastifyInstance>()
  const fastify: FastifyInstance = await buildServer({
    ...options,
    serverFactory: (handler) => createServer((request, response) => {
      const [, format = '', url] = /^\/as\/([a-z0-9]+)(\/.*)$/.exec(request.url ?? '') ?? []
      const server = servers.get(format)
      if (server === undefined) return handler(request, response)
      request.url = url
      server.routing(request, response)
    })
  })
  for (const format of formats) {
    const server: FastifyInstance = await buildServer({ ...options, format })
    await server.ready()
    servers.set(format, server)
    fastify.addHook('onClose', async () => { await server.close() })
  }

  fastify.get('/', { schema: { hide: true } }, async (request, reply) => reply
    .header('content-security-policy', "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'")
    .type('text/html; charset=utf-8')
    .send(renderPage(`${request.protocol}://${request.host}`, attempts, formats)))
  for (const [url, [file, type]] of Object.entries(files)) {
    fastify.get(url, { schema: { hide: true } }, async (_request, reply) => reply.type(`${type}; charset=utf-8`).send(await readFile(file)))
  }
  return fastify
}
