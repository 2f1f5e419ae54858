import Fastify from 'fastify'
import errorsPlugin, { type ErrorRepliesOptions } from 'fastify-error-replies'
import { startLimit } from '../limit.js'
import { listen, type Question, type ServerSetup } from '../question.js'
import { conflictProblem, conflictValues } from '../replies.js'

export const question: Question = {
  title: 'The same, chosen by `Accept: application/problem+json, */*;q=0.1`',
  target: 1.08,
  comparisons: [{ base: 'not negotiated', target: 1.03 }],
  request: { headers: { accept: 'application/problem+json, */*;q=0.1' } },
  servers: {
    limit: (setup) => startLimit(conflictProblem, setup),
    plugin: (setup) => startConflict({}, setup),
    // Sends no Vary, one header less
    'not negotiated': (setup) => startConflict({ format: 'problem', negotiate: [] }, setup)
  }
}

async function startConflict (options: ErrorRepliesOptions, setup: ServerSetup): Promise<number> {
  const fastify = Fastify(setup)
  await fastify.register(errorsPlugin, options)
  fastify.get('/', (_request, reply) => { reply.conflict(...conflictValues) })
  return listen(fastify)
}
