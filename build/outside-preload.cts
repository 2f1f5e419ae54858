// Loaded before each test file of another package (build/outside.ts): what that file requires as Fastify has the plugin
// registered, and what it requires as @fastify/sensible is the plugin in its place.
import Module = require('node:module')
import fs = require('node:fs')
import path = require('node:path')

type Plugin = (fastify: object, options: object) => Promise<void>
type Fastify = ((options?: object) => object) & Record<string, unknown>

interface Loader {
  _load (request: string, parent: { filename?: string } | undefined, isMain: boolean): unknown
  _resolveFilename (request: string, parent: unknown): string
}

const { readFileSync } = fs
const { join, sep } = path
const { OUTSIDE_FOLDER: folder = '', OUTSIDE_PLUGIN: pluginFile = '', OUTSIDE_FILE: testFile = '' } = process.env
const loader = Module as unknown as Loader
const load = loader._load
const packageName: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name

// An API that wants its errors as they were
const AS_BEFORE = { format: 'fastify', negotiate: [], expose: 'all', errorHeaders: ['*'], methodNotAllowed: false } as const
// Fastify takes one not-found handler per context: that of the test, where it has one
const notFound = !readFileSync(testFile, 'utf8').includes('setNotFoundHandler')

let plugin: Plugin & Record<symbol, unknown>
function getPlugin (): typeof plugin {
  // An ES module, which requires its own Fastify
  plugin ??= (load.call(Module, pluginFile, undefined, false) as { default: typeof plugin }).default
  return plugin
}

function useBy (exports: Fastify): Fastify {
  // Some call it with `new`
  const wrapped = Object.assign(function (options?: object) {
    const fastify = exports(options)
    // Without sensible it runs to its end in this tick
    getPlugin()(fastify, { ...AS_BEFORE, notFound, sensible: false }).catch((error: unknown) => { setImmediate(() => { throw error }) })
    return fastify
  }, exports)
  return Object.assign(wrapped, { fastify: wrapped, default: wrapped })
}

function replaceSensible (exports: object): object {
  const register = async (fastify: object, options: object) => getPlugin()(fastify, { ...AS_BEFORE, notFound, sensible: options })
  // Under a name of its own: under that of @fastify/sensible it would count as registered
  return Object.assign(register, exports, { default: register, [Symbol.for('skip-override')]: true, [Symbol.for('fastify.display-name')]: 'outside', [Symbol.for('plugin-meta')]: { name: 'outside' } })
}

// By what was loaded: proxyquire loads it again with other parts
const replaced = new Map<unknown, unknown>()

loader._load = function (request, parent, isMain) {
  const exports = load.call(this, request, parent, isMain)
  const from = parent?.filename ?? ''
  if (!from.startsWith(folder + sep) || from.includes(`${sep}node_modules${sep}`) || !/\btests?\b/.test(from.slice(folder.length))) return exports
  const name = replacementOf(request, parent)
  if (name === undefined) return exports
  if (!replaced.has(exports)) replaced.set(exports, name === 'fastify' ? useBy(exports as Fastify) : replaceSensible(exports as object))
  return replaced.get(exports)
}

function replacementOf (request: string, parent: unknown): 'fastify' | 'sensible' | undefined {
  if (packageName === '@fastify/sensible') return loader._resolveFilename(request, parent) === join(folder, 'index.js') ? 'sensible' : undefined
  if (packageName === 'fastify') return loader._resolveFilename(request, parent) === join(folder, 'fastify.js') ? 'fastify' : undefined
  return request === 'fastify' ? 'fastify' : undefined
}
