import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import Fastify from 'fastify'
import t from 'tap'
import { fillTables, readTables } from '../../build/docs.js'
import errorsPlugin from '../../lib/index.js'
import * as mappers from '../../lib/mappers/index.js'
import * as bootErrors from '../../lib/util/boot-errors.js'
import * as warnings from '../../lib/util/boot-warnings.js'
import * as schemas from '../../schemas/index.js'
import { readCode, readCodeBlocks, readTable } from '../support/markdown.js'
import { root } from '../support/root.js'

const readText = (file: string) => readFile(new URL(file, root), 'utf8')
const docs = readdirSync(new URL('docs', root)).map((file) => `docs/${file}`).sort()
const files = ['README.md', 'CONTRIBUTING.md', 'llms.txt', ...docs]
const pages: Record<string, string> = Object.fromEntries(await Promise.all(files.map(async (file) => [file, await readText(file)])))
const page = (file: string) => pages[file] as string
const { scripts, engines, peerDependencies } = JSON.parse(await readText('package.json'))
const codes = [...Object.keys(bootErrors), ...Object.keys(warnings)]

for (const [file, text] of Object.entries(pages)) {
  t.test(file, async t => {
    t.test('has links that lead somewhere', async t => {
      for (const [, target = ''] of text.matchAll(/\]\((?!https:)([^)]+)\)/g)) {
        const [path = '', anchor] = target.split('#')
        const url = path === '' ? new URL(file, root) : new URL(path, new URL(file, root))
        t.ok(existsSync(url), target)
        if (anchor !== undefined) t.ok(anchorsOf(await readFile(url, 'utf8')).includes(anchor), target)
      }
    })

    t.test('has scripts of package.json only', async t => {
      for (const [, script = ''] of text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/g)) t.ok(scripts[script] !== undefined, script)
    })

    t.test('promises no effort', async t => {
      t.notMatch(text, /\b(?:just|easy|easily|simple|simply)\b/i)
    })

    t.test('names no schema and no code that does not exist', async t => {
      const known = [...Object.keys(schemas), ...codes]
      for (const [, name = ''] of text.matchAll(/`(\w+Schema|FST_(?:ERR_REPLIES|REPLIES_WRN)_\w*[A-Z])`/g)) {
        t.ok(known.includes(name) || readCodeBlocks(text).some((block) => block.text.includes(`const ${name} =`)), name)
      }
    })
  })
}

t.test('README.md', async t => {
  t.test('is one sitting', async t => {
    t.ok(page('README.md').split('\n').length <= 251)
    t.match(page('README.md'), 'npm ci && npm test')
  })

  t.test('has the versions of package.json', async t => {
    t.match(page('README.md'), `Fastify \`${peerDependencies.fastify}\`, Node \`${engines.node}\``)
  })

  t.test('leads to every page', async t => {
    for (const file of docs) t.match(page('README.md'), `(${file}`)
  })
})

t.test('llms.txt lists every page, and no other', async t => {
  const listed = [...page('llms.txt').matchAll(/\]\((docs\/[^)]+)\)/g)].map(([, file]) => file)
  t.same(listed.sort(), docs)
})

t.test('every page opens with when to read it, and ends with related pages', async t => {
  for (const file of docs) {
    t.match(page(file), /^# .+\n\nRead this page .+\.$/m, file)
    t.match(page(file).trimEnd().split('\n').at(-1), /^Related: \[/, file)
  }
})

t.test('docs/troubleshooting.md has a heading for every code of an error or warning, and no other', async t => {
  const headings = [...page('docs/troubleshooting.md').matchAll(/^## (FST_\w+)\n\n(.*)$/gm)]
  t.same(headings.map(([, code]) => code).sort(), codes.sort())
  for (const [, code, text] of headings) t.match(text, /^\*\*What:\*\* .+ \*\*Why:\*\* .+ \*\*What to do:\*\* .+\.$/, String(code))
})

for (const [file, tables] of Object.entries(await readTables(root))) {
  t.test(`${file} has the tables that npm run generate writes`, async t => {
    for (const { rows } of Object.values(tables)) t.ok(rows.length > 5)
    t.equal(fillTables(page(file), tables), page(file))
  })
}

t.test('docs/api.md', async t => {
  t.test('has a doc comment of every export', async t => {
    t.notMatch(page('docs/api.md'), /^\| `\w+` \| +\|$/m)
    t.match(page('docs/api.md'), /^\| `isErrorReply` \|/m)
  })

  t.test('names every schema', async t => {
    for (const name of Object.keys(schemas)) t.match(page('docs/api.md'), `\`${name}\``)
  })
})

t.test('docs/mappers.md has every mapper', async t => {
  t.same(readTable(page('docs/mappers.md'), 'Mappers').map(([name = '']) => readCode(name)).sort(), Object.keys(mappers).sort())
})

t.test('docs/migration.md names utilities of @fastify/sensible that exist', async t => {
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  const section = page('docs/migration.md').split(/^## /m).find((text) => text.startsWith('@fastify/sensible')) ?? ''
  const utilities = [...section.matchAll(/`(fastify|request|reply)\.(\w+)`/g)]
  t.ok(utilities.length > 10)
  for (const [, owner, name = ''] of utilities) {
    const has = owner === 'fastify' ? fastify.hasDecorator(name) : owner === 'request' ? fastify.hasRequestDecorator(name) : fastify.hasReplyDecorator(name)
    t.ok(has, `${owner}.${name}`)
  }
})

t.test('CONTRIBUTING.md', async t => {
  t.test('names every file of lib, schemas and build, and no other', async t => {
    const tree = readCodeBlocks(page('CONTRIBUTING.md'))[0]?.text ?? ''
    for (const folder of ['lib', 'schemas', 'build']) {
      const [, part = ''] = new RegExp(`^${folder}/.*\\n((?:(?: {2}.*)?\\n)*)`, 'm').exec(tree) ?? []
      const named = [...part.matchAll(/^ {2,}([\w-]+(?:\.(?:[jt]s|cts|json)|\/))(?: |$)/gm)].map(([, name = '']) => name.replace('/', ''))
      // Folders of generated files are one line
      const entries = readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true }).filter(({ parentPath }) => !parentPath.endsWith('generated'))
      t.same(named.sort(), entries.map(({ name }) => name).sort(), folder)
    }
  })

  t.test('names files that exist', async t => {
    for (const [, file = ''] of page('CONTRIBUTING.md').matchAll(/`((?:lib|test|schemas|build|examples|docs)\/[\w./-]+)`/g)) t.ok(existsSync(new URL(file, root)), file)
  })
})

function anchorsOf (text: string): string[] {
  return [...text.matchAll(/^##+ (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-'))
}
