import { spawn } from 'node:child_process'
import { dirname, delimiter } from 'node:path'
import { text } from 'node:stream/consumers'

/** Output of a command, both streams in one, and its exit code. */
export interface RunResult {
  code: number
  output: string
}

/** Runs a command in a folder, for at most `timeout` milliseconds; with `node`, it and all that it starts run on that Node. */
export async function run (command: string, args: readonly string[], { cwd, node = process.execPath, env = {}, timeout }: { cwd: string, node?: string, env?: Record<string, string>, timeout?: number }): Promise<RunResult> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, PATH: dirname(node) + delimiter + String(process.env['PATH']), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
    killSignal: 'SIGKILL'
  })
  const closed = new Promise<number>((resolve, reject) => { child.once('error', reject).once('close', (code) => resolve(code ?? 1)) })
  const [code, stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)])
  return { code, output: stdout + stderr }
}

/** The same for a command that has to succeed. @returns its output of both streams, trimmed */
export async function runOrThrow (command: string, args: readonly string[], options: Parameters<typeof run>[2]): Promise<string> {
  const { code, output } = await run(command, args, options)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${output}`)
  return output.trim()
}
