import { handleClientError } from "./client-error-handler.js";
import { checkNames } from "../util/check-option.js";
import { buildErrorHandler } from "../pipeline.js";
import { readConstructorOptions } from "../util/fastify-internals.js";
import { resolveOptions } from "../options.js";
import { kErrorReplies } from "../error/symbols.js";
const optionNames = ["format", "negotiate", "problem", "description", "phrases", "requestId", "traceId", "debug", "log"];
const ours = /* @__PURE__ */ new WeakSet();
function serverOptions(options = {}) {
  checkNames("", options, optionNames);
  const fallback = resolveOptions(options);
  function frameworkErrors(error, request, reply) {
    handlerOf(request.server[kErrorReplies] ?? fallback)(error, request, reply);
  }
  function clientErrorHandler(error, socket) {
    handleClientError(error, socket, this.log, this[kErrorReplies] ?? fallback);
  }
  ours.add(frameworkErrors).add(clientErrorHandler);
  return { frameworkErrors, clientErrorHandler, return503OnClosing: false };
}
const handlers = /* @__PURE__ */ new WeakMap();
function handlerOf(options) {
  let handler = handlers.get(options);
  if (handler === void 0) {
    handler = buildErrorHandler(options, { formats: false });
    handlers.set(options, handler);
  }
  return handler;
}
function readServerOptions(fastify) {
  const { frameworkErrors, clientErrorHandler, return503OnClosing } = readConstructorOptions(fastify);
  return {
    frameworkErrors: ours.has(frameworkErrors),
    clientErrorHandler: ours.has(clientErrorHandler),
    return503OnClosing: return503OnClosing === false
  };
}
export {
  readServerOptions,
  serverOptions
};
