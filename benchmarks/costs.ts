// What does one more issue cost, and reading Accept? CPU of requests without sockets. npm run benchmark:costs [-- runs]
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { accepts, FEW, formats, languages, MANY, type CostMessage } from './costs-process.js'
import { onlyMessage } from './messages.js'
import { median } from './statistics.js'
import type { Figure } from './boot.js'

const file = fileURLToPath(new URL('./costs-process.js', import.meta.url))

export const COST_RUNS = 5 // processes of each server; one takes a few seconds

const MAX_ISSUE = 0.8 // µs
const MAX_ACCEPT = 3 // µs

/** Microseconds per issue beyond the limit in each format, and per `Accept` and `Accept-Language` that was seen before. */
export async function measureCosts (runs: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const format of formats) {
    const slopes: number[] = []
    for (let run = 0; run < runs; run++) {
      const [plugin, limit] = [await measure('issues', 'plugin', format), await measure('issues', 'limit', format)] as const
      slopes.push((difference(plugin) - difference(limit)) / (MANY - FEW))
    }
    figures.push({ name: `one more issue, format \`${format}\`, beyond the limit`, value: median(slopes), unit: 'µs', limit: MAX_ISSUE })
  }
  for (const [header, values] of [['accept', accepts], ['accept-language', languages]] as const) {
    for (const [shape, value] of Object.entries(values)) {
      const costs: number[] = []
      for (let run = 0; run < runs; run++) costs.push(difference(await measure('header', header, value)))
      figures.push({ name: `\`${header === 'accept' ? 'Accept' : 'Accept-Language'}\`, ${shape}, seen before`, value: median(costs), unit: 'µs', limit: MAX_ACCEPT })
    }
  }
  return figures
}

const difference = ({ without, with: more }: CostMessage) => more - without

function measure (...args: readonly string[]): Promise<CostMessage> {
  return onlyMessage(fork(file, args, { execArgv: ['--initial-heap-size=256'], env: { ...process.env, NODE_ENV: 'production' } }), args.join(' '))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { formatFigures } = await import('./report.js')
  console.log(formatFigures(await measureCosts(Number(process.argv[2] ?? COST_RUNS))))
}
