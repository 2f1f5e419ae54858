import { mkdir, writeFile } from 'node:fs/promises'
import { measureBoot, type BootResult } from './boot.js'
import { drawRatios, drawServers } from './chart.js'
import { readEffort } from './effort.js'
import { measureQuestion, type QuestionResult } from './measure.js'
import { selectQuestions } from './questions.js'
import { describeRun, formatBootTable, formatTable } from './report.js'

// npm run benchmark [-- question …] [--processes n] [--rounds n] [--requests n]
const { effort, positionals } = readEffort()
const BOOTS = 15 // of each server; one takes half a second
const results = new URL('../../benchmarks/results/', import.meta.url)

try {
  const questions = await selectQuestions(positionals.filter((name) => name !== 'boot'), positionals.length === 0)
  const answers = new Map<string, QuestionResult>()
  for (const asked of questions) {
    console.error(`${asked.name} …`)
    answers.set(asked.name, await measureQuestion(asked, effort))
  }
  const isWhole = positionals.length === 0
  if (isWhole || positionals.includes('boot')) console.error('boot …')
  const boots = isWhole || positionals.includes('boot') ? await measureBoot(BOOTS) : []
  const text = describe([...answers.values()], boots)
  console.log(`\n${text}`)
  if (isWhole) await write(text, answers)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

function describe (answers: readonly QuestionResult[], boots: readonly BootResult[]): string {
  const parts = []
  if (answers.length > 0) parts.push(formatTable(answers))
  if (boots.length > 0) parts.push(formatBootTable(boots))
  return [...parts, describeRun(effort), ''].join('\n\n')
}

// Only for a run over all questions: a partial table would mix old and new results
async function write (text: string, answers: ReadonlyMap<string, QuestionResult>): Promise<void> {
  const rivals = answers.get('rivals') as QuestionResult
  await mkdir(results, { recursive: true })
  await writeFile(new URL('results.md', results), `# Results\n\n${text}`)
  await writeFile(new URL('ratios.svg', results), drawRatios(answers))
  await writeFile(new URL('rivals.svg', results), drawServers(rivals))
  console.log('benchmarks/results/ is written')
}
