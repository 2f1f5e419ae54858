import Fastify from 'fastify'
import errorsPlugin, { type ErrorRepliesOptions } from 'fastify-error-replies'
import { de, fr } from 'fastify-error-replies/languages'
import { startLimit, type FinishedReply } from '../limit.js'
import { listen, type Question, type ServerSetup } from '../question.js'
import { conflictValues } from '../replies.js'

const message = 'Die Daten wurden zwischenzeitlich geändert. Lösen Sie den Konflikt und versuchen Sie es erneut.'

const germanConflict: FinishedReply = {
  statusCode: 409,
  line: { code: 'CONFLICT', message },
  varies: false,
  headers: { 'content-language': 'de', vary: 'Accept-Language' },
  body: `{"type":["Error"],"error":{"code":"CONFLICT","message":"${message}","detail":{"conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}},"debug":{}}`
}

export const question: Question = {
  title: 'The same helper in German, chosen by `Accept-Language: de-AT, en;q=0.5`',
  comparisons: [{ base: 'default language', target: 1.06 }],
  logged: false,
  request: { headers: { 'accept-language': 'de-AT, en;q=0.5' } },
  servers: {
    limit: (setup) => startLimit(germanConflict, setup),
    plugin: (setup) => startConflict({ languages: { de } }, setup),
    // Has no German
    'default language': (setup) => startConflict({ languages: { fr } }, setup)
  }
}

async function startConflict (options: ErrorRepliesOptions, setup: ServerSetup): Promise<number> {
  const fastify = Fastify(setup)
  await fastify.register(errorsPlugin, { ...options, negotiate: [] })
  fastify.get('/', (_request, reply) => { reply.conflict(...conflictValues) })
  return listen(fastify)
}
