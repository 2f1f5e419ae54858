import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether the server of this process writes its log to a file; the command line of the process says so. */
export const isLogged = process.argv[4] === 'logged'

/** Options of a logger that writes every line from `info` on to a file, which goes with the process. */
export function logToFile (): { level: string, file: string } {
  const directory = mkdtempSync(join(tmpdir(), 'fastify-error-replies-'))
  process.on('exit', () => { rmSync(directory, { recursive: true, force: true }) })
  return { level: 'info', file: join(directory, 'server.log') }
}
