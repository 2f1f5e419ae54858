import { readdir, readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { catalog, type CatalogRow } from '../lib/error/catalog.js'
import * as bootErrors from '../lib/util/boot-errors.js'
import * as bootWarnings from '../lib/util/boot-warnings.js'
import { readOptionRows } from './option-table.js'

/** Exports of an entry point, each with the first paragraph of its doc comment. */
interface Entry {
  readonly name: string
  readonly isType: boolean
  readonly text: string
}

/** A table of a page. */
export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly string[]
}

/** Rows of each table that is generated, by the page and the marker before the table. */
export async function readTables (root: URL): Promise<Record<string, Record<string, Table>>> {
  const entries = await readEntries(root)
  const exported = (wanted: boolean): Table => ({
    head: ['export', 'what it is'],
    rows: entries.filter(({ isType }) => isType === wanted).map(({ name, text }) => `| \`${name}\` | ${text} |`)
  })
  return {
    'docs/api.md': { values: exported(false), types: exported(true) },
    'docs/helpers.md': { helpers: { head: ['helper', 'status', 'code', 'own arguments', 'header'], rows: catalog.map(helperRow) } },
    'docs/options.md': { options: { head: ['option', 'default', 'type', 'meaning'], rows: await readOptionRows(root) } },
    'docs/troubleshooting.md': { codes: { head: ['code', 'message'], rows: Object.entries({ ...bootErrors, ...bootWarnings }).map(codeRow) } }
  }
}

/** A page with its tables as the code has them: each stands between `<!-- marker -->` and `<!-- end -->`. */
export function fillTables (page: string, tables: Readonly<Record<string, Table>>): string {
  return Object.entries(tables).reduce((text, [marker, { head, rows }]) => {
    const place = new RegExp(`(<!-- ${marker} -->\\n)[^]*?(?=<!-- end -->)`)
    if (!place.test(text)) throw new Error(`the page has no place for table '${marker}': add <!-- ${marker} --> and <!-- end -->`)
    return text.replace(place, (_all, start: string) => `${start}\n| ${head.join(' | ')} |\n|${'---|'.repeat(head.length)}\n${rows.join('\n')}\n\n`)
  }, page)
}

function helperRow ({ name, aliases = [], statusCode, code, arguments: own, header }: CatalogRow): string {
  const names = [name, ...aliases].map((name) => `\`${name}\``).join(', ')
  return `| ${names} | ${statusCode} | \`${code}\` |${quote(own?.signature)}|${quote(header)}|`
}

const quote = (text: string | undefined): string => text === undefined ? ' ' : ` \`${text}\` `

function codeRow ([code, Source]: [string, (new () => Error) | { readonly message: string }]): string {
  const { message } = typeof Source === 'function' && Source.prototype instanceof Error ? new Source() : Source as { readonly message: string }
  return `| [\`${code}\`](#${code.toLowerCase()}) | ${message.replaceAll('%s', '…').replaceAll('|', '\\|')} |`
}

async function readEntries (root: URL): Promise<Entry[]> {
  const source = (await Promise.all((await readdir(new URL('lib', root), { recursive: true }))
    .filter((file) => file.endsWith('.ts')).sort().map((file) => readFile(new URL(`lib/${file.replaceAll('\\', '/')}`, root), 'utf8')))).join('\n')
  const index = await readFile(new URL('lib/index.ts', root), 'utf8')
  return [...index.matchAll(/^export (type )?\{(.*)\}/gm)].flatMap(([, type, list = '']) => list.split(',')
    .map((name) => name.trim()).filter((name) => name !== '' && !name.includes(' as '))
    .map((name) => ({ name, isType: type !== undefined, text: readComment(source, name) })))
    .sort((a, b) => a.name < b.name ? -1 : 1)
}

function readComment (source: string, name: string): string {
  const found = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*export (?:type|interface|class|const|function) ${name}\\b`).exec(source)
  const [paragraph = ''] = (found?.[1] ?? '').replace(/^\s*\* ?/gm, '').trim().split(/\n\s*\n/)
  return paragraph.replaceAll('\n', ' ').replace(/\{@link (\w+)\}/g, '`$1`').replaceAll('|', '\\|')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = new URL('../../', import.meta.url)
  for (const [path, tables] of Object.entries(await readTables(root))) {
    const file = new URL(path, root)
    await writeFile(file, fillTables(await readFile(file, 'utf8'), tables))
    console.log(path)
  }
}
