// Packs the package and uses it from outside, as a project does that installs it. Packages come from the registry, or the
// cache of npm:
//   npm run test:consumers
//   npm run test:consumers -- fastify-cli vite    those only
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runOrThrow } from '../run.js'
import { root, type Consumer } from './consumer.js'
import { generateWithFastifyCli } from './fastify-cli.js'
import { usePnpm, useYarn } from './package-managers.js'
import { followReadme } from './readme.js'
import { compileConsumers } from './types.js'
import { buildWithVite } from './vite.js'

const consumers: Record<string, Consumer> = {
  readme: followReadme,
  'fastify-cli': generateWithFastifyCli,
  vite: buildWithVite,
  pnpm: usePnpm,
  yarn: useYarn,
  types: compileConsumers
}

/** @returns whether all of it works; prints failures */
export async function testConsumers (names: readonly string[] = Object.keys(consumers)): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'fastify-error-replies-consumers-'))
  try {
    const file = (await runOrThrow('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: root })).split('\n').at(-1) as string
    const failures: string[] = []
    for (const name of names) {
      const consumer = consumers[name]
      if (consumer === undefined) throw new Error(`'${name}' is not one of ${Object.keys(consumers).join(', ')}`)
      try {
        failures.push(...await consumer(folder, join(folder, file)))
      } catch (error) {
        failures.push(`${name}: ${String(error)}`)
      }
    }
    for (const failure of failures) console.log(failure)
    return failures.length === 0
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2)
  process.exitCode = await testConsumers(names.length === 0 ? undefined : names) ? 0 : 1
}
