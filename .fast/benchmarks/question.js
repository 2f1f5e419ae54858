import { once } from "node:events";
async function listen(fastify) {
  await fastify.listen({ port: 0, host: "127.0.0.1" });
  return fastify.server.address().port;
}
async function listenHttp(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server.address().port;
}
export {
  listen,
  listenHttp
};
