import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import Fastify, { type FastifyInstance, type FastifyServerOptions, type HTTPMethods } from 'fastify'
import * as index from '../../lib/index.js'
import { root } from './root.js'
import { traceRequests } from './tracing.js'
import type { Test } from 'tap'
import type { CodeBlock, Exchange } from './markdown.js'

const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
// Where the modules of lib/ are while the tests run, which may be compiled beside the repository
const sources = new URL('../../', import.meta.url)

const names = Object.keys(index).filter((name) => name !== 'default' && name !== 'module.exports')

/** What a fragment of the docs takes for granted, besides what it imports itself. */
function buildPrelude (imports: string): string {
  const own = new Set(imports.replace(/'.*?'/g, '').match(/\w+/g))
  const line = (name: string, from: string) => own.has(name) ? '' : `import ${name} from '${from}'\n`
  const others = names.filter((name) => !own.has(name)).join(', ')
  return `${line('Fastify', 'fastify')}${line('errorsPlugin', 'fastify-error-replies')}import { ${others} } from 'fastify-error-replies'\n${own.has('Type') ? '' : "import { Type } from '@sinclair/typebox'\n"}`
}

export const prelude = buildPrelude('')

/** Loads code of the docs, with the package's own name leading to its source. */
export async function load (t: Test, name: string, code: string) {
  const text = code.replace(/(?<=from ')fastify-error-replies([\w/]*)(?=')/g, (_name, path: string) =>
    new URL(exports[`.${path}`].default.replace('./dist/', ''), sources).href)
  return import(pathToFileURL(`${t.testdir({ [`${name}.mjs`]: text })}/${name}.mjs`).href)
}

/** A server as a code block makes it: a complete file, a plugin with the options of its server, or a fragment that is given one. */
export async function buildServer (t: Test, { text, line }: CodeBlock): Promise<FastifyInstance> {
  if (/^await fastify\.listen\(/m.test(text)) {
    const { fastify } = await load(t, `line-${line}`, `${text.replace('port: 3000', 'port: 0')}\nexport { fastify }\n`)
    t.teardown(() => fastify.close())
    t.not(fastify.addresses().length, 0, 'a complete file listens')
    return fastify
  }
  if (/^export default /m.test(text)) {
    const { default: plugin, options = {} } = await load(t, `line-${line}`, text)
    const fastify: FastifyInstance = Fastify(options as FastifyServerOptions)
    await fastify.register(plugin)
    return fastify
  }
  const [imports = ''] = /^(?:import .*\n)*/.exec(text) ?? []
  const { default: define } = await load(t, `line-${line}`, `${buildPrelude(imports)}${imports}export default async (fastify) => {\n${text.slice(imports.length)}\n}\n`)
  const fastify = Fastify()
  if (imports.includes('@opentelemetry/api')) traceRequests(fastify)
  // One that handles errors itself shows a server without the plugin
  if (!/^(?:await fastify\.register\(errorsPlugin|fastify\.setErrorHandler)/m.test(text)) await fastify.register(index.default)
  await define(fastify)
  return fastify
}

/** Performs a command of the docs and compares what comes back. */
export async function compareReply (t: Test, fastify: FastifyInstance, { method, url, headers, payload, head, body }: Exchange) {
  const response = await fastify.inject({ method: method as HTTPMethods, url, headers, ...(payload === undefined ? {} : { payload }) })
  // A body that is indented has the bytes of its JSON; a stream of events ends in blank lines, which a page cannot show
  t.equal(response.body.trimEnd(), body.startsWith('{') && body.includes('\n') ? JSON.stringify(JSON.parse(body)) : body, 'body')
  const [status, ...fields] = head.filter((line) => line !== '…')
  if (status !== undefined) t.equal(status, `HTTP/1.1 ${response.statusCode} ${response.statusMessage}`, 'status')
  for (const field of fields) {
    const [name = '', value] = field.split(': ')
    t.equal(response.headers[name], value, name)
  }
}

/** What a test file of the docs imports from vitest. */
const vitest = `
  import assert from 'node:assert/strict'
  export { test } from 'node:test'
  export const expect = (actual) => ({ toBe: (expected) => assert.equal(actual, expected), toEqual: (expected) => assert.deepEqual(actual, expected) })
`

/** Whether a code block is a test file: it is run by itself, not asked. */
export function isTestFile ({ language, text }: CodeBlock): boolean {
  return language === 'js' && /from '(?:node:test|vitest)'/.test(text)
}

/** Runs a test file of the docs against the built package; rejects where one of its tests fails. */
export async function runTestFile (t: Test, { text, line }: CodeBlock): Promise<string> {
  const folder = t.testdir({ 'vitest.mjs': vitest, [`line-${line}.mjs`]: text.replace("from 'vitest'", "from './vitest.mjs'") })
  const { NODE_OPTIONS: _options, ...env } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, ['--test-reporter=tap', `${folder}/line-${line}.mjs`], { cwd: fileURLToPath(root), env })
  return stdout
}
