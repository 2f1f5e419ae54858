// The tests of the inner loop: no coverage, no type check, without the slowest.
//   npm run test:fast
//   npm run test:fast -- send multi    files whose path has one of the strings, slow ones too
//   npm run test:fast -- --stalls      with an event loop that stalls at random: which tests count on time?
// The matrix runs it in a copy that is compiled: node build/test-fast.js --compiled --timeout=300 send/send.test.js
import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { compileTests, output, root } from './compile-tests.js'

// Left to the gate
const slow = [
  'catalog/browser.test.js', // starts Chromium, for every page
  'catalog/catalog.test.js', // checks every page as HTML
  'catalog/cli.test.js', // starts the command again and again
  'client/browser.test.js', // starts Chromium
  'client/hostile.test.js', // thousands of bodies
  'integrations/browser.test.js', // starts a server of every plugin with sessions
  'mappers/mysql.test.js', // starts a database
  'mappers/orm.test.js', // starts a database for each of them
  'mappers/postgres.test.js', // starts a database
  'openapi/clients.test.js', // generates clients and compiles them
  'openapi/openapi.test.js', // documents of many servers
  'openapi/redocly.test.js', // starts Redocly
  'openapi/swagger.test.js', // documents of many servers
  'openapi/truth.test.js', // hundreds of errors of twenty servers
  'package/api-report.test.js', // reads the declarations that npm run build has written
  'package/declarations.test.js', // compiles against what npm run build has written
  'package/examples.test.js', // starts every example
  'package/import-rule.test.js', // runs eslint
  'package/migration.test.js', // starts servers before and after
  'package/package.test.js', // runs npm pack on what npm run build has written
  'package/properties.test.js', // thousands of random errors
  'package/random-replies.test.js', // thousands of random errors over sockets
  'package/readme.test.js' // runs every example of the README
]
const JOBS = 2
const stalls = new URL('stalls.js', import.meta.url).href

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    compiled: { type: 'boolean' },
    stalls: { type: 'boolean' },
    timeout: { type: 'string', default: '120' } // seconds for a file, as in .taprc
  }
})
if (values.compiled !== true) await compileTests({ bundleDist: true })
const files = await selectFiles(words)
let passed = 0
let skipped = 0
let failed = files.length === 0 ? 1 : 0
if (files.length === 0) console.log(`no test file has ${words.join(' or ')} in its path`)
await Promise.all(Array.from({ length: JOBS }, async () => {
  for (let file = files.shift(); file !== undefined; file = files.shift()) await runFile(file)
}))
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1

/** Test files, the largest first: a long one that starts last would run alone. */
async function selectFiles (words) {
  const folder = join(output, 'test')
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.test.js'))
    .filter((name) => words.length === 0 ? !slow.includes(name) : words.some((word) => name.includes(word)))
  const sized = await Promise.all(names.map(async (name) => ({ name, size: (await stat(join(folder, name))).size })))
  return sized.sort((a, b) => b.size - a.size).map(({ name }) => name)
}

/** tap works without its runner too: a test file that Node runs prints TAP. */
async function runFile (name) {
  const child = spawn(process.execPath, ['--enable-source-maps', ...(values.stalls ? ['--import', stalls] : []), join(output, 'test', name)], {
    cwd: root,
    env: { ...process.env, TAP_TIMEOUT: values.timeout },
    timeout: Number(values.timeout) * 1000,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const closed = new Promise((resolve) => { child.once('close', (code, signal) => resolve(code ?? signal)) })
  const [code, tap, errors] = await Promise.all([closed, text(child.stdout), text(child.stderr)])
  // The last is that of the file
  const summary = [...tap.matchAll(/^# \{ (total: .*) \}$/gm)].at(-1)?.[1] ?? ''
  const count = (result) => Number(new RegExp(`\\b${result}: (\\d+)`).exec(summary)?.[1] ?? 0)
  passed += count('pass')
  skipped += count('skip') + count('todo')
  if (code === 0 && summary !== '') return
  failed += Math.max(count('fail'), 1)
  const failures = readFailures(tap)
  console.log(`\n✗ ${name.replace(/\.js$/, '.ts')}${failures.length === 0 || summary === '' ? ` ended with ${code}\n${errors}` : ''}`)
  for (const { path, details } of failures) console.log(`  ${path.join(' › ')}\n${details.map((line) => `    ${line}`).join('\n')}`)
}

/** Assertions that failed, each with the tests around it; not the tests themselves, which fail with them. */
function readFailures (tap) {
  const failures = []
  const path = [] // name of the test at each level of indentation
  const counts = [] // failures before that test
  const lines = tap.split('\n')
  for (const [i, line] of lines.entries()) {
    const [, indent, kind, title] = /^( *)(# Subtest: |not ok \d+ - |not ok \d+)(.*)$/.exec(line) ?? []
    if (kind === undefined) continue
    const level = indent.length / 4
    if (kind === '# Subtest: ') {
      path.length = counts.length = level
      path[level] = title
      counts[level] = failures.length
    } else if (!/ # (?:TODO|SKIP)/i.test(title) && !(title.startsWith(path[level]) && failures.length > counts[level])) {
      const end = lines.indexOf(`${indent}  ...`, i)
      const details = lines[i + 1] === `${indent}  ---` && end !== -1 ? lines.slice(i + 2, end) : []
      failures.push({ path: [...path.slice(0, level), title], details: details.map((text) => text.slice(indent.length + 2)) })
    }
  }
  return failures
}
