import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import t from 'tap'
import { buildEveryError, requests } from '../support/every-error.js'
import type { ErrorRepliesOptions } from '../../lib/index.js'

const servers: ErrorRepliesOptions[] = [
  { negotiate: [] },
  { format: 'problem', negotiate: [] },
  { format: 'problem', problem: { status: false, type: 'https://example.com/errors/', instance: true }, negotiate: [] },
  { format: 'fields', negotiate: [] },
  { format: 'fields' },
  { format: 'fields', expose: 'all' },
  { format: 'description', negotiate: [] },
  { format: 'fastify', negotiate: [] },
  { format: 'oauth2', negotiate: [] },
  { validation: { statusCode: 422 } },
  { debug: true, requestId: true, traceId: () => 'abc' },
  { expose: 'all' }
]

// Not declared everywhere, with a code or a body that is documented nowhere else
function isUndeclared (name: unknown): boolean {
  return ['taken', 'invalidBody', 'grant', 'client', 'token', 'framework'].includes(name as string)
}

t.test('every reply fits the document', async t => {
  for (const options of servers) {
    // A 422 of the application is not that of a validation
    for (const strictErrors of options.validation === undefined ? ['error', false] as const : ['error'] as const) {
      t.test(`${JSON.stringify(options)} strictErrors: ${strictErrors}`, async t => {
        const fastify = await buildEveryError({ ...options, strictErrors })
        await fastify.ready()
        const document = fastify.swagger() as any
        const ajv = new Ajv2020({ strict: false, allErrors: true })
        addFormats.default(ajv as never)
        ajv.addSchema({ $id: 'doc:', ...JSON.parse(JSON.stringify(document)) })
        const wrong: string[] = []
        let documented = 0
        for (const accept of options.negotiate?.length === 0 ? ['*/*'] : ['application/json', 'application/problem+json']) {
          for (const { path, request } of requests) {
            // What only strictErrors keeps from a client that reads the document
            if (strictErrors === false && isUndeclared(request.headers?.['x-throw'])) continue
            const response = await fastify.inject({ ...request, headers: { ...request.headers, accept } })
            const { responses } = document.paths[path][String(request.method).toLowerCase()]
            const status = response.statusCode in responses ? String(response.statusCode) : 'default'
            if (response.statusCode < 400) continue
            if (status !== 'default') documented++
            const type = String(response.headers['content-type']).replace(/;.*/, '')
            const name = responses[status].$ref.split('/').at(-1)
            const isDocumented = document.components.responses[name].content[type] !== undefined
            const validate = isDocumented && ajv.getSchema(`doc:#/components/responses/${name}/content/${type.replace('/', '~1')}/schema`)
            if (!validate || !validate(JSON.parse(response.body))) wrong.push(`${String(request.method)} ${String(request.url)} ${JSON.stringify(request.headers)} ${response.statusCode} ${type} ${response.body.slice(0, 200)} ${validate ? ajv.errorsText(validate.errors) : ''}`)
          }
        }
        t.same(wrong, [])
        t.ok(documented > 40, String(documented))
      })
    }
  }
})
