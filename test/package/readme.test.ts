import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import Fastify, { type RouteHandlerMethod } from 'fastify'
import t, { type Test } from 'tap'
import { catalog, type CatalogRow } from '../../lib/error/catalog.js'
import * as bootErrors from '../../lib/util/boot-errors.js'
import errorsPlugin, { type ErrorRepliesOptions } from '../../lib/index.js'
import { builtInFormats, type FormatName } from '../../lib/formats/built-in/index.js'
import { defaultOptions, resolveOptions } from '../../lib/options.js'
import * as warnings from '../../lib/util/boot-warnings.js'
import * as schemas from '../../schemas/index.js'
import { readCode, readCodeBlocks, readExchanges, readTable } from '../support/markdown.js'
import { root } from '../support/root.js'
import { buildServer, compareReply, load, prelude } from '../support/snippets.js'

const readText = (file: string) => readFile(new URL(file, root), 'utf8')
const [readme, contributing, manifest] = await Promise.all([readText('README.md'), readText('CONTRIBUTING.md'), readText('package.json')])
const { scripts, engines, peerDependencies } = JSON.parse(manifest)

t.test('README snippets', async t => {
  const blocks = readCodeBlocks(readme)
  const servers = blocks.filter(({ language, text }) => language === 'js' && !text.startsWith('reply.'))
  t.ok(servers.length >= 5)

  for (const block of servers) {
    t.test(`line ${block.line} answers as the README says`, async t => {
      const next = blocks[blocks.indexOf(block) + 1]
      t.equal(next?.language, 'console', 'a console block follows')
      const fastify = await buildServer(t, block)
      const exchanges = readExchanges(next?.text ?? '')
      t.not(exchanges.length, 0)
      for (const exchange of exchanges) {
        await t.test(`${exchange.method} ${exchange.url}`, t => compareReply(t, fastify, exchange))
      }
    })
  }

  t.test('every console block stands behind its server', async t => {
    for (const { language, line } of blocks) {
      t.ok(['sh', 'js', 'console'].includes(language), `line ${line} is in a language that is tested`)
    }
    t.equal(blocks.filter(({ language }) => language === 'console').length, servers.length)
  })

  t.test('calls of helpers send what their comments say', async t => {
    const calls = blocks.filter(({ text }) => text.startsWith('reply.')).flatMap(({ text }) => text.trim().split('\n'))
    t.ok(calls.length >= 5)
    const { default: handlers } = await load(t, 'calls', `export default [\n${calls.map((call) => `(request, reply) => ${call.replace(' //', ', //')}`).join('\n')}\n]\n`)
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    handlers.forEach((handler: RouteHandlerMethod, index: number) => fastify.get(`/${index}`, handler))
    for (const [index, call] of calls.entries()) {
      const [, result = '', name = '', value] = /\/\/ (\d+ \w+)(?:, ([\w-]+): (.+))?$/.exec(call) ?? []
      const response = await fastify.inject(`/${index}`)
      t.equal(`${response.statusCode} ${response.json().error.code}`, result, call)
      if (value !== undefined) t.equal(response.headers[name.toLowerCase()], value, call)
    }
  })
})

