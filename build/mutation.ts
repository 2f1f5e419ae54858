// Does a test fail where the code is wrong? Small changes of the sources, one at a time, each run against the tests
// of its folder, then against those that are related.
//   npm run test:mutation -- --sample 200 --seed 1 [--folder send …]
// Survivors are printed with file and line. Run nothing else that compiles the tests meanwhile.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { join } from 'node:path'
import { transform } from 'esbuild'
import ts from 'typescript'
import { run } from './run.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const work = join(root, '.fast-mutants')
const TIMEOUT = 60_000 // milliseconds of one test file; a mutant may loop

// Folder → words of the tests that are run after its own
const related: Record<string, string[]> = {
  normalize: ['plugin', 'http/', 'server/', 'languages/', 'formats/'],
  finalize: ['plugin', 'languages/', 'send/', 'oauth2/', 'options'],
  formats: ['plugin', 'options', 'openapi/openapi', 'languages/'],
  send: ['plugin', 'hosts/', 'finalize/', 'formats/envelope'],
  error: ['finalize/strict', 'formats/', 'normalize/', 'options', 'openapi/openapi', 'oauth2/oauth2.test'],
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
    else if (ts.isNumericLiteral(node)) add(node, `(${node.text} + 1)`)
    else if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false')
    else if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true')
    else if (ts.isStringLiteral(node) && !ts.isPropertyAssignment(node.parent.parent)) add(node, node.text === '' ? '\'mutant\'' : '\'\'')
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return mutants
}

/** Numbers below 1 that are the same for the same seed. */
function randomNumbers (seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let value = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The first test that fails with a mutant; or does not end. */
async function findKiller (mutant: Mutant, source: string, tests: readonly string[]): Promise<string | undefined> {
  const path = join(work, mutant.file.replace(/ts$/, 'js'))
  const before = await readFile(path, 'utf8')
  const { code } = await transform(source.slice(0, mutant.start) + mutant.text + source.slice(mutant.end), { loader: 'ts', format: 'esm', target: 'node20.19' })
  await writeFile(path, code)
  try {
    for (const test of tests) {
      if ((await run(process.execPath, [join(work, test)], { cwd: root, timeout: TIMEOUT })).code !== 0) return test
    }
  } finally {
    await writeFile(path, before)
  }
}

const { values } = parseArgs({ options: { sample: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' }, folder: { type: 'string', multiple: true } } })
const folders = values.folder ?? Object.keys(related)
await rm(work, { recursive: true, force: true })
await cp(join(root, '.fast'), work, { recursive: true, verbatimSymlinks: true })
// The mutants are in the files of lib/; the package by its name stays as it is
const allTests = (await readdir(join(work, 'test'), { recursive: true })).filter((name) => name.endsWith('.test.js')).map((name) => join('test', name))
const sources = new Map<string, string>()
for (const folder of folders) {
  for (const entry of await readdir(join(root, 'lib', folder), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name).slice(root.length)
    if (entry.isFile() && file.endsWith('.ts') && !/generated/.test(file)) sources.set(file, await readFile(join(root, file), 'utf8'))
  }
}
const random = randomNumbers(Number(values.seed))
const all = [...sources].flatMap(([file, source]) => findMutants(file, source)).map((mutant) => ({ mutant, order: random() })).sort((a, b) => a.order - b.order)
const sample = all.slice(0, Number(values.sample)).map(({ mutant }) => mutant)
console.log(`${sample.length} of ${all.length} mutants, seed ${values.seed}`)

const testsOf = (folder: string) => {
  const own = allTests.filter((test) => test.startsWith(`test/${folder}/`))
  const browserFree = (test: string) => !/browser|redocly|clients\.test/.test(test)
  return [...new Set([...own, ...(related[folder] ?? []).flatMap((word) => allTests.filter((test) => test.slice('test/'.length).startsWith(word)))])].filter(browserFree)
}
// A test that fails without a mutant would kill each
const passing = new Map<string, boolean>()
for (const test of new Set(sample.flatMap(({ file }) => testsOf(file.split(/[\\/]/)[1] as string)))) {
  passing.set(test, (await run(process.execPath, [join(work, test)], { cwd: root, timeout: TIMEOUT })).code === 0)
  if (passing.get(test) === false) console.log(`left out, as it fails without a mutant: ${test}`)
}
const survivors: Mutant[] = []
for (const [i, mutant] of sample.entries()) {
  const source = sources.get(mutant.file) as string
  const killer = await findKiller(mutant, source, testsOf(mutant.file.split(/[\\/]/)[1] as string).filter((test) => passing.get(test)))
  const change = `${mutant.file}:${mutant.line} ${source.slice(mutant.start, mutant.end).replace(/\s+/g, ' ').slice(0, 80)} → ${mutant.text.slice(0, 80)}`
  if (killer === undefined) survivors.push(mutant)
  console.log(`${i + 1} ${killer === undefined ? 'SURVIVED' : 'killed'} ${change}${killer === undefined ? '' : ` by ${killer}`}`)
}
console.log(`${sample.length - survivors.length} killed, ${survivors.length} survived (${(100 - survivors.length / sample.length * 100).toFixed(1)} %)`)
await rm(work, { recursive: true, force: true })
