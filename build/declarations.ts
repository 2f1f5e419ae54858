// A consumer's compiler opens, parses and binds every declaration file that an entry point leads to, and those of
// TypeBox where one of them names it. Here each entry point gets what its exports need and nothing else, in one file;
// what entry points share is shared, so that there is one ErrorReply.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

/** A declaration of ours, wherever it is used. */
interface Declared {
  name: string
  statements: ts.Statement[]
  uses: Set<ts.Symbol>
  entries: Set<string> // entry points that lead to it
}

/**
 * Bundles the declarations that the compiler has written.
 *
 * @param folder of them
 * @param entryFiles absolute; each is replaced
 * @returns all files that are needed, absolute
 */
export async function bundleDeclarations (folder: string, entryFiles: readonly string[]): Promise<Set<string>> {
  const program = ts.createProgram([...entryFiles], {
    target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: ['node'], skipLibCheck: true
  })
  const checker = program.getTypeChecker()
  const isOurs = (file: ts.SourceFile) => file.fileName.startsWith(`${folder}/`)
  const table = new Map<ts.Symbol, Declared>()
  const augmentations = new Map<ts.Statement, Declared>()

  /** What an identifier stands for, if one of our files declares it at its top level. */
  const resolve = (node: ts.Node): ts.Symbol | undefined => {
    let symbol = checker.getSymbolAtLocation(node)
    if (symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0) symbol = checker.getAliasedSymbol(symbol)
    const file = symbol?.declarations?.map(statementOf).find((statement) => statement !== undefined)?.getSourceFile()
    return file !== undefined && isOurs(file) ? symbol : undefined
  }

  const usesOf = (node: ts.Node, uses = new Set<ts.Symbol>()) => {
    visit(node, (child) => {
      const symbol = ts.isIdentifier(child) ? resolve(child) : undefined
      if (symbol !== undefined) uses.add(symbol)
    })
    return uses
  }

  const declare = (symbol: ts.Symbol, entry: string): void => {
    let declared = table.get(symbol)
    if (declared === undefined) {
      const statements = [...new Set((symbol.declarations ?? []).map(statementOf).filter((statement) => statement !== undefined))]
      declared = { name: symbol.name, statements, uses: new Set(), entries: new Set() }
      table.set(symbol, declared)
      for (const statement of statements) usesOf(statement, declared.uses)
    }
    if (declared.entries.has(entry)) return
    declared.entries.add(entry)
    for (const used of declared.uses) declare(used, entry)
  }

  const exportsOf = new Map<string, { symbol: ts.Symbol, as: string, type: boolean }[]>()
  for (const entry of entryFiles) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(entry) as ts.SourceFile) as ts.Symbol
    exportsOf.set(entry, checker.getExportsOfModule(module).map((symbol) => {
      const node = symbol.declarations?.[0]
      const type = node !== undefined && ts.isExportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly)
      return { symbol: (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol, as: symbol.name, type }
    }))
    for (const { symbol } of exportsOf.get(entry) ?? []) declare(symbol, entry)
    // What they declare of the types of other packages
    for (const file of reachableFiles(program, entry, isOurs)) {
      for (const statement of file.statements.filter(ts.isModuleDeclaration)) {
        const declared = augmentations.get(statement) ?? { name: '', statements: [statement], uses: usesOf(statement), entries: new Set() }
        augmentations.set(statement, declared)
        declared.entries.add(entry)
        for (const used of declared.uses) declare(used, entry)
      }
    }
  }

  const files = new Map<string, Declared[]>()
  const fileOf = new Map<Declared, string>()
  const place = (declared: Declared) => {
    const own = declared.statements[0]?.getSourceFile().fileName ?? ''
    const [only = '', ...others] = declared.entries
    const key = declared.name !== '' && entryFiles.includes(own) ? own : others.length === 0 ? only : [...declared.entries].sort().join()
    files.set(key, [...files.get(key) ?? [], declared])
    fileOf.set(declared, key)
  }
  // What is exported keeps its name
  const exported = new Set([...exportsOf.values()].flat().map(({ symbol }) => symbol))
  giveNames([...table].sort(([a], [b]) => Number(exported.has(b)) - Number(exported.has(a))).map(([, declared]) => declared))
  for (const declared of [...table.values(), ...augmentations.values()]) place(declared)
  for (const entry of entryFiles) files.set(entry, files.get(entry) ?? [])

  // Those with a list of entry points as their key become chunks
  let chunks = 0
  const paths = new Map([...files.keys()].map((key) => [key, entryFiles.includes(key) ? key : join(folder, `lib/chunks/types-${++chunks}.d.ts`)]))
  await mkdir(join(folder, 'lib/chunks'), { recursive: true })
  for (const [key, path] of paths) {
    const contents = files.get(key) ?? []
    const text = contents.flatMap(({ statements }) => statements)
    const imports = importsOf([...new Set(text)], isOurs, resolve)
    const specifier = (declared: Declared) => {
      const other = relative(dirname(path), paths.get(fileOf.get(declared) ?? '') as string).replace(/\.d\.ts$/, '.js')
      return other.startsWith('.') ? other : `./${other}`
    }
    const exported = exportsOf.get(key)
    for (const statement of packageTypes(program.getSourceFile(key))) imports.add(statement)
    const needed = [...new Set([...contents.flatMap(({ uses }) => [...uses]), ...(exported ?? []).map(({ symbol }) => symbol)])]
    for (const declared of needed.map((symbol) => table.get(symbol))) {
      if (declared !== undefined && fileOf.get(declared) !== key) imports.add(`import { ${declared.name} } from '${specifier(declared)}';`)
    }
    // An import that nothing uses still brings what a chunk declares of the types of other packages
    for (const [other, list] of files) {
      const augmentation = list.find(({ name }) => name === '')
      if (exported !== undefined && other !== key && other.split(',').includes(key) && augmentation !== undefined) imports.add(`export type {} from '${specifier(augmentation)}';`)
    }
    const list = exported?.map(({ symbol, as, type }) => `${type ? 'type ' : ''}${nameExport((table.get(symbol) as Declared).name, as)}`) ??
      contents.filter(({ name }) => name !== '').map(({ name }) => name)
    const body = [...new Set(text)].map((statement) => print(statement, resolve, table))
    await writeFile(path, `${[...imports, ...body, `export { ${list.join(', ')} };`].join('\n')}\n`)
  }
  return new Set(paths.values())
}

