import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import t from 'tap'
import { root } from '../support/root.js'

// Everything but what is imported on its own
const core = ['createDecoder', 'isApiError', 'networkError', 'shouldRetry', 'retryDelay']
const optional = ['createFetch', 'decodeParts', 'readCatalog', 'axiosInterceptor', 'heyApiErrorInterceptor', 'kyBeforeError', 'ofetchResponseError', 'openapiFetchMiddleware']

async function measure (names: readonly string[]): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names.join(', ')} } from './lib/client/index.ts'`, resolveDir: fileURLToPath(root), loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022'
  })
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length
}

t.test('size of the client, minified and compressed', async (t) => {
  const size = await measure(core)
  t.ok(size <= 3200, `${size} bytes`)
  for (const name of optional) {
    const more = await measure([...core, name]) - size
    t.ok(more > 0, `${name} is left out of bundles that do not import it`)
    t.ok(more <= 400, `${name}: ${more} bytes`)
  }
})
