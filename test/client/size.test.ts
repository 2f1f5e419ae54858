import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import t from 'tap'
import { root } from '../support/root.js'

const core = ['createDecoder', 'isApiError', 'networkError', 'createFetch', 'shouldRetry', 'retryDelay']

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
  t.ok(size <= 4400, `${size} bytes`) // the target is 2500
  for (const name of ['axiosInterceptor', 'kyBeforeError', 'ofetchResponseError', 'openapiFetchMiddleware']) {
    const more = await measure([...core, name]) - size
    t.ok(more <= 400, `${name}: ${more} bytes`)
  }
})
