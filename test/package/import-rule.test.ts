import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import t from 'tap'
import ts from 'typescript'
import { root } from '../support/root.js'

t.test('a forbidden import fails lint, type imports included', async t => {
  const eslint = new ESLint({ cwd: fileURLToPath(root) })
  const cases: [file: string, text: string, expected: RegExp | undefined][] = [
    ['lib/send/send.ts', "import type { Format } from '../formats/format.js'\nexport type A = Format\n", /lib\/send may import lib\/error, lib\/oauth2, lib\/util, lib\/http/],
    ['lib/util/json-values.ts', "import { ErrorReply } from '../error/error-reply.js'\nexport const a = ErrorReply\n", /lib\/util may import nothing of ours/],
    ['lib/error/catalog.ts', "import { resolveOptions } from '../options.js'\nexport const a = resolveOptions\n", /lib\/error may import/],
    ['lib/send/send.ts', "import { cutText } from '../util/json-values.js'\nexport const a = cutText\n", undefined]
  ]
  for (const [filePath, text, expected] of cases) {
    const [result] = await eslint.lintText(text, { filePath: fileURLToPath(new URL(filePath, root)) })
    const messages = (result?.messages ?? []).filter(({ ruleId }) => ruleId === 'no-restricted-imports').map(({ message }) => message)
    if (expected === undefined) t.same(messages, [], text)
    else t.match(messages, [expected], text)
  }
})

t.test('no file of lib/ imports itself by way of others, type imports included', async t => {
  const lib = fileURLToPath(new URL('lib/', root))
  const files = (await readdir(lib, { recursive: true })).filter((file) => file.endsWith('.ts'))
  const imports = new Map(await Promise.all(files.map(async (file): Promise<[string, string[]]> => {
    const { importedFiles } = ts.preProcessFile(await readFile(join(lib, file), 'utf8'))
    return [file, importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'))
      .map((name) => join(dirname(file), name).replace(/\.js$/, '.ts'))]
  })))
  t.ok([...imports.values()].flat().length > 300, 'imports are read')
  t.same(findCycles(imports), [])
  t.same(findCycles(new Map([['a', ['b']], ['b', ['c']], ['c', ['b']]])), ['b > c > b'], 'a cycle is found')
})

function findCycles (imports: ReadonlyMap<string, readonly string[]>): string[] {
  const cycles: string[] = []
  const seen = new Set<string>()
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file].join(' > '))
    if (seen.has(file)) return
    seen.add(file)
    for (const next of imports.get(file) ?? []) visit(next, [...way, file])
  }
  for (const file of imports.keys()) visit(file, [])
  return cycles
}
