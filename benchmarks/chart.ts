import { init, type CustomSeriesRenderItem, type EChartsOption } from 'echarts'
import type { QuestionResult } from './measure.js'
import type { Interval } from './statistics.js'

const WIDTH = 900 // px
const BAR = 30 // px for one
const COLORS = { plugin: '#2563eb', other: '#94a3b8', target: '#dc2626', whisker: '#0f172a' }

/** The questions of the chart, from no error to the dearest; the rest is in the table. */
const CHARTED = [
  'success', 'constant', 'helper', 'problem', 'negotiated', 'thrown-factory-sync', 'thrown-factory-async', 'not-found',
  'method-not-allowed-1000', 'validation-1', 'validation-10', 'thrown-error'
]

/** One bar of a chart. */
interface Bar {
  readonly name: string
  readonly value: number
  readonly interval?: Interval | undefined
  readonly target?: number | undefined
  /** Whether it is the plugin's. */
  readonly own: boolean
}

/** The plugin's ratio to the limit in the main questions, with intervals and targets, as SVG. */
export function drawRatios (results: ReadonlyMap<string, QuestionResult>): string {
  const bars = CHARTED.flatMap((name) => {
    const result = results.get(name)
    const ratio = result?.servers.find((server) => server.name === 'plugin')?.ratio
    return result === undefined || ratio === undefined
      ? []
      : [{ name: result.title.replaceAll('`', ''), value: ratio.value, interval: ratio, target: result.target, own: true }]
  })
  return draw('CPU per request of an error, as a multiple of Fastify sending the finished string (lines: 95 %)', bars, 2)
}

/** CPU per request of every server of one question as SVG. */
export function drawServers ({ title, servers }: QuestionResult): string {
  const bars = servers.map(({ name, cpu }) => ({ name, value: cpu, own: name.startsWith('plugin') }))
  return draw(`${title.replaceAll('`', '')}: CPU per request in µs`, bars, 1)
}

function draw (title: string, bars: readonly Bar[], digits: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: 90 + bars.length * BAR })
  const hasTargets = bars.some(({ target }) => target !== undefined)
  const option: EChartsOption = {
    animation: false,
    backgroundColor: '#ffffff', // the page may be dark
    title: { text: title, left: 12, top: 10, textStyle: { fontSize: 14 } },
    ...hasTargets ? { legend: { right: 12, top: 34, data: ['target'] } } : undefined,
    grid: { left: 12, right: 60, top: 60, bottom: 10, containLabel: true },
    xAxis: { type: 'value', min: 0, splitLine: { lineStyle: { color: '#e2e8f0' } } },
    yAxis: { type: 'category', inverse: true, data: bars.map(({ name }) => name), axisTick: { show: false }, axisLabel: { color: '#0f172a' } },
    series: [
      {
        type: 'bar',
        barWidth: '62%',
        data: bars.map(({ value, own }) => ({ value, itemStyle: { color: own ? COLORS.plugin : COLORS.other } })),
        label: { show: true, position: 'insideLeft', color: '#ffffff', formatter: ({ value }) => Number(value).toFixed(digits) }
      },
      {
        type: 'custom',
        z: 4,
        renderItem: drawWhisker,
        data: bars.flatMap(({ interval }, index) => interval === undefined ? [] : [[interval.lower, interval.upper, index]])
      },
      {
        type: 'scatter',
        name: 'target',
        symbol: 'rect',
        symbolSize: [3, BAR * 0.8],
        itemStyle: { color: COLORS.target },
        z: 3,
        data: bars.flatMap(({ target }, index) => target === undefined ? [] : [[target, index]])
      }
    ]
  }
  chart.setOption(option)
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

// A line from the lower to the upper end, with a stroke at each
const drawWhisker: CustomSeriesRenderItem = (_parameters, api) => {
  const [x1 = 0, y = 0] = api.coord([api.value(0), api.value(2)])
  const [x2 = 0] = api.coord([api.value(1), api.value(2)])
  const line = (shape: { x1: number, y1: number, x2: number, y2: number }) => ({ type: 'line' as const, shape, style: { stroke: COLORS.whisker, lineWidth: 1.5 } })
  return {
    type: 'group',
    children: [
      line({ x1, y1: y, x2, y2: y }),
      ...[x1, x2].map((x) => line({ x1: x, y1: y - BAR / 6, x2: x, y2: y + BAR / 6 }))
    ]
  }
}
