import { validateHeaderName, validateHeaderValue } from "node:http";
import { readReplyHeaders, removeHeader } from "../util/fastify-internals.js";
import { readNames, readProperty } from "../util/read-property.js";
import { publishReply } from "./diagnostics.js";
import { BASELINE, buildHeaders } from "./headers.js";
const kReady = /* @__PURE__ */ Symbol("fastify-error-replies.ready");
const STALE = /* @__PURE__ */ new Set([
  "accept-ranges",
  "cache-control",
  "content-digest",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-length",
  "content-location",
  "content-md5",
  "content-range",
  "digest",
  "etag",
  "expires",
  "last-modified",
  "location",
  "repr-digest",
  "trailer",
  "transfer-encoding"
]);
function sendReply(ready, reply) {
  writeHeaders(ready, reply);
  reply.serializer(identity);
  const guarded = reply;
  const send = guarded.send;
  guarded[kReady] = ready;
  guarded.send = sendAgain;
  publishReply(ready.error, ready.format, ready.thrown, reply.request);
  send.call(reply, ready.body === "" ? void 0 : ready.body);
}
function isBeingSent(reply) {
  return reply[kReady] !== void 0;
}
function sendPastHooks(reply, failure) {
  const ready = reply[kReady];
  const { raw } = reply;
  if (reply.sent || raw.headersSent) return;
  for (const name of readNames(readProperty(failure, "headers"))) removeHeader(reply, name);
  writeHeaders(ready, reply);
  removeHeader(reply, "content-length");
  reply.hijack();
  raw.writeHead(ready.error.statusCode, { ...reply.getHeaders(), "content-length": Buffer.byteLength(ready.body) });
  raw.end(ready.body);
}
function sendAgain(payload) {
  sendPastHooks(this, payload);
  return this;
}
function writeHeaders({ error, format, body, headers, varies }, reply) {
  const { request } = reply;
  if (request.raw.headers["if-none-match"] !== void 0) request.raw.headers["if-none-match"] = void 0;
  const isBare = hasNoHeaders(reply);
  if (!isBare) removeStaleHeaders(reply, error.statusCode);
  if (body === "") removeHeader(reply, "content-type");
  else reply.header("content-type", format.contentType);
  reply.headers(BASELINE);
  if (varies) {
    if (isBare) reply.header("vary", "Accept");
    else addVary(reply);
  }
  if (format.headers !== void 0) reply.headers(format.headers);
  if (headers !== void 0) reply.headers(headers);
  if (error.statusCode === 426 && request.raw.httpVersionMajor >= 2) removeHeader(reply, "upgrade");
}
function addVary(reply) {
  const vary = reply.getHeader("vary");
  if (vary === void 0) {
    reply.header("vary", "Accept");
    return;
  }
  const fields = String(vary).split(",").map((field) => field.trim().toLowerCase());
  if (!fields.includes("accept") && !fields.includes("*")) reply.header("vary", `${String(vary)}, Accept`);
}
function removeStaleHeaders(reply, statusCode) {
  const headers = reply.getHeaders();
  for (const name in headers) {
    if (STALE.has(name) ? name !== "content-range" || statusCode !== 416 : !isSendable(name, headers[name])) {
      removeHeader(reply, name);
    }
  }
}
function hasNoHeaders(reply) {
  const own = readReplyHeaders(reply);
  return own !== void 0 && Object.keys(own).length === 0 && reply.raw.getHeaderNames().length === 0;
}
function isSendable(name, value) {
  try {
    validateHeaderName(name);
    for (const item of Array.isArray(value) ? value : [value]) validateHeaderValue(name, item);
    return true;
  } catch {
    return false;
  }
}
function identity(body) {
  return body;
}
function sendLastResort(reply, { error, format, body }, thrown) {
  const { raw } = reply;
  try {
    for (const name of raw.getHeaderNames()) raw.removeHeader(name);
    const isFirst = !isBeingSent(reply);
    reply.hijack();
    raw.writeHead(500, buildHeaders(format, body));
    if (isFirst) publishReply(error, format, thrown, reply.request);
    raw.end(body);
  } catch {
    raw.destroy();
  }
}
export {
  isBeingSent,
  sendLastResort,
  sendPastHooks,
  sendReply
};
