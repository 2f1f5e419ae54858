import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { sendFinished } from '../limit.js'
import { logToFile } from '../log-file.js'
import { listen, type Question } from '../question.js'
import { conflict, conflictValues } from '../replies.js'

export const question: Question = {
  title: 'The helper with a detail, pino writes to a file at `info`',
  target: 1.08,
  servers: {
    // Writes the line of the error too
    limit: () => {
      const fastify = Fastify({ logger: logToFile() })
      const err = { statusCode: 409, code: 'CONFLICT', message: 'Update conflict. Resolve the conflict and try again.' }
      fastify.get('/', (request, reply) => {
        reply.code(409)
        request.log.info({ res: reply, err }, err.message)
        sendFinished(reply, conflict)
      })
      return listen(fastify)
    },
    plugin: async () => {
      const fastify = Fastify({ logger: logToFile() })
      await fastify.register(errorsPlugin)
      fastify.get('/', (_request, reply) => { reply.conflict(...conflictValues) })
      return listen(fastify)
    }
  }
}
