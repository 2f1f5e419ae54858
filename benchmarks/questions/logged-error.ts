import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { sendFinished } from '../limit.js'
import { logToFile } from '../log-file.js'
import { listen, type Question } from '../question.js'
import { unknownError } from '../replies.js'

export const question: Question = {
  title: 'The unexpected error, pino writes to a file at `info`',
  servers: {
    // Makes the error and writes its line with the stack too, but throws nothing
    limit: () => {
      const fastify = Fastify({ logger: logToFile() })
      fastify.get('/', (request, reply) => {
        reply.code(500)
        request.log.error({ req: request, res: reply, err: new Error('the database is away') }, 'An unknown error has occurred.')
        sendFinished(reply, unknownError)
      })
      return listen(fastify)
    },
    plugin: async () => {
      const fastify = Fastify({ logger: logToFile() })
      await fastify.register(errorsPlugin)
      fastify.get('/', () => { throw new Error('the database is away') })
      return listen(fastify)
    },
    'Fastify alone': () => {
      const fastify = Fastify({ logger: logToFile() })
      fastify.get('/', () => { throw new Error('the database is away') })
      return listen(fastify)
    }
  }
}
