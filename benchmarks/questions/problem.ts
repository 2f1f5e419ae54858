import Fastify from 'fastify'
import errorsPlugin, { type ErrorRepliesOptions } from 'fastify-error-replies'
import { startLimit } from '../limit.js'
import { listen, type Question } from '../question.js'
import { conflictProblem, conflictValues } from '../replies.js'

export const question: Question = {
  title: 'The same helper, format `problem`',
  target: 1.08,
  comparisons: [{ base: 'envelope', target: 1.05 }],
  servers: {
    limit: () => startLimit({ ...conflictProblem, varies: false }),
    plugin: () => startConflict({ format: 'problem', negotiate: [] }),
    envelope: () => startConflict({ negotiate: [] })
  }
}

async function startConflict (options: ErrorRepliesOptions): Promise<number> {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, options)
  fastify.get('/', (_request, reply) => { reply.conflict(...conflictValues) })
  return listen(fastify)
}
