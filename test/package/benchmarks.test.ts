import { readFile } from 'node:fs/promises'
import t from 'tap'
import { quoteResults, quoting, readResults, type Results } from '../../benchmarks/publish.js'
import type { QuestionResult } from '../../benchmarks/measure.js'

const root = new URL(/[\\/]\.fast[\\/]/.test(import.meta.url) ? '../../../' : '../../', import.meta.url)

function answer (title: string, upper: number, target: number): QuestionResult {
  const ratio = { lower: 1, value: 1.05, upper }
  const plugin = { name: 'plugin', cpu: 20, rate: 1000, ratio, above: { lower: 0, value: 1, upper: 2 }, routing: undefined }
  return { title, target, targetAbove: undefined, servers: [{ ...plugin, name: 'limit' }, plugin, { ...plugin, name: 'other', cpu: 30 }], comparisons: [{ base: 'other', server: 'plugin', ratio, target }] }
}

const results: Results = {
  run: 'a machine',
  questions: { helper: answer('A helper', 1.06, 1.06), 'helper-logged': answer('A helper, with pino', 1.2, 1.06), rivals: answer('Others', 1.1, 1.2) },
  boots: [{ name: 'start', value: 11, unit: 'ms', limit: 12 }, { name: 'heap', value: 4, unit: 'MB', limit: 3 }],
  costs: [{ name: 'one issue', value: 0.7, unit: 'µs', limit: 0.8 }]
}

function section (name: string): string {
  return quoteResults(`before\n<!-- results:${name} -->\nold\n<!-- /results -->\nafter\n`, results)
}

t.test('results of the benchmarks', async t => {
  t.test('a target is met where the upper end of the interval is', async t => {
    const text = section('targets')
    t.match(text, '| A helper | 1.00 – 1.06 | 1.06 | met |')
    t.match(text, '| A helper, with pino | 1.00 – 1.20 | 1.06 | **missed** |')
    t.match(text, '| Others: plugin ÷ other | 1.00 – 1.10 | 1.2 | met |')
    t.match(text, '| start | 11.00 ms | 12 | met |')
    t.match(text, '| heap | 4.00 MB | 3 | **missed** |')
    t.match(text, /^before\n.*\n\|[^]*\n<!-- \/results -->\nafter\n$/)
    t.notMatch(text, 'old')
  })

  t.test('tables and sentences have the numbers with their intervals', async t => {
    t.match(section('ratios'), '| A helper | 1.05 (1.00 – 1.06) | 1.06 | 1.05 (1.00 – 1.20) |')
    t.match(section('rivals'), 'other 1.5 times the CPU.')
    t.match(section('numbers'), 'a helper 1.05 (1.00 – 1.06)')
    t.match(section('start'), '| start | 11.00 ms | 12 ms | met |')
    t.match(section('costs'), '| one issue | 0.70 µs | 0.8 µs | met |')
    t.throws(() => section('nothing'), { message: "no section of results has the name 'nothing'" })
  })

  t.test('what quotes them is what the last run measured: npm run benchmark:publish', async t => {
    const measured = readResults()
    for (const file of quoting) {
      const text = await readFile(new URL(file, root), 'utf8')
      t.match(text, /<!-- results:\w+ -->\n[^]*?<!-- \/results -->/, file)
      if (measured !== undefined) t.equal(text, quoteResults(text, measured), file)
    }
  })
})
