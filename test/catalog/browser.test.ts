// The pages in a real browser: Chromium of the system, as CI installs it
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { HtmlValidate } from 'html-validate'
import { chromium, type Browser, type Page } from 'playwright-core'
import t from 'tap'
import { buildCatalogServer } from '../support/catalog-server.js'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file))
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

t.setTimeout(120_000)

const options = {
  fastify: { forceCloseConnections: true },
  formats: ['oauth2'] as const,
  catalog: { intro: 'Errors have a `code`.', developer: true, removed: { OLD_CODE: 'OUT_OF_STOCK' }, statuses: { 200: 'Fine.', 301: 'Moved.' } }
}
const paths = ['/errors', '/errors?q=400', '/errors/out-of-stock', '/errors/quota-exceeded', '/errors/old-code']

t.test('html-validate finds nothing', async t => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      // Tags, quotes and case that the HTML standard allows to leave out keep the page small
      'attr-quotes': 'off',
      'valid-id': ['error', { relaxed: true }],
      'doctype-style': 'off',
      'void-style': 'off',
      'long-title': 'off',
      'no-implicit-button-type': 'off'
    }
  })
  const fastify = await buildCatalogServer(options)
  for (const url of paths) {
    const { body } = await fastify.inject({ url, headers: { accept: 'text/html' } })
    const report = await validator.validateString(body)
    t.same(report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} ${line}:${column}`)), [], url)
  }
})

t.test('in Chromium', { skip: executablePath === undefined ? 'no Chromium is installed: apt-get install chromium' : false }, async t => {
  const fastify = await buildCatalogServer(options)
  const origin = await fastify.listen({ port: 0, host: '127.0.0.1' })
  const browser: Browser = await chromium.launch({ executablePath: executablePath as string, args })
  t.teardown(async () => {
    await browser.close()
    await fastify.close()
  })
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

  /** Opens a page and keeps what it asks for and complains of. */
  async function open (path: string, context: Parameters<Browser['newContext']>[0] = {}): Promise<{ page: Page, requests: string[], complaints: string[] }> {
    await Promise.all(browser.contexts().map((earlier) => earlier.close()))
    const page = await (await browser.newContext(context)).newPage()
    const requests: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => { requests.push(request.url()) })
    page.on('console', (message) => { complaints.push(message.text()) })
    page.on('pageerror', (error) => { complaints.push(error.message) })
    await page.goto(origin + path)
    return { page, requests, complaints }
  }

  t.test('a page asks for nothing besides itself and keeps to its policy', async t => {
    for (const path of ['/errors', '/errors/out-of-stock']) {
      const { page, requests, complaints } = await open(path)
      t.same(requests, [origin + path])
      t.same(complaints, [])
      t.equal(await page.evaluate('getComputedStyle(document.body).maxWidth'), '736px', 'its style is applied')
      const blocked = await page.evaluate(`(() => {
        const script = document.createElement('script')
        script.textContent = 'window.injected = true'
        document.body.append(script)
        return window.injected === undefined
      })()`)
      t.equal(blocked, true, 'a script that is injected does not run')
    }
  })

  // The dark pages differ in their colours only
  for (const [colorScheme, rules] of [['light', ''], ['dark', "{ runOnly: ['color-contrast', 'link-in-text-block'] }"]] as const) {
    t.test(`axe-core finds nothing, ${colorScheme}`, async t => {
      for (const path of paths) {
        const { page } = await open(path, { colorScheme, bypassCSP: true })
        await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
        await page.evaluate(axe)
        const violations = await page.evaluate(`axe.run(${rules}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`)
        t.same(violations, [], path)
      }
    })
  }

  t.test('the search filters as one types', async t => {
    const { page } = await open('/errors')
    const visible = () => page.locator('article:visible h3 code').allTextContents()
    const all = await visible()
    await page.fill('input[type=search]', 'stock')
    t.same(await visible(), ['OUT_OF_STOCK'])
    t.equal(await page.textContent('[role=status]'), 'Errors found: 1.')
    await page.fill('input[type=search]', 'invalid_')
    t.equal(await page.textContent('[role=status]'), 'Errors found: 4.')
    await page.fill('input[type=search]', '')
    t.same(await visible(), all)
  })

  t.test('search and tabs work without script', async t => {
    const { page } = await open('/errors', { javaScriptEnabled: false })
    await page.fill('input[type=search]', 'out of stock')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${origin}/errors/out-of-stock`)
    const shown = () => page.locator('.p:visible').getAttribute('data-f')
    t.equal(await shown(), 'Format envelope')
    await page.getByLabel('problem').check()
    t.equal(await shown(), 'Format problem')
    await page.keyboard.press('ArrowRight')
    t.equal(await shown(), 'Format oauth2', 'by keyboard as well')
  })

  t.test('an example is copied to the byte', async t => {
    const { page } = await open('/errors/out-of-stock', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.locator('.x:visible').first().getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied').waitFor()
    t.equal(await page.evaluate('navigator.clipboard.readText()'), '{"type":["Error"],"error":{"code":"OUT_OF_STOCK","message":"Only 2 of chair-1 left.","detail":{"sku":"chair-1","left":2}},"debug":{}}')
  })

  t.test('a phone shows all of it without scrolling sideways', async t => {
    for (const path of paths) {
      const { page } = await open(path, { viewport: { width: 320, height: 640 } })
      await page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), 320, path)
    }
  })

  t.test('print shows every format, without form and tabs', async t => {
    const { page } = await open('/errors/out-of-stock')
    await page.emulateMedia({ media: 'print' })
    t.equal(await page.locator('.p:visible').count(), 3)
    t.equal(await page.locator('fieldset:visible, button:visible').count(), 0)
  })

  t.test('the type of a problem opens and says what happened, why, and what to do', async t => {
    const response = await fetch(`${origin}/nowhere`, { headers: { accept: 'application/problem+json' } })
    const { type } = await response.json() as { type: string }
    const { page } = await open(type)
    const text = await page.innerText('body')
    for (const part of ['Not Found', 'The requested resource does not exist.', 'The address has a typing error', 'Check the address']) t.match(text, part)
  })
})
