// Does a test fail where the code is wrong? Small changes of the sources, one at a time, each run against the tests
// of its folder, then against those that are related, as far as they run the place that is changed. A sample is drawn
// with a seed, so that a second run repeats it; what is decided stays in .fast-mutants.jsonl, so that a run that was
// interrupted goes on.
//   npm run test:mutation -- --sample 200 --seed 1 [--folder send …] [--jobs 2]
//   npm run test:mutation -- --survivors    only those that survived before, after tests were added
// Survivors are printed with file and line; those of build/equivalent-mutants.ts are not changes of behaviour.
import { createHash } from 'node:crypto'
import { appendFile, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { basename, join } from 'node:path'
import { transform } from 'esbuild'
import ts from 'typescript'
import { equivalentMutants } from './equivalent-mutants.js'
import { run } from './run.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const work = join(root, '.fast-mutants') // a copy of the compiled code for each job
const journal = join(root, '.fast-mutants.jsonl')
const TIMEOUT = 180_000 // milliseconds of a test file without a mutant, on a machine in use
const SAME = 'same code' // in place of a test
const SLOWER = 6 // a mutant may loop: it has this many times as long

// Folder → words of the tests that are run after its own
const related: Record<string, string[]> = {
  normalize: ['plugin', 'options', 'util/', 'http/', 'server/', 'languages/', 'formats/'],
  finalize: ['plugin', 'util/', 'formats/formats', 'languages/', 'send/', 'oauth2/', 'options'],
  formats: ['plugin', 'options', 'util/', 'openapi/openapi', 'languages/'],
  send: ['plugin', 'options', 'util/', 'hosts/', 'finalize/', 'formats/envelope'],
  error: ['plugin', 'util/', 'languages/texts', 'finalize/strict', 'formats/', 'normalize/', 'options', 'openapi/openapi', 'oauth2/oauth2.test'],
  client: [],
  languages: ['finalize/']
}

/** A change of a source. */
interface Mutant {
  file: string
  line: number
  start: number
  end: number
  text: string // in place of what is from start to end
}

const swapped: Record<string, string> = {
  '===': '!==', '!==': '===', '<': '<=', '<=': '<', '>': '>=', '>=': '>', '&&': '||', '||': '&&', '??': '&&', '+': '-', '-': '+', '*': '/', '/': '*', '%': '*'
}

/** All changes of a source: operators, conditions, statements, returned values, numbers, texts. */
function findMutants (file: string, source: string): Mutant[] {
  const mutants: Mutant[] = []
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true)
  const add = (node: ts.Node, text: string) => {
    mutants.push({ file, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, start: node.getStart(), end: node.end, text })
  }
  const visit = (node: ts.Node): void => {
    // What the compiler removes
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    if (ts.isBinaryExpression(node)) {
      const operator = swapped[node.operatorToken.getText()]
      // In parentheses, as ?? may not stand beside && without them
      if (operator !== undefined) add(node, `((${node.left.getText()}) ${operator} (${node.right.getText()}))`)
    } else if (ts.isIfStatement(node) || ts.isConditionalExpression(node) || ts.isWhileStatement(node)) {
      const condition = ts.isConditionalExpression(node) ? node.condition : node.expression
      add(condition, `!(${condition.getText()})`)
    } else if (ts.isExpressionStatement(node)) add(node, ';')
    else if (ts.isReturnStatement(node)) add(node, node.expression === undefined ? ';' : 'return undefined as never;')
    else if (ts.isNumericLiteral(node) && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node)) add(node, `(${node.text} + 1)`)
    else if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false')
    else if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true')
    else if (ts.isStringLiteral(node) && !ts.isPropertyAssignment(node.parent.parent)) add(node, node.text === '' ? '\'mutant\'' : '\'\'')
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return mutants
}

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    folder: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '1' },
    survivors: { type: 'boolean', default: false }
  }
})
const folders = values.folder ?? Object.keys(related)
const copies = Array.from({ length: Number(values.jobs) }, (_, i) => `${work}-${i + 1}`)
for (const copy of copies) {
  await rm(copy, { recursive: true, force: true })
  await cp(join(root, '.fast'), copy, { recursive: true, verbatimSymlinks: true })
}
const allTests = (await readdir(join(root, '.fast/test'), { recursive: true })).filter((name) => name.endsWith('.test.js'))
const testTexts = new Map(await Promise.all(allTests.map(async (test) => [test, await readFile(join(root, '.fast/test', test), 'utf8')] as const)))

