import { createRequire } from 'node:module'
import { cpus, release, type } from 'node:os'
import type { Effort, QuestionResult, Spread } from './measure.js'

const require = createRequire(import.meta.url)
const packages = ['fastify-error-replies', 'fastify', 'autocannon'] as const

/** Machine, versions and effort: what numbers need beside them. */
export function describeRun ({ rounds, requests }: Effort): string {
  const versions = packages.map((name) => `${name} ${(require(`${name}/package.json`) as { version: string }).version}`)
  const processors = cpus()
  return [
    `${processors[0]?.model.trim() ?? 'unknown processor'} × ${processors.length}, ${type()} ${release()}, Node ${process.versions.node}, ${versions.join(', ')}.`,
    `${rounds} rounds of ${requests.toLocaleString('en')} requests per server.`
  ].join('\n')
}

/** The results as a Markdown table. */
export function formatTable (results: readonly QuestionResult[]): string {
  const rows = [
    ['question', 'server', 'CPU per request', 'ratio to the limit', 'quartiles', 'target', 'requests/s'],
    ['---', '---', '--:', '--:', '--:', '--:', '--:']
  ]
  for (const { title, target, servers } of results) {
    servers.forEach(({ name, cpu, ratio, rate }, index) => {
      rows.push([
        index === 0 ? title : '',
        name,
        `${cpu.toFixed(2)} µs`,
        name === 'limit' ? '1' : ratio.median.toFixed(3),
        name === 'limit' ? '' : formatQuartiles(ratio),
        name === 'plugin' ? target?.toFixed(2) ?? '' : '',
        Math.round(rate).toLocaleString('en')
      ])
    })
  }
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function formatQuartiles ({ lower, upper }: Spread): string {
  return `${lower.toFixed(3)} – ${upper.toFixed(3)}`
}