/** The statement of a file that a declaration is or is part of. */
function statementOf (declaration: ts.Declaration): ts.Statement | undefined {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration as ts.Node as ts.Statement
  return ts.isSourceFile(statement.parent) && !ts.isModuleDeclaration(statement) && ts.isStatement(statement) && !ts.isExportAssignment(statement) ? statement : undefined
}

function visit (node: ts.Node, use: (node: ts.Node) => void): void {
  use(node)
  ts.forEachChild(node, (child) => visit(child, use))
}

/** All files that a file leads to through files of ours. */
function reachableFiles (program: ts.Program, entry: string, isOurs: (file: ts.SourceFile) => boolean): Set<ts.SourceFile> {
  const seen = new Set([program.getSourceFile(entry) as ts.SourceFile])
  for (const file of seen) {
    for (const { fileName } of ts.preProcessFile(file.text).importedFiles) {
      const found = fileName.startsWith('.') ? program.getSourceFile(join(dirname(file.fileName), fileName.replace(/\.js$/, '.d.ts'))) : undefined
      if (found !== undefined && isOurs(found)) seen.add(found)
    }
  }
  return seen
}

/** Two declarations of one name that one program can load get two names. */
function giveNames (all: readonly Declared[]): void {
  for (const [i, declared] of all.entries()) {
    const { name } = declared
    for (let n = 1; all.slice(0, i).some((other) => other.name === declared.name && [...other.entries].some((entry) => declared.entries.has(entry))); n++) declared.name = `${name}_${n}`
  }
}

