import { isRoot } from "./boot-checks.js";
import { errors } from "../helpers/index.js";
import { buildRaw } from "../pipeline.js";
import { readServerOptions } from "./server-options.js";
function handleServerEvents(fastify, options) {
  const inUse = readServerOptions(fastify);
  if (inUse.return503OnClosing) refuseWhileClosing(fastify);
  if (!isRoot(fastify)) return;
  answerExpectations(fastify.server, fastify, options);
  reportUncovered(fastify, inUse);
}
function refuseWhileClosing(fastify) {
  let closing = false;
  fastify.addHook("preClose", (done) => {
    closing = true;
    done();
  });
  fastify.addHook("onRequest", (_request, reply, done) => {
    if (closing) reply.send(errors.serviceUnavailable());
    else done();
  });
}
function answerExpectations(server, { log }, options) {
  server.on("checkExpectation", (_request, response) => {
    if (server.listenerCount("checkExpectation") > 1 || response.headersSent) return;
    try {
      const error = errors.expectationFailed();
      const { statusCode, headers, body, publish } = buildRaw(error, { thrown: error, log }, options);
      publish();
      response.writeHead(statusCode, headers);
      response.end(body);
    } catch {
      response.destroy();
    }
  });
}
const surfaces = [
  ["frameworkErrors", "malformed URLs, over-long parameters and asynchronous constraints"],
  ["clientErrorHandler", "malformed HTTP, request timeouts and header overflows"],
  ["return503OnClosing", "requests while the server closes"]
];
function reportUncovered(fastify, inUse) {
  const uncovered = surfaces.filter(([name]) => !inUse[name]).map(([name, text]) => `${text} (${name})`);
  if (uncovered.length > 0) {
    fastify.log.debug(`fastify-error-replies does not answer ${uncovered.join(", ")}: these belong to the constructor, see serverOptions()`);
  }
}
export {
  handleServerEvents
};
