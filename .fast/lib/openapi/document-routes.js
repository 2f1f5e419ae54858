import { kDocument } from "../error/symbols.js";
function collectRoutes(fastify, options) {
  const routes = [];
  fastify.addHook("onReady", async () => {
    const documented = routes.splice(0);
    if (!documented.some(({ fastify: fastify2 }) => fastify2.hasPlugin("@fastify/swagger"))) return;
    const { buildRouteDocuments, withResponses } = await import("./openapi.js");
    const documentRoute = buildRouteDocuments(options);
    for (const { route, isJsonSchema } of documented) {
      const responses = documentRoute(route);
      const config = route.config;
      config[kDocument] = { schema: route.schema, responses };
      if (isJsonSchema) route.schema = withResponses(route.schema, responses);
    }
  });
  return function collect(fastify2, route) {
    if (route.errors === false || route.method === "HEAD") return;
    route.config = { ...route.config };
    routes.push({ route, fastify: fastify2, isJsonSchema: route.serializerCompiler === void 0 && fastify2.serializerCompiler === void 0 });
  };
}
export {
  collectRoutes
};