/** Imports from other packages that statements need. */
function importsOf (statements: readonly ts.Statement[], isOurs: (file: ts.SourceFile) => boolean, resolve: (node: ts.Node) => ts.Symbol | undefined): Set<string> {
  const imports = new Set<string>()
  for (const file of new Set(statements.map((statement) => statement.getSourceFile()).filter(isOurs))) {
    const names = new Set<string>()
    for (const statement of statements.filter((statement) => statement.getSourceFile() === file)) visit(statement, (node) => { if (ts.isIdentifier(node) && resolve(node) === undefined) names.add(node.text) })
    for (const { importClause, moduleSpecifier } of file.statements.filter(ts.isImportDeclaration)) {
      if (importClause === undefined || (moduleSpecifier as ts.StringLiteral).text.startsWith('.')) continue
      const from = `from '${(moduleSpecifier as ts.StringLiteral).text}';`
      const { name, namedBindings } = importClause
      if (name !== undefined && names.has(name.text)) imports.add(`import type ${name.text} ${from}`)
      if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings) && names.has(namedBindings.name.text)) imports.add(`import type * as ${namedBindings.name.text} ${from}`)
      if (namedBindings === undefined || !ts.isNamedImports(namedBindings)) continue
      for (const { name, propertyName } of namedBindings.elements) if (names.has(name.text)) imports.add(`import type { ${propertyName === undefined ? '' : `${propertyName.text} as `}${name.text} } ${from}`)
    }
  }
  return imports
}

/** `export type {} from 'package'` of an entry point: what that package declares of the types of others. */
function packageTypes (file: ts.SourceFile | undefined): string[] {
  const statements = (file?.statements ?? []).filter(ts.isExportDeclaration)
  return statements.map((statement) => statement.getText()).filter((text) => /^export type {} from '[^.]/.test(text))
}

function nameExport (name: string, as: string): string {
  return name === as ? name : `${name} as ${/^\w+$/.test(as) ? as : `'${as}'`}`
}

/** A statement without export, with the names that its declarations have in the bundle. */
function print (statement: ts.Statement, resolve: (node: ts.Node) => ts.Symbol | undefined, table: Map<ts.Symbol, Declared>): string {
  const edits: { start: number, end: number, text: string }[] = []
  const file = statement.getSourceFile()
  const collect = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.ExportKeyword && node.parent === statement) edits.push({ start: node.getStart(), end: node.end + 1, text: '' })
    if (ts.isImportTypeNode(node) && node.qualifier !== undefined) {
      const name = table.get(resolve(ts.isIdentifier(node.qualifier) ? node.qualifier : node.qualifier.left) as ts.Symbol)?.name
      if (name !== undefined) edits.push({ start: node.getStart(), end: node.qualifier.end, text: `${node.isTypeOf ? 'typeof ' : ''}${name}` })
      for (const argument of node.typeArguments ?? []) collect(argument)
      return
    }
    const name = ts.isIdentifier(node) ? table.get(resolve(node) as ts.Symbol)?.name : undefined
    if (name !== undefined && name !== node.getText()) edits.push({ start: node.getStart(), end: node.end, text: name })
    ts.forEachChild(node, collect)
  }
  collect(statement)
  let text = file.text.slice(0, statement.end)
  for (const { start, end, text: name } of edits.sort((a, b) => b.start - a.start)) text = text.slice(0, start) + name + text.slice(end)
  const comment = (ts.getLeadingCommentRanges(file.text, statement.pos) ?? []).filter(({ pos }) => file.text.startsWith('/**', pos)).at(-1)
  return text.slice(comment?.pos ?? statement.getStart())
}
