// The client and the demo's page in Chromium
import t from 'tap'
import { attempts, formatCurl } from '../../examples/attempts.js'
import { buildDemo, formats } from '../../examples/demo.js'
import { startChromium } from '../support/chromium.js'

t.setTimeout(110_000)

const demo = await buildDemo()
t.teardown(() => demo.close())
const origin = await demo.listen({ port: 0, host: '127.0.0.1' })
const browser = await startChromium(t)

t.test('the page of the demo', async (t) => {
  const html = await (await fetch(origin)).text()
  const text = html.replace(/&#(\d+);/g, (_match, code) => String.fromCharCode(code))
  for (const attempt of attempts) t.ok(text.includes(`<code>${formatCurl(origin, attempt)}</code>`), attempt.expect)
  t.match(html, 'href="/documentation"')
  for (const [url, type] of [['/page.css', 'text/css'], ['/page.js', 'text/javascript'], ['/client.js', 'text/javascript']] as const) {
    const response = await fetch(origin + url)
    t.same([response.status, response.headers.get('content-type')], [200, `${type}; charset=utf-8`])
  }
  const { headers } = await demo.inject('/')
  t.match(headers['content-security-policy'], "default-src 'none'; script-src 'self'")
  t.notMatch((await demo.inject({ url: '/', headers: { host: '<img>' } })).body, '<img>')
})

t.test('a path below /as is the same path in another format', async (t) => {
  t.same(await (await fetch(`${origin}/as/fields/documents/2`)).json(), { message: 'There is nothing at this address.' })
  t.same(await (await fetch(`${origin}/as/description/%zz`)).json(), { message: '400: Bad Request', description: 'The request is malformed, or something that it needs is missing.' })
  t.match(await (await fetch(`${origin}/as/other/documents/2`)).json(), { type: ['Error'] })
})

if (browser !== undefined) {
  t.test('the client decodes in a browser', async (t) => {
    const page = await browser.newPage()
    await page.goto(origin)
    const decode = (path: string) => page.evaluate(async (path) => {
      const { createDecoder, isApiError } = await import('/client.js' as string)
      const error = await createDecoder().decode(await fetch(path))
      return { isError: error instanceof Error && isApiError(error), ...error.toJSON() }
    }, path)
    for (const format of formats) t.match(await decode(`/as/${format}/documents/2`), { isError: true, name: 'ApiError', status: 404, code: 'NOT_FOUND', format, fields: {}, issues: [] })
    t.match(await decode('/private'), { status: 401, challenges: [{ scheme: 'Bearer', parameters: { realm: 'documents' } }] })
    const lost = await page.evaluate(async () => {
      const { createDecoder, createFetch } = await import('/client.js' as string)
      const call = createFetch(fetch.bind(globalThis), createDecoder())
      const codes: string[] = []
      for (const [url, signal] of [['http://127.0.0.1:1/'], ['/', AbortSignal.abort()], ['/', AbortSignal.abort(new DOMException('a', 'TimeoutError'))]] as const) {
        codes.push(await call(url, { signal: signal ?? null }).catch((error: { code: string }) => error.code))
      }
      return codes
    })
    t.same(lost, ['NETWORK', 'ABORTED', 'TIMEOUT'])
  })

  for (const [device, width] of [['desktop', 1280], ['phone', 360]] as const) {
    t.test(`the page sends every request, on a ${device}`, async (t) => {
      const page = await browser.newPage({ viewport: { width, height: 800 } })
      const failures: string[] = []
      page.on('pageerror', ({ message }) => { failures.push(message) })
      await page.goto(origin)
      const buttons = page.locator('button[data-path]')
      t.equal(await buttons.count(), attempts.length)
      for (const [index, { method, path, expect }] of attempts.entries()) {
        await buttons.nth(index).click()
        await page.locator('#status', { hasText: `${method} ${path}` }).waitFor()
        for (const format of formats) {
          const part = (name: string) => page.locator(`[data-format=${format}] [data-part=${name}]`).textContent()
          const status = Number(await part('status'))
          const decoded = await part('decoded') ?? ''
          // A failed validation is 422 in the format `fields`
          if (format !== 'fields') t.equal(status, Number(expect.slice(0, 3)), `${method} ${path} as ${format}`)
          t.match(await part('headers'), /^content-type: application\//m)
          t.ok(await part('body'))
          if (status < 400) t.equal(decoded, 'No error.')
          else t.equal(JSON.parse(decoded).status, status)
        }
      }
      t.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'nothing is wider than the screen')
      t.same(failures, [])
    })
  }

  t.test('a request of one\'s own, and the button that copies', async (t) => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
    const page = await context.newPage()
    await page.goto(origin)
    await page.getByRole('button', { name: 'Copy' }).first().click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    t.equal(await page.evaluate('navigator.clipboard.readText()'), formatCurl(origin, attempts[0]!))
    await page.getByLabel('Path').fill('/private')
    await page.getByRole('textbox', { name: 'Headers' }).fill('authorization: Bearer open-sesame')
    await page.locator('#form button').click()
    await page.locator('#status', { hasText: 'GET /private' }).waitFor()
    t.equal(await page.locator('[data-format=problem] [data-part=status]').textContent(), '200')
  })
}
