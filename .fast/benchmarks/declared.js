import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Type } from "@sinclair/typebox";
import Fastify from "fastify";
import errorsPlugin, { defineError, errors } from "fastify-error-replies";
import { spread } from "./measure.js";
const ROUTES = 1e3;
const SUCCESSES = 2e4;
const LIMIT = 1.1;
async function measure(declares) {
  const before = process.cpuUsage();
  const own = ["OUT_OF_STOCK", "PRICE_CHANGED"].map((code) => defineError({
    code,
    statusCode: 409,
    title: code,
    message: "No.",
    detail: Type.Object({ sku: Type.String() })
  }));
  const fastify = Fastify();
  await fastify.register(errorsPlugin, { errors: own });
  const declared = declares ? { errors: [...own, errors.notFound, errors.forbidden, errors.locked] } : {};
  const schema = { body: Type.Object({ name: Type.String() }), response: { 200: Type.Object({ name: Type.String() }) } };
  for (let i = 0; i < ROUTES; i++) fastify.post(`/items${i}/:id`, { schema, ...declared }, async () => ({ name: "a" }));
  await fastify.ready();
  const ready = process.cpuUsage(before);
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed / 1e6;
  let from = process.cpuUsage();
  for (let i = 0; i < SUCCESSES; i++) {
    if (i === SUCCESSES / 2) from = process.cpuUsage();
    await fastify.inject({ method: "POST", url: "/items7/1", payload: { name: "a" } });
    if (i % 50 === 0) await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  const { user, system } = process.cpuUsage(from);
  return { start: (ready.user + ready.system) / 1e3, heap, success: (user + system) / (SUCCESSES / 2) };
}
async function run(declares) {
  const child = fork(fileURLToPath(import.meta.url), [declares ? "declared" : "undeclared"], { execArgv: ["--expose-gc"] });
  const [[message]] = await Promise.all([once(child, "message"), once(child, "exit")]);
  return message;
}
if (process.send !== void 0) {
  process.send(await measure(process.argv[2] === "declared"));
  process.disconnect();
} else {
  const pairs = [];
  for (let i = 0; i < Number(process.argv[2] ?? 5); i++) {
    const first = await run(i % 2 === 0);
    const second = await run(i % 2 !== 0);
    pairs.push(i % 2 === 0 ? [first, second] : [second, first]);
  }
  console.log("| with 5 errors on each of 1,000 routes | with | without | ratio | quartiles |\n| --- | --: | --: | --: | --: |");
  for (const [name, unit] of [["start", "ms"], ["heap", "MB"], ["success", "\xB5s"]]) {
    const ratio = spread(pairs.map(([declared, plain]) => declared[name] / plain[name]));
    const median = (index) => spread(pairs.map((pair) => pair[index][name])).median.toFixed(1);
    console.log(`| ${name} | ${median(0)} ${unit} | ${median(1)} ${unit} | ${ratio.median.toFixed(3)} | ${ratio.lower.toFixed(3)} \u2013 ${ratio.upper.toFixed(3)} |`);
    if (name !== "success" && ratio.median > LIMIT) process.exitCode = 1;
  }
}
