import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

const ID = /^[\x21-\x7e]{1,256}$/
const generated = new WeakMap<FastifyRequest, string>()

/**
 * The id of a request as a reply has it: 1 to 256 visible ASCII characters.
 *
 * With `requestIdHeader` it is what the client sent, of any length; another one takes the place of such an id.
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
