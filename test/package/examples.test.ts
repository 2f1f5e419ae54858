// Runs what `npm start` runs, as it was built: `npm run build` comes first
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { attempts, formatCurl, type Attempt } from '../../examples/attempts.js'

const file = fileURLToPath(new URL('../../dist/examples/start.js', import.meta.url))

// attempt → status, body to the byte, and headers that come with it
const replies: Readonly<Record<string, [number, string, Record<string, string>?]>> = {
  'PUT /documents/1': [409, '{"type":["Error"],"error":{"code":"CONFLICT","message":"Update conflict. Resolve the conflict and try again.","detail":{"conflictField":"meta.updated","originalValue":"2015-11-21T12:34:45Z","newValue":"2015-11-21T12:45:56Z"}},"debug":{}}'],
  'POST /documents': [400, '{"type":["Error"],"error":{"code":"INVALID_BODY","message":"Invalid body content.","detail":{"path":"name","issues":[{"path":"name","in":"body","kind":"invalid_type","message":"must have required property \'name\'"}]}},"debug":{}}'],
  'PATCH /documents/1': [405, '{"type":["Error"],"error":{"code":"INVALID_REQUEST_METHOD","message":"Invalid request method PATCH.","detail":{"allowedMethods":["GET","HEAD","DELETE","PUT"]}},"debug":{}}', { allow: 'GET, HEAD, DELETE, PUT' }],
  'GET /documents/2': [404, '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}'],
  'GET /private': [401, '{"type":["Error"],"error":{"code":"UNAUTHORIZED","message":"Valid credentials are required."},"debug":{}}', { 'www-authenticate': 'Bearer realm="documents"' }],
  'GET /nowhere': [404, '{"type":"/errors/not-found","title":"Not Found","status":404,"detail":"There is nothing at this address.","code":"NOT_FOUND"}', { 'content-type': 'application/problem+json', vary: 'Accept' }],
  'POST /oauth2/token': [400, '{"error":"unsupported_grant_type"}', { pragma: 'no-cache' }],
  'GET /oauth2/documents': [401, '{"type":["Error"],"error":{"code":"UNAUTHORIZED","message":"The token is unknown or has expired."},"debug":{}}', { 'www-authenticate': 'Bearer realm="documents", error="invalid_token", error_description="The token is unknown or has expired."' }],
  'POST /notes': [201, '{"id":1,"text":"Buy milk","_links":{"self":{"href":"/notes/1"},"up":{"href":"/notes"}}}', { location: '/notes/1', 'content-type': 'application/hal+json; charset=utf-8' }],
  'POST /multi': [200, '{"result":[{"responseCode":200,"headers":{"content-type":"application/hal+json; charset=utf-8"},"result":{"id":1,"text":"Buy milk","_links":{"self":{"href":"/notes/1"},"export":{"href":"/notes/1/export"}}}},{"responseCode":404,"headers":{"cache-control":"no-store","x-content-type-options":"nosniff","vary":"Accept"},"result":{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}}]}'],
  'GET /%zz': [400, '{"type":["Error"],"error":{"code":"INVALID_REQUEST","message":"Invalid request."},"debug":{}}'],
  'GET /broken': [500, '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}']
}

const errorHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff'
}

