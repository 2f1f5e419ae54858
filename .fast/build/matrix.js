import { cp, link, mkdir, mkdtemp, copyFile, readdir, readFile, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { testConsumers } from "./consumers.js";
import { run, runOrThrow } from "./run.js";
const root = fileURLToPath(new URL("../../", import.meta.url));
const nodes = ["20.19", "22", "24", "26"];
const nodesOfNext = ["22"];
const { values } = parseArgs({
  options: {
    node: { type: "string", multiple: true },
    fastify: { type: "string", multiple: true }
  }
});
const folder = await mkdtemp(join(tmpdir(), "fastify-error-replies-matrix-"));
const rows = [];
let failed = false;
try {
  for (const version of values.fastify ?? ["5.0.0", "latest", "next"]) {
    const fastify = await installFastify(version === "next" ? await findNext() : version);
    const isNext = Number.parseInt(fastify.version) > 5;
    const copy = await copyRepository(fastify);
    for (const node of values.node ?? (isNext ? nodesOfNext : nodes)) rows.push(await runTests(copy, await findNode(node), fastify.version, isNext ? ["test/smoke.test.ts"] : []));
    await rm(copy, { recursive: true });
  }
  if (values.node === void 0 && values.fastify === void 0) failed = !await testConsumers();
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(formatTable(rows));
process.exitCode = failed || rows.some((row) => row.failed > 0) ? 1 : 0;
async function findNext() {
  const versions = JSON.parse(await runOrThrow("npm", ["view", "fastify", "versions", "--json", "--silent"], { cwd: folder }));
  return versions.findLast((version) => version.startsWith("6.")) ?? "latest";
}
async function findNode(version) {
  if (`${process.version}.`.startsWith(`v${version}.`)) return process.execPath;
  const output = await runOrThrow("npm", ["exec", "--yes", "--silent", `--package=node@${version}`, "--", "node", "-p", "process.execPath"], { cwd: folder });
  return output.split("\n").at(-1);
}
async function installFastify(version) {
  const place = await mkdtemp(join(folder, "fastify-"));
  await writeFile(join(place, "package.json"), '{"private":true}');
  await runOrThrow("npm", ["install", "--ignore-scripts", "--prefer-offline", "--no-package-lock", `fastify@${version}`], { cwd: place });
  const modules = join(place, "node_modules");
  await rename(join(modules, "fastify"), join(place, "fastify"));
  await rm(join(place, "fastify/node_modules"), { recursive: true, force: true });
  await rename(modules, join(place, "fastify/node_modules"));
  return {
    version: JSON.parse(await readFile(join(place, "fastify/package.json"), "utf8")).version,
    folder: join(place, "fastify")
  };
}
async function copyRepository(fastify) {
  const copy = await mkdtemp(join(folder, "copy-"));
  const left = ["node_modules", ".git", ".tap", "coverage"];
  for (const name of await readdir(root)) {
    if (!left.includes(name)) await cp(join(root, name), join(copy, name), { recursive: true });
  }
  await linkFolder(join(root, "node_modules"), join(copy, "node_modules"));
  await rm(join(copy, "node_modules/fastify"), { recursive: true });
  await cp(fastify.folder, join(copy, "node_modules/fastify"), { recursive: true, verbatimSymlinks: true });
  await shareDependencies(join(copy, "node_modules"));
  return copy;
}
async function shareDependencies(modules) {
  const own = join(modules, "fastify/node_modules");
  for (const entry of await readdir(own)) {
    const names = entry.startsWith("@") ? (await readdir(join(own, entry))).map((name) => `${entry}/${name}`) : [entry];
    for (const name of names) {
      const [line, sharedLine] = await Promise.all([own, modules].map((place) => readLine(join(place, name))));
      if (line !== void 0 && line === sharedLine) await rm(join(own, name), { recursive: true });
    }
  }
}
async function readLine(folder2) {
  try {
    const { version } = JSON.parse(await readFile(join(folder2, "package.json"), "utf8"));
    return /^(?:0\.)?\d+/.exec(version)?.[0];
  } catch {
    return void 0;
  }
}
async function linkFolder(from, to) {
  await mkdir(to);
  await Promise.all((await readdir(from, { withFileTypes: true })).map(async (entry) => {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) return linkFolder(source, target);
    if (entry.isSymbolicLink()) return symlink(await readlink(source), target);
    return link(source, target).catch(() => copyFile(source, target));
  }));
}
async function runTests(copy, node, fastify, files) {
  const version = await runOrThrow(node, ["-p", "process.version"], { cwd: copy });
  console.log(`Node ${version}, Fastify ${fastify} \u2026`);
  const { code, output } = await run(node, ["node_modules/tap/dist/esm/run.mjs", "run", "--disable-coverage", "--reporter=tap", "--timeout=300", ...files], {
    cwd: copy,
    node,
    env: { MATRIX_NODE: version, MATRIX_FASTIFY: fastify }
  });
  const [, summary = ""] = /^# \{ (total: .*) \}$/m.exec(output) ?? [];
  const count = (name) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(summary)?.[1] ?? 0);
  const row = { node: version, fastify, passed: count("pass"), failed: count("fail"), skipped: count("skip") + count("todo") };
  if (code !== 0) {
    if (row.failed === 0) row.failed = 1;
    console.log(summary === "" ? output : describeFailures(output));
  }
  console.log(`  ${row.passed} passed, ${row.failed} failed, ${row.skipped} skipped`);
  return row;
}
function describeFailures(output) {
  return output.split(/^(?= *(?:not )?ok \d| *# Subtest)/m).filter((part) => /^ *not ok/.test(part)).join("");
}
function formatTable(all) {
  const lines = all.map((row) => `| ${[row.node, row.fastify, row.passed, row.failed, row.skipped].join(" | ")} |`);
  return ["| node | fastify | passed | failed | skipped |", "|---|---|---|---|---|", ...lines].join("\n");
}
