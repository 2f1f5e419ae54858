import Fastify from "fastify";
import errorsPlugin, { errors } from "fastify-error-replies";
const total = Number(process.argv[2] ?? 5e5);
const STEPS = 10;
const LIMIT = 1.1;
const fastify = Fastify();
await fastify.register(errorsPlugin, { requestId: true });
fastify.get("/helper", (_request, reply) => reply.conflict("meta.updated", /* @__PURE__ */ new Date(), { any: ["value"] }));
fastify.get("/thrown", async () => {
  throw errors.notFound();
});
fastify.get("/unexpected", async () => {
  throw new Error("inner", { cause: new Error("innermost") });
});
fastify.get("/status/:statusCode", async (request) => {
  throw Object.assign(new Error("any"), { statusCode: Number(request.params.statusCode) });
});
fastify.post("/validated", { schema: { body: { type: "object", required: ["name"] } } }, () => "never");
fastify.get("/hook", { onSend: async () => {
  throw new Error("hook");
} }, () => "never");
const requests = [
  () => ({ url: "/helper" }),
  () => ({ url: "/thrown" }),
  () => ({ url: "/unexpected" }),
  (i) => ({ url: `/status/${400 + i % 200}` }),
  () => ({ method: "POST", url: "/validated", payload: {} }),
  () => ({ url: "/hook" }),
  (i) => ({ url: `/nowhere/${i}`, headers: { accept: `text/x${i}, application/problem+json;q=0.${i % 10}` } }),
  () => ({ method: "DELETE", url: "/helper" })
];
async function heapInUse() {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  return process.memoryUsage().heapUsed;
}
if (globalThis.gc === void 0) throw new Error("run with --expose-gc, as npm run benchmark:soak does");
const heaps = [];
for (let i = 0; i < total; i++) {
  const { statusCode } = await fastify.inject(requests[i % requests.length](i));
  if (statusCode < 400) throw new Error(`a reply with status ${statusCode}`);
  if (i % 50 === 0) await new Promise((resolve) => {
    setImmediate(resolve);
  });
  if ((i + 1) % Math.ceil(total / STEPS) === 0) {
    heaps.push(await heapInUse());
    console.log(`${i + 1} errors: ${(heaps.at(-1) / 1e6).toFixed(1)} MB`);
  }
}
const growth = heaps.at(-1) / heaps[0];
console.log(`heap at the end is ${growth.toFixed(3)} times the heap after the first tenth`);
if (growth > LIMIT) process.exitCode = 1;
