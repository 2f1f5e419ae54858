import { isLogged, logToFile } from './log-file.js'
import type { Question } from './question.js'

// A process with one server in it: node server.js <file of the question> <name of the server> [logged].
// Tells its port, then its CPU time whenever it is asked, and goes with the process that started it.
const [file = '', name = ''] = process.argv.slice(2)

/** What a server process says. */
export interface ServerMessage {
  readonly port?: number
  /** CPU time since the start, in microseconds: user and system, every thread. */
  readonly cpu?: number
}

const { question } = await import(file) as { question: Question }
const start = question.servers[name]
if (start === undefined) throw new Error(`question has no server '${name}'`)

process.on('disconnect', () => { process.exit() })
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  tell({ cpu: user + system })
})
tell({ port: await start(isLogged ? { logger: logToFile() } : {}) })

function tell (message: ServerMessage): void {
  process.send?.(message)
}
