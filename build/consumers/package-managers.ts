// Package managers that give a package nothing but what it declares: pnpm without hoisting, yarn with Plug'n'Play.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readExchanges } from '../../test/support/markdown.js'
import { run, runOrThrow } from '../run.js'
import { compareReply, findPort, readInstall, root, withServer, type Consumer } from './consumer.js'

interface PackageManager {
  readonly name: string
  /** Of npm, with the name of its command. */
  readonly package: string
  readonly command: string
  readonly files: Readonly<Record<string, string>>
  /** What it calls a packed package. */
  readonly nameOf: (tarball: string) => string
  readonly run: readonly string[]
}

export const usePnpm = consumerOf({
  name: 'pnpm',
  package: 'pnpm@latest',
  command: 'pnpm',
  files: { 'pnpm-workspace.yaml': 'hoist: false\nshamefullyHoist: false\nstrictPeerDependencies: true\n' },
  nameOf: (tarball) => tarball,
  run: ['exec', 'node']
})

export const useYarn = consumerOf({
  name: "yarn, Plug'n'Play",
  package: '@yarnpkg/cli-dist@latest',
  command: 'yarn',
  // A lockfile of its own: without one it searches the parent folders for a project
  files: { '.yarnrc.yml': 'nodeLinker: pnp\nenableTelemetry: false\nenableGlobalCache: false\nenableImmutableInstalls: false\n', 'yarn.lock': '' },
  nameOf: (tarball) => `fastify-error-replies@file:${tarball}`,
  run: ['node']
})

function consumerOf ({ name, package: packageName, command, files, nameOf, run: runArguments }: PackageManager): Consumer {
  return async (folder, tarball) => {
    const cwd = join(folder, command)
    await mkdir(cwd)
    await writeFile(join(cwd, 'package.json'), '{"private":true,"type":"module"}')
    for (const [file, text] of Object.entries(files)) await writeFile(join(cwd, file), text)
    const readme = await readInstall(cwd, tarball)
    if (readme === undefined) return [`${name}: Install of the README is not a command, a file and its replies`]
    const start = ['exec', '--yes', '--package', packageName, '--', command]
    await runOrThrow('npm', [...start, 'add', ...readme.packages.map((name) => name === tarball ? nameOf(tarball) : name)], { cwd })

    const { exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { exports: object }
    const modules = Object.keys(exports).filter((name) => !name.endsWith('.json')).map((name) => `fastify-error-replies${name.slice(1)}`)
    await writeFile(join(cwd, 'entries.mjs'), modules.map((name) => `import '${name}'\n`).join(''))
    const { code, output } = await run('npm', [...start, ...runArguments, 'entries.mjs'], { cwd })
    if (code !== 0) return [`${name}: an entry point does not load\n${output}`]

    const port = await findPort()
    await writeFile(join(cwd, readme.file), readme.server.replace('port: 3000', `port: ${port}`))
    const failures = await withServer(port, cwd, 'npm', [...start, ...runArguments, readme.file], async (origin) => {
      const different: string[] = []
      for (const exchange of readExchanges(readme.console)) different.push(...await compareReply(name, origin, exchange))
      return different
    })
    if (failures.length === 0) console.log(`${name}: ${modules.length} entry points load, the server of the README replies`)
    return failures
  }
}
