import { init } from "echarts";
const WIDTH = 900;
const BAR = 28;
const COLORS = { plugin: "#2563eb", other: "#94a3b8", target: "#dc2626" };
function drawRatios(results) {
  const bars = results.map(({ title, target, servers }) => {
    const value = servers.find(({ name }) => name === "plugin")?.ratio.median ?? 0;
    return { name: title.replaceAll("`", ""), value, target, own: true };
  });
  return draw("CPU per request, as a multiple of Fastify sending the finished string", bars, 2);
}
function drawServers({ title, servers }) {
  const bars = servers.map(({ name, cpu }) => ({ name, value: cpu, own: name === "plugin" }));
  return draw(`${title.replaceAll("`", "")}: CPU per request in \xB5s`, bars, 1);
}
function draw(title, bars, digits) {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: 90 + bars.length * BAR });
  const hasTargets = bars.some(({ target }) => target !== void 0);
  const option = {
    animation: false,
    backgroundColor: "#ffffff",
    // the page may be dark
    title: { text: title, left: 12, top: 10, textStyle: { fontSize: 14 } },
    ...hasTargets ? { legend: { right: 12, top: 34, data: ["target"] } } : void 0,
    grid: { left: 12, right: 60, top: 60, bottom: 10, containLabel: true },
    xAxis: { type: "value", min: 0, splitLine: { lineStyle: { color: "#e2e8f0" } } },
    yAxis: { type: "category", inverse: true, data: bars.map(({ name }) => name), axisTick: { show: false }, axisLabel: { color: "#0f172a" } },
    series: [
      {
        type: "bar",
        barWidth: "62%",
        data: bars.map(({ value, own }) => ({ value, itemStyle: { color: own ? COLORS.plugin : COLORS.other } })),
        label: { show: true, position: "right", formatter: ({ value }) => Number(value).toFixed(digits) }
      },
      {
        type: "scatter",
        name: "target",
        symbol: "rect",
        symbolSize: [3, BAR * 0.8],
        itemStyle: { color: COLORS.target },
        z: 3,
        data: bars.flatMap(({ target }, index) => target === void 0 ? [] : [[target, index]])
      }
    ]
  };
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
export {
  drawRatios,
  drawServers
};
