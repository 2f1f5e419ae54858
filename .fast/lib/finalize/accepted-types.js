import { readParserTypes } from "../util/fastify-internals.js";
const cache = /* @__PURE__ */ new WeakMap();
function acceptedTypes(request) {
  const body = request.routeOptions.schema?.body;
  if (body?.content !== void 0) return Object.keys(body.content);
  const fastify = request.server;
  let types = cache.get(fastify);
  if (types === void 0) {
    types = readParsers(fastify);
    cache.set(fastify, types);
  }
  return types;
}
function readParsers(fastify) {
  const list = readParserTypes(fastify) ?? ["application/json", "text/plain"];
  return list.filter((type) => fastify.hasContentTypeParser(type));
}
export {
  acceptedTypes
};
