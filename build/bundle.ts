// Node opens, resolves and compiles each module on its own: 94 ms CPU as 70 files, 44 ms as 16. So all that
// the plugin loads is one file, which the other entry points share: there is one ErrorReply.
import { readdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Metafile, type Plugin } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))

// One file each: importing a language loads no other
const languages = ['index', 'de', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'zh'].map((name) => `lib/languages/${name}.ts`)

// Used beside the plugin only
const companions = ['lib/multi/index.ts', 'lib/success/index.ts', 'lib/mappers/index.ts', 'lib/problems/index.ts', 'lib/catalog/index.ts']

// Loaded by the plugin when an option asks for them
const loadedLater = ['lib/openapi/openapi.ts', 'lib/openapi/inline-responses.ts', 'lib/server/sensible.ts']

const schemas = ['schemas/index.ts']

const entryPoints = ['lib/index.ts', ...companions, ...schemas, ...languages]

// esbuild makes one file of the modules that the same entry points reach. So what is used beside the plugin reaches all
// of it.
const oneCore: Plugin = {
  name: 'one-core',
  setup ({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const file = relative(root, path)
      if (![...companions, ...loadedLater].includes(file) && !file.startsWith('lib/languages/documents/')) return undefined
      return { contents: `import ${JSON.stringify(join(root, 'lib/index.ts'))}\n${await readFile(path, 'utf8')}`, loader: 'ts' }
    })
  }
}

// From lib/chunks/
const outside: Plugin = {
  name: 'outside',
  setup ({ onResolve }) {
    onResolve({ filter: /\/schemas\/index\.js$/ }, () => ({ path: '../../schemas/index.js', external: true }))
  }
}

// The command of npx: it is not imported, so it shares no file
const commands = ['lib/cli/index.ts']

// For browsers, so in its own file
const clientEntry = 'lib/client/index.ts'

/** Bundles the package into a folder of the repository, with source maps for a profiler. @returns what esbuild has written */
export async function bundle (outdir: string, sourcemap = false) {
  const common = { absWorkingDir: root, outbase: '.', outdir, bundle: true, format: 'esm', metafile: true, sourcemap } as const
  const node = { ...common, platform: 'node', target: 'node20.19', chunkNames: 'lib/chunks/[name]-[hash]' } as const
  const builds = await Promise.all([
    build({ ...common, entryPoints: [clientEntry], platform: 'neutral', target: 'es2022' }),
    build({
      ...node,
      entryPoints: ['lib/index.ts', ...companions],
      splitting: true,
      packages: 'external',
      plugins: [oneCore, outside],
      logOverride: { 'ignored-bare-import': 'silent' }
    }),
    // On their own: a file shared with them would be one more that the plugin loads
    build({ ...node, entryPoints: languages, splitting: true }),
    build({ ...node, entryPoints: schemas, packages: 'external' }),
    build({ ...node, entryPoints: commands, packages: 'external' })
  ])
  return { outputs: Object.assign({}, ...builds.map(({ metafile }) => metafile.outputs)) as Metafile['outputs'] }
}

/** Bundles what the compiler has written to dist/, and removes what cannot be imported. */
async function bundleDist () {
  const metafile = await bundle('dist')
  const { bundleDeclarations } = await import('./declarations.js')
  const declarations = await bundleDeclarations(join(root, 'dist'), [...entryPoints, clientEntry].map((file) => join(root, 'dist', file.replace(/ts$/, 'd.ts'))))
  for (const folder of ['lib', 'schemas']) {
    for (const entry of await readdir(join(root, 'dist', folder), { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name)
      if (entry.isFile() && !declarations.has(file) && metafile.outputs[relative(root, file)] === undefined) await rm(file)
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleDist()
