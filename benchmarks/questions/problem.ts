import Fastify from 'fastify'
import errorsPlugin, { type ErrorRepliesOptions } from 'fastify-error-replies'
import { startLimit } from '../limit.js'
import { listen, type Question, type ServerSetup } from '../question.js'
import { conflictProblem, conflictValues } from '../replies.js'

export const question: Question = {
  title: 'The same helper, format `problem`',
  target: 1.06,
  comparisons: [{ base: 'envelope', target: 1.05 }],
  servers: {
    limit: (setup) => startLimit({ ...conflictProblem, varies: false }, setup),
    plugin: (setup) => startConflict({ format: 'problem', negotiate: [] }, setup),
    envelope: (setup) => startConflict({ negotiate: [] }, setup)
  }
}

async function startConflict (options: ErrorRepliesOptions, setup: ServerSetup): Promise<number> {
  const fastify = Fastify(setup)
  await fastify.register(errorsPlugin, options)
  fastify.get('/', (_request, reply) => { reply.conflict(...conflictValues) })
  return listen(fastify)
}
