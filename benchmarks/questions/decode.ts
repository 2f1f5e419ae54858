import Fastify from 'fastify'
import { createDecoder } from 'fastify-error-replies/client'
import { listen, type Question, type StartServer } from '../question.js'
import { conflict } from '../replies.js'

const { decode } = createDecoder()

const init = {
  status: conflict.statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', date: 'Sat, 21 Nov 2015 12:34:45 GMT' }
}

// A server that reads a response per request: it is what the others are, a process whose CPU time is measured
const start = (read: (response: Response) => Promise<unknown>): StartServer => async (setup) => {
  const fastify = Fastify(setup)
  fastify.get('/', async () => {
    await read(new Response(conflict.body, init))
    return { fine: true }
  })
  return listen(fastify)
}

export const question: Question = {
  title: 'Client: `decode` of a conflict, beside `response.json()`',
  logged: false,
  targetAbove: 15,
  servers: {
    limit: start((response) => response.json()),
    plugin: start(decode)
  }
}
