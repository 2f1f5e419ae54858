import Fastify from 'fastify'
import errorsPlugin from 'fastify-error-replies'
import { sendFinished } from './limit.js'
import { listen, type Question } from './question.js'

/** Builds the question what a failed validation costs compared with a route that validates and replies itself. */
export function askValidation (issues: number): Question {
  const names = Array.from({ length: issues }, (_, i) => `field${i}`)
  const body = { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) }
  const ajv = { customOptions: { allErrors: true, coerceTypes: false } } as const
  const detail = {
    path: 'field0',
    issues: names.map((path) => ({ path, in: 'body', kind: 'invalid_type', message: 'must be string' }))
  }
  const reply = {
    statusCode: 400,
    line: { code: 'INVALID_BODY', message: 'Invalid body content.' },
    body: JSON.stringify({ type: ['Error'], error: { code: 'INVALID_BODY', message: 'Invalid body content.', detail }, debug: {} })
  }
  return {
    title: `Validation, ${issues} ${issues === 1 ? 'issue' : 'issues'}`,
    target: ({ 1: 1.08, 10: 1.20, 100: 1.60 } as Record<number, number>)[issues],
    request: {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(names.map((name) => [name, 1])))
    },
    servers: {
      limit: (setup) => {
        const fastify = Fastify({ ajv, ...setup })
        fastify.post('/', { schema: { body }, attachValidation: true }, (request, response) => {
          if (request.validationError !== undefined) sendFinished(response, reply)
        })
        return listen(fastify)
      },
      plugin: async (setup) => {
        const fastify = Fastify({ ajv, ...setup })
        await fastify.register(errorsPlugin, { validation: { maxIssues: 100 } })
        fastify.post('/', { schema: { body } }, () => 'never')
        return listen(fastify)
      },
      'Fastify alone': (setup) => {
        const fastify = Fastify({ ajv, ...setup })
        fastify.post('/', { schema: { body } }, () => 'never')
        return listen(fastify)
      }
    }
  }
}
