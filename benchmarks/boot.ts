// What does a start cost? npm run benchmark:boot [-- runs]
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { boots, CHILDREN, type BootMessage, type BootName } from './boot-process.js'
import { onlyMessage } from './messages.js'
import { median } from './statistics.js'

const file = fileURLToPath(new URL('./boot-process.js', import.meta.url))

export const BOOTS = 15 // of each server; one takes half a second

/** One figure: the median over fresh processes, each compared with one that ran beside it. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** Largest value that is wanted. */
  readonly limit: number
}

interface Comparison {
  readonly name: string
  readonly of: BootName
  readonly base: BootName
  readonly unit: string
  readonly limit: number
  readonly read: (own: BootMessage, base: BootMessage) => number
}

const time = (own: BootMessage, base: BootMessage) => own.time - base.time
const heap = (own: BootMessage, base: BootMessage) => own.heap - base.heap
const plain = { of: 'the plugin, `sensible: false`', base: 'bare Fastify' } as const
const whole = { of: 'the plugin', base: 'bare Fastify' } as const
const again = { of: '500 child contexts that register it again', base: '500 child contexts' } as const
const declared = { of: '5,000 routes with five errors each', base: '5,000 routes' } as const

const comparisons: readonly Comparison[] = [
  { name: 'import and register, `sensible: false`, beyond bare Fastify', ...plain, unit: 'ms', limit: 12, read: time },
  { name: 'import and register, beyond bare Fastify', ...whole, unit: 'ms', limit: 25, read: time },
  { name: 'heap, `sensible: false`, beyond bare Fastify', ...plain, unit: 'MB', limit: 3, read: heap },
  { name: 'heap, beyond bare Fastify', ...whole, unit: 'MB', limit: 3, read: heap },
  { name: 'a child context that registers it again', ...again, unit: 'ms', limit: 0.5, read: (own, base) => time(own, base) / CHILDREN },
  { name: 'heap of a child context that registers it again', ...again, unit: 'kB', limit: 25, read: (own, base) => heap(own, base) / CHILDREN * 1000 },
  { name: '5,000 routes with five errors each, compared with those without', ...declared, unit: '×', limit: 1.1, read: (own, base) => own.time / base.time }
]

/** Starts each server in its own process, `runs` times, interleaved; a first round does not count. */
export async function measureBoot (runs: number): Promise<Figure[]> {
  const names = Object.keys(boots) as BootName[]
  const messages = new Map<BootName, BootMessage[]>(names.map((name) => [name, []]))
  for (let run = -1; run < runs; run++) {
    for (const name of run % 2 === 0 ? names : names.toReversed()) {
      const message = await boot(name)
      if (run >= 0) messages.get(name)?.push(message)
    }
  }
  return comparisons.map(({ name, of, base, unit, limit, read }) => {
    const bases = messages.get(base) as BootMessage[]
    return { name, unit, limit, value: median((messages.get(of) as BootMessage[]).map((own, run) => read(own, bases[run] as BootMessage))) }
  })
}

function boot (name: BootName): Promise<BootMessage> {
  return onlyMessage(fork(file, [name], { execArgv: ['--expose-gc'] }), name)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { formatFigures } = await import('./report.js')
  console.log(formatFigures(await measureBoot(Number(process.argv[2] ?? BOOTS))))
}
