// One server under V8's profiler, without sockets:
// node --enable-source-maps profile-process.js <file of the question> <name of the server> silent routing
import { Session, type Profiler, type Runtime } from 'node:inspector'
import { findSourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { routedServer, type Question } from './question.js'
import { COUNTED as WARM_UP, prepareRequests } from './routing.js'

/** Microseconds per request. */
export interface ProfileMessage {
  /** By part of the program: a folder of this package, another package, Node, V8. */
  readonly parts: Readonly<Record<string, number>>
  /** By function of this package, with its file. */
  readonly functions: Readonly<Record<string, number>>
}

const COUNTED = 100_000
const INTERVAL = 100 // microseconds between two samples

interface Place {
  readonly part: string
  /** Of a function of this package. */
  readonly name?: string
}

/** The part of the program that a function belongs to; `undefined` where V8 has it built in: it counts for its caller. */
function findPlace ({ functionName, url, lineNumber, columnNumber }: Runtime.CallFrame): Place | undefined {
  if (functionName === '(garbage collector)') return { part: 'garbage collection' }
  if (functionName === '(program)' || functionName === '(root)') return { part: 'V8 and libuv' }
  if (url.startsWith('node:')) return { part: 'Node' }
  if (url === '') return undefined
  const path = url.startsWith('file:') ? fileURLToPath(url) : url
  const [, name] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(path) ?? []
  if (name !== undefined) return { part: name }
  const entry = findSourceMap(path)?.findEntry(lineNumber, columnNumber)
  const source = entry !== undefined && 'originalSource' in entry ? entry.originalSource : path
  const [, file, folder] = /\/(lib\/((?:[^/]+\/)?)[^?]*)$/.exec(source) ?? []
  return file === undefined ? { part: 'the benchmark' } : { part: `lib/${folder ?? ''}`, name: `${functionName} (${file})` }
}

function summarize ({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): ProfileMessage {
  const places = new Map<number, Place>()
  // A parent comes before its children
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const visit = (node: Profiler.ProfileNode, caller: Place) => {
    const place = findPlace(node.callFrame) ?? caller
    places.set(node.id, place)
    for (const child of node.children ?? []) visit(byId.get(child) as Profiler.ProfileNode, place)
  }
  visit(nodes[0] as Profiler.ProfileNode, { part: 'V8 and libuv' })
  const parts: Record<string, number> = {}
  const functions: Record<string, number> = {}
  samples.forEach((id, index) => {
    const { part, name } = places.get(id) as Place
    const time = (timeDeltas[index] as number) / COUNTED
    parts[part] = (parts[part] ?? 0) + time
    if (name !== undefined) functions[name] = (functions[name] ?? 0) + time
  })
  return { parts, functions }
}

const [file = '', name = ''] = process.argv.slice(2)
const { question } = await import(file) as { question: Question }
await question.servers[name]?.({})
const fastify = routedServer()
if (fastify === undefined) {
  process.exitCode = 1
} else {
  const send = await prepareRequests(fastify, question.request)
  await send(WARM_UP)
  const session = new Session()
  session.connect()
  const post = promisify(session.post.bind(session)) as (method: string, params?: object) => Promise<unknown>
  await post('Profiler.enable')
  await post('Profiler.setSamplingInterval', { interval: INTERVAL })
  await post('Profiler.start')
  await send(COUNTED)
  const { profile } = await post('Profiler.stop') as Profiler.StopReturnType
  const message = summarize(profile)
  process.send?.(message)
}
process.disconnect?.()
