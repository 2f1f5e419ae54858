// The public surface as text: every export of every entry point with its type, without comments. A change of the
// surface is a change of the committed text, so a review sees it.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'

const root = new URL('../../', import.meta.url)
const report = new URL('test/package/api-report.txt', root)

/** The report of what `npm run build` has written. */
export async function writeApiReport (): Promise<string> {
  const { exports } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { exports: Record<string, { types?: string }> }
  const entries = Object.entries(exports).filter(([, { types }]) => types !== undefined)
    .map(([name, { types }]) => ({ name, file: fileURLToPath(new URL(types as string, root)) }))
  const program = ts.createProgram(entries.map(({ file }) => file), {
    target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: ['node'], skipLibCheck: true
  })
  const checker = program.getTypeChecker()
  const printer = ts.createPrinter({ removeComments: true })
  return entries.map(({ name, file }) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile) as ts.Symbol
    const texts = checker.getExportsOfModule(module).map((symbol) => `${symbol.name}\n${describe(symbol, checker, printer)}`).sort()
    return `# fastify-error-replies${name.slice(1)}\n\n${texts.join('\n\n')}\n`
  }).join('\n')
}

function describe (symbol: ts.Symbol, checker: ts.TypeChecker, printer: ts.Printer): string {
  const target = (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol
  const texts = (target.declarations ?? []).map((declaration) => {
    const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration
    return printer.printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile()).replace(/^/gm, '  ')
  })
  return texts.join('\n')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await writeFile(report, await writeApiReport())
  console.log('test/package/api-report.txt')
}
