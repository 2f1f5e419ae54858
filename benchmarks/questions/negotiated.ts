import Fastify from 'fastify'
import errorsPlugin, { type ErrorRepliesOptions } from 'fastify-error-replies'
import { startLimit } from '../limit.js'
import { listen, type Question } from '../question.js'
import { conflictProblem, conflictValues } from '../replies.js'

export const question: Question = {
  title: 'The same, chosen by `Accept: application/problem+json, */*;q=0.1`',
  target: 1.10,
  comparisons: [{ base: 'not negotiated', target: 1.03 }],
  request: { headers: { accept: 'application/problem+json, */*;q=0.1' } },
  servers: {
    limit: () => startLimit(conflictProblem),
    plugin: () => startConflict({}),
    // Sends no Vary, one header less
    'not negotiated': () => startConflict({ format: 'problem', negotiate: [] })
  }
}

async function startConflict (options: ErrorRepliesOptions): Promise<number> {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, options)
  fastify.get('/', (_request, reply) => { reply.conflict(...conflictValues) })
  return listen(fastify)
}
