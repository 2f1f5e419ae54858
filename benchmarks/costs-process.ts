// CPU of two requests that differ in one thing, reported to the parent process:
// node costs-process.js issues limit|plugin <format>, or node costs-process.js header <name> <value>
import Fastify, { type FastifyInstance } from 'fastify'
import errorsPlugin, { type FormatName } from 'fastify-error-replies'
import { de, fr } from 'fastify-error-replies/languages'
import { sendFinished } from './limit.js'
import { measureRequests } from './routing.js'
import type { QuestionRequest } from './question.js'

/** Microseconds of CPU per request. */
export interface CostMessage {
  readonly without: number
  readonly with: number
}

export const formats = ['envelope', 'problem', 'fields', 'description', 'oauth2', 'fastify'] as const satisfies readonly FormatName[]

// Issues of the two requests
export const FEW = 10
export const MANY = 100

const REQUESTS = 6000 // each has up to a hundred issues

/** Values of `Accept` by what they are. */
export const accepts = {
  'one type': 'application/problem+json',
  'that of a browser': 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7',
  '40 types with parameters': Array.from({ length: 40 }, (_, i) => `application/vnd.type${i}+json;version="${i}";q=0.${10 + i}`).join(', '),
  'what is no list': `${'application/json;q=,;;"'.repeat(40)}`
} as const

/** The same for `Accept-Language`. */
export const languages = {
  'one tag': 'de',
  'that of a browser': 'de-AT,de;q=0.9,en-US;q=0.8,en;q=0.7',
  '40 ranges': Array.from({ length: 40 }, (_, i) => `x${String.fromCharCode(97 + i % 26)}-${i};q=0.${10 + i}`).join(', '),
  'what is no list': `${'de;q=,;;"'.repeat(80)}`
} as const

const ajv = { customOptions: { allErrors: true, coerceTypes: false } } as const

function invalidRequest (issues: number): QuestionRequest {
  const body = JSON.stringify(Object.fromEntries(namesOf(issues).map((name) => [name, 1])))
  return { method: 'POST', path: `/${issues}`, headers: { 'content-type': 'application/json' }, body }
}

const namesOf = (count: number) => Array.from({ length: count }, (_, i) => `field${i}`)

async function startPlugin (format: FormatName): Promise<FastifyInstance> {
  const fastify = Fastify({ ajv })
  await fastify.register(errorsPlugin, { format, negotiate: [], validation: { maxIssues: MANY } })
  for (const count of [FEW, MANY]) fastify.post(`/${count}`, { schema: { body: schemaOf(count) } }, () => 'never')
  return fastify
}

// Sends what the plugin sends, as a finished string
async function startLimit (format: FormatName): Promise<FastifyInstance> {
  const plugin = await startPlugin(format)
  const fastify = Fastify({ ajv })
  for (const count of [FEW, MANY]) {
    const { method, path, headers, body } = invalidRequest(count)
    const { statusCode, headers: { 'content-type': contentType }, body: sent } = await plugin.inject({ method: method as 'POST', url: path as string, headers: { ...headers }, payload: body as string })
    const finished = { statusCode, body: sent, contentType: String(contentType), varies: false, line: { code: '', message: '' } }
    fastify.post(`/${count}`, { schema: { body: schemaOf(count) }, attachValidation: true }, (request, reply) => {
      if (request.validationError !== undefined) sendFinished(reply, finished)
    })
  }
  return fastify
}

function schemaOf (count: number): object {
  return { type: 'object', properties: Object.fromEntries(namesOf(count).map((name) => [name, { type: 'string' }])) }
}

async function compareIssues (server: string, format: FormatName): Promise<CostMessage> {
  const fastify = await (server === 'limit' ? startLimit(format) : startPlugin(format))
  return { without: await measureRequests(fastify, invalidRequest(FEW), REQUESTS), with: await measureRequests(fastify, invalidRequest(MANY), REQUESTS) }
}

async function compareHeader (name: string, value: string): Promise<CostMessage> {
  const fastify = Fastify()
  await fastify.register(errorsPlugin, name === 'accept' ? { negotiate: ['problem', 'problem-xml'] } : { languages: { de, fr } })
  fastify.get('/', (_request, reply) => { reply.notFound() })
  return { without: await measureRequests(fastify), with: await measureRequests(fastify, { headers: { [name]: value } }) }
}

if (process.send !== undefined) {
  const [kind, first = '', second = ''] = process.argv.slice(2)
  process.send(await (kind === 'issues' ? compareIssues(first, second as FormatName) : compareHeader(first, second)))
  process.disconnect?.()
}
