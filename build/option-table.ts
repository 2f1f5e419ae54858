import { readdir, readFile } from 'node:fs/promises'
import ts from 'typescript'
import { defaultOptions } from '../lib/options.js'

type Members = ReadonlyMap<string, ts.PropertySignature>

/** Rows of the option table, in the order of `defaultOptions`, from the doc comments of the options. */
export async function readOptionRows (root: URL): Promise<string[]> {
  const interfaces = await readInterfaces(root)
  const options = membersOf(interfaces, 'ErrorRepliesOptions')
  return Object.keys(defaultOptions).flatMap((name) => {
    const option = options.get(name)
    if (option === undefined) throw new Error(`lib/options.ts: option '${name}' has a default but is not declared`)
    const group = groupOf(interfaces, option.type)
    return group === undefined ? [row(name, option)] : [...group].map(([member, node]) => row(`${name}.${member}`, node))
  })
}

async function readInterfaces (root: URL): Promise<ReadonlyMap<string, ts.InterfaceDeclaration>> {
  const found = new Map<string, ts.InterfaceDeclaration>()
  for (const file of await readdir(new URL('lib', root), { recursive: true })) {
    if (!file.endsWith('.ts')) continue
    const source = ts.createSourceFile(file, await readFile(new URL(`lib/${file.replaceAll('\\', '/')}`, root), 'utf8'), ts.ScriptTarget.Latest, true)
    for (const statement of source.statements) if (ts.isInterfaceDeclaration(statement)) found.set(statement.name.text, statement)
  }
  return found
}

/** Properties of an interface and of those that it extends, its own first. */
function membersOf (interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>, name: string): Members {
  const declaration = interfaces.get(name)
  if (declaration === undefined) return new Map()
  const inherited = (declaration.heritageClauses ?? []).flatMap(({ types }) => types)
    .flatMap(({ expression }) => [...membersOf(interfaces, expression.getText())])
  return new Map([...propertiesOf(declaration), ...inherited])
}

const propertiesOf = ({ members }: { readonly members: ts.NodeArray<ts.TypeElement> }): [string, ts.PropertySignature][] =>
  members.filter(ts.isPropertySignature).map((member) => [member.name.getText(), member])

// A group of options is an object: written out, or an interface named …Settings
function groupOf (interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>, type: ts.TypeNode | undefined): Members | undefined {
  for (const part of type !== undefined && ts.isUnionTypeNode(type) ? type.types : []) {
    if (ts.isTypeLiteralNode(part)) return new Map(propertiesOf(part))
    if (ts.isTypeReferenceNode(part) && part.typeName.getText().endsWith('Settings')) return membersOf(interfaces, part.typeName.getText())
  }
  return undefined
}

function row (name: string, node: ts.PropertySignature): string {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)
  const text = plain(ts.getTextOfJSDocComment(comment?.comment) ?? '')
  const tag = (wanted: string): string => {
    const found = comment?.tags?.find(({ tagName }) => tagName.text === wanted)
    return found === undefined ? '' : plain(found.getText().replace(/^@\w+/, '').replace(/^ *\*(?: |$)/gm, ''))
  }
  const initial = tag('default')
  if (text === '' || initial === '') throw new Error(`option '${name}' should have a doc comment with @default`)
  const type = plain(node.type?.getText() ?? '').replace(/ \| undefined$/, '').replace(/\breadonly /g, '').replace(/^(?:Readonly<(.*)>|\((\(.*)\))$/, '$1$2')
  const page = tag('see')
  const isValue = /^(?:['[{\d]|(?:true|false|undefined)$)/.test(initial)
  const cells = [code(name), isValue ? code(initial) : initial, code(type), page === '' ? text : `${text} See ${page}.`]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

const code = (text: string): string => `\`${text}\``

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()
