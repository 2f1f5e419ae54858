import { FST_REPLIES_WRN_HANDLER_REPLACED, FST_REPLIES_WRN_LATE } from "../util/boot-warnings.js";
function isRoot(fastify) {
  return Object.getPrototypeOf(fastify) === Object.prototype;
}
function hasRoutes(fastify) {
  return fastify.printRoutes().trim() !== "(empty tree)";
}
function checkWhenReady(fastify, early) {
  const { errorHandler } = fastify;
  fastify.addHook("onReady", async () => {
    if (fastify.errorHandler !== errorHandler) FST_REPLIES_WRN_HANDLER_REPLACED(fastify.prefix || "/");
    if (!early) return;
    const routes = routesWithoutHandler(fastify);
    if (routes.length > 0) FST_REPLIES_WRN_LATE(routes.slice(0, MAX_ROUTES).join(", ") + (routes.length > MAX_ROUTES ? ` and ${routes.length - MAX_ROUTES} more` : ""));
  });
}
const MAX_ROUTES = 20;
const NODE = /^((?:[│ ] {3})*)[├└]── (.*?)(?: \(([A-Z, -]+)\))?$/;
const DEFAULT_HANDLER = /^[│ ]*• \(errorHandler\) "defaultErrorHandler\(\)"$/;
function routesWithoutHandler(fastify) {
  const routes = [];
  const segments = [];
  let methods;
  for (const line of fastify.printRoutes({ commonPrefix: false, includeMeta: ["errorHandler"] }).split("\n")) {
    const node = NODE.exec(line);
    if (node !== null) {
      segments.length = node[1].length / 4;
      segments.push(node[2]);
      methods = node[3];
    } else if (methods !== void 0 && DEFAULT_HANDLER.test(line)) {
      routes.push(`${methods.replaceAll(", ", "|")} ${segments.join("")}`);
    }
  }
  return routes;
}
export {
  checkWhenReady,
  hasRoutes,
  isRoot
};
