import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import multi from 'fastify-error-replies/multi'
import success from 'fastify-error-replies/success'
import { errors } from 'fastify-error-replies'
import { halSchema } from 'fastify-error-replies/schemas'

const noteSchema = Type.Object({ id: Type.Integer(), text: Type.String() })

const hal = { tags: ['notes'], produces: ['application/hal+json'] }
const located = { headers: { Location: { type: 'string', description: 'Address of the resource' } } }

/**
 * Notes with links, and an endpoint that takes several requests at once.
 *
 * Needs the errors plugin around it:
 *
 *     curl -i localhost:3000/notes -H 'content-type: application/json' -d '{"text":"Buy milk"}'
 *     curl localhost:3000/multi -H 'content-type: application/json' \
 *       -d '{"requests":[{"method":"GET","resource":"/notes/1"},{"method":"GET","resource":"/notes/9"}]}'
 */
export async function registerBatch (fastify: FastifyInstance): Promise<void> {
  await fastify.register(success)
  await fastify.register(multi, { maxRequests: 20, timeout: 2000 })

  const notes = new Map<number, { id: number, text: string }>()

  fastify.get('/notes', {
    schema: {
      summary: 'List notes',
      ...hal,
      response: { 200: halSchema(Type.Object({ count: Type.Integer() }), { notes: Type.Array(halSchema(noteSchema)) }) }
    }
  }, async (_request, reply) => reply
    .embed('notes', [...notes.values()].map((note) => ({ ...note, _links: { self: { href: `/notes/${note.id}` } } })))
    .ok({ count: notes.size }, { self: '/notes', find: { href: '/notes/{id}', templated: true } }))

  fastify.post<{ Body: { text: string } }>('/notes', {
    schema: {
      summary: 'Keep a note',
      ...hal,
      body: Type.Object({ text: Type.String({ minLength: 1 }) }),
      response: { 201: { ...halSchema(noteSchema), ...located } }
    }
  }, async (request, reply) => {
    const note = { id: notes.size + 1, text: request.body.text }
    notes.set(note.id, note)
    return reply.created(note, { self: `/notes/${note.id}`, up: '/notes' })
  })

  fastify.get<{ Params: { id: number } }>('/notes/:id', {
    schema: { summary: 'Read a note', ...hal, params: Type.Object({ id: Type.Integer() }), response: { 200: halSchema(noteSchema) } },
    errors: [errors.notFound]
  }, async (request, reply) => {
    const note = notes.get(request.params.id)
    if (note === undefined) throw errors.notFound()
    return reply.ok(note, { self: `/notes/${note.id}`, export: `/notes/${note.id}/export` })
  })

  fastify.post<{ Params: { id: number } }>('/notes/:id/export', {
    schema: {
      summary: 'Export a note',
      ...hal,
      params: Type.Object({ id: Type.Integer() }),
      response: { 202: halSchema(Type.Object({})) }
    }
  }, async (request, reply) => reply.accepted(undefined, { status: `/notes/${request.params.id}` }))

  fastify.get('/memos', {
    schema: { summary: 'Find notes where they were', ...hal, response: { 301: { ...Type.Null({ description: 'Notes have moved' }), ...located } } }
  }, async (_request, reply) => reply.movedPermanently('/notes'))
}
