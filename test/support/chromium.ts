import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import type { Test } from 'tap'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file))

/** Starts Chromium of the system, as CI installs it; without Chromium, reports that and returns `undefined`. */
export async function startChromium (t: Test): Promise<Browser | undefined> {
  if (executablePath === undefined) {
    t.comment('not tested in a browser: no Chromium is installed (apt-get install chromium)')
    return undefined
  }
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  })
  t.teardown(() => browser.close())
  return browser
}
