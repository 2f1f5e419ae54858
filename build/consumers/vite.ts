// The front end that `npm create vite` writes, with the decoder in its main.ts: its own `tsc` and `vite build`.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run, runOrThrow } from '../run.js'
import { install, type Consumer } from './consumer.js'

// Without a page: what the bundle decodes is printed
const main = `import { createDecoder, isApiError, type ApiError } from 'fastify-error-replies/client'

const { decode } = createDecoder()
const body = { type: ['Error'], error: { code: 'NOT_FOUND', message: 'Nothing here.' }, debug: {} }
const error: ApiError = await decode(new Response(JSON.stringify(body), { status: 404, headers: { 'content-type': 'application/json' } }))
console.log(isApiError(error), error.status, error.code)
`
const config = 'export default { build: { modulePreload: { polyfill: false } } }\n'

export const buildWithVite: Consumer = async (folder, tarball) => {
  const parent = join(folder, 'vite')
  const cwd = join(parent, 'front')
  await mkdir(parent)
  await runOrThrow('npm', ['create', '--yes', 'vite@latest', 'front', '--', '--template', 'vanilla-ts', '--no-interactive'], { cwd: parent })
  await writeFile(join(cwd, 'src/main.ts'), main)
  await writeFile(join(cwd, 'vite.config.js'), config)
  await install(cwd, [tarball])
  const built = await run('npm', ['run', 'build'], { cwd })
  if (built.code !== 0) return [`Vite: npm run build fails\n${built.output}`]
  const [script = ''] = (await readdir(join(cwd, 'dist/assets'))).filter((file) => file.endsWith('.js'))
  const file = join(cwd, 'dist/assets', script)
  const { output } = await run(process.execPath, [file], { cwd })
  if (output !== 'true 404 NOT_FOUND\n') return [`Vite: the bundle prints ${output}`]
  console.log(`Vite: compiles, builds and decodes, ${(await readFile(file)).length} bytes`)
  return []
}
