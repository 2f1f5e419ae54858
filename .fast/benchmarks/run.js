import { mkdir, writeFile } from "node:fs/promises";
import { measureBoot } from "./boot.js";
import { drawRatios, drawServers } from "./chart.js";
import { readEffort } from "./effort.js";
import { measureQuestion } from "./measure.js";
import { selectQuestions } from "./questions.js";
import { describeRun, formatBootTable, formatTable } from "./report.js";
const { effort, positionals } = readEffort();
const BOOTS = 15;
const results = new URL("../../benchmarks/results/", import.meta.url);
try {
  const questions = await selectQuestions(positionals.filter((name) => name !== "boot"), positionals.length === 0);
  const answers = /* @__PURE__ */ new Map();
  for (const asked of questions) {
    console.error(`${asked.name} \u2026`);
    answers.set(asked.name, await measureQuestion(asked, effort));
  }
  const isWhole = positionals.length === 0;
  if (isWhole || positionals.includes("boot")) console.error("boot \u2026");
  const boots = isWhole || positionals.includes("boot") ? await measureBoot(Math.min(effort.rounds, BOOTS)) : [];
  const text = describe([...answers.values()], boots);
  console.log(`
${text}`);
  if (isWhole) await write(text, answers);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
function describe(answers, boots) {
  const parts = [];
  if (answers.length > 0) parts.push(formatTable(answers));
  if (boots.length > 0) parts.push(formatBootTable(boots));
  return [...parts, describeRun(effort), ""].join("\n\n");
}
async function write(text, answers) {
  const rivals = answers.get("rivals");
  const others = [...answers.values()].filter((answer) => answer !== rivals);
  await mkdir(results, { recursive: true });
  await writeFile(new URL("results.md", results), `# Results

${text}`);
  await writeFile(new URL("ratios.svg", results), drawRatios(others));
  await writeFile(new URL("rivals.svg", results), drawServers(rivals));
  console.log("benchmarks/results/ is written");
}
