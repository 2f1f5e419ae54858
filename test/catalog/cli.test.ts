// The command as npx runs it, in its own process: from the sources as they were compiled
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { findBreakingChanges } from '../../lib/cli/check.js'

t.setTimeout(120_000)

const command = fileURLToPath(new URL('../../lib/cli/index.js', import.meta.url))
const library = (path: string) => new URL(`../../lib/${path}`, import.meta.url).href
const fastify = import.meta.resolve('fastify')

function run (cwd: string, ...args: string[]): Promise<{ code: number, stdout: string, stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], { cwd }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
}

const head = `
import Fastify from '${fastify}'
import errorsPlugin, { errors } from '${library('index.js')}'
import catalog from '${library('catalog/index.js')}'
`
const server = (routes: string, options = '{}') => `${head}
const fastify = Fastify()
await fastify.register(errorsPlugin)
await fastify.register(catalog, ${options})
${routes}
setInterval(() => {}, 1000) // as a pool that is never closed
export default fastify
`

function writeFiles (t: Test, files: Record<string, string>): string {
  return t.testdir(files)
}

t.test('fastify-error-replies catalog', async t => {
  const folder = writeFiles(t, {
    'instance.mjs': server("fastify.get('/a', { errors: [errors.locked, errors.unauthorized] }, async () => 1)", '{ title: "An API" }'),
    'builder.mjs': `${server('')}`.replace('export default fastify', 'export default async () => fastify'),
    'plugin.mjs': `${head}
export const options = { routerOptions: { caseSensitive: false } }
export default async function (fastify, options) {
  await fastify.register(errorsPlugin)
  await fastify.register(catalog)
  await fastify.register(catalog, { url: '/others', title: 'Others' })
}`,
    'without.mjs': `${head}export default Fastify()`,
    'nothing.mjs': 'export default 1',
    'number.mjs': 'export default () => 1',
    'broken.mjs': 'throw new Error("no database")',
    'other.json': '{"version":2}',
    'text.json': 'not JSON'
  })

  t.test('writes what the server sends', async t => {
    const { code, stdout, stderr } = await run(folder, 'catalog', 'instance.mjs', '--markdown')
    t.equal(code, 0)
    t.match(stdout, /^# An API\n/)
    t.match(stdout, '### Locked (`LOCKED`)')
    t.equal(stderr, 'Loading instance.mjs …\n')
    t.equal((await run(folder, 'catalog', 'instance.mjs')).stdout, stdout)
    t.match((await run(folder, 'catalog', 'instance.mjs', '--html')).stdout, /^<!DOCTYPE html>/)
    t.match(JSON.parse((await run(folder, 'catalog', 'instance.mjs', '--json')).stdout), { version: 1, title: 'An API' })
  })

  t.test('takes a function that returns a server, and a plugin', async t => {
    t.match((await run(folder, 'catalog', 'builder.mjs')).stdout, /^# Errors\n/)
    t.match((await run(folder, 'catalog', 'plugin.mjs')).stdout, /^# Errors\n/)
    t.match((await run(folder, 'catalog', 'plugin.mjs', '--url', '/others')).stdout, /^# Others\n/)
  })

  t.test('says what is wrong, and ends with 2', async t => {
    for (const [args, message] of [
      [['catalog', 'plugin.mjs', '--url', '/nowhere'], "the server has no catalogue at '/nowhere', but at /errors, /others"],
      [['catalog', 'without.mjs'], 'the server has no catalogue, register fastify-error-replies/catalog'],
      [['catalog', 'nothing.mjs'], 'the default export should be'],
      [['catalog', 'number.mjs'], 'the default export should be'],
      [['catalog', 'broken.mjs'], 'The catalogue cannot be written: no database'],
      [['catalog', 'instance.mjs', '--check', 'missing.json'], 'missing.json cannot be read'],
      [['catalog', 'instance.mjs', '--check', 'other.json'], 'other.json is not the JSON of a catalogue'],
      [['catalog', 'instance.mjs', '--check', 'text.json'], 'text.json is not the JSON of a catalogue'],
      [['catalog'], 'Usage:'],
      [['other', 'instance.mjs'], 'Usage:'],
      [['catalog', 'a', 'b'], 'Usage:'],
      [['catalog', 'instance.mjs', '--pdf'], "Unknown option '--pdf'"]
    ] as const) {
      const { code, stdout, stderr } = await run(folder, ...args)
      t.equal(code, 2, args.join(' '))
      t.equal(stdout, '')
      t.match(stderr, message)
    }
    t.match(await run(folder, '--help'), { code: 0, stdout: /^Usage: fastify-error-replies catalog/ })
  })

  t.test('--check compares with an earlier catalogue', async t => {
    const { stdout } = await run(folder, 'catalog', 'instance.mjs', '--json')
    const later = writeFiles(t, { 'errors.json': stdout, 'same.mjs': server("fastify.get('/a', { errors: [errors.locked, errors.unauthorized, errors.gone] }, async () => 1)"), 'less.mjs': server("fastify.get('/a', { errors: [errors.locked] }, async () => 1)"), 'least.mjs': server('') })
    t.match(await run(later, 'catalog', 'same.mjs', '--check', 'errors.json'), { code: 0, stdout: 'No change breaks clients.\n' })
    t.match(await run(later, 'catalog', 'less.mjs', '--check', 'errors.json'), { code: 1, stdout: '1 change breaks clients:\n- UNAUTHORIZED was removed\n' })
    t.match(await run(later, 'catalog', 'least.mjs', '--check', 'errors.json'), { code: 1, stdout: '2 changes break clients:\n- UNAUTHORIZED was removed\n- LOCKED was removed\n' })
  })
})

t.test('findBreakingChanges', async t => {
  const error = (changes: object = {}) => ({
    errors: [{
      code: 'OUT_OF_STOCK',
      status: 409,
      headers: [{ name: 'Retry-After' }],
      detail: {
        type: 'object',
        required: ['sku', 'left'],
        properties: {
          sku: { type: 'string' },
          left: { type: 'integer' },
          lines: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
          state: { enum: ['open', 'sent'] },
          any: {}
        }
      },
      ...changes
    }]
  })
  const changed = (properties: object, required = ['sku', 'left']) => {
    const { detail } = error().errors[0] as { detail: { properties: object } }
    return error({ detail: { ...detail, required, properties: { ...detail.properties, ...properties } } })
  }
  const find = (after: object) => findBreakingChanges(error(), after as never)

  t.same(find(error()), [])
  t.same(find(changed({ more: { type: 'string' } }, ['sku', 'left', 'lines'])), [], 'what is added breaks nothing')
  t.same(find(error({ headers: [{ name: 'retry-after' }, { name: 'x-more' }] })), [])
  t.same(find({ errors: [] }), ['OUT_OF_STOCK was removed'])
  t.same(find(error({ status: 422 })), ['OUT_OF_STOCK has status 422, it was 409'])
  t.same(find(error({ headers: [] })), ['OUT_OF_STOCK has no header Retry-After any more'])
  t.same(find(error({ detail: { type: 'object' } })), ['sku', 'left', 'lines', 'state', 'any'].map((name) => `OUT_OF_STOCK: detail.${name} was removed`))
  t.equal(find(error({ detail: undefined })).length, 5)
  t.same(find(changed({ left: { type: 'string' }, any: { type: 'string' } })), ['OUT_OF_STOCK: detail.left has another type, string instead of integer', 'OUT_OF_STOCK: detail.any has another type, string instead of any'])
  t.same(find(changed({ state: { enum: ['open'] } })), ['OUT_OF_STOCK: detail.state has another type, ["open"] instead of ["open","sent"]'])
  t.same(find(changed({}, ['sku'])), ['OUT_OF_STOCK: detail.left is not always there any more'])
  t.same(find(changed({ lines: { type: 'array', items: { type: 'object', properties: { id: { type: 'integer' } } } } })), [
    'OUT_OF_STOCK: detail.lines[].id has another type, integer instead of string', 'OUT_OF_STOCK: detail.lines[].id is not always there any more'
  ])
  t.same(find(changed({ lines: { type: 'array' } })), ['OUT_OF_STOCK: detail.lines[] has another type, any instead of object', 'OUT_OF_STOCK: detail.lines[].id was removed'])
  t.same(findBreakingChanges({ errors: [{ code: 'A', status: 400, headers: [] }] }, { errors: [{ code: 'A', status: 400, headers: [], detail: { type: 'object' } }] }), [])
})
