import Fastify, { type FastifyRequest, type InjectOptions } from 'fastify'
import errorsPlugin, { type ErrorMapper } from '../../lib/index.js'
import { buildEnvelope, errorHeaders } from './expect-reply.js'
import type { Test } from 'tap'

export const taken = (...fields: string[]) => ({
  status: 409, message: 'Another entry has this value already.', ...(fields.length > 0 && { detail: { conflictField: fields[0], ...(fields.length > 1 && { conflictFields: fields }) } })
})
export const referenced = (field?: string) => ({
  status: 409, message: 'Another entry still refers to this one.', ...(field !== undefined && { detail: { conflictField: field } })
})
export const refused = (...fields: string[]) => ({
  status: 422,
  code: 'UNPROCESSABLE_CONTENT',
  message: 'The request is well formed but cannot be processed.',
  ...(fields.length > 0 && { detail: { issues: fields.map((path) => ({ path, in: 'body', kind: 'custom', message: 'is invalid' })) } })
})
export const invalid = { status: 400 }
export const invalidField = (path: string) => ({ status: 400, code: 'INVALID_BODY', message: 'Invalid body content.', detail: { path, issues: [{ path, in: 'body', kind: 'custom', message: 'is invalid' }] } })
export const invalidParameter = (name: string, where: 'params' | 'querystring') => ({
  status: 400,
  code: 'INVALID_PARAMETER_VALUE',
  message: `Invalid parameter value for ${name}.`,
  detail: { issues: [{ path: name, in: where, kind: 'custom', message: 'is invalid' }] }
})
export const unavailable = { status: 503, headers: { 'retry-after': '1' } }
export const unknown = { status: 500 }

type Expected = Parameters<typeof buildEnvelope>[0]

/** A server whose route `/:id` runs what fails; compares whole replies. */
export async function buildMapped (t: Test, map: readonly ErrorMapper[], secret: RegExp) {
  const fastify = Fastify()
  t.teardown(() => fastify.close())
  await fastify.register(errorsPlugin, { mappers: map })
  let run: (request: FastifyRequest) => unknown = () => {}
  fastify.all('/:id', async (request) => {
    await run(request)
    return 'fine'
  })
  return async function expectMapped (t: Test, name: string, expected: Expected, fails: (request: FastifyRequest) => unknown, body: object | undefined = {}, request: InjectOptions = {}): Promise<void> {
    run = fails
    const response = await fastify.inject({ method: 'POST', url: '/1', ...(request.method !== 'DELETE' && { payload: body }), ...request })
    const { date, connection, 'content-length': length, ...headers } = response.headers
    t.strictSame([response.statusCode, response.json()], [expected.status, JSON.parse(JSON.stringify(buildEnvelope(expected)))], name)
    t.strictSame(headers, { 'content-type': 'application/json; charset=utf-8', ...errorHeaders, ...expected.headers }, `${name}: headers`)
    t.notMatch(JSON.stringify(headers) + response.body, secret, `${name}: nothing of the database`)
  }
}

/** Runs what should fail and gives what it threw. */
export async function failureOf (run: () => unknown): Promise<unknown> {
  try {
    await run()
  } catch (error) {
    return error
  }
  throw new Error('nothing failed')
}