/** The tests of a source: that of its name, those that import it, those of its folder, related ones. */
function testsOf (file: string): string[] {
  const [, folder] = file.split('/') as [string, string]
  const words = [`${folder}/`, ...(related[folder] ?? [])]
  const found = words.flatMap((word) => allTests.filter((test) => test.startsWith(word)))
  const name = `${basename(file, '.ts')}.test.js`
  const rank = (test: string) => test.endsWith(name) ? 2 : testTexts.get(test)?.includes(`/${file.replace(/ts$/, 'js')}`) === true ? 1 : 0
  // Browsers, and compilers of generated clients, take a minute each
  return [...new Set(found)].filter((test) => !/browser|redocly|clients\.test/.test(test)).sort((a, b) => rank(b) - rank(a))
}

const runTest = (copy: string, test: string, timeout: number, env: Record<string, string> = {}) =>
  run(process.execPath, [join(copy, 'test', test)], { cwd: root, timeout, env: { TAP_BAIL: '1', TAP_TIMEOUT: '600', ...env } })

/** A part of a compiled source, from and to a character, and how often a test runs it. */
interface Range { startOffset: number, endOffset: number, count: number }

/** A test without a mutant: its milliseconds, and what it runs of each source, once for each process. */
interface Baseline { duration: number, ranges: Map<string, Range[][]> }

const baselines = new Map<string, Promise<Baseline | undefined>>()

/** How a test runs without a mutant; `undefined` for one that fails, which would kill each. */
function baselineOf (copy: string, test: string): Promise<Baseline | undefined> {
  const known = baselines.get(test) ?? measure(copy, test)
  baselines.set(test, known)
  return known
}

async function measure (copy: string, test: string): Promise<Baseline | undefined> {
  const folder = join(copy, '.coverage')
  const start = performance.now()
  const { code } = await runTest(copy, test, TIMEOUT, { NODE_V8_COVERAGE: folder })
  const duration = performance.now() - start
  const ranges = new Map<string, Range[][]>()
  for (const name of await readdir(folder).catch(() => [])) {
    const { result } = JSON.parse(await readFile(join(folder, name), 'utf8')) as { result: { url: string, functions: { ranges: Range[] }[] }[] }
    for (const { url, functions } of result) {
      const file = url.slice(pathToFileURL(copy).href.length + 1)
      if (file.startsWith('lib/')) ranges.set(file, [...ranges.get(file) ?? [], functions.flatMap((one) => one.ranges)])
    }
  }
  await rm(folder, { recursive: true, force: true })
  if (code === 0) return { duration, ranges }
  console.log(`left out, as it fails without a mutant: ${test}`)
}

/** Whether a test runs what stands at a place: the smallest range around it counts. */
function runs (baseline: Baseline, file: string, place: number): boolean {
  return (baseline.ranges.get(file) ?? []).some((ranges) => {
    const around = ranges.filter(({ startOffset, endOffset }) => startOffset <= place && place < endOffset)
    return around.sort((a, b) => (a.endOffset - a.startOffset) - (b.endOffset - b.startOffset))[0]?.count !== 0
  })
}

