import t from 'tap'
import { readPlainText, readShape } from '../../lib/client/read-shape.js'

const JSON_TYPE = 'application/json'
const PROBLEM = 'application/problem+json; charset=utf-8'

// The parts that were found
const read = (body: unknown, contentType = JSON_TYPE) => JSON.parse(JSON.stringify(readShape(body, contentType))) as Record<string, unknown>

t.test('the parts of each shape', t => {
  const issues: unknown[] = []
  const table: [name: string, body: unknown, expected: object, contentType?: string][] = [
    ['envelope', { type: ['Error'], error: { code: 'A', message: 'm', detail: { a: 1 } }, debug: { requestId: 'r', traceId: 't' } },
      { code: 'A', message: 'm', detail: { a: 1 }, type: ['Error'], requestId: 'r', traceId: 't', format: 'envelope', issues }],
    ['an error without a list of types', { type: 'Error', error: { code: 'A', message: 'm' } }, { code: 'A', message: 'm', type: 'Error', issues }],
    ['JSON-RPC', { jsonrpc: '2.0', id: 1, error: { code: -32_000, message: 'm', data: { code: 'A', detail: { a: 1 }, requestId: 'r', traceId: 't', issues: [{ path: 'a' }] } } },
      { code: 'A', message: 'm', detail: { a: 1 }, requestId: 'r', traceId: 't', format: 'json-rpc', issues: [{ path: 'a' }] }],
    ['JSON-RPC without data', { jsonrpc: '2.0', id: 1, error: { code: -32_000, message: 'm' } }, { message: 'm', format: 'json-rpc', issues }],
    ['problem', { type: 'u', title: 'T', status: 400, detail: 'd', instance: 'i', code: 'A', left: 3, requestId: 'r', traceId: 't' },
      { code: 'A', message: 'd', title: 'T', type: 'u', detail: { left: 3 }, requestId: 'r', traceId: 't', format: 'problem', issues }],
    ['problem of members that all have a meaning', { type: 'u', title: 'T', status: 400, detail: 'd', instance: 'i', code: 'A', errors: [], debug: {} }, { code: 'A', message: 'd', title: 'T', type: 'u', format: 'problem', issues }],
    ['problem by its label', { title: 'T' }, { message: 'T', title: 'T', format: 'problem', issues }, PROBLEM],
    ['an empty problem', {}, { format: 'problem', issues }, PROBLEM],
    ['a title without a detail', { title: 'T' }, { message: 'T', title: 'T', issues }],
    ['a detail without a title', { detail: 'd' }, { message: 'd', issues }],
    ['a detail that is no text', { title: 'T', detail: 5 }, { message: 'T', title: 'T', issues }],
    ['Fastify', { statusCode: 409, code: 'A', error: 'Conflict', message: 'm' }, { code: 'A', message: 'm', title: 'Conflict', format: 'fastify', issues }],
    ['OAuth2', { error: 'invalid_grant', error_description: 'd' }, { message: 'd', oauth2Error: 'invalid_grant', format: 'oauth2', issues }],
    ['OAuth2 without a description', { error: 'invalid_grant' }, { oauth2Error: 'invalid_grant', format: 'oauth2', issues }],
    ['an error code beside a message', { error: 'invalid_grant', message: 'm' }, { message: 'm', issues }],
    ['an error sentence', { error: 'Not here' }, { message: 'Not here', issues }],
    ['fields', { message: 'm' }, { message: 'm', format: 'fields', issues }],
    ['fields with errors and the id of the request', { message: 'm', errors: { a: ['b'] }, requestId: 'r' }, { message: 'm', format: 'fields', requestId: 'r', issues: { a: ['b'] } }],
    ['a message and a code', { message: 'm', code: 'A' }, { message: 'm', code: 'A', issues }],
    ['a message and a type', { message: 'm', type: 'u' }, { message: 'm', type: 'u', issues }],
    ['a message and a status', { message: 'm', status: 400 }, { message: 'm', issues }],
    ['a message and another member', { message: 'm', path: '/a' }, { message: 'm', issues }],
    ['a message that is no text', { message: 5 }, { issues }],
    ['description', { message: '404: Not Found', description: 'd' }, { message: 'd', title: ' Not Found', format: 'description', issues }],
    ['JSON:API', { errors: [{ code: 'A', title: 'T' }] }, { code: 'A', issues: [{ code: 'A', title: 'T' }] }],
    ['nothing', {}, { issues }],
    ['a text', 'm', { message: 'm' }],
    ['null', null, { message: null }]
  ]
  for (const [name, body, expected, contentType] of table) t.strictSame(read(body, contentType), expected, name)
  t.end()
})

