import { readdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { measureQuestion, type QuestionResult } from './measure.js'
import { describeRun, formatTable } from './report.js'

// npm run benchmark [-- question …] [--rounds n] [--requests n]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '15' },
    requests: { type: 'string', default: '10000' } // per server and round
  }
})

const directory = new URL('./questions/', import.meta.url)
const names = (await readdir(directory)).filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -3)).sort()

try {
  const effort = { rounds: readCount('rounds', values.rounds), requests: readCount('requests', values.requests) }
  const unknown = positionals.find((name) => !names.includes(name))
  if (unknown !== undefined) throw new Error(`'${unknown}' is not a question, the questions are ${names.join(', ')}`)

  const results: QuestionResult[] = []
  for (const name of positionals.length === 0 ? names : positionals) {
    console.error(`${name} …`)
    results.push(await measureQuestion(new URL(`${name}.js`, directory).href, effort))
  }
  console.log(`\n${formatTable(results)}\n\n${describeRun(effort)}`)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

function readCount (name: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`--${name} should be a whole number from 1, instead got '${text}'`)
  return Number(text)
}
