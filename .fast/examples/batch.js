import { Type } from "@sinclair/typebox";
import multi from "fastify-error-replies/multi";
import success from "fastify-error-replies/success";
import { errors } from "fastify-error-replies";
import { halSchema } from "fastify-error-replies/schemas";
const noteSchema = Type.Object({ id: Type.Integer(), text: Type.String() });
async function registerBatch(fastify) {
  await fastify.register(success);
  await fastify.register(multi, { maxRequests: 20, timeout: 2e3 });
  const notes = /* @__PURE__ */ new Map();
  fastify.get("/notes", {
    schema: { summary: "List notes", response: { 200: halSchema(Type.Object({ count: Type.Integer() }), { notes: Type.Array(halSchema(noteSchema)) }) } }
  }, async (_request, reply) => reply.embed("notes", [...notes.values()].map((note) => ({ ...note, _links: { self: { href: `/notes/${note.id}` } } }))).ok({ count: notes.size }, { self: "/notes", find: { href: "/notes/{id}", templated: true } }));
  fastify.post("/notes", {
    schema: { summary: "Keep a note", body: Type.Object({ text: Type.String({ minLength: 1 }) }), response: { 201: halSchema(noteSchema) } }
  }, async (request, reply) => {
    const note = { id: notes.size + 1, text: request.body.text };
    notes.set(note.id, note);
    return reply.created(note, { self: `/notes/${note.id}`, up: "/notes" });
  });
  fastify.get("/notes/:id", {
    schema: { summary: "Read a note", params: Type.Object({ id: Type.Integer() }), response: { 200: halSchema(noteSchema) } }
  }, async (request, reply) => {
    const note = notes.get(request.params.id);
    if (note === void 0) throw errors.notFound();
    return reply.ok(note, { self: `/notes/${note.id}`, export: `/notes/${note.id}/export` });
  });
  fastify.post("/notes/:id/export", { schema: { summary: "Export a note" } }, async (request, reply) => reply.accepted(void 0, { status: `/notes/${request.params.id}` }));
  fastify.get("/memos", { schema: { summary: "Find notes where they were" } }, async (_request, reply) => reply.movedPermanently("/notes"));
}
export {
  registerBatch
};
