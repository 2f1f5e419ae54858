// Where does the CPU of a reply go, and that of a start? V8's profiler over requests without sockets, of the limit and of
// the plugin, and over starts of both.
// npm run benchmark:profile -- helper validation-10 boot [--processes n]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from '../build/bundle.js'
import { readEffort } from './effort.js'
import { onlyMessage } from './messages.js'
import { sumUpProfile, type ProfileMessage } from './profile-parts.js'
import { selectQuestions, type Asked } from './questions.js'
import { formatRows } from './report.js'
import { mean } from './statistics.js'
import type { BootName } from './boot-process.js'

const root = new URL('../../', import.meta.url)
const serverFile = fileURLToPath(new URL('./profile-process.js', import.meta.url))
const bootFile = fileURLToPath(new URL('./boot-process.js', import.meta.url))
const MOST = 12 // functions that are listed
const SMALLEST = 0.005 // of the whole: less is within the error of the profiler

function profileServer ({ file }: Asked, server: string): Promise<ProfileMessage> {
  return onlyMessage(fork(serverFile, [file, server, 'silent', 'routing'], {
    execArgv: ['--enable-source-maps', '--initial-heap-size=256'],
    env: { ...process.env, NODE_ENV: 'production' }
  }), server)
}

// Milliseconds in place of microseconds
async function profileBoot (name: BootName): Promise<ProfileMessage> {
  const folder = await mkdtemp(join(tmpdir(), 'fastify-error-replies-'))
  try {
    await once(fork(bootFile, [name], { execArgv: ['--expose-gc', '--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=100'] }), 'exit')
    const [file = ''] = await readdir(folder)
    return sumUpProfile(JSON.parse(await readFile(join(folder, file), 'utf8')), 1000)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Row {
  readonly name: string
  readonly base: number
  readonly own: number
}

/** Means by name, the largest difference first. */
function compare (kind: keyof ProfileMessage, bases: readonly ProfileMessage[], own: readonly ProfileMessage[]): Row[] {
  const average = (messages: readonly ProfileMessage[], name: string) => mean(messages.map((message) => message[kind][name] ?? 0))
  return [...new Set([...own, ...bases].flatMap((message) => Object.keys(message[kind])))]
    .map((name) => ({ name, base: average(bases, name), own: average(own, name) }))
    .sort((a, b) => (b.own - b.base) - (a.own - a.base))
}

function formatProfile (title: string, names: readonly [string, string], bases: readonly ProfileMessage[], own: readonly ProfileMessage[]): string {
  const head = (first: string) => [[first, ...names, 'difference'], ['---', '--:', '--:', '--:']]
  const format = ({ name, base, own }: Row) => [name, base.toFixed(2), own.toFixed(2), (own - base).toFixed(2)]
  const parts = compare('parts', bases, own)
  const all = { name: '**all**', base: sum(parts.map(({ base }) => base)), own: sum(parts.map(({ own }) => own)) }
  const large = parts.filter(({ base, own }) => Math.max(base, own) >= SMALLEST * all.own)
  return [
    title,
    formatRows([...head('part'), ...[...large, all].map(format)]),
    formatRows([...head('function'), ...compare('functions', bases, own).slice(0, MOST).map(format)])
  ].join('\n\n')
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Profiles of two things, interleaved. */
async function profileBoth (processes: number, profile: (which: 0 | 1) => Promise<ProfileMessage>): Promise<[ProfileMessage[], ProfileMessage[]]> {
  const messages: [ProfileMessage[], ProfileMessage[]] = [[], []]
  for (let i = 0; i < processes; i++) for (const which of [0, 1] as const) messages[which].push(await profile(which))
  return messages
}

const { effort: { processes }, positionals } = readEffort()
try {
  const questions = await selectQuestions(positionals.filter((name) => name !== 'boot'), false)
  if (positionals.length === 0) throw new Error('Of what? npm run benchmark:profile -- helper boot')
  if (positionals.includes('boot')) {
    const servers = ['bare Fastify', 'the plugin'] as const
    const starts = await profileBoth(processes, (which) => profileBoot(servers[which]))
    console.log(`${formatProfile(`boot: ms per start, ${processes} processes of each`, servers, ...starts)}\n`)
  }
  // With source maps, which say the folder of a function
  const mapped = questions.length > 0 ? await bundle('dist', true) : { outputs: {} }
  try {
    const servers = ['limit', 'plugin'] as const
    for (const asked of questions) {
      const profiles = await profileBoth(processes, (which) => profileServer(asked, servers[which]))
      console.log(`${formatProfile(`${asked.name}: µs per request without sockets, ${processes} processes of each`, servers, ...profiles)}\n`)
    }
  } finally {
    const { outputs } = await bundle('dist')
    for (const name of Object.keys(mapped.outputs)) if (outputs[name] === undefined) await rm(new URL(name, root))
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
