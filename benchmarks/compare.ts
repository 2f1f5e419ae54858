import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readEffort } from './effort.js'
import { measureQuestion, type Effort, type QuestionResult } from './measure.js'
import { selectQuestions, type Asked } from './questions.js'
import { describeRun, formatInterval, formatRows } from './report.js'

// npm run benchmark:compare [--] <ref> [question …] [--processes n] [--rounds n] [--requests n]
const { effort, positionals: [ref, ...given] } = readEffort()

const THEN = 'plugin then'
const root = fileURLToPath(new URL('../../', import.meta.url))

if (ref === undefined) {
  console.error('Which commit? npm run benchmark:compare <ref>')
  process.exitCode = 1
} else {
  const directory = mkdtempSync(join(tmpdir(), 'fastify-error-replies-'))
  try {
    checkOut(ref, directory)
    await compareQuestions(await selectQuestions(given, given.length === 0), ref, directory, effort)
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  } finally {
    run(root, 'git', 'worktree', 'remove', '--force', directory)
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Builds the library of another commit, with the questions of this one, so that both run the same. */
function checkOut (ref: string, directory: string): void {
  run(root, 'git', 'worktree', 'add', '--detach', '--force', directory, ref)
  const isSame = readFileSync(join(root, 'package-lock.json'), 'utf8') === readFileSync(join(directory, 'package-lock.json'), 'utf8')
  if (isSame) symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  else run(directory, 'npm', 'ci', '--ignore-scripts')
  rmSync(join(directory, 'benchmarks'), { recursive: true, force: true })
  cpSync(join(root, 'benchmarks'), join(directory, 'benchmarks'), { recursive: true })
  // A question may use exports that the other commit does not have: only that question fails
  run(directory, 'npx', 'tsc', '-p', 'tsconfig.build.json', '--noCheck')
  // Older commits ship what the compiler writes
  const bundle = join(directory, 'dist', 'build', 'bundle.js')
  if (existsSync(bundle)) run(directory, process.execPath, bundle)
}

function run (cwd: string, command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
}

async function compareQuestions (questions: readonly Asked[], ref: string, directory: string, effort: Effort): Promise<void> {
  const rows = [['question', `ratio at ${ref}`, 'ratio now', 'now ÷ then', '95 %', ''], ['---', '--:', '--:', '--:', '--:', '---']]
  const failed: string[] = []
  for (const asked of questions) {
    const { name, logged } = asked
    console.error(`${name} …`)
    const file = pathToFileURL(join(directory, 'dist', 'benchmarks', 'questions', basename(asked.file))).href
    try {
      const result = await measureQuestion(asked, effort, { own: ['limit', 'plugin'], others: [{ name: THEN, file, server: 'plugin', logged }] })
      rows.push(describeChange(result))
    } catch (error) {
      failed.push(`${name}: ${(error as Error).message}`)
    }
  }
  console.log(`\n${formatRows(rows)}\n\n${describeRun(effort)}`)
  if (failed.length > 0) console.log(`\nNot compared:\n${failed.join('\n')}`)
}

function describeChange ({ title, servers, comparisons: [change] }: QuestionResult): string[] {
  const ratioOf = (wanted: string) => servers.find(({ name }) => name === wanted)?.ratio.value.toFixed(3) ?? ''
  if (change === undefined) return [title]
  const { ratio } = change
  // Where the interval has 1 in it, the difference may be chance
  const verdict = ratio.lower > 1 ? '**slower**' : ratio.upper < 1 ? '**faster**' : ''
  return [title, ratioOf(THEN), ratioOf('plugin'), ratio.value.toFixed(3), formatInterval(ratio), verdict]
}
