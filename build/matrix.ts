// Runs the tests of the last commit on versions of Node and Fastify, in a git worktree in the system's temporary folder:
//   npm run test:matrix -- --node 24 --fastify 5.0.0
// `next` is the newest alpha of Fastify 6.
// Every version of Node is npm's package `node`. Of a Fastify that the peer range does not include, the smoke test runs.
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { testConsumers } from './consumers/index.js'
import { run, runOrThrow } from './run.js'
import { testRuntimes } from './runtimes.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

// The lowest that package.json allows, and every line that is maintained
const nodes = ['20.19', '22', '24', '26']
const nodesOfNext = ['22']

// What depends on neither Node nor Fastify; the gate runs it on the same commit
const onlyInGate = [
  'catalog/browser.test.js',
  'client/browser.test.js',
  'client/size.test.js',
  'openapi/clients.test.js',
  'openapi/redocly.test.js',
  'openapi/spectral.test.js',
  'package/api-report.test.js',
  'package/benchmarks.test.js',
  'package/declarations.test.js',
  'package/docs.test.js',
  'package/import-rule.test.js'
]
const smokeTest = 'package/smoke.test.js'
// Longer than in the gate: the machine of a matrix is busy
const TIMEOUT = 300 // seconds for a file

interface Row {
  node: string
  fastify: string
  passed: number
  failed: number
  skipped: number
}

const { values } = parseArgs({
  options: {
    node: { type: 'string', multiple: true },
    fastify: { type: 'string', multiple: true }
  }
})

const folder = await mkdtemp(join(tmpdir(), 'fastify-error-replies-matrix-'))
const rows: Row[] = []
let failed = false
const start = Date.now()
try {
  for (const version of values.fastify ?? ['5.0.0', 'latest', 'next']) {
    await runVersion(version).catch((error: unknown) => {
      failed = true
      console.log(`Fastify ${version}: ${String(error)}`)
    })
  }
  if (values.node === undefined && values.fastify === undefined) {
    for (const test of [testRuntimes, testConsumers]) if (!await test()) failed = true
  }
} finally {
  await rm(folder, { recursive: true, force: true })
  await runOrThrow('git', ['worktree', 'prune'], { cwd: root })
}
console.log(`${formatTable(rows)}\n\n${Math.round((Date.now() - start) / 60_000)} minutes, commit ${await runOrThrow('git', ['rev-parse', 'HEAD'], { cwd: root })}`)
process.exitCode = failed || rows.some((row) => row.failed > 0) ? 1 : 0

/** All Nodes with one version of Fastify; a Node that cannot be installed is a row that failed. */
async function runVersion (version: string): Promise<void> {
  const fastify = await installFastify(version === 'next' ? await findNext() : version)
  const isNext = Number.parseInt(fastify.version) > 5
  const copy = await checkOut(fastify)
  for (const node of values.node ?? (isNext ? nodesOfNext : nodes)) {
    try {
      rows.push(await runTests(copy, await findNode(node), fastify.version, isNext ? [smokeTest] : await findTests(copy)))
    } catch (error) {
      rows.push({ node, fastify: fastify.version, passed: 0, failed: 1, skipped: 0 })
      console.log(`Node ${node}: ${String(error)}`)
    }
  }
  await runOrThrow('git', ['worktree', 'remove', '--force', copy], { cwd: root })
}

/** The newest version of Fastify 6, alphas included. */
async function findNext (): Promise<string> {
  const versions = JSON.parse(await runOrThrow('npm', ['view', 'fastify', 'versions', '--json', '--silent'], { cwd: folder })) as string[]
  return versions.findLast((version) => version.startsWith('6.')) ?? 'latest'
}

/** The Node that runs this if its version matches, else that of npm's package `node`. */
async function findNode (version: string): Promise<string> {
  if (`${process.version}.`.startsWith(`v${version}.`)) return process.execPath
  const output = await runOrThrow('npm', ['exec', '--yes', '--silent', `--package=node@${version}`, '--', 'node', '-p', 'process.execPath'], { cwd: folder })
  return output.split('\n').at(-1) as string
}

interface Installed {
  version: string
  folder: string
}

