// Compiles all TypeScript to .fast/, where tests run in half the time: a loader that compiles while they run costs
// each test file a second. Plain JavaScript, since it runs before anything is compiled.
import { copyFile, mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export const root = fileURLToPath(new URL('../', import.meta.url))
export const output = join(root, '.fast')

const folders = ['lib', 'schemas', 'test', 'examples', 'build', 'benchmarks']

/**
 * Compiles file by file, so that a test loads the module that it names and coverage counts each.
 *
 * With `bundleDist`, the package that tests import by its name is bundled from the same sources; without, it is the
 * one that `npm run build` has written.
 */
export async function compileTests ({ bundleDist }) {
  await rm(output, { recursive: true, force: true })
  const files = (await Promise.all(folders.map(listFiles))).flat()
  await build({
    absWorkingDir: root,
    entryPoints: files.filter((file) => file.endsWith('.ts')),
    outbase: '.',
    outdir: output,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: 'linked', // coverage and stacks are those of the sources
    sourcesContent: false
  })
  // What tests read besides code: documents, results of benchmarks, the package itself
  for (const file of files) {
    if (file.endsWith('.ts')) continue
    await mkdir(dirname(join(output, file)), { recursive: true })
    await copyFile(join(root, file), join(output, file))
  }
  for (const name of await readdir(root)) {
    if (!name.startsWith('.') && name !== 'dist' && !folders.includes(name)) await symlink(join('..', name), join(output, name))
  }
  if (!bundleDist) return symlink('../dist', join(output, 'dist'))
  const { bundle } = await import('../.fast/build/bundle.js')
  await bundle('.fast/dist')
  await symlink('../examples', join(output, 'dist/examples'))
}

async function listFiles (folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compileTests({ bundleDist: false })
