import { parseArgs } from 'node:util'
import type { Effort } from './measure.js'

/** Reads how long to measure from the command line: `--processes n`, `--rounds n`, `--requests n`, `--resume`, and other arguments. */
export function readEffort (): { effort: Effort, resume: boolean, positionals: string[] } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      resume: { type: 'boolean', default: false }, // go on with a whole run that was cut off
      processes: { type: 'string', default: '10' }, // of each server
      rounds: { type: 'string', default: '4' }, // per process
      requests: { type: 'string', default: '3000' } // per server and round: short, for what disturbs a machine to meet all servers alike
    }
  })
  try {
    return { effort: { processes: readCount('processes', values.processes), rounds: readCount('rounds', values.rounds), requests: readCount('requests', values.requests) }, resume: values.resume, positionals }
  } catch (error) {
    console.error((error as Error).message)
    process.exit(1)
  }
}

function readCount (name: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`--${name} should be a whole number from 1, instead got '${text}'`)
  return Number(text)
}
