import fastifyPlugin from "fastify-plugin";
import { decorateDefinitions } from "./error/registered-errors.js";
import { kErrorReplies } from "./error/symbols.js";
import { decorateReply, helperNames, keepDeclared, readRouteErrors } from "./helpers/index.js";
import { collectRoutes } from "./openapi/index.js";
import { resolveOptions } from "./options.js";
import { buildErrorHandler } from "./pipeline.js";
import { buildNotFoundHandler, checkWhenReady, handleServerEvents, hasRoutes, isRoot } from "./server/index.js";
import { FST_ERR_REPLIES_ALREADY_REGISTERED, FST_ERR_REPLIES_NOT_FOUND_HANDLER, FST_ERR_REPLIES_UNKNOWN_FORMAT } from "./util/boot-errors.js";
const errorsPlugin = async (fastify, registerOptions) => {
  const options = resolveOptions(registerOptions);
  if (Object.hasOwn(fastify, kErrorReplies)) throw FST_ERR_REPLIES_ALREADY_REGISTERED();
  const inherits = fastify[kErrorReplies] !== void 0;
  fastify.decorate(kErrorReplies, options);
  const early = isRoot(fastify) && hasRoutes(fastify);
  const choices = { formats: early || !isRoot(fastify) };
  const document = options.openapi ? collectRoutes(fastify, options) : void 0;
  fastify.addHook("onRoute", function(route) {
    if (this[kErrorReplies] !== options) return;
    readRoute(route, options, choices);
    readRouteErrors(route);
    if (options.strictErrors !== false) keepDeclared(route);
    document?.(this, route);
  });
  const handle = buildErrorHandler(options, choices);
  fastify.setErrorHandler(handle);
  checkWhenReady(fastify, early);
  if (options.notFound) setNotFoundHandler(fastify, buildNotFoundHandler(options, handle), inherits);
  if (!inherits) {
    decorateReply(fastify);
    handleServerEvents(fastify, options);
  }
  decorateDefinitions(fastify, options.errors, helperNames);
  if (options.sensible && !fastify.hasPlugin("@fastify/sensible")) {
    const { sensibleUtilities } = await import("./server/sensible.js");
    await fastify.register(sensibleUtilities);
  }
};
function readRoute({ method, url, config }, { formats }, choices) {
  const name = config?.errorFormat;
  if (name === void 0) return;
  if (typeof name !== "string" || formats.byName(name) === void 0) {
    throw FST_ERR_REPLIES_UNKNOWN_FORMAT(`${String(method)} ${url}`, formats.names.join(", "), String(name));
  }
  choices.formats = true;
}
function setNotFoundHandler(fastify, handler, inherits) {
  try {
    fastify.setNotFoundHandler(handler);
  } catch (error) {
    if (!inherits) throw FST_ERR_REPLIES_NOT_FOUND_HANDLER(fastify.prefix || "/", { cause: error });
  }
}
var plugin_default = fastifyPlugin(errorsPlugin, { name: "fastify-error-replies", fastify: ">=5" });
export {
  plugin_default as default
};