t.test('npm start', async (t) => {
  const { child, origin, printed, readLog } = await startServer(t)

  t.test('prints a line to copy for every attempt', async (t) => {
    t.match(printed, `Listening on ${origin}`)
    t.same(printed.split('\n').filter((line) => line.startsWith('curl ')), attempts.map((attempt) => formatCurl(origin, attempt)))
    t.match(printed, `curl -X PUT ${origin}/documents/1 -H 'content-type: application/json' -d '{"name":"Report","meta":{"updated":"2015-11-21T12:45:56Z"}}'`)
  })

  t.same(attempts.map(nameOf), Object.keys(replies))
  for (const attempt of attempts) {
    const [statusCode, body, headers] = replies[nameOf(attempt)] as [number, string, Record<string, string>?]
    t.test(`${nameOf(attempt)} answers ${statusCode}`, async (t) => {
      const response = await send(origin, attempt)
      t.equal(response.status, statusCode)
      t.equal(await response.text(), body)
      t.match(Object.fromEntries(response.headers), { ...(statusCode < 400 ? undefined : errorHeaders), ...headers })
      t.ok(attempt.expect.startsWith(String(statusCode)))
    })
  }

  t.test('documents its errors, and has a page for it', async (t) => {
    const page = await fetch(`${origin}/documentation`)
    t.equal(page.status, 200)
    t.match(await page.text(), /swagger-ui/)
    const document: any = await (await fetch(`${origin}/documentation/json`)).json()
    const { put } = document.paths['/documents/{id}']
    t.equal(put.responses['409'].$ref, '#/components/responses/Conflict')
    const { examples } = document.components.responses.Conflict.content['application/json']
    t.equal((Object.values(examples)[0] as any).value.error.code, 'CONFLICT')
  })

  t.test('has a page that the type of a problem leads to', async (t) => {
    const { type } = await (await fetch(`${origin}/nowhere`, { headers: { accept: 'application/problem+json' } })).json() as { type: string }
    const page = await (await fetch(origin + type, { headers: { accept: 'text/html' } })).text()
    for (const text of ['The requested resource does not exist.', 'The address has a typing error', 'Check the address']) t.match(page, text)
    t.match(await (await fetch(`${origin}/errors`, { headers: { accept: 'text/markdown' } })).text(), 'POST /documents`](/documentation#/documents/post_documents)')
  })

  t.test('takes the token', async (t) => {
    const response = await fetch(`${origin}/private`, { headers: { authorization: 'Bearer open-sesame' } })
    t.equal(response.status, 200)
    t.same(await response.json(), { secret: 'There is none.' })
  })

  t.test('refuses a token that is wrong', async (t) => {
    const response = await fetch(`${origin}/private`, { headers: { authorization: 'Bearer open-sesam' } })
    t.equal(response.status, 401)
  })

  t.test('keeps, replaces and deletes a document', async (t) => {
    const created = await send(origin, { method: 'POST', path: '/documents', body: '{"name":"Draft","data":{"pages":1}}' })
    t.equal(created.status, 201)
    const document = await created.json() as { id: string, meta: { updated: string } }
    const path = `/documents/${document.id}`
    t.equal(created.headers.get('location'), path)
    t.same(document, { id: document.id, name: 'Draft', data: { pages: 1 }, meta: document.meta })

    const replaced = await send(origin, { method: 'PUT', path, body: JSON.stringify({ name: 'Final', meta: document.meta }) })
    t.equal(replaced.status, 200)
    const final = await replaced.json() as typeof document
    t.ok(final.meta.updated > document.meta.updated)
    t.same(await (await fetch(origin + path)).json(), { id: document.id, name: 'Final', meta: final.meta })

    const again = await send(origin, { method: 'PUT', path, body: JSON.stringify({ name: 'Late', meta: document.meta }) })
    t.same(await again.json(), {
      type: ['Error'],
      error: {
        code: 'CONFLICT',
        message: 'Update conflict. Resolve the conflict and try again.',
        detail: { conflictField: 'meta.updated', originalValue: final.meta.updated, newValue: document.meta.updated }
      },
      debug: {}
    })

    t.equal((await fetch(origin + path, { method: 'DELETE' })).status, 204)
    for (const method of ['GET', 'DELETE']) t.equal((await fetch(origin + path, { method })).status, 404, method)
    t.equal((await send(origin, { method: 'PUT', path, body: JSON.stringify({ name: 'Gone', meta: final.meta }) })).status, 404)
  })

  t.test('asks which version of a document is replaced', async (t) => {
    const response = await send(origin, { method: 'PUT', path: '/documents/1', body: '{"name":"Report"}' })
    t.equal(await response.text(), '{"type":["Error"],"error":{"code":"INVALID_BODY","message":"Invalid body content.","detail":{"path":"meta","issues":[{"path":"meta","in":"body","kind":"invalid_type","message":"must have required property \'meta\'"}]}},"debug":{}}')
  })

  t.test('logs what the broken route threw', async (t) => {
    t.match(await readLog(), 'password authentication failed')
  })

  t.test('says that the port is in use, and ends', async (t) => {
    const { port } = new URL(origin)
    t.same(await run({ PORT: port }), { code: 1, stdout: '', stderr: `Port ${port} is in use, set PORT to another one: PORT=3001 npm start\n` })
  })

  t.test('closes on SIGTERM', async (t) => {
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    t.same(await exit, [0, null])
    await t.rejects(fetch(origin))
  })
})

t.test('npm start refuses an invalid port', async (t) => {
  t.same(await run({ PORT: '3OOO' }), { code: 1, stdout: '', stderr: "PORT should be an integer from 0 to 65535, instead got '3OOO'\n" })
})

const nameOf = ({ method, path }: Attempt): string => `${method} ${path}`

function send (origin: string, { method, path, headers = {}, body }: Omit<Attempt, 'expect'>): Promise<Response> {
  const json = { 'content-type': 'application/json' }
  return fetch(origin + path, body === undefined ? { method, headers } : { method, headers: { ...json, ...headers }, body })
}

async function startServer (t: Test) {
  const child = startProcess({ PORT: '0' })
  t.teardown(() => { child.kill('SIGKILL') })
  let output = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk) => { output += chunk })
  const lastLine = formatCurl('', attempts.at(-1) as Attempt).split(' ').at(-1) as string
  while (!output.includes(`${lastLine}\n`)) await once(child.stdout as NodeJS.ReadableStream, 'data')
  const printed = output
  return {
    child,
    printed,
    origin: /http:\/\/[\d.]+:\d+/.exec(printed)?.[0] as string,
    async readLog () {
      while (output.length === printed.length) await once(child.stdout as NodeJS.ReadableStream, 'data')
      return output.slice(printed.length)
    }
  }
}

async function run (env: Record<string, string>): Promise<{ code: number, stdout: string, stderr: string }> {
  const child = startProcess(env)
  const exit = once(child, 'exit')
  const [stdout, stderr] = await Promise.all([text(child.stdout as NodeJS.ReadableStream), text(child.stderr as NodeJS.ReadableStream)])
  const [code] = await exit as [number]
  return { code, stdout, stderr }
}

function startProcess (env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [file], { env: { ...process.env, HOST: '127.0.0.1', ...env }, stdio: 'pipe' })
}
