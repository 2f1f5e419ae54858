// What does the import of the main entry cost the type check of an application? npm run benchmark:types [-- runs]
import { fileURLToPath } from 'node:url'
import { run } from '../build/run.js'
import { formatInterval, formatRows } from './report.js'
import { estimateRatio, median } from './statistics.js'

const RUNS = 15 // of each program
const application = fileURLToPath(new URL('../../test/consumers/shop/', import.meta.url))
const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))

const options = '--ignoreConfig --noEmit --extendedDiagnostics --pretty false --target es2023 --module nodenext --moduleResolution nodenext --strict --types node'.split(' ')

// with.ts registers this package in place of @fastify/sensible, whose types both have
const programs = [['without.ts'], ['with.ts']]

const reportCpu = 'data:text/javascript,process.on("exit",()=>{console.log("CPU time: "+process.cpuUsage().user/1e6)})'

const figures = ['CPU time', 'Check time', 'Instantiations', 'Types', 'Lines', 'Files'] as const
type Figures = Record<typeof figures[number], number>

/** What `tsc` reports of a program, in a process of its own. @throws when it does not compile */
async function check (files: readonly string[], skipLibCheck: boolean): Promise<Figures> {
  const { code, output } = await run(process.execPath, ['--import', reportCpu, tsc, ...options, '--skipLibCheck', String(skipLibCheck), ...files], { cwd: application })
  const errors = output.split('\n').filter((line) => line.includes('error TS') && !line.includes('/node_modules/'))
  if (errors.length > 0 || !output.includes('CPU time')) throw new Error(`tsc ends with ${code}\n${errors.length > 0 ? errors.join('\n') : output}`)
  const sum = (name: string) => [...output.matchAll(new RegExp(`^${name}[^:]*: +([\\d.]+)`, 'gm'))].reduce((total, [, value]) => total + Number(value), 0)
  return Object.fromEntries(figures.map((name) => [name, sum(name === 'Lines' ? 'Lines of' : name)])) as Figures
}

/** Compares both programs in pairs of fresh processes; a first pair does not count. */
async function compare (skipLibCheck: boolean, runs: number): Promise<string[][]> {
  const pairs: (readonly [Figures, Figures])[] = []
  for (let pair = -1; pair < runs; pair++) {
    const results: Figures[] = []
    for (const index of pair % 2 === 0 ? [0, 1] : [1, 0]) results[index] = await check(programs[index] as string[], skipLibCheck)
    if (pair >= 0) pairs.push(results as [Figures, Figures])
  }
  return figures.map((name) => {
    const ratio = estimateRatio(pairs.map(([without, own]) => own[name] / without[name]))
    const value = (index: 0 | 1) => String(Number(median(pairs.map((pair) => pair[index][name])).toFixed(2)))
    return [`skipLibCheck: ${skipLibCheck}`, name, value(0), value(1), median(pairs.map(([without, own]) => own[name] / without[name])).toFixed(3), formatInterval(ratio)]
  })
}

const runs = Number(process.argv[2] ?? RUNS)
const rows = [...await compare(true, runs), ...await compare(false, runs)]
console.log(formatRows([['program', 'figure', 'without', 'with', 'median of ratios', 'interval of the mean'], ['---', '---', '--:', '--:', '--:', '--:'], ...rows]))
