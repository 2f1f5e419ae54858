// Node opens, resolves and compiles each module on its own: as one file per entry point the package starts in
// half the time (import: 94 ms CPU as 70 files, 45 ms as 6). What entry points share is shared, so that there is
// one ErrorReply.
import { readdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['lib/index.ts', 'lib/multi.ts', 'lib/success.ts', 'lib/mappers/index.ts', 'schemas/index.ts'],
  outbase: '.',
  outdir: 'dist',
  chunkNames: 'lib/chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  packages: 'external',
  platform: 'node',
  target: 'node20.19',
  metafile: true
})

// The modules that the compiler wrote are in the files above now; its declarations stay
for (const folder of ['lib', 'schemas']) {
  for (const { name, parentPath } of await readdir(join(root, 'dist', folder), { recursive: true, withFileTypes: true })) {
    const file = join(parentPath, name)
    if (file.endsWith('.js') && metafile.outputs[relative(root, file)] === undefined) await rm(file)
  }
}
