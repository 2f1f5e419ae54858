#!/usr/bin/env node
import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { findBreakingChanges, type CheckedCatalog } from './check.js'
import { loadServer } from './load-server.js'

const usage = `Usage: fastify-error-replies catalog <module> [options]

Writes the error catalogue of a server. The module has a Fastify instance, a function that
returns one, or a plugin as its default export, and registers fastify-error-replies/catalog.

  --markdown         Markdown (default)
  --html             the page
  --json             JSON
  --check <file>     compare with an earlier --json: exit 1 when a change breaks clients
  --url <path>       the catalogue at this path, where the server has several
  --help             this text
`

/** A failure that the message explains. */
class UsageError extends Error {}

/** Runs the command. @returns what goes to stdout, and the exit code */
async function run (args: readonly string[]): Promise<{ output: string, code: number }> {
  const { values, positionals } = readArguments(args)
  if (values.help === true) return { output: usage, code: 0 }
  const [command, file] = positionals
  if (command !== 'catalog' || file === undefined || positionals.length > 2) throw new UsageError(`expected: catalog <module>, instead got '${positionals.join(' ')}'\n\n${usage}`)
  const earlier = values.check === undefined ? undefined : await readCatalog(values.check)
  console.error(`Loading ${file} …`)
  const { write, close } = await loadServer(pathToFileURL(resolve(file)).href, values.url)
  const text = write(earlier !== undefined || values.json === true ? 'json' : values.html === true ? 'html' : 'md')
  await close()
  if (earlier === undefined) return { output: text, code: 0 }
  const changes = findBreakingChanges(earlier, JSON.parse(text))
  if (changes.length === 0) return { output: 'No change breaks clients.\n', code: 0 }
  return { output: `${changes.length} ${changes.length === 1 ? 'change breaks' : 'changes break'} clients:\n${changes.map((change) => `- ${change}\n`).join('')}`, code: 1 }
}

function readArguments (args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { markdown: { type: 'boolean' }, html: { type: 'boolean' }, json: { type: 'boolean' }, check: { type: 'string' }, url: { type: 'string' }, help: { type: 'boolean' } }
    })
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`)
  }
}

async function readCatalog (file: string): Promise<CheckedCatalog> {
  const text = await readFile(file, 'utf8').catch(() => { throw new UsageError(`${file} cannot be read`) })
  try {
    const { version, errors } = JSON.parse(text)
    if (version === 1 && Array.isArray(errors)) return { errors }
  } catch {} // the same message
  throw new UsageError(`${file} is not the JSON of a catalogue, write one with --json`)
}

// npx runs it through a link
if (realpathSync(process.argv[1] as string) === fileURLToPath(import.meta.url)) {
  const { output, code } = await run(process.argv.slice(2)).catch((error: Error) => {
    console.error(error instanceof UsageError ? error.message : `The catalogue cannot be written: ${error.message}`)
    return { output: '', code: 2 }
  })
  // A server may leave timers and connections open
  process.stdout.write(output, () => { process.exit(code) })
}
