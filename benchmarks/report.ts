import { readFileSync } from 'node:fs'
import { cpus, release, type } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Figure } from './boot.js'
import type { Effort, QuestionResult } from './measure.js'
import type { Interval } from './statistics.js'

const root = new URL('../../', import.meta.url)
const rivals = [
  '@fastify/sensible', 'fastify-http-errors-enhanced', '@hapi/hapi', '@hapi/boom', 'express', 'http-errors', 'hono', '@hono/node-server'
]

/** Machine, versions and effort: what numbers need beside them. */
export function describeRun ({ processes, rounds, requests }: Effort): string {
  const processors = cpus()
  return [
    `${processors[0]?.model.trim() ?? 'unknown processor'} × ${processors.length}, ${type()} ${release()}, Node ${process.versions.node}, ${describeVersions(['.', 'fastify', 'autocannon'])}.`,
    `${processes} processes per server, ${rounds} rounds of ${requests.toLocaleString('en')} requests each. Intervals are those of 95 %, by bootstrap over the processes.`,
    `Rivals: ${describeVersions(rivals)}.`
  ].join('\n')
}

function describeVersions (names: readonly string[]): string {
  return names.map((name) => {
    const file = fileURLToPath(new URL(name === '.' ? 'package.json' : `node_modules/${name}/package.json`, root))
    const { name: known, version } = JSON.parse(readFileSync(file, 'utf8')) as { name: string, version: string }
    return `${known} ${version}`
  }).join(', ')
}

/** The results as a Markdown table. */
export function formatTable (results: readonly QuestionResult[]): string {
  const rows = [
    ['question', 'server', 'CPU per request', 'ratio to the limit', '95 %', 'target', 'above the limit', 'without sockets', 'requests/s'],
    ['---', '---', '--:', '--:', '--:', '--:', '--:', '--:', '--:']
  ]
  for (const { title, target, targetAbove, servers, comparisons } of results) {
    servers.forEach(({ name, cpu, above, routing, ratio, rate }, index) => {
      const isLimit = name === 'limit'
      rows.push([
        index === 0 ? title : '',
        name,
        `${cpu.toFixed(2)} µs`,
        isLimit ? '1' : ratio.value.toFixed(3),
        isLimit ? '' : formatInterval(ratio),
        name === 'plugin' ? target?.toFixed(2) ?? (targetAbove === undefined ? '' : `${targetAbove} µs above`) : '',
        isLimit ? '' : `${above.value.toFixed(1)} µs`,
        isLimit || routing === undefined ? '' : `${routing.value.toFixed(1)} µs (${formatInterval(routing, 1)})`,
        Math.round(rate).toLocaleString('en')
      ])
    })
    for (const { server, base, ratio, target: wanted } of comparisons) {
      rows.push(['', `${server} ÷ ${base}`, '', ratio.value.toFixed(3), formatInterval(ratio), wanted?.toFixed(2) ?? '', '', '', ''])
    }
  }
  return formatRows(rows)
}

/** Figures of starts and of single steps as a Markdown table. */
export function formatFigures (figures: readonly Figure[]): string {
  return formatRows([
    ['figure', 'median', 'limit', ''],
    ['---', '--:', '--:', '---'],
    ...figures.map(({ name, value, unit, limit }) => [name, `${value.toFixed(2)} ${unit}`, `${limit} ${unit}`, value <= limit ? 'met' : '**missed**'])
  ])
}

/** Rows as a Markdown table; the second is the line below the head. */
export function formatRows (rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** An interval as a range. */
export function formatInterval ({ lower, upper }: Interval, digits = 3): string {
  return `${lower.toFixed(digits)} – ${upper.toFixed(digits)}`
}
