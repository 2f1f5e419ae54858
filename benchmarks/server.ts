import { isLogged, logToFile } from './log-file.js'
import { isRouted, routedServer, type Question } from './question.js'
import { measureRequests } from './routing.js'

// A process with one server in it: node server.js <file of the question> <name of the server> [logged|silent] [routing].
// Sends its port, then its CPU time whenever it is asked, and ends with the process that started it. With `routing` it
// does not listen: it sends the CPU time of a request without sockets and ends.
const [file = '', name = ''] = process.argv.slice(2)

/** What a server process says. */
export interface ServerMessage {
  readonly port?: number
  /** CPU time since the start, in microseconds: user and system, every thread. */
  readonly cpu?: number
  /** CPU time of a request without sockets, in microseconds; null where the server is not one of Fastify. */
  readonly routing?: number | null
}

const { question } = await import(file) as { question: Question }
const start = question.servers[name]
if (start === undefined) throw new Error(`question has no server '${name}'`)

process.on('disconnect', () => { process.exit() })
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  report({ cpu: user + system })
})
const port = await start(isLogged ? { logger: logToFile() } : {})
if (isRouted) {
  const fastify = routedServer()
  report({ routing: fastify === undefined ? null : await measureRequests(fastify, question.request) })
  process.disconnect?.()
} else {
  report({ port })
}

function report (message: ServerMessage): void {
  process.send?.(message)
}
