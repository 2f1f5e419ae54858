import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import Fastify, { type RouteHandlerMethod } from 'fastify'
import t, { type Test } from 'tap'
import errorsPlugin, { type ErrorRepliesOptions } from '../../lib/index.js'
import { builtInFormats, type FormatName } from '../../lib/formats/built-in/index.js'
import { defaultOptions, resolveOptions } from '../../lib/options.js'
import { readCode, readCodeBlocks, readExchanges, readTable } from '../support/markdown.js'
import { root } from '../support/root.js'
import { buildServer, compareReply, isTestFile, load, prelude, runTestFile } from '../support/snippets.js'

const readText = (file: string) => readFile(new URL(file, root), 'utf8')
const files = ['README.md', ...readdirSync(new URL('docs', root)).map((file) => `docs/${file}`)]
const pages: Record<string, string> = Object.fromEntries(await Promise.all(files.map(async (file) => [file, await readText(file)])))
const page = (file: string) => pages[file] as string

for (const [file, text] of Object.entries(pages)) {
  t.test(`snippets of ${file}`, async t => {
    const blocks = readCodeBlocks(text)
    const tests = blocks.filter(isTestFile)
    const servers = blocks.filter((block) => block.language === 'js' && !block.text.startsWith('reply.') && !isTestFile(block))

    for (const block of servers) {
      t.test(`line ${block.line} sends what the page shows`, async t => {
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

    for (const block of tests) {
      t.test(`line ${block.line} passes`, async t => { t.match(await runTestFile(t, block), /^# fail 0$/m) })
    }

    t.test('every console block stands behind its server', async t => {
      for (const { language, line } of blocks) {
        t.ok(['sh', 'js', 'console', ...file.endsWith('observability.md') ? ['json'] : [], ...file.endsWith('client.md') ? ['ts'] : []].includes(language), `line ${line} is in a language that is tested`)
      }
      t.equal(blocks.filter(({ language }) => language === 'console').length, servers.length)
    })

    const calls = blocks.filter(({ text }) => text.startsWith('reply.')).flatMap(({ text }) => text.trim().split('\n'))
    if (calls.length > 0) t.test('calls of helpers send what their comments say', t => compareCalls(t, calls))
  })
}

t.test('the pages have snippets of each kind', async t => {
  const blocks = Object.values(pages).flatMap(readCodeBlocks)
  t.ok(blocks.filter(({ language }) => language === 'console').length >= 20)
  t.ok(blocks.filter(isTestFile).length >= 3)
  t.ok(blocks.some(({ text }) => text.startsWith('reply.')))
})

t.test('tables', async t => {
  const formats = Object.keys(builtInFormats)
  const tables: [file: string, heading: string, names: string[]][] = [
    ['README.md', 'One error, six formats', formats.slice(0, 6)],
    ['docs/formats.md', 'One error, six formats', formats.slice(0, 6)],
    ['docs/formats.md', 'JSON-RPC and XML', formats.slice(6)]
  ]
  for (const [file, heading, names] of tables) {
    t.test(`${file}, ${heading}: the formats send the bodies that are shown`, async t => {
      const rows = readTable(page(file), heading)
      t.same(rows.map(([format = '']) => readCode(format)), names)
      for (const [format = '', mediaType = '', body = ''] of rows) {
        const fastify = Fastify()
        await fastify.register(errorsPlugin, { format: readCode(format) as FormatName })
        fastify.get('/', (_request, reply) => reply.conflict('meta.updated', '2015-11-21T12:34:45Z', '2015-11-21T12:45:56Z'))
        const response = await fastify.inject('/')
        t.equal(response.body.replace(/^<\?xml.*\n/, ''), readCode(body), format)
        t.equal(response.headers['content-type'], mediaType.includes('problem') ? readCode(mediaType) : `${readCode(mediaType)}; charset=utf-8`, format)
      }
    })
  }

  t.test('README.md: every format has its use', async t => {
    t.same(readTable(page('README.md'), 'Which format').map(([format = '']) => readCode(format)), formats)
  })

  t.test('docs/validation.md: the six formats send the bodies that are shown', async t => {
    const rows = readTable(page('docs/validation.md'), 'The same failure in six formats')
    t.same(rows.map(([format = '']) => readCode(format)), formats.slice(0, 6))
    for (const [format = '', status, body = ''] of rows) {
      const fastify = Fastify()
      await fastify.register(errorsPlugin, { format: readCode(format) as FormatName })
      fastify.post('/users', { schema: { body: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } } }, async () => 'created')
      const response = await fastify.inject({ method: 'POST', url: '/users', payload: {} })
      t.equal(String(response.statusCode), status, format)
      t.equal(response.body, body.replace(/^(`+) ?(.*?) ?\1$/, '$2'), format)
    }
  })

  t.test('docs/options.md: every option is there with its default, in the order of the code', async t => {
    const rows = readTable(page('docs/options.md'), 'Options')
    t.same(rows.map(([option = '']) => readCode(option)), optionNames())
    await compareDefaults(t, rows)
  })

  for (const [file, heading] of [['README.md', 'Options'], ['docs/oauth2.md', 'Options']] as const) {
    t.test(`${file}: some options, with their defaults`, async t => {
      const rows = readTable(page(file), heading)
      for (const [option = ''] of rows) t.ok(optionNames().includes(readCode(option)), option)
      await compareDefaults(t, rows)
    })
  }

  t.test('docs/security.md: the headers that are forwarded are listed', async t => {
    const list = /\(`errorHeaders`\): (.*?)\./.exec(page('docs/security.md'))?.[1] ?? ''
    t.same([...list.matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort(), [...defaultOptions.errorHeaders].sort())
  })

  t.test('docs/security.md: a client sees of an error what option expose says', async t => {
    const rows = readTable(page('docs/security.md'), 'Which messages are sent')
    t.ok(rows.length >= 5)
    const { default: thrown } = await load(t, 'thrown', `${prelude}export default [${rows.map(([code = '']) => readCode(code)).join(',\n')}]\n`)
    for (const [column, expose] of (['4xx', 'deliberate', 'all'] as const).entries()) {
      const fastify = Fastify()
      await fastify.register(errorsPlugin, { expose })
      rows.forEach((_row, index) => { fastify.get(`/${index}`, async () => { throw thrown[index] }) })
      for (const [index, row] of rows.entries()) {
        t.equal((await fastify.inject(`/${index}`)).json().error.message, row[column + 1], `${row[0]} with ${expose}`)
      }
    }
  })

  t.test('docs/observability.md: the log line', async t => {
    const lines: string[] = []
    const fastify = Fastify({ logger: { stream: { write: (line: string) => { lines.push(line) } } } })
    await fastify.register(errorsPlugin)
    fastify.get('/', async (_request, reply) => reply.conflict('name', 'Ada', 'Grace'))
    await fastify.inject('/')
    t.equal(lines.length, 3, 'beside the two lines of Fastify')
    const { level, res, err, msg } = JSON.parse(lines[1] as string)
    t.equal(JSON.stringify({ level, res, err, msg }), readCodeBlocks(page('docs/observability.md')).find(({ language }) => language === 'json')?.text.trim())
  })
})

async function compareCalls (t: Test, calls: readonly string[]) {
  t.ok(calls.length >= 5)
  const { default: handlers } = await load(t, 'calls', `import { errors } from 'fastify-error-replies'\nexport default [\n${calls.map((call) => `(request, reply) => ${call.replace(' //', ', //')}`).join('\n')}\n]\n`)
  const fastify = Fastify()
  await fastify.register(errorsPlugin)
  handlers.forEach((handler: RouteHandlerMethod, index: number) => fastify.get(`/${index}`, handler))
  for (const [index, call] of calls.entries()) {
    const [, result = '', name = '', value] = /\/\/ (\d+ \w+)(?:, ([\w-]+): (.+))?$/.exec(call) ?? []
    const response = await fastify.inject(`/${index}`)
    t.equal(`${response.statusCode} ${response.json().error.code}`, result, call)
    if (value !== undefined) t.equal(response.headers[name.toLowerCase()], value, call)
  }
}

async function compareDefaults (t: Test, rows: readonly string[][]) {
  t.not(rows.length, 0)
  const cells = rows.map(([, cell = '']) => readCode(cell))
  const { default: defaults } = await load(t, 'defaults', `export default [${cells.map((cell) => isProse(cell) ? '\'\'' : cell).join(', ')}]\n`)
  for (const [index, [option = '', cell = '']] of rows.entries()) {
    const [name = '', member] = readCode(option).split('.')
    const inCode = (defaultOptions as Record<string, any>)[name]
    if (isProse(readCode(cell))) t.ok(name === 'errorHeaders' || inCode[member as string] === undefined, option)
    else if (member === undefined) t.strictSame(defaults[index], inCode, option)
    else if (inCode[member] !== undefined) t.strictSame(defaults[index], inCode[member], option)
    else await sameReplies(t, { [name]: { [member]: defaults[index] } }, name)
  }
}

// A default that depends on something else is described
const isProse = (cell: string): boolean => !/^['[{\d]|^(?:true|false|undefined)$/.test(cell)

/** Names of all options, those of a group as `group.member`: an unknown member is refused with a list of the known. */
function optionNames (): string[] {
  return Object.keys(defaultOptions).flatMap((name) => {
    if (!['validation', 'problem', 'description', 'oauth2'].includes(name)) return [name]
    try {
      resolveOptions({ [name]: { nothing: 1 } } as ErrorRepliesOptions)
    } catch (error) {
      return /its options are (.*)$/.exec((error as Error).message)?.[1]?.split(', ') ?? []
    }
    return []
  })
}

/** Compares replies with an option as the page says its default is, and without. */
async function sameReplies (t: Test, options: ErrorRepliesOptions, format: string) {
  const bodies = await Promise.all([options, {}].map(async (given) => {
    const fastify = Fastify()
    await fastify.register(errorsPlugin, { format: format as FormatName, ...given })
    return (await fastify.inject('/nowhere?a=b')).body
  }))
  t.equal(bodies[0], bodies[1], JSON.stringify(options))
}
