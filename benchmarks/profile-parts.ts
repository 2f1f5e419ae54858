// Sums up a profile of V8 by part of the program
import { findSourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Profiler, Runtime } from 'node:inspector'

/** Microseconds, each by name. */
export interface ProfileMessage {
  /** By part of the program: a folder of this package, another package, Node, V8. */
  readonly parts: Readonly<Record<string, number>>
  /** By function of this package and of Node, with its file. */
  readonly functions: Readonly<Record<string, number>>
}

interface Place {
  readonly part: string
  /** Of a function of this package or of Node. */
  readonly name?: string
}

const V8: Place = { part: 'V8 and libuv' }

/** The part of the program that a function belongs to; `undefined` where V8 has it built in: it counts for its caller. */
function findPlace ({ functionName, url, lineNumber, columnNumber }: Runtime.CallFrame): Place | undefined {
  if (functionName === '(garbage collector)') return { part: 'garbage collection' }
  if (functionName === '(idle)') return { part: 'idle' }
  if (functionName === '(program)' || functionName === '(root)') return V8
  if (url.startsWith('node:')) return { part: 'Node', name: `${functionName} (${url})` }
  if (url === '') return undefined
  const path = url.startsWith('file:') ? fileURLToPath(url) : url
  const [, name] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(path) ?? []
  if (name !== undefined) return { part: name }
  const entry = findSourceMap(path)?.findEntry(lineNumber, columnNumber)
  const source = entry !== undefined && 'originalSource' in entry ? entry.originalSource : path
  const [, file, folder] = /\/(lib\/((?:[^/]+\/)?)[^?]*)$/.exec(source) ?? []
  return file === undefined ? { part: 'the benchmark' } : { part: `lib/${folder ?? ''}`, name: `${functionName} (${file})` }
}

/** The time of each part, without idle time, divided by a count. */
export function sumUpProfile ({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, count: number): ProfileMessage {
  const places = new Map<number, Place>()
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const visit = (node: Profiler.ProfileNode, caller: Place) => {
    const place = findPlace(node.callFrame) ?? caller
    places.set(node.id, place)
    for (const child of node.children ?? []) visit(byId.get(child) as Profiler.ProfileNode, place)
  }
  visit(nodes[0] as Profiler.ProfileNode, V8)
  const parts: Record<string, number> = {}
  const functions: Record<string, number> = {}
  samples.forEach((id, index) => {
    const { part, name } = places.get(id) as Place
    if (part === 'idle') return
    const time = (timeDeltas[index] as number) / count
    parts[part] = (parts[part] ?? 0) + time
    if (name !== undefined) functions[name] = (functions[name] ?? 0) + time
  })
  return { parts, functions }
}
