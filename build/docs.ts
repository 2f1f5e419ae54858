import { readdir, readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'

/** Exports of an entry point, each with the first paragraph of its doc comment. */
interface Entry {
  readonly name: string
  readonly isType: boolean
  readonly text: string
}

/** The tables of `docs/api.md` between its markers, from the doc comments of what `lib/index.ts` exports. */
export async function writeApiPage (page: string, root: URL): Promise<string> {
  const entries = await readEntries(root)
  return ['values', 'types'].reduce((text, kind) => {
    const rows = entries.filter(({ isType }) => isType === (kind === 'types')).map(({ name, text }) => `| \`${name}\` | ${text} |`)
    return text.replace(new RegExp(`(<!-- ${kind} -->\\n)[^]*?(?=<!-- end -->)`), (_all, marker: string) => `${marker}\n| export | what it is |\n|---|---|\n${rows.join('\n')}\n\n`)
  }, page)
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
  const file = new URL('docs/api.md', root)
  await writeFile(file, await writeApiPage(await readFile(file, 'utf8'), root))
  console.log('docs/api.md')
}
