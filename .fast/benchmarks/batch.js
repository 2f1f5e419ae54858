import { fork } from "node:child_process";
import { Agent, request } from "node:http";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import Fastify from "fastify";
import errorsPlugin, { errors } from "fastify-error-replies";
import multi from "fastify-error-replies/multi";
import { spread } from "./measure.js";
const PARTS = 20;
const TIMES = 100;
const kinds = {
  "GET, a document": { method: "GET", resource: "/items/1" },
  "POST, echoed": { method: "POST", resource: "/items", data: { name: "a", list: [1, 2, 3] } },
  "GET, a thrown 404": { method: "GET", resource: "/missing/1" }
};
async function serve() {
  const fastify = Fastify();
  await fastify.register(errorsPlugin);
  await fastify.register(multi);
  fastify.get("/items/:id", async () => ({ id: 1, name: "a" }));
  fastify.post("/items", async ({ body }) => body);
  fastify.get("/missing/:id", async () => {
    throw errors.notFound();
  });
  await fastify.listen({ port: 0, host: "127.0.0.1" });
  const { port } = fastify.server.address();
  process.on("message", () => {
    process.send?.(process.cpuUsage());
  });
  process.once("disconnect", () => {
    fastify.close();
  });
  process.send?.(port);
}
if (process.send !== void 0) {
  await serve();
} else {
  const child = fork(fileURLToPath(import.meta.url));
  const [port] = await once(child, "message");
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (method, path, data) => new Promise((resolve, reject) => {
    const body = data === void 0 ? void 0 : JSON.stringify(data);
    const headers = body === void 0 ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    request({ agent, port, host: "127.0.0.1", method, path, headers }, (response) => {
      response.resume().on("end", resolve);
    }).on("error", reject).end(body);
  });
  const cpuOf = async (work) => {
    const read = async () => {
      child.send("cpu");
      const [{ user, system }] = await once(child, "message");
      return user + system;
    };
    const before = await read();
    for (let i = 0; i < TIMES; i++) await work();
    return (await read() - before) / TIMES;
  };
  console.log("| 20 requests | in a batch | one by one | ratio | quartiles |\n| --- | --: | --: | --: | --: |");
  for (const [name, part] of Object.entries(kinds)) {
    const batch = { requests: Array.from({ length: PARTS }, () => part) };
    const rounds = [];
    for (let i = -1; i < Number(process.argv[2] ?? 7); i++) {
      const together = await cpuOf(() => send("POST", "/multi", batch));
      const apart = await cpuOf(async () => {
        for (const { method, resource, ...rest } of batch.requests) await send(method, resource, "data" in rest ? rest.data : void 0);
      });
      if (i >= 0) rounds.push([together, apart]);
    }
    const ratio = spread(rounds.map(([together, apart]) => together / apart));
    const median = (index) => Math.round(spread(rounds.map((round) => round[index])).median);
    console.log(`| ${name} | ${median(0)} \xB5s | ${median(1)} \xB5s | ${ratio.median.toFixed(2)} | ${ratio.lower.toFixed(2)} \u2013 ${ratio.upper.toFixed(2)} |`);
    if (ratio.median >= 1) process.exitCode = 1;
  }
  agent.destroy();
  child.disconnect();
}
