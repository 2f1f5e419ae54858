import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { boots, type BootMessage } from './boot-process.js'
import { estimateMean, median, type Interval } from './statistics.js'

const file = fileURLToPath(new URL('./boot-process.js', import.meta.url))

/** What it takes to import, register and be ready, in milliseconds; medians. */
export interface BootResult {
  readonly name: string
  readonly cpu: number
  readonly time: number
  /** Time beyond that of bare Fastify in the same round; for the plugin with sensible's utilities, see `target`. */
  readonly added: Interval | undefined
  /** Largest `added` that is wanted. */
  readonly target: number | undefined
}

const BARE = 'bare Fastify'
const targets: Readonly<Record<string, number>> = { 'the plugin, `sensible: false`': 12, 'the plugin': 25 } // ms

/** Starts each server in its own process, `runs` times, interleaved; a first round does not count. */
export async function measureBoot (runs: number): Promise<BootResult[]> {
  const names = Object.keys(boots)
  const messages = new Map<string, BootMessage[]>(names.map((name) => [name, []]))
  for (let run = -1; run < runs; run++) {
    for (const name of run % 2 === 0 ? names : names.toReversed()) {
      const message = await boot(name)
      if (run >= 0) messages.get(name)?.push(message)
    }
  }
  const bare = messages.get(BARE) as BootMessage[]
  return [...messages].map(([name, own]) => ({
    name,
    cpu: median(own.map(({ cpu }) => cpu)),
    time: median(own.map(({ time }) => time)),
    added: name === BARE ? undefined : estimateMean(own.map(({ time }, run) => time - (bare[run] as BootMessage).time)),
    target: targets[name]
  }))
}

async function boot (name: string): Promise<BootMessage> {
  const child = fork(file, [name])
  const [[message]] = await Promise.all([once(child, 'message'), once(child, 'exit')])
  return message as BootMessage
}
