// Bun and Deno, from npm, with the packed package: every surface once. `npm run test:matrix` runs it; alone:
// node dist/build/runtimes.js
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, runOrThrow } from './run.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const script = 'build/surfaces.js'

const runtimes = [
  { name: 'bun', args: [script] },
  { name: 'deno', args: ['run', '--allow-all', '--node-modules-dir=manual', script] }
]

/** @returns whether every runtime sends every reply; prints a line for each */
export async function testRuntimes (): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'fastify-error-replies-runtimes-'))
  try {
    const tarball = (await runOrThrow('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: root })).split('\n').at(-1) as string
    await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}')
    await runOrThrow('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, tarball), 'fastify', '@sinclair/typebox', ...runtimes.map(({ name }) => name)], { cwd: folder })
    for (const file of [script, 'test/support/surfaces.js']) await cp(join(root, 'dist', file), join(folder, file))
    let passed = true
    for (const { name, args } of runtimes) {
      const command = join(folder, 'node_modules/.bin', name)
      const version = (await runOrThrow(command, ['--version'], { cwd: folder })).split('\n').at(0)
      const { code, output } = await run(command, args, { cwd: folder, timeout: 300_000 })
      console.log(`${name} ${version}: ${code === 0 ? output.trim() : `failed\n${output}`}`)
      if (code !== 0) passed = false
    }
    return passed
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await testRuntimes() ? 0 : 1
