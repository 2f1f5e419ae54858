import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { nextMessage, onlyMessage } from './messages.js'
import type { ServerMessage } from './server.js'

const serverFile = fileURLToPath(new URL('./server.js', import.meta.url))

// A larger heap from the start, for all alike: on Node 20 the first full collection, which comes early under load, can
// drop the hidden class of the object that process.nextTick makes. Where it does, every tick of that process is slow
// from then on, 8 to 10 µs per request on a 30 µs request; which server it hits is chance.
const execArgv = ['--initial-heap-size=256'] // MiB

/** Where a server is found. */
export interface ServerOfQuestion {
  /** What the results call it. */
  readonly name: string
  /** URL of the question. */
  readonly file: string
  /** Its name in the question. */
  readonly server: string
  /** Whether it writes its log to a file. */
  readonly logged: boolean
}

/** A server of a question, alone in its process. */
export class ServerProcess {
  readonly name: string
  readonly origin: string
  readonly #child: ChildProcess

  private constructor (name: string, port: number, child: ChildProcess) {
    this.name = name
    this.origin = `http://127.0.0.1:${port}`
    this.#child = child
  }

  /** Starts a server and waits until it listens. */
  static async start ({ name, file, server, logged }: ServerOfQuestion): Promise<ServerProcess> {
    const child = forkServer({ file, server, logged })
    const { port } = await nextMessage<ServerMessage>(child, name)
    return new ServerProcess(name, port as number, child)
  }

  /** CPU time that the process has used so far, in microseconds. */
  async readCpu (): Promise<number> {
    const message = nextMessage<ServerMessage>(this.#child, this.name)
    this.#child.send('cpu')
    return (await message).cpu as number
  }

  async stop (): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exit = once(this.#child, 'exit')
    this.#child.disconnect() // which it takes for the end; a signal would leave its files behind
    await exit
  }
}

/** Microseconds of CPU per request without sockets, in its own process; `undefined` for other frameworks. */
export async function measureRouting (server: ServerOfQuestion): Promise<number | undefined> {
  const { routing } = await onlyMessage<ServerMessage>(forkServer(server, ['routing']), server.name)
  return routing ?? undefined
}

function forkServer ({ file, server, logged }: Pick<ServerOfQuestion, 'file' | 'server' | 'logged'>, args: readonly string[] = []): ChildProcess {
  // Express leaves out its caches elsewhere than in production
  return fork(serverFile, [file, server, logged ? 'logged' : 'silent', ...args], { execArgv, env: { ...process.env, NODE_ENV: 'production' } })
}
