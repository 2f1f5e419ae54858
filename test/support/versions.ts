// The one place that says which tests do not run on a version of Fastify or Node, and why. `npm run test:matrix` runs
// the suite on others than those that are installed.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import Fastify, { type FastifyServerOptions } from 'fastify'

const { version } = Fastify()

// What Fastify has or does only from a version on
const since = {
  'option routerOptions': '5.5.0',
  'an error of its own for malformed JSON': '5.5.0',
  'care for content type parsers that throw': '5.5.0',
  'care for values whose prototype cannot be read': '5.5.0',
  'disableRequestLogging as a function': '5.7.0',
  'request.signal and handlerTimeout': '5.8.0',
  'an error for parameters that are too long': '5.9.0',
  'care for headers that cannot be written after an asynchronous hook': '5.11.0'
}

/** Whether the Fastify that is installed has a feature. */
export function hasFeature (feature: keyof typeof since): boolean {
  return !isBefore(since[feature])
}

/** Option `skip` of a test that needs a feature of Fastify. */
export function skipWithout (feature: keyof typeof since): string | false {
  return hasFeature(feature) ? false : `Fastify ${version} has not: ${feature} (since ${since[feature]})`
}

/** Option `skip` of a test that sends a request over HTTP/2 to a server that closes. */
export const skipWhereGoneAway = Number.parseInt(process.versions.node) >= 24
  ? 'From Node 24 on a server that closes sends GOAWAY: its clients can ask nothing more'
  : false

/** Option `skip` of a test with another plugin: its peer range may leave out the Fastify that is installed. */
export function skipOutsidePeerRange (plugin: string): string | false {
  const { peerDependencies } = JSON.parse(readFileSync(findManifest(plugin), 'utf8'))
  const range: unknown = peerDependencies?.fastify
  const [, lowest] = /^(?:\^|>=|~)?(\d+\.\d+\.\d+)$/.exec(String(range)) ?? []
  return lowest !== undefined && isBefore(lowest) ? `${plugin} wants Fastify ${String(range)}, this is ${version}` : false
}

/** Options of the router, which older versions take beside all others. */
export function routerOptions (options: NonNullable<FastifyServerOptions['routerOptions']>): FastifyServerOptions {
  return (hasFeature('option routerOptions') ? { routerOptions: options } : options) as FastifyServerOptions
}

function isBefore (other: string): boolean {
  const [own = [], its = []] = [version, other].map((text) => text.split(/[.-]/, 3).map(Number))
  const index = own.findIndex((part, i) => part !== its[i])
  return index !== -1 && (own[index] as number) < (its[index] as number)
}

// Not every package exports its package.json
function findManifest (name: string): string {
  const folder = createRequire(import.meta.url).resolve.paths(name)?.find((path) => {
    try { return readFileSync(`${path}/${name}/package.json`) } catch { return false }
  })
  if (folder === undefined) throw new Error(`${name} is not installed`)
  return `${folder}/${name}/package.json`
}
