import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

const ID = /^[\x21-\x7e]{1,256}$/
const generated = new WeakMap<FastifyRequest, string>()

/**
 * The id of a request as a reply has it: 1 to 256 visible ASCII characters.
 *
 * With `requestIdHeader` the client sends it, of any length; an invalid id is replaced by a generated one.
 */
export function readRequestId (request: FastifyRequest): string {
  const id = String(request.id)
  if (ID.test(id)) return id
  let own = generated.get(request)
  if (own === undefined) {
    own = randomUUID()
    generated.set(request, own)
  }
  return own
}
