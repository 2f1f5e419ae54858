import { readFileSync } from "node:fs";
import { cpus, release, type } from "node:os";
import { fileURLToPath } from "node:url";
const root = new URL("../../", import.meta.url);
const rivals = [
  "@fastify/sensible",
  "fastify-http-errors-enhanced",
  "@hapi/hapi",
  "@hapi/boom",
  "express",
  "http-errors",
  "hono",
  "@hono/node-server"
];
function describeRun({ rounds, requests }) {
  const processors = cpus();
  return [
    `${processors[0]?.model.trim() ?? "unknown processor"} \xD7 ${processors.length}, ${type()} ${release()}, Node ${process.versions.node}, ${describeVersions([".", "fastify", "autocannon"])}.`,
    `${rounds} rounds of ${requests.toLocaleString("en")} requests per server.`,
    `Rivals: ${describeVersions(rivals)}.`
  ].join("\n");
}
function describeVersions(names) {
  return names.map((name) => {
    const file = fileURLToPath(new URL(name === "." ? "package.json" : `node_modules/${name}/package.json`, root));
    const { name: known, version } = JSON.parse(readFileSync(file, "utf8"));
    return `${known} ${version}`;
  }).join(", ");
}
function formatTable(results) {
  const rows = [
    ["question", "server", "CPU per request", "above the limit", "ratio to the limit", "quartiles", "target", "requests/s"],
    ["---", "---", "--:", "--:", "--:", "--:", "--:", "--:"]
  ];
  for (const { title, target, servers, comparisons } of results) {
    servers.forEach(({ name, cpu, above, ratio, rate }, index) => {
      const isLimit = name === "limit";
      rows.push([
        index === 0 ? title : "",
        name,
        `${cpu.toFixed(2)} \xB5s`,
        isLimit ? "" : `${above.toFixed(2)} \xB5s`,
        isLimit ? "1" : ratio.median.toFixed(3),
        isLimit ? "" : formatQuartiles(ratio),
        name === "plugin" ? target?.toFixed(2) ?? "" : "",
        Math.round(rate).toLocaleString("en")
      ]);
    });
    for (const { server, base, ratio, target: wanted } of comparisons) {
      rows.push(["", `${server} \xF7 ${base}`, "", "", ratio.median.toFixed(3), formatQuartiles(ratio), wanted?.toFixed(2) ?? "", ""]);
    }
  }
  return formatRows(rows);
}
function formatBootTable(results) {
  return formatRows([
    ["import, register, ready", "CPU", "time", "CPU more than bare Fastify", "quartiles", "target"],
    ["---", "--:", "--:", "--:", "--:", "--:"],
    ...results.map(({ name, cpu, time, added, target }) => [
      name,
      `${cpu.toFixed(1)} ms`,
      `${time.toFixed(1)} ms`,
      added === void 0 ? "" : `${added.median.toFixed(1)} ms`,
      added === void 0 ? "" : `${added.lower.toFixed(1)} \u2013 ${added.upper.toFixed(1)} ms`,
      target === void 0 ? "" : `${target} ms`
    ])
  ]);
}
function formatRows(rows) {
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
function formatQuartiles({ lower, upper }) {
  return `${lower.toFixed(3)} \u2013 ${upper.toFixed(3)}`;
}
export {
  describeRun,
  formatBootTable,
  formatQuartiles,
  formatRows,
  formatTable
};
