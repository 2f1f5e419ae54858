import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import t from 'tap'
import { readTable } from '../support/markdown.js'
import { root } from '../support/root.js'

// The built package by its own name, as users have it: `npm test` builds before it runs this
const run = async (script: string, type: 'module' | 'commonjs') => {
  const { stdout } = await promisify(execFile)(process.execPath, [`--input-type=${type}`, '-e', script], {
    cwd: root,
    env: { PATH: process.env['PATH'] }
  })
  return JSON.parse(stdout)
}

t.test('package', async t => {
  t.test('exports what the design names', async t => {
    t.same(await run('import * as m from \'fastify-error-replies\'; console.log(JSON.stringify(Object.keys(m)))', 'module'),
      ['ErrorReply', 'allowedMethods', 'bearerAuthErrorResponse', 'declaredRoutes', 'default', 'defineError', 'defineFormat', 'errorHandler', 'errors', 'graphqlErrorFormatter', 'isErrorReply', 'module.exports', 'openapiOptions', 'rateLimitErrorResponseBuilder', 'serverOptions', 'toEvent', 'toEventStream'])
  })

  t.test('import and require give the same plugin', async t => {
    const script = `
      const plugin = require('fastify-error-replies')
      import('fastify-error-replies').then((m) => console.log(JSON.stringify([typeof plugin, plugin === m.default, plugin.errors === m.errors, Object.keys(m).every((name) => name === 'module.exports' || name in plugin)])))
    `
    t.same(await run(script, 'commonjs'), ['function', true, true, true])
  })

  t.test('./mappers gives mappers', async t => {
    t.same(await run('import * as m from \'fastify-error-replies/mappers\'; console.log(JSON.stringify(Object.keys(m)))', 'module'),
      ['abort', 'boom', 'mongodb', 'multipart', 'mysql', 'nest', 'postgres', 'prisma', 'sqlite', 'upstream', 'zod'])
  })

  t.test('./languages gives languages, and each alone loads no other', async t => {
    t.same(await run('import * as m from \'fastify-error-replies/languages\'; console.log(JSON.stringify(Object.keys(m)))', 'module'),
      ['de', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'zh'])
    t.equal(await run('import { pl } from \'fastify-error-replies/languages/pl\'; console.log(JSON.stringify(pl.GONE.title))', 'module'), 'Zasób usunięty')
    const seen = new Set([new URL('dist/lib/languages/pl.js', root).href])
    let loaded = ''
    for (const file of seen) {
      const text = await readFile(new URL(file), 'utf8')
      loaded += text
      for (const [, name = ''] of text.matchAll(/^(?:import|\}) .*?["'](\..+?)["'];$/gm)) seen.add(new URL(name, file).href)
    }
    t.match(loaded, 'buildLanguage("pl"')
    t.equal(loaded.match(/buildLanguage\("/g)?.length, 1)
  })

  t.test('./problems gives definitions', async t => {
    t.match(await run('import * as m from \'fastify-error-replies/problems\'; console.log(JSON.stringify(Object.values(m).map(({ code }) => code)))', 'module'), ['ABNORMAL_USAGE_DETECTED'])
  })

  t.test('./catalog gives a plugin, without TypeBox', async t => {
    t.same(await run('import * as m from \'fastify-error-replies/catalog\'; console.log(JSON.stringify([Object.keys(m), typeof m.default]))', 'module'), [['default', 'module.exports'], 'function'])
    const script = `
      require('fastify-error-replies/catalog')
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /typebox|openapi-sampler/.test(file))))
    `
    t.same(await run(script, 'commonjs'), [])
  })

  t.test('the command writes the errors of the documents server, and finds a code that was removed', async t => {
    const folder = t.testdir({ 'errors.json': '{"version":1,"errors":[{"code":"OLD_CODE","status":409,"headers":[]}]}' })
    const command = (...args: string[]) => promisify(execFile)(process.execPath, ['dist/lib/cli/index.js', 'catalog', 'dist/examples/documents.js', ...args], { cwd: root, env: { PATH: process.env['PATH'] } })
    t.match((await command('--markdown')).stdout, /^# Errors of the documents API\n[^]*### Conflict \(`CONFLICT`\)/)
    await t.rejects(command('--check', `${folder}/errors.json`), { code: 1, stdout: '1 change breaks clients:\n- OLD_CODE was removed\n' })
    t.match(await readFile(new URL('dist/lib/cli/index.js', root), 'utf8'), /^#!\/usr\/bin\/env node\n/)
  })

  t.test('./client gives the client, in one file that imports nothing', async t => {
    t.same(await run('import * as m from \'fastify-error-replies/client\'; console.log(JSON.stringify(Object.keys(m)))', 'module'),
      ['axiosInterceptor', 'createDecoder', 'createFetch', 'decodeParts', 'heyApiErrorInterceptor', 'isApiError', 'kyBeforeError', 'networkError', 'ofetchResponseError', 'openapiFetchMiddleware', 'readCatalog', 'retryDelay', 'shouldRetry'])
    t.notMatch(await readFile(new URL('dist/lib/client/index.js', root), 'utf8'), /^import |import\(|require\(|['"]node:|process\./m)
  })

  t.test('./schemas gives schemas', async t => {
    const script = 'import { envelopeSchema } from \'fastify-error-replies/schemas\'; console.log(JSON.stringify(envelopeSchema))'
    t.match(await run(script, 'module'), { type: 'object', required: ['type', 'error', 'debug'] })
  })

  t.test('the plugin loads neither TypeBox nor the serializer compiler', async t => {
    const script = `
      require('fastify-error-replies')
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /typebox|fast-json-stringify[\\/](index|lib[\\/]validator)|[\\/]ajv[\\/]/.test(file))))
    `
    t.same(await run(script, 'commonjs'), [])
  })

  t.test('its error keeps the name of its class, which loggers write', async t => {
    t.equal(await run("import { ErrorReply } from 'fastify-error-replies'; console.log(JSON.stringify(ErrorReply.name))", 'module'), 'ErrorReply')
  })

  t.test('what is published is what its entry points lead to, and small', async t => {
    const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root })
    const [{ files, size }] = JSON.parse(stdout)
    const { exports, bin } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'))
    let augmented = ''
    const seen = new Set<string>(Object.values<string | { types: string, default: string }>(exports)
      .flatMap((entry) => typeof entry === 'string' ? entry : Object.values(entry)).concat(Object.values<string>(bin)).map((path) => new URL(path, root).href))
    for (const file of seen) {
      const [, ending = ''] = /(\.d\.ts|\.js)$/.exec(file) ?? []
      if (ending === '') continue
      const text = await readFile(new URL(file), 'utf8')
      for (const [, path = ''] of text.matchAll(/(?:from |import ?\(?)["'](\..+?)\.js["']/g)) seen.add(new URL(path + ending, file).href)
      if (text.includes('declare module \'fastify\'')) augmented += text
    }
    t.same(files.map(({ path }: { path: string }) => path).sort(), ['LICENSE', 'README.md', ...[...seen].map((file) => file.slice(root.href.length))].sort())
    t.ok([...seen].every((file) => existsSync(new URL(file))))
    for (const name of ['conflict', 'errors', 'errorFormat', 'created']) t.ok(new RegExp(`^ +${name}[?:(]`, 'm').test(augmented), `the types of Fastify have ${name}`)
    t.ok(size < 260_000, `${size} bytes`)
  })

  t.test('what the plugin imports is few files, and no TypeBox', async t => {
    const seen = new Set([new URL('dist/lib/index.js', root).href])
    for (const file of seen) {
      const text = await readFile(new URL(file), 'utf8')
      t.notMatch(text, /(?:from|import|require)[ (]*["'][^"']*typebox/, file)
      for (const [, name = ''] of text.matchAll(/^(?:import|\}) .*?["'](\..+?)["'];$/gm)) seen.add(new URL(name, file).href)
    }
    t.ok(seen.size > 1 && seen.size <= 2, `${seen.size} files`)
  })

  t.test('every entry point is as large as docs/versioning.md says, at most', async t => {
    const rows = readTable(await readFile(new URL('docs/versioning.md', root), 'utf8'), 'Size')
    const { exports } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'))
    const entries = Object.entries<string | { types: string, default: string }>(exports).filter(([name]) => name !== './package.json' && !name.startsWith('./languages/'))
    t.same(rows.map(([name]) => name), entries.map(([name]) => `\`fastify-error-replies${name.slice(1)}\``))
    for (const [i, [name, entry]] of entries.entries()) {
      const [, javascript, declarations] = rows[i] ?? []
      for (const [path, budget] of [[(entry as { default: string }).default, javascript], [(entry as { types: string }).types, declarations]]) {
        const size = await measure(new URL(path as string, root).href) / 1000
        t.ok(size <= Number(budget) && size >= Number(budget) * 0.75, `${name}: ${path} and what it loads are ${size} kB, the page says ${budget}`)
      }
    }
  })
})

/** Bytes of a file and of all that it imports at once; some parts are imported later, by those who use them. */
async function measure (entry: string): Promise<number> {
  const seen = new Set([entry])
  const ending = entry.endsWith('.d.ts') ? '.d.ts' : '.js'
  let size = 0
  for (const file of seen) {
    const text = await readFile(new URL(file), 'utf8')
    size += Buffer.byteLength(text)
    for (const [, path = ''] of text.matchAll(ending === '.js' ? /^(?:import|\}|export) (?:.*from )?["'](\..+?)\.js["']/gm : /(?:from |import ?\(?)["'](\..+?)\.js["']/g)) seen.add(new URL(path + ending, file).href)
  }
  return size
}
