import type { FastifyRequest } from 'fastify'

/** What a 405 says where nobody gave it words. */
export function methodMessage ({ method }: FastifyRequest): string {
  return `Invalid request method ${method}.`
}
