// Writes the results of the last whole run into the tables and sentences that quote them.
// npm run benchmark:publish
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { drawRatios, drawServers } from './chart.js'
import { formatFigures, formatInterval, formatRows, formatTable } from './report.js'
import type { Figure } from './boot.js'
import type { QuestionResult } from './measure.js'
import type { Interval } from './statistics.js'

/** What a run has measured, as `results/results.json` keeps it. */
export interface Results {
  /** Machine, versions and effort. */
  readonly run: string
  /** By name of the question. */
  readonly questions: Readonly<Record<string, QuestionResult>>
  /** Of a start: time, heap, child contexts, routes. */
  readonly boots: readonly Figure[]
  /** Of one more issue, of one more header. */
  readonly costs: readonly Figure[]
}

const root = new URL('../../', import.meta.url)
const resultsFile = new URL('benchmarks/results/results.json', root)

/** Files with marked sections that quote results. */
export const quoting = ['README.md', 'docs/benchmarks.md', 'benchmarks/README.md'] as const

/** The results of the last whole run, `undefined` before the first. */
export function readResults (): Results | undefined {
  return existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) as Results : undefined
}

/** A text with its sections `<!-- results:name -->` to `<!-- /results -->` written anew. */
export function quoteResults (text: string, results: Results): string {
  return text.replace(/(<!-- results:(\w+) -->\n)[^]*?(<!-- \/results -->)/g, (_match, start: string, name: string, end: string) => {
    const write = sections[name]
    if (write === undefined) throw new Error(`no section of results has the name '${name}'`)
    return `${start}${write(results)}\n${end}`
  })
}

/** Writes the table, the charts and every section that quotes them. */
export function publish (results: Results): void {
  const parts = ['# Results', formatTable(Object.values(results.questions)), formatFigures([...results.boots, ...results.costs]), results.run]
  const rivals = results.questions['rivals']
  writeFileSync(new URL('benchmarks/results/results.md', root), `${parts.join('\n\n')}\n`)
  writeFileSync(new URL('benchmarks/results/ratios.svg', root), drawRatios(new Map(Object.entries(results.questions))))
  if (rivals !== undefined) writeFileSync(new URL('benchmarks/results/rivals.svg', root), drawServers(rivals))
  for (const file of quoting) {
    const path = new URL(file, root)
    writeFileSync(path, quoteResults(readFileSync(path, 'utf8'), results))
  }
}

const sections: Readonly<Record<string, (results: Results) => string>> = {
  numbers: describeNumbers,
  ratios: formatRatios,
  rivals: describeRivals,
  targets: listTargets,
  start: ({ boots }) => formatFigures(boots),
  costs: ({ costs }) => formatFigures(costs)
}

function ratioOf (result: QuestionResult | undefined, server: string): Interval | undefined {
  return result?.servers.find(({ name }) => name === server)?.ratio
}

function formatRatio (ratio: Interval | undefined): string {
  return ratio === undefined ? '' : `${ratio.value.toFixed(2)} (${formatInterval(ratio, 2)})`
}

const isLogged = (name: string) => name.endsWith('-logged')

// Where the plugin costs little, and where it costs most
function describeNumbers ({ questions }: Results): string {
  const ratio = (name: string) => formatRatio(ratioOf(questions[name], 'plugin'))
  return `The baseline is Fastify that sends the finished string with the same headers. CPU per request as a multiple of it, with the interval of 95 %: a helper ${ratio('helper')}, a thrown factory ${ratio('thrown-factory-sync')}, one validation issue ${ratio('validation-1')}; more where there is more to do: a plain 404 ${ratio('not-found')}, a hundred issues ${ratio('validation-100')}, an unexpected \`Error\` with its stack ${ratio('thrown-error')}. A request without an error: ${ratio('success')}. Method and all questions: [Benchmarks](docs/benchmarks.md).`
}

function formatRatios ({ questions }: Results): string {
  return formatRows([
    ['question', 'ratio (95 %)', 'target', 'with pino'],
    ['---', '--:', '--:', '--:'],
    ...Object.entries(questions).filter(([name]) => !isLogged(name)).map(([name, { title, target, servers }]) => [
      title, formatRatio(servers.find(({ name }) => name === 'plugin')?.ratio), target?.toFixed(2) ?? '', formatRatio(ratioOf(questions[`${name}-logged`], 'plugin'))
    ])
  ])
}

function describeRivals ({ questions }: Results): string {
  const servers = questions['rivals']?.servers ?? []
  const own = servers.find(({ name }) => name === 'plugin')
  if (own === undefined) return ''
  const others = servers.filter(({ name }) => name !== 'limit' && name !== 'plugin')
  return `For a 404 thrown by a handler, compared with a factory of this package: ${others.map(({ name, cpu }) => `${name} ${(cpu / own.cpu).toFixed(1)} times the CPU`).join(', ')}.`
}

// A target is met when the upper end of the interval is
function listTargets ({ questions, boots, costs }: Results): string {
  const rows = Object.values(questions).flatMap(({ title, target, targetAbove, servers, comparisons }) => {
    const plugin = servers.find(({ name }) => name === 'plugin')
    return [
      ...target === undefined || plugin === undefined ? [] : [describeTarget(title, formatInterval(plugin.ratio, 2), plugin.ratio.upper, target)],
      ...targetAbove === undefined || plugin === undefined ? [] : [describeTarget(`${title}, µs above`, formatInterval(plugin.above, 1), plugin.above.upper, targetAbove)],
      ...comparisons.flatMap(({ server, base, ratio, target: wanted }) => wanted === undefined ? [] : [describeTarget(`${title}: ${server} ÷ ${base}`, formatInterval(ratio, 2), ratio.upper, wanted)])
    ]
  })
  const figures = [...boots, ...costs].map(({ name, value, unit, limit }) => describeTarget(name, `${value.toFixed(2)} ${unit}`, value, limit))
  return formatRows([['target', 'measured', 'wanted', ''], ['---', '--:', '--:', '---'], ...rows, ...figures])
}

function describeTarget (name: string, measured: string, value: number, wanted: number): string[] {
  return [name, measured, String(wanted), value <= wanted ? 'met' : '**missed**']
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = readResults()
  if (results !== undefined) publish(results)
}
