// What the consumers share: installation, a server in its own process, and the comparison of its replies.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { readCodeBlocks, type Exchange } from '../../test/support/markdown.js'
import { runOrThrow } from '../run.js'

export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Uses the packed package in a new folder of `folder`. @returns what fails */
export type Consumer = (folder: string, tarball: string) => Promise<string[]>

export async function install (cwd: string, packages: readonly string[]): Promise<void> {
  await runOrThrow('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], { cwd })
}

/** Section Install of the packed README: what to install, the file of the server, its text and what it sends. */
export interface ReadmeInstall {
  readonly packages: readonly string[]
  readonly file: string
  readonly server: string
  readonly console: string
}

/** @returns `undefined` if it is not a command, a file and its replies */
export async function readInstall (cwd: string, tarball: string): Promise<ReadmeInstall | undefined> {
  const readme = await runOrThrow('tar', ['-xzOf', tarball, 'package/README.md'], { cwd })
  const [command, server, replies] = readCodeBlocks(readme)
  const [, packages] = /^npm i (.*?)(?: #.*)?\n$/.exec(command?.text ?? '') ?? []
  const [, file, start] = /^`([\w.]+)`, for `(.*)`:$/m.exec(readme) ?? []
  if (packages === undefined || file === undefined || start !== `node ${file}` || server?.language !== 'js' || replies?.language !== 'console') return undefined
  return {
    packages: packages.split(' ').map((name) => name === 'fastify-error-replies' ? tarball : name),
    file,
    server: server.text,
    console: replies.text
  }
}

/** Runs a command that starts a server, calls `use` when the server accepts connections, and ends it. */
export async function withServer<T> (port: number, cwd: string, command: string, args: readonly string[], use: (origin: string) => Promise<T>): Promise<T> {
  // A group of its own: a package manager starts the server as its child
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let output = ''
  child.stdout.on('data', (chunk) => { output += String(chunk) })
  child.stderr.on('data', (chunk) => { output += String(chunk) })
  const closed = once(child, 'close')
  try {
    await waitFor(port, () => child.exitCode !== null).catch(() => { throw new Error(`${command} ${args.join(' ')} does not listen\n${output}`) })
    return await use(`http://localhost:${port}`)
  } finally {
    if (child.exitCode === null) process.kill(-(child.pid as number), 'SIGKILL')
    await closed
  }
}

/** What a reply differs in from what is documented, an empty list if in nothing. */
export async function compareReply (title: string, origin: string, { method, url, headers, payload, head, body }: Exchange): Promise<string[]> {
  const response = await fetch(origin + url, { method, headers, ...(payload === undefined ? {} : { body: payload }) })
  const expected = { body: body.includes('\n') ? JSON.stringify(JSON.parse(body)) : body, head: head.filter((line) => line !== '…') }
  const sent = {
    body: await response.text(),
    head: expected.head.map((line) => line.startsWith('HTTP/') ? `HTTP/1.1 ${response.status} ${response.statusText}` : line.replace(/(?<=^(.*?): ).*/, (_value, name: string) => String(response.headers.get(name))))
  }
  return JSON.stringify(sent) === JSON.stringify(expected) ? [] : [`${title}: ${method} ${url} sends ${JSON.stringify(sent)}, not ${JSON.stringify(expected)}`]
}

export async function findPort (): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function waitFor (port: number, hasEnded: () => boolean): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      await fetch(`http://localhost:${port}`)
      return
    } catch (error) {
      if (i === 300 || hasEnded()) throw error
      await new Promise((resolve) => { setTimeout(resolve, 100) })
    }
  }
}