t.test('README tables', async t => {
  t.test('the six formats send the bodies that are shown', async t => {
    const rows = readTable(readme, 'One error, six formats')
    t.same(rows.map(([format = '']) => readCode(format)), Object.keys(builtInFormats))
    for (const [format = '', mediaType = '', body = ''] of rows) {
      const fastify = Fastify()
      await fastify.register(errorsPlugin, { format: readCode(format) as FormatName })
      fastify.get('/', (_request, reply) => reply.conflict('meta.updated', '2015-11-21T12:34:45Z', '2015-11-21T12:45:56Z'))
      const response = await fastify.inject('/')
      t.equal(response.body, readCode(body), format)
      t.equal(response.headers['content-type'], `${readCode(mediaType)}; charset=utf-8`, format)
    }
  })

  t.test('every option is there with its default', async t => {
    const rows = readTable(readme, 'Options')
    t.same(rows.map(([option = '']) => readCode(option)), optionNames())
    const cells = rows.map(([, cell = '']) => readCode(cell))
    const { default: defaults } = await load(t, 'defaults', `export default [${cells.map((cell) => /^(?:of|see) /.test(cell) ? '\'\'' : cell).join(', ')}]\n`)
    for (const [index, [option = '', cell = '']] of rows.entries()) {
      const [name = '', member] = readCode(option).split('.')
      const inCode = (defaultOptions as Record<string, any>)[name]
      if (name === 'forwardHeaders' || member === 'statusCode') t.match(cell, /^(?:of|see) /, option)
      else if (member === undefined) t.strictSame(defaults[index], inCode, option)
      else if (inCode[member] !== undefined) t.strictSame(defaults[index], inCode[member], option)
      else await sameReplies(t, { [name]: { [member]: defaults[index] } }, name)
    }
  })

  t.test('the headers that are forwarded are listed', async t => {
    const list = /\(`forwardHeaders`\): (.*?)\./.exec(readme)?.[1] ?? ''
    t.same([...list.matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort(), [...defaultOptions.forwardHeaders].sort())
  })

  t.test('every helper is there with aliases, status, code, arguments and header', async t => {
    t.same(readTable(readme, 'Helpers').map((row) => row.map((cell) => cell.replaceAll('`', ''))),
      (catalog as readonly CatalogRow[]).map(({ name, aliases = [], statusCode, code, arguments: own, header }) =>
        [[name, ...aliases].join(', '), String(statusCode), code, own?.signature ?? '', header ?? '']))
  })

  t.test('a client sees of an error what option expose says', async t => {
    const rows = readTable(readme, 'Safety')
    const { default: thrown } = await load(t, 'thrown', `${prelude}export default [${rows.map(([code = '']) => readCode(code)).join(',\n')}]\n`)
    for (const [column, expose] of (['client-errors', 'deliberate', 'all'] as const).entries()) {
      const fastify = Fastify()
      await fastify.register(errorsPlugin, { expose })
      rows.forEach((_row, index) => { fastify.get(`/${index}`, async () => { throw thrown[index] }) })
      for (const [index, row] of rows.entries()) {
        t.equal((await fastify.inject(`/${index}`)).json().error.message, row[column + 1], `${row[0]} with ${expose}`)
      }
    }
  })
})

t.test('README names', async t => {
  const named = (name: string) => new RegExp(`\`${name.replace('.', '\\.')}\``).test(readme)

  t.test('every export', async t => {
    const index = await readText('lib/index.ts')
    const names = [...index.matchAll(/^export (?:type )?\{(.*)\}/gm)].flatMap(({ 1: list = '' }) => list.split(','))
      .map((name) => name.split(' as ').at(-1)?.replaceAll('\'', '').trim() ?? '')
    t.ok(names.includes('default') && names.includes('ErrorRepliesOptions'))
    for (const name of [...names, ...Object.keys(schemas), ...Object.keys(bootErrors), ...Object.keys(warnings)]) t.ok(named(name), name)
  })

  t.test('no export, schema or code that is none', async t => {
    const known = [...Object.keys(schemas), ...Object.keys(bootErrors), ...Object.keys(warnings)]
    for (const [, name = ''] of readme.matchAll(/`(\w+Schema|FST_(?:ERR_REPLIES|REPLIES_WRN)_\w+)`/g)) t.ok(known.includes(name), name)
  })

  t.test('utilities of @fastify/sensible that are there', async t => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin)
    const section = readme.split(/^##+ /m).find((text) => text.startsWith('@fastify/sensible')) ?? ''
    const utilities = [...section.matchAll(/`(fastify|request|reply)\.(\w+)`/g)]
    t.ok(utilities.length > 10)
    for (const [, owner, name = ''] of utilities) {
      const has = owner === 'fastify' ? fastify.hasDecorator(name) : owner === 'request' ? fastify.hasRequestDecorator(name) : fastify.hasReplyDecorator(name)
      t.ok(has, `${owner}.${name}`)
    }
  })

  t.test('the versions of package.json', async t => {
    t.ok(readme.includes(`Fastify \`${peerDependencies.fastify}\`, Node \`${engines.node}\``))
  })
})

for (const [file, text] of [['README.md', readme], ['CONTRIBUTING.md', contributing]] as const) {
  t.test(file, async t => {
    t.test('has links that lead somewhere', async t => {
      const anchors = [...text.matchAll(/^##+ (.*)$/gm)].map(([, heading = '']) => '#' + heading.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-'))
      for (const [, target = ''] of text.matchAll(/\]\((?!https:)([^)]+)\)/g)) {
        t.ok(target.startsWith('#') ? anchors.includes(target) : existsSync(new URL(target, root)), target)
      }
    })

    t.test('has scripts of package.json only', async t => {
      for (const [, script = ''] of text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/g)) t.ok(scripts[script] !== undefined, script)
    })

    t.test('promises no effort', async t => {
      t.notMatch(text, /\b(?:just|easy|easily|simple|simply)\b/i)
    })
  })
}

t.test('CONTRIBUTING names every file of lib and schemas, and no other', async t => {
  const tree = readCodeBlocks(contributing)[0]?.text ?? ''
  for (const folder of ['lib', 'schemas', 'build']) {
    const [, part = ''] = new RegExp(`^${folder}/.*\\n((?:(?: {2}.*)?\\n)*)`, 'm').exec(tree) ?? []
    const named = [...part.matchAll(/^ {2,}([\w-]+(?:\.[jt]s|\/))(?: |$)/gm)].map(([, name = '']) => name.replace('/', ''))
    t.same(named.sort(), (await readdir(new URL(folder, root))).sort(), folder)
  }
})

/** Names of all options, those of a group as `group.member`: an unknown member is refused with a list of the known. */
function optionNames (): string[] {
  return Object.entries(defaultOptions).flatMap(([name, value]) => {
    if (!['validation', 'problem', 'description', 'oauth2'].includes(name)) return [name]
    t.type(value, 'object')
    try {
      resolveOptions({ [name]: { nothing: 1 } } as ErrorRepliesOptions)
    } catch (error) {
      return /its options are (.*)$/.exec((error as Error).message)?.[1]?.split(', ') ?? []
    }
    return []
  })
}

/** Compares replies with an option as the README says its default is, and without. */
async function sameReplies (t: Test, options: ErrorRepliesOptions, format: string) {
  const bodies = await Promise.all([options, {}].map(async (given) => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { format: format as FormatName, ...given })
    return (await fastify.inject('/nowhere?a=b')).body
  }))
  t.equal(bodies[0], bodies[1], JSON.stringify(options))
}