t.test('of members with the same meaning the most specific counts', t => {
  const messages = { detail: 'detail', description: 'description', error: { message: 'inner' }, message: 'message', title: 'title', error_description: 'text' }
  const found: unknown[] = []
  const left: Record<string, unknown> = { ...messages }
  for (const name of Object.keys(messages)) {
    found.push(read(left)['message'])
    delete left[name]
  }
  t.strictSame(found, ['detail', 'description', 'inner', 'message', 'title', 'text'])
  t.equal(read({ error_description: 'text', error: 'Not here' })['message'], 'text')
  const codes = [{ error: { code: 'INNER' }, code: 'OUTER', errors: [{ code: 'LIST' }] }, { code: 'OUTER', errors: [{ code: 'LIST' }] }, { errors: [{ code: 'LIST' }] }, { errors: [] }, { errors: null }]
  t.strictSame(codes.map((body) => read(body)['code']), ['INNER', 'OUTER', 'LIST', undefined, undefined])
  for (const name of ['requestId', 'traceId']) {
    const ids = [{ [name]: 'outer', error: { [name]: 'inner' }, debug: { [name]: 'debug' } }, { error: { [name]: 'inner' }, debug: { [name]: 'debug' } }, { debug: { [name]: 'debug' } }, { debug: null }]
    t.strictSame(ids.map((body) => read(body)[name]), ['outer', 'inner', 'debug', undefined], name)
  }
  t.end()
})

t.test('issues are in the list of errors, in the error, in its detail, or one for each field that is named', t => {
  const error = { code: 'A', message: 'm' }
  const table: [name: string, body: unknown, expected: unknown][] = [
    ['errors', { errors: [1], error: { ...error, issues: [2], detail: { issues: [3], conflictField: 'a' } } }, [1]],
    ['issues of the error', { error: { ...error, issues: [2], detail: { issues: [3], conflictField: 'a' } } }, [2]],
    ['issues of the detail', { error: { ...error, detail: { issues: [3], conflictField: 'a' } } }, [3]],
    ['one field', { error: { ...error, detail: { conflictField: 'a.b' } } }, [{ path: 'a.b', message: 'm' }]],
    ['several fields', { error: { ...error, detail: { conflictFields: ['a', 5, 'b'], conflictField: 'c' } } }, [{ path: 'a', message: 'm' }, { path: 'b', message: 'm' }]],
    ['path of a body', { error: { ...error, code: 'INVALID_BODY', detail: { path: 'a.b', conflictField: 'c' } } }, [{ path: 'a.b', message: 'm' }]],
    ['path of another error', { error: { ...error, detail: { path: 'a.b' } } }, []],
    ['a body without a path', { error: { ...error, code: 'INVALID_BODY', detail: {} } }, []],
    ['a problem', { title: 'T', detail: 'm', conflictField: 'a' }, [{ path: 'a', message: 'm' }]]
  ]
  for (const [name, body, expected] of table) t.strictSame(read(body)['issues'], expected, name)
  t.end()
})

t.test('the message of a body that is not JSON', t => {
  const table: [text: string, expected: string | undefined][] = [
    ['Not here', 'Not here'],
    ['x'.repeat(500), 'x'.repeat(500)],
    ['x'.repeat(501), undefined],
    ['{"message":"a', undefined],
    ['[1,', undefined],
    ['a {b} [c]', 'a {b} [c]'],
    ['a\0b', undefined],
    ['a\uFFFDb', undefined],
    ['<html><Title lang="en">Bad\nGateway</title>', 'Bad\nGateway'],
    ['<html>', undefined],
    ['<title', undefined],
    ['a <title>b</title>', 'a <title>b</title>']
  ]
  for (const [text, expected] of table) t.equal(readPlainText(text), expected, text.slice(0, 20))
  t.end()
})
