import { causeChain, readPath } from './cause-chain.js'
import { readText } from '../util/read-property.js'
import { errors } from '../helpers/index.js'
import { buildDuplicateReply, buildRefusedReply, buildRetryReply } from './violations.js'
import type { FastifyRequest } from 'fastify'
import type { ErrorReply } from '../error/error-reply.js'

/**
 * Maps the known request errors of Prisma.
 *
 * A record that is not there (P2001, P2025) becomes 404, a unique violation (P2002) 409, a foreign key, constraint or
 * null violation (P2003, P2004, P2011) 422, a write conflict or deadlock (P2034) and an exhausted pool (P2024) 503
 * with `Retry-After`. Model, constraint and value are told to nobody; the field of P2002 is named where the client
 * itself sent it.
 */
export function prisma (error: unknown, request: FastifyRequest): ErrorReply | undefined {
  for (const link of causeChain(error)) {
    if (readText(link, 'name') !== 'PrismaClientKnownRequestError') continue
    switch (readText(link, 'code')) {
      case 'P2001':
      case 'P2025':
        return errors.notFound(undefined, { cause: error })
      case 'P2002':
        return buildDuplicateReply(request, readFields(link), error)
      case 'P2003':
      case 'P2004':
      case 'P2011':
        return buildRefusedReply(request, readFields(link), error)
      case 'P2024':
      case 'P2034':
        return buildRetryReply(error)
    }
  }
  return undefined
}

// Where the fields are depends on engine and version: a list, one name, or what a driver adapter found
function readFields (error: unknown): readonly unknown[] {
  const found = [
    readPath(error, 'meta', 'target'),
    readPath(error, 'meta', 'field_name'),
    readPath(error, 'meta', 'constraint'),
    readPath(error, 'meta', 'driverAdapterError', 'cause', 'constraint', 'fields')
  ]
  return found.flatMap((names) => Array.isArray(names) ? names.slice(0, 32) : [names])
}
