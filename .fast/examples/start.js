import { attempts, formatCurl } from "./attempts.js";
import { buildServer } from "./documents.js";
const port = process.env["PORT"] ?? "3000";
const host = process.env["HOST"] ?? "127.0.0.1";
if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
  fail(`PORT should be an integer from 0 to 65535, instead got '${port}'`);
} else {
  await start();
}
async function start() {
  const fastify = await buildServer({ logger: { level: "warn" } });
  let origin;
  try {
    origin = await fastify.listen({ port: Number(port), host });
  } catch (error) {
    const { code, message } = error;
    fail(code === "EADDRINUSE" ? `Port ${port} is in use, set PORT to another one: PORT=3001 npm start` : message);
    return;
  }
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => {
    fastify.close();
  });
  console.log(`
Listening on ${origin}; to stop, press Ctrl+C. Things to try:
`);
  console.log(`The API and its errors: ${origin}/documentation
`);
  for (const attempt of attempts) console.log(`# ${attempt.expect}
${formatCurl(origin, attempt)}
`);
}
function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
