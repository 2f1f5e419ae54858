// Runs the tests of Fastify, @fastify/sensible and other plugins, from their npm packages, with this plugin registered,
// and compares what fails with build/outside-differences.json:
//   npm run test:outside
//   npm run test:outside -- fastify @fastify/sensible
//   npm run test:outside -- --file reply-error fastify    those files only
//   npm run test:outside -- --update fastify    writes what differs into the list, without a reason
// Not in the gate: it needs the network and takes minutes. A test that fails without the plugin too does not count.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { run, runOrThrow } from './run.js'
import type { OutsideResult } from './outside-reporter.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const here = fileURLToPath(new URL('.', import.meta.url))
const require = createRequire(import.meta.url)
const listFile = join(root, 'build/outside-differences.json')

const packages = [
  'fastify', '@fastify/sensible', '@fastify/swagger', '@fastify/rate-limit', '@fastify/circuit-breaker', '@fastify/jwt',
  '@fastify/bearer-auth', '@fastify/basic-auth', '@fastify/multipart', '@fastify/static', '@fastify/under-pressure',
  '@fastify/websocket', '@fastify/reply-from', '@fastify/http-proxy'
]
// Development dependencies that tests do not need
const TOOLS = /^(?:@types\/|@stylistic\/|@typescript-eslint\/|eslint|neostandard|standard|tsd|tstyche|typescript|c8|borp|tap|pre-commit|husky|autocannon|concurrently|cross-env|markdownlint|branch-comparer|@jsumners|snazzy|cspell|rimraf)/
const TIMEOUT = 90_000 // milliseconds of one file
const JOBS = 2

/** Known differences by package: the reason and the tests. */
type Differences = Record<string, { reason: string, tests: string[] }[]>

/** Tests that failed, with their messages. */
type Failures = Map<string, string>

const { values, positionals } = parseArgs({ allowPositionals: true, options: { update: { type: 'boolean', default: false }, file: { type: 'string', default: '' } } })
const known = JSON.parse(await readFile(listFile, 'utf8')) as Differences
const folder = await mkdtemp(join(tmpdir(), 'fastify-error-replies-outside-'))
let differs = false
try {
  for (const name of positionals.length === 0 ? packages : positionals) {
    const suite = await unpack(name)
    const { passed, failures } = await compare(suite)
    const expected = (known[name] ?? []).flatMap(({ tests }) => tests).filter((test) => isSelected(test.slice(0, test.indexOf(':'))))
    const added = [...failures.keys()].filter((test) => !expected.includes(test))
    const gone = expected.filter((test) => !failures.has(test))
    console.log(`${name}: ${passed} tests pass, ${failures.size} differ, ${added.length} of them not in the list`)
    for (const test of added) console.log(`  + ${test}\n      ${String(failures.get(test)).replaceAll('\n', '\n      ').slice(0, 600)}`)
    for (const test of gone) console.log(`  - ${test} is in the list and passes`)
    differs ||= added.length + gone.length > 0
    if (values.update) await update(name, added, gone)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = differs && !values.update ? 1 : 0

function isSelected (file: string): boolean {
  return file.includes(values.file)
}

/** The package of npm in the version that this repository has, with what its tests require. */
async function unpack (name: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8'))
  const target = join(folder, name.replace('/', '-'))
  await mkdir(target)
  const archive = (await runOrThrow('npm', ['pack', `${name}@${version}`, '--silent'], { cwd: target })).split('\n').at(-1) as string
  await runOrThrow('tar', ['xzf', archive], { cwd: target })
  const suite = join(target, 'package')
  const { dependencies = {}, devDependencies = {} } = JSON.parse(await readFile(join(suite, 'package.json'), 'utf8'))
  const missing = Object.entries({ ...dependencies, ...devDependencies }).filter(([dependency]) => !TOOLS.test(dependency) && !isInstalled(dependency))
  if (missing.length > 0) {
    // In the parent folder, so that npm does not change the package's own list
    await writeFile(join(target, 'package.json'), JSON.stringify({ private: true, dependencies: Object.fromEntries(missing) }))
    const { code, output } = await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps', '--silent'], { cwd: target })
    if (code !== 0) console.log(`${name}: npm install failed, tests that need it do not count\n${output.slice(-500)}`)
  }
  return suite
}

function isInstalled (name: string): boolean {
  try {
    require.resolve(`${name}/package.json`)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED'
  }
}

/** Tests that fail with the plugin, and pass without it. */
async function compare (suite: string): Promise<{ passed: number, failures: Failures }> {
  const files = await findTests(suite)
  const failures: Failures = new Map()
  let passed = 0
  await Promise.all(Array.from({ length: JOBS }, async () => {
    for (let file = files.shift(); file !== undefined; file = files.shift()) {
      const first = await runTests(suite, file, true)
      passed += first.passed
      if (first.failures.size === 0) continue
      const plain = await runTests(suite, file, false)
      // Run again: some depend on time
      const second = await runTests(suite, file, true)
      for (const [test, message] of second.failures) {
        if (first.failures.has(test) && !plain.failures.has(test)) failures.set(`${relative(suite, file)}: ${test}`, message)
      }
    }
  }))
  return { passed, failures }
}

async function findTests (suite: string): Promise<string[]> {
  const entries = await readdir(suite, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && /\.c?js$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('node_modules') && (relative(suite, file).startsWith('test') || basename(file) === 'test.js'))
  const texts = await Promise.all(files.map(async (file) => await readFile(file, 'utf8')))
  return files.filter((file, i) => isSelected(relative(suite, file)) && /['"](?:node:)?test['"]/.test(texts[i] as string)).sort()
}

async function runTests (suite: string, file: string, withPlugin: boolean): Promise<{ passed: number, failures: Failures }> {
  const results = join(folder, `${process.hrtime.bigint()}.jsonl`)
  await writeFile(results, '')
  const preload = withPlugin ? ['--require', join(here, 'outside-preload.cjs')] : []
  const { code, output } = await run(process.execPath, [
    ...preload, `--test-reporter=${join(here, 'outside-reporter.js')}`, '--test-force-exit', `--test-timeout=${TIMEOUT}`, file
  ], {
    cwd: suite,
    env: { NODE_PATH: join(root, 'node_modules'), OUTSIDE_FOLDER: suite, OUTSIDE_FILE: file, OUTSIDE_RESULTS: results, OUTSIDE_PLUGIN: join(root, 'dist/lib/index.js') },
    timeout: TIMEOUT
  })
  const tests = (await readFile(results, 'utf8')).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as OutsideResult)
  const failures: Failures = new Map(tests.filter(({ passed }) => !passed).map(({ name, message }) => [name, message]))
  // Did not load, or was stopped
  if (code !== 0 && failures.size === 0) failures.set('the file', output.slice(-1000))
  return { passed: tests.filter(({ passed }) => passed).length, failures }
}

async function update (name: string, added: string[], gone: string[]): Promise<void> {
  const groups = (known[name] ?? []).map(({ reason, tests }) => ({ reason, tests: tests.filter((test) => !gone.includes(test)) }))
  if (added.length > 0) groups.push({ reason: '', tests: added.sort() })
  known[name] = groups.filter(({ tests }) => tests.length > 0)
  await writeFile(listFile, `${JSON.stringify(known, null, 2)}\n`)
}
