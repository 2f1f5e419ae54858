function allowedMethods(request) {
  return findMethods(request, pathOf(request), readConstraints(request));
}
const MAX_KNOWN = 256;
const MAX_PATH = 256;
const known = /* @__PURE__ */ new WeakMap();
function knownMethods(request) {
  const path = pathOf(request);
  const constraints = readConstraints(request);
  if (constraints !== void 0) return findMethods(request, path, constraints);
  let paths = known.get(request.server);
  if (paths === void 0) {
    paths = /* @__PURE__ */ new Map();
    known.set(request.server, paths);
  }
  const found = paths.get(path);
  if (found?.method === request.method) return found.methods;
  const methods = Object.freeze(findMethods(request, path, void 0));
  if (methods.length > 0 && path.length <= MAX_PATH) {
    if (paths.size === MAX_KNOWN) paths.clear();
    paths.set(path, { method: request.method, methods });
  }
  return methods;
}
function routedMethods(request) {
  const match = buildMatcher(request.server, pathOf(request), readConstraints(request));
  return request.server.supportedMethods.filter((method) => match(method) === "path");
}
function findMethods({ method: asked, server }, path, constraints) {
  const match = buildMatcher(server, path, constraints);
  return match(asked) === "none" ? server.supportedMethods.filter((method) => match(method) === "path") : [];
}
function buildMatcher(fastify, url, constraints) {
  if (url === "*") return () => "none";
  return (method) => {
    try {
      const route = fastify.findRoute({ method, url, constraints });
      if (route === null || route.searchParams === void 0) return "none";
      return Object.hasOwn(route.params, "*") ? "wildcard" : "path";
    } catch {
      return "none";
    }
  };
}
function pathOf(request) {
  const url = request.raw.url;
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}
function readConstraints({ server: fastify, headers }) {
  const host = fastify.hasConstraintStrategy("host");
  const version = fastify.hasConstraintStrategy("version");
  if (!host && !version) return void 0;
  return {
    // HTTP/2 has the host in a pseudo-header
    host: headers.host ?? headers[":authority"],
    version: headers["accept-version"]
  };
}
export {
  allowedMethods,
  knownMethods,
  routedMethods
};
