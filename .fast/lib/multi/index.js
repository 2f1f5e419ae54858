import fastifyPlugin from "fastify-plugin";
import { publishReply } from "../send/diagnostics.js";
import { errors } from "../helpers/factories.js";
import { noExtras } from "../error/body-extras.js";
import { requestSchema, responseSchema, validateRequest } from "./generated.js";
import { forwardedHeaders } from "./headers.js";
import { resolveMultiOptions } from "./options.js";
import { readError, readReply, serializePart, toMultiPart } from "./part.js";
import { buildUrl, canonicalPath, checkPart } from "./resource.js";
import { buildPartSocket, isPart } from "./part-request.js";
import { runPart } from "./run-part.js";
import { renderReply } from "../formats/render.js";
import { kErrorReplies } from "../error/symbols.js";
const multi = async (fastify, registerOptions) => {
  const options = resolveMultiOptions(registerOptions);
  const batchPath = canonicalPath(fastify.prefix + options.url);
  const server = { fastify, options, batchPath, closing: false };
  const cookies = /* @__PURE__ */ new WeakMap();
  fastify.addHook("preClose", async () => {
    server.closing = true;
  });
  fastify.post(options.url, {
    ...options.bodyLimit === void 0 ? void 0 : { bodyLimit: options.bodyLimit },
    schema: {
      body: {
        ...requestSchema,
        properties: { requests: { ...requestSchema.properties.requests, maxItems: options.maxRequests } }
      },
      response: { 200: responseSchema }
    },
    // Both compiled at build time: the server's own compilers may be made for other schemas than JSON Schema
    validatorCompiler: () => (body) => validateBatch(body, options.maxRequests),
    serializerCompiler: () => JSON.stringify,
    onRequest: async (request) => {
      if (isPart(request.raw)) throw errors.badRequest("A batch cannot hold a batch.");
    },
    // Behind the hooks of the server: of two cookies of one name a client keeps the last, and a session that begins
    // with the batch itself must not replace that of a part
    onSend: async (_request, reply, payload) => {
      for (const line of cookies.get(reply) ?? []) reply.header("set-cookie", line);
      cookies.delete(reply);
      return payload;
    }
  }, async function runBatch(request, reply) {
    const parts = await runParts(server, request, reply);
    if (parts === void 0) return reply;
    cookies.set(reply, new Set(parts.flatMap(({ httpOnlyCookies }) => httpOnlyCookies)));
    return reply.type("application/json; charset=utf-8").send(`{"result":[${parts.map(serializePart).join(",")}]}`);
  });
};
async function runParts(server, request, reply) {
  const { fastify, options, batchPath } = server;
  const { requests } = request.body;
  const headers = buildHeaders(request, options);
  const connection = watchConnection(reply);
  const parts = [];
  let started = 0;
  try {
    for (const part of requests) {
      if (connection.closed) break;
      const refusal = server.closing ? errors.serviceUnavailable() : refuse(part, batchPath);
      if (refusal !== void 0) {
        parts.push(failPart(refusal, parts.length, request));
        continue;
      }
      started++;
      const outcome = await runPart(fastify, buildRequest(part, headers), options, connection);
      if (outcome === "aborted") break;
      parts.push(typeof outcome === "string" ? failPart(describeFailure(outcome, options), parts.length, request) : readReply(outcome));
    }
    if (!connection.closed) return parts;
    if (!reply.sent) reply.hijack();
    request.log.info({ started, requests: requests.length }, "the client of a batch went away");
    return void 0;
  } finally {
    connection.release();
  }
}
function refuse(part, batchPath) {
  const refusal = checkPart(part, batchPath);
  return refusal === void 0 ? void 0 : errors.fail(refusal.statusCode, refusal.message);
}
function buildRequest(part, headers) {
  return { method: part.method, url: buildUrl(part), headers, body: part.data === void 0 ? void 0 : JSON.stringify(part.data) };
}
function buildHeaders(request, { forwardHeaders }) {
  const headers = forwardedHeaders(request.headers, forwardHeaders);
  const { requestIdHeader } = request.server.initialConfig;
  if (typeof requestIdHeader === "string") headers[requestIdHeader] = request.id;
  return headers;
}
function watchConnection({ raw, request }) {
  const connection = {
    closed: raw.destroyed || request.raw.aborted,
    socket: buildPartSocket(request.socket),
    onClose: void 0,
    release: () => {
      raw.off("close", close);
    }
  };
  const close = () => {
    connection.closed = true;
    connection.onClose?.();
  };
  raw.once("close", close);
  return connection;
}
function describeFailure(failure, { timeout, resultLimit }) {
  switch (failure) {
    case "timeout":
      return errors.gatewayTimeout("This part took too long to answer.", { detail: { timeout } });
    case "too large":
      return errors.badGateway("The result of this part is too large for a batch.", { detail: { limit: resultLimit } });
    default:
      return errors.badGateway("The answer to this part broke off.");
  }
}
function failPart(error, index, request) {
  const level = error.statusCode < 500 ? "info" : "warn";
  request.log[level]({ part: index, statusCode: error.statusCode, code: error.code }, error.message);
  const options = request.server[kErrorReplies];
  const { formats } = options;
  const format = formats.negotiated ? formats.negotiate(request.headers.accept) : formats.default;
  const rendered = renderReply(format, error, noExtras, request.log);
  publishReply(error, rendered.format, error, request);
  return readError(error, options, rendered);
}
function validateBatch(body, maxRequests) {
  const requests = body?.requests;
  if (Array.isArray(requests) && requests.length > maxRequests) {
    return failValidation({
      instancePath: "/requests",
      keyword: "maxItems",
      params: { limit: maxRequests },
      message: `must NOT have more than ${maxRequests} items`
    });
  }
  if (validateRequest(body) === true) return true;
  return failValidation(validateRequest.errors.at(-1));
}
function failValidation(failure) {
  return { error: [failure] };
}
const multiPlugin = fastifyPlugin(multi, {
  name: "fastify-error-replies-multi",
  fastify: ">=5",
  dependencies: ["fastify-error-replies"],
  encapsulate: true
});
export {
  multiPlugin as default,
  multiPlugin as "module.exports",
  toMultiPart
};
