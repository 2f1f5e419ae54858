// Runs commands at the same time, one for each core, as each of them uses one core only. What a command prints comes
// when it has ended; all of them run to their end, also when one fails. Plain JavaScript, since it needs no build.
//   node build/together.js eslint 'npm run test:package'
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

const commands = process.argv.slice(2)
await Promise.all(Array.from({ length: availableParallelism() }, async () => {
  for (let command = commands.shift(); command !== undefined; command = commands.shift()) await run(command)
}))

async function run (command) {
  const started = Date.now()
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => { output.push(part) })
  const code = await new Promise((resolve) => { child.once('close', (code, signal) => { resolve(code ?? signal) }) })
  if (code !== 0) process.exitCode = 1
  const end = code === 0 ? '' : ` ended with ${code}`
  process.stdout.write(`\n> ${command}${end} (${Math.round((Date.now() - started) / 1000)} s)\n${Buffer.concat(output)}`)
}
