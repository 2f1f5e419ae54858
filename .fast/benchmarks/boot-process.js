const boots = {
  "bare Fastify": async () => {
  },
  "the plugin, `sensible: false`": async (fastify) => fastify.register((await import("fastify-error-replies")).default, { sensible: false }),
  "the plugin": async (fastify) => fastify.register((await import("fastify-error-replies")).default),
  "@fastify/sensible": async (fastify) => fastify.register((await import("@fastify/sensible")).default)
};
if (process.send !== void 0) {
  const start = performance.now();
  const before = process.cpuUsage();
  const { default: Fastify } = await import("fastify");
  const fastify = Fastify();
  await boots[process.argv[2]]?.(fastify);
  await fastify.ready();
  const { user, system } = process.cpuUsage(before);
  const message = { time: performance.now() - start, cpu: (user + system) / 1e3 };
  process.send(message);
  process.disconnect();
}
export {
  boots
};
