// A project that `fastify generate` writes, changed as docs/plugins.md says and started with `fastify start`.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { run, runOrThrow } from '../run.js'
import { compareReply, findPort, install, withServer } from './consumer.js'

interface Template {
  readonly name: string
  readonly format: keyof typeof bodies
  readonly flags: readonly string[]
  /** The file that fastify-cli starts. */
  readonly start: string
  /** Scripts of the project that have to succeed. */
  readonly scripts: readonly string[]
  /** Files that are written, by name. */
  readonly files: Readonly<Record<string, string>>
  /** What is replaced in files of the template. */
  readonly changes: ReadonlyArray<readonly [file: string, from: string, to: string]>
}

const templates: Template[] = [
  {
    name: 'CommonJS',
    format: 'envelope',
    flags: [],
    start: 'app.js',
    scripts: ['test'],
    files: {
      // The template passes on the options of the server
      'plugins/errors.js': "module.exports = require('fastify-error-replies')\n",
      'routes/failing.js': "module.exports = async (fastify) => { fastify.get('/failing', async () => { throw new Error('secret') }) }\n"
    },
    changes: [['app.js', 'const options = {}', "const options = require('fastify-error-replies').serverOptions()"]]
  },
  {
    name: 'ES module',
    format: 'problem',
    // On the root instance, so that serverOptions() follows the options of the plugin
    flags: ['--esm'],
    start: 'app.js',
    scripts: ['test'],
    files: {
      'plugins/errors.js': "import fp from 'fastify-plugin'\nimport errorsPlugin from 'fastify-error-replies'\nexport default fp(async (fastify) => { await fastify.register(errorsPlugin, { format: 'problem', negotiate: [] }) })\n",
      'routes/failing.js': "export default async (fastify) => { fastify.get('/failing', async () => { throw new Error('secret') }) }\n"
    },
    changes: [['app.js', "import path from 'node:path'", "import path from 'node:path'\nimport { serverOptions } from 'fastify-error-replies'"], ['app.js', 'const options = {}', 'const options = { ...serverOptions(), skipOverride: true }']]
  },
  {
    name: 'TypeScript',
    format: 'envelope',
    flags: ['--lang=ts'],
    start: 'dist/app.js',
    scripts: ['build:ts'],
    files: {
      'src/plugins/errors.ts': "import fp from 'fastify-plugin'\nimport errorsPlugin from 'fastify-error-replies'\n\nexport default fp(async (fastify) => { await fastify.register(errorsPlugin) })\n",
      'src/routes/failing.ts': "import { FastifyPluginAsync } from 'fastify'\n\nconst failing: FastifyPluginAsync = async (fastify) => { fastify.get('/failing', async () => { throw new Error('secret') }) }\n\nexport default failing\n"
    },
    changes: [
      ['src/app.ts', "import { join } from 'node:path'", "import { join } from 'node:path'\nimport { serverOptions } from 'fastify-error-replies'"],
      ['src/app.ts', ' = {\n}', ' = serverOptions()'],
      // The template does not compile under the TypeScript that it installs
      ['tsconfig.json', '"outDir": "dist",', '"outDir": "dist",\n    "rootDir": "src",']
    ]
  }
]

const bodies = {
  envelope: {
    missing: '{"type":["Error"],"error":{"code":"NOT_FOUND","message":"There is nothing at this address."},"debug":{}}',
    failing: '{"type":["Error"],"error":{"code":"UNKNOWN_ERROR","message":"An unknown error has occurred."},"debug":{}}',
    method: '{"type":["Error"],"error":{"code":"INVALID_REQUEST_METHOD","message":"Invalid request method POST.","detail":{"allowedMethods":["GET","HEAD"]}},"debug":{}}',
    invalid: '{"type":["Error"],"error":{"code":"INVALID_REQUEST","message":"Invalid request."},"debug":{}}'
  },
  problem: {
    missing: '{"title":"Not Found","status":404,"detail":"There is nothing at this address.","code":"NOT_FOUND"}',
    failing: '{"title":"Internal Server Error","status":500,"detail":"An unknown error has occurred.","code":"UNKNOWN_ERROR"}',
    method: '{"title":"Method Not Allowed","status":405,"detail":"Invalid request method POST.","code":"INVALID_REQUEST_METHOD","allowedMethods":["GET","HEAD"]}',
    invalid: '{"title":"Bad Request","status":400,"detail":"Invalid request.","code":"INVALID_REQUEST"}'
  }
}

// `/example` is a route of the template
const exchanges = [
  { method: 'GET', url: '/nowhere', status: '404 Not Found', body: 'missing' },
  { method: 'GET', url: '/failing', status: '500 Internal Server Error', body: 'failing' },
  { method: 'POST', url: '/example', status: '405 Method Not Allowed', body: 'method' },
  { method: 'GET', url: '/%zz', status: '400 Bad Request', body: 'invalid' }
] as const

export async function generateWithFastifyCli (folder: string, tarball: string): Promise<string[]> {
  const failures: string[] = []
  const tools = join(folder, 'fastify-cli')
  await mkdir(tools)
  await install(tools, ['fastify-cli'])
  for (const template of templates) failures.push(...await generate(join(tools, template.name.replaceAll(' ', '-')), tarball, template))
  return failures
}

async function generate (cwd: string, tarball: string, { name, format, flags, start, scripts, files, changes }: Template): Promise<string[]> {
  const title = `fastify-cli, ${name}`
  await runOrThrow(process.execPath, [join(cwd, '../node_modules/fastify-cli/cli.js'), 'generate', cwd, ...flags], { cwd: join(cwd, '..') })
  await rm(join(cwd, start === 'app.js' ? 'plugins/sensible.js' : 'src/plugins/sensible.ts'))
  for (const [file, source] of Object.entries(files)) await writeFile(join(cwd, file), source)
  for (const [file, from, to] of changes) {
    const source = await readFile(join(cwd, file), 'utf8')
    if (!source.includes(from)) return [`${title}: ${file} of the template has no '${from}'`]
    await writeFile(join(cwd, file), source.replace(from, to))
  }
  await install(cwd, [tarball])
  for (const script of scripts) {
    const { code, output } = await run('npm', ['run', script], { cwd })
    if (code !== 0) return [`${title}: npm run ${script} fails\n${output}`]
  }
  const port = await findPort()
  const failures = await withServer(port, cwd, process.execPath, ['node_modules/fastify-cli/cli.js', 'start', '--options', '--port', String(port), start], async (origin) => {
    const different: string[] = []
    for (const { method, url, status, body } of exchanges) {
      different.push(...await compareReply(title, origin, { method, url, headers: {}, payload: undefined, head: [`HTTP/1.1 ${status}`], body: bodies[format][body] }))
    }
    const sent = await sendMalformed(port)
    return sent.startsWith('HTTP/1.1 400 Bad Request\r\n') && sent.endsWith(bodies[format].invalid) ? different : [...different, `${title}: malformed HTTP gets ${sent}`]
  })
  if (failures.length === 0) console.log(`${title}: ${exchanges.length + 1} replies in the format of the plugin`)
  return failures
}

async function sendMalformed (port: number): Promise<string> {
  const socket = connect(port, 'localhost')
  await once(socket, 'connect')
  socket.end('no HTTP\r\n\r\n')
  return await text(socket)
}
