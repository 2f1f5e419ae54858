import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance, type FastifyServerFactory, type FastifyServerOptions } from 'fastify'
import { Type, type Static } from '@sinclair/typebox'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import errorsPlugin, { errors, openapiOptions, serverOptions, type FormatName } from 'fastify-error-replies'
import catalog from 'fastify-error-replies/catalog'
import { registerBatch } from './batch.js'
import { registerOAuth2 } from './oauth2.js'

const MAX_DOCUMENTS = 1000 // kept in memory

const metaSchema = Type.Object({
  updated: Type.String({ description: 'When the document was last changed, as the server sent it' })
})

const documentSchema = Type.Object({
  name: Type.String({ minLength: 1 }),
  data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  meta: Type.Optional(metaSchema)
})

// A request that replaces a document has to name its version
const replacementSchema = Type.Object({ ...documentSchema.properties, meta: metaSchema })

const storedSchema = Type.Object({ id: Type.String(), ...replacementSchema.properties })

const paramsSchema = Type.Object({ id: Type.String() })

type Document = Static<typeof replacementSchema>

/** Options of `buildServer`. */
export interface DocumentsOptions {
  /**
   * Token that opens `GET /private`.
   *
   * @default 'open-sesame'
   */
  token?: string | undefined
  /**
   * Fastify's own logger option.
   *
   * @default false
   */
  logger?: FastifyServerOptions['logger']
  /**
   * Format of its errors; a server with one that is given has no documentation.
   *
   * @default 'envelope'
   */
  format?: FormatName | undefined
  /**
   * Version of the document at `/documentation`: 2.0 is Swagger, the others are OpenAPI.
   *
   * @default '3.1.0'
   */
  openapi?: '2.0' | '3.0.3' | '3.1.0' | undefined
  /** Fastify's own option: makes the HTTP server. */
  serverFactory?: FastifyServerFactory | undefined
}

/** Builds a server of JSON documents that are kept in memory; it starts with one, `/documents/1`. */
export async function buildServer ({ token = 'open-sesame', logger = false, format, openapi = '3.1.0', serverFactory }: DocumentsOptions = {}) {
  const fastify = Fastify({ ...serverOptions(), logger, ...serverFactory && { serverFactory } }).withTypeProvider<TypeBoxTypeProvider>()
  await fastify.register(errorsPlugin, { challenge: 'Bearer realm="documents"', ...format && { format } })
  if (format === undefined) await registerDocumentation(fastify, openapi)

  const documents = new Map<string, Document>([
    ['1', { name: 'Report', data: { pages: 12 }, meta: { updated: '2015-11-21T12:34:45Z' } }]
  ])

  fastify.get('/documents/:id', {
    schema: { summary: 'Read a document', tags: ['documents'], params: paramsSchema, response: { 200: storedSchema } },
    errors: [errors.notFound]
  }, async (request) => {
    const { id } = request.params
    const stored = documents.get(id)
    if (stored === undefined) throw errors.notFound()
    return { id, ...stored }
  })

  fastify.post('/documents', {
    schema: { summary: 'Keep a document', tags: ['documents'], body: documentSchema, response: { 201: storedSchema } },
    errors: [errors.insufficientStorage]
  }, async (request, reply) => {
    if (documents.size >= MAX_DOCUMENTS) throw errors.insufficientStorage()
    const id = randomUUID()
    const document = { ...request.body, meta: { updated: new Date().toISOString() } }
    documents.set(id, document)
    return reply.code(201).header('location', `/documents/${id}`).send({ id, ...document })
  })

  fastify.put('/documents/:id', {
    schema: { summary: 'Replace a version of a document', tags: ['documents'], params: paramsSchema, body: replacementSchema, response: { 200: storedSchema } },
    errors: [errors.notFound, errors.conflict]
  }, async (request, reply) => {
    const { id } = request.params
    const stored = documents.get(id)
    if (stored === undefined) return reply.notFound()
    const sent = request.body.meta.updated
    if (sent !== stored.meta.updated) return reply.conflict('meta.updated', stored.meta.updated, sent)
    const document = { ...request.body, meta: { updated: later(stored.meta.updated) } }
    documents.set(id, document)
    return { id, ...document }
  })

  fastify.delete('/documents/:id', {
    schema: { summary: 'Remove a document', tags: ['documents'], params: paramsSchema, response: { 204: Type.Unsafe<void>({ type: 'null', description: 'It is gone' }) } },
    errors: [errors.notFound]
  }, async (request, reply) => {
    if (!documents.delete(request.params.id)) return reply.notFound()
    return reply.code(204).send()
  })

  fastify.get('/broken', { schema: { summary: 'Fail without exposing why', tags: ['access'], response: { 200: Type.Null({ description: 'Never sent' }) } } }, async () => {
    throw new Error('password authentication failed for user "documents" at db.internal:5432')
  })

  fastify.get('/private', {
    schema: { summary: 'Read what needs a token', tags: ['access'], response: { 200: Type.Object({ secret: Type.String() }) } },
    errors: [errors.unauthorized]
  }, async (request) => {
    if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) throw errors.unauthorized()
    return { secret: 'There is none.' }
  })

  await fastify.register(registerOAuth2)
  await registerBatch(fastify)

  return fastify
}

async function registerDocumentation (fastify: FastifyInstance, openapi: '2.0' | '3.0.3' | '3.1.0'): Promise<void> {
  const info = { title: 'Documents', description: 'JSON documents that are kept in memory.', version: '1.0.0' }
  const tags = [
    { name: 'documents', description: 'Documents and their versions' },
    { name: 'notes', description: 'Notes with links' },
    { name: 'batch', description: 'Several requests in one' },
    { name: 'oauth2', description: 'Tokens, and what they open' },
    { name: 'access', description: 'A token, and an error of the server' }
  ]
  await fastify.register(catalog, {
    title: 'Errors of the documents API',
    intro: 'The status says what kind of error it is, `code` which one.',
    openapi: '/documentation'
  })
  await fastify.register(swagger, {
    ...(openapi === '2.0' ? { swagger: { info, tags } } : { openapi: { openapi, info, tags } }),
    ...openapiOptions()
  })
  await fastify.register(swaggerUi, { routePrefix: '/documentation' })
}

// Two changes within one millisecond must not look like one version
function later (updated: string): string {
  return new Date(Math.max(Date.now(), Date.parse(updated) + 1)).toISOString()
}

// Compared in constant time
function isSame (sent: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(sent).digest(), createHash('sha256').update(expected).digest())
}

// For the command line: npx fastify-error-replies catalog dist/examples/documents.js
export { buildServer as default }
