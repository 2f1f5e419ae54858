import { parseArgs } from 'node:util'
import type { Effort } from './measure.js'

/** Reads how long to measure from the command line: `--rounds n`, `--requests n`, and what else is there. */
export function readEffort (): { effort: Effort, positionals: string[] } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '40' },
      requests: { type: 'string', default: '3000' } // per server and round: short, for what disturbs a machine to meet all servers alike
    }
  })
  try {
    return { effort: { rounds: readCount('rounds', values.rounds), requests: readCount('requests', values.requests) }, positionals }
  } catch (error) {
    console.error((error as Error).message)
    process.exit(1)
  }
}

function readCount (name: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`--${name} should be a whole number from 1, instead got '${text}'`)
  return Number(text)
}
