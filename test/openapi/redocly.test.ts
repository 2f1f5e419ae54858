import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { documentOf, nameOf, serverChoices } from '../support/openapi-server.js'
import { root } from '../support/root.js'

t.test('Redocly finds no error', async (t) => {
  const files: string[] = []
  const directory = t.testdir()
  for (const choices of serverChoices.filter(({ swaggerFirst }) => swaggerFirst === true)) {
    const file = join(directory, `${nameOf(choices).replace(/\W+/g, '-')}.json`)
    files.push(file)
    await writeFile(file, JSON.stringify(await documentOf({}, choices)))
  }
  const cli = fileURLToPath(new URL('node_modules/@redocly/cli/bin/cli.js', root))
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'lint', '--format=json', ...files], {
    env: { PATH: process.env['PATH'], REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    maxBuffer: 1 << 24
  })
  const all = (pattern: RegExp) => [...stdout.matchAll(pattern)].map(([, value]) => value) // one JSON text per file
  t.same(all(/"errors": (\d+)/g), ['0', '0', '0', '0'])
  t.same([...new Set(all(/"ruleId": "([^"]+)"/g))].sort(), ['no-illogical-composition-keywords', 'operation-4xx-response', 'operation-operationId'])
})
