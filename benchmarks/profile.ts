// Where does the CPU of a reply go? V8's profiler over requests without sockets, of the limit and of the plugin.
// npm run benchmark:profile -- helper validation-10 [--processes n]
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bundle } from '../build/bundle.js'
import { mean } from './statistics.js'
import { readEffort } from './effort.js'
import { formatRows } from './report.js'
import { selectQuestions, type Asked } from './questions.js'
import type { ProfileMessage } from './profile-process.js'

const root = new URL('../../', import.meta.url)
const file = fileURLToPath(new URL('./profile-process.js', import.meta.url))
const MOST = 12 // functions that are listed
const SMALLEST = 0.05 // µs: less is within the error of the profiler

async function profile ({ file: question }: Asked, server: string): Promise<ProfileMessage> {
  const child = fork(file, [question, server, 'silent', 'routing'], {
    execArgv: ['--enable-source-maps', '--initial-heap-size=256'],
    env: { ...process.env, NODE_ENV: 'production' }
  })
  const exit = once(child, 'exit')
  const [message] = await Promise.race([once(child, 'message'), exit.then(([code]) => { throw new Error(`server '${server}' ended with code ${code}`) })])
  await exit
  return message as ProfileMessage
}

async function describe (asked: Asked, processes: number): Promise<string> {
  const messages: Record<'limit' | 'plugin', ProfileMessage[]> = { limit: [], plugin: [] }
  for (let i = 0; i < processes; i++) for (const server of ['limit', 'plugin'] as const) messages[server].push(await profile(asked, server))
  const average = (server: 'limit' | 'plugin', kind: keyof ProfileMessage, name: string) => mean(messages[server].map((message) => message[kind][name] ?? 0))
  const namesOf = (kind: keyof ProfileMessage) => [...new Set([...messages.plugin, ...messages.limit].flatMap((message) => Object.keys(message[kind])))]
  const parts = namesOf('parts')
    .map((name) => ({ name, limit: average('limit', 'parts', name), plugin: average('plugin', 'parts', name) }))
    .sort((a, b) => (b.plugin - b.limit) - (a.plugin - a.limit))
  const total = { name: '**all**', limit: sum(parts.map(({ limit }) => limit)), plugin: sum(parts.map(({ plugin }) => plugin)) }
  const functions = namesOf('functions').map((name) => ({ name, time: average('plugin', 'functions', name) })).sort((a, b) => b.time - a.time)
  return [
    `${asked.name}: µs per request without sockets, ${processes} processes of each`,
    formatRows([
      ['part', 'limit', 'plugin', 'difference'],
      ['---', '--:', '--:', '--:'],
      ...[...parts.filter(({ limit, plugin }) => Math.max(limit, plugin) >= SMALLEST), total]
        .map(({ name, limit, plugin }) => [name, limit.toFixed(2), plugin.toFixed(2), (plugin - limit).toFixed(2)])
    ]),
    formatRows([
      ['function', 'plugin'],
      ['---', '--:'],
      ...functions.slice(0, MOST).map(({ name, time }) => [name, time.toFixed(2)])
    ])
  ].join('\n\n')
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

const { effort, positionals } = readEffort()
try {
  const questions = await selectQuestions(positionals, false)
  if (questions.length === 0) throw new Error('Which question? npm run benchmark:profile -- helper')
  // With source maps, which say the folder of a function
  const mapped = await bundle('dist', true)
  try {
    for (const asked of questions) console.log(`${await describe(asked, effort.processes)}\n`)
  } finally {
    const { outputs } = await bundle('dist')
    for (const name of Object.keys(mapped.outputs)) if (outputs[name] === undefined) await rm(new URL(name, root))
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
