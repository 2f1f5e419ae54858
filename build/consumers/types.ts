// The types of the packed package, under every TypeScript and both ends of the range of Fastify.
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../run.js'
import { install, root } from './consumer.js'

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

export async function compileConsumers (folder: string, tarball: string): Promise<string[]> {
  const failures: string[] = []
  for (const { version, typescripts } of fastifies) failures.push(...await compile(folder, tarball, version, typescripts))
  return failures
}

async function compile (folder: string, tarball: string, fastify: string, typescripts: readonly string[]): Promise<string[]> {
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
