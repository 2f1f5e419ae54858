import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { BOOTS, measureBoot, type Figure } from './boot.js'
import { COST_RUNS, measureCosts } from './costs.js'
import { readEffort } from './effort.js'
import { measureQuestion, serversOf, type Effort, type QuestionResult } from './measure.js'
import { publish, type Results } from './publish.js'
import { selectQuestions, type Asked } from './questions.js'
import { describeRun, formatFigures, formatTable } from './report.js'

// npm run benchmark [-- question …] [--resume] [--processes n] [--rounds n] [--requests n]
const { effort, resume, positionals } = readEffort()
const PROCESS_SECONDS = 3.5 // one process of one server: start, warm-up, rounds
const folder = new URL('../../benchmarks/results/', import.meta.url)
const partial = new URL('partial.json', folder)
const isWhole = positionals.length === 0
const figureNames = ['boot', 'costs']

try {
  const asked = await selectQuestions(positionals.filter((name) => !figureNames.includes(name)), isWhole)
  const known = resume && existsSync(partial) ? JSON.parse(readFileSync(partial, 'utf8')) as Results : undefined
  const answers: Record<string, QuestionResult> = { ...known?.questions }
  let boots: readonly Figure[] = known?.boots ?? []
  let costs: readonly Figure[] = known?.costs ?? []
  // Quiet at the start: later the processor may be hot
  if ((isWhole || positionals.includes('boot')) && boots.length === 0) {
    console.error('boot …')
    boots = await measureBoot(BOOTS)
    keep({ run: describeRun(effort), questions: answers, boots, costs })
  }
  if ((isWhole || positionals.includes('costs')) && costs.length === 0) {
    console.error('costs …')
    costs = await measureCosts(COST_RUNS)
    keep({ run: describeRun(effort), questions: answers, boots, costs })
  }
  const left = asked.filter(({ name }) => answers[name] === undefined)
  const processes = new Map<Asked, number>()
  for (const question of left) processes.set(question, (await serversOf(question)).length * effortOf(question).processes)
  let done = 0
  const start = performance.now()
  const total = [...processes.values()].reduce((sum, count) => sum + count, 0)
  for (const question of left) {
    const pace = done === 0 ? PROCESS_SECONDS : (performance.now() - start) / 1000 / done
    console.error(`${question.name} … (about ${Math.ceil((total - done) * pace / 60)} minutes left)`)
    try {
      answers[question.name] = await measureQuestion(question, effortOf(question))
    } catch (error) {
      console.error(`${question.name}: ${(error as Error).message}`)
      process.exitCode = 1
    }
    done += processes.get(question) as number
    keep({ run: describeRun(effort), questions: answers, boots, costs })
  }
  // The others are kept: npm run benchmark -- --resume asks those that failed
  if (process.exitCode === 1) throw new Error('some questions have no answer, see above')
  const ordered = Object.fromEntries(asked.map(({ name }) => [name, answers[name] as QuestionResult]))
  const results: Results = { run: describeRun(effort), questions: ordered, boots, costs }
  console.log(`\n${[formatTable(Object.values(ordered)), ...[boots, costs].filter(({ length }) => length > 0).map(formatFigures), results.run].join('\n\n')}\n`)
  if (isWhole) {
    renameSync(partial, new URL('results.json', folder))
    publish(results)
    console.log('benchmarks/results/ and what quotes it are written')
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

/** With a logger, half as many processes: the same code, and the line beside it. */
function effortOf ({ logged }: Asked): Effort {
  return logged ? { ...effort, processes: Math.ceil(effort.processes / 2) } : effort
}

// After each question, so that a run that is cut off can go on: npm run benchmark -- --resume
function keep (results: Results): void {
  if (!isWhole) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(partial, `${JSON.stringify(results, null, 2)}\n`)
}
