// Packs the package and uses it from outside, as a project does that installs it: its types under every TypeScript, and what
// the README says to do first. `npm run test:consumers`; packages come from the registry, or the cache of npm.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCodeBlocks, readExchanges, type Exchange } from '../test/support/markdown.js'
import { run, runOrThrow } from './run.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

const typescripts = ['5.9', '6.0', '7.0']
const fastifies = [
  { version: 'latest', typescripts },
  { version: '5.0.0', typescripts: typescripts.slice(0, 1) }
]

// What is compiled together, and how its modules are resolved
const programs = [
  { name: 'nodenext', files: ['application.ts', 'commonjs.cts'], module: 'nodenext', moduleResolution: 'nodenext' },
  { name: 'bundler', files: ['application.ts'], module: 'esnext', moduleResolution: 'bundler' },
  { name: 'sensible', files: ['sensible.ts'], module: 'nodenext', moduleResolution: 'nodenext' }
]

const commonjsOutput = '{"type":["Error"],"error":{"code":"CONFLICT","message":"Update conflict. Resolve the conflict and try again.","detail":{"conflictField":"name","originalValue":"Ada","newValue":"Grace"}},"debug":{}} 410'

/** @returns whether all of it works; prints failures */
export async function testConsumers (): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'fastify-error-replies-consumers-'))
  try {
    const file = (await runOrThrow('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: root })).split('\n').at(-1) as string
    const tarball = join(folder, file)
    const failures = await followReadme(folder, tarball)
    for (const { version, typescripts } of fastifies) failures.push(...await compileConsumers(folder, tarball, version, typescripts))
    for (const failure of failures) console.log(failure)
    return failures.length === 0
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function install (cwd: string, packages: readonly string[]): Promise<void> {
  await runOrThrow('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], { cwd })
}

/** From an empty folder to the first replies, by section Install of the packed README alone. */
async function followReadme (folder: string, tarball: string): Promise<string[]> {
  const cwd = join(folder, 'newcomer')
  await mkdir(cwd)
  const readme = await runOrThrow('tar', ['-xzOf', tarball, 'package/README.md'], { cwd })
  const [command, server, console_] = readCodeBlocks(readme)
  const [, names] = /^npm i (.*)\n$/.exec(command?.text ?? '') ?? []
  const [, file, start] = /^`([\w.]+)`, for `(.*)`:$/m.exec(readme) ?? []
  if (names === undefined || file === undefined || start !== `node ${file}` || server?.language !== 'js' || console_?.language !== 'console') {
    return ['README: Install is not a command, a file and its replies']
  }
  await install(cwd, names.split(' ').map((name) => name === 'fastify-error-replies' ? tarball : name))
  const port = await findPort()
  await writeFile(join(cwd, file), server.text.replace('port: 3000', `port: ${port}`))

  const child = spawn(process.execPath, [file], { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
  try {
    const origin = `http://localhost:${port}`
    await waitFor(origin)
    const failures: string[] = []
    for (const exchange of readExchanges(console_.text)) failures.push(...await compareReply(origin, exchange))
    if (failures.length === 0) console.log(`README, Install: ${readExchanges(console_.text).length} replies are as it says`)
    return failures
  } finally {
    child.kill()
    await once(child, 'close')
  }
}

async function compareReply (origin: string, { method, url, headers, payload, head, body }: Exchange): Promise<string[]> {
  const response = await fetch(origin + url, { method, headers, ...(payload === undefined ? {} : { body: payload }) })
  const expected = { body: body.includes('\n') ? JSON.stringify(JSON.parse(body)) : body, head: head.filter((line) => line !== '…') }
  const sent = {
    body: await response.text(),
    head: expected.head.map((line) => line.startsWith('HTTP/') ? `HTTP/1.1 ${response.status} ${response.statusText}` : line.replace(/(?<=^(.*?): ).*/, (_value, name: string) => String(response.headers.get(name))))
  }
  return JSON.stringify(sent) === JSON.stringify(expected) ? [] : [`README: ${method} ${url} sends ${JSON.stringify(sent)}, not ${JSON.stringify(expected)}`]
}

async function findPort (): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function waitFor (origin: string): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      await fetch(origin)
      return
    } catch (error) {
      if (i === 100) throw error
      await new Promise((resolve) => { setTimeout(resolve, 100) })
    }
  }
}

async function compileConsumers (folder: string, tarball: string, fastify: string, typescripts: readonly string[]): Promise<string[]> {
  const cwd = join(folder, `fastify-${fastify}`)
  await mkdir(cwd)
  await writeFile(join(cwd, 'package.json'), '{"private":true,"type":"module"}')
  await install(cwd, [tarball, `fastify@${fastify}`, '@types/node@20', ...typescripts.map((version) => `typescript-${version}@npm:typescript@${version}`)])
  for (const file of new Set(programs.flatMap(({ files }) => files))) await copyFile(join(root, 'test/consumers', file), join(cwd, file))

  const failures: string[] = []
  for (const typescript of typescripts) {
    for (const { name, files, module, moduleResolution } of programs) {
      const title = `TypeScript ${typescript}, Fastify ${fastify}, ${name}`
      await writeFile(join(cwd, 'tsconfig.json'), JSON.stringify({
        compilerOptions: {
          module, moduleResolution, target: 'es2023', types: ['node'], strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, outDir: `out-${name}`, rootDir: '.'
        },
        files
      }))
      const { output } = await run(process.execPath, [`node_modules/typescript-${typescript}/bin/tsc`, '--pretty', 'false'], { cwd })
      const errors = output.split(/\n(?=\S)/).filter((line) => line.includes('error TS'))
      // Errors in declarations of other packages do not count
      const own = errors.filter((line) => !line.startsWith('node_modules/') || line.startsWith('node_modules/fastify-error-replies/'))
      failures.push(...own.map((line) => `${title}: ${line}`))
      if (own.length === 0) console.log(`${title}: compiles${errors.length === 0 ? '' : `, beside ${errors.length} errors in ${listPackages(errors)}`}`)
    }
  }
  const { output } = await run(process.execPath, ['out-nodenext/commonjs.cjs'], { cwd })
  if (!output.includes(commonjsOutput)) failures.push(`Fastify ${fastify}, CommonJS prints ${output}`)
  return failures
}

function listPackages (errors: readonly string[]): string {
  return [...new Set(errors.map((line) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(line)?.[1]))].join(', ')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await testConsumers() ? 0 : 1
