import Fastify, {} from "fastify";
import { isLogged } from "./log-file.js";
import { listen } from "./question.js";
function sendFinished(reply, finished) {
  const { statusCode, body, contentType = "application/json; charset=utf-8", varies = true, headers } = finished;
  reply.code(statusCode);
  if (isLogged) writeLine(reply, finished);
  reply.header("content-type", contentType).header("cache-control", "no-store").header("x-content-type-options", "nosniff");
  if (varies) reply.header("vary", "Accept");
  if (headers !== void 0) reply.headers(headers);
  reply.send(body);
}
function writeLine(reply, { statusCode, line: { code, message } }) {
  const { request } = reply;
  if (statusCode < 500) request.log.info({ res: reply, err: { statusCode, code, message } }, message);
  else request.log.error({ req: request, res: reply, err: new Error("the database is away") }, message);
}
function startLimit(finished, setup) {
  const fastify = Fastify(setup);
  fastify.get("/", (_request, reply) => {
    sendFinished(reply, finished);
  });
  return listen(fastify);
}
export {
  sendFinished,
  startLimit
};
