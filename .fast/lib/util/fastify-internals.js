function removeHeader(reply, name) {
  reply.removeHeader(name);
  if (!reply.raw.headersSent) reply.raw.removeHeader(name);
}
function isMalformed({ raw }) {
  const url = raw.url;
  if (!url.includes("%")) return false;
  try {
    decodeURI(url.replace(/[?#].*/s, ""));
    return false;
  } catch {
    return true;
  }
}
const controllers = /* @__PURE__ */ new WeakMap();
function isLogDisabled(request) {
  const { initialConfig } = request.server;
  let controller = controllers.get(initialConfig);
  if (controller === void 0 && !controllers.has(initialConfig)) {
    controller = findBySymbol(request.server, "fastify.logController");
    controllers.set(initialConfig, controller);
  }
  if (controller !== void 0) return controller.isLogDisabled(request);
  const disabled = initialConfig.disableRequestLogging;
  return typeof disabled === "function" ? disabled(request) === true : disabled === true;
}
function isParserError({ name, statusCode }) {
  return name === "SyntaxError" && statusCode === 400;
}
function readConstructorOptions(fastify) {
  return findBySymbol(fastify, "fastify.options") ?? {};
}
function readParserTypes(fastify) {
  const parser = findBySymbol(fastify, "fastify.contentTypeParser");
  return Array.isArray(parser?.parserList) ? parser.parserList : void 0;
}
let kReplyHeaders;
function readReplyHeaders(reply) {
  kReplyHeaders ??= Object.getOwnPropertySymbols(reply).find(({ description }) => description === "fastify.reply.headers");
  return reply[kReplyHeaders];
}
function findBySymbol(fastify, name) {
  for (let instance = fastify; instance !== null; instance = Object.getPrototypeOf(instance)) {
    const symbol = Object.getOwnPropertySymbols(instance).find(({ description }) => description === name);
    if (symbol !== void 0) return instance[symbol];
  }
  return void 0;
}
export {
  isLogDisabled,
  isMalformed,
  isParserError,
  readConstructorOptions,
  readParserTypes,
  readReplyHeaders,
  removeHeader
};