/** The first test that fails with a mutant, or does not end. */
async function findKiller (copy: string, mutant: Mutant, source: string): Promise<string | undefined> {
  const file = mutant.file.replace(/ts$/, 'js')
  const path = join(copy, file)
  const before = await readFile(path, 'utf8')
  const { code } = await transform(source.slice(0, mutant.start) + mutant.text + source.slice(mutant.end), { loader: 'ts', format: 'esm', target: 'node20.19' })
  if (code.trim() === before.replace(/^\/\/# sourceMappingURL.*$/m, '').trim()) return SAME
  let place = 0
  while (before[place] === code[place]) place++
  for (const test of testsOf(mutant.file)) {
    const baseline = await baselineOf(copy, test)
    if (baseline === undefined || !runs(baseline, file, place)) continue
    await writeFile(path, code)
    const result = await runTest(copy, test, Math.round(5000 + baseline.duration * SLOWER))
    await writeFile(path, before)
    if (result.code !== 0) return test
  }
}

/** What was decided before about the same change of the same source. */
async function readJournal (): Promise<Map<string, string | undefined>> {
  const lines = (await readFile(journal, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => JSON.parse(line) as { key: string, killer?: string }).map(({ key, killer }) => [key, killer]))
}

const sources = new Map<string, string>()
for (const folder of folders) {
  for (const entry of await readdir(join(root, 'lib', folder), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name).slice(root.length)
    if (entry.isFile() && file.endsWith('.ts') && !/generated/.test(file)) sources.set(file, await readFile(join(root, file), 'utf8'))
  }
}

const known = await readJournal()
const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
const keyOf = (mutant: Mutant) => hash(`${JSON.stringify(mutant)} ${sources.get(mutant.file)}`)
const lineOf = (mutant: Mutant) => sources.get(mutant.file)?.split('\n')[mutant.line - 1]?.trim()
// The order is that of hashes, not of places, so that a change elsewhere leaves the sample as it is
const all = [...sources].flatMap(([file, source]) => findMutants(file, source).map((mutant) => ({ mutant, order: hash([values.seed, mutant.file, lineOf(mutant), source.slice(mutant.start, mutant.end), mutant.text].join(' ')) })))
  .sort((a, b) => a.order < b.order ? -1 : 1).map(({ mutant }) => mutant)
const sample = values.survivors
  ? all.filter((mutant) => known.has(keyOf(mutant)) && known.get(keyOf(mutant)) === undefined)
  : all.slice(0, Number(values.sample))
console.log(`${sample.length} of ${all.length} mutants${values.survivors ? ' survived before' : `, seed ${values.seed}`}`)

const totals = { killed: 0, equivalent: 0, survived: 0 }

/** Decides one mutant and prints it. */
async function decide (copy: string, mutant: Mutant, i: number): Promise<void> {
  const source = sources.get(mutant.file) as string
  const line = lineOf(mutant)
  const before = source.slice(mutant.start, mutant.end).replace(/\s+/g, ' ')
  const isEquivalent = equivalentMutants.some((one) => one.file === mutant.file && line?.includes(one.line) && mutant.text.replace(/\s+/g, ' ').includes(one.text))
  const key = keyOf(mutant)
  const isKnown = !values.survivors && known.has(key)
  const killer = isEquivalent ? undefined : isKnown ? known.get(key) : await findKiller(copy, mutant, source)
  if (!isEquivalent && !isKnown) await appendFile(journal, `${JSON.stringify({ key, ...killer !== undefined && { killer } })}\n`)
  const result = isEquivalent || killer === SAME ? 'equivalent' : killer === undefined ? 'survived' : 'killed'
  totals[result]++
  console.log(`${i + 1} ${result === 'survived' ? 'SURVIVED' : result} ${mutant.file}:${mutant.line} ${before.slice(0, 80)} → ${mutant.text.replace(/\s+/g, ' ').slice(0, 80)}${killer === undefined ? '' : ` by ${killer}`}`)
}

const left = sample.entries() // the jobs share it
await Promise.all(copies.map(async (copy) => {
  for (const [i, mutant] of left) await decide(copy, mutant, i)
}))
for (const copy of copies) await rm(copy, { recursive: true, force: true })
const changed = totals.killed + totals.survived
console.log(`${totals.killed} of ${changed} killed (${(totals.killed / changed * 100).toFixed(1)} %), ${totals.survived} survived, ${totals.equivalent} equivalent`)