/** Fastify with its dependencies below it. */
async function installFastify (version: string): Promise<Installed> {
  const place = await mkdtemp(join(folder, 'fastify-'))
  await writeFile(join(place, 'package.json'), '{"private":true}')
  await runOrThrow('npm', ['install', '--ignore-scripts', '--prefer-offline', '--no-package-lock', `fastify@${version}`], { cwd: place })
  const modules = join(place, 'node_modules')
  await rename(join(modules, 'fastify'), join(place, 'fastify'))
  await rm(join(place, 'fastify/node_modules'), { recursive: true, force: true })
  await rename(modules, join(place, 'fastify/node_modules'))
  return {
    version: JSON.parse(await readFile(join(place, 'fastify/package.json'), 'utf8')).version,
    folder: join(place, 'fastify')
  }
}

/** The last commit with the packages that are installed here, but that Fastify, and its tests compiled. */
async function checkOut (fastify: Installed): Promise<string> {
  const copy = await mkdtemp(join(folder, 'copy-'))
  await runOrThrow('git', ['worktree', 'add', '--detach', copy, 'HEAD'], { cwd: root })
  // Hard links, where the file system has them: nothing writes to a file below node_modules
  await runOrThrow('cp', ['-al', 'node_modules', copy], { cwd: root })
    .catch(() => cp(join(root, 'node_modules'), join(copy, 'node_modules'), { recursive: true, verbatimSymlinks: true, force: true }))
  await rm(join(copy, 'node_modules/fastify'), { recursive: true })
  await cp(fastify.folder, join(copy, 'node_modules/fastify'), { recursive: true, verbatimSymlinks: true })
  await shareDependencies(join(copy, 'node_modules'))
  await cp(join(root, 'dist'), join(copy, 'dist'), { recursive: true })
  await runOrThrow(process.execPath, ['build/compile-tests.js'], { cwd: copy })
  return copy
}

/** Keeps dependencies of Fastify that the repository does not have, or has in another major version, as an installation would. */
async function shareDependencies (modules: string): Promise<void> {
  const own = join(modules, 'fastify/node_modules')
  for (const entry of await readdir(own)) {
    const names = entry.startsWith('@') ? (await readdir(join(own, entry))).map((name) => `${entry}/${name}`) : [entry]
    for (const name of names) {
      const [line, sharedLine] = await Promise.all([own, modules].map((place) => readLine(join(place, name))))
      if (line !== undefined && line === sharedLine) await rm(join(own, name), { recursive: true })
    }
  }
}

/** The versions that a caret takes for each other: the major version, below 1.0.0 the minor one. */
async function readLine (folder: string): Promise<string | undefined> {
  try {
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
    return /^(?:0\.)?\d+/.exec(version)?.[0]
  } catch {
    return undefined
  }
}

async function findTests (copy: string): Promise<string[]> {
  const names = await readdir(join(copy, '.fast/test'), { recursive: true })
  return names.filter((name) => name.endsWith('.test.js') && !onlyInGate.includes(name))
}

async function runTests (copy: string, node: string, fastify: string, files: readonly string[]): Promise<Row> {
  const version = await runOrThrow(node, ['-p', 'process.version'], { cwd: copy })
  console.log(`Node ${version}, Fastify ${fastify} …`)
  const begin = Date.now()
  const { code, output } = await run(node, ['build/test-fast.js', '--compiled', `--timeout=${TIMEOUT}`, ...files], {
    cwd: copy,
    node,
    env: { MATRIX_NODE: version, MATRIX_FASTIFY: fastify }
  })
  const [, passed, failed, skipped] = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(output) ?? []
  const row: Row = { node: version, fastify, passed: Number(passed ?? 0), failed: Number(failed ?? 1), skipped: Number(skipped ?? 0) }
  if (code !== 0) console.log(output)
  console.log(`  ${row.passed} passed, ${row.failed} failed, ${row.skipped} skipped, ${Math.round((Date.now() - begin) / 1000)} s`)
  return row
}

function formatTable (all: readonly Row[]): string {
  const lines = all.map((row) => `| ${[row.node, row.fastify, row.passed, row.failed, row.skipped].join(' | ')} |`)
  return ['| node | fastify | passed | failed | skipped |', '|---|---|---|---|---|', ...lines].join('\n')
}
