import Fastify, {} from "fastify";
import errorsPlugin, {} from "../lib/index.js";
import { askBothWays } from "./both-ways.js";
const words = {
  400: ["INVALID_REQUEST", "Invalid request."],
  401: ["UNAUTHORIZED", "Valid credentials are required."],
  403: ["FORBIDDEN", "You cannot do that."],
  404: ["NOT_FOUND", "There is nothing at this address."],
  409: ["CONFLICT", "Update conflict. Resolve the conflict and try again."],
  429: ["TOO_MANY_REQUESTS", "Too many requests. Try again later."],
  500: ["UNKNOWN_ERROR", "An unknown error has occurred."],
  502: ["BAD_GATEWAY", "A server behind this one gave an invalid answer."],
  503: ["SERVICE_UNAVAILABLE", "The service is unavailable. Try again later."],
  504: ["GATEWAY_TIMEOUT", "A server behind this one did not answer in time."]
};
const common = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  vary: "Accept"
};
async function buildServer(t, options = {}) {
  const fastify = Fastify({ forceCloseConnections: true });
  t.teardown(() => fastify.close());
  await fastify.register(errorsPlugin, options);
  return fastify;
}
async function compareError(t, fastify, ask, { status, headers = {}, body, code, message }) {
  const [ownCode, ownMessage] = words[status] ?? [];
  const error = { code: code ?? ownCode, message: message ?? ownMessage };
  for (const answer of await askBothWays(fastify, typeof ask === "string" ? { url: ask } : ask)) {
    t.equal(answer.statusCode, status, answer.way);
    t.same(answer.json(), body ?? { type: ["Error"], error, debug: {} }, answer.way);
    sameHeaders(t, answer, { ...common, "content-length": String(Buffer.byteLength(answer.text)), ...headers });
  }
}
function sameHeaders(t, { way, headers }, expected) {
  const told = Object.entries(headers).map(([name, value]) => {
    const pattern = expected[name];
    return [name, pattern instanceof RegExp && pattern.test(value) ? pattern : value];
  });
  t.same(Object.fromEntries(told), expected, way);
}
export {
  buildServer,
  compareError,
  words
};
