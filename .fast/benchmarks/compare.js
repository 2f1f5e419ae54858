import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readEffort } from "./effort.js";
import { measureQuestion } from "./measure.js";
import { selectQuestions } from "./questions.js";
import { describeRun, formatQuartiles, formatRows } from "./report.js";
const { effort, positionals: [ref, ...given] } = readEffort();
const MOVED = 0.05;
const THEN = "plugin then";
const root = fileURLToPath(new URL("../../", import.meta.url));
if (ref === void 0) {
  console.error("Which commit? npm run benchmark:compare <ref>");
  process.exitCode = 1;
} else {
  const directory = mkdtempSync(join(tmpdir(), "fastify-error-replies-"));
  try {
    checkOut(ref, directory);
    await compareQuestions(await selectQuestions(given, given.length === 0), ref, directory, effort);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    run(root, "git", "worktree", "remove", "--force", directory);
    rmSync(directory, { recursive: true, force: true });
  }
}
function checkOut(ref2, directory) {
  run(root, "git", "worktree", "add", "--detach", "--force", directory, ref2);
  const isSame = readFileSync(join(root, "package-lock.json"), "utf8") === readFileSync(join(directory, "package-lock.json"), "utf8");
  if (isSame) symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  else run(directory, "npm", "ci", "--ignore-scripts");
  rmSync(join(directory, "benchmarks"), { recursive: true, force: true });
  cpSync(join(root, "benchmarks"), join(directory, "benchmarks"), { recursive: true });
  run(directory, "npx", "tsc", "-p", "tsconfig.build.json", "--noCheck");
  const bundle = join(directory, "dist", "build", "bundle.js");
  if (existsSync(bundle)) run(directory, process.execPath, bundle);
}
function run(cwd, command, ...args) {
  execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
}
async function compareQuestions(questions, ref2, directory, effort2) {
  const rows = [["question", `ratio at ${ref2}`, "ratio now", "now \xF7 then", "quartiles", ""], ["---", "--:", "--:", "--:", "--:", "---"]];
  const failed = [];
  for (const asked of questions) {
    const { name, logged } = asked;
    console.error(`${name} \u2026`);
    const file = pathToFileURL(join(directory, "dist", "benchmarks", "questions", basename(asked.file))).href;
    try {
      const result = await measureQuestion(asked, effort2, { own: ["limit", "plugin"], others: [{ name: THEN, file, server: "plugin", logged }] });
      rows.push(describeChange(result));
    } catch (error) {
      failed.push(`${name}: ${error.message}`);
    }
  }
  console.log(`
${formatRows(rows)}

${describeRun(effort2)}`);
  if (failed.length > 0) console.log(`
Not compared:
${failed.join("\n")}`);
}
function describeChange({ title, servers, comparisons: [change] }) {
  const ratioOf = (wanted) => servers.find(({ name }) => name === wanted)?.ratio.median.toFixed(3) ?? "";
  if (change === void 0) return [title];
  const { ratio } = change;
  const verdict = Math.abs(ratio.median - 1) <= MOVED ? "" : ratio.median > 1 ? "**slower**" : "**faster**";
  return [title, ratioOf(THEN), ratioOf("plugin"), ratio.median.toFixed(3), formatQuartiles(ratio), verdict];
}
